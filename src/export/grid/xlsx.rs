//! A grid as a workbook: a sheet for people, one page wide, and one with every column.

use rust_decimal::Decimal;
use rust_xlsxwriter::{Format, FormatAlign, Workbook, Worksheet, XlsxError};
use unicode_width::UnicodeWidthStr;

use super::{
    Grid, Head, chart,
    people::{Seen, Shown, shown},
};
use crate::{
    export::{
        Lang,
        cell::{room, safe},
        xlsx::{Cell, Look, Sheet, properties, whole},
    },
    measure::{Cell as Typed, ColumnType},
};

/// The sheet for people, and that of all columns.
const SHOWN: &str = "一览";
const SHEET: &str = "数据";
/// Widths of columns lie between these.
const NARROW: usize = 8;
const WIDE: usize = 40;

/// The workbook's bytes; made with a fixed date, so that the same grid gives the same bytes.
pub(super) fn workbook(grid: &Grid, lang: Lang) -> Result<Vec<u8>, XlsxError> {
    let mut book = Workbook::new();
    let look = Look::new(lang);
    let title = look.told(&grid.title);
    book.set_properties(&properties(&title)?);
    let columns: Vec<Sheet> = shown(grid, lang).iter().map(column).collect();
    let frozen = if columns.len() > 4 { 1 } else { 0 };
    whole(book.add_worksheet().set_name(look.said(SHOWN))?, &title, &columns, frozen, &look)?;
    data(book.add_worksheet().set_name(look.said(SHEET))?, grid, &look)?;
    chart::onto(&mut book, &look.said(SHOWN), grid, &look)?;
    book.save_to_buffer()
}

/// A column as a sheet has it.
fn column(shown: &Shown) -> Sheet {
    let cell = |seen: &Seen| match seen {
        Seen::Nothing => Cell::Empty,
        Seen::Words(words) => Cell::words(words.as_str()),
        Seen::Number(value) => Cell::Number(*value, ""),
        Seen::Percent(value) => Cell::Percent(*value),
        Seen::Change(value) => Cell::Change(*value),
        Seen::Date(date) => Cell::Date(*date),
        Seen::Light(word, light) => Cell::Light(word.clone(), (*light).to_owned()),
    };
    let widest = shown.cells.iter().map(|seen| match seen {
        Seen::Words(text) | Seen::Light(text, _) => text.width(),
        Seen::Nothing => 0,
        Seen::Number(value) => {
            let digits = value.to_string().len();
            digits + digits / 3
        }
        Seen::Percent(_) | Seen::Change(_) | Seen::Date(_) => 9,
    });
    let width = widest.max().unwrap_or(0).max(shown.head.width().min(12)) + 2;
    let width = u8::try_from(width.clamp(NARROW, 26)).unwrap_or(u8::MAX);
    Sheet::new(shown.head.as_str(), width, shown.cells.iter().map(cell).collect())
}

/// Every column with its values as they are.
fn data(sheet: &mut Worksheet, grid: &Grid, look: &Look) -> Result<(), XlsxError> {
    let head = Format::new().set_bold().set_align(FormatAlign::Center).set_text_wrap();
    let percent = Format::new().set_num_format("0.0%");
    for (at, column) in (0u16..).zip(&grid.columns) {
        sheet.write_string_with_format(
            0,
            at,
            room(&safe(ColumnType::Words, &look.head(&column.name, &column.zh))),
            &head,
        )?;
        sheet.set_column_width(at, width(grid, usize::from(at)))?;
    }
    for (line, row) in (1u32..).zip(&grid.rows) {
        for (at, (column, cell)) in (0u16..).zip(grid.columns.iter().zip(row)) {
            let Some(text) = cell else { continue };
            match number(column, text) {
                Some(value) if column.percent => sheet.write_with_format(line, at, value, &percent)?,
                Some(value) => sheet.write(line, at, value)?,
                None => sheet.write_string(line, at, room(&safe(column.kind, text)))?,
            };
        }
    }
    sheet.set_freeze_panes(1, 0)?;
    if let (Ok(last), Some(right)) = (u32::try_from(grid.rows.len()), grid.columns.len().checked_sub(1)) {
        sheet.autofilter(0, 0, last, u16::try_from(right).unwrap_or(u16::MAX))?;
    }
    sheet.set_repeat_rows(0, 0)?;
    crate::export::xlsx::on_paper(sheet, &look.told(&grid.title), look);
    // So many columns are no page wide.
    sheet.set_print_fit_to_pages(u16::try_from(grid.columns.len().div_ceil(12)).unwrap_or(1), 0);
    Ok(())
}

fn number(column: &Head, cell: &Typed) -> Option<Decimal> {
    match column.kind {
        ColumnType::Decimal | ColumnType::Integer => cell.number(),
        ColumnType::Words | ColumnType::Code | ColumnType::Written | ColumnType::Date => None,
    }
}

/// Wide enough for the widest cell, a Chinese letter counting two.
fn width(grid: &Grid, at: usize) -> f64 {
    let cells = grid.rows.iter().filter_map(|row| row.get(at)?.as_deref()).map(UnicodeWidthStr::width);
    let widest = cells.chain([grid.columns[at].zh.width()]).max().unwrap_or(0) + 2;
    f64::from(u8::try_from(widest.clamp(NARROW, WIDE)).unwrap_or(u8::MAX))
}
