use std::io::Cursor;

use calamine::{Data, Reader, SheetVisible, Xls, XlsError};

use super::{
    Sheet,
    format::{Format, shortest},
    write,
};
use crate::read::{Draft, ReadError};

pub(in crate::read) fn read(bytes: &[u8]) -> Result<Draft, ReadError> {
    let mut book: Xls<_> = Xls::new(Cursor::new(bytes)).map_err(|error| broken(&error))?;
    let shown = book.sheets_metadata().iter().filter(|sheet| sheet.visible == SheetVisible::Visible);
    let names: Vec<String> = shown.map(|sheet| sheet.name.clone()).collect();
    let mut sheets = Vec::new();
    for name in names {
        let range = book.worksheet_range(&name).map_err(|error| broken(&error))?;
        let merged = book.merge_cells_by_sheet_name(&name).unwrap_or_default();
        let mut sheet = Sheet::new(name);
        let (top, left) = range.start().unwrap_or((0, 0));
        for (row, col, value) in range.used_cells() {
            sheet.put(row + top as usize, col + left as usize, text(value))?;
        }
        sheet.merged.extend(merged.iter().map(|area| {
            (area.start.0 as usize, area.start.1 as usize, area.end.0 as usize, area.end.1 as usize)
        }));
        sheets.push(sheet);
    }
    write(sheets)
}

fn broken(error: &XlsError) -> ReadError {
    match error {
        XlsError::Password => ReadError::Encrypted,
        other => ReadError::Broken(format!("its workbook is broken ({other})")),
    }
}

fn text(value: &Data) -> String {
    match value {
        Data::Int(number) => number.to_string(),
        Data::Float(number) => shortest(*number),
        Data::String(text) | Data::DateTimeIso(text) | Data::DurationIso(text) => text.clone(),
        Data::DateTime(day) => Format::of("yyyy-mm-dd").show(&day.as_f64().to_string(), false),
        _ => String::new(),
    }
}
