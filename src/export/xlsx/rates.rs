//! The sheets with one line for a row, and the columns of each: 完成率, 未报数, 待核对 and 数据打架.

use super::rows::{
    Shown, bodies, clashes, doubts, elsewhere, figure, goal, indicator, note, number, percent, quote, report,
    said, status, unit,
};

use crate::measure::Field;

/// 完成率: one line for each goal in the order of the report, those that nothing answers among them.
pub(super) const ALL: &str = "完成率";
/// 未报数: goals that nothing answers.
pub(super) const OPEN: &str = "未报数";
/// 待核对: what a person should look at, and what was seen in it.
pub(super) const DOUBTFUL: &str = "待核对";
/// 数据打架: rows that another row of their report contradicts, and where it stands.
pub(super) const CLASHES: &str = "数据打架";

/// What is only shown where there is something to show.
#[derive(Clone, Copy)]
pub(super) struct Held {
    /// Rows of several reports.
    pub(super) reports: bool,
    /// Rows with bodies in charge.
    pub(super) bodies: bool,
}

/// At most twelve columns; what else is known stands in 明细.
pub(super) fn all(held: Held) -> Vec<Shown> {
    let mut columns = vec![number(), indicator(34)];
    columns.extend(held.reports.then(|| report(20)));
    columns.extend([
        unit(),
        goal(),
        figure(),
        percent("完成率", Field::CompletionRatio).with_bars(),
        percent("自报完成率", Field::StatedRatio),
        percent("序时进度", Field::ExpectedRatio),
        status(),
    ]);
    columns.extend(held.bodies.then(bodies));
    if columns.len() < 11 {
        columns.push(note());
    }
    columns.push(quote());
    columns
}

pub(super) fn open(held: Held) -> Vec<Shown> {
    let mut columns = vec![number(), indicator(34)];
    columns.extend(held.reports.then(|| report(20)));
    columns.extend([unit(), goal(), status(), note()]);
    columns.extend(held.bodies.then(bodies));
    columns.extend([said("目标原文", 46, Field::GoalText), said("板块", 18, Field::Section), quote()]);
    columns
}

pub(super) fn doubtful(held: Held) -> Vec<Shown> {
    let mut columns = vec![number(), indicator(28)];
    columns.extend(held.reports.then(|| report(18)));
    columns.extend([
        doubts(),
        unit(),
        goal(),
        figure(),
        percent("完成率", Field::CompletionRatio),
        percent("自报完成率", Field::StatedRatio),
        said("目标原文", 32, Field::GoalText),
        said("完成原文", 32, Field::FigureText),
        quote(),
    ]);
    columns
}

pub(super) fn clashing(held: Held) -> Vec<Shown> {
    let mut columns = vec![number(), indicator(28)];
    columns.extend(held.reports.then(|| report(18)));
    columns.extend([
        clashes(),
        unit(),
        goal(),
        figure(),
        elsewhere(),
        said("目标原文", 28, Field::GoalText),
        said("完成原文", 28, Field::FigureText),
        quote(),
    ]);
    columns
}
