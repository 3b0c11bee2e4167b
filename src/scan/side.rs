//! One number with its magnitude and unit.

use std::sync::Arc;

use nom::{IResult, Parser, bytes::complete::take_while_m_n};
use rust_decimal::Decimal;

use super::{
    arabic::{arabic, doubtful, pointless, spaced},
    core::plain,
    numeral::{chinese, chinese_digit, is_chinese, is_digit, scale},
};
use crate::{
    model::{Amount, Quantity, QuantityKind, Roughness, Unit},
    rules::{Rulebook, Words},
    text::{Span, is_han},
};

/// What one number says.
#[derive(Clone, Debug)]
pub(super) struct Side {
    pub(super) amount: Amount,
    pub(super) magnitude: Decimal,
    pub(super) roughness: Roughness,
    /// The unit and how it is written.
    pub(super) unit: Option<(Arc<Unit>, String)>,
    /// The magnitude as written.
    written: String,
}

impl Side {
    fn new(amount: Amount) -> Self {
        let magnitude = Decimal::ONE;
        Self { amount, magnitude, roughness: Roughness::Exact, unit: None, written: String::new() }
    }

    /// True where things are counted.
    pub(super) fn counts(&self) -> bool {
        self.unit.as_ref().is_some_and(|(unit, _)| unit.kind == QuantityKind::Count)
    }

    pub(super) fn quantity(self, span: Span) -> Quantity {
        let kind = self.unit.as_ref().map_or(QuantityKind::Number, |(unit, _)| unit.kind);
        let mut quantity = plain(span, kind, self.amount);
        quantity.magnitude = self.magnitude;
        quantity.roughness = self.roughness;
        quantity.unit_text = self.written;
        if let Some((unit, written)) = self.unit {
            quantity.unit_text.push_str(&written);
            quantity.unit = Some(unit);
        }
        quantity
    }
}

/// A few blanks of any width; never a line end.
pub(super) fn blanks(text: &str) -> IResult<&str, &str> {
    take_while_m_n(0, 2, |c| matches!(c, ' ' | '\u{3000}' | '\u{a0}')).parse(text)
}

fn past_blanks(text: &str) -> &str {
    blanks(text).map_or(text, |(rest, _)| rest)
}

/// The number at a place with what belongs to it, and what follows.
pub(super) fn side<'t>(text: &'t str, at: usize, rules: &Rulebook) -> Option<(&'t str, Side)> {
    let rest = &text[at..];
    let starts_arabic = rest.starts_with(is_digit);
    let (mut rest, mut side) = if starts_arabic {
        let inside = text[..at].ends_with(is_han);
        if inside && doubtful(rest) {
            return None;
        }
        let lost = || pointless(rest).ok().filter(|_| inside);
        let (rest, value) = grouped(text, at).or_else(lost).or_else(|| arabic(rest).ok())?;
        (rest, Side::new(Amount::One(value)))
    } else if let Some((rest, amount)) = before_unit(rest, rules) {
        let mut side = Side::new(amount);
        if text[at..].starts_with(['十', '拾']) && text[..at].ends_with(['数', '几']) {
            side.roughness = Roughness::Over;
        }
        (rest, side)
    } else {
        bare(text, at, rules)?
    };
    let blank = if starts_arabic { past_blanks(rest) } else { rest };
    rest = magnitude(rest, blank, &mut side, rules);
    if starts_arabic {
        rest = mixed(rest, &mut side);
    }
    if side.roughness == Roughness::Exact {
        rest = rough(rest, &mut side, rules);
    }
    rest = half_before(rest, &mut side, rules);
    let apart = past_blanks(rest);
    if let Some((unit, length)) = rules.units.at_start(apart) {
        let (name, after) = apart.split_at(length);
        rest = after;
        side.unit = Some((unit, name.to_owned()));
        rest = smaller(rest, &mut side, rules);
        rest = half_behind(rest, &mut side);
    }
    Some((rest, side))
}

/// 16 432万元: thousands set apart by blanks. A number at the head of a line, or that goes on before, is a list's.
fn grouped(text: &str, at: usize) -> Option<(&str, Decimal)> {
    let before = text[..at].trim_end_matches(' ');
    let apart =
        before.ends_with(|c: char| c.is_ascii_alphanumeric() || matches!(c, '.' | '第' | '、' | '\n'));
    spaced(&text[at..]).ok().filter(|_| !apart && !before.is_empty())
}

