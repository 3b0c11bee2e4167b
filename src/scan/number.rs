//! The number at a place, with its magnitude and unit.

use nom::{IResult, Parser, bytes::complete::take_while_m_n};
use rust_decimal::Decimal;

use super::{
    arabic::{arabic, doubtful, pointless, spaced, wide},
    compound::{half_before, half_behind, mixed, smaller},
    digits::{is_chinese, is_digit, scale},
    numeral::{TRILLION, chinese, mixed_run},
    side::Side,
};
use crate::{
    model::{Amount, Roughness},
    rules::{Rulebook, Words},
    text::{Letters, is_han},
};

const BLANKS: [char; 3] = [' ', '\u{3000}', '\u{a0}'];

/// A few blanks of any width; never a line end.
pub(super) fn blanks(text: &str) -> IResult<&str, &str> {
    take_while_m_n(0, 2, |c| BLANKS.contains(&c)).parse(text)
}

fn past_blanks(text: &str) -> &str {
    // Most numbers have their unit right behind them.
    match text.starts_with(BLANKS) {
        true => blanks(text).map_or(text, |(rest, _)| rest),
        false => text,
    }
}

/// The number at a place with what belongs to it, and what follows.
pub(super) fn side<'t>(text: &'t str, at: usize, rules: &Rulebook) -> Option<(&'t str, Side)> {
    let starts_arabic = text[at..].starts_with(is_digit);
    let (mut rest, mut side) = match starts_arabic {
        true => in_digits(text, at, rules)?,
        false => in_words(text, at, rules).or_else(|| bare(text, at, rules))?,
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
    Some((unit(rest, &mut side, rules), side))
}

/// A number in Arabic digits; none where nobody can tell which.
fn in_digits<'t>(text: &'t str, at: usize, rules: &Rulebook) -> Option<(&'t str, Side)> {
    let rest = &text[at..];
    // Most numbers are parted by nothing.
    if !rest.trim_start_matches(is_digit).starts_with(|c| PARTS.has(c)) {
        let scaled = mixed_run(rest).filter(|(after, _)| !begins_unit(rest, after, rules));
        let (rest, value) = scaled.or_else(|| arabic(rest).ok())?;
        return Some((rest, Side::new(Amount::One(value))));
    }
    let inside = text[..at].ends_with(is_han);
    if inside && doubtful(rest) || unclear(text, at, rules) {
        return None;
    }
    let scaled = mixed_run(rest).filter(|(after, _)| !begins_unit(rest, after, rules));
    let (rest, value) = scaled
        .or_else(|| grouped(text, at))
        .or_else(|| wide_grouped(text, at, rules))
        .or_else(|| pointless(rest).ok().filter(|_| inside))
        .or_else(|| arabic(rest).ok())?;
    Some((rest, Side::new(Amount::One(value))))
}

/// Wide commas and blanks of every width, which may set thousands apart.
static PARTS: Letters = Letters::of("， \u{a0}\u{2009}\u{200a}\u{202f}\u{2007}\u{200b}\u{3000}");

/// A number in Chinese numerals that begins with a digit or 十.
fn in_words<'t>(text: &'t str, at: usize, rules: &Rulebook) -> Option<(&'t str, Side)> {
    let (rest, amount) = before_unit(&text[at..], rules)?;
    let mut side = Side::new(amount);
    side.spoken = last_scales(&text[at..text.len() - rest.len()]);
    if text[at..].starts_with(['十', '拾']) && text[..at].ends_with(['数', '几']) {
        side.roughness = Roughness::Over;
    }
    Some((rest, side))
}

/// The unit behind a number, smaller ones behind it included.
fn unit<'t>(rest: &'t str, side: &mut Side, rules: &Rulebook) -> &'t str {
    let apart = past_blanks(rest);
    let tael = || {
        let (unit, _) = is_tael(apart).then(|| rules.units.at_start("市两"))??;
        Some((unit, '两'.len_utf8()))
    };
    let Some((unit, length)) = rules.units.at_start(apart).or_else(tael) else { return rest };
    let (name, after) = apart.split_at(length);
    // 五五折 and 95折 are 5.5 and 9.5 tenths.
    if let Amount::One(value) = side.amount
        && unit.id == "discount"
        && value >= Decimal::TEN
        && value < Decimal::ONE_HUNDRED
    {
        side.amount = Amount::One(value / Decimal::TEN);
    }
    side.unit = Some((unit, name.to_owned()));
    let after = smaller(after, side, rules);
    half_behind(after, side)
}

