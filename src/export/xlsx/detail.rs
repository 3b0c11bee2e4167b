//! 明细: every row with all that is known of it in words, the place that quotes are linked to.

use rust_xlsxwriter::{Worksheet, XlsxError};

use super::{look::Look, paper::Cell, rows::Shown};
use crate::{
    export::{
        Lang, own, period,
        words::{places, task_number, word, words},
    },
    measure::{Cell as Typed, ColumnType, Field, Table},
};

/// Letters that a printed page is wide, and most pages beside each other.
const PAGE: f64 = 200.0;
const PAGES: u16 = 4;
/// Most lines of a row: the words of a task are long, and stand in their cell whole.
pub(super) const LINES: usize = 4;

/// Columns for programs, which people do not read; goals and figures stand here as the report writes them.
const HIDDEN: &[Field] = &[
    Field::RowId,
    Field::StatusCode,
    Field::Rule,
    Field::GoalStart,
    Field::GoalEnd,
    Field::FigureStart,
    Field::FigureEnd,
    Field::Unit,
    Field::Target,
    Field::Actual,
];
/// What one report says of all its rows stands above them.
const OF_REPORT: &[Field] = &[Field::Source, Field::ReportTitle, Field::ReportPeriod];
/// Numbers in the common unit of a row, which people read in the unit of its goal.
const COMMON: &[Field] = &[
    Field::ImpliedTargetLow,
    Field::ImpliedTargetHigh,
    Field::Gap,
    Field::RequiredPerMonth,
    Field::Forecast,
];
/// The first columns, which each printed page repeats.
const FIRST: &[Field] = &[Field::TaskNo, Field::Indicator, Field::Scope];

/// The columns of the sheet in their order.
pub(super) fn known() -> impl Iterator<Item = Field> {
    let rest = Field::ALL.iter().filter(|field| !HIDDEN.contains(field) && !FIRST.contains(field));
    FIRST.iter().chain(rest).copied()
}

/// The columns as they are shown; where the whole table is known, those that say nothing are left out.
pub(super) fn columns(look: &Look, whole: Option<&Table>) -> Vec<Shown> {
    let says = |known: &Field| {
        let filled = |table: &Table| (0..table.rows.len()).any(|row| table.cell(row, *known).is_some());
        let alike = |table: &Table| {
            let mut cells = (0..table.rows.len()).map(|row| table.cell(row, *known));
            let first = cells.next();
            OF_REPORT.contains(known) && cells.all(|cell| Some(cell) == first)
        };
        FIRST[..2].contains(known) || whole.is_none_or(|table| filled(table) && !alike(table))
    };
    let lang = if look.is_english() { Lang::En } else { Lang::Zh };
    let shown = |known: Field| {
        let head = look.head(known.name(), known.column().zh);
        Shown::new(&head, width(known), move |row| match (COMMON.contains(&known), known) {
            (true, _) => Cell::number_or_nothing(own::in_goal_unit(row.table, row.at, known)),
            (_, Field::TaskNo) => Cell::words(task_number(Lang::Zh, row.cell(known))),
            (_, Field::ReportPeriod) => Cell::words(period(lang, row.cell(known))),
            (_, Field::Contradicts) => Cell::words(places(row.cell(known))),
            (_, Field::GapUnit) => Cell::words(own::gap_unit(row.table, row.at)),
            _ => cell(known, row.table.rows[row.at].cell(known)),
        })
    };
    known().filter(says).map(shown).collect()
}

/// So many columns are no page wide: they go on, page by page, beside the first two.
pub(super) fn on_pages(sheet: &mut Worksheet, width: f64) -> Result<(), XlsxError> {
    let pages = (1..PAGES).find(|pages| width <= PAGE * f64::from(*pages)).unwrap_or(PAGES);
    sheet.set_print_fit_to_pages(pages, 0).set_repeat_columns(0, 1).map(drop)
}

fn width(field: Field) -> u8 {
    match (field.column().kind, field) {
        (_, Field::TaskNo) => 8,
        (_, Field::Indicator) => 30,
        (_, Field::PaceGapPp) => 17,
        (_, Field::GoalText | Field::FigureText | Field::Task) => 40,
        (_, Field::ReportTitle) => 24,
        (ColumnType::Words, _) => 16,
        (ColumnType::Code | ColumnType::Written | ColumnType::Date, _) => 13,
        (ColumnType::Integer | ColumnType::Decimal, _) => 12,
    }
}

fn cell(field: Field, typed: Option<&Typed>) -> Cell {
    let Some(typed) = typed else { return Cell::Empty };
    let text: &str = typed;
    match (field.column().kind, field) {
        (ColumnType::Decimal, field) if field.name().ends_with("_ratio") || field == Field::Certainty => {
            Cell::number(typed, Cell::Percent)
        }
        (ColumnType::Decimal, Field::PaceGapPp) => Cell::number(typed, Cell::Points),
        (ColumnType::Integer, Field::TargetMet) => Cell::words(if text == "1" { "是" } else { "否" }),
        (ColumnType::Decimal | ColumnType::Integer | ColumnType::Written, _) => {
            Cell::number(typed, |value| Cell::Number(value, ""))
        }
        (ColumnType::Date, _) => typed.date().map_or_else(|| Cell::words(text), Cell::Date),
        (ColumnType::Code, Field::TargetOp) => Cell::words(operator(text)),
        (ColumnType::Code, Field::GoalKind) => Cell::words(crate::export::word(text)),
        (ColumnType::Code, _) => Cell::words(words(text)),
        (ColumnType::Words, Field::BodyResponsible | Field::ReviewedBy | Field::ReviewReason) => {
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
    use super::{Field, known};

    #[test]
    fn no_column_for_programs_is_shown_to_people_and_none_twice() {
        let names: Vec<&str> = known().map(Field::name).collect();
        assert_eq!(names[..2], ["task_no", "indicator"]);
        assert!(!names.contains(&"row_id") && !names.contains(&"status_code"));
        let mut once = names.clone();
        once.sort_unstable();
        once.dedup();
        assert_eq!(once.len(), names.len());
    }
}
