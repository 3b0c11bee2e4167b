//! How the table is measured, where the field knows more than one way.

use std::path::Path;

use clap::ValueEnum;
use duibiao::{
    choices,
    error::Error,
    measure::{AtMost, Measures},
    rules::Rulebook,
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
    /// The plan and the profile, where they are files.
    pub(crate) fn paths(&self) -> impl Iterator<Item = &Path> {
        [&self.pace, &self.profile].into_iter().map(Path::new).filter(|path| path.is_file())
    }

    /// The way to measure that was asked for.
    pub(crate) fn measures(&self, rules: &Rulebook) -> Result<Measures, Error> {
        Ok(Measures {
            growth_ratio: self.growth_ratio,
            at_most: match self.at_most {
                None => AtMost::None,
                Some(Ceiling::Inverse) => AtMost::Inverse,
                Some(Ceiling::Linear) => AtMost::Linear,
            },
            pace: choices::pace(&self.pace)?,
            profile: choices::profile(&self.profile, rules)?,
        })
    }
}
