//! Lists in running text whose parts are more than the whole before them: 8.5万亩(其中:甲0.15万亩;乙7.2万亩;丙1.25万亩).
//!
//! A list need not name every part, so that only a sum above the whole contradicts it.

use rust_decimal::Decimal;

use super::{Conflict, parts::written, saying::Saying};
use crate::{compare::Side, measure::Field, model::Alert};

/// What stands between a whole and the first of its parts, in characters: `,其中`, `(其中:`.
const OPENING: std::ops::RangeInclusive<u64> = 2..=6;
/// What stands between two parts of a list, in characters.
const BETWEEN: u64 = 3;
/// So many parts of a list are added up at most.
const PARTS: usize = 200;
/// So many parts under one name make a list that may stand a line behind its whole.
const LIST: usize = 3;
/// How much of a name the parts of such a list share with their whole, in characters.
const SHARED: usize = 4;

/// Lists that are more than their wholes.
pub(super) fn conflicts(sayings: &[Saying]) -> Vec<Conflict> {
    let plain: Vec<&Saying> = sayings.iter().filter(|one| !one.in_table && one.figure.is_some()).collect();
    let mut found = Vec::new();
    for at in 0..plain.len() {
        let list = behind(&plain[at..]).and_then(|parts| above(plain[at], parts));
        found.extend(list.filter(|_| !held_before(&plain, at)));
        found.extend(by_sector(&plain, at).and_then(|(whole, parts)| above(whole, parts)));
    }
    found
}

/// True where an earlier number of the line is the sum of what stands behind a row, or more: that is the whole.
fn held_before(rows: &[&Saying], at: usize) -> bool {
    let parts = behind(&rows[at..]).unwrap_or_default();
    let sum: Decimal = parts.iter().filter_map(|part| part.figure).map(|figure| figure.value).sum();
    let before = rows[..at].iter().rev().take_while(|one| line(one) == line(rows[at]));
    let whole = |one: &&Saying| {
        let numbers = [one.figure, one.goal];
        one.entry.cell(Field::ActualUnit) == rows[at].entry.cell(Field::ActualUnit)
            && numbers.into_iter().flatten().any(|number| number.value >= sum)
    };
    before.take(PARTS).any(whole)
}

