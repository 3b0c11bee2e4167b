//! What tables tell.

use super::super::region::Region;
use crate::{
    model::{Finding, Kind},
    outline::Outline,
    rules::Rulebook,
    tabular::tabular,
    text::{Source, Table},
};

/// What tables tell, the more important first.
#[derive(PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Worth {
    /// Goals that have their figures.
    pub(super) pairs: usize,
    /// Those of which a unit is known.
    units: usize,
    /// Rows that tell a goal or a rate.
    pub(super) rows: usize,
}

pub(super) fn worth<'a>(
    source: &Source,
    regions: impl Iterator<Item = &'a Region>,
    rules: &Rulebook,
) -> Worth {
    let tables: Vec<Table> = regions.filter_map(|region| region.table.clone()).collect();
    let told = tabular(source, &tables, &Outline::default(), rules).findings;
    let paired = || told.iter().filter(|(_, row)| row.kind == Kind::Paired);
    let united = |row: &Finding| row.goal.as_ref().is_some_and(|goal| goal.quantity.unit.is_some());
    Worth {
        pairs: paired().count(),
        units: paired().filter(|(_, row)| united(row)).count(),
        rows: told.iter().filter(|(_, row)| row.kind != Kind::Figure).count(),
    }
}
