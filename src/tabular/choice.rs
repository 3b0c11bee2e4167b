//! Which of several goals, figures and rates of a block are meant: the printed rates and what is left decide.

use super::{
    block::{Block, RIVALS, follow},
    column::Column,
    gap::agreeing,
    period,
    row::Row,
};
use crate::rules::ColumnRole;

/// The goal, figure and rate that agree in most rows come first.
pub(super) fn choose(block: &mut Block, columns: &[Column], rows: &[Row]) {
    let mut best: Option<(usize, usize, usize, usize)> = None;
    for (g, &goal) in block.goals.iter().enumerate().take(RIVALS) {
        for (f, &figure) in block.figures.iter().enumerate().take(RIVALS) {
            for (r, &rate) in block.rates.iter().enumerate().take(RIVALS) {
                let count = follow(rows, goal, figure, rate);
                if count > best.map_or(0, |(count, ..)| count) {
                    best = Some((count, g, f, r));
                }
            }
        }
    }
    if let Some((_, g, f, r)) = best {
        block.goals.swap(0, g);
        block.figures.swap(0, f);
        block.rate = Some(block.rates[r]);
        return;
    }
    if let Some((goal, figure)) = agreeing(block, columns, rows) {
        block.goals.swap(0, goal);
        block.figures.swap(0, figure);
    }
    // A share that no arithmetic confirms is no completion rate.
    let percent_of_whole = |at: &usize| columns[*at].role == Some(ColumnRole::Rate);
    block.rate = block.rates.iter().copied().find(percent_of_whole);
    if let Some(rate) = block.rate {
        rated(block, rate, columns, rows);
    }
}

/// What a rate says of figures that it does not follow from.
fn rated(block: &mut Block, rate: usize, columns: &[Column], rows: &[Row]) {
    // 7月 | 8月 | 季度计划 | 完成季度计划%: what the rate is the rate of is no single month.
    let month = |at: &usize| columns[*at].bare_months && period::single_month(&columns[*at]);
    if block.figures.len() > 1 && !block.goals.is_empty() && block.figures.iter().all(month) {
        block.figures.clear();
    }
    // 已下达 | 已支付 | 支付率, and no goal: the rate is that of the second.
    let figures = block.figures.iter().take(RIVALS).copied();
    let follows = |at: &usize| {
        figures.clone().any(|base| base != *at && follow(rows, base, *at, rate) * 2 > rows.len())
    };
    if block.goals.is_empty()
        && let Some(at) = block.figures.iter().position(follows)
    {
        block.figures.swap(0, at);
    }
}
