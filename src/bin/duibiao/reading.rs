use std::{
    io::IsTerminal,
    panic::{AssertUnwindSafe, catch_unwind},
    path::{Path, PathBuf},
    thread,
};

use duibiao::{
    documents,
    error::Error,
    pipeline,
    read::{self, ReadError, bounds, courier::Carried},
    rules::Rulebook,
    text::Source,
};
use indicatif::{ProgressBar, ProgressStyle};
use rayon::prelude::*;

use crate::{
    apart::Apart,
    args::{MOST_JOBS, encoding, jobs},
    inputs::{self, Input},
    messages::Messages,
    ocr::Eyes,
};

pub(crate) use crate::readings::{Outcome, Reading, Readings, Tally, Unread};

/// A progress bar is shown from this many files on.
const MANY: usize = 8;

/// How the inputs are read.
#[derive(clap::Args)]
pub(crate) struct ReadingArgs {
    /// How many files to read at once; the table is the same for any number
    #[arg(long, value_name = "N", value_parser = jobs)]
    jobs: Option<usize>,
    /// The encoding of text files, where it is not found by itself (gb18030, utf-8, utf-16le)
    #[arg(long, value_name = "NAME", value_parser = encoding)]
    encoding: Option<String>,
    /// Read PDF and Office files and unpack archives in this process, where no child process can be started; a broken one may end the run
    #[arg(long)]
    no_sandbox: bool,
    #[command(flatten)]
    eyes: Eyes,
    #[arg(skip)]
    apart: Apart,
}

/// How a source becomes a reading.
pub(crate) type Understand<'r> = dyn Fn(Source) -> Reading + Sync + 'r;

impl ReadingArgs {
    /// The documents that the arguments name, what archives and mails carry among them; see [`documents::expand`].
    pub(crate) fn expand(&self, arguments: &[PathBuf], output: Option<&Path>) -> Vec<Input> {
        documents::expand(arguments, output, &|name, bytes| self.carried(name, bytes))
    }

    /// Reads the inputs on several threads; names those that cannot be read in their order.
    pub(crate) fn read(
        &self,
        inputs: &[Input],
        rules: &Rulebook,
        messages: &Messages,
    ) -> Result<Readings, Error> {
        self.read_by(&*plainly(false, rules), inputs, messages)
    }

    /// The same with every number besides the rows, for corrections and reviewers.
    pub(crate) fn read_whole(
        &self,
        inputs: &[Input],
        rules: &Rulebook,
        messages: &Messages,
    ) -> Result<Readings, Error> {
        self.read_by(&*plainly(true, rules), inputs, messages)
    }

    /// Reads the inputs as reports on the goals of a plan.
    pub(crate) fn read_against(
        &self,
        plan: &Path,
        inputs: &[Input],
        rules: &Rulebook,
        messages: &Messages,
    ) -> Result<Readings, Error> {
        self.read_by(&*self.against(plan, rules)?, inputs, messages)
    }

