//! Documents that come one a line are answered one after the other, for as long as they come.
//!
//! A thread reads lines ahead, up to [`intake::AHEAD_BYTES`]; jobs take a few of them at a time, and their answers
//! are written in the order of the lines. No job takes more while too many answers wait for an earlier one: memory
//! does not grow with the number of documents.

mod answer;
mod intake;
mod line;
mod way;

use std::{
    collections::BTreeMap,
    fs::File,
    io::{self, Read, Write},
    path::Path,
    sync::{
        Arc,
        mpsc::{self, Receiver},
    },
    thread,
};

use clap::ValueEnum;
use duibiao::error::Error;

use crate::{messages::Messages, output::Output};
use answer::Answer;
use intake::Intake;
pub(crate) use way::Way;

/// Answers that may wait for an earlier one, for each job.
const WAITING: usize = 2;

/// Choices of reading documents that come one a line.
#[derive(clap::Args)]
#[command(next_help_heading = "Worker")]
pub(crate) struct WorkerArgs {
    /// Read one document a line, {"id": …, "text": …} or {"id": …, "bytes": "<base64>"}, and answer each at once;
    /// a `name` beside them gives the kind (x.docx) and the column source
    #[arg(
        long,
        value_enum,
        value_name = "FORM",
        conflicts_with_all = ["rollup", "matrix", "ranking", "sort", "top", "summary", "corrections", "bom", "crlf"]
    )]
    input_format: Option<InputFormat>,
    /// Where it is told that a document could not be read: on stderr, or as a row {"id": …, "error": {…}}
    #[arg(long, value_enum, default_value_t, value_name = "WHERE", requires = "input_format")]
    errors: Errors,
    /// Write {"id": …, "end": true, "rows": N} behind the rows of each document
    #[arg(long, requires = "input_format")]
    ends: bool,
}

/// A form in which documents come.
#[derive(Clone, Copy, ValueEnum)]
enum InputFormat {
    /// One JSON object a line
    Ndjson,
}

/// Where errors of documents are told.
#[derive(Clone, Copy, Default, PartialEq, Eq, ValueEnum)]
enum Errors {
    /// Messages, and exit code 3 at the end
    #[default]
    Stderr,
    /// Rows beside the others, and exit code 0
    Rows,
}

/// What became of the documents so far.
#[derive(Clone, Copy, Default)]
struct Count {
    documents: usize,
    unread: usize,
    broken: usize,
}

impl WorkerArgs {
    /// True where documents come one a line.
    pub(crate) fn asked(&self) -> bool {
        self.input_format.is_some()
    }

    /// Answers every line of the input.
    pub(crate) fn run(
        &self,
        input: &Path,
        way: &Way<'_>,
        output: &Output,
        messages: &Messages,
    ) -> Result<(), Error> {
        let name = input.display().to_string();
        let unreadable = |error: &io::Error| Error::Read { file: name.clone(), reason: error.to_string() };
        let intake = Arc::new(Intake::new(way.reading.jobs(), WAITING));
        let lines: Box<dyn Read + Send> = if input.as_os_str() == "-" {
            Box::new(io::stdin())
        } else {
            Box::new(File::open(input).map_err(|error| unreadable(&error))?)
        };
        let ahead = Arc::clone(&intake);
        // Not joined: where our reader has gone we end, though the next line may never come.
        thread::spawn(move || ahead.fill(lines));
        let mut count = Count::default();
        output.write(|out| {
            count = self.answer_all(&name, way, &intake, out, messages)?;
            Ok(())
        })?;
        intake.failure().map_or(Ok(()), |error| Err(unreadable(&error)))?;
        self.finish(count)
    }

    /// Lets the jobs work on the lines, and writes their answers.
    fn answer_all(
        &self,
        name: &str,
        way: &Way<'_>,
        intake: &Intake,
        out: &mut dyn Write,
        messages: &Messages,
    ) -> io::Result<Count> {
        let teller = answer::Teller { name, ends: self.ends, rows: self.errors == Errors::Rows };
        thread::scope(|scope| {
            let (send, answers) = mpsc::channel();
            for _ in 0..way.reading.jobs() {
                let (send, teller) = (send.clone(), &teller);
                scope.spawn(move || {
                    while let Some((number, lines)) = intake.take() {
                        if send.send((number, teller.answer(lines, way))).is_err() {
                            break;
                        }
                    }
                });
            }
            drop(send);
            let count = in_order(&answers, intake, out, messages);
            intake.close();
            count
        })
    }

    fn finish(&self, count: Count) -> Result<(), Error> {
        match (self.errors, count) {
            (Errors::Rows, _) | (Errors::Stderr, Count { unread: 0, broken: 0, .. }) => Ok(()),
            (Errors::Stderr, Count { unread, broken: 0, documents }) => {
                Err(Error::Inputs { unread, all: documents })
            }
            (Errors::Stderr, Count { broken, .. }) => {
                Err(Error::Internal(format!("{broken} documents could not be worked through")))
            }
        }
    }
}

/// Writes answers in the order of their lines, each at once when its turn has come.
fn in_order(
    answers: &Receiver<(u64, Answer)>,
    intake: &Intake,
    out: &mut dyn Write,
    messages: &Messages,
) -> io::Result<Count> {
    let (mut waiting, mut next, mut count) = (BTreeMap::new(), 0, Count::default());
    for (number, answer) in answers {
        waiting.insert(number, answer);
        while let Some(answer) = waiting.remove(&next) {
            out.write_all(&answer.bytes)?;
            out.flush()?;
            for told in &answer.told {
                messages.about(told.severity, &told.file, told.line, told.code, &told.text);
            }
            count.documents += answer.documents;
            count.unread += answer.unread;
            count.broken += answer.broken;
            next += 1;
            intake.written(next);
        }
    }
    Ok(count)
}
