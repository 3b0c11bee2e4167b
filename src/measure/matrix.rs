//! 矩阵: how each district stands with each indicator.

use std::collections::HashMap;

use super::{Field, RollupBy, Table};

/// Completion ratios by district and indicator.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Matrix {
    /// The districts, or what else rows are gathered by, in the order of the reports.
    pub groups: Vec<String>,
    /// The indicators, in the order of the reports.
    pub indicators: Vec<String>,
    /// For each group and indicator the row that says how it stands.
    pub rows: Vec<Vec<Option<usize>>>,
}

/// What districts are in this table: the scope of the rows, or the reports where each district wrote its own.
#[must_use]
pub fn districts(table: &Table) -> RollupBy {
    let scopes = distinct(table, Field::Scope).filter(|scope| !scope.is_empty()).count();
    if scopes < 2 && distinct(table, Field::Source).count() > 1 { RollupBy::Source } else { RollupBy::Scope }
}

fn distinct(table: &Table, field: Field) -> impl Iterator<Item = &str> {
    let mut seen = std::collections::HashSet::new();
    (0..table.rows.len())
        .map(move |row| table.cell(row, field).unwrap_or_default())
        .filter(move |cell| seen.insert(*cell))
}

/// The matrix of a table: indicators that two groups or more have a goal or a ratio for.
#[must_use]
pub fn matrix(table: &Table, by: RollupBy) -> Matrix {
    let mut found: HashMap<(String, &str), usize> = HashMap::new();
    let (mut groups, mut indicators): (Vec<String>, Vec<&str>) = (Vec::new(), Vec::new());
    for row in (0..table.rows.len()).filter(|row| counts(table, *row)) {
        let indicator = table.cell(row, Field::Indicator).unwrap_or_default();
        for group in by.groups(table, row) {
            if !groups.contains(&group) {
                groups.push(group.clone());
            }
            if !indicators.contains(&indicator) {
                indicators.push(indicator);
            }
            let known = found.entry((group, indicator)).or_insert(row);
            if later(table, row, *known) {
                *known = row;
            }
        }
    }
    let shared = |indicator: &&str| {
        groups.iter().filter(|group| found.contains_key(&((*group).clone(), *indicator))).count() > 1
    };
    indicators.retain(shared);
    let line = |group: &String| -> Vec<Option<usize>> {
        indicators.iter().map(|indicator| found.get(&(group.clone(), *indicator)).copied()).collect()
    };
    let mut rows: Vec<Vec<Option<usize>>> = groups.iter().map(line).collect();
    let mut kept = rows.iter().map(|row| row.iter().any(Option::is_some)).collect::<Vec<_>>().into_iter();
    groups.retain(|_| kept.next().unwrap_or(false));
    rows.retain(|row| row.iter().any(Option::is_some));
    Matrix { groups, indicators: indicators.into_iter().map(str::to_owned).collect(), rows }
}

/// Rows with a goal or a ratio.
fn counts(table: &Table, row: usize) -> bool {
    let has = |name| table.cell(row, name).is_some();
    has(Field::Indicator) && (has(Field::Target) || has(Field::CompletionRatio))
}

/// True where a row says more than another one, or what counts up to a later date.
fn later(table: &Table, row: usize, known: usize) -> bool {
    let key = |row| (table.cell(row, Field::CompletionRatio).is_some(), table.cell(row, Field::AsOf));
    key(row) > key(known)
}

#[cfg(test)]
mod tests {
    use super::{RollupBy, Table, districts, matrix};

    #[test]
    fn indicators_that_several_districts_have_stand_beside_each_other() {
        let row = |scope, indicator, ratio| {
            let ratio: Option<&str> = ratio;
            let mut cells = vec![("scope", scope), ("indicator", indicator), ("target", "5")];
            cells.extend(ratio.map(|ratio| ("completion_ratio", ratio)));
            Table::row(&cells)
        };
        let table = Table {
            rows: vec![
                row("东区", "造林", Some("0.5")),
                row("西区", "造林", None),
                row("西区", "修路", Some("1")),
                row("西区", "造林", Some("0.25")),
            ],
        };
        assert_eq!(districts(&table), RollupBy::Scope);
        let found = matrix(&table, RollupBy::Scope);
        assert_eq!(found.groups, ["东区", "西区"]);
        assert_eq!(found.indicators, ["造林"]);
        assert_eq!(found.rows, [vec![Some(0)], vec![Some(3)]]);
    }
}
