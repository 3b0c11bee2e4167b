//! Digits, magnitude and unit at a place.
//!
//! ```text
//! core      = part | fraction | doubling | range
//! range     = side (unit? joiner) side                      3至5万人, 5%-6%, 百分之五到百分之十
//! side      = number rough? magnitude? rough? blank* unit?
//! number    = arabic | chinese | bare                       bare: 千 of 近千人, 百万 of 数百万
//! part      = ("百分之" | "千分之" | "万分之") number        百分之五
//! fraction  = number "分之" number | digits "/" digits       三分之一, 1/4
//! doubling  = "翻" (number "番")? "番"                       翻两番
//! ```

use nom::{
    IResult, Parser,
    branch::alt,
    bytes::complete::{tag, take_while_m_n},
    character::complete::{char, one_of},
    combinator::{map_opt, opt},
    sequence::{preceded, terminated},
};
use rust_decimal::Decimal;

use super::{
    arabic::arabic,
    digits::{is_chinese, is_digit, scale},
    number::{blanks, side},
    side::{Side, plain},
};
use crate::{
    model::{Amount, Bound, Quantity, QuantityKind},
    rules::{Rulebook, Words},
    text::{Letters, Span},
};

/// The quantity at a place, and where it ends; a place is the first character of a number.
pub(super) fn core(text: &str, at: usize, rules: &Rulebook) -> Option<(Quantity, usize)> {
    let rest = &text[at..];
    let first = rest.chars().next()?;
    if is_chinese(first)
        && let Some(found) = part(text, at, rules).or_else(|| below_zero(text, at, rules))
    {
        return Some(found);
    }
    if let Some(found) = fraction(text, at) {
        return Some(found);
    }
    if first == '翻' {
        return doubling(text, at, rules);
    }
    if let Some(found) = slashed(text, at) {
        return Some(found);
    }
    let (after, low) = side(text, at, rules)?;
    if let Some((past, high)) = second(text, at, after, &low, rules) {
        let end = text.len() - past.len();
        let range = range(Span::new(at, end), low.clone(), high);
        // 改造6个——5个完工: what falls is no range but two amounts, where the first has its own unit.
        if range.is_some() || low.unit.is_none() {
            return Some((range?, end));
        }
    }
    let end = text.len() - after.len();
    Some((low.quantity(Span::new(at, end)), end))
}

/// 百分之五, 百分之五到百分之十.
fn part(text: &str, at: usize, rules: &Rulebook) -> Option<(Quantity, usize)> {
    let (sign, after) = of_hundred(&text[at..])?;
    let (after, negative) = after.strip_prefix(['负', '-', '−']).map_or((after, false), |rest| (rest, true));
    let whole = after.strip_prefix('百').map(|rest| (rest, Decimal::ONE_HUNDRED));
    let (mut rest, first) = simple(after).ok().or(whole)?;
    let first = if negative { -first } else { first };
    let mut amount = Amount::One(first);
    let joined: IResult<&str, &str> = joiner(rest);
    if let Ok((after, _)) = joined {
        let after = of_hundred(after).filter(|(again, _)| *again == sign).map_or(after, |(_, after)| after);
        if let Ok((after, second)) = simple(after)
            && second > first
        {
            (rest, amount) = (after, Amount::Range(first, second));
        }
    }
    let (unit, _) = rules.units.at_start(sign)?;
    let end = text.len() - rest.len();
    let mut quantity = plain(Span::new(at, end), unit.kind, amount);
    (quantity.unit, quantity.unit_text) = (Some(unit), sign.to_owned());
    Some((quantity, end))
}

