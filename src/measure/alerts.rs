//! What deserves a look in one row, whatever the reports before it say.

use rust_decimal::Decimal;

use super::{Cell, Field, Table, rate};
use crate::{model::Alert, rules::Findings};

/// Whether an alert holds for a row.
type Check = fn(&Table, usize, &Findings) -> bool;

/// The alerts of a row, in the order of their codes; those that the rules switch off are left out.
#[must_use]
pub fn alerts(table: &Table, row: usize, findings: &Findings) -> Vec<Alert> {
    let checks: &[(Alert, Check)] = &[
        (Alert::RateConflict, |table, row, _| rate::contradicts(table, row)),
        (Alert::FarAbove, far_above),
        (Alert::Undated, undated),
        (Alert::Unanswered, |table, row, _| table.cell(row, Field::Kind) == Some("open")),
        (Alert::AboveWhole, above_whole),
    ];
    let raised = checks
        .iter()
        .filter(|(alert, holds)| findings.of(*alert).severity.is_some() && holds(table, row, findings));
    raised.map(|(alert, _)| *alert).collect()
}

/// Writes the codes of each row into its column `findings`.
pub(super) fn fill(table: &mut Table, findings: &Findings) {
    for row in 0..table.rows.len() {
        let codes: Vec<&str> = alerts(table, row, findings).into_iter().map(Alert::code).collect();
        table.rows[row].set(Field::Findings, Cell::words(codes.join(";")));
    }
}

fn number(table: &Table, row: usize, field: Field) -> Option<Decimal> {
    table.number(row, field)
}

fn far_above(table: &Table, row: usize, findings: &Findings) -> bool {
    let rule = findings.of(Alert::FarAbove);
    let early = || number(table, row, Field::ExpectedRatio).is_some_and(|expected| expected <= rule.until);
    let odd =
        |ratio: Decimal| ratio > rule.limit * Decimal::TWO || ratio > Decimal::ZERO && ratio < rule.least;
    number(table, row, Field::CompletionRatio)
        .is_some_and(|ratio| odd(ratio) || ratio >= rule.limit && early())
}

fn undated(table: &Table, row: usize, _: &Findings) -> bool {
    // What a report on a whole year says counts up to its end.
    let year = table.cell(row, Field::ReportPeriod).is_some_and(|period| period.len() == 4);
    table.cell(row, Field::Actual).is_some()
        && !year
        && (table.cell(row, Field::AsOf).is_none() || table.cell(row, Field::AsOfSource) == Some("assumed"))
}

fn above_whole(table: &Table, row: usize, findings: &Findings) -> bool {
    let rule = findings.of(Alert::AboveWhole);
    let name = table.cell(row, Field::Indicator).unwrap_or_default();
    table.cell(row, Field::Unit) == Some("%")
        && rule.words.iter().any(|word| name.contains(word.as_str()))
        && number(table, row, Field::Actual).is_some_and(|actual| actual > rule.limit)
}
