//! What a report says against itself, in the cells of its rows: the codes, and where the other number stands.

use super::{Conflict, among};
use crate::{
    compare::entry,
    measure::{Cell, Field, Row, Table},
    rules::Rulebook,
};

/// Writes what contradicts itself inside each report into `findings` and `contradicts` of both rows.
///
/// Each report is looked at alone, so that its rows are the same beside whatever others it is read with.
pub fn mark(table: &mut Table, rules: &Rulebook) {
    let mut start = 0;
    while start < table.rows.len() {
        let source = table.cell(start, Field::Source);
        let own =
            (start..table.rows.len()).take_while(|row| table.cell(*row, Field::Source) == source).count();
        let found = among(table, start..start + own, None, rules);
        let told: Vec<_> = found.iter().flat_map(|conflict| told(conflict, table, rules)).collect();
        for (row, code, told) in told {
            add(&mut table.rows[row], Field::Findings, code, ";");
            add(&mut table.rows[row], Field::Contradicts, &told, "; ");
        }
        start += own;
    }
}

/// Each row of a contradiction, with its code and the place of the other one.
fn told(conflict: &Conflict, table: &Table, rules: &Rulebook) -> [(usize, &'static str, String); 2] {
    let code = conflict.alert.code();
    let line = |other| format!("{code} {} {}", entry(table, other, rules).place(), conflict.detail);
    [(conflict.row, code, line(conflict.other)), (conflict.other, code, line(conflict.row))]
}

/// Adds to a cell what it does not hold yet.
fn add(row: &mut Row, field: Field, more: &str, between: &str) {
    let told = row.text(field).unwrap_or_default();
    if told.is_empty() {
        row.set(field, Cell::words(more));
    } else if !told.split(between).any(|part| part == more) {
        row.set(field, Cell::words([told, more].join(between)));
    }
}
