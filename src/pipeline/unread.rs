//! Numbers that the grammar reads and no stage has made anything of.

use std::collections::HashSet;

use super::numbers;
use crate::{
    corrections::UNREAD,
    model::{Figure, Finding, Kind, Quantity, Report},
    rules::Rulebook,
    text::{Source, Span},
};

/// Adds to the other numbers of a report those that the grammar reads anywhere in the text and that nothing was made
/// of, so that the decisions of people can point at them.
pub fn add_unread(report: &mut Report, source: &Source, rules: &Rulebook) {
    let known: HashSet<Span> =
        report.findings.iter().chain(&report.asides).flat_map(Finding::numbers).collect();
    let lines: Vec<Span> = source.lines().collect();
    for quantity in numbers(source, rules).into_iter().filter(|quantity| !known.contains(&quantity.core)) {
        let start = quantity.core.start;
        let line = lines.get(source.text_line(start).saturating_sub(1)).copied();
        let before = report.findings.iter().rev().find(|row| row.numbers().any(|core| core.start < start));
        let place = before.map(|row| row.place.clone()).unwrap_or_default();
        let figure = Figure { clause: line.unwrap_or(quantity.span), quantity, negative: false, as_of: None };
        report.asides.push(Finding {
            figure: Some(figure),
            rule: UNREAD.to_owned(),
            ..Finding::new(Kind::Figure, place, "")
        });
    }
}

/// A number with its unit as a person writes it; `None` where it is more or less than that.
#[must_use]
pub fn value(words: &str, rules: &Rulebook) -> Option<Quantity> {
    let source = Source::new("value", words.trim());
    let [quantity] = <[Quantity; 1]>::try_from(numbers(&source, rules)).ok()?;
    (quantity.span.text(&source.text) == source.text).then_some(quantity)
}
