use std::{
    io::{self, Write},
    path::{Path, PathBuf},
    process::ExitCode,
};

use duibiao::{
    error::Error,
    model::{Figure, Finding, Goal},
    text::{Source, Span},
};

use crate::{
    args::RulesFrom,
    inputs::Input,
    messages::Messages,
    output::Output,
    reading::{Reading, ReadingArgs},
};

/// Show the findings of a task: quotes, lines, and why they belong together.
#[derive(clap::Args)]
#[command(after_help = "Examples:\n  duibiao explain report.txt\n  duibiao explain report.txt:12")]
pub(crate) struct ExplainArgs {
    /// A file, with the number of a task after a colon to see only that one
    #[arg(value_name = "INPUT[:TASK]")]
    input: String,
    #[command(flatten)]
    rules: RulesFrom,
    #[command(flatten)]
    reading: ReadingArgs,
}

impl ExplainArgs {
    pub(crate) fn run(&self, messages: &Messages) -> Result<ExitCode, Error> {
        let rules = self.rules.load()?;
        let (file, task) = file_and_task(&self.input);
        let input = Input::Document(file);
        let readings = self.reading.read(std::slice::from_ref(&input), &rules, messages)?;
        for reading in &readings.read {
            if let Some(task) = task
                && !reading.report.findings.iter().any(|finding| finding.place.task_no == task)
            {
                return Err(Error::Usage(format!("{} has no finding in a task `{task}`", input.name())));
            }
            Output::Stdout.write(|out| show(out, reading, task))?;
        }
        readings.finish()?;
        Ok(ExitCode::SUCCESS)
    }
}

/// `a.txt:12` is task 12 of a.txt, unless there is a file of that very name.
fn file_and_task(argument: &str) -> (PathBuf, Option<&str>) {
    match argument.rsplit_once(':') {
        Some((file, task)) if !Path::new(argument).exists() && !file.is_empty() => (file.into(), Some(task)),
        Some(_) | None => (argument.into(), None),
    }
}

fn show(out: &mut dyn Write, reading: &Reading, task: Option<&str>) -> io::Result<()> {
    let wanted = |finding: &&Finding| task.is_none_or(|task| finding.place.task_no == task);
    let mut place = None;
    for finding in reading.report.findings.iter().filter(wanted) {
        if place != Some(&finding.place) {
            writeln!(out, "{} {}", finding.place.task_no, finding.place.task)?;
            place = Some(&finding.place);
        }
        show_finding(out, &reading.source, finding)?;
    }
    Ok(())
}

fn show_finding(out: &mut dyn Write, source: &Source, finding: &Finding) -> io::Result<()> {
    writeln!(out, "  {:?} {}", finding.kind, finding.indicator)?;
    if let Some(Goal { quantity, clause, kind, bound, basis }) = &finding.goal {
        line(out, source, "goal", quantity.span, *clause)?;
        writeln!(out, "           {kind:?}, {bound:?}, {basis:?}")?;
    }
    if let Some(Figure { quantity, clause, .. }) = &finding.figure {
        line(out, source, "figure", quantity.span, *clause)?;
    }
    if let Some(stated) = &finding.stated {
        line(out, source, "rate", stated.span, stated.span)?;
    }
    if let Some(grounds) = finding.grounds {
        writeln!(out, "    because  {grounds:?}")?;
    }
    if let Some(unanswered) = finding.unanswered {
        writeln!(out, "    but      {unanswered:?}")?;
    }
    Ok(())
}

fn line(out: &mut dyn Write, source: &Source, role: &str, quantity: Span, clause: Span) -> io::Result<()> {
    let (number, clause) = (quantity.text(&source.text), clause.text(&source.text).trim());
    writeln!(out, "    {role:<8} {number}  (line {}: {clause})", source.line(quantity.start))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_task_follows_the_last_colon() {
        assert_eq!(file_and_task("a.txt:12"), (PathBuf::from("a.txt"), Some("12")));
        assert_eq!(file_and_task("a.txt"), (PathBuf::from("a.txt"), None));
    }
}
