//! What looks like a quantity and is a date, a name, an ordinal or a list number.

use super::numeral::{is_chinese, is_digit};
use crate::model::{Quantity, QuantityKind};

/// True where a number that was read is a quantity.
pub(super) fn keeps(text: &str, quantity: &Quantity) -> bool {
    let before = &text[..quantity.core.start];
    let after = &text[quantity.core.end..];
    !(ordinal(before, after, quantity)
        || product(before, after)
        || letters(before, after, quantity)
        || threshold(after, quantity)
        || lone_chinese(text, quantity)
        || list_number(before, after, quantity))
}

/// 第三名, 2023年, 5月, 3号, 〔2023〕5号.
fn ordinal(before: &str, after: &str, quantity: &Quantity) -> bool {
    let unblanked = after.trim_start_matches(' ');
    let dated = quantity.unit.is_none()
        && unblanked.starts_with([
            '年', '月', '日', '号', '时', '点', '届', '版', '楼', '路', '期', '批', '分', '秒', '/',
        ])
        || quantity.unit.is_none()
            && quantity.unit_text.is_empty()
            && after.starts_with(['-', '—', '－', '~', '～', '至'])
            && after.chars().nth(1).is_some_and(is_digit);
    let bracketed = before.ends_with(['〔', '［']) && quantity.unit.is_none() && !after.starts_with('〕');
    before.trim_end_matches(' ').ends_with('第')
        || dated
        || bracketed
        || before.ends_with(['/', '∕']) && quantity.unit.is_none()
}

/// 2×66万千瓦 is a name.
fn product(before: &str, after: &str) -> bool {
    let marks = ['×', '*', 'x', 'X', '✕'];
    before.trim_end_matches(' ').ends_with(marks) || after.trim_start_matches(' ').starts_with(marks)
}

/// 5G, S88, 35kV.
fn letters(before: &str, after: &str, quantity: &Quantity) -> bool {
    let letter = |c: char| c.is_ascii_alphabetic();
    let glued = before.ends_with(|c: char| letter(c) || c == '.' || is_digit(c));
    glued || quantity.unit.is_none() && after.trim_start().starts_with(letter)
}

/// 10亿元以上项目: the amount only names a class of things.
fn threshold(after: &str, quantity: &Quantity) -> bool {
    if quantity.kind != QuantityKind::Money {
        return false;
    }
    let rest = after.strip_prefix('及').unwrap_or(after);
    match rest.strip_prefix("以上") {
        Some(rest) => rest.starts_with(|c: char| c.is_alphanumeric()),
        None => after.starts_with("项目") || after.starts_with("级"),
    }
}

/// A Chinese numeral of one character counts only before a unit, and 一 never does.
fn lone_chinese(text: &str, quantity: &Quantity) -> bool {
    let written = quantity.core.text(text);
    let mut numerals = written.chars().take_while(|&c| is_chinese(c));
    match (numerals.next(), numerals.next()) {
        (Some('一'), None) => quantity.kind == QuantityKind::Count || quantity.unit.is_none(),
        (Some(_), None) => quantity.unit.is_none(),
        (Some(_), Some(_)) => {
            quantity.unit.is_none() && !written.contains(['万', '亿'])
                || text[..quantity.core.start].ends_with('“')
        }
        _ => false,
    }
}

/// 1. and （3） at the start of a line.
fn list_number(before: &str, after: &str, quantity: &Quantity) -> bool {
    let starts = before.trim_end_matches([' ', '\u{3000}']).is_empty() || before.ends_with('\n');
    let bare = quantity.unit.is_none() && quantity.unit_text.is_empty();
    bare && (starts && after.starts_with(['.', '、', '．', ' '])
        || before.ends_with(['（', '(']) && after.starts_with(['）', ')']))
}
