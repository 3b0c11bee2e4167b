//! Rows of the table as columns of a sheet.

use super::{
    detail,
    paper::{Cell, Column},
    rates::column,
};
use crate::{
    export::{
        own::{self, Own},
        words::{word, words},
    },
    measure::Table,
};

/// Some rows of a table.
pub(super) struct Rows<'t> {
    table: &'t Table,
    rows: Vec<usize>,
    /// The line of each row of the table in 明细.
    reports: &'t [(String, String)],
    title: &'t str,
}

impl<'t> Rows<'t> {
    pub(super) fn new(
        table: &'t Table,
        rows: Vec<usize>,
        reports: &'t [(String, String)],
        title: &'t str,
    ) -> Self {
        Self { table, rows, reports, title }
    }

    pub(super) fn title(&self) -> &str {
        self.title
    }

    /// True where the rows are of several reports.
    pub(super) fn several(&self) -> bool {
        self.reports.len() > 1
    }

    /// True where a row has something in this column.
    pub(super) fn any(&self, name: &str) -> bool {
        self.rows.iter().any(|row| self.table.cell(*row, name).is_some())
    }

    fn cell(&self, row: usize, name: &str) -> &'t str {
        self.table.cell(row, name).unwrap_or_default()
    }

    fn column(&self, head: &str, width: u8, cell: impl Fn(usize) -> Cell) -> Column {
        column(head, width, &self.rows, cell)
    }

    pub(super) fn number(&self) -> Column {
        self.column("序号", 8, |row| Cell::words(self.cell(row, "task_no")))
    }

    pub(super) fn indicator(&self, width: u8) -> Column {
        self.column("指标", width, |row| Cell::words(own::name(self.table, row)))
    }

    pub(super) fn report(&self, width: u8) -> Column {
        let title = |row| {
            let source = self.cell(row, "source");
            self.reports.iter().find(|(known, _)| known == source).map_or(source, |(_, title)| title.as_str())
        };
        self.column("报告", width, |row| Cell::words(title(row)))
    }

    pub(super) fn unit(&self) -> Column {
        self.column("单位", 9, |row| Cell::words(Own::of(self.table, row).unit))
    }

    pub(super) fn goal(&self) -> Column {
        self.column("目标", 12, |row| {
            let own = Own::of(self.table, row);
            match (own.target.is_empty(), own.high.is_empty()) {
                (true, _) => Cell::Empty,
                (false, true) => Cell::Number(own.target, own::sign(self.table, row)),
                (false, false) => Cell::words(format!("{}–{}", own.target, own.high)),
            }
        })
    }

    pub(super) fn figure(&self) -> Column {
        self.column("完成", 12, |row| {
            let Own { actual, .. } = Own::of(self.table, row);
            if actual.is_empty() { Cell::Empty } else { Cell::Number(actual, "") }
        })
    }

    pub(super) fn percent(&self, head: &str, name: &str) -> Column {
        self.column(head, 11, |row| Cell::percent(self.table.cell(row, name)))
    }

    /// The status, coloured like its light.
    pub(super) fn status(&self) -> Column {
        self.column("状态", 10, |row| {
            Cell::Light(self.cell(row, "status").to_owned(), self.cell(row, "light").to_owned())
        })
    }

    pub(super) fn bodies(&self) -> Column {
        self.column("责任单位", 20, |row| Cell::words(own::bodies(self.table, row)))
    }

    /// Why there is no ratio, or nothing to hold it against.
    pub(super) fn note(&self) -> Column {
        self.column("说明", 22, |row| Cell::words(own::note(self.table, row)))
    }

    pub(super) fn words(&self, head: &str, width: u8, name: &str) -> Column {
        self.column(head, width, |row| Cell::words(self.cell(row, name)))
    }

    /// A link to all that is known of the row.
    pub(super) fn quote(&self) -> Column {
        self.column("原文", 9, |row| {
            let line = own::line(self.table, row);
            let words = line.map_or_else(|| "明细".to_owned(), |line| format!("第{line}行"));
            Cell::Link(words, detail::place(row))
        })
    }

    /// How another row contradicts it, in words.
    pub(super) fn clashes(&self) -> Column {
        self.column("矛盾", 18, |row| {
            let codes = self.cell(row, "findings").split(';').filter(|code| code.starts_with('C'));
            Cell::words(codes.map(word).collect::<Vec<_>>().join("；"))
        })
    }

    /// What is to be looked at, in words.
    pub(super) fn doubts(&self) -> Column {
        self.column("疑点", 24, |row| {
            let mut doubts = Vec::new();
            let raised = words(self.cell(row, "findings"));
            doubts.extend(Some(raised).filter(|raised| !raised.is_empty()));
            if matches!(self.cell(row, "grounds"), "only_one" | "same_place") {
                doubts.push(format!("配对依据较弱：{}", word(self.cell(row, "grounds"))));
            }
            if self.cell(row, "text_source") == "ocr" {
                doubts.push("由图像识别".to_owned());
            }
            let note = own::note(self.table, row);
            doubts.extend(Some(note.to_owned()).filter(|note| !note.is_empty()));
            Cell::words(doubts.join("；"))
        })
    }
}
