//! 明细: every row with all that is known of it in words, the place that quotes are linked to.

use rust_xlsxwriter::{Worksheet, XlsxError};

use super::{look::Look, paper::Cell, rows::Shown};
use crate::{
    export::{
        Lang, own, period,
        words::{places, task_number, word, words},
    },
    measure::{COLUMNS, Cell as Typed, Column as Known, ColumnType, Table},
};

/// Letters that a printed page is wide, and most pages beside each other.
const PAGE: f64 = 200.0;
const PAGES: u16 = 4;
/// Most lines of a row: the words of a task are long, and stand in their cell whole.
pub(super) const LINES: usize = 4;

/// Columns for programs, which people do not read; goals and figures stand here as the report writes them.
const HIDDEN: &[&str] = &[
    "row_id",
    "status_code",
    "rule",
    "goal_start",
    "goal_end",
    "figure_start",
    "figure_end",
    "unit",
    "target",
    "actual",
];
/// What one report says of all its rows stands above them.
const OF_REPORT: &[&str] = &["source", "report_title", "report_period"];
/// Numbers in the common unit of a row, which people read in the unit of its goal.
const COMMON: &[&str] =
    &["implied_target_low", "implied_target_high", "gap", "required_per_month", "forecast"];
/// The first columns, which each printed page repeats.
const FIRST: &[&str] = &["task_no", "indicator", "scope"];

/// The columns of the sheet in their order.
pub(super) fn known() -> impl Iterator<Item = &'static Known> {
    let first = FIRST.iter().filter_map(|name| COLUMNS.iter().find(|column| column.name == *name));
    let rest =
        COLUMNS.iter().filter(|column| !HIDDEN.contains(&column.name) && !FIRST.contains(&column.name));
    first.chain(rest)
}

/// The columns as they are shown; where the whole table is known, those that say nothing are left out.
pub(super) fn columns(look: &Look, whole: Option<&Table>) -> Vec<Shown> {
    let says = |known: &&Known| {
        let filled = |table: &Table| (0..table.rows.len()).any(|row| table.cell(row, known.name).is_some());
        let alike = |table: &Table| {
            let mut cells = (0..table.rows.len()).map(|row| table.cell(row, known.name));
            let first = cells.next();
            OF_REPORT.contains(&known.name) && cells.all(|cell| Some(cell) == first)
        };
        FIRST[..2].contains(&known.name) || whole.is_none_or(|table| filled(table) && !alike(table))
    };
    let lang = if look.is_english() { Lang::En } else { Lang::Zh };
    let shown = |known: &'static Known| {
        let head = look.head(known.name, known.zh);
        Shown::new(&head, width(known), move |row| match (COMMON.contains(&known.name), known.name) {
            (true, _) => Cell::number_or_nothing(own::in_goal_unit(row.table, row.at, known.name)),
            (_, "task_no") => Cell::words(task_number(Lang::Zh, row.cell(known.name))),
            (_, "report_period") => Cell::words(period(lang, row.cell(known.name))),
            (_, "contradicts") => Cell::words(places(row.cell(known.name))),
            (_, "gap_unit") => Cell::words(own::gap_unit(row.table, row.at)),
            _ => cell(known, row.table.rows[row.at].cell(known.name)),
        })
    };
    known().filter(says).map(shown).collect()
}

/// So many columns are no page wide: they go on, page by page, beside the first two.
pub(super) fn on_pages(sheet: &mut Worksheet, width: f64) -> Result<(), XlsxError> {
    let pages = (1..PAGES).find(|pages| width <= PAGE * f64::from(*pages)).unwrap_or(PAGES);
    sheet.set_print_fit_to_pages(pages, 0).set_repeat_columns(0, 1).map(drop)
}

fn width(column: &Known) -> u8 {
    match (column.kind, column.name) {
        (_, "task_no") => 8,
        (_, "indicator") => 30,
        (_, "pace_gap_pp") => 17,
        (_, "goal_text" | "figure_text" | "task") => 40,
        (_, "report_title") => 24,
        (ColumnType::Words, _) => 16,
        (ColumnType::Code | ColumnType::Written | ColumnType::Date, _) => 13,
        (ColumnType::Integer | ColumnType::Decimal, _) => 12,
    }
}

fn cell(column: &Known, typed: Option<&Typed>) -> Cell {
    let Some(typed) = typed else { return Cell::Empty };
    let text: &str = typed;
    match (column.kind, column.name) {
        (ColumnType::Decimal, name) if name.ends_with("_ratio") || name == "certainty" => {
            Cell::number(typed, Cell::Percent)
        }
        (ColumnType::Decimal, "pace_gap_pp") => Cell::number(typed, Cell::Points),
        (ColumnType::Integer, "target_met") => Cell::words(if text == "1" { "是" } else { "否" }),
        (ColumnType::Decimal | ColumnType::Integer | ColumnType::Written, _) => {
            Cell::number(typed, |value| Cell::Number(value, ""))
        }
        (ColumnType::Date, _) => typed.date().map_or_else(|| Cell::words(text), Cell::Date),
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
