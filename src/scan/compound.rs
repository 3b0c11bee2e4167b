//! Several numbers that are one: 五元三毛, 一小时零三十分钟, 三斤半, 3万4000.

use rust_decimal::Decimal;

use super::{
    arabic::arabic,
    digits::{MOST, chinese_digit, is_chinese, is_digit, scale},
    numeral::{chinese, number},
    side::Side,
};
use crate::{model::Amount, rules::Rulebook};

/// 五个半小时: half of one stands before the unit.
pub(super) fn half_before<'t>(rest: &'t str, side: &mut Side, rules: &Rulebook) -> &'t str {
    let (Some(after), Amount::One(value), true) =
        (rest.strip_prefix("个半"), side.amount, side.magnitude == Decimal::ONE)
    else {
        return rest;
    };
    let halved = Amount::One(value + HALF);
    if rules.units.at_start(after).is_some() {
        side.amount = halved;
        return after;
    }
    // 月 is a unit with its 个 alone.
    let month = after.strip_prefix('月').filter(|past| !past.starts_with(['份', '底', '初', '亮']));
    let (Some(past), Some((unit, _))) = (month, rules.units.at_start("个月")) else { return rest };
    (side.amount, side.unit) = (halved, Some((unit, "个月".to_owned())));
    past
}

const HALF: Decimal = Decimal::from_parts(5, 0, 0, false, 1);

/// 三斤半: half of one stands behind the unit, and nothing that it could begin.
pub(super) fn half_behind<'t>(rest: &'t str, side: &mut Side) -> &'t str {
    let alone = |after: &&str| {
        !after.starts_with(char::is_alphanumeric)
            || after.starts_with(['左', '以', '之', '的', '多', '后', '内'])
    };
    match (rest.strip_prefix('半').filter(alone), side.amount) {
        (Some(after), Amount::One(value)) if value.fract().is_zero() => {
            side.amount = Amount::One(value + HALF);
            after
        }
        _ => rest,
    }
}

/// 3万4000, 25万6千, 13万2: what follows a magnitude without a unit.
pub(super) fn mixed<'t>(rest: &'t str, side: &mut Side) -> &'t str {
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
    let below = |times: u64| Decimal::from(times) < side.magnitude;
    let scales = after.len() - after.trim_start_matches(|c| scale(c).is_some_and(below)).len();
    let times = after[..scales]
        .chars()
        .filter_map(scale)
        .try_fold(Decimal::ONE, |all, times| all.checked_mul(times.into()));
    let Some(raised) = times.and_then(|times| value.checked_mul(times)) else { return rest };
    value = raised;
    after = &after[scales..];
    // 1亿2.5万 needs its scale; 5万8,000 is written in thousands.
    let grouped = written.rsplit_once(',').is_none_or(|(_, thousands)| thousands.chars().count() == 3);
    if scales == 0 && (matches!(written, "两" | "兩") || written.contains(['.', '．']) || !grouped) {
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
            lower(after, times.unwrap_or(Decimal::ONE), side)
        }
        None => rest,
    }
}

/// 8千 behind 90亿4,464万: further members of a number, each of a lower magnitude than the one before.
fn lower<'t>(rest: &'t str, mut above: Decimal, side: &mut Side) -> &'t str {
    let mut rest = rest;
    while let (Amount::One(total), Ok((after, value))) = (side.amount, arabic(rest)) {
        let times = after.chars().next().and_then(scale).map(Decimal::from);
        let Some(times) = times.filter(|times| *times < above) else { return rest };
        let Some(sum) = value.checked_mul(times).filter(|value| *value < above).map(|value| total + value)
        else {
            return rest;
        };
        side.amount = Amount::One(sum);
        above = times;
        rest = after.strip_prefix(|c| scale(c).is_some()).unwrap_or(after);
    }
    rest
}

/// A smaller unit by its spellings, and how many of it make one.
type Smaller = (&'static [&'static str], u32);

/// A unit and the smaller ones that may follow it, in falling order.
struct Ladder {
    /// The unit by its id, and where only one spelling of it has smaller ones, by that.
    unit: (&'static str, &'static str),
    /// What the unit is where a smaller one follows, if not itself: 块 is 元 then.
    base: &'static str,
    smaller: &'static [Smaller],
    /// True where a digit alone counts in the next smaller unit: 三块二.
    spoken: bool,
}

const fn ladder(
    unit: (&'static str, &'static str),
    base: &'static str,
    smaller: &'static [Smaller],
    spoken: bool,
) -> Ladder {
    Ladder { unit, base, smaller, spoken }
}

const MONEY: &[Smaller] = &[(&["毛钱", "角", "毛"], 10), (&["分钱", "分"], 100)];
const SECONDS: Smaller = (&["秒", "秒钟"], 60);

const LADDERS: &[Ladder] = &[
    ladder(("yuan", ""), "", MONEY, false),
    ladder(("thing", "块"), "元", MONEY, true),
    ladder(("jiao", ""), "", &[(&["分钱", "分"], 10)], true),
    ladder(("usd", ""), "", &[(&["美分"], 100)], false),
    ladder(("jin", ""), "", &[(&["两", "兩"], 10)], false),
    ladder(("hour", ""), "", &[(&["分钟", "分"], 60), (&["秒", "秒钟"], 3600)], false),
    ladder(("score", "分"), "分钟", &[SECONDS], false),
    ladder(("minute", ""), "", &[SECONDS], false),
    ladder(("day", "天"), "", &[(&["个小时", "小时"], 24)], false),
    ladder(("week", ""), "", &[(&["天"], 7), (&["个小时", "小时"], 168)], false),
    ladder(("metre", "米"), "", &[(&[], 10)], true),
];

