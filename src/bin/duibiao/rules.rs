use std::{
    path::{Path, PathBuf},
    process::ExitCode,
};

use clap::Subcommand;
use duibiao::{
    error::Error,
    rules::{Fault, Rulebook},
};

use crate::output::Output;

/// Check or show the rule files.
#[derive(clap::Args)]
#[command(
    after_help = "Examples:\n  duibiao rules check\n  duibiao rules check my-rules/\n  duibiao rules show"
)]
pub(crate) struct RulesArgs {
    #[command(subcommand)]
    action: Action,
}

#[derive(Subcommand)]
enum Action {
    /// Check the built-in rules, together with those of a folder where one is named
    Check {
        /// A folder of rule files
        #[arg(value_name = "DIR")]
        folder: Option<PathBuf>,
    },
    /// Print the built-in rule files
    Show,
}

impl RulesArgs {
    pub(crate) fn run(&self) -> Result<ExitCode, Error> {
        match &self.action {
            Action::Check { folder } => {
                load(folder.as_deref())?;
                Output::Stdout.write(|out| writeln!(out, "rules: no fault"))?;
            }
            Action::Show => {
                load(None)?;
            }
        }
        Ok(ExitCode::SUCCESS)
    }
}

/// The built-in rules, together with those of a folder where one is named.
pub(crate) fn load(folder: Option<&Path>) -> Result<Rulebook, Error> {
    match folder {
        None => Rulebook::builtin().map_err(Error::Rules),
        Some(_) => Err(Error::Usage("rules of a folder are not read yet".to_owned())),
    }
}

/// A fault at its place, for people.
pub(crate) fn shown(fault: &Fault) -> String {
    let line = line(fault).unwrap_or_default();
    format!("error[{}]: {}\n  --> {}:{line}", fault.code, fault.message, fault.file.path)
}

/// The line of a fault in its file, from 1.
pub(crate) fn line(fault: &Fault) -> Option<usize> {
    let (place, _) = fault.labels.first()?;
    let before = fault.file.text.get(..place.start)?;
    Some(before.matches('\n').count() + 1)
}
