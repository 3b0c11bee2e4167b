//! Where a decision points: quotes found again in the text.

use super::{Quote, rows::UNREAD};
use crate::{
    model::{Finding, Quantity},
    text::{Source, Span},
};

/// A text without blanks: what two copies of one sentence have in common.
pub(super) fn squeezed(text: &str) -> String {
    text.chars().filter(|letter| !letter.is_whitespace()).collect()
}

/// A source without blanks, and where each byte of it stood.
pub(super) struct Squeezed {
    text: String,
    offsets: Vec<usize>,
}

impl Squeezed {
    pub(super) fn new(source: &Source) -> Self {
        let mut text = String::with_capacity(source.text.len());
        let mut offsets = Vec::with_capacity(source.text.len());
        for (at, letter) in source.text.char_indices().filter(|(_, letter)| !letter.is_whitespace()) {
            text.push(letter);
            offsets.extend(at..at + letter.len_utf8());
        }
        Self { text, offsets }
    }

    /// Everywhere that the words stand.
    fn places(&self, words: &str) -> Vec<Span> {
        let words = squeezed(words);
        if words.is_empty() {
            return Vec::new();
        }
        let found = self.text.match_indices(&words);
        found.map(|(at, words)| Span::new(self.offsets[at], self.offsets[at + words.len() - 1] + 1)).collect()
    }
}

/// What a quote was found to be.
pub(super) enum Found {
    /// The number at this place.
    One(Span),
    /// Nothing.
    None,
    /// As many numbers.
    Several(usize),
}

/// Goal and figure of a finding, with the task that they stand in.
pub(super) fn numbers(finding: &Finding) -> impl Iterator<Item = (&Quantity, &str)> {
    let goal = finding.goal.iter().map(|goal| &goal.quantity);
    let figure = finding.figure.iter().map(|figure| &figure.quantity);
    goal.chain(figure).map(|quantity| (quantity, finding.place.task_no.as_str()))
}

/// The number that a quote points at, among those of the findings.
pub(super) fn locate<'f>(
    quote: &Quote,
    source: &Source,
    squeezed_source: &Squeezed,
    findings: impl Iterator<Item = &'f Finding>,
) -> Found {
    let places = squeezed_source.places(&quote.quote);
    let number = squeezed(&quote.number);
    let fits = |quantity: &Quantity, task: &str| {
        places.iter().any(|place| place.covers(quantity.core))
            && quote.task.as_deref().is_none_or(|wanted| wanted == task)
            && [quantity.core, quantity.span].iter().any(|span| squeezed(span.text(&source.text)) == number)
    };
    let of = |unread: bool, findings: &[&Finding]| -> Vec<Span> {
        let findings = findings.iter().filter(|finding| (finding.rule == UNREAD) == unread);
        let fitting =
            findings.flat_map(|finding| numbers(finding)).filter(|(quantity, task)| fits(quantity, task));
        fitting.map(|(quantity, _)| quantity.core).collect()
    };
    let findings: Vec<&Finding> = findings.collect();
    // What a stage has made something of goes before what only the grammar has read.
    let mut cores = of(false, &findings);
    if cores.is_empty() {
        cores = of(true, &findings);
    }
    cores.sort_unstable();
    cores.dedup();
    match (cores.as_slice(), quote.nth) {
        ([], _) => Found::None,
        ([one], None) => Found::One(*one),
        (several, None) => Found::Several(several.len()),
        (several, Some(nth)) => several.get(nth - 1).map_or(Found::None, |span| Found::One(*span)),
    }
}
