//! What a report says against itself, in the cells of its rows: the codes, and where the other number stands.

use super::{Conflict, among};
use crate::{
    compare::entry,
    measure::{COLUMNS, Table},
    rules::Rulebook,
};

/// Writes what contradicts itself inside each report into `findings` and `contradicts` of both rows.
///
/// Each report is looked at alone, so that its rows are the same beside whatever others it is read with.
pub fn mark(table: &mut Table, rules: &Rulebook) {
    let at = |name| COLUMNS.iter().position(|column| column.name == name);
    let (Some(findings), Some(contradicts)) = (at("findings"), at("contradicts")) else { return };
    let mut start = 0;
    while start < table.rows.len() {
        let source = table.cell(start, "source");
        let own = (start..table.rows.len()).take_while(|row| table.cell(*row, "source") == source).count();
        let found = among(table, start..start + own, None, rules);
        let told: Vec<_> = found.iter().flat_map(|conflict| told(conflict, table, rules)).collect();
        for (row, code, told) in told {
            add(&mut table.rows[row][findings], code, ";");
            add(&mut table.rows[row][contradicts], &told, "; ");
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
fn add(cell: &mut Option<String>, more: &str, between: &str) {
    match cell {
        Some(text) if text.split(between).any(|part| part == more) => {}
        Some(text) => {
            text.push_str(between);
            text.push_str(more);
        }
        None => *cell = Some(more.to_owned()),
    }
}
