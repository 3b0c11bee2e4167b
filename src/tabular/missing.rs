//! Goals and figures that no header tells, and the printed rates do.

use super::{
    block::{Block, FEWEST_CONFIRMED, follow},
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
    block.goals.extend(told);
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
