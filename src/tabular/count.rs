//! What the cells of a column are: how many are numbers, sentences, names of places.

use super::{
    band::Band,
    blank::{counts, is_empty},
    grid::Grid,
};
use crate::{
    model::{Bound, QuantityKind},
    rules::Rulebook,
    scan::{cell, done_beside, done_beyond, leading_cell, unit_text},
    text::is_digit,
};

/// How many cells of a column are what.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Cells {
    /// With text.
    pub(crate) filled: usize,
    /// One number.
    pub(crate) numbers: usize,
    /// One number in percent, these among the numbers.
    pub(crate) percents: usize,
    /// One number that is a floor or a ceiling, these among the numbers.
    pub(crate) bounded: usize,
    /// Words that begin with a number, 2.8s, under a header that tells nothing.
    pub(crate) leading: usize,
    /// Done and planned: 7/20.
    pub(crate) done: usize,
    /// A sentence that holds quantities.
    pub(crate) sentences: usize,
    /// The name of a unit.
    pub(crate) units: usize,
    /// A code that numbers a row: T-01, 2.1.
    pub(crate) codes: usize,
    /// The name of a place or a period.
    pub(crate) places: usize,
    /// A day, a month or a year, and nothing else.
    pub(crate) dates: usize,
}

impl Cells {
    /// Neither numbers nor sentences with quantities.
    pub(super) fn wordy(self) -> bool {
        self.filled > 0 && self.numbers + self.sentences + self.done == 0
    }

    pub(super) fn mostly(self, count: usize) -> bool {
        count * 2 > self.filled
    }
}

/// Counts the cells of a column of a band; `measured`: under a header of goals, figures or rates; `both`: of two of them.
pub(super) fn cells(
    grid: &Grid,
    band: &Band,
    col: usize,
    (measured, both): (bool, bool),
    rules: &Rulebook,
) -> Cells {
    let mut seen = Cells::default();
    let first = band.rows.first().map_or(0, |(row, _)| *row);
    for &(row, _) in &band.rows {
        let words = grid.words(row, col);
        let merged = grid.cell(row, col).is_none_or(|cell| cell.col != col);
        if merged
            || is_total(grid, row, rules)
            || words.is_empty()
            || is_empty(words, rules)
            || grid.cell(row, col).is_some_and(|cell| cell.row < first || cell.header && cell.row < row)
        {
            continue;
        }
        seen.filled += 1;
        if measured && done_beside(words, both, rules).is_some() {
            seen.done += 1;
            continue;
        }
        let number = if measured { leading_cell(words, rules) } else { cell(words, rules) };
        // 一班 is a name.
        let number = number.filter(|_| measured || words.contains(is_digit));
        if let Some(quantity) = number {
            seen.numbers += 1;
            seen.percents += usize::from(quantity.kind == QuantityKind::Percent);
            seen.bounded += usize::from(bounded(quantity.bound));
        } else if !measured && leading_cell(words, rules).is_some() {
            seen.leading += 1;
            seen.sentences += usize::from(counts(words, rules));
        } else if measured && done_beyond(words, rules).is_some() {
            seen.done += 1;
        } else if unit_text(words, rules).is_some() {
            seen.units += 1;
        } else if counts(words, rules) {
            seen.sentences += 1;
        }
        seen.places += usize::from(is_place(words) || is_period(words));
        seen.codes += usize::from(is_code(words));
        seen.dates += usize::from(is_date(words));
    }
    seen
}

/// True for a floor or a ceiling.
fn bounded(bound: Bound) -> bool {
    matches!(bound, Bound::AtLeast | Bound::AtMost | Bound::MoreThan | Bound::LessThan)
}

/// True for a row that begins with 合计.
fn is_total(grid: &Grid, row: usize, rules: &Rulebook) -> bool {
    let first = grid.filled(row).first().map_or("", |&col| grid.words(row, col));
    rules.layouts.total.iter().any(|word| word == first)
}

/// True for a name that ends like those of districts.
fn is_place(words: &str) -> bool {
    let count = words.chars().count();
    (2..=9).contains(&count)
        && (words.ends_with(['省', '市', '县', '区', '镇', '乡', '旗', '州', '盟'])
            || words.ends_with("街道")
            || words.ends_with("村")
            || words.ends_with("兵团"))
        && !words.ends_with("小区")
}

/// True for 2031年9月底前, 3月上旬: a time and nothing else.
fn is_date(words: &str) -> bool {
    let part = |c: char| is_digit(c) || "年月日底前末初上中下旬第一二三四季度至到-—~.".contains(c);
    words.contains(['年', '月']) && words.contains(is_digit) && words.chars().all(part)
}

/// True for a code that numbers a row: T-01, 2.1.
fn is_code(words: &str) -> bool {
    words.len() <= CODE_CHARS && words.is_ascii() && words.contains(is_digit) && !words.contains([' ', '%'])
}

/// Longest code that numbers a row, in characters.
const CODE_CHARS: usize = 12;

/// True for a month, a quarter or a week that names a row: 3月, 第一季度, Sprint 12.
pub(super) fn is_period(words: &str) -> bool {
    let numbered = words.trim_end_matches(|c: char| is_digit(c) || c == ' ');
    words.chars().count() <= 9
        && (words.ends_with("季度") || words.ends_with(['月', '周', '旬']))
        && words.starts_with(|c: char| is_digit(c) || "一二三四五六七八九十第上中下前".contains(c))
        || numbered.len() < words.len() && ["Sprint", "Week", "W", "Q"].contains(&numbered)
}