/// A Chinese number; 千 of 三千千瓦时 and of 十五六千瓦时 belongs to the unit.
fn before_unit<'t>(rest: &'t str, rules: &Rulebook) -> Option<(&'t str, Amount)> {
    let run = rest.find(|c| !is_chinese(c)).unwrap_or(rest.len());
    let last = rest[..run].char_indices().next_back().filter(|(_, c)| matches!(c, '千' | '百' | '兆'));
    let longer = |at: usize| rules.units.at_start(&rest[at..]).is_some_and(|(_, length)| length > run - at);
    let whole = |at: usize| {
        let scaled = rest[..at].chars().next_back().is_some_and(|c| scale(c).is_some());
        scaled || matches!(chinese(&rest[..at]), Ok((_, Amount::Range(..))))
    };
    let end = last.map(|(at, _)| at).filter(|&at| at > 0 && longer(at) && whole(at));
    let (after, amount) = chinese(&rest[..end.unwrap_or(rest.len())]).ok()?;
    Some((&rest[end.unwrap_or(rest.len()) - after.len()..], amount))
}

/// 五个半小时: half of one stands before the unit.
fn half_before<'t>(rest: &'t str, side: &mut Side, rules: &Rulebook) -> &'t str {
    let unit = rest.strip_prefix("个半").filter(|after| rules.units.at_start(after).is_some());
    match (unit, side.amount, side.magnitude == Decimal::ONE) {
        (Some(after), Amount::One(value), true) => {
            side.amount = Amount::One(value + Decimal::new(5, 1));
            after
        }
        _ => rest,
    }
}

/// 三斤半: half of one stands behind the unit, and nothing that it could begin.
fn half_behind<'t>(rest: &'t str, side: &mut Side) -> &'t str {
    let alone = |after: &&str| {
        !after.starts_with(char::is_alphanumeric)
            || after.starts_with(['左', '以', '之', '的', '多', '后', '内'])
    };
    match (rest.strip_prefix('半').filter(alone), side.amount) {
        (Some(after), Amount::One(value)) if value.fract().is_zero() => {
            side.amount = Amount::One(value + Decimal::new(5, 1));
            after
        }
        _ => rest,
    }
}

/// 千 of 近千人, 百万 of 数百万元: no digit stands there, and the word before says that it is an amount.
fn bare<'t>(text: &'t str, at: usize, rules: &Rulebook) -> Option<(&'t str, Side)> {
    let (before, rest) = text.split_at(at);
    let led = rules.numerals.words(Words::BeforeBare).iter().any(|word| before.ends_with(word.as_str()));
    if !led || before.ends_with("以上") {
        return None;
    }
    let (length, factor) = scales(rest, rules)?;
    let after = past_blanks(&rest[length..]);
    let large = rest[..length].contains(['万', '亿']) && length > '万'.len_utf8();
    if !large && rules.units.at_start(after).is_none() && rules.numerals.inside(after).is_none() {
        return None;
    }
    let mut side = Side::new(Amount::One(factor));
    if before.ends_with(['数', '几', '上', '过']) {
        side.roughness = Roughness::Over;
    }
    Some((&rest[length..], side))
}

/// 多? 万? 多?
fn magnitude<'t>(rest: &'t str, spaced: &'t str, side: &mut Side, rules: &Rulebook) -> &'t str {
    let (mut from, mut roughness) = (spaced, Roughness::Exact);
    if let Some((length, found)) = rules.numerals.inside(spaced) {
        let next = past_blanks(&spaced[length..]);
        if scales(next, rules).is_some() {
            (from, roughness) = (next, found);
        } else if rules.units.at_start(next).is_some() {
            side.roughness = found;
            return next;
        }
    }
    // 3个亿 is 3亿.
    let from = from.strip_prefix('个').filter(|next| next.starts_with(['万', '亿'])).unwrap_or(from);
    let Some((length, factor)) = scales(from, rules) else { return rest };
    side.magnitude = factor;
    from[..length].clone_into(&mut side.written);
    side.roughness = if side.roughness == Roughness::Exact { roughness } else { side.roughness };
    &from[length..]
}

/// 多 or 余 before the unit, or before nothing that it could begin.
fn rough<'t>(rest: &'t str, side: &mut Side, rules: &Rulebook) -> &'t str {
    let Some((length, found)) = rules.numerals.inside(rest) else { return rest };
    let next = &rest[length..];
    let ends = side.magnitude > Decimal::ONE && !next.starts_with(char::is_alphanumeric);
    if !ends && rules.units.at_start(past_blanks(next)).is_none() {
        return rest;
    }
    side.roughness = found;
    next
}