/// 5，120户: thousands set apart by wide commas, with a unit behind them and no other number before them.
fn wide_grouped<'t>(text: &'t str, at: usize, rules: &Rulebook) -> Option<(&'t str, Decimal)> {
    let (rest, value) = wide(&text[at..]).ok()?;
    let next = past_blanks(rest);
    let counted = rules.units.at_start(next).is_some() || next.starts_with(['万', '亿']);
    (counted && !text[..at].ends_with(|c: char| c.is_ascii_alphanumeric() || ",，、.".contains(c)))
        .then_some((rest, value))
}

/// True where a wide comma may part two numbers as well as thousands: 分别为12，345个.
fn unclear(text: &str, at: usize, rules: &Rulebook) -> bool {
    let near = text[..at].char_indices().rev().take(12).last().map_or(at, |(start, _)| start);
    wide_grouped(text, at, rules).is_some() && text[near..at].contains("分别")
}

/// True where the last scale of a number and what follows it are a unit: 千 of 2万5千瓦时.
fn begins_unit(text: &str, after: &str, rules: &Rulebook) -> bool {
    let run = &text[..text.len() - after.len()];
    let last = run.chars().next_back().filter(|c| scale(*c).is_some()).map_or(0, char::len_utf8);
    last > 0 && rules.units.at_start(&text[run.len() - last..]).is_some_and(|(_, length)| length > last)
}

/// What the scales that a numeral ends with multiply by; 十 does not, for it is said with each number.
fn last_scales(run: &str) -> Decimal {
    let scales = run.chars().rev().map_while(scale).filter(|times| *times > 10);
    scales
        .map(Decimal::from)
        .try_fold(Decimal::ONE, |all, times| all.checked_mul(times))
        .unwrap_or(Decimal::ONE)
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
    let scaled = last.map(|(at, _)| at).filter(|&at| at > 0 && longer(at) && whole(at));
    let tael =
        rest[..run].strip_suffix(['两', '兩']).map(str::len).filter(|&at| at > 0 && is_tael(&rest[at..]));
    let end = scaled.or(tael);
    let (after, amount) = chinese(&rest[..end.unwrap_or(rest.len())]).ok()?;
    Some((&rest[end.unwrap_or(rest.len()) - after.len()..], amount))
}

/// True for 两 of 三十两 and 九两半, which is fifty grams; 两 of 两个 counts.
fn is_tael(text: &str) -> bool {
    let ends = |after: &str| {
        !after.starts_with(char::is_alphanumeric) || after.starts_with(['半', '重', '左', '以', '的'])
    };
    text.strip_prefix(['两', '兩']).is_some_and(ends)
}

/// 千 of 近千人, 百万 of 数百万元: no digit stands there, and the word before says that it is an amount.
fn bare<'t>(text: &'t str, at: usize, rules: &Rulebook) -> Option<(&'t str, Side)> {
    let (before, rest) = text.split_at(at);
    let led = rules.numerals.list(Words::BeforeBare).end(before);
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
    let counted = |next: &&str| next.starts_with(['万', '亿']) && !is_class(&next['万'.len_utf8()..], rules);
    let from = from.strip_prefix('个').filter(counted).unwrap_or(from);
    // 1兆2,406億元, but not 5兆瓦.
    if let Some(next) = from.strip_prefix('兆').filter(|next| next.starts_with(is_digit)) {
        (side.magnitude, side.written) = (TRILLION, "兆".to_owned());
        return next;
    }
    let Some((length, factor)) = scales(from, rules) else { return rest };
    side.magnitude = factor;
    from[..length].clone_into(&mut side.written);
    side.roughness = if side.roughness == Roughness::Exact { roughness } else { side.roughness };
    further(&from[length..], side, rules)
}

/// 亩 of 9个万亩基地, 元 of 12个亿元村: a unit with a noun behind it says which ones are counted.
fn is_class(rest: &str, rules: &Rulebook) -> bool {
    let behind = rules.units.at_start(rest).map(|(_, length)| &rest[length..]);
    behind.is_some_and(|noun| noun.starts_with(char::is_alphabetic) && !noun.starts_with("以上"))
}

/// 3千多万元: 多 between two scales of one number.
fn further<'t>(rest: &'t str, side: &mut Side, rules: &Rulebook) -> &'t str {
    let next = rules.numerals.inside(rest).map(|(length, found)| (&rest[length..], found));
    let Some((next, found)) = next.filter(|(next, _)| next.starts_with(['万', '亿'])) else { return rest };
    let larger = scales(next, rules).filter(|(_, factor)| *factor > side.magnitude);
    let Some((length, factor)) = larger else { return rest };
    let Some(all) = side.magnitude.checked_mul(factor) else { return rest };
    (side.magnitude, side.roughness) = (all, found);
    side.written.push_str(&next[..length]);
    &next[length..]
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