    /// How a source is understood as a report on the goals of a plan.
    pub(crate) fn against<'r>(&self, plan: &Path, rules: &'r Rulebook) -> Result<Box<Understand<'r>>, Error> {
        let about = |reason| Error::Read { file: plan.display().to_string(), reason };
        let plan = self.source(&Input::Document(plan.to_owned())).map_err(&about)?;
        if pipeline::planned(&plan, rules) == 0 {
            let reason = "no goal was read in it; --goals takes a plan (工作要点, 目标任务, 民生实事), see `duibiao extract` of it";
            return Err(about(reason.to_owned()));
        }
        Ok(Box::new(move |source| {
            let (source, report) = pipeline::against(&plan, &source, rules);
            Reading { source, report }
        }))
    }

    /// Reads the inputs in any way on several threads.
    fn read_by(
        &self,
        understand: &Understand<'_>,
        inputs: &[Input],
        messages: &Messages,
    ) -> Result<Readings, Error> {
        let pool = self.pool()?;
        let bar = bar(inputs.len());
        let outcomes: Vec<_> = pool.install(|| {
            inputs
                .par_iter()
                .map(|input| {
                    let outcome = one(understand, || self.source(input));
                    bar.inc(1);
                    outcome
                })
                .collect()
        });
        bar.finish_and_clear();
        let mut readings = Readings::default();
        for (input, outcome) in inputs.iter().zip(outcomes) {
            readings.take(input, outcome, messages);
        }
        Ok(readings)
    }

    /// The threads of so many jobs.
    pub(crate) fn pool(&self) -> Result<rayon::ThreadPool, Error> {
        let builder = rayon::ThreadPoolBuilder::new().num_threads(self.jobs());
        builder.build().map_err(|error| Error::Internal(error.to_string()))
    }

    /// One input as a source, or the reason why it cannot be read.
    pub(crate) fn source(&self, input: &Input) -> Result<Source, String> {
        match input {
            Input::Nothing(_, reason) | Input::Closed { reason, .. } => Err(reason.clone()),
            Input::Carried { name, bytes, .. } => self.document(name, bytes),
            Input::Found(path) if read::is_picture(&input.name()) && !self.eyes.see() => {
                self.document(&input.name(), b"")
            }
            Input::Document(path) | Input::Found(path) => {
                let bytes = inputs::bytes(path)?;
                self.document(&input.name(), &bytes)
            }
        }
    }

    /// The bytes of a document as a source.
    pub(crate) fn document(&self, name: &str, bytes: &[u8]) -> Result<Source, String> {
        // Pictures that cannot be read are not fetched.
        if bytes.is_empty() && read::is_picture(name) && !self.eyes.see() {
            return Err(ReadError::Picture.to_string());
        }
        let options = read::Options { encoding: self.encoding.clone(), ocr: None };
        let foreign = bytes.len() <= bounds::FILE_BYTES && read::is_foreign(name, bytes);
        let sandbox = foreign && !self.no_sandbox;
        let answer = if sandbox {
            self.apart.read(name, &options, bytes)
        } else {
            read::read(name, bytes, &options).map_err(|error| error.to_string())
        };
        self.eyes.look(answer, (name, bytes), &options, sandbox)
    }

    /// The documents that a document carries.
    pub(crate) fn carried(&self, name: &str, bytes: &[u8]) -> Carried {
        if !self.no_sandbox && bytes.len() <= bounds::FILE_BYTES {
            return self.apart.carried(name, bytes, self.eyes.see());
        }
        read::carried(name, bytes, self.eyes.see()).map_err(|error| error.to_string())
    }

    /// How many documents are read at once.
    pub(crate) fn jobs(&self) -> usize {
        let cores = || thread::available_parallelism().map_or(1, usize::from);
        self.jobs.filter(|jobs| *jobs > 0).unwrap_or_else(cores).min(MOST_JOBS)
    }
}

/// How a source is understood by itself, with every number of it besides its rows where it is to be `whole`.
pub(crate) fn plainly(whole: bool, rules: &Rulebook) -> Box<Understand<'_>> {
    let understand = if whole { pipeline::understand_whole } else { pipeline::understand };
    Box::new(move |source| {
        let report = understand(&source, rules);
        Reading { source, report }
    })
}

/// Reads and understands one source; a failure of the program on it is contained.
pub(crate) fn one(understand: &Understand<'_>, source: impl FnOnce() -> Result<Source, String>) -> Outcome {
    catch_unwind(AssertUnwindSafe(|| Ok(understand(source().map_err(Unread::Input)?))))
        .unwrap_or(Err(Unread::Internal))
}

pub(crate) fn bar(files: usize) -> ProgressBar {
    if files < MANY || !std::io::stderr().is_terminal() {
        return ProgressBar::hidden();
    }
    let bar = ProgressBar::new(files as u64);
    if let Ok(style) = ProgressStyle::with_template("{bar:30} {pos}/{len} files") {
        bar.set_style(style);
    }
    bar
}
