//! What all rows of a workbook amount to, gathered as they come.

use crate::{
    export::own::Titles,
    measure::{Gathering, Rollup, RollupBy, Table},
};

/// What rows are gathered by.
const BY: [RollupBy; 4] = [RollupBy::Section, RollupBy::Scope, RollupBy::Source, RollupBy::Body];

/// The groups of the rows so far, and what their reports are called.
pub(super) struct Totals {
    groups: [Gathering; BY.len()],
    pub(super) titles: Titles,
}

impl Totals {
    pub(super) fn new() -> Self {
        Self { groups: BY.map(Gathering::new), titles: Titles::default() }
    }

    pub(super) fn of(table: &Table) -> Self {
        let mut totals = Self::new();
        totals.add(table);
        totals
    }

    pub(super) fn add(&mut self, table: &Table) {
        self.titles.add(table);
        for groups in &mut self.groups {
            groups.add(table);
        }
    }

    /// The groups, and all rows together last.
    pub(super) fn rollups(&self, by: RollupBy) -> Vec<Rollup> {
        self.gathered(by).map(Gathering::rollups).unwrap_or_default()
    }

    /// Groups with a name, where there are several of them.
    pub(super) fn named(&self, by: RollupBy) -> Vec<Rollup> {
        let mut groups = self.rollups(by);
        groups.pop();
        groups.retain(|group| !group.group.is_empty());
        if groups.len() > 1 { groups } else { Vec::new() }
    }

    /// What districts there are: the scope of the rows, or the reports where each district wrote its own.
    pub(super) fn districts(&self) -> RollupBy {
        let names = |by| self.gathered(by).into_iter().flat_map(Gathering::names);
        let scopes = names(RollupBy::Scope).filter(|name| !name.is_empty()).count();
        if scopes < 2 && names(RollupBy::Source).count() > 1 { RollupBy::Source } else { RollupBy::Scope }
    }

    fn gathered(&self, by: RollupBy) -> Option<&Gathering> {
        BY.iter().zip(&self.groups).find(|(of, _)| **of == by).map(|(_, groups)| groups)
    }
}

#[cfg(test)]
mod tests {
    use super::{Table, Totals};
    use crate::measure::{RollupBy, districts, rollup};

    #[test]
    fn what_comes_in_parts_amounts_to_what_comes_at_once() {
        let row = |source, scope, ratio| {
            Table::row(&[
                ("source", source),
                ("scope", scope),
                ("kind", "paired"),
                ("completion_ratio", ratio),
                ("expected_ratio", "0.5"),
            ])
        };
        let rows = vec![row("a", "东区", "0.5"), row("a", "", "1.25"), row("b", "西区", "0.25")];
        let table = Table { rows: rows.clone() };
        let mut totals = Totals::new();
        for row in rows {
            totals.add(&Table { rows: vec![row] });
        }
        for by in [RollupBy::Scope, RollupBy::Source, RollupBy::Section, RollupBy::Body] {
            assert_eq!(totals.rollups(by), rollup(&table, by));
        }
        assert_eq!(totals.districts(), districts(&table));
        assert_eq!(totals.named(RollupBy::Scope).len(), 2);
    }
}
