//! A goal and its figure by what is left between them.

use rust_decimal::Decimal;

use super::{
    block::{Block, RIVALS},
    column::Column,
    row::Row,
};
use crate::rules::ColumnRole;

/// What is left follows in so many rows at least.
const FEWEST: usize = 2;

/// 数量 | 已完成 | 剩余, 应设站点 | 在用站点 | 缺口: where no header tells the goal, or none the figure, the other one and
/// what is left give it.
pub(super) fn by_gap(columns: &[Column], rows: &[Row], free: impl Fn(usize) -> bool) -> Option<Block> {
    let counted = |at: &usize| columns[*at].cells.numbers > 0;
    let of = |role: ColumnRole| (0..columns.len()).filter(move |&at| columns[at].role == Some(role));
    let (told, goal_told) = match (of(ColumnRole::Goal).next(), of(ColumnRole::Figure).find(counted)) {
        (None, Some(_)) => (ColumnRole::Figure, false),
        (Some(_), None) => (ColumnRole::Goal, true),
        _ => return None,
    };
    of(told).find_map(|known| {
        of(ColumnRole::Gap).find_map(|gap| {
            let sides = |other: usize| if goal_told { (known, other) } else { (other, known) };
            let fits = |&other: &usize| left_over(rows, sides(other), gap);
            let (goal, figure) = (0..columns.len()).filter(|&at| free(at)).find(fits).map(sides)?;
            Some(Block { goals: vec![goal], figures: vec![figure], ..Block::default() })
        })
    })
}

/// True where a gap is what a figure leaves of its goal in all rows, and two of them or more tell it.
fn left_over(rows: &[Row], (goal, figure): (usize, usize), gap: usize) -> bool {
    let amounts = |row: &Row| {
        let amount = |at: usize| row.values[at].number().map(|number| number.amount.low());
        Some((amount(goal)?, amount(figure)?, amount(gap)?))
    };
    let full: Vec<_> = rows.iter().filter_map(amounts).collect();
    let fits = full.iter().filter(|(goal, figure, gap)| *goal == figure + gap).count();
    let telling = full.iter().filter(|(_, figure, gap)| !figure.is_zero() && !gap.is_zero()).count();
    telling >= FEWEST && fits == full.len()
}

/// Of several goals and figures those between which what is left stands in a column, 招聘指标 and 已到岗 beside 缺口, by their
/// places.
pub(super) fn agreeing(block: &Block, columns: &[Column], rows: &[Row]) -> Option<(usize, usize)> {
    let gaps = (0..columns.len()).filter(|&at| columns[at].role == Some(ColumnRole::Gap));
    let sides = |gap: usize| {
        let goals = block.goals.iter().enumerate().take(RIVALS);
        goals.flat_map(move |goal| {
            block.figures.iter().enumerate().take(RIVALS).map(move |figure| (goal, figure, gap))
        })
    };
    let mut all = gaps.flat_map(sides);
    let found = all.find(|((_, goal), (_, figure), gap)| between(rows, (**goal, **figure), *gap));
    found.map(|((goal, _), (figure, _), _)| (goal, figure))
}

/// True where a gap is what a figure leaves of its goal in two rows or more, and in all that hold the three.
fn between(rows: &[Row], (goal, figure): (usize, usize), gap: usize) -> bool {
    let amounts = |row: &Row| {
        let amount = |at: usize| row.values[at].number().map(|number| number.amount.low());
        Some((amount(goal)?, amount(figure)?, amount(gap)?))
    };
    let full: Vec<_> = rows.iter().filter_map(amounts).collect();
    let fits = |(goal, figure, gap): &(Decimal, Decimal, Decimal)| (goal - figure).abs() == gap.abs();
    full.len() >= FEWEST && full.iter().all(fits) && full.iter().any(|(_, _, gap)| !gap.is_zero())
}
