//! A binary workbook that the tests make.

use std::io::{Cursor, Write};

use zip::{ZipWriter, write::SimpleFileOptions};

/// A workbook with one sheet, while it is made.
#[derive(Default)]
pub(crate) struct Xlsb {
    /// Row, and the record of the cell.
    cells: Vec<(usize, Vec<u8>)>,
    strings: Vec<String>,
    merges: Vec<[usize; 4]>,
    hidden_rows: Vec<usize>,
    hidden_cols: Vec<usize>,
    hidden_sheet: bool,
}

/// A record: its number and its length in seven bits a byte, then itself.
fn record(kind: u32, body: &[u8]) -> Vec<u8> {
    let mut bytes = seven(kind);
    bytes.extend(seven(u32::try_from(body.len()).unwrap()));
    bytes.extend(body);
    bytes
}

fn seven(mut number: u32) -> Vec<u8> {
    let mut bytes = Vec::new();
    loop {
        let low = (number & 0x7f) as u8;
        number >>= 7;
        bytes.push(if number > 0 { low | 0x80 } else { low });
        if number == 0 {
            return bytes;
        }
    }
}

fn four(number: usize) -> [u8; 4] {
    u32::try_from(number).unwrap().to_le_bytes()
}

fn wide(text: &str) -> Vec<u8> {
    let units: Vec<u8> = text.encode_utf16().flat_map(u16::to_le_bytes).collect();
    [four(units.len() / 2).to_vec(), units].concat()
}

impl Xlsb {
    pub(crate) fn text(&mut self, row: usize, col: usize, text: &str) {
        self.strings.push(text.to_owned());
        let body = [four(col), four(0), four(self.strings.len() - 1)].concat();
        self.cells.push((row, record(7, &body)));
    }

    /// A number, whole ones in four bytes; its style shows a percentage or not.
    pub(crate) fn number(&mut self, row: usize, col: usize, number: f64, percent: bool) {
        let head = [four(col), four(usize::from(percent))].concat();
        let made = if number.fract() == 0.0 {
            record(2, &[head, ((number as i32) << 2 | 2).to_le_bytes().to_vec()].concat())
        } else {
            record(5, &[head, number.to_le_bytes().to_vec()].concat())
        };
        self.cells.push((row, made));
    }

    /// Cells from a row and column to another.
    pub(crate) fn merge(&mut self, (top, left, bottom, right): (usize, usize, usize, usize)) {
        self.merges.push([top, bottom, left, right]);
    }

    /// The head of a row.
    fn row(&self, row: usize) -> Vec<u8> {
        let mut head = [four(row).to_vec(), vec![0; 13]].concat();
        head[11] = if self.hidden_rows.contains(&row) { 0x10 } else { 0 };
        head
    }

    pub(crate) fn hide_row(&mut self, row: usize) {
        self.hidden_rows.push(row);
    }

    pub(crate) fn hide_col(&mut self, col: usize) {
        self.hidden_cols.push(col);
    }

    /// The same sheet once more, not shown.
    pub(crate) fn hide_a_sheet(&mut self) {
        self.hidden_sheet = true;
    }

    pub(crate) fn finish(self) -> Vec<u8> {
        let (mut sheet, mut last) = (Vec::new(), None);
        for col in &self.hidden_cols {
            sheet.extend(record(60, &[four(*col), four(*col), four(0), four(0), four(1)].concat()[..18]));
        }
        for (row, cell) in &self.cells {
            if last != Some(*row) {
                sheet.extend(record(0, &self.row(*row)));
                last = Some(*row);
            }
            sheet.extend(cell);
        }
        sheet.extend(self.merges.iter().flat_map(|area| record(176, &area.map(four).concat())));
        let string = |text: &String| record(19, &[vec![0], wide(text)].concat());
        let strings: Vec<u8> = self.strings.iter().flat_map(string).collect();
        let style = |format: u8| record(47, &[0xff, 0xff, format, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0]);
        let styles = [record(617, &four(2)), style(0), style(10), record(618, &[])].concat();
        let named = |hidden: usize, name: &str| {
            record(156, &[four(hidden).to_vec(), four(1).to_vec(), wide("rId1"), wide(name)].concat())
        };
        let unseen = if self.hidden_sheet { named(1, "Sheet2") } else { Vec::new() };
        let book = [named(0, "Sheet1"), unseen].concat();
        let links =
            "<Relationships><Relationship Id=\"rId1\" Target=\"worksheets/sheet1.bin\"/></Relationships>";
        let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
        for (name, bytes) in [
            ("xl/workbook.bin", book.as_slice()),
            ("xl/_rels/workbook.bin.rels", links.as_bytes()),
            ("xl/sharedStrings.bin", &strings),
            ("xl/styles.bin", &styles),
            ("xl/worksheets/sheet1.bin", &sheet),
        ] {
            zip.start_file(name, SimpleFileOptions::default()).unwrap();
            zip.write_all(bytes).unwrap();
        }
        zip.finish().unwrap().into_inner()
    }
}
