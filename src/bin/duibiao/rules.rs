use std::{
    io::{self, Write},
    path::{Path, PathBuf},
    process::ExitCode,
};

use clap::Subcommand;
use duibiao::{
    choices,
    error::Error,
    pipeline,
    rules::{BUILTIN, Given, Mark, Rulebook, Slot},
};

use crate::{messages::Messages, output::Output};

/// Check or show the rule files.
#[derive(clap::Args)]
#[command(
    after_long_help = "Examples:\n  duibiao rules check\n  duibiao rules check my-rules/\n  duibiao rules show units.toml\n\nA folder holds files of the built-in names (see `duibiao rules show`). What they hold is added;\nan entry whose id is known must say `replaces = true`."
)]
pub(crate) struct RulesArgs {
    #[command(subcommand)]
    action: Action,
}

#[derive(Subcommand)]
enum Action {
    /// Check the built-in rules, together with those of a folder where one is named, and run their cases
    Check {
        /// A folder of rule files
        #[arg(value_name = "DIR")]
        folder: Option<PathBuf>,
    },
    /// List the built-in rule files, print one of them, or `slots`: what roles.toml may ask of a number, and what it gives
    Show {
        /// The name of a rule file
        #[arg(value_name = "FILE")]
        file: Option<String>,
    },
}

impl RulesArgs {
    pub(crate) fn run(&self, messages: &Messages) -> Result<ExitCode, Error> {
        match &self.action {
            Action::Check { folder } => check(folder.as_deref(), messages)?,
            Action::Show { file } => show(file.as_deref())?,
        }
        Ok(ExitCode::SUCCESS)
    }
}

fn check(folder: Option<&Path>, messages: &Messages) -> Result<(), Error> {
    let files = folder.map(choices::rule_files).transpose()?.unwrap_or_default();
    let rules = Rulebook::with(files.clone()).map_err(Error::Rules)?;
    let faults = pipeline::try_rules(&rules);
    if !faults.is_empty() {
        return Err(Error::Rules(faults));
    }
    let units = rules.units.len();
    let phrases = rules.numerals.len();
    let cases = rules.cases().count();
    Output::Stdout.write(|out| {
        let read = format!("{} built-in rule files, {} of yours: no fault", BUILTIN.len(), files.len());
        let held = format!("{units} spellings of units, {phrases} words at numbers, {cases} cases read back");
        writeln!(out, "{}\n{}", messages.in_words(&read), messages.in_words(&held))
    })
}

fn show(file: Option<&str>) -> Result<(), Error> {
    let names: Vec<&str> = BUILTIN.iter().map(|(name, _)| *name).collect();
    let Some(file) = file else {
        return Output::Stdout.write(|out| names.iter().try_for_each(|name| writeln!(out, "{name}")));
    };
    if file == "slots" {
        return Output::Stdout.write(|out| slots(out));
    }
    let wanted = file.trim_end_matches(".toml");
    let Some((_, text)) = BUILTIN.iter().find(|(name, _)| name.trim_end_matches(".toml") == wanted) else {
        return Err(Error::Usage(format!("there is no rule file {file}; there are {}", names.join(", "))));
    };
    Output::Stdout.write(|out| out.write_all(text.as_bytes()))
}

/// The names that roles.toml uses, each with what it means.
fn slots(out: &mut dyn Write) -> io::Result<()> {
    let slots = Slot::ALL.iter().map(|slot| (slot.id(), slot.meaning()));
    let marks = Mark::ALL.iter().map(|mark| (mark.id(), mark.meaning()));
    let given = Given::ALL.iter().map(|given| (given.id(), given.meaning()));
    for (head, names) in [
        ("when, any, unless", slots.collect::<Vec<_>>()),
        ("gives", given.collect()),
        ("is", marks.collect()),
    ] {
        writeln!(out, "# {head}")?;
        names.into_iter().try_for_each(|(id, meaning)| writeln!(out, "{id:18} {meaning}"))?;
    }
    Ok(())
}

/// The text of every rule file that a run goes by.
pub(crate) fn texts(folder: Option<&Path>) -> Result<String, Error> {
    let own = folder.map(choices::rule_files).transpose()?.unwrap_or_default();
    let texts = BUILTIN.iter().map(|(_, text)| *text).chain(own.iter().map(|file| file.text.as_str()));
    Ok(texts.collect())
}
