//! Contradictions as alerts: the row that raises one, and the other place of it.

use super::{Raised, State, fingerprint, numbered};
use crate::{
    compare::{Entry, Side, entry},
    conflict,
    measure::{self, Field, Table},
    model::Alert,
    rules::Rulebook,
};

/// What contradicts itself in the rows of one or several reports, and what no goal speaks of and cannot be by itself;
/// `body` is whose they are where they do not say it.
#[must_use]
pub fn contradictions<'t>(table: &'t Table, body: Option<&str>, rules: &Rulebook) -> Vec<Raised<'t>> {
    let between = conflict::conflicts(table, body, rules).into_iter().filter_map(|found| {
        let other = entry(table, found.other, rules);
        let detail = format!("{} (另见 {})", found.detail, place(&other));
        one(found.alert, entry(table, found.row, rules), Some(other), &detail, rules)
    });
    let mut raised: Vec<Raised> = between.chain(impossible(table, rules)).collect();
    numbered(&mut raised);
    raised
}

/// Figures without a goal that are above the whole that they are a share of.
fn impossible<'t>(table: &'t Table, rules: &Rulebook) -> impl Iterator<Item = Raised<'t>> {
    let bare = (0..table.rows.len()).filter(|row| table.cell(*row, Field::Kind) == Some("figure"));
    let above = bare.filter(|row| measure::alerts(table, *row, &rules.findings).contains(&Alert::AboveWhole));
    above.filter_map(|row| {
        let row = entry(table, row, rules);
        let detail = row.written(Side::Figure);
        one(Alert::AboveWhole, row, None, &detail, rules)
    })
}

fn one<'t>(
    alert: Alert,
    row: Entry<'t>,
    other: Option<Entry<'t>>,
    detail: &str,
    rules: &Rulebook,
) -> Option<Raised<'t>> {
    let rule = rules.findings.of(alert);
    Some(Raised {
        alert,
        severity: rule.severity?,
        message: format!("{}: {}: {detail}", row.name(), rule.zh),
        fingerprint: fingerprint(alert, &row),
        change: None,
        link: None,
        first_seen: row.cell(Field::ReportPeriod).to_owned(),
        before: other,
        entry: row,
        state: State::New,
        body: String::new(),
    })
}

/// `file:line` of a row's figure, or of its goal.
#[must_use]
pub fn place(entry: &Entry) -> String {
    entry.place()
}
