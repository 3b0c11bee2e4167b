use std::{io::IsTerminal, path::PathBuf, process::ExitCode};

use duibiao::{
    error::Error,
    model::{Kind, Quantity},
};

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
    /// The format, where the ending does not tell it
    #[arg(long, value_name = "FORMAT", value_parser = ["csv"])]
    format: Option<String>,
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

/// The table as CSV, the way a machine reads it: the columns that are scored, until `measure` gives them all.
pub(crate) fn machine_table(readings: &[Reading]) -> Result<Vec<u8>, Error> {
    let fault = |error: csv::Error| Error::Internal(error.to_string());
    let mut table = csv::Writer::from_writer(Vec::new());
    table.write_record(COLUMNS).map_err(fault)?;
    for Reading { report, .. } in readings {
        for finding in report.findings.iter().filter(|finding| finding.kind != Kind::Figure) {
            let target = finding.goal.as_ref().map(|goal| &goal.quantity);
            let actual = finding.figure.as_ref().map(|figure| &figure.quantity);
            let value = |quantity: Option<&Quantity>| {
                quantity.map(|q| q.amount.low().to_string()).unwrap_or_default()
            };
            let unit =
                |quantity: Option<&Quantity>| quantity.map(|q| q.unit_text.clone()).unwrap_or_default();
            let stated = finding.stated.as_ref().map(|stated| stated.ratio.to_string()).unwrap_or_default();
            let grounds = finding.grounds.map(|grounds| format!("{grounds:?}")).unwrap_or_default();
            let row = [
                report.source.clone(),
                finding.place.task_no.clone(),
                duibiao::evaluate::kind_name(finding.kind).to_owned(),
                finding.indicator.clone(),
                value(target),
                unit(target),
                value(actual),
                unit(actual),
                stated,
                grounds,
            ];
            table.write_record(&row).map_err(fault)?;
        }
    }
    table.into_inner().map_err(|error| Error::Internal(error.to_string()))
}

const COLUMNS: [&str; 10] = [
    "source",
    "task_no",
    "kind",
    "indicator",
    "target_value",
    "target_unit",
    "actual_value",
    "actual_unit",
    "stated_ratio",
    "grounds",
];
