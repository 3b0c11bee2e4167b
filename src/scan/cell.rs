//! The quantity that the whole text of a table cell is, units from elsewhere in the table included.
//!
//! ```text
//! cell  = open? (bound | before)* sign? number (joiner number)? rough? magnitude? unit? per? after* close?
//! ```
//!
//! A cell is read more freely than running text: 2020 is a number here, and a bare 1640 waits for its unit.

use std::sync::Arc;

use rust_decimal::Decimal;

use super::{
    digits::is_digit,
    mark::{foreign_unit, inner, is_bare, is_months, unmarked, yuan},
    numeral,
    side::plain,
    unit_text::magnitude,
};
use crate::{
    model::{Amount, Bound, Quantity, QuantityKind, Roughness, Unit},
    rules::Rulebook,
    text::Span,
};

/// Longest cell that is read as one number, in bytes.
const CELL_BYTES: usize = 120;

/// The quantity that a whole cell is; `None` where it is empty, words, or a sentence.
#[must_use]
pub fn cell(text: &str, rules: &Rulebook) -> Option<Quantity> {
    read(text, rules, false)
}

/// The quantity that a cell under a header of goals, figures or rates begins with: whatever short word follows it is
/// its unit or a mark (261ms, 6 子任务, 9 案例).
#[must_use]
pub fn leading_cell(text: &str, rules: &Rulebook) -> Option<Quantity> {
    read(text, rules, false).or_else(|| read(text, rules, true))
}

fn read(text: &str, rules: &Rulebook, free: bool) -> Option<Quantity> {
    if text.len() > CELL_BYTES {
        return None;
    }
    let inner = if is_bare(text) { text } else { inner(text) };
    if is_months(inner) {
        return None;
    }
    let start = if free { inner.find(is_digit) } else { number_start(inner) }?;
    let (bound, roughness, minus) = before(&inner[..start], rules)?;
    let negative = minus || inner.len() < text.len() && accounted(unmarked(text));
    let offset = Span::of(text, inner).start;
    let (after, first) = number(&inner[start..])?;
    let mut quantity = body(inner, start, after, first, rules, free)?;
    quantity.amount = match (quantity.amount, negative) {
        (Amount::One(value), true) => Amount::One(-value),
        (Amount::Range(low, high), true) => Amount::Range(-low, -high),
        (amount, _) => amount,
    };
    if quantity.bound == Bound::Exactly {
        quantity.bound = bound.unwrap_or(Bound::Exactly);
    }
    if quantity.roughness == Roughness::Exact {
        quantity.roughness = roughness.unwrap_or(Roughness::Exact);
    }
    if text[..Span::of(text, inner).start].contains(['¥', '￥']) {
        yuan(&mut quantity, rules);
    }
    quantity.core = quantity.core.shifted(offset);
    quantity.span = Span::of(text, inner);
    Some(quantity)
}

/// (5000) and (1,200.50) are written below zero as accounts do; (18) is a number apart.
fn accounted(text: &str) -> bool {
    let inner = text.strip_prefix(['(', '（']).and_then(|rest| rest.strip_suffix([')', '）']));
    let amount = |inner: &str| {
        let digits = inner.chars().filter(|c| is_digit(*c)).count();
        let plain = inner.chars().all(|c| is_digit(c) || matches!(c, ',' | '.' | '，' | '．'));
        plain && (digits > 2 || inner.contains(['.', '．'])) && inner.starts_with(is_digit)
    };
    inner.is_some_and(amount)
}

/// Where the number of a cell starts.
fn number_start(text: &str) -> Option<usize> {
    let arabic = text.find(is_digit);
    arabic.or_else(|| text.find(is_numeral))
}

fn is_numeral(letter: char) -> bool {
    matches!(letter, '一' | '二' | '两' | '三' | '四' | '五' | '六' | '七' | '八' | '九' | '十')
}

