//! Goals and figures that no header tells, and the printed rates do.

use super::{
    block::{Block, FEWEST_CONFIRMED, RIVALS, follow},
    column::Column,
    row::Row,
};
use crate::rules::ColumnRole;

/// A rate that follows from a column without a known word tells that the column is the goal.
pub(super) fn find_missing(block: &mut Block, columns: &[Column], rows: &[Row]) {
    // Goals in words leave the place of the number free: 主线贯通 beside 年度投资.
    let words = !block.goals.is_empty() && block.goals.iter().all(|&at| columns[at].cells.wordy());
    let told = if words { std::mem::take(&mut block.goals) } else { Vec::new() };
    fill(block, columns, rows);
    if block.goals.is_empty() && told.is_empty() {
        tell_goal(block, columns, rows);
    }
    block.goals.extend(told);
}

/// Of two columns under no known word the one is the goal of the other where the rate says so.
fn tell_goal(block: &mut Block, columns: &[Column], rows: &[Row]) {
    // A share would make the whole the goal of its part.
    let named = |at: &usize| columns[*at].role == Some(ColumnRole::Rate);
    let Some(rate) = block.rates.iter().copied().find(named) else { return };
    let unknown = |at: &usize| {
        let column = &columns[*at];
        let figure = block.figures.contains(at) && column.stage.is_empty() && column.noun == column.words;
        figure || block.figures.is_empty() && column.role.is_none() && column.cells.numbers > 0
    };
    let free: Vec<usize> = (0..columns.len()).filter(unknown).take(RIVALS).collect();
    let pairs = free.iter().flat_map(|&goal| free.iter().map(move |&figure| (goal, figure)));
    let best = pairs
        .filter(|(goal, figure)| goal != figure)
        .max_by_key(|&(goal, figure)| follow(rows, goal, figure, rate));
    if let Some((goal, figure)) =
        best.filter(|&(goal, figure)| mostly(follow(rows, goal, figure, rate), rate, rows))
    {
        block.figures.retain(|&at| at != goal && at != figure);
        block.figures.insert(0, figure);
        block.goals.push(goal);
    }
}

/// True where a rate follows in two rows or more, and in most that print one.
fn mostly(count: usize, rate: usize, rows: &[Row]) -> bool {
    let rated = rows.iter().filter(|row| row.values[rate].number().is_some()).count();
    count >= FEWEST_CONFIRMED && count * 3 >= rated * 2
}

/// Puts a free column in the place that a block lacks, where its rate follows from it.
fn fill(block: &mut Block, columns: &[Column], rows: &[Row]) {
    let Some(&rate) = block.rates.first() else { return };
    if block.goals.is_empty() == block.figures.is_empty() {
        return;
    }
    let free =
        (0..columns.len()).filter(|&at| matches!(columns[at].role, None | Some(ColumnRole::Background)));
    let count = |at: usize| match (block.goals.first(), block.figures.first()) {
        (None, Some(&figure)) => follow(rows, at, figure, rate),
        (Some(&goal), None) => follow(rows, goal, at, rate),
        _ => 0,
    };
    let Some((count, found)) = free.map(|at| (count(at), at)).max() else { return };
    if mostly(count, rate, rows) {
        if block.goals.is_empty() { &mut block.goals } else { &mut block.figures }.push(found);
    }
}
