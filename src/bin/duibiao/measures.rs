//! How the table is measured, where the field knows more than one way.

use std::{
    collections::BTreeSet,
    path::Path,
    sync::{Mutex, PoisonError},
};

use clap::ValueEnum;
use duibiao::{
    choices,
    error::Error,
    measure::{AtMost, Field, Measures, Pace, Table},
    rules::Rulebook,
    text::Severity,
};

use crate::messages::Messages;

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

    /// Says which indicators of the plan no row of a table has.
    pub(crate) fn tell_unseen(&self, measures: &Measures, table: &Table, messages: &Messages) {
        let unseen = self.unseen(measures);
        unseen.see(table);
        unseen.tell(messages);
    }

    /// The indicators of the plan, until rows that have them are seen.
    pub(crate) fn unseen(&self, measures: &Measures) -> Unseen {
        let names = match &measures.pace {
            Pace::Plan(plan) => plan.indicators().map(str::to_owned).collect(),
            Pace::Months | Pace::Days => BTreeSet::new(),
        };
        Unseen { plan: self.pace.clone(), names: Mutex::new(names) }
    }
}

/// Indicators of a plan that no row has had yet.
pub(crate) struct Unseen {
    plan: String,
    names: Mutex<BTreeSet<String>>,
}

impl Unseen {
    /// Takes note of the rows of a table.
    pub(crate) fn see(&self, table: &Table) {
        let mut names = self.names.lock().unwrap_or_else(PoisonError::into_inner);
        if !names.is_empty() {
            let own = (0..table.rows.len()).filter_map(|row| table.cell(row, Field::Indicator));
            own.for_each(|name| _ = names.remove(name));
        }
    }

    /// Says what the plan has for nothing: a name that is written otherwise in the report changes no status.
    pub(crate) fn tell(&self, messages: &Messages) {
        for name in &*self.names.lock().unwrap_or_else(PoisonError::into_inner) {
            let told = format!("no row has the indicator `{name}`, so nothing is measured by its plan");
            messages.about(Severity::Warning, &self.plan, None, "plan-unused", &told);
        }
    }
}