/// Words before the number: all of them bounds, approximations or words that say nothing else.
fn before(text: &str, rules: &Rulebook) -> Option<(Option<Bound>, Option<Roughness>, bool)> {
    let mut rest = text.trim_end();
    let negative = rest.ends_with(['-', '－', '−']) && rest.chars().count() <= 4;
    if negative {
        rest = rest.trim_end_matches(['-', '－', '−']).trim_end();
    }
    let (mut bound, mut rough) = (None, None);
    while !rest.is_empty() {
        if let Some((length, found, about)) = rules.numerals.before(rest) {
            (bound, rough) = (bound.or(found), rough.or(about));
            rest = rest[..rest.len() - length].trim_end();
            continue;
        }
        let (_, before) = rules.layouts.cell_before.ends(rest, 0).next()?;
        rest = before.trim_end();
    }
    Some((bound, rough, negative))
}

/// 5 206.30: a cell that is a number with its thousands apart.
fn apart(text: &str) -> Option<Decimal> {
    if !text.as_bytes().contains(&b' ') {
        return None;
    }
    let digits = |part: &str| part.bytes().all(|byte| byte.is_ascii_digit());
    let whole = text.split('.').next().unwrap_or_default();
    let (first, rest) = whole.split_once(' ')?;
    let grouped = (1..4).contains(&first.len()) && digits(first) && !first.starts_with('0');
    let groups = rest.split(' ').all(|part| part.len() == 3 && digits(part));
    (grouped && groups).then(|| Decimal::from_str_exact(&text.replace(' ', "")).ok())?
}

/// A number; 76。7 is 76.7 in a cell.
fn number(text: &str) -> Option<(&str, Decimal)> {
    if let Some(value) = apart(text) {
        return Some((&text[text.len()..], value));
    }
    let (rest, value) = numeral::number(text).ok()?;
    let Some(fraction) = rest.strip_prefix('。').filter(|after| after.starts_with(is_digit)) else {
        return Some((rest, value));
    };
    let end = fraction.find(|c| !is_digit(c)).unwrap_or(fraction.len());
    let value = Decimal::from_str_exact(&format!("{}.{}", value.trunc(), &fraction[..end])).ok()?;
    Some((&fraction[end..], value))
}

/// From the number on.
fn body(
    text: &str,
    start: usize,
    after: &str,
    first: Decimal,
    rules: &Rulebook,
    free: bool,
) -> Option<Quantity> {
    if after.is_empty() {
        return Some(plain(Span::new(start, text.len()), QuantityKind::Number, Amount::One(first)));
    }
    let mut rest = after;
    let mut amount = Amount::One(first);
    if let Some((next, second)) = range(after, first, rules) {
        (rest, amount) = (next, Amount::Range(first, second));
    }
    let mut roughness = Roughness::Exact;
    rough(&mut rest, &mut roughness, rules);
    let (factor, length) = own_magnitude(rest, rules);
    let mut written = rest[..length].to_owned();
    rest = &rest[length..];
    rough(&mut rest, &mut roughness, rules);
    let mut unit = None;
    if let Some((found, name, behind)) = unit_with_per(rest, rules) {
        // 百分比 and ％ are written %.
        written.push_str(if found.id == "percent" { "%" } else { name });
        rest = behind;
        unit = Some(found);
    }
    let core = Span::new(start, text.len() - rest.len());
    if free {
        let foreign = foreign_unit(rest, first)?;
        if unit.is_none() {
            written.push_str(foreign);
        }
        rest = "";
    }
    let exact = if matches!(amount, Amount::Range(..)) { Bound::Between } else { Bound::Exactly };
    Some(Quantity {
        span: core,
        core,
        kind: unit.as_ref().map_or(QuantityKind::Number, |unit| unit.kind),
        amount,
        magnitude: factor,
        unit,
        unit_text: written,
        bound: bound_behind(rest, exact, rules)?,
        roughness,
    })
}

/// The magnitude of a number and its bytes; 千瓦 is a unit of its own, 千元 is a thousand yuan.
fn own_magnitude(rest: &str, rules: &Rulebook) -> (Decimal, usize) {
    let (factor, length) = magnitude(rest);
    let known = rules.units.at_start(rest.trim_start());
    let own_unit = known.is_some_and(|(_, used)| used > length && length > 0);
    let (factor, length) = if own_unit { (Decimal::ONE, 0) } else { (factor, length) };
    if rest[length..].starts_with("分之") { (Decimal::ONE, 0) } else { (factor, length) }
}

