//! Rows that share a name, told apart by the words beside it: 清理渠道 | 即日回应投诉 and 清理渠道 | 市民满意程度.

use super::{column::Column, proper, row::Row};
use crate::rules::{ColumnRole, Rulebook};

/// Longest words that a name is told apart by, in characters.
const SAID_CHARS: usize = 32;

/// The column of words right behind the names, where goals that are numbers stand behind it.
pub(super) fn column(columns: &[Column]) -> Option<usize> {
    let named = |column: &Column| column.role == Some(ColumnRole::Indicator);
    let at = columns.iter().rposition(named)? + 1;
    let words = columns.get(at).filter(|column| {
        let role = matches!(column.role, None | Some(ColumnRole::Goal | ColumnRole::Background));
        role && column.cells.numbers == 0 && column.cells.filled > 0
    });
    let goal = |column: &Column| column.role == Some(ColumnRole::Goal) && column.cells.numbers > 0;
    words.filter(|_| columns[at + 1..].iter().any(goal)).map(|_| at)
}

/// Marks rows that share their names with the row beside them, and adds what stands beside the names where each of
/// those says something else there.
pub(super) fn tell_apart(rows: &mut [Row], said: &[String], rules: &Rulebook) {
    let alike = |one: &Row, other: &Row| {
        !one.name().is_empty() && !one.total && one.names == other.names && one.scope == other.scope
    };
    for at in 1..rows.len() {
        if alike(&rows[at - 1], &rows[at]) {
            (rows[at - 1].shared, rows[at].shared) = (true, true);
        }
    }
    let apart = |at: usize| at == 0 || !alike(&rows[at - 1], &rows[at]) || said[at - 1] != said[at];
    let short = |words: &String| !words.is_empty() && words.chars().nth(SAID_CHARS).is_none();
    let needed = rows.iter().zip(said).any(|(row, words)| row.shared && !words.is_empty());
    if !needed || !(0..rows.len()).all(apart) {
        return;
    }
    for (row, words) in rows.iter_mut().zip(said).filter(|(_, words)| short(words)) {
        let words = proper::proper(words, rules);
        if let Some(name) = row.names.last_mut().filter(|name| !name.contains(words.as_str())) {
            name.push('：');
            name.push_str(&words);
        }
    }
}
