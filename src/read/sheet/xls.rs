use std::{
    io::Cursor,
    panic::{AssertUnwindSafe, catch_unwind},
};

use calamine::{Data, Reader, SheetVisible, Xls, XlsError};

use super::{Sheet, biff::Formats, counted, write};
use crate::read::{Draft, ReadError, compound};

pub(in crate::read) fn read(bytes: &[u8]) -> Result<Draft, ReadError> {
    let stream = compound::stream(bytes, &["Workbook", "Book"]);
    let stream = stream.ok_or_else(|| ReadError::Broken("there is no workbook in it".to_owned()))?;
    let formats = Formats::of(&stream)?;
    // A broken file may bring the crate that reads the values down; that is an error of the file.
    let sheets = catch_unwind(AssertUnwindSafe(|| sheets(bytes, &formats)));
    let (sheets, unseen) =
        sheets.unwrap_or_else(|_| Err(ReadError::Broken("its cells cannot be read".to_owned())))?;
    write(sheets, unseen)
}

/// The sheets that are shown, and how many are not.
fn sheets(bytes: &[u8], formats: &Formats) -> Result<(Vec<Sheet>, usize), ReadError> {
    let mut book: Xls<_> = Xls::new(Cursor::new(bytes)).map_err(|error| broken(&error))?;
    let shown = book.sheets_metadata().iter().filter(|sheet| sheet.visible == SheetVisible::Visible);
    let names: Vec<String> = shown.map(|sheet| sheet.name.clone()).collect();
    let unseen = book.sheets_metadata().len() - names.len();
    let mut sheets = Vec::new();
    for name in names {
        let range = book.worksheet_range(&name).map_err(|error| broken(&error))?;
        let merged = book.merge_cells_by_sheet_name(&name).unwrap_or_default();
        let mut sheet = Sheet::new(name.clone());
        let (top, left) = range.start().unwrap_or((0, 0));
        for (row, col, value) in range.used_cells() {
            let (row, col) = (row + top as usize, col + left as usize);
            sheet.put(row, col, text(value, || formats.get(&name, row, col)))?;
        }
        sheet.merged.extend(merged.iter().map(|area| {
            (area.start.0 as usize, area.start.1 as usize, area.end.0 as usize, area.end.1 as usize)
        }));
        formats.hide(&mut sheet);
        sheets.push(sheet);
        counted(&sheets)?;
    }
    Ok((sheets, unseen))
}

fn broken(error: &XlsError) -> ReadError {
    match error {
        XlsError::Password => ReadError::Encrypted,
        other => ReadError::Broken(format!("its workbook is broken ({other})")),
    }
}

fn text(value: &Data, format: impl Fn() -> super::format::Format) -> String {
    match value {
        Data::Int(number) => format().show(&number.to_string(), false),
        Data::Float(number) => format().show(&number.to_string(), false),
        Data::DateTime(day) => format().show(&day.as_f64().to_string(), false),
        Data::String(text) | Data::DateTimeIso(text) | Data::DurationIso(text) => text.clone(),
        _ => String::new(),
    }
}
