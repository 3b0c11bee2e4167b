//! What looks like a quantity and is a date, a name, an ordinal or a list number.

use super::digits::{is_chinese, is_digit, is_formal};
use crate::{
    model::{Amount, Quantity, QuantityKind},
    rules::{Rulebook, Words},
};

const STROKES: [char; 6] = ['-', '—', '－', '~', '～', '至'];

/// True where a number that was read is a quantity.
pub(super) fn keeps(text: &str, quantity: &Quantity, rules: &Rulebook) -> bool {
    let before = &text[..quantity.core.start];
    let after = &text[quantity.core.end..];
    let bare = quantity.unit.is_none() && quantity.unit_text.is_empty();
    let plain = bare && quantity.kind == QuantityKind::Number;
    !(ordinal(before)
        || plain && paged(before, quantity.core.text(text), after)
        || plain
            && (numbers_a_name(before, rules)
                || dated(text, quantity)
                || listed(before, after)
                || numbered(text, quantity))
        || quantity.unit.is_none() && bracketed(before, after)
        || coded(quantity.core.text(text))
        || bare && quoted(before, after)
        || product(before, after)
        || letters(before, after, quantity)
        || named(after, quantity, rules)
        || lone_chinese(text, quantity))
}

/// Past the digits that hang on a number that is none: 2021-2025, 0375-2665.
pub(super) fn skip_chain(text: &str, end: usize) -> usize {
    let rest = &text[end..];
    let past = rest.trim_start_matches(STROKES);
    if past.len() == rest.len() || !past.starts_with(is_digit) {
        return end;
    }
    let stop = past.find(|c: char| !is_digit(c)).unwrap_or(past.len());
    let chained =
        past[stop..].starts_with(['年', '月', '日', '号', '-', '.', ':']) || !text[..end].ends_with(is_digit);
    if chained || stop > 4 { end + rest.len() - past.len() + stop } else { end }
}

/// -7- inside a text: the number of a page.
fn paged(before: &str, number: &str, after: &str) -> bool {
    let stroked = number.starts_with('-') || before.ends_with('-');
    let digits = number.trim_start_matches('-');
    let last = before.trim_end_matches('-').chars().next_back();
    let behind = after.strip_prefix('-').filter(|rest| !rest.starts_with(is_digit));
    stroked
        && behind.is_some()
        && digits.len() <= PAGE_DIGITS
        && digits.chars().all(is_digit)
        && last.is_none_or(|c| !c.is_ascii_alphanumeric())
}

/// Most digits of the number of a page.
const PAGE_DIGITS: usize = 3;

/// 第三名.
fn ordinal(before: &str) -> bool {
    before.trim_end_matches(' ').ends_with(['第', '№']) || before.ends_with("No.") || before.ends_with("编号")
}

/// 附件1、2、3, 国道104: the number of a thing whose name stands before it.
fn numbers_a_name(before: &str, rules: &Rulebook) -> bool {
    let chain = |c: char| is_digit(c) || matches!(c, '、' | '和' | '及' | '-' | '—' | '~' | '至');
    let numbered = |text: &str| rules.numerals.list(Words::BeforeName).end(text);
    let bare = before.trim_end_matches(chain);
    numbered(bare)
        && (bare.len() == before.len() || before.ends_with(['、', '和', '及', '-', '—', '~', '至']))
}

/// 2023, 2023-05, 8:30, 2023.5.1.
fn dated(text: &str, quantity: &Quantity) -> bool {
    let (before, after) = (&text[..quantity.core.start], &text[quantity.core.end..]);
    let written = quantity.core.text(text);
    let runs_on = |rest: &str, marks: &[char]| {
        rest.starts_with(marks) && rest.trim_start_matches(marks).starts_with(is_digit)
    };
    let year = written.len() == 4
        && (written.starts_with("19") || written.starts_with("20"))
        && (after.starts_with(STROKES) || before.ends_with(STROKES));
    // The day of 2017-12-11.
    let day = before.strip_suffix(STROKES).is_some_and(|rest| {
        let month = rest.trim_end_matches(is_digit);
        let year = month.strip_suffix(STROKES).unwrap_or_default();
        let digits = year.len() - year.trim_end_matches(is_digit).len();
        (1..=2).contains(&(rest.len() - month.len())) && digits == 4 && written.len() <= 2
    });
    year || day
        || runs_on(after, &STROKES)
        || runs_on(after, &[':', '：', '/', '∕', '.'])
        || before.ends_with(['/', '∕', ':']) && before.trim_end_matches(['/', '∕', ':']).ends_with(is_digit)
        || before.ends_with(['/', '∕'])
}

/// 1. and （3） at the start of a line; 2) that closes no bracket behind a stop.
fn listed(before: &str, after: &str) -> bool {
    let line = before.trim_end_matches([' ', '\u{3000}', '\t']);
    let starts = line.is_empty() || line.ends_with('\n');
    let closes = after.starts_with([')', '）']);
    let opened = || {
        let last = before.rfind(['（', '(', ')', '）']).filter(|&at| before.len() - at <= BRACKET);
        last.is_some_and(|at| before[at..].starts_with(['（', '(']))
    };
    let stopped = line.ends_with(['；', ';', '。', '：', ':', '，', ',', '、', '%', '!', '！']);
    starts && after.starts_with(['.', '、', '．', ' ', ')', '）', '\t'])
        || closes && (before.ends_with(['（', '(']) || stopped && !opened())
}

