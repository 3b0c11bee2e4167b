use std::collections::HashMap;

use super::{Book, Sheet, counted, format::Format, write};
use crate::read::{
    Draft, ReadError,
    archive::Archive,
    bounds,
    compound::{short, word},
    xml::Element,
};

/// Records that are looked at.
const ROW: u32 = 0;
const RK: u32 = 2;
const REAL: u32 = 5;
const TEXT: u32 = 6;
const SHARED: u32 = 7;
const FORMULA_TEXT: u32 = 8;
const FORMULA_REAL: u32 = 9;
const STRING: u32 = 19;
const FORMAT: u32 = 44;
const STYLE: u32 = 47;
const COLUMNS: u32 = 60;
const BOOK: u32 = 153;
const SHEET: u32 = 156;
const MERGED: u32 = 176;
const STYLES: (u32, u32) = (617, 618);

/// The records of a part of a binary workbook: a number and a length of seven bits a byte, then the record.
struct Records<'a>(&'a [u8]);

impl Records<'_> {
    fn number(&mut self, bytes: usize) -> Option<u32> {
        let mut number = 0;
        for at in 0..bytes {
            let (&byte, rest) = self.0.split_first()?;
            self.0 = rest;
            number |= u32::from(byte & 0x7f) << (7 * at);
            if byte & 0x80 == 0 {
                break;
            }
        }
        Some(number)
    }
}

