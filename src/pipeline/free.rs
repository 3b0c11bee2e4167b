//! The numbers that no row is made of, as rows of their own.

use std::sync::Arc;

use super::trace::Trace;
use crate::{
    interpret::Claim,
    model::{Finding, Kind},
    rules::Rulebook,
    text::Span,
};

/// The numbers of running text that no row is made of, as rows of kind figure: the figures, and the others.
pub(super) fn free(trace: &Trace, rules: &Rulebook) -> (Vec<Finding>, Vec<Finding>) {
    let mut used: Vec<Span> = trace.report.findings.iter().flat_map(Finding::numbers).collect();
    used.sort_unstable();
    let spare = trace.claims.iter().filter(|claim| used.binary_search(&claim.quantity.core).is_err());
    let (figures, asides): (Vec<&Claim>, Vec<&Claim>) = spare.partition(|claim| claim.is_reported());
    let rows =
        |claims: Vec<&Claim>| claims.into_iter().map(|claim| figure_row(trace, claim, rules)).collect();
    (rows(figures), rows(asides))
}

fn figure_row(trace: &Trace, claim: &Claim, rules: &Rulebook) -> Finding {
    let place = trace.outline.blocks.get(claim.at.block).map(|block| Arc::clone(&block.place));
    let mut row = Finding {
        scope: claim.at.scope.clone(),
        figure: Some(claim.figure()),
        stage: claim.stage.clone(),
        rule: str::to_owned(&claim.rule),
        ..Finding::new(Kind::Figure, place.unwrap_or_default(), claim.reported_name(rules))
    };
    trace.responsible.assign(&mut row);
    row
}

/// Rows with more rows between them, each before the first one that stands after it in the text.
pub(super) fn in_order(rows: Vec<Finding>, more: Vec<Finding>) -> Vec<Finding> {
    let start = |row: &Finding| row.numbers().map(|core| core.start).min().unwrap_or(0);
    let mut merged = Vec::with_capacity(rows.len() + more.len());
    let mut more = more.into_iter().peekable();
    for row in rows {
        while let Some(earlier) = more.next_if(|other| start(other) < start(&row)) {
            merged.push(earlier);
        }
        merged.push(row);
    }
    merged.extend(more);
    merged
}