/// 九角九分 after 九十九元, 五 after 三成, 五两 after 三斤, 零三十分钟 after 一小时.
pub(super) fn smaller<'t>(rest: &'t str, side: &mut Side, rules: &Rulebook) -> &'t str {
    let (Some((unit, written)), Amount::One(total), true) =
        (&side.unit, side.amount, side.magnitude == Decimal::ONE)
    else {
        return rest;
    };
    if unit.id == "tenths" || unit.id == "discount" {
        return tenth(rest, total, side, rules);
    }
    let fits =
        |ladder: &&Ladder| ladder.unit.0 == unit.id && (ladder.unit.1.is_empty() || ladder.unit.1 == written);
    let Some(ladder) = LADDERS.iter().find(fits) else { return rest };
    let written = written.clone();
    let (mut after, mut parts, mut next) = (rest, vec![(total, 1, written.as_str())], 0);
    while let Some((index, word, value, past)) = step(after, &ladder.smaller[next..]) {
        let (_, of) = ladder.smaller[next + index];
        let before = parts.last().map_or(1, |(_, of, _)| *of);
        if value >= Decimal::from(of / before) || rules.numerals.phrase_at(past, 0).is_some() {
            break;
        }
        parts.push((value, of, word));
        (after, next) = (past, next + index + 1);
    }
    if ladder.spoken
        && let Some((value, of, past)) = spoken(after, next, ladder, rules)
    {
        parts.push((value, of, ""));
        after = past;
    }
    if parts.len() == 1 || sum(&parts, ladder, side, rules).is_none() {
        return rest;
    }
    after
}

/// A quotient of so many places goes on for ever.
const EXACT: u32 = 20;

/// The parts as one amount: 一小时零五十分钟 is 110 minutes, and no hour that ends in threes.
fn sum(parts: &[(Decimal, u32, &str)], ladder: &Ladder, side: &mut Side, rules: &Rulebook) -> Option<()> {
    let (_, finest, word) = *parts.last()?;
    let finest = Decimal::from(finest);
    let mut total = Decimal::ZERO;
    for (value, of, _) in parts {
        total = total.checked_add(value.checked_mul(finest.checked_div(Decimal::from(*of))?)?)?;
    }
    let whole = total.checked_div(finest)?;
    let named = if ladder.base.is_empty() { None } else { Some(ladder.base) };
    let (amount, name) = if whole.scale() < EXACT { (whole, named) } else { (total, Some(word)) };
    if let Some(name) = name {
        side.unit = Some((rules.units.at_start(name)?.0, name.to_owned()));
    }
    side.amount = Amount::One(amount);
    Some(())
}

/// 零三十分钟: which of the smaller units it is, its spelling, how many, and what follows.
fn step<'t>(text: &'t str, smaller: &[Smaller]) -> Option<(usize, &'static str, Decimal, &'t str)> {
    let text = text.strip_prefix(['零', '又']).unwrap_or(text);
    let belongs = |c: char| is_digit(c) || is_chinese(c) || matches!(c, '.' | '点');
    let end = text.char_indices().find(|(at, c)| !belongs(*c) || *at > MOST).map_or(text.len(), |(at, _)| at);
    let (run, tail) = text.split_at(end);
    smaller.iter().enumerate().find_map(|(index, (words, _))| {
        words.iter().find_map(|word| {
            let behind = tail.strip_prefix(word).map(|past| (run, past));
            // 两 of 五两 is a digit as well.
            let inside = || run.strip_suffix(word).map(|run| (run, tail));
            let (run, past) = behind.or_else(inside)?;
            let (rest, value) = number(run).ok()?;
            rest.is_empty().then_some((index, words[0], value, past))
        })
    })
}

/// 二 of 三块二, 零四 of 三块零四: a digit alone, and nothing that it could count.
fn spoken<'t>(
    text: &'t str,
    next: usize,
    ladder: &Ladder,
    rules: &Rulebook,
) -> Option<(Decimal, u32, &'t str)> {
    let (text, skipped) = text.strip_prefix('零').map_or((text, 0), |rest| (rest, 1));
    let (_, of) = ladder.smaller.get(next + skipped)?;
    let value = chinese_digit(text.chars().next()?).filter(|digit| *digit > 0)?;
    let past = &text[text.chars().next().map_or(0, char::len_utf8)..];
    let goes_on = past.starts_with(|c: char| is_chinese(c) || is_digit(c) || "点分个半".contains(c))
        || rules.units.at_start(past).is_some()
        || rules.numerals.phrase_at(text, 0).is_some();
    (!goes_on).then_some((Decimal::from(value), *of, past))
}

/// 五 of 三成五.
fn tenth<'t>(rest: &'t str, total: Decimal, side: &mut Side, rules: &Rulebook) -> &'t str {
    let digit =
        rest.chars().next().and_then(chinese_digit).filter(|_| rules.numerals.phrase_at(rest, 0).is_none());
    let Some(digit) = digit else { return rest };
    let past = &rest[rest.chars().next().map_or(0, char::len_utf8)..];
    if past.starts_with(is_chinese) {
        return rest;
    }
    side.amount = Amount::One(total + Decimal::new(i64::from(digit), 1));
    past
}
