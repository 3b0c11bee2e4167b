//! What deserves a look, as rows for people.

use duibiao::{
    alerts::{self, Raised, State},
    export::Grid,
    measure::{Cell, Column, ColumnType, Field, column},
};

/// Columns of the findings.
const COLUMNS: &[Column] = &[
    column("severity", "程度", ColumnType::Code, "error, warning, note"),
    column("alert", "预警", ColumnType::Code, "what it is"),
    column("section", "板块", ColumnType::Words, "section as printed"),
    column("task_no", "序号", ColumnType::Words, "number as printed"),
    column("indicator", "指标", ColumnType::Words, "what is counted"),
    column("message", "说明", ColumnType::Words, "what was seen"),
    column("body_responsible", "责任单位", ColumnType::Words, "the bodies in charge"),
    column("source", "来源文件", ColumnType::Words, "file name as given"),
    column("line", "行", ColumnType::Integer, "its line, from 1"),
    column(
        "other",
        "另一处",
        ColumnType::Words,
        "place of the row that it contradicts, or of the row before",
    ),
    column("since", "始于", ColumnType::Words, "period that it was first seen in, where it is not new"),
];

/// The findings, one a row, in their order.
pub(crate) fn grid(raised: &[Raised]) -> Grid {
    let row = |alert: &Raised| {
        let cell = |field| alert.entry.cell(field).to_owned();
        let line = [cell(Field::FigureLine), cell(Field::GoalLine)].into_iter().find(|line| !line.is_empty());
        let since = if alert.state == State::New { String::new() } else { alert.first_seen.clone() };
        let cells = [
            alerts::severity_word(alert.severity).to_owned(),
            alert.alert.code().to_owned(),
            cell(Field::Section),
            cell(Field::TaskNo),
            cell(Field::Indicator),
            alert.message.clone(),
            cell(Field::BodyResponsible),
            cell(Field::Source),
            line.unwrap_or_default(),
            alert.before.as_ref().map(alerts::place).unwrap_or_default(),
            since,
        ];
        cells.map(Cell::words).to_vec()
    };
    // What weighs most stands first, as in the text otherwise.
    let mut raised: Vec<&Raised> = raised.iter().collect();
    raised.sort_by_key(|alert| std::cmp::Reverse(alert.severity));
    let rows = raised.into_iter().map(row).collect();
    Grid::new("预警".to_owned(), COLUMNS, rows).or_else_says("没有需要注意的事项。")
}
