//! Lists in running text that are the whole of what stands before or behind them, and add up to something else.
//!
//! ```text
//! 甲县12公里、乙县8公里、丙县15公里,合计36公里              the sum stands behind the list
//! 收入38.6亿元,其中税收25.9亿元、非税11.7亿元              税收 and 非税 are all there is
//! 2.36亿元。产业1.42亿元；设施0.71亿元；其他0.33亿元        其他 is the rest, so that nothing is left out
//! 986个。其中:甲县312个、乙县268个、丙县240个、丁县156个    what is missing is less than any part could be
//! ```

use rust_decimal::Decimal;

use super::{
    Conflict,
    list::{LIST, alike, behind, closes, counted_all, gap, line, written},
    saying::Saying,
};
use crate::{
    measure::Field,
    model::Alert,
    rules::{FindingWords, Findings},
};

/// What stands between two parts of a list that a sum follows, in characters: a comma, `以上`, `三项`.
const BETWEEN: u64 = 6;
/// What stands between two parts of a list that ends with the rest, in characters: 占60.2%.
const LOOSE: u64 = 12;
/// So many lines before such a list its whole may stand.
const LINES: u64 = 2;
/// So many rows before such a list are looked at.
const BEFORE: usize = 64;
/// A part that is left out of a list is at least such a share of the smallest that it names: 10 missing of 156 is no part.
const LEFT_OUT: Decimal = Decimal::TEN;
/// A sum that is off by more than such a share of what stands before it is of something else.
const FAR: Decimal = Decimal::TEN;

/// Lists that are other than the whole that they are all of.
pub(super) fn conflicts(sayings: &[Saying], findings: &Findings) -> Vec<Conflict> {
    let plain: Vec<&Saying> = sayings.iter().filter(|one| !one.in_table && one.figure.is_some()).collect();
    let mut found = Vec::new();
    for at in 0..plain.len() {
        found.extend(sum_behind(&plain, at, findings));
        let parts = behind(&plain[at..]);
        let ends = |parts: &&[&Saying]| {
            let next = plain.get(at + 1 + parts.len());
            next.is_none_or(|next| parts.last().is_none_or(|last| !joins(last, next)))
        };
        let closed =
            parts.filter(ends).filter(|parts| closes(parts, findings) || nearly_all(plain[at], parts));
        match closed {
            Some(parts) if !explained(&plain, at, parts) => found.extend(other(plain[at], parts, false)),
            Some(_) => {}
            None => found.extend(whole_before(&plain, at, findings)),
        }
    }
    found
}

/// True for a number of the same unit right behind another one.
fn joins(one: &Saying, next: &Saying) -> bool {
    gap(one, next).is_some_and(|gap| gap <= BETWEEN) && one.dimension_is(next)
}

/// Parts before a row whose clause says that it is their sum.
fn sum_behind(rows: &[&Saying], at: usize, findings: &Findings) -> Option<Conflict> {
    let total = rows[at];
    let clause = total.entry.cell(Field::FigureText).trim_start_matches(|c: char| !c.is_alphanumeric());
    if !findings.words(FindingWords::Sum).iter().any(|word| clause.starts_with(word.as_str())) {
        return None;
    }
    let count = rows[..=at].windows(2).rev().take_while(|pair| joins(pair[0], pair[1])).count();
    let parts = &rows[at - count..at];
    (count > 1 && parts.iter().all(|part| alike(total, part))).then(|| other(total, parts, true)).flatten()
}

/// True for a list of which so little is missing that nothing can be left out.
fn nearly_all(whole: &Saying, parts: &[&Saying]) -> bool {
    let least = parts.iter().filter_map(|part| part.figure).map(|figure| figure.value).min();
    let missing = whole.figure.map(|total| total.value - sum(parts));
    let exact = parts.len() >= LIST && counted_all(whole, parts);
    exact
        && matches!((least, missing), (Some(least), Some(missing)) if missing > Decimal::ZERO && missing * LEFT_OUT <= least)
}

fn sum(parts: &[&Saying]) -> Decimal {
    parts.iter().filter_map(|part| part.figure).map(|figure| figure.value).sum()
}

/// True where another number before the list, of its line, is its sum.
fn explained(rows: &[&Saying], at: usize, parts: &[&Saying]) -> bool {
    let total = sum(parts);
    let before = rows[..at].iter().rev().take_while(|one| line(one) == line(rows[at])).take(BEFORE);
    let own = before.flat_map(|one| [one.figure, one.goal]).chain([rows[at].goal]);
    own.flatten().any(|number| (number.value - total).abs() <= number.slack() + slack(parts))
}

fn slack(parts: &[&Saying]) -> Decimal {
    parts.iter().filter_map(|part| part.figure).map(|figure| figure.slack()).sum()
}

/// A list of one line that ends with the rest, and the one number of the lines before that is near its sum and is not it.
fn whole_before(rows: &[&Saying], at: usize, findings: &Findings) -> Option<Conflict> {
    let first = rows[at];
    let joined =
        |pair: &[&Saying]| gap(pair[0], pair[1]).is_some_and(|gap| gap <= LOOSE) && alike(pair[0], pair[1]);
    if at > 0 && joined(&rows[at - 1..=at]) {
        return None;
    }
    let count = 1 + rows[at..].windows(2).take_while(|pair| joined(pair)).count();
    let parts = &rows[at..at + count];
    if count < LIST || !closes(parts, findings) {
        return None;
    }
    let from = line(first)?.saturating_sub(LINES);
    let before = rows[..at].iter().rev().take_while(|one| line(one) >= Some(from)).take(BEFORE);
    let before: Vec<&&Saying> = before
        .filter(|one| {
            one.report == first.report
                && one.entry.dimension() == first.entry.dimension()
                && one.entry.cell(Field::ActualUnit) == first.entry.cell(Field::ActualUnit)
        })
        .collect();
    let total = sum(parts);
    let numbers = || before.iter().flat_map(|one| [one.figure, one.goal].map(|number| (**one, number)));
    let known = || numbers().filter_map(|(one, number)| Some((one, number?)));
    if known().any(|(_, number)| (number.value - total).abs() <= number.slack() + slack(parts)) {
        return None;
    }
    let mut near = known().filter(|(_, number)| (number.value - total).abs() * FAR <= number.value);
    let (whole, number) = near.next()?;
    let once = near.all(|(_, other)| other.value == number.value);
    once.then(|| told(whole, parts, number.value))
}

/// A list whose sum is not its whole, beyond what rounding explains; above it only where `both`, as other rules tell of it.
fn other(whole: &Saying, parts: &[&Saying], both: bool) -> Option<Conflict> {
    let total = whole.figure?;
    let sum = sum(parts);
    let rounded = if counted_all(whole, parts) { Decimal::ZERO } else { slack(parts) + total.slack() };
    let apart = sum - total.value;
    let few = sum * Decimal::TWO > total.value && sum < total.value * Decimal::TWO;
    (few && apart.abs() > rounded && (both || apart < Decimal::ZERO)).then(|| told(whole, parts, total.value))
}

fn told(whole: &Saying, parts: &[&Saying], value: Decimal) -> Conflict {
    Conflict {
        alert: Alert::SumDiffers,
        row: parts[0].row.max(whole.row),
        other: parts[0].row.min(whole.row),
        detail: format!("{}项之和 {} ≠ {}", parts.len(), written(whole, sum(parts)), written(whole, value)),
    }
}
