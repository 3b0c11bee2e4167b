use super::Pace;
use crate::rules::{Profile, Rulebook};

/// How the table is measured where the field knows more than one way.
#[derive(Clone, Debug)]
pub struct Measures {
    /// Give growth goals A/T where both are above zero; off, because 5 % of a 2 % goal is no 250 %.
    pub growth_ratio: bool,
    /// The ratio of ceilings.
    pub at_most: AtMost,
    /// What expected progress follows.
    pub pace: Pace,
    /// How rows are judged.
    pub profile: Profile,
}

impl Measures {
    /// The usual way: no ratio where one would mislead, expected progress by months, the first profile.
    #[must_use]
    pub fn usual(rules: &Rulebook) -> Self {
        let usual = Self::unjudged();
        match rules.profiles.iter().next() {
            Some(profile) => Self { profile: profile.clone(), ..usual },
            None => usual,
        }
    }

    /// The usual way, and no status for any row.
    pub(super) fn unjudged() -> Self {
        let profile = Profile {
            id: String::new(),
            zh: String::new(),
            about_ratio: rust_decimal::Decimal::ZERO,
            about_points: rust_decimal::Decimal::ZERO,
            bands: Vec::new(),
        };
        Self { growth_ratio: false, at_most: AtMost::None, pace: Pace::Months, profile }
    }
}

/// The ratio of a ceiling (控制在…以内).
///
/// The field knows two formulas that differ: at 1.2 times the ceiling one gives 0.833, the other 0.8.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum AtMost {
    /// None: met or not met is all that is said.
    #[default]
    None,
    /// T/A, as self-evaluations score it.
    Inverse,
    /// 2 − A/T, not below zero.
    Linear,
}
