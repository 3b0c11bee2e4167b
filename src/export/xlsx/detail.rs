//! 明细: every row with all that is known of it in words, the place that quotes are linked to.

use rust_xlsxwriter::{Worksheet, XlsxError};

use super::{look::Look, paper::Cell, rows::Shown};
use crate::{
    export::words::{word, words},
    measure::{COLUMNS, Column as Known, ColumnType},
};

pub(super) const NAME: &str = "明细";

/// Pages beside each other that the columns take on paper.
const PAGES: u16 = 4;

/// Columns for programs, which people do not read.
const HIDDEN: &[&str] =
    &["row_id", "status_code", "rule", "goal_start", "goal_end", "figure_start", "figure_end"];
/// The first columns, which each printed page repeats.
const FIRST: &[&str] = &["task_no", "indicator", "scope"];

/// The columns of the sheet in their order.
pub(super) fn known() -> impl Iterator<Item = &'static Known> {
    let first = FIRST.iter().filter_map(|name| COLUMNS.iter().find(|column| column.name == *name));
    let rest =
        COLUMNS.iter().filter(|column| !HIDDEN.contains(&column.name) && !FIRST.contains(&column.name));
    first.chain(rest)
}

/// The line of a row, as a link inside the workbook.
pub(super) fn place(row: usize) -> String {
    format!("internal:'{NAME}'!A{}", row + 2)
}

/// The columns as they are shown.
pub(super) fn columns(look: &Look) -> Vec<Shown> {
    known()
        .map(|known| {
            let head = look.head(known.name, known.zh);
            Shown::new(&head, width(known), |row| cell(known, row.table.cell(row.at, known.name)))
        })
        .collect()
}

/// So many columns are no page wide: they go on, page by page, beside the first two.
pub(super) fn on_pages(sheet: &mut Worksheet) -> Result<(), XlsxError> {
    sheet.set_print_fit_to_pages(PAGES, 0).set_repeat_columns(0, 1).map(drop)
}

fn width(column: &Known) -> u8 {
    match (column.kind, column.name) {
        (_, "task_no") => 8,
        (_, "indicator") => 30,
        (_, "goal_text" | "figure_text") => 40,
        (ColumnType::Words, _) => 16,
        (ColumnType::Code | ColumnType::Date, _) => 13,
        (ColumnType::Integer | ColumnType::Decimal, _) => 12,
    }
}

fn cell(column: &Known, text: Option<&str>) -> Cell {
    let Some(text) = text else { return Cell::Empty };
    match (column.kind, column.name) {
        (ColumnType::Decimal, name) if name.ends_with("_ratio") || name == "certainty" => {
            Cell::Percent(text.to_owned())
        }
        (ColumnType::Decimal, "pace_gap_pp") => Cell::Points(text.to_owned()),
        (ColumnType::Decimal, _) => Cell::Number(text.to_owned(), ""),
        (ColumnType::Integer, "target_met") => Cell::words(if text == "1" { "是" } else { "否" }),
        (ColumnType::Integer, _) => Cell::Number(text.to_owned(), ""),
        (ColumnType::Date, _) => Cell::Date(text.to_owned()),
        (ColumnType::Code, "target_value" | "target_high" | "actual_value") => {
            Cell::Number(text.to_owned(), "")
        }
        (ColumnType::Code, "target_op") => Cell::words(operator(text)),
        (ColumnType::Code, "goal_kind") => Cell::words(crate::export::word(text)),
        (ColumnType::Code, _) => Cell::words(words(text)),
        (ColumnType::Words, "body_responsible" | "reviewed_by" | "review_reason") => {
            Cell::words(text.replace(';', "、"))
        }
        (ColumnType::Words, _) => Cell::words(text),
    }
}

fn operator(code: &str) -> &str {
    match code {
        ">=" => "不低于",
        ">" => "高于",
        "<=" => "不超过",
        "<" => "低于",
        "=" => "等于",
        "~" => "约",
        ".." => "区间",
        other => word(other),
    }
}

#[cfg(test)]
mod tests {
    use super::known;

    #[test]
    fn no_column_for_programs_is_shown_to_people_and_none_twice() {
        let names: Vec<&str> = known().map(|column| column.name).collect();
        assert_eq!(names[..2], ["task_no", "indicator"]);
        assert!(!names.contains(&"row_id") && !names.contains(&"status_code"));
        let mut once = names.clone();
        once.sort_unstable();
        once.dedup();
        assert_eq!(once.len(), names.len());
    }
}
