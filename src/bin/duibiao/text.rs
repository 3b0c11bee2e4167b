use std::{path::PathBuf, process::ExitCode};

use duibiao::{
    error::Error,
    text::{Severity, Source, Span},
};

use crate::{inputs, messages::Messages, output::Output, passed, reading::ReadingArgs};

/// Print the text of a document as it is read: what every place of the table counts in.
#[derive(clap::Args)]
#[command(after_long_help = EXAMPLES)]
pub(crate) struct TextArgs {
    /// A file, or `-` for standard input; of a folder or an archive each document, behind a line with its name
    #[arg(value_name = "INPUT")]
    input: Option<PathBuf>,
    /// Show before each line its number, its first and its last Unicode scalar value, and its page, paragraph or cell
    #[arg(long)]
    places: bool,
    #[command(flatten)]
    reading: ReadingArgs,
}

const EXAMPLES: &str = "\
Examples:
  duibiao text report.doc
  duibiao text --places report.pdf

With --places the columns are joined by tabs. Numbers are those of the columns goal_line, goal_start and goal_end:
for text and Markdown they count in the file, for other documents in what `duibiao text` prints without --places.
The rows of a table are lines whose cells are joined by tabs; the place is that of the first cell.";

impl TextArgs {
    pub(crate) fn run(&self, messages: &Messages) -> Result<ExitCode, Error> {
        let arguments = inputs::or_stdin(self.input.as_slice())?;
        let mut open = false;
        each(&self.reading, &arguments, messages, |source, alone| {
            // The next document begins with a line of its own.
            let apart = std::mem::replace(&mut open, !self.places && !source.text.ends_with('\n'));
            Output::Stdout.write(|out| {
                if apart {
                    writeln!(out)?;
                }
                if !alone {
                    writeln!(out, "==> {} <==", source.name)?;
                }
                if !self.places {
                    return out.write_all(source.text.as_bytes());
                }
                for line in source.lines().filter(|line| !line.is_empty()) {
                    let (start, end) = source.scalars(line);
                    let (number, place) = (source.line(line.start), place(source, line));
                    writeln!(out, "{number}\t{start}\t{end}\t{place}\t{}", line.text(&source.text))?;
                }
                Ok(())
            })
        })?;
        Ok(ExitCode::SUCCESS)
    }
}

/// The page, paragraph or cell of the first words of a line.
fn place(source: &Source, line: Span) -> String {
    let words = line.text(&source.text);
    let first = line.start + words.len() - words.trim_start().len();
    source.locus(first).map(ToString::to_string).unwrap_or_default()
}

/// Takes each document that is meant, and whether it is the only one; of several, one that cannot be read is named, and
/// the others are taken.
pub(crate) fn each(
    reading: &ReadingArgs,
    arguments: &[PathBuf],
    messages: &Messages,
    mut take: impl FnMut(&Source, bool) -> Result<(), Error>,
) -> Result<(), Error> {
    let inputs = reading.expand(arguments, None);
    let (alone, mut unread) = (inputs.len() == 1, 0);
    for input in &inputs {
        match reading.source(input) {
            Ok(source) => take(&source, alone)?,
            Err(reason) if let Some(passed) = passed::passes_by(input, &reason) => {
                messages.passed_by(&input.name(), passed, &reason);
            }
            Err(reason) if alone => return Err(Error::Read { file: input.name(), reason }),
            Err(reason) => {
                messages.about(Severity::Error, &input.name(), None, "input-unread", &reason);
                unread += 1;
            }
        }
    }
    if unread > 0 { Err(Error::Inputs { unread, all: inputs.len() }) } else { Ok(()) }
}
