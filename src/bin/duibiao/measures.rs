//! How the table is measured, where the field knows more than one way.

use std::{fs, path::Path};

use clap::ValueEnum;
use duibiao::{
    error::Error,
    measure::{AtMost, Measures, Pace, Plan},
    rules::{Profile, Profiles, RuleFile, Rulebook},
};

/// Choices of the measuring; without any, no ratio is given where one would mislead.
#[derive(clap::Args)]
#[command(next_help_heading = "Measuring")]
pub(crate) struct MeasureArgs {
    /// Give growth goals a ratio, too, where goal and figure are above zero
    #[arg(long)]
    growth_ratio: bool,
    /// Give ceilings (控制在…以内) a ratio: inverse is T/A, linear is 2 - A/T
    #[arg(long, value_enum, value_name = "FORMULA")]
    at_most: Option<Ceiling>,
    /// What expected progress follows: months, days, or a plan as CSV with the columns month,expected[,indicator]
    #[arg(long, default_value = "months", value_name = "months|days|FILE")]
    pace: String,
    /// How rows are judged: default, binary, yinchuan, changsha, or a file like rules/profiles.toml
    #[arg(long, default_value = "default", value_name = "NAME|FILE")]
    profile: String,
}

/// The ratio of a ceiling.
#[derive(Clone, Copy, ValueEnum)]
enum Ceiling {
    /// T/A.
    Inverse,
    /// 2 - A/T, not below zero.
    Linear,
}

impl MeasureArgs {
    /// The way to measure that was asked for.
    pub(crate) fn measures(&self, rules: &Rulebook) -> Result<Measures, Error> {
        Ok(Measures {
            growth_ratio: self.growth_ratio,
            at_most: match self.at_most {
                None => AtMost::None,
                Some(Ceiling::Inverse) => AtMost::Inverse,
                Some(Ceiling::Linear) => AtMost::Linear,
            },
            pace: self.pace()?,
            profile: self.profile(rules)?,
        })
    }

    fn pace(&self) -> Result<Pace, Error> {
        match self.pace.as_str() {
            "months" => Ok(Pace::Months),
            "days" => Ok(Pace::Days),
            file => {
                let wrong = |reason| Error::Usage(format!("--pace {file}: {reason}"));
                let text = read(file).map_err(|reason| wrong(format!("{reason}; or use months or days")))?;
                Plan::read(&text).map(Pace::Plan).map_err(wrong)
            }
        }
    }

    fn profile(&self, rules: &Rulebook) -> Result<Profile, Error> {
        if let Some(profile) = rules.profiles.get(&self.profile) {
            return Ok(profile.clone());
        }
        let known: Vec<&str> = rules.profiles.iter().map(|profile| profile.id.as_str()).collect();
        let text = read(&self.profile).map_err(|reason| {
            Error::Usage(format!("--profile {}: {reason}; or use {}", self.profile, known.join(", ")))
        })?;
        let file = RuleFile { path: self.profile.clone(), text };
        let profiles = Profiles::read(file).map_err(Error::Rules)?;
        let first = profiles.iter().next().cloned();
        first.ok_or_else(|| Error::Usage(format!("--profile {}: it holds no profile", self.profile)))
    }
}

fn read(file: &str) -> Result<String, String> {
    fs::read_to_string(Path::new(file)).map_err(|error| error.to_string())
}
