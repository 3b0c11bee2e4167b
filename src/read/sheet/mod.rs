//! Spreadsheets (.xlsx, .xlsb, .xls, .ods, and those in one file of XML): one table a sheet, cells as they are shown.

mod biff;
mod format;
mod hidden;
mod ods;
mod place;
mod stored;
mod xls;
mod xlsb;
mod xlsx;
mod xml2003;

pub(super) use format::exact;
pub(super) use ods::{flat as flat_ods, read as read_ods};
pub(super) use place::named_by_hand;
pub(super) use xls::read as read_xls;
pub(super) use xlsb::read as read_xlsb;
pub(super) use xlsx::read as read_xlsx;
pub(super) use xml2003::flat as flat_2003;

use super::{Draft, ReadError, bounds};
use format::Format;
use stored::Sheet;

/// What the cells of all sheets of a workbook refer to.
struct Book {
    strings: Vec<String>,
    formats: Vec<Format>,
    late_calendar: bool,
}

/// An error where the sheets of a document hold too much in all.
fn counted(sheets: &[Sheet]) -> Result<(), ReadError> {
    let cells = sheets.iter().map(|sheet| sheet.cells.len()).sum();
    ReadError::beyond("the number of cells of the document", cells, bounds::TABLE_PLACES)?;
    let bytes = sheets.iter().map(|sheet| sheet.bytes).sum();
    ReadError::beyond("the text of the document in bytes", bytes, bounds::DOCUMENT_BYTES)
}

/// Writes the sheets; a name that a program gave (Sheet1) is no caption. What is not shown is left out and told:
/// so many sheets, and the rows and columns of the others.
fn write(sheets: Vec<Sheet>, unseen: usize) -> Result<Draft, ReadError> {
    let mut draft = Draft::default();
    let mut told = hidden::Told::of(unseen);
    for mut sheet in sheets {
        told.add(sheet.leave_out());
        draft.table(place::table(sheet)?)?;
    }
    if let Some(message) = told.message() {
        draft.note("cells-hidden", message);
    }
    Ok(draft)
}
