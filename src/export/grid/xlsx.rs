//! A grid as a workbook: a sheet to look at first, one page wide, and one with all that is known, in words.

use rust_xlsxwriter::{Workbook, Worksheet, XlsxError};
use unicode_width::UnicodeWidthStr;

use super::{
    Grid, chart,
    columns::Extent,
    people::{Seen, Shown, shown},
};
use crate::export::{
    Lang,
    xlsx::{Cell, Look, Sheet, properties, whole},
};

/// The sheet that people look at first, and that of all columns.
const SHOWN: &str = "一览";
const SHEET: &str = "明细";
/// Widths of columns lie between these.
const NARROW: usize = 8;
const WIDE: usize = 26;
/// Letters that a printed page is wide.
const PAGE: f64 = 200.0;

/// The workbook's bytes; made with a fixed date, so that the same grid gives the same bytes.
pub(super) fn workbook(grid: &Grid, lang: Lang) -> Result<Vec<u8>, XlsxError> {
    let mut book = Workbook::new();
    let look = Look::new(lang);
    let title = look.told(&grid.title);
    book.set_properties(&properties(&title)?);
    let first = shown(grid, lang, Extent::First);
    let columns: Vec<Sheet> = first.iter().map(column).collect();
    let frozen = if columns.len() > 4 { 1 } else { 0 };
    let sheet = book.add_worksheet().set_name(look.said(SHOWN))?;
    whole(sheet, &title, &columns, frozen, &look)?;
    if grid.rows.is_empty() {
        look.write_plain(sheet, 2, 0, &look.told(grid.empty))?;
    }
    let all = shown(grid, lang, Extent::All);
    if all.len() > first.len() {
        details(book.add_worksheet().set_name(look.said(SHEET))?, &title, &all, &look)?;
    }
    chart::onto(&mut book, &look.said(SHOWN), grid, &look)?;
    book.save_to_buffer()
}

/// Every column that says something to people; so many are no page wide, and go on beside the first.
fn details(sheet: &mut Worksheet, title: &str, shown: &[Shown], look: &Look) -> Result<(), XlsxError> {
    let columns: Vec<Sheet> = shown.iter().map(column).collect();
    whole(sheet, title, &columns, 1, look)?;
    let width: f64 = shown.iter().map(|column| f64::from(width(column))).sum();
    let pages = (1..8).find(|pages| width <= PAGE * f64::from(*pages)).unwrap_or(8);
    sheet.set_print_fit_to_pages(pages, 0).set_repeat_columns(0, 0).map(drop)
}

/// A column as a sheet has it.
fn column(shown: &Shown) -> Sheet {
    let cell = |seen: &Seen| match seen {
        Seen::Nothing => Cell::Empty,
        Seen::Words(words) => Cell::words(words.as_str()),
        Seen::Step(value) if value.is_sign_positive() && !value.is_zero() => Cell::Number(*value, "+"),
        Seen::Number(value) | Seen::Step(value) => Cell::Number(*value, ""),
        Seen::Percent(value) => Cell::Percent(*value),
        Seen::Change(value) => Cell::Change(*value),
        Seen::Date(date) => Cell::Date(*date),
        Seen::Light(word, light) => Cell::Light(word.clone(), (*light).to_owned()),
    };
    let width = width(shown);
    Sheet::new(shown.head.as_str(), width, shown.cells.iter().map(cell).collect())
}

/// Wide enough for the widest cell, a Chinese letter counting two.
fn width(shown: &Shown) -> u8 {
    let widest = shown.cells.iter().map(|seen| match seen {
        Seen::Words(text) | Seen::Light(text, _) => text.width(),
        Seen::Nothing => 0,
        Seen::Number(value) | Seen::Step(value) => {
            let digits = value.to_string().len();
            digits + digits / 3
        }
        Seen::Percent(_) | Seen::Change(_) => 9,
        Seen::Date(_) => 11,
    });
    let width = widest.max().unwrap_or(0).max(shown.head.width().min(12)) + 2;
    u8::try_from(width.clamp(NARROW, WIDE)).unwrap_or(u8::MAX)
}
