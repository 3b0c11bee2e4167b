//! What it is worth that a cell stands under a header, and what it costs that none does.

use rust_decimal::Decimal;

use super::super::{
    flow::is_level,
    token::{Head, Token},
};
use crate::{model::QuantityKind, rules::ColumnRole, text::is_digit};

/// What a heading over rows costs, an empty cell between two, and a second piece of a cell.
pub(super) const BANNER: i32 = 80;
pub(super) const EMPTY: i32 = 5;
pub(super) const PIECE: i32 = 90;

/// What it is worth that a row begins with its line.
pub(super) const LINE: i32 = 60;

/// Highest marks.
const MARKS: i64 = 100;

/// Longest name of a row, in characters.
const NAME_CHARS: usize = 60;

/// Longest words in a column of rates, in characters.
const STAGE_CHARS: usize = 8;

/// What a column costs that a row has no cell in; `name`: the one that names the rows.
pub(super) fn lack(head: &Head, name: bool) -> i32 {
    match head.role {
        _ if name => 250,
        Some(ColumnRole::Goal) => 150,
        Some(ColumnRole::Figure | ColumnRole::Unit) => 100,
        Some(ColumnRole::Serial | ColumnRole::Rate) => 80,
        Some(ColumnRole::Score | ColumnRole::Share | ColumnRole::Gap) | None => 60,
        Some(ColumnRole::Indicator | ColumnRole::Scope | ColumnRole::Body | ColumnRole::Operator) => 40,
        Some(ColumnRole::Remark | ColumnRole::Background) => 20,
    }
}

/// What it is worth that a cell stands under a header; `None` where it may not.
pub(super) fn worth(head: &Head, name: bool, numbers: bool, token: &Token) -> Option<i32> {
    let number = token.number.as_ref();
    let bare = number.is_some_and(|number| number.unit.is_none());
    let percent = number.is_some_and(|number| number.kind == QuantityKind::Percent);
    let low = |most: i64| number.is_some_and(|number| number.amount.low() <= Decimal::from(most));
    let words = token.is_text() && !token.unit;
    match head.role {
        Some(ColumnRole::Serial) => is_serial(token).then_some(100),
        Some(ColumnRole::Indicator | ColumnRole::Scope) => names(token).then(|| {
            let level = is_level(token.words);
            100 + if level && name { -50 } else { 0 } + if level && !name { 50 } else { 0 }
        }),
        Some(ColumnRole::Body) => (words && !token.sentence).then_some(80),
        Some(ColumnRole::Unit) => (token.unit || token.words == "/").then_some(150),
        Some(ColumnRole::Operator) => {
            (token.is_text() && !token.sentence && token.words.chars().count() <= 4).then_some(100)
        }
        Some(ColumnRole::Goal | ColumnRole::Figure) => match number {
            Some(_) => Some(120),
            None if token.done => Some(60),
            None if token.unit => None,
            None => Some(if numbers { 0 } else { 60 }),
        },
        Some(ColumnRole::Rate) => match number {
            Some(_) if percent => Some(150),
            Some(_) => (bare && (head.percent || numbers) && low(1000)).then_some(90),
            None if token.done => Some(60),
            None => (words && !token.sentence && token.words.chars().count() <= STAGE_CHARS).then_some(10),
        },
        Some(ColumnRole::Score) => match number {
            Some(_) => (!percent && low(MARKS)).then_some(90),
            None if token.done => Some(40),
            None => (!numbers && words).then_some(10),
        },
        Some(ColumnRole::Share | ColumnRole::Gap) => (number.is_some() || token.done).then_some(80),
        Some(ColumnRole::Remark) => words.then_some(50),
        Some(ColumnRole::Background) => (number.is_some() == numbers || token.done).then_some(50),
        None if head.year || head.measured => (number.is_some() || token.done).then_some(100),
        None => (number.is_some() == numbers || token.done).then_some(40),
    }
}

fn is_serial(token: &Token) -> bool {
    let plain = |c: char| c.is_ascii_digit() || "一二三四五六七八九十（）()、.".contains(c);
    token.total || token.words.chars().count() <= 4 && token.words.chars().all(plain)
}

fn names(token: &Token) -> bool {
    token.is_text()
        && !token.unit
        && !token.words.contains('。')
        && !token.words.starts_with(['注', '备'])
        && token.words.chars().nth(NAME_CHARS).is_none()
        && token.words.chars().any(|c| c.is_alphabetic() && !is_digit(c))
}