/// The unit that a text starts with, as written with all that it is per (元/人/月), and what follows it.
fn unit_with_per<'t>(rest: &'t str, rules: &Rulebook) -> Option<(Arc<Unit>, &'t str, &'t str)> {
    let rest = rest.trim_start();
    let (unit, mut end) = rules.units.at_start(rest)?;
    if rest[end..].starts_with(['/', '／']) {
        end +=
            rest[end..].find(|c: char| is_digit(c) || "，,。；;（(".contains(c)).unwrap_or(rest.len() - end);
    }
    Some((unit, &rest[..end], &rest[end..]))
}

/// The bound that the words behind a quantity set; `None` where one of them says something else.
fn bound_behind(words: &str, exact: Bound, rules: &Rulebook) -> Option<Bound> {
    let mut bound = exact;
    let mut rest = words.trim();
    while !rest.is_empty() {
        if let Some((length, found)) = rules.numerals.after(rest) {
            bound = found;
            rest = rest[length..].trim();
            continue;
        }
        let word = rules.layouts.cell_after.iter().find(|word| rest.starts_with(word.as_str()))?;
        rest = rest[word.len()..].trim();
    }
    Some(bound)
}

/// The second end of a range, and what follows it.
fn range<'a>(after: &'a str, first: Decimal, rules: &Rulebook) -> Option<(&'a str, Decimal)> {
    let unit = rules.units.at_start(after).map_or(0, |(_, length)| length);
    let joiner = after[unit..].chars().next().filter(|c| "-—–~～至－".contains(*c))?;
    // -4.2~-4.7: the sign is said again.
    let behind = &after[unit + joiner.len_utf8()..];
    let behind = if joiner == '-' { behind } else { behind.trim_start_matches(['-', '－', '−']) };
    let (rest, second) = number(behind)?;
    (second > first).then_some((rest, second))
}

/// Reads 多, 余 and the like.
fn rough(rest: &mut &str, roughness: &mut Roughness, rules: &Rulebook) {
    // 30 余块.
    if let Some((length, found)) = rules.numerals.inside(rest.trim_start()) {
        *roughness = found;
        *rest = &rest.trim_start()[length..];
    }
}

#[cfg(test)]
mod tests {
    use crate::{
        rules::Rulebook,
        scan::{cell, unit_text, with_unit},
    };

    #[test]
    fn a_cell_is_a_number_with_what_its_column_says_of_it() {
        let rules = Rulebook::builtin().unwrap();
        for (text, unit, expected) in [
            ("1300人", "", "1300|人|Exactly"),
            ("10000万", "万元", "100000000|万元|Exactly"),
            (">=28次", "", "28|次|AtLeast"),
            ("≤5", "%", "5|%|AtMost"),
            ("76。7", "%", "76.7|%|Exactly"),
            ("15左右", "%", "15|%|About"),
            ("〔18〕", "%", "18|%|Exactly"),
            ("-4.2~-4.7", "%", "-4.2|%|Between"),
            ("不低于每人每月60元/月", "", "60|元/月|AtLeast"),
            ("2020", "个", "2020|个|Exactly"),
            ("1,286.5", "万元", "12865000|万元|Exactly"),
            ("6期", "", "6|期|Exactly"),
            ("-3.2%", "", "-3.2|%|Exactly"),
            ("(5000)", "万元", "-50000000|万元|Exactly"),
            ("（1,200.50）", "元", "-1200.5|元|Exactly"),
            ("(18)", "%", "18|%|Exactly"),
            ("5%-6%", "", "5|%|Between"),
            ("1200千瓦", "", "1200000|千瓦|Exactly"),
            ("80元/人/月", "", "80|元/人/月|Exactly"),
        ] {
            let unit = unit_text(unit, &rules);
            let read = cell(text, &rules).unwrap_or_else(|| panic!("{text}"));
            let read = unit.map_or_else(|| read.clone(), |unit| with_unit(read.clone(), &unit));
            let base = read.base_low().unwrap().normalize();
            assert_eq!(format!("{base}|{}|{:?}", read.unit_text, read.bound), expected, "{text}");
        }
        for text in ["1*2", "完成", "两所园主体已完,总体70%", "-", "", "12月底前", "合格", "1、2、3"]
        {
            assert_eq!(cell(text, &rules), None, "{text}");
        }
    }
}
