//! What each column of a band holds: by its header first, then by what its cells are.

use super::count::Cells;
use crate::{model::AsOf, rules::ColumnRole, scan::UnitText};

/// A column and what is known of it.
#[derive(Clone, Debug, Default)]
pub(crate) struct Column {
    /// What it holds; `None` where nothing tells.
    pub(crate) role: Option<ColumnRole>,
    /// Header levels without a role: the name of a block of columns.
    pub(crate) group: String,
    /// The name of a block of columns that stands over its own header.
    pub(crate) over: String,
    /// The lowest of several header levels that name it: 城镇新增就业 under 就业促进工程.
    pub(crate) lowest: String,
    /// What its own header names besides its role: 投资 of 累计完成投资.
    pub(crate) noun: String,
    /// All words of its header.
    pub(crate) words: String,
    /// The unit of its numbers.
    pub(crate) unit: Option<UnitText>,
    /// The year of its header.
    pub(crate) year: Option<i32>,
    /// True where its header says that it names the rows.
    pub(crate) named: bool,
    /// True where its year is before that of the table.
    pub(crate) past: bool,
    /// True for a rate of what is to be done: 完成率, 形象进度; not 使用率.
    pub(crate) progress: bool,
    /// True for a header of this month or week and of nothing but what was done: 本月完成.
    pub(crate) present: bool,
    /// True over words for how far a work is: 进行中(70%) under 状态.
    pub(crate) state: bool,
    /// True for 2020年 and nothing else.
    pub(crate) bare_year: bool,
    /// The stage that its header names: 开工.
    pub(crate) stage: String,
    /// True for 1-9月 and nothing else.
    pub(crate) bare_months: bool,
    /// True where its header tells its role only as long as no other column has it.
    pub(crate) weak: bool,
    /// 完成（目标）: its cells hold both, and true where the goal stands in the brackets.
    pub(crate) bracket: Option<bool>,
    /// The months of its header: the first, and up to when.
    pub(crate) months: Option<(u32, AsOf)>,
    /// What its cells are.
    pub(crate) cells: Cells,
}

impl Column {
    /// True for sentences that say what is to be done, where numbers beside them are the goals: 建设内容.
    pub(crate) fn is_content(&self) -> bool {
        let side = !matches!(self.role, Some(ColumnRole::Figure | ColumnRole::Rate | ColumnRole::Remark));
        let told = ["内容", "任务", "目标", "规模"].iter().any(|word| self.words.ends_with(word));
        side && told && self.cells.sentences > 0
    }

    /// True where its cells hold numbers, sentences or words of completion.
    pub(super) fn speaks(&self) -> bool {
        self.cells.numbers + self.cells.sentences + self.cells.done > 0
    }

    /// True under a header of goals, figures or rates: a number that begins a cell is its value.
    pub(crate) fn is_measured(&self) -> bool {
        matches!(
            self.role,
            Some(ColumnRole::Goal | ColumnRole::Figure | ColumnRole::Rate | ColumnRole::Share)
        )
    }
}

pub(super) fn has(columns: &[Column], role: ColumnRole) -> bool {
    columns.iter().any(|column| column.role == Some(role))
}

/// True where another column of that role holds numbers or sentences.
pub(super) fn better(columns: &[Column], at: usize, role: ColumnRole) -> bool {
    columns.iter().enumerate().any(|(other, column)| {
        other != at && column.role == Some(role) && column.cells.numbers + column.cells.sentences > 0
    })
}
