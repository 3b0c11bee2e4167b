//! Lists in running text whose parts are more than the whole before them: 8.5万亩(其中:甲0.15万亩;乙7.2万亩;丙1.25万亩).
//!
//! A list need not name every part, so that only a sum above the whole contradicts it.

use rust_decimal::Decimal;

use super::{
    Conflict,
    list::{LIST, PARTS, alike, behind, closes, counted_all, line, written},
    saying::Saying,
};
use crate::{
    compare::Side,
    measure::Field,
    model::Alert,
    rules::{FindingWords, Findings},
};

/// How much of a name the parts of such a list share with their whole, in characters.
const SHARED: usize = 4;

/// Lists that are more than their wholes.
pub(super) fn conflicts(sayings: &[Saying], findings: &Findings) -> Vec<Conflict> {
    let plain: Vec<&Saying> = sayings.iter().filter(|one| !one.in_table && one.figure.is_some()).collect();
    let mut found = Vec::new();
    let crossing = findings.words(FindingWords::Crossing);
    let crosses = |part: &&Saying| {
        crossing.iter().any(|word| part.entry.cell(Field::FigureText).contains(word.as_str()))
    };
    for at in 0..plain.len() {
        let parts = behind(&plain[at..]);
        let parts = parts.filter(|parts| closes(parts, findings) || !parts.iter().any(crosses));
        let list = parts.and_then(|parts| above(plain[at], parts));
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
    let exact = counted_all(whole, parts);
    let rounded = figures.iter().map(|figure| figure.slack()).sum::<Decimal>() + total.slack();
    let slack = if exact { Decimal::ZERO } else { rounded };
    // 省定17个，市定6个（与省里重复2个）: the list counts some of them twice.
    let twice = parts.iter().any(|part| part.entry.cell(Field::FigureText).contains("重复"));
    let few = !twice && sum * Decimal::TWO <= total.value * Decimal::from(3);
    // Its first parts are the whole, and what follows is none of them.
    let sums = figures.iter().scan(Decimal::ZERO, |sum, figure| {
        *sum += figure.value;
        Some(*sum)
    });
    let begins =
        sums.skip(1).take(figures.len().saturating_sub(2)).any(|sum| (sum - total.value).abs() <= slack);
    let parts_of_it = !begins && figures.iter().all(|figure| figure.value < total.value);
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

/// The end of a name that is longer than it.
fn tail(saying: &Saying) -> Option<String> {
    let letters: Vec<char> = saying.entry.key.chars().collect();
    (letters.len() > SHARED).then(|| letters[letters.len() - SHARED..].iter().collect())
}
