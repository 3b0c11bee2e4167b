//! Columns under one name that are headed as those under another: 已检 and 比例 under 心电图检查 and under 腹部B超检查, both of one
//! goal. Where the rates of one follow, the same headers say the same.

use super::{
    block::{Triple, follow},
    column::Column,
    row::Row,
};
use crate::rules::ColumnRole;

/// Adds what is headed like a triple that was found, or like each other where all was reached and no rate tells.
pub(super) fn alike(found: &mut Vec<Triple>, columns: &[Column], rows: &[Row], asked: &[usize]) {
    let pairs: Vec<(usize, usize)> = asked.windows(2).map(|pair| (pair[0], pair[1])).collect();
    let first = match &found[..] {
        [] => whole(columns, rows, &pairs),
        [first, ..] => Some(*first).filter(|first| found.iter().all(|one| one.goal == first.goal)),
    };
    let Some(first) = first else { return };
    let of = |one: &Triple| [one.goal, one.figure, one.rate];
    for (figure, rate) in pairs {
        let used = found.iter().any(|one| of(one).contains(&figure) || of(one).contains(&rate));
        if !used
            && same(columns, figure, first.figure)
            && same(columns, rate, first.rate)
            && group(columns, figure, rate)
        {
            found.push(Triple { goal: first.goal, figure, rate });
        }
    }
}

/// The first of several such groups of one goal, where everything was reached: a rate of 100% follows in most rows.
fn whole(columns: &[Column], rows: &[Row], pairs: &[(usize, usize)]) -> Option<Triple> {
    let numbers = |role| {
        (0..columns.len()).filter(move |&at| columns[at].role == Some(role) && columns[at].cells.numbers > 0)
    };
    let [goal] = numbers(ColumnRole::Goal).collect::<Vec<usize>>()[..] else { return None };
    let told = |&&(figure, rate): &&(usize, usize)| {
        columns[figure].role == Some(ColumnRole::Figure)
            && matches!(columns[rate].role, Some(ColumnRole::Rate | ColumnRole::Share))
            && group(columns, figure, rate)
    };
    let (figure, rate) = *pairs.iter().find(told)?;
    let again =
        pairs.iter().filter(told).filter(|one| same(columns, one.0, figure) && same(columns, one.1, rate));
    let fits = follow(rows, goal, figure, rate);
    (again.count() > 1 && fits > 1 && fits * 3 >= rows.len() * 2).then_some(Triple { goal, figure, rate })
}

/// True for two columns under one name.
fn group(columns: &[Column], one: usize, other: usize) -> bool {
    !columns[one].over.is_empty() && columns[one].over == columns[other].over
}

/// True for columns that are headed alike below the names over them.
fn same(columns: &[Column], one: usize, other: usize) -> bool {
    let leaf = |at: usize| columns[at].words.strip_prefix(columns[at].over.as_str()).unwrap_or_default();
    columns[one].role == columns[other].role && leaf(one) == leaf(other) && !leaf(one).is_empty()
}
