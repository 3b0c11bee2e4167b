//! Every quantity of a text, with no opinion on what it means.
//!
//! ```text
//! quantity = before* sign? currency? core after?       不低于1.6万户以上, ￥3000, -3.47%
//! ```
//!
//! The grammar of the core stands in `core.rs`. It is tried only where a number can begin, so that the
//! work grows with the length of the text and no faster.

mod cases;
mod cell;
mod core;
mod describe;
mod numeral;
mod reject;
mod side;
mod start;

use crate::{
    model::{Amount, Bound, Quantity, Roughness},
    rules::Rulebook,
};
pub use cases::failing_cases;
pub use cell::{UnitText, cell, done_of, leading_cell, unit_text, with_unit};
use core::core;
pub use describe::{Described, described};
use numeral::{MOST, is_chinese, is_digit};

/// Every quantity in `text`, left to right, none overlapping; spans are byte ranges of `text`.
#[must_use]
pub fn quantities(text: &str, rules: &Rulebook) -> Vec<Quantity> {
    let mut found: Vec<Quantity> = Vec::new();
    let mut at = 0;
    while let Some(place) = start::next(text, at) {
        at = match rules.numerals.phrase_at(text, place) {
            Some(end) => end,
            None => match core(text, place, rules) {
                Some((quantity, end)) if reject::keeps(text, &quantity, rules) => {
                    let floor = found.last().map_or(0, |last| last.span.end);
                    found.push(bounded(text, floor, quantity, rules));
                    end.max(found.last().map_or(0, |last| last.span.end))
                }
                Some((_, end)) => reject::skip_chain(text, end),
                None => skip_number(text, place),
            },
        };
    }
    found
}

/// The end of a run of digits that is no quantity. Of a Chinese run only its first letter is left
/// out, as 三 of 万三千户 may begin one; but no number is longer than `MOST`.
fn skip_number(text: &str, at: usize) -> usize {
    let rest = &text[at..];
    let run = |belongs: &dyn Fn(char) -> bool| rest.find(|c| !belongs(c)).unwrap_or(rest.len());
    let first = rest.chars().next().map_or(0, char::len_utf8);
    if rest.starts_with(is_digit) {
        return at + run(&|c| is_digit(c) || c == '.');
    }
    let long = rest.chars().take(MOST + 1).filter(|&c| is_chinese(c)).count() > MOST;
    at + if long { run(&is_chinese) } else { first }
}

const MINUS: [char; 3] = ['-', '－', '−'];

/// The quantity with the words of bounds and approximation around it; nothing before `floor` is its own.
fn bounded(text: &str, floor: usize, mut quantity: Quantity, rules: &Rulebook) -> Quantity {
    currency(&text[floor..quantity.span.start], &mut quantity, rules);
    negative(text, floor, &mut quantity);
    loop {
        let before = &text[floor..quantity.span.start];
        let trimmed = before.trim_end_matches(' ');
        let Some((length, bound, rough)) = rules.numerals.before(trimmed) else { break };
        quantity.span.start = floor + trimmed.len() - length;
        if quantity.bound == Bound::Exactly {
            quantity.bound = bound.unwrap_or(Bound::Exactly);
        }
        if quantity.roughness == Roughness::Exact {
            quantity.roughness = rough.unwrap_or(Roughness::Exact);
        }
    }
    let after = &text[quantity.span.end..];
    let closed = after.strip_prefix(['之', '间']).unwrap_or(after);
    if let Some((length, bound)) = rules.numerals.after(closed).filter(|_| closed.len() == after.len()) {
        quantity.span.end += length;
        if quantity.bound != Bound::Between {
            quantity.bound = bound;
        }
    }
    quantity
}

/// ￥3000: the unit stands before the number.
fn currency(before: &str, quantity: &mut Quantity, rules: &Rulebook) {
    let trimmed = before.trim_end_matches(' ');
    let Some((unit, length)) = rules.units.at_end(trimmed).filter(|_| quantity.unit.is_none()) else {
        return;
    };
    let start = quantity.span.start - (before.len() - trimmed.len()) - length;
    (quantity.span.start, quantity.core.start) = (start, start);
    quantity.kind = unit.kind;
    quantity.unit_text.push_str(&unit.name);
    quantity.unit = Some(unit);
}

fn negative(text: &str, floor: usize, quantity: &mut Quantity) {
    let before = &text[floor..quantity.span.start];
    let unsigned = before.trim_end_matches(MINUS);
    let joins = |c: char| c.is_alphanumeric() && !"长降为达速幅率是".contains(c);
    let Amount::One(value) = quantity.amount else { return };
    if before.len() == unsigned.len()
        || unsigned.ends_with(joins)
        || unsigned.ends_with(['%', '％', ')', '）'])
    {
        return;
    }
    quantity.amount = Amount::One(-value);
    let sign = before.chars().next_back().map_or(0, char::len_utf8);
    quantity.span.start -= sign;
    quantity.core.start -= sign;
}

#[cfg(test)]
mod tests {
    use super::{cases, failing_cases};
    use crate::rules::Rulebook;

    #[test]
    fn the_cases_of_the_rules_read_as_they_say() {
        let rules = Rulebook::builtin().unwrap();
        let wrong: Vec<_> = failing_cases(&rules).iter().map(|fault| fault.message.clone()).collect();
        assert!(wrong.is_empty(), "{}", wrong.join("\n"));
        assert_eq!(cases::shown(&super::quantities("共5户", &rules)), "5 户");
    }
}
