use std::{
    path::{Path, PathBuf},
    process::ExitCode,
};

use clap::ValueEnum;
use duibiao::{
    conflict,
    error::Error,
    export::{Clash, Notice},
    measure::{self, Field, Table},
    model::Alert,
    rules::Rulebook,
};

use crate::{
    inputs::{self, Input},
    measures::MeasureArgs,
    messages::Messages,
    output::Output,
    side::ReportArgs,
};

/// Write a draft of the notice (督查通报): the situation, the best and the worst, bodies and districts, what was not
/// reported, and what is in doubt. It says nothing that is not in the table, and each number carries its place.
#[derive(clap::Args)]
#[command(after_long_help = "\
Examples:
  duibiao brief report.txt                     Markdown with footnotes
  duibiao brief report.txt -o notice.docx      a Word document
  duibiao brief report.txt -o notice.docx -o notice.md
  duibiao brief reports/ --top 5 --rules my-rules/   other words in my-rules/brief.toml (see `duibiao rules show brief`)")]
pub(crate) struct BriefArgs {
    /// Reports: files, folders, patterns, or `-` for standard input
    #[arg(value_name = "INPUT")]
    inputs: Vec<PathBuf>,
    /// Write to this file, .docx or .md; may be given twice. Without it Markdown goes to standard output
    #[arg(short, long, value_name = "FILE")]
    output: Vec<PathBuf>,
    /// The format, where the ending does not tell it
    #[arg(long, value_enum, value_name = "FORMAT")]
    format: Option<Form>,
    /// How many rows are named as the best and as the worst
    #[arg(long, default_value_t = 10, value_name = "N")]
    top: usize,
    #[command(flatten)]
    measuring: MeasureArgs,
    #[command(flatten)]
    reports: ReportArgs,
}

/// A form of the notice.
#[derive(Clone, Copy, ValueEnum)]
enum Form {
    /// A Word document.
    Docx,
    /// Markdown with footnotes.
    Md,
}

/// What two reports of a table contradict each other in.
pub(crate) fn clashes(table: &Table, rules: &Rulebook) -> Vec<Clash<'static>> {
    let source = |row: usize| table.cell(row, Field::Source);
    let apart = conflict::conflicts(table, None, rules).into_iter();
    let apart = apart.filter(|found| source(found.row) != source(found.other));
    apart
        .map(|found| Clash {
            code: found.alert.code(),
            row: found.row,
            other: found.other,
            goals: found.alert == Alert::ReportGoalsDiffer,
        })
        .collect()
}

impl BriefArgs {
    pub(crate) fn run(&self, messages: &Messages) -> Result<ExitCode, Error> {
        let rules = self.reports.rules()?;
        let targets = self.targets()?;
        let inputs = self.reports.inputs(&inputs::or_stdin(&self.inputs)?);
        let mut files = self.reports.files().reads("an input", inputs.iter().filter_map(Input::path));
        files = files.reads("the plan or the profile", self.measuring.paths());
        for (at, (output, _)) in targets.iter().enumerate() {
            Output::new(*output).ready()?;
            files = files.writes(if at == 0 { "the output" } else { "the second output" }, *output);
        }
        files.check()?;
        let readings = self.reports.read(&inputs, &rules, messages)?;
        if readings.any() {
            let measures = self.measuring.measures(&rules)?;
            let mut table = measure::table_by(&readings.reports(), &rules, &measures)
                .map_err(|error| Error::Internal(error.to_string()))?;
            table.drop_figures();
            self.measuring.tell_unseen(&measures, &table, messages);
            if table.rows.is_empty() {
                let told = "no goal and no figure was found: there is nothing to write a notice of";
                return Err(Error::Usage(told.to_owned()));
            }
            conflict::mark(&mut table, &rules);
            let notice =
                Notice::of(&table, &clashes(&table, &rules), &rules.wording, self.top, messages.people());
            for (output, form) in targets {
                let output = Output::new(output);
                output.write(|out| match form {
                    Form::Docx => notice.docx(out),
                    Form::Md => notice.markdown(out),
                })?;
                let rows = table.rows.len();
                let told = format!("the notice is written, of {rows} rows");
                messages.told_written(&output, "notice-written", &told);
            }
        }
        readings.finish()?;
        Ok(ExitCode::SUCCESS)
    }

    /// Where the notice goes, and in what form.
    fn targets(&self) -> Result<Vec<(Option<&Path>, Form)>, Error> {
        if self.output.is_empty() {
            return Ok(vec![(None, self.format.unwrap_or(Form::Md))]);
        }
        let form = |path: &Path| match path.extension().and_then(|ending| ending.to_str()) {
            _ if self.format.is_some() => self.format,
            Some("docx") => Some(Form::Docx),
            Some("md" | "markdown") => Some(Form::Md),
            _ if path.as_os_str() == "-" => Some(Form::Md),
            _ => None,
        };
        let target = |path: &'_ PathBuf| {
            let told =
                || format!("{}: the ending tells no format; use .docx or .md, or --format", path.display());
            form(path).ok_or_else(|| Error::Usage(told()))
        };
        self.output.iter().map(|path| Ok((Some(path.as_path()), target(path)?))).collect()
    }
}