/// 零下五度 is a temperature, and 度 no energy there.
fn below_zero(text: &str, at: usize, rules: &Rulebook) -> Option<(Quantity, usize)> {
    let after = text[at..].strip_prefix("零下")?;
    let (rest, value) = simple(after).ok()?;
    let (unit, _) = rules.units.at_start("℃")?;
    let length = rules.units.at_start(rest).filter(|(found, _)| found.dimension == unit.dimension);
    let end = match length {
        Some((_, length)) => length,
        None => rest.starts_with('度').then_some('度'.len_utf8())?,
    };
    let stop = text.len() - rest.len() + end;
    let mut quantity = plain(Span::new(at, stop), unit.kind, Amount::One(-value));
    (quantity.unit, quantity.unit_text) = (Some(unit), rest[..end].to_owned());
    Some((quantity, stop))
}

/// The sign that 百分之 and its kin stand for, and what follows them.
fn of_hundred(text: &str) -> Option<(&'static str, &str)> {
    [("百分之", "%"), ("千分之", "‰"), ("万分之", "‱")]
        .into_iter()
        .find_map(|(words, sign)| Some((sign, text.strip_prefix(words)?)))
}

/// A number that is one value.
fn simple(text: &str) -> IResult<&str, Decimal> {
    super::numeral::number(text)
}

/// 千万 of 千万分之六.
fn scales(text: &str) -> IResult<&str, Decimal> {
    let product = |run: &str| {
        run.chars().filter_map(scale).try_fold(Decimal::ONE, |all, times| all.checked_mul(times.into()))
    };
    map_opt(take_while_m_n(1, 5, |c| scale(c).is_some()), product).parse(text)
}

/// 三分之一.
fn fraction(text: &str, at: usize) -> Option<(Quantity, usize)> {
    let behind = text[at..].chars().take(LONGEST).find(|c| !WRITTEN.has(*c));
    if !matches!(behind, Some('分' | '又')) {
        return None;
    }
    // 三又二分之一
    let whole = terminated(simple, char('又'));
    let parts = (opt(whole), alt((simple, scales)), tag("分之"), opt(one_of("负-")), simple);
    let (rest, (whole, below, _, sign, share)) = { parts }.parse(&text[at..]).ok()?;
    let end = text.len() - rest.len();
    let share = if sign.is_some() { -share } else { share };
    let value = share.checked_div(below)?.checked_add(whole.unwrap_or_default())?;
    Some((plain(Span::new(at, end), QuantityKind::Fraction, Amount::One(value)), end))
}

/// Longest number before 分之 or 又, in characters.
const LONGEST: usize = 48;

/// What numbers are written with.
static WRITTEN: Letters = Letters::of(
    "0123456789０１２３４５６７８９,，’'.．点點零〇一二两三四五六七八九十百千万亿兆壹贰貳叁參肆伍陆陸柒捌玖拾佰仟萬億兩廿卅卌",
);

/// 1/4; what is longer, dated or numbered is none.
fn slashed(text: &str, at: usize) -> Option<(Quantity, usize)> {
    let rest = &text[at..];
    let cut = rest.find(|c| !is_digit(c))?;
    let after = rest[cut..].strip_prefix('/')?;
    let end = after.find(|c| !is_digit(c)).unwrap_or(after.len());
    let named = |c: char| c.is_ascii_alphanumeric() || "/-—号月日.:：#".contains(c);
    if cut > 2 || end == 0 || end > 3 || after[end..].starts_with(named) || text[..at].ends_with(named) {
        return None;
    }
    let ((_, share), (_, whole)) = (arabic(rest).ok()?, arabic(after).ok()?);
    if share.is_zero() || share >= whole || rest.starts_with('0') || after.starts_with('0') {
        return None;
    }
    let end = at + cut + 1 + end;
    let value = share.checked_div(whole)?;
    Some((plain(Span::new(at, end), QuantityKind::Fraction, Amount::One(value)), end))
}

/// 翻一番 is twice as much, 翻两番 four times.
fn doubling(text: &str, at: usize, rules: &Rulebook) -> Option<(Quantity, usize)> {
    let times = (tag("翻"), opt(tag("了")), opt(simple), tag("番"));
    let (rest, (_, _, times, _)) = { times }.parse(&text[at..]).ok()?;
    let times = u32::try_from(times.unwrap_or(Decimal::ONE)).ok().filter(|times| (1..20).contains(times))?;
    let end = text.len() - rest.len();
    let (unit, _) = rules.units.at_start("倍")?;
    let amount = Amount::One(Decimal::from(2u64.pow(times)));
    let mut quantity = plain(Span::new(at, end), unit.kind, amount);
    (quantity.unit, quantity.unit_text) = (Some(unit), "番".to_owned());
    Some((quantity, end))
}

