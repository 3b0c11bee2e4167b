//! 明细: every row and every column, the place that quotes are linked to.

use rust_xlsxwriter::{Worksheet, XlsxError};

use super::look::{Look, width};
use crate::{
    export::cell::{room, safe},
    measure::{COLUMNS, Column, ColumnType, Table},
};

pub(super) const NAME: &str = "明细";

/// The cell of a row's quote, as a link inside the workbook.
pub(super) fn place(row: usize) -> String {
    let at = COLUMNS.iter().position(|column| column.name == "goal_text").unwrap_or(0);
    let at = u16::try_from(at).unwrap_or(0);
    format!("internal:'{NAME}'!{}{}", rust_xlsxwriter::utility::column_number_to_name(at), row + 2)
}

pub(super) fn sheet(sheet: &mut Worksheet, table: &Table, look: &Look) -> Result<(), XlsxError> {
    for (at, column) in (0u16..).zip(COLUMNS) {
        sheet.write_string_with_format(0, at, column.zh, &look.head)?;
        let cells = table.rows.iter().filter_map(|row| row[usize::from(at)].as_deref());
        sheet.set_column_width(at, width(cells.chain([column.zh])))?;
    }
    for (line, row) in (1u32..).zip(&table.rows) {
        for (at, (column, cell)) in (0u16..).zip(COLUMNS.iter().zip(row)) {
            if let Some(text) = cell {
                write(sheet, line, at, column, text, look)?;
            }
        }
    }
    sheet.set_row_height(0, 32)?;
    sheet.set_freeze_panes(1, 0)?;
    let last = u32::try_from(table.rows.len()).unwrap_or(u32::MAX);
    sheet.autofilter(0, 0, last, u16::try_from(COLUMNS.len() - 1).unwrap_or(u16::MAX))?;
    Ok(())
}

fn write(
    sheet: &mut Worksheet,
    line: u32,
    at: u16,
    column: &Column,
    text: &str,
    look: &Look,
) -> Result<(), XlsxError> {
    match column.kind {
        ColumnType::Decimal if column.name.ends_with("_ratio") => {
            look.write_as(sheet, line, at, text, &look.percent)
        }
        ColumnType::Decimal => look.write_number(sheet, line, at, text),
        ColumnType::Integer => look.write_as(sheet, line, at, text, &look.body),
        ColumnType::Date => look.write_date(sheet, line, at, text),
        ColumnType::Words => look.write_words(sheet, line, at, text),
        ColumnType::Code => {
            sheet.write_string_with_format(line, at, room(&safe(column.kind, text)), &look.body).map(drop)
        }
    }
}
