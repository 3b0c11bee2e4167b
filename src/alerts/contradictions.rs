//! Contradictions as alerts: the row that raises one, and the other place of it.

use super::{Raised, State, fingerprint, numbered};
use crate::{
    compare::{Entry, entry},
    conflict,
    measure::Table,
    rules::Rulebook,
};

/// What contradicts itself in the rows of one or several reports; `body` is whose they are where they do not say it.
#[must_use]
pub fn contradictions<'t>(table: &'t Table, body: Option<&str>, rules: &Rulebook) -> Vec<Raised<'t>> {
    let found = conflict::conflicts(table, body, rules).into_iter();
    let mut raised: Vec<Raised> = found
        .filter_map(|found| {
            let (row, other) = (entry(table, found.row, rules), entry(table, found.other, rules));
            let rule = rules.findings.of(found.alert);
            Some(Raised {
                alert: found.alert,
                severity: rule.severity?,
                message: format!("{}: {}: {} (另见 {})", row.name(), rule.zh, found.detail, place(&other)),
                fingerprint: fingerprint(found.alert, &row),
                change: None,
                first_seen: row.cell("report_period").to_owned(),
                before: Some(other),
                entry: row,
                state: State::New,
                body: String::new(),
            })
        })
        .collect();
    numbered(&mut raised);
    raised
}

/// `file:line` of a row's figure, or of its goal.
#[must_use]
pub fn place(entry: &Entry) -> String {
    entry.place()
}