/// What a joiner begins with, blanks among it.
static JOINS: Letters = Letters::of(" \u{3000}\u{a0}-—–~～至－到∼−");

fn joiner(text: &str) -> IResult<&str, &str> {
    let stroke = nom::combinator::recognize(nom::character::complete::one_of("-—–~～至－到∼−"));
    preceded(blanks, nom::sequence::terminated(alt((tag("——"), tag("--"), stroke)), blanks)).parse(text)
}

/// The second end of a range that begins with `low`, and what follows it.
fn second<'t>(
    text: &'t str,
    at: usize,
    after: &'t str,
    low: &Side,
    rules: &Rulebook,
) -> Option<(&'t str, Side)> {
    if !after.starts_with(|c| JOINS.has(c)) {
        return None;
    }
    let (rest, joined) = joiner(after).ok()?;
    let next = rest.chars().next()?;
    if !is_digit(next) && !is_chinese(next) {
        return None;
    }
    // 从3家到5家 tells of a change.
    let worded = matches!(joined, "至" | "到");
    let change = || rules.numerals.list(Words::BeforeChange).end(&text[..at]);
    if worded && (change() || joined == "到" && low.counts() && low.unit.is_some()) {
        return None;
    }
    let (after, high) = side(text, text.len() - rest.len(), rules)?;
    let fits = match (&low.unit, &high.unit) {
        (Some((one, _)), Some((other, _))) => one.dimension == other.dimension && one.factor == other.factor,
        (Some(_), None) => false,
        (None, _) => true,
    };
    (fits && matches!((low.amount, high.amount), (Amount::One(_), Amount::One(_)))).then_some((after, high))
}

/// Both ends share what follows the second, where the first has nothing of its own.
fn range(span: Span, low: Side, high: Side) -> Option<Quantity> {
    let (first, last) = (low.amount.low(), high.amount.low());
    let own = low.magnitude > Decimal::ONE || low.unit.is_some();
    let first = if own { first } else { first.checked_mul(shared_scale(&low, &high)?)? };
    let shared = !own && first < last || low.magnitude == high.magnitude;
    let mut quantity = high.quantity(span);
    quantity.bound = Bound::Between;
    if shared {
        quantity.amount = Amount::Range(first, last);
        return (first < last).then_some(quantity);
    }
    let (first, last) = (first.checked_mul(low.magnitude)?, last.checked_mul(quantity.magnitude)?);
    let written: String = quantity.unit_text.chars().skip_while(|c| scale(*c).is_some()).collect();
    (quantity.amount, quantity.magnitude, quantity.unit_text) =
        (Amount::Range(first, last), Decimal::ONE, written);
    (first < last).then_some(quantity)
}

/// What the scales of the second end multiply the first one by: 万 in 两到三万 and 十八至三十万, 百万 in 两到三百万.
fn shared_scale(low: &Side, high: &Side) -> Option<Decimal> {
    let (first, last, ten_thousand) = (low.amount.low(), high.amount.low(), Decimal::from(10_000));
    let digit = last.checked_div(high.spoken)? < Decimal::TEN;
    if high.spoken == Decimal::ONE || low.spoken >= ten_thousand {
        return Some(Decimal::ONE);
    }
    if digit && low.spoken == Decimal::ONE && first < last.checked_div(high.spoken)? {
        return Some(high.spoken);
    }
    let hundred_million = Decimal::from(100_000_000);
    let scale = [hundred_million, ten_thousand].into_iter().find(|scale| high.spoken >= *scale);
    Some(scale.filter(|scale| first < last / *scale).unwrap_or(Decimal::ONE))
}
