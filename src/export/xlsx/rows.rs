//! Rows of the table as lines of a sheet.

use std::collections::HashMap;

use super::{
    look,
    paper::{Cell, Head},
};
use crate::{
    export::{
        Lang,
        own::{self, Own},
        words::{WEAK, places, task_number, word, words},
    },
    measure::{Field, Table},
};

/// A row of the table, as a line of a sheet.
pub(super) struct Row<'t> {
    pub(super) table: &'t Table,
    pub(super) at: usize,
    /// How many rows of the table stand before it in the workbook.
    pub(super) number: usize,
    /// What the reports are called, by their files.
    pub(super) titles: &'t HashMap<String, String>,
}

/// A column of such lines: its head, and what it shows of each row.
pub(super) struct Shown {
    pub(super) head: Head,
    pub(super) cell: Box<dyn Fn(&Row<'_>) -> Cell>,
}

impl<'t> Row<'t> {
    pub(super) fn cell(&self, field: Field) -> &'t str {
        self.table.cell(self.at, field).unwrap_or_default()
    }

    fn own(&self) -> Own {
        Own::of(self.table, self.at)
    }
}

impl Shown {
    pub(super) fn new(head: &str, width: u8, cell: impl Fn(&Row<'_>) -> Cell + 'static) -> Self {
        Self { head: Head::new(head, width), cell: Box::new(cell) }
    }

    pub(super) fn with_bars(self) -> Self {
        Self { head: self.head.with_bars(), ..self }
    }
}

pub(super) fn number() -> Shown {
    Shown::new("序号", 8, |row| Cell::words(task_number(Lang::Zh, row.cell(Field::TaskNo))))
}

pub(super) fn indicator(width: u8) -> Shown {
    Shown::new("指标", width, |row| Cell::words(own::name(row.table, row.at)))
}

pub(super) fn report(width: u8) -> Shown {
    Shown::new("报告", width, |row| {
        let source = row.cell(Field::Source);
        Cell::words(row.titles.get(source).map_or(source, String::as_str))
    })
}

pub(super) fn unit() -> Shown {
    Shown::new("单位", 9, |row| Cell::words(row.own().unit))
}

pub(super) fn goal() -> Shown {
    Shown::new("目标", 12, |row| {
        let own = row.own();
        match (own.target, own.high) {
            (None, _) => Cell::Empty,
            (Some(target), None) => {
                Cell::number(&target, |value| Cell::Number(value, own::sign(row.table, row.at)))
            }
            (Some(target), Some(high)) => Cell::words(format!("{}–{}", &*target, &*high)),
        }
    })
}

pub(super) fn figure() -> Shown {
    Shown::new("完成", 12, |row| {
        let Own { actual, .. } = row.own();
        actual.map_or(Cell::Empty, |actual| Cell::number(&actual, |value| Cell::Number(value, "")))
    })
}

pub(super) fn percent(head: &str, field: Field) -> Shown {
    Shown::new(head, 11, move |row| Cell::percent(row.table.number(row.at, field)))
}

/// The status, coloured like its light.
pub(super) fn status() -> Shown {
    let light =
        |row: &Row<'_>| Cell::Light(row.cell(Field::Status).to_owned(), row.cell(Field::Light).to_owned());
    let shown = Shown::new("状态", 10, light);
    Shown { head: shown.head.with_lights(), ..shown }
}

pub(super) fn bodies() -> Shown {
    Shown::new("责任单位", 20, |row| Cell::words(own::bodies(row.table, row.at)))
}

/// Why there is no ratio, or nothing to hold it against.
pub(super) fn note() -> Shown {
    Shown::new("说明", 22, |row| Cell::words(own::note(row.table, row.at)))
}

pub(super) fn said(head: &str, width: u8, field: Field) -> Shown {
    Shown::new(head, width, move |row| Cell::words(row.cell(field)))
}

/// Where the number stands that contradicts it.
pub(super) fn elsewhere() -> Shown {
    Shown::new("另一处", 40, |row| Cell::words(places(row.cell(Field::Contradicts))))
}

/// A link to all that is known of the row.
pub(super) fn quote() -> Shown {
    Shown::new("原文", 9, |row| {
        let line = own::line(row.table, row.at);
        let words = line.map_or_else(|| "明细".to_owned(), |line| format!("第{line}行"));
        Cell::Link(words, look::line_of(row.number))
    })
}

/// How another row contradicts it, in words.
pub(super) fn clashes() -> Shown {
    Shown::new("矛盾", 18, |row| {
        let codes = row.cell(Field::Findings).split(';').filter(|code| code.starts_with('C'));
        Cell::words(codes.map(word).collect::<Vec<_>>().join("；"))
    })
}

/// What is to be looked at, in words.
pub(super) fn doubts() -> Shown {
    Shown::new("疑点", 24, |row| {
        let mut doubts = Vec::new();
        let raised = words(row.cell(Field::Findings));
        doubts.extend(Some(raised).filter(|raised| !raised.is_empty()));
        if matches!(row.cell(Field::Grounds), "only_one" | "same_place") {
            doubts.push(format!("{WEAK}{}", word(row.cell(Field::Grounds))));
        }
        if row.cell(Field::TextSource) == "ocr" {
            doubts.push("由图像识别".to_owned());
        }
        let note = own::note(row.table, row.at);
        doubts.extend(Some(note.to_owned()).filter(|note| !note.is_empty()));
        Cell::words(doubts.join("；"))
    })
}
