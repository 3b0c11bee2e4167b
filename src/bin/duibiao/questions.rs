use std::{io, path::PathBuf, process::ExitCode};

use duibiao::{
    error::Error,
    measure::{self, Measures},
    pipeline,
    questions::{self, Asked, Tongue},
};

use crate::{
    args::RulesFrom,
    files::Files,
    inputs::{self, Input},
    messages::{Language, Messages},
    output::Output,
    reading::ReadingArgs,
};

/// Write what is in doubt as questions for a second reader, one JSON object a line: rows to look at and numbers without a
/// place, each with its context, the answers that are possible and a prompt in words.
#[derive(clap::Args)]
#[command(after_long_help = "\
Examples:
  duibiao questions report.txt > questions.ndjson
  duibiao extract report.txt --answers answers.ndjson -o table.xlsx
  duibiao questions report.txt | any-model | duibiao extract report.txt --answers -

An answer repeats `id` and one `answer` of the question, and says `by` whom:
  {\"id\":\"…\",\"answer\":\"pair\",\"figure\":{\"quote\":\"另有街角绿地52个\",\"number\":\"52个\"},\"by\":\"李敏\"}
It becomes a decision only where the report proves it; the others are refused by name. Nothing is sent anywhere.")]
pub(crate) struct QuestionsArgs {
    /// Reports: files, folders, patterns, or `-` for standard input
    #[arg(value_name = "INPUT")]
    inputs: Vec<PathBuf>,
    /// Write to this file; it appears whole or not at all
    #[arg(short, long, value_name = "FILE")]
    output: Option<PathBuf>,
    #[command(flatten)]
    rules: RulesFrom,
    #[command(flatten)]
    reading: ReadingArgs,
}

impl QuestionsArgs {
    pub(crate) fn run(&self, messages: &Messages) -> Result<ExitCode, Error> {
        let rules = self.rules.load()?;
        let output = Output::new(self.output.as_deref());
        output.ready()?;
        let arguments = inputs::or_stdin(&self.inputs)?;
        let inputs = self.reading.expand(&arguments, self.output.as_deref());
        let files = Files::default().reads("an input", inputs.iter().filter_map(Input::path));
        files.writes("the output", self.output.as_deref()).check()?;
        let readings = self.reading.read_whole(&inputs, &rules, messages)?;
        let tongue = if messages.asked() == Some(Language::En) { Tongue::En } else { Tongue::Zh };
        let mut lines = Vec::new();
        for reading in &readings.read {
            let trace = pipeline::trace(&reading.source, &rules);
            let table =
                measure::table_by(&[(&reading.source, &trace.report)], &rules, &Measures::usual(&rules))
                    .map_err(|error| Error::Internal(error.to_string()))?;
            let asked = Asked { source: &reading.source, trace: &trace, table: &table, rules: &rules };
            lines.extend(questions::questions(&asked, tongue));
        }
        if readings.any() {
            output.write(|out| {
                lines.iter().try_for_each(|question| {
                    serde_json::to_writer(&mut *out, question).map_err(io::Error::other)?;
                    out.write_all(b"\n")
                })
            })?;
            let told = format!("{} questions written", lines.len());
            messages.told_written(&output, "questions-written", &told);
        }
        readings.finish()?;
        Ok(ExitCode::SUCCESS)
    }
}
