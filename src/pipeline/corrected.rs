//! Decisions of people, applied to what was read.

use super::{add_unread, value};
use crate::{
    corrections::{Corrections, Outcome, Reviewed, UNREAD},
    rules::{Fault, Rulebook},
};

/// Applies decisions to what was read; the values that they give are read by the grammar, and the numbers that they
/// point at are found anywhere in the text.
///
/// # Errors
/// Decisions that turn out to be about one row, and cannot both hold; nothing is applied then.
pub fn correct(
    corrections: &Corrections,
    reports: &mut [Reviewed<'_>],
    rules: &Rulebook,
) -> Result<Outcome, Vec<Fault>> {
    let corrections = corrections.clone().with_values(&|words| value(words, rules));
    for reviewed in reports.iter_mut() {
        if corrections.reaches_any_number(reviewed.source.file_name()) {
            add_unread(reviewed.report, reviewed.source, rules);
        }
    }
    let outcome = corrections.apply(reports);
    for reviewed in reports {
        reviewed.report.asides.retain(|number| number.rule != UNREAD);
    }
    outcome
}