/// The parts that stand right behind the first of some rows.
fn behind<'s, 't>(rows: &'s [&'s Saying<'t>]) -> Option<&'s [&'s Saying<'t>]> {
    let (whole, rest) = rows.split_first()?;
    let first = rest.first()?;
    // 已压减29户，其中二级企业6户: the clause of the first part begins with 其中 itself.
    let between = gap(whole, first)?;
    let opens =
        (OPENING.contains(&between) || between < *OPENING.start() && first.part) && alike(whole, first);
    let more = rest
        .windows(2)
        .take(PARTS)
        .take_while(|pair| alike(whole, pair[1]) && gap(pair[0], pair[1]).is_some_and(|gap| gap <= BETWEEN));
    let count = 1 + more.count();
    (opens && count > 1).then(|| &rest[..count])
}

/// A list of one line under one name that begins at a row, and the largest number of that name in the line before.
fn by_sector<'s, 't>(
    rows: &'s [&'s Saying<'t>],
    at: usize,
) -> Option<(&'s Saying<'t>, &'s [&'s Saying<'t>])> {
    let first = rows[at];
    let of_line = |one: &Saying| line(one) == line(first) && one.report == first.report;
    if at > 0 && of_line(rows[at - 1]) {
        return None;
    }
    let end = tail(first)?;
    let count = rows[at..].iter().take_while(|one| of_line(one)).count();
    let list = &rows[at..at + count];
    let rated =
        |one: &Saying| one.entry.cell(Field::Kind) == "stated" && one.entry.cell(Field::Scope).is_empty();
    let one_list = count >= LIST && list.iter().all(|one| tail(one) == Some(end.clone()) && rated(one));
    if !one_list {
        return None;
    }
    let before =
        rows[..at].iter().rev().take_while(|one| line(one) >= line(first).map(|line| line.saturating_sub(1)));
    let whole = before
        .filter(|one| tail(one).as_ref() == Some(&end) && one.has_goal() && one.as_of() == first.as_of())
        .filter(|one| one.report == first.report)
        .max_by_key(|one| one.figure.map(|figure| figure.value))?;
    list.iter().all(|part| alike(whole, part)).then_some((*whole, list))
}

/// A list whose sum is above its whole, and none of whose parts is.
fn above(whole: &Saying, parts: &[&Saying]) -> Option<Conflict> {
    let total = whole.figure?;
    let figures: Option<Vec<_>> = parts.iter().map(|part| part.figure).collect();
    let figures = figures?;
    let sum: Decimal = figures.iter().map(|figure| figure.value).sum();
    // 29户 of 6户, 14户 and 11户: nobody rounds so few of what is counted one by one.
    let counted = |one: &Saying| {
        let whole = one.entry.printed(Side::Figure).is_some_and(|(value, _)| value.scale() == 0);
        whole
            && ["count", "person"].contains(&one.entry.dimension())
            && one.figure.is_some_and(|one| one.is_exact())
    };
    let exact = counted(whole) && parts.iter().all(|part| counted(part));
    let rounded = figures.iter().map(|figure| figure.slack()).sum::<Decimal>() + total.slack();
    let slack = if exact { Decimal::ZERO } else { rounded };
    // 省定17个，市定6个（与省里重复2个）: the list counts some of them twice.
    let twice = parts.iter().any(|part| part.entry.cell(Field::FigureText).contains("重复"));
    let few = !twice && sum * Decimal::TWO <= total.value * Decimal::from(3);
    let parts_of_it = figures.iter().all(|figure| figure.value < total.value);
    (few && parts_of_it && sum - total.value > slack).then(|| Conflict {
        alert: Alert::PartAbove,
        row: parts[0].row.max(whole.row),
        other: parts[0].row.min(whole.row),
        detail: format!(
            "{}项之和 {} > {}",
            parts.len(),
            written(whole, sum),
            whole.entry.written(Side::Figure)
        ),
    })
}

/// True where a row may be a part of another: the same unit, and over the same time.
fn alike(whole: &Saying, part: &Saying) -> bool {
    whole.report == part.report
        && whole.flow() == part.flow()
        && whole.flow() != "month"
        && whole.entry.cell(Field::Unit) != "%"
        && whole.entry.cell(Field::ActualUnit) == part.entry.cell(Field::ActualUnit)
        && !another_time(part)
        && (part.entry.cell(Field::Stage).is_empty()
            || whole.entry.cell(Field::Stage) == part.entry.cell(Field::Stage))
}

/// True for 一季度完成62.4公里 behind the parts of a year: it is none of them.
fn another_time(part: &Saying) -> bool {
    let clause = part.entry.cell(Field::FigureText);
    ["季度", "月底", "月份", "当月", "半年", "同期", "去年", "上年"].iter().any(|word| clause.contains(word))
}

/// How many characters stand between two clauses of one line.
fn gap(one: &Saying, next: &Saying) -> Option<u64> {
    let at = |saying: &Saying, field| saying.entry.whole(field);
    let here = line(one) == line(next);
    at(next, Field::FigureStart)?.checked_sub(at(one, Field::FigureEnd)?).filter(|_| here)
}

fn line(saying: &Saying) -> Option<u64> {
    saying.entry.whole(Field::FigureLine)
}

/// The end of a name that is longer than it.
fn tail(saying: &Saying) -> Option<String> {
    let letters: Vec<char> = saying.entry.key.chars().collect();
    (letters.len() > SHARED).then(|| letters[letters.len() - SHARED..].iter().collect())
}