/// Bytes before a number in which the bracket may open that closes behind it.
const BRACKET: usize = 120;

/// Codes and telephone numbers: leading zeros, or very many digits.
fn numbered(text: &str, quantity: &Quantity) -> bool {
    let written = quantity.core.text(text);
    let digits = written.bytes().all(|byte| byte.is_ascii_digit());
    digits && written.len() >= 11 || text[..quantity.core.start].ends_with(['#', '＃', '@', '_'])
}

/// 〔2023〕5号.
fn bracketed(before: &str, after: &str) -> bool {
    let open = before.ends_with(['〔', '［', '[', '（', '(']);
    let closed = after.strip_prefix(['〕', '］', ']', '）', ')']);
    let document = closed.is_some_and(|rest| {
        let past = rest.trim_start_matches(is_digit);
        past.len() < rest.len() && past.starts_with('号')
    });
    open && document || before.ends_with(['〔', '［']) && closed.is_none()
}

/// 00092: what begins with a nought and goes on with a digit is a code.
fn coded(written: &str) -> bool {
    written.strip_prefix('0').is_some_and(|rest| rest.starts_with(is_digit))
}

/// “363”提质工程, “4+6”产业体系.
fn quoted(before: &str, after: &str) -> bool {
    let sum = |c: char| is_digit(c) || matches!(c, '+' | '＋');
    before.trim_end_matches(sum).ends_with(['“', '"', '‘', '《'])
        && after.trim_start_matches(sum).starts_with(['”', '"', '’', '》'])
}

/// 2×66万千瓦 is a name.
fn product(before: &str, after: &str) -> bool {
    let marks = ['×', '*', 'x', 'X', '✕', '╳'];
    before.trim_end_matches(' ').ends_with(marks) || after.trim_start_matches(' ').starts_with(marks)
}

/// 5G, S88, DN300.
fn letters(before: &str, after: &str, quantity: &Quantity) -> bool {
    let letter = |c: char| c.is_ascii_alphabetic();
    let money = quantity.kind == QuantityKind::Number && before.ends_with(['D', 'Y', 'B', 'R']);
    // GDP9.99亿元: what is reckoned in money, by its letters.
    let word = || before.chars().rev().take_while(|&c| letter(c)).count() > 1;
    let reckoned = quantity.kind == QuantityKind::Money && before.ends_with(letter) && word();
    let glued = before.ends_with(|c: char| letter(c) || c == '.' || is_digit(c)) && !money && !reckoned;
    let hyphen = before.strip_suffix(['-', '—']).is_some_and(|rest| rest.ends_with(letter));
    glued || hyphen || quantity.unit.is_none() && after.trim_start_matches(' ').starts_with(letter)
}

/// 10亿元以上项目, 15分钟生活圈: the amount only names a class of things.
fn named(after: &str, quantity: &Quantity, rules: &Rulebook) -> bool {
    let dimension = quantity.unit.as_ref().map(|unit| unit.dimension.0.as_str());
    let spaced = after.trim_start_matches(' ');
    let bare =
        quantity.unit.is_none() && quantity.unit_text.is_empty() && quantity.kind == QuantityKind::Number;
    if (bare || dimension.is_some()) && rules.numerals.names_a_thing(dimension, spaced) {
        return true;
    }
    // 1000万以上项目: the sign of the money was left out.
    let large = quantity.unit.is_none() && matches!(quantity.unit_text.as_str(), "万" | "亿");
    if large && rules.numerals.names_a_thing(Some("money"), spaced) {
        return true;
    }
    if quantity.kind != QuantityKind::Money {
        return false;
    }
    let rest = after.strip_prefix('及').unwrap_or(after);
    let Some(rest) = rest.strip_prefix("以上") else { return false };
    let goes_on = || rules.numerals.list(Words::GoesOn).begin(rest);
    rest.starts_with(char::is_alphanumeric) && !goes_on()
}

/// A Chinese numeral of one character counts only before a unit, and 一 never does.
fn lone_chinese(text: &str, quantity: &Quantity) -> bool {
    let range = matches!(quantity.amount, Amount::Range(..)) && quantity.unit.is_some();
    if matches!(quantity.kind, QuantityKind::Fraction | QuantityKind::Multiple) || range {
        return false;
    }
    let written = quantity.core.text(text);
    let mut numerals = written.chars().take_while(|&c| is_chinese(c));
    match (numerals.next(), numerals.next()) {
        // 一亩未减, 一户不落: not one of them.
        (Some('一'), None) => {
            let behind = &text[quantity.span.end..];
            quantity.kind == QuantityKind::Count
                || quantity.unit.is_none()
                || behind.starts_with(['未', '不'])
        }
        // 二层货架 says which.
        (Some(c), None) => quantity.unit.is_none() || is_formal(c) || quantity.unit_text == "层",
        (Some(_), Some(_)) => {
            quantity.unit.is_none()
                && !written.contains(['万', '亿'])
                && quantity.kind == QuantityKind::Number
                || text[..quantity.core.start].ends_with('“')
        }
        _ => false,
    }
}
