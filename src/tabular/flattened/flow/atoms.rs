//! The cells of a text, parted by bars, by blanks, and by the ends of lines.

use super::super::{
    heads::trimmed,
    piped::BARS,
    region::{parted, words_of},
};
use crate::{
    model::Quantity,
    rules::{ColumnRole, Rulebook},
    scan::{cell, leading_cell, unit_text},
    tabular::{blank::is_empty, count::is_period, header_text::header},
    text::{Covered, Letters, Source, Span, fits},
};

/// Longest word of a head, in characters.
const HEAD_CHARS: usize = 20;

/// Longest piece of a word, in characters.
const PIECE_CHARS: usize = 8;

/// Longest cell between numbers, in characters.
const CELL_CHARS: usize = 80;

/// A cell.
#[derive(Clone, Debug)]
pub(super) struct Atom {
    pub(super) span: Span,
    /// The line that it stands in, by its number.
    pub(super) line: usize,
    pub(super) number: Option<Quantity>,
    pub(super) role: Option<ColumnRole>,
    /// True where it is no cell.
    pub(super) sentence: bool,
}

impl Atom {
    /// True for the upper levels of indicators, and for marks in brackets.
    pub(super) fn level(&self, text: &str) -> bool {
        is_level(self.span.text(text))
    }
}

/// True for 数量指标 and (10分).
pub(in crate::tabular::flattened) fn is_level(words: &str) -> bool {
    words.ends_with("指标") || words.starts_with(['(', '（'])
}

/// The cells of the text around the tables that are known; those that hold a mark for nothing are left out.
pub(super) fn atoms(source: &Source, known: &[Span], rules: &Rulebook) -> Vec<Atom> {
    let text = source.text.as_str();
    let known = Covered::new(known.iter().copied());
    let mut found: Vec<Atom> = Vec::new();
    for (line, span) in source.lines().enumerate().filter(|(_, line)| !known.covers(*line)) {
        for word in parted(source, span, &BARS).flat_map(|part| words_of(source, span, part)) {
            let span = trimmed(text, Span::of(text, word));
            if is_empty(word, rules) || word.chars().all(|c| "≥≤＞＜=><".contains(c)) {
                continue;
            }
            // 36 座: a unit behind its number, where no number stands before the name alone.
            if let Some(last) = found.last_mut()
                && last.line == line
                && last.number.as_ref().is_some_and(|number| number.unit.is_none())
                && unit_text(word, rules).is_some()
                && let Some(number) = cell(last.span.to(span).text(text), rules)
            {
                (last.span, last.number) = (last.span.to(span), Some(number));
                continue;
            }
            let own = atom(text, span, line, rules);
            match found.last_mut().and_then(|last| joined(text, last, &own, rules)) {
                Some(whole) => *found.last_mut().unwrap_or(&mut own.clone()) = whole,
                None => found.push(own),
            }
        }
    }
    found
}

/// What stands in sentences.
static STOPS: Letters = Letters::of("。；，");

fn atom(text: &str, span: Span, line: usize, rules: &Rulebook) -> Atom {
    let words = span.text(text);
    let sentence = STOPS.are_in(words) || !fits(words, CELL_CHARS);
    let counts = |number: Option<Quantity>| number.filter(|_| !is_period(words));
    let number = if sentence { None } else { counts(cell(words, rules)) };
    let short = || number.is_none() && fits(words, HEAD_CHARS);
    let role = if short() { header(words, rules).and_then(|read| read.role()) } else { None };
    let free = || if sentence || role.is_some() { None } else { counts(leading_cell(words, rules)) };
    let number = number.or_else(free);
    Atom { span, line, number, role, sentence }
}

/// Two cells that one word of a head was broken into: 年初 and 预算.
fn joined(text: &str, left: &Atom, right: &Atom, rules: &Rulebook) -> Option<Atom> {
    let plain = |atom: &Atom| atom.number.is_none() && fits(atom.span.text(text), PIECE_CHARS);
    if !plain(left) || !plain(right) || left.role.is_some() && right.role.is_some() {
        return None;
    }
    let both: String = [left, right].map(|atom| atom.span.text(text)).concat();
    let whole = rules.layouts.header(&both, false).filter(|word| word.end - word.start == both.len())?;
    let span = left.span.to(right.span);
    Some(Atom { span, line: right.line, number: None, role: Some(whole.role), sentence: false })
}
