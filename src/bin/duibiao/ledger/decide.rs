use std::{path::PathBuf, process::ExitCode};

use clap::builder::NonEmptyStringValueParser;
use duibiao::{
    error::Error,
    ledger::{Decision, Ledger, LedgerError, ReportPeriod, Run},
};

use crate::{args::RulesFrom, files, messages::Messages, output::Output, visible::visible};

/// Which body of which ledger is changed.
#[derive(clap::Args)]
pub(super) struct Changed {
    /// The ledger's file
    #[arg(long, value_name = "FILE")]
    db: PathBuf,
    /// Whose months
    #[arg(long, value_name = "NAME", default_value = "-", value_parser = NonEmptyStringValueParser::new())]
    body: String,
    #[command(flatten)]
    rules: RulesFrom,
}

#[derive(clap::Args)]
pub(super) struct NamesArgs {
    /// The earlier name, as a report prints it
    #[arg(value_name = "OLD")]
    old: String,
    /// The later one
    #[arg(value_name = "NEW")]
    new: String,
    #[command(flatten)]
    changed: Changed,
}

#[derive(clap::Args)]
pub(super) struct UndoArgs {
    #[command(flatten)]
    changed: Changed,
}

#[derive(clap::Args)]
pub(super) struct RemoveArgs {
    #[command(flatten)]
    changed: Changed,
    /// The month to take out, with all its versions and all reports of the body
    #[arg(long, value_name = "PERIOD")]
    period: String,
}

impl Changed {
    fn open(&self) -> Result<Ledger, Error> {
        files::ledger_is_a_file(&self.db)?;
        // What is not there is not made.
        Ledger::open(&self.db).map_err(|error| self.wrong(error))?;
        Ledger::create(&self.db).map_err(|error| self.wrong(error))
    }

    fn wrong(&self, error: LedgerError) -> Error {
        let said = format!("{}: {error}", self.db.display());
        if error.is_usage() {
            return Error::Usage(said);
        }
        Error::Read { file: self.db.display().to_string(), reason: error.to_string() }
    }
}

impl NamesArgs {
    /// Records that the two names are one thing, or two.
    pub(super) fn run(&self, same: bool, messages: &Messages) -> Result<ExitCode, Error> {
        if self.old == self.new {
            return Err(Error::Usage(format!("`{}` is one name: give two", self.old)));
        }
        let rules = self.changed.rules.load()?;
        let mut ledger = self.changed.open()?;
        ledger
            .decide(&self.changed.body, same, (&self.old, &self.new), &rules)
            .map_err(|error| self.changed.wrong(error))?;
        let decision = Decision {
            id: 0,
            body: self.changed.body.clone(),
            same,
            old: self.old.clone(),
            new: self.new.clone(),
        };
        tell(messages, &format!("已记录 {}", words(&decision)))
    }
}

impl UndoArgs {
    /// Takes back the latest decision.
    pub(super) fn run(&self, messages: &Messages) -> Result<ExitCode, Error> {
        let rules = self.changed.rules.load()?;
        let undone = self.changed.open()?.undo(&self.changed.body, &rules);
        match undone.map_err(|error| self.changed.wrong(error))? {
            Some(decision) => tell(messages, &format!("已撤销 {}", words(&decision))),
            None => Err(Error::Usage(format!("nothing was decided for the body `{}`", self.changed.body))),
        }
    }
}

impl RemoveArgs {
    /// Takes a month out, with all reports of the body.
    pub(super) fn run(&self, messages: &Messages) -> Result<ExitCode, Error> {
        let rules = self.changed.rules.load()?;
        let mut ledger = self.changed.open()?;
        let body = self.changed.body.as_str();
        let runs = ledger.runs(Some(body), false).map_err(|error| self.changed.wrong(error))?;
        let wanted = ReportPeriod::read(&self.period);
        let is_meant = |run: &&Run| wanted.is_some() && ReportPeriod::read(&run.period) == wanted;
        // A year may have its plan beside the report on it: both go at once.
        let mut months: Vec<_> = runs.iter().filter(is_meant).map(|run| (&run.body, &run.period)).collect();
        months.dedup();
        if months.is_empty() {
            let known: Vec<&str> = runs.iter().map(|run| run.period.as_str()).collect();
            let known = if known.is_empty() { "nothing".to_owned() } else { known.join(", ") };
            return Err(Error::Usage(format!("`{body}` has no month {}; there is {known}", self.period)));
        }
        for (body, period) in months {
            let versions = ledger.remove(body, period, &rules).map_err(|error| self.changed.wrong(error))?;
            tell(messages, &format!("已移除 {body} {period} {versions}版"))?;
        }
        Ok(ExitCode::SUCCESS)
    }
}

fn words(decision: &Decision) -> String {
    let sign = if decision.same { "=" } else { "≠" };
    format!("{} “{}” {sign} “{}”", decision.body, decision.old, decision.new)
}

fn tell(messages: &Messages, line: &str) -> Result<ExitCode, Error> {
    Output::Stdout.write(|out| writeln!(out, "{}", visible(&messages.for_people(line))))?;
    Ok(ExitCode::SUCCESS)
}
