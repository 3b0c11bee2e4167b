//! A grid as a workbook.

use rust_decimal::Decimal;
use rust_xlsxwriter::{Format, FormatAlign, Workbook, XlsxError};
use unicode_width::UnicodeWidthStr;

use super::{Grid, Head, chart};
use crate::{
    export::{
        cell::{room, safe},
        xlsx::properties,
    },
    measure::ColumnType,
};

/// The sheet of the rows.
const SHEET: &str = "数据";
/// Widths of columns lie between these.
const NARROW: usize = 8;
const WIDE: usize = 40;

/// The workbook's bytes; made with a fixed date, so that the same grid gives the same bytes.
pub(super) fn workbook(grid: &Grid) -> Result<Vec<u8>, XlsxError> {
    let mut book = Workbook::new();
    book.set_properties(&properties(&grid.title)?);
    let sheet = book.add_worksheet().set_name(SHEET)?;
    let head = Format::new().set_bold().set_align(FormatAlign::Center).set_text_wrap();
    let percent = Format::new().set_num_format("0.0%");
    for (at, column) in (0u16..).zip(&grid.columns) {
        sheet.write_string_with_format(0, at, column.zh.as_ref(), &head)?;
        sheet.set_column_width(at, width(grid, usize::from(at)))?;
    }
    for (line, row) in (1u32..).zip(&grid.rows) {
        for (at, (column, cell)) in (0u16..).zip(grid.columns.iter().zip(row)) {
            let Some(text) = cell else { continue };
            match number(column, text) {
                Some(value) if column.percent => {
                    sheet.write_with_format(line, at, value, &percent)?
                }
                Some(value) => sheet.write(line, at, value)?,
                None => sheet.write_string(line, at, room(&safe(column.kind, text)))?,
            };
        }
    }
    sheet.set_freeze_panes(1, 0)?;
    if let (Ok(last), Some(right)) = (u32::try_from(grid.rows.len()), grid.columns.len().checked_sub(1)) {
        sheet.autofilter(0, 0, last, u16::try_from(right).unwrap_or(u16::MAX))?;
    }
    chart::onto(&mut book, SHEET, grid)?;
    book.save_to_buffer()
}

fn number(column: &Head, text: &str) -> Option<Decimal> {
    match column.kind {
        ColumnType::Decimal | ColumnType::Integer => Decimal::from_str_exact(text).ok(),
        ColumnType::Words | ColumnType::Code | ColumnType::Date => None,
    }
}

/// Wide enough for the widest cell, a Chinese letter counting two.
fn width(grid: &Grid, at: usize) -> f64 {
    let cells = grid.rows.iter().filter_map(|row| row.get(at)?.as_deref()).map(UnicodeWidthStr::width);
    let widest = cells.chain([grid.columns[at].zh.width()]).max().unwrap_or(0) + 2;
    f64::from(u8::try_from(widest.clamp(NARROW, WIDE)).unwrap_or(u8::MAX))
}
