use std::{path::PathBuf, process::ExitCode};

use duibiao::error::Error;

use crate::{args::RulesFrom, inputs, messages::Messages, output::Output, reading::ReadingArgs};

/// List every quantity of a text as NDJSON: its place, kind, value, unit, and value in the base unit.
#[derive(clap::Args)]
#[command(
    after_help = "Examples:\n  duibiao scan report.txt\n  echo 新建桥梁17座以上 | duibiao scan -\n\nPlaces (`start`, `end`) count Unicode scalar values of the text."
)]
pub(crate) struct ScanArgs {
    /// A file, or `-` for standard input
    #[arg(value_name = "INPUT")]
    input: Option<PathBuf>,
    #[command(flatten)]
    rules: RulesFrom,
    #[command(flatten)]
    reading: ReadingArgs,
}

impl ScanArgs {
    pub(crate) fn run(&self, _messages: &Messages) -> Result<ExitCode, Error> {
        let rules = self.rules.load()?;
        let arguments = inputs::or_stdin(self.input.as_slice())?;
        for input in inputs::expand(&arguments, None) {
            let source =
                self.reading.source(&input).map_err(|reason| Error::Read { file: input.name(), reason })?;
            Output::Stdout.write(|out| {
                for quantity in duibiao::scan::quantities(&source.text, &rules) {
                    writeln!(out, "{:?}", quantity.span)?;
                }
                Ok(())
            })?;
        }
        Ok(ExitCode::SUCCESS)
    }
}
