//! What the lines of a page are: where something begins, where a sentence or a word goes on.

use super::{label, marker};
use crate::{
    rules::Rulebook,
    scan::quantities,
    text::{Span, is_digit},
};

/// A line of sentences has so many characters, and two stops inside.
const SENTENCE: usize = 60;

/// True for a line that begins something new, by its marker or its label.
#[must_use]
pub fn begins(line: &str, rules: &Rulebook) -> bool {
    marker(line).is_some() || label::leading(line, rules).is_some()
}

/// True for a line that a label begins, a marker before it or not.
#[must_use]
pub fn labelled(line: &str, rules: &Rulebook) -> bool {
    let words = line[marker(line).map_or(0, |found| found.length)..].trim_start();
    label::leading(words, rules).is_some()
}

/// True for a text of several lines, one of them of whole sentences.
#[must_use]
pub fn holds_sentences(text: &str) -> bool {
    let clauses = |line: &str| line.matches(['，', ',', '；', '、']).count();
    let several = text.trim().contains('\n');
    several
        && text
            .lines()
            .any(|line| line.contains('。') && line.chars().nth(SENTENCE).is_some() && clauses(line) > 1)
}

/// True where a cue word or an amount would be torn between two texts.
#[must_use]
pub fn tears(left: &str, right: &str, rules: &Rulebook) -> bool {
    let head = right.char_indices().nth(16).map_or(right, |(end, _)| &right[..end]);
    let amount = |text: &str| {
        let first = quantities(text, rules).into_iter().next();
        first.is_some_and(|first| first.core.start == 0 && first.unit.is_some())
    };
    // 全市完成水利投资 ends no line of running text, where 12.6亿元 begins the next.
    rules.verbs.tears(left, right)
        || left.ends_with(is_digit) && amount(&format!("1{head}"))
        || left.contains(['，', ',', '；']) && right.starts_with(is_digit) && amount(head)
}

/// The span without blanks at its ends, full-width ones included.
pub(super) fn trimmed(text: &str, span: Span) -> Span {
    let part = span.text(text);
    let start = part.len() - part.trim_start().len();
    Span::new(span.start + start, span.start + start.max(part.trim_end().len()))
}

/// A line without the box in front of it, and whether that is ticked: [x] 单测 18 条.
pub(super) fn unboxed(text: &str, line: Span) -> (Span, bool) {
    let words = line.text(text);
    let plain = words.trim_start_matches(['-', '*', '+']).trim_start();
    let ticked = ["[x]", "[X]", "[√]"].iter().find_map(|mark| plain.strip_prefix(mark));
    let found = ticked.or_else(|| plain.strip_prefix("[ ]"));
    found.map_or((line, false), |rest| (trimmed(text, Span::of(text, rest)), ticked.is_some()))
}
