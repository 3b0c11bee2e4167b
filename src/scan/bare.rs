//! Every number of a text, whatever it stands for: what `scan --bare` shows.

use super::{
    digits::{is_chinese, is_digit},
    read,
    reworded::Reworded,
};
use crate::{
    model::{Quantity, QuantityKind},
    rules::Rulebook,
};

/// Every number in `text` with a unit or without, dates, ranks and list numbers among them, left to right; what is part
/// of a word (统一, 5G) is none. Spans are byte ranges of `text`.
#[must_use]
pub fn numbers(text: &str, rules: &Rulebook) -> Vec<Quantity> {
    let reworded = Reworded::of(text, rules);
    let said = reworded.text.as_str();
    let skips = |place: usize| {
        let end = rules.numerals.phrase_at(said, place)?;
        let ordinal = said[..place].ends_with('第');
        let part = said[..end].ends_with('分') && said[end..].starts_with('之');
        let point = said[end..].strip_prefix('点').is_some_and(|rest| rest.starts_with(is_numeral));
        (!ordinal && !point && !part && !rules.numerals.counts_at(said, place)).then_some(end)
    };
    let found = read(said, rules, skips, |quantity| kept(said, quantity));
    let place = |mut quantity: Quantity| {
        if quantity.kind == QuantityKind::Ordinal && quantity.span.start >= '第'.len_utf8() {
            quantity.span.start -= '第'.len_utf8();
        }
        quantity.moved(|span| reworded.printed(span))
    };
    found.into_iter().map(place).collect()
}

fn is_numeral(c: char) -> bool {
    is_digit(c) || is_chinese(c)
}

/// A number that no letters are glued to; behind 第 it is an ordinal.
fn kept(text: &str, quantity: Quantity) -> Option<Quantity> {
    let (before, after) = (&text[..quantity.core.start], &text[quantity.core.end..]);
    let plain = quantity.unit.is_none() && quantity.unit_text.is_empty();
    let latin = |c: char| c.is_ascii_alphabetic();
    let glued = before.ends_with(|c: char| c == '.' || is_digit(c)) || plain && before.ends_with(latin);
    let coded = before.strip_suffix(['-', '—']).is_some_and(|before| before.ends_with(latin));
    let named = plain && after.starts_with(latin);
    if glued || coded || named {
        return None;
    }
    if before.ends_with('第') {
        return Some(Quantity { kind: QuantityKind::Ordinal, ..quantity });
    }
    Some(quantity)
}
