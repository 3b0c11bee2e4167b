//! How the cells of an .xls are formatted, and how far they reach: its records are looked through before the values
//! are read, as the crate that reads values knows no formats and takes memory for every place between the cells.

use std::collections::HashMap;

use super::{Sheet, format::Format};
use crate::read::{ReadError, bounds};

/// The formats of the cells of one sheet.
#[derive(Debug, Default)]
pub(super) struct Formatted {
    /// Where the sheet begins in the stream.
    start: usize,
    name: String,
    /// Row and column to the number of the cell's style.
    styles: HashMap<(usize, usize), usize>,
    last: (usize, usize),
    /// Rows, and runs of columns, that are not shown.
    rows: Vec<usize>,
    cols: Vec<(usize, usize)>,
}

/// The formats of a workbook.
#[derive(Debug, Default)]
pub(super) struct Formats {
    codes: HashMap<usize, Format>,
    /// For each style the number of its format.
    styles: Vec<usize>,
    sheets: Vec<Formatted>,
}

const SHEET: u16 = 0x85;
const BEGIN: u16 = 0x809;
const PASSWORD: u16 = 0x2f;
const FORMAT: u16 = 0x41e;
const STYLE: u16 = 0xe0;
/// Numbers, strings, formulas, blanks: row, column, style.
const CELLS: [u16; 8] = [0x203, 0x27e, 0xfd, 0x204, 0x6, 0x201, 0x205, 0xd6];
/// Several numbers or blanks in a row.
const RUNS: [u16; 2] = [0xbd, 0xbe];
/// What is said of a row, and of a run of columns.
const ROW: u16 = 0x208;
const COLUMNS: u16 = 0x7d;

impl Formats {
    /// Looks through the records of a workbook.
    pub(super) fn of(stream: &[u8]) -> Result<Self, ReadError> {
        let mut formats = Self::default();
        let (mut at, mut sheet) = (0, None);
        while let (Some(kind), Some(length)) = (short(stream, at), short(stream, at + 2)) {
            let body = stream.get(at + 4..at + 4 + usize::from(length)).unwrap_or_default();
            match kind {
                PASSWORD => return Err(ReadError::Encrypted),
                BEGIN => sheet = formats.sheets.iter().position(|sheet| sheet.start == at),
                SHEET => formats.sheet(body),
                FORMAT => formats.format(body),
                STYLE => formats.styles.push(short(body, 2).map_or(0, usize::from)),
                _ => {
                    if let Some(sheet) = sheet.and_then(|index| formats.sheets.get_mut(index)) {
                        sheet.take(kind, body)?;
                    }
                }
            }
            at += 4 + usize::from(length);
        }
        Ok(formats)
    }

    fn sheet(&mut self, body: &[u8]) {
        let start = body.get(..4).map_or(0, |four| u32::from_le_bytes([four[0], four[1], four[2], four[3]]));
        let letters = body.get(6).copied().map_or(0, usize::from);
        let name = text(body.get(7..).unwrap_or_default(), letters);
        self.sheets.push(Formatted { start: start as usize, name, ..Formatted::default() });
    }

    fn format(&mut self, body: &[u8]) {
        if let (Some(number), Some(letters)) = (short(body, 0), short(body, 2)) {
            let code = text(body.get(4..).unwrap_or_default(), usize::from(letters));
            self.codes.insert(usize::from(number), Format::of(&code));
        }
    }

    /// The format of a cell.
    pub(super) fn get(&self, sheet: &str, row: usize, col: usize) -> Format {
        let sheet = self.sheets.iter().find(|found| found.name == sheet);
        let style = sheet.and_then(|sheet| sheet.styles.get(&(row, col)));
        let number = style.and_then(|style| self.styles.get(*style)).copied().unwrap_or(0);
        self.codes.get(&number).cloned().unwrap_or_else(|| Format::built_in(number))
    }

    /// Tells a sheet which of its rows and columns are not shown.
    pub(super) fn hide(&self, sheet: &mut Sheet) {
        if let Some(found) = self.sheets.iter().find(|found| found.name == sheet.name) {
            found.rows.iter().for_each(|&row| sheet.hidden.row(row));
            found.cols.iter().for_each(|&(first, last)| sheet.hidden.cols(first, last));
        }
    }
}

impl Formatted {
    fn take(&mut self, kind: u16, body: &[u8]) -> Result<(), ReadError> {
        let (Some(row), Some(col)) = (short(body, 0), short(body, 2)) else { return Ok(()) };
        let (row, col) = (usize::from(row), usize::from(col));
        if kind == ROW && short(body, 12).is_some_and(|flags| flags & 0x20 != 0) {
            self.rows.push(row);
        } else if kind == COLUMNS && short(body, 8).is_some_and(|flags| flags & 1 != 0) {
            self.cols.push((row, col));
        } else if CELLS.contains(&kind) {
            self.put(row, col, short(body, 4));
        } else if RUNS.contains(&kind) {
            let step = if kind == RUNS[0] { 6 } else { 2 };
            let count = body.len().saturating_sub(6) / step;
            for index in 0..count {
                self.put(row, col + index, short(body, 4 + step * index));
            }
        }
        let places = (self.last.0 + 1) * (self.last.1 + 1);
        // Blank places take memory as well here, so more of them are allowed than of cells.
        ReadError::beyond("the reach of the cells of a sheet", places, 8 * bounds::TABLE_PLACES)
    }

    fn put(&mut self, row: usize, col: usize, style: Option<u16>) {
        self.last = (self.last.0.max(row), self.last.1.max(col));
        if let Some(style) = style {
            self.styles.insert((row, col), usize::from(style));
        }
    }
}

fn short(bytes: &[u8], at: usize) -> Option<u16> {
    bytes.get(at..at + 2).map(|two| u16::from_le_bytes([two[0], two[1]]))
}

/// A text whose first byte says whether its letters have one byte or two.
fn text(bytes: &[u8], letters: usize) -> String {
    let Some((flags, bytes)) = bytes.split_first() else { return String::new() };
    if flags & 1 == 0 {
        return bytes.iter().take(letters).map(|&byte| char::from(byte)).collect();
    }
    let units: Vec<u16> =
        bytes.chunks_exact(2).take(letters).map(|two| u16::from_le_bytes([two[0], two[1]])).collect();
    String::from_utf16_lossy(&units)
}
