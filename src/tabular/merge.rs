//! Rows of the text and rows of its tables in one list, each fact once.

use super::prose::shares_word;
use crate::model::{Finding, Quantity};

/// Both in the order of the text; a row of the text that a table repeats with the same numbers is left out.
#[must_use]
pub fn merge(prose: Vec<Finding>, tables: Vec<(usize, Finding)>) -> Vec<Finding> {
    if tables.is_empty() {
        return prose;
    }
    let repeated = |row: &Finding| tables.iter().any(|(_, other)| repeats(row, other));
    let mut placed: Vec<(usize, Finding)> =
        prose.into_iter().filter(|row| !repeated(row)).map(|row| (start(&row), row)).collect();
    placed.extend(tables);
    placed.sort_by_key(|(at, _)| *at);
    placed.into_iter().map(|(_, row)| row).collect()
}

fn start(row: &Finding) -> usize {
    let goal = row.goal.iter().map(|goal| goal.quantity.core.start);
    let figure = row.figure.iter().map(|figure| figure.quantity.core.start);
    goal.chain(figure).min().unwrap_or(usize::MAX)
}

/// The same kind, names that share a word, and equal numbers, in whatever magnitude.
pub(crate) fn repeats(one: &Finding, other: &Finding) -> bool {
    let numbers = |row: &Finding| {
        let base = |quantity: &Quantity| quantity.base_low();
        (
            row.goal.as_ref().map(|goal| base(&goal.quantity)),
            row.figure.as_ref().map(|figure| base(&figure.quantity)),
        )
    };
    one.kind == other.kind
        && numbers(one) == numbers(other)
        && (shares_word(&one.indicator, &other.indicator)
            || shares_word(&one.indicator, &other.place.section))
}
