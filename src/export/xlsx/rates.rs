//! 完成率: one line for each goal in the order of the report, those that nothing answers among them.

use rust_xlsxwriter::{Worksheet, XlsxError};

use super::{
    look::Look,
    paper::{self, Cell, Column},
    rows::Rows,
};

pub(super) const NAME: &str = "完成率";
pub(super) const CLASHES: &str = "数据打架";

/// At most twelve columns; what else is known stands in 明细.
pub(super) fn sheet(sheet: &mut Worksheet, rows: &Rows<'_>, look: &Look) -> Result<(), XlsxError> {
    let mut columns = vec![rows.number(), rows.indicator(34)];
    if rows.several() {
        columns.push(rows.report(20));
    }
    columns.extend([
        rows.unit(),
        rows.goal(),
        rows.figure(),
        rows.percent("完成率", "completion_ratio").with_bars(),
        rows.percent("自报完成率", "stated_ratio"),
        rows.percent("序时进度", "expected_ratio"),
        rows.status(),
    ]);
    if rows.any("body_responsible") {
        columns.push(rows.bodies());
    }
    if columns.len() < 11 {
        columns.push(rows.note());
    }
    columns.push(rows.quote());
    paper::whole(sheet, rows.title(), &columns, 2, look)
}

/// 未报数: goals that nothing answers.
pub(super) fn open(sheet: &mut Worksheet, rows: &Rows<'_>, look: &Look) -> Result<(), XlsxError> {
    let mut columns = vec![rows.number(), rows.indicator(34)];
    if rows.several() {
        columns.push(rows.report(20));
    }
    columns.extend([rows.unit(), rows.goal(), rows.status(), rows.note()]);
    if rows.any("body_responsible") {
        columns.push(rows.bodies());
    }
    columns.extend([
        rows.words("目标原文", 46, "goal_text"),
        rows.words("板块", 18, "section"),
        rows.quote(),
    ]);
    paper::whole(sheet, rows.title(), &columns, 2, look)
}

/// 待核对: what a person should look at, and what was seen in it.
pub(super) fn doubtful(sheet: &mut Worksheet, rows: &Rows<'_>, look: &Look) -> Result<(), XlsxError> {
    let mut columns = vec![rows.number(), rows.indicator(28)];
    if rows.several() {
        columns.push(rows.report(18));
    }
    columns.extend([
        rows.doubts(),
        rows.unit(),
        rows.goal(),
        rows.figure(),
        rows.percent("完成率", "completion_ratio"),
        rows.percent("自报完成率", "stated_ratio"),
        rows.words("目标原文", 32, "goal_text"),
        rows.words("完成原文", 32, "figure_text"),
        rows.quote(),
    ]);
    paper::whole(sheet, rows.title(), &columns, 2, look)
}

/// 数据打架: rows that another row of their report contradicts, and where it stands.
pub(super) fn clashing(sheet: &mut Worksheet, rows: &Rows<'_>, look: &Look) -> Result<(), XlsxError> {
    let mut columns = vec![rows.number(), rows.indicator(28)];
    if rows.several() {
        columns.push(rows.report(18));
    }
    columns.extend([
        rows.clashes(),
        rows.unit(),
        rows.goal(),
        rows.figure(),
        rows.words("另一处", 40, "contradicts"),
        rows.words("目标原文", 28, "goal_text"),
        rows.words("完成原文", 28, "figure_text"),
        rows.quote(),
    ]);
    paper::whole(sheet, rows.title(), &columns, 2, look)
}

/// A column of cells that a closure makes of each row.
pub(super) fn column(head: &str, width: u8, rows: &[usize], cell: impl Fn(usize) -> Cell) -> Column {
    Column::new(head, width, rows.iter().map(|row| cell(*row)).collect())
}
