//! What a table says twice, said once.

use std::collections::HashSet;

use super::merge;
use crate::{
    model::{Finding, Kind, QuantityKind},
    text::Span,
};

/// A goal that stands beside several rows is open once, and not at all where one of them answers it.
pub(super) fn answered_once(found: &mut Vec<Finding>) {
    let core = |row: &Finding| row.goal.as_ref().map(|goal| goal.quantity.core);
    let paired = found.iter().filter(|row| row.kind == Kind::Paired);
    let mut seen: HashSet<Span> = paired.filter_map(core).collect();
    found.retain(|row| row.kind != Kind::Open || core(row).is_none_or(|core| seen.insert(core)));
}

/// The rows of all bands; 年度总体目标 in words, and the indicators below it again: the later band is the exact one.
pub(super) fn each_once(bands: Vec<Vec<Finding>>) -> Vec<Finding> {
    let mut later = merge::Said::default();
    let mut kept: Vec<Vec<bool>> = Vec::new();
    for band in bands.iter().rev() {
        // A printed rate speaks of the money of a form, not of the cost below it.
        let own = |row: &Finding| wholly(row) || row.stated.is_some() || !later.repeats(row);
        kept.push(band.iter().map(own).collect());
        band.iter().for_each(|row| later.add(row));
    }
    let kept = kept.into_iter().rev().flatten();
    bands.into_iter().flatten().zip(kept).filter_map(|(row, kept)| kept.then_some(row)).collect()
}

/// True for 100% of 100%, which says the same of whatever it is said of.
fn wholly(row: &Finding) -> bool {
    let numbers =
        [row.goal.as_ref().map(|goal| &goal.quantity), row.figure.as_ref().map(|figure| &figure.quantity)];
    let whole = |quantity: &crate::model::Quantity| {
        quantity.kind == QuantityKind::Percent && quantity.amount.low() == rust_decimal::Decimal::ONE_HUNDRED
    };
    numbers.into_iter().all(|number| number.is_some_and(whole))
}
