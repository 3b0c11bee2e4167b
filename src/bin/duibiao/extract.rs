use std::{
    io::{self, IsTerminal},
    path::PathBuf,
    process::ExitCode,
};

use duibiao::{
    error::Error,
    export::Export,
    measure::{self, Table},
    rules::Rulebook,
};

use crate::{
    args::RulesFrom,
    corrections::CorrectionsArgs,
    format::{self, Format, StyleArgs},
    inputs::{self, Input},
    messages::Messages,
    output::Output,
    reading::{ReadingArgs, Readings},
    summary::SummaryArgs,
    terminal,
};

/// Write one row for each goal and the figure that answers it.
#[derive(clap::Args)]
#[command(after_help = "\
Examples:
  duibiao extract report.txt                   a table on the terminal, CSV into a pipe
  duibiao extract reports/ -o table.csv        a folder, and the format by the ending
  duibiao extract 'reports/*.md' --format csv  a pattern
  duibiao extract report.txt --all             figures without a goal, too")]
pub(crate) struct ExtractArgs {
    /// Reports: files, folders, patterns, or `-` for standard input
    #[arg(value_name = "INPUT")]
    inputs: Vec<PathBuf>,
    /// Write to this file, in the format of its ending; it appears whole or not at all
    #[arg(short, long, value_name = "FILE")]
    output: Option<PathBuf>,
    /// The format, where the ending does not tell it
    #[arg(long, value_parser = format::choices(), value_name = "FORMAT")]
    format: Option<Format>,
    #[command(flatten)]
    style: StyleArgs,
    /// Write figures that no goal speaks of, too
    #[arg(long)]
    all: bool,
    #[command(flatten)]
    summary: SummaryArgs,
    #[command(flatten)]
    corrections: CorrectionsArgs,
    #[command(flatten)]
    rules: RulesFrom,
    #[command(flatten)]
    reading: ReadingArgs,
}

impl ExtractArgs {
    pub(crate) fn run(&self, messages: &Messages) -> Result<ExitCode, Error> {
        let format = self.format()?;
        let style = self.style.check(format, messages.asked())?;
        let rules = self.rules.load()?;
        let arguments = inputs::or_stdin(&self.inputs)?;
        let inputs = inputs::expand(&arguments, self.output.as_deref());
        let readings = self.readings(format, &inputs, &rules, messages)?;
        if readings.any() {
            let table = table(&readings, &rules, self.all)?;
            let output = Output::new(self.output.as_deref());
            match format {
                Some(format) => {
                    let reports = readings.reports();
                    let export = Export { table: &table, reports: &reports, style };
                    output.write(|out| format.write(&export, out))?;
                }
                None => output.write(|out| terminal::write(&table, terminal::coloured(), out))?,
            }
            self.summary.write(&table, &inputs, self.output.as_deref(), &self.rules)?;
        }
        readings.finish()?;
        Ok(ExitCode::SUCCESS)
    }

    /// What the inputs say, corrected.
    fn readings(
        &self,
        format: Option<Format>,
        inputs: &[Input],
        rules: &Rulebook,
        messages: &Messages,
    ) -> Result<Readings, Error> {
        if !self.all && !self.corrections.any() && !format.is_some_and(Format::shows_all) {
            return self.reading.read(inputs, rules, messages);
        }
        let mut readings = self.reading.read_whole(inputs, rules, messages)?;
        self.corrections.apply(&mut readings, messages)?;
        Ok(readings)
    }

    /// What was asked for; `None` is the table for the terminal that we write to.
    fn format(&self) -> Result<Option<Format>, Error> {
        match (self.format, self.output.as_deref()) {
            (Some(format), _) => Ok(Some(format)),
            (None, Some(path)) if path.as_os_str() != "-" => Format::of(path).map(Some),
            (None, _) => Ok((!io::stdout().is_terminal()).then(Format::csv)),
        }
    }
}

/// The rows of what was read, measured; those of figures without a goal only with `all`.
pub(crate) fn table(readings: &Readings, rules: &Rulebook, all: bool) -> Result<Table, Error> {
    let mut table =
        measure::table(&readings.reports(), rules).map_err(|error| Error::Internal(error.to_string()))?;
    if !all {
        let at = measure::COLUMNS.iter().position(|column| column.name == "kind");
        table.rows.retain(|row| at.and_then(|at| row[at].as_deref()) != Some("figure"));
    }
    Ok(table)
}