impl<'a> Iterator for Records<'a> {
    type Item = (u32, &'a [u8]);

    fn next(&mut self) -> Option<Self::Item> {
        // The number of a record keeps its marks in other tools; here only the seven bits count.
        let kind = self.number(2)?;
        let size = self.number(4)? as usize;
        let (body, rest) = self.0.split_at_checked(size)?;
        self.0 = rest;
        Some((kind, body))
    }
}

pub(in crate::read) fn read(bytes: &[u8]) -> Result<Draft, ReadError> {
    let mut archive = Archive::open(bytes)?;
    let links = archive.needed("xl/_rels/workbook.bin.rels")?;
    let links = Element::tree(&links, &["Id", "Target"])?;
    let targets: HashMap<&str, &str> = links
        .child("Relationships")
        .into_iter()
        .flat_map(|links| links.all("Relationship"))
        .filter_map(|link| Some((link.get("Id")?, link.get("Target")?)))
        .collect();
    let workbook = archive.bytes("xl/workbook.bin")?.unwrap_or_default();
    let late = Records(&workbook).find(|(kind, _)| *kind == BOOK).and_then(|(_, body)| word(body, 0));
    let book = Book {
        strings: strings(&archive.bytes("xl/sharedStrings.bin")?.unwrap_or_default())?,
        formats: formats(&archive.bytes("xl/styles.bin")?.unwrap_or_default()),
        late_calendar: late.is_some_and(|flags| flags & 1 == 1),
    };
    let (mut sheets, mut unseen) = (Vec::new(), 0);
    for (_, body) in Records(&workbook).filter(|(kind, _)| *kind == SHEET) {
        let (id, rest) = text(body.get(8..).unwrap_or_default());
        let shown = word(body, 0) == Some(0);
        unseen += usize::from(!shown);
        if let (true, Some(target)) = (shown, targets.get(id.as_str())) {
            let path = target.strip_prefix('/').map_or_else(|| format!("xl/{target}"), str::to_owned);
            if let Some(part) = archive.bytes(&path)? {
                sheets.push(cells(&part, Sheet::new(text(rest).0), &book)?);
                counted(&sheets)?;
            }
        }
    }
    write(sheets, unseen)
}

/// A text whose length stands before it, and what stands behind it.
fn text(bytes: &[u8]) -> (String, &[u8]) {
    let letters = word(bytes, 0).filter(|letters| *letters != u32::MAX).unwrap_or(0) as usize;
    let rest = bytes.get(4..).unwrap_or_default();
    let units = rest.chunks_exact(2).take(letters).map(|two| u16::from_le_bytes([two[0], two[1]]));
    let text = String::from_utf16_lossy(&units.collect::<Vec<u16>>());
    (text, rest.get(letters.saturating_mul(2)..).unwrap_or_default())
}

fn strings(part: &[u8]) -> Result<Vec<String>, ReadError> {
    let (mut strings, mut bytes) = (Vec::new(), 0);
    for (_, body) in Records(part).filter(|(kind, _)| *kind == STRING) {
        let (string, _) = text(body.get(1..).unwrap_or_default());
        bytes += string.len();
        ReadError::beyond("the text of the strings in bytes", bytes, bounds::UNPACKED_BYTES)?;
        strings.push(string);
    }
    Ok(strings)
}

/// The formats of the cell styles, in their order.
fn formats(part: &[u8]) -> Vec<Format> {
    let (mut own, mut formats, mut inside) = (HashMap::new(), Vec::new(), false);
    for (kind, body) in Records(part) {
        match kind {
            FORMAT => {
                let code = text(body.get(2..).unwrap_or_default()).0;
                own.insert(short(body, 0).map_or(0, usize::from), Format::of(&code));
            }
            kind if kind == STYLES.0 => inside = true,
            kind if kind == STYLES.1 => inside = false,
            STYLE if inside => {
                let id = short(body, 2).map_or(0, usize::from);
                formats.push(own.get(&id).cloned().unwrap_or_else(|| Format::built_in(id)));
            }
            _ => {}
        }
    }
    formats
}

fn cells(part: &[u8], mut sheet: Sheet, book: &Book) -> Result<Sheet, ReadError> {
    let (mut row, mut rows) = (0, 0);
    for (kind, body) in Records(part) {
        let col = word(body, 0).map_or(0, |col| col as usize);
        let told = body.get(8..).unwrap_or_default();
        let real =
            |bytes: &[u8]| -> Option<f64> { Some(f64::from_le_bytes(bytes.get(..8)?.try_into().ok()?)) };
        let number = match kind {
            ROW => {
                (row, rows) = (col, rows + 1);
                ReadError::beyond("the number of rows of a sheet", rows, bounds::SHEET_ROWS)?;
                if body.get(11).is_some_and(|flags| flags & 0x10 != 0) {
                    sheet.hidden.row(row);
                }
                continue;
            }
            COLUMNS => {
                let last = word(body, 4).map_or(col, |last| last as usize);
                if body.get(16).is_some_and(|flags| flags & 1 != 0) {
                    sheet.hidden.cols(col, last);
                }
                continue;
            }
            MERGED => {
                let at = |index: usize| word(body, 4 * index).map_or(0, |value| value as usize);
                sheet.merged.push((at(0), at(2), at(1), at(3)));
                continue;
            }
            TEXT | FORMULA_TEXT => {
                sheet.put(row, col, text(told).0)?;
                continue;
            }
            SHARED => {
                let string = word(told, 0).and_then(|at| book.strings.get(at as usize));
                sheet.put(row, col, string.cloned().unwrap_or_default())?;
                continue;
            }
            RK => word(told, 0).map(compact),
            REAL | FORMULA_REAL => real(told),
            _ => None,
        };
        if let Some(number) = number {
            let style = word(body, 4).map_or(0, |style| style as usize & 0xff_ffff);
            let format = book.formats.get(style).cloned().unwrap_or_default();
            sheet.put(row, col, format.show(&number.to_string(), book.late_calendar))?;
        }
    }
    Ok(sheet)
}

/// A number in four bytes: a whole one or the upper half of a real one, perhaps a hundredfold.
fn compact(packed: u32) -> f64 {
    let number = if packed & 2 == 0 {
        f64::from_bits(u64::from(packed & !3) << 32)
    } else {
        f64::from(packed.cast_signed() >> 2)
    };
    if packed & 1 == 1 { number / 100.0 } else { number }
}
