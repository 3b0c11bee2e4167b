//! Columns of tasks, contents, requirements and reasons: when they are goals, figures or neither.

use crate::{
    rules::{ColumnRole, Rulebook, ends, holds},
    tabular::{
        column::{Column, has},
        instead::is_current,
    },
};

/// True for 工作任务 or 目标内容 over sentences with quantities, 项目内容 in a plan, where no column of goals or results
/// stands beside.
pub(super) fn tasks(columns: &[Column], at: usize, planned: bool, rules: &Rulebook) -> bool {
    let column = &columns[at];
    let named =
        holds(&rules.layouts.names.set_tasks, &column.words) || planned && column.words.ends_with("内容");
    let alone =
        ![ColumnRole::Goal, ColumnRole::Figure, ColumnRole::Rate].iter().any(|role| has(columns, *role));
    named && alone && column.cells.sentences > 1
}

/// True for sentences under 扣分原因 or 得分说明 beside goals, where no column tells figures or rates.
pub(super) fn explains(columns: &[Column], at: usize, rules: &Rulebook) -> bool {
    let column = &columns[at];
    ends(&rules.layouts.names.explained, &column.words)
        && column.cells.sentences + column.cells.numbers > 0
        && has(columns, ColumnRole::Goal)
        && !has(columns, ColumnRole::Figure)
        && !has(columns, ColumnRole::Rate)
}

/// True for sentences under 年度建设内容 beside those of what was done, where no column tells goals; what is built for
/// an investment that stands beside it is no goal.
pub(super) fn contents(columns: &[Column], at: usize) -> bool {
    let column = &columns[at];
    let told = |other: &Column| other.role == Some(ColumnRole::Figure) && other.cells.sentences > 1;
    column.words.ends_with("内容")
        && column.cells.sentences > 1
        && columns.iter().any(told)
        && !has(columns, ColumnRole::Goal)
        && !columns.iter().any(|other| other.words.contains("投资"))
}

/// 指标要求 and no figure beside it.
pub(super) fn required(columns: &[Column], at: usize) -> bool {
    let dated = |column: &Column| column.bare_months && column.cells.numbers > 0;
    let current = columns.get(at + 1).is_some_and(|next| is_current(&next.words) && next.cells.numbers > 0);
    let cells = columns[at].cells;
    columns[at].words.ends_with("要求")
        && !current
        && (!columns[at].weak || cells.bounded * 2 < cells.numbers)
        && !columns[at].words.starts_with("目标")
        && !columns.iter().any(dated)
        && !has(columns, ColumnRole::Figure)
        && !has(columns, ColumnRole::Rate)
}
