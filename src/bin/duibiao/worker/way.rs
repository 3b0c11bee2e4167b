//! How documents become rows.

use duibiao::{measure::Measures, rules::Rulebook};

use crate::reading::{ReadingArgs, Understand};

/// How documents become rows.
pub(crate) struct Way<'r> {
    pub(crate) reading: &'r ReadingArgs,
    pub(crate) understand: Box<Understand<'r>>,
    pub(crate) rules: &'r Rulebook,
    pub(crate) measures: Measures,
    /// Figures that no goal speaks of are rows, too.
    pub(crate) all: bool,
}