/// 万, 百万, 万亿 at the start of a text: bytes and factor. 千 of 千瓦 and 百 of 百分点 belong to the unit.
fn scales(text: &str, rules: &Rulebook) -> Option<(usize, Decimal)> {
    let (mut length, mut factor) = (0, Decimal::ONE);
    for c in text.chars().take(3) {
        let Some(times) = scale(c) else { break };
        let whole = times < 10_000 && rules.units.at_start(&text[length..]).is_some();
        if whole || times == 10 && length > 0 {
            break;
        }
        length += c.len_utf8();
        factor = factor.checked_mul(Decimal::from(times))?;
    }
    let of = text[length..].starts_with("分之");
    (length > 0 && !of).then_some((length, factor))
}

/// 3万4000, 25万6千, 13万2: what follows a magnitude without a unit.
fn mixed<'t>(rest: &'t str, side: &mut Side) -> &'t str {
    let Amount::One(amount) = side.amount else { return rest };
    if side.magnitude <= Decimal::ONE || !rest.starts_with(|c| is_digit(c) || chinese_digit(c).is_some()) {
        return rest;
    }
    let chinese_rest = chinese(rest).ok().and_then(|(after, amount)| match amount {
        Amount::One(value) => Some((after, value)),
        Amount::Range(..) => None,
    });
    let Some((mut after, mut value)) = arabic(rest).ok().or(chinese_rest) else { return rest };
    let written = &rest[..rest.len() - after.len()];
    let scales =
        after.len() - after.trim_start_matches(|c| scale(c).is_some_and(|times| times <= 10_000)).len();
    let times = after[..scales]
        .chars()
        .filter_map(scale)
        .try_fold(Decimal::ONE, |all, times| all.checked_mul(times.into()));
    let Some(raised) = times.and_then(|times| value.checked_mul(times)) else { return rest };
    value = raised;
    after = &after[scales..];
    // 1亿2.5万 needs its scale, and so does 3万5,000.
    if scales == 0 && (matches!(written, "两" | "兩") || written.contains(['.', '．', ','])) {
        return rest;
    }
    if scales == 0 && written.chars().count() == 1 {
        value *= side.magnitude / Decimal::TEN;
    }
    let total = amount.checked_mul(side.magnitude).and_then(|whole| whole.checked_add(value));
    match total.filter(|_| value < side.magnitude && !after.starts_with(['年', '月', '-', '日'])) {
        Some(total) => {
            (side.amount, side.magnitude) = (Amount::One(total), Decimal::ONE);
            side.written.clear();
            after
        }
        None => rest,
    }
}

/// A smaller unit, how many of it make how many of the unit before.
type Smaller = (&'static str, u32, u32);

/// The smaller units behind a unit, each with what part of it one is.
const SMALLER: &[(&str, &[Smaller])] = &[
    ("yuan", &[("角", 1, 10), ("毛", 1, 10), ("分", 1, 100)]),
    ("tenths", &[("", 1, 10)]),
    ("jin", &[("两", 1, 10), ("兩", 1, 10)]),
    ("hour", &[("分钟", 1, 60), ("分", 1, 60)]),
];

/// 九角九分 after 九十九元, 五 after 三成, 五两 after 三斤, 零三十分钟 after 一小时.
fn smaller<'t>(rest: &'t str, side: &mut Side, rules: &Rulebook) -> &'t str {
    let (Some((unit, _)), Amount::One(mut total), true) =
        (&side.unit, side.amount, side.magnitude == Decimal::ONE)
    else {
        return rest;
    };
    let Some((_, parts)) = SMALLER.iter().find(|(id, _)| *id == unit.id.as_str()) else { return rest };
    let mut rest = rest;
    for &(word, share, of) in *parts {
        let spoken = rest.strip_prefix('零').unwrap_or(rest);
        // 两 of 五两 is a digit as well.
        let end = if word.is_empty() { spoken.len() } else { spoken.find(word).unwrap_or(0) };
        let Ok((after, value)) = super::numeral::number(&spoken[..end]) else { continue };
        if !(after.is_empty() || word.is_empty()) {
            continue;
        }
        let after = &spoken[end - after.len() + word.len()..];
        if value >= Decimal::from(of.min(60)) || rules.numerals.phrase_at(after, 0).is_some() {
            break;
        }
        let Some(part) = (value * Decimal::from(share)).checked_div(Decimal::from(of)) else { break };
        total += part;
        rest = after;
    }
    side.amount = Amount::One(total);
    rest
}
