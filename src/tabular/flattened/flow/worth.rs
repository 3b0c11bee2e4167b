//! What tables tell.

use super::super::region::Region;
use crate::{
    model::Kind,
    outline::Outline,
    rules::Rulebook,
    tabular::tabular,
    text::{Source, Table},
};

/// How many goals of tables have their figures, and how many rows tell a goal or a rate.
pub(super) fn worth<'a>(
    source: &Source,
    regions: impl Iterator<Item = &'a Region>,
    rules: &Rulebook,
) -> (usize, usize) {
    let tables: Vec<Table> = regions.filter_map(|region| region.table.clone()).collect();
    let told = tabular(source, &tables, &Outline::default(), rules).findings;
    let of = |kind: Kind| told.iter().filter(|(_, row)| row.kind == kind).count();
    (of(Kind::Paired), told.len() - of(Kind::Figure))
}
