//! Files that take their rows part by part, so that many reports need no more memory than a few.

use std::io::{self, Write};

use polars::prelude::DataFrame;

use super::{Export, Exporter};
use crate::{
    measure::{Row, Table},
    model::Report,
    text::Source,
};

/// Rows in the form in which a format takes them: made by any thread, put into the file by one.
pub struct Part {
    rows: usize,
    made: Made,
}

enum Made {
    /// Bytes that stand in the file as they are.
    Lines(Vec<u8>),
    /// Typed columns.
    Frame(DataFrame),
    /// Cells.
    Table(Table),
}

/// What a file shows where it does not hold all that was read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Cut {
    /// Rows in the file.
    pub rows: usize,
    /// Rows that were read.
    pub of_rows: usize,
    /// Reports in the file.
    pub reports: usize,
    /// Reports that were read.
    pub of_reports: usize,
}

/// A file that takes its rows part by part.
pub trait Growing {
    /// Puts rows behind those that are there; `reports` are what they were read from.
    ///
    /// # Errors
    /// What the writer reports, and values that the format cannot hold.
    fn add(&mut self, part: Part, reports: Vec<(Source, Report)>) -> io::Result<()>;

    /// Writes what is still to be written; says what the file shows where it is not all.
    ///
    /// # Errors
    /// What the writer reports.
    fn finish(self: Box<Self>) -> io::Result<Option<Cut>>;
}

impl Part {
    pub(super) fn of_lines(rows: usize, lines: Vec<u8>) -> Self {
        Self { rows, made: Made::Lines(lines) }
    }

    pub(super) fn of_frame(frame: DataFrame) -> Self {
        Self { rows: frame.height(), made: Made::Frame(frame) }
    }

    pub(super) fn of_table(table: Table) -> Self {
        Self { rows: table.rows.len(), made: Made::Table(table) }
    }

    /// How many rows it holds.
    #[must_use]
    pub fn rows(&self) -> usize {
        self.rows
    }

    pub(super) fn lines(self) -> io::Result<Vec<u8>> {
        match self.made {
            Made::Lines(lines) => Ok(lines),
            Made::Frame(_) | Made::Table(_) => Err(foreign()),
        }
    }

    pub(super) fn frame(self) -> io::Result<DataFrame> {
        match self.made {
            Made::Frame(frame) => Ok(frame),
            Made::Lines(_) | Made::Table(_) => Err(foreign()),
        }
    }

    pub(super) fn table(self) -> io::Result<Table> {
        match self.made {
            Made::Table(table) => Ok(table),
            Made::Lines(_) | Made::Frame(_) => Err(foreign()),
        }
    }
}

fn foreign() -> io::Error {
    io::Error::other("rows that were made for another format")
}

/// A file of bytes that follow each other, with something before and behind them.
pub(super) struct Following<'w> {
    out: &'w mut dyn Write,
    any: bool,
    marks: [&'static [u8]; 3],
}

impl<'w> Following<'w> {
    /// `marks` stand before the first row, between parts with rows, and behind all.
    pub(super) fn new(out: &'w mut dyn Write, marks: [&'static [u8]; 3]) -> Box<Self> {
        Box::new(Self { out, any: false, marks })
    }
}

impl Growing for Following<'_> {
    fn add(&mut self, part: Part, _: Vec<(Source, Report)>) -> io::Result<()> {
        if part.rows == 0 {
            return Ok(());
        }
        let [first, between, _] = self.marks;
        self.out.write_all(if self.any { between } else { first })?;
        self.any = true;
        self.out.write_all(&part.lines()?)
    }

    fn finish(self: Box<Self>) -> io::Result<Option<Cut>> {
        let [.., end] = self.marks;
        self.out.write_all(end).map(|()| None)
    }
}

/// Rows that are made ready together where a whole table is written.
const TOGETHER: usize = 1000;

/// A whole table through a file that grows.
pub(super) fn at_once(
    exporter: &dyn Exporter,
    export: &Export<'_>,
    out: &mut dyn Write,
    part: impl Fn(&[Row]) -> io::Result<Part>,
) -> io::Result<()> {
    let mut file = exporter.begin(export.style, out)?;
    for rows in export.table.rows.chunks(TOGETHER) {
        file.add(part(rows)?, Vec::new())?;
    }
    file.finish().map(drop)
}

#[cfg(test)]
mod tests {
    use polars_io::{SerReader, ipc::IpcReader};

    use super::{Export, Exporter, Part, Table};
    use crate::export::{EXPORTERS, Style};

    fn table() -> Table {
        let row = |nth: usize| {
            let number = nth.to_string();
            Table::row(&[
                ("row_id", number.as_str()),
                ("source", "a.txt"),
                ("kind", "paired"),
                ("indicator", "=桥\"梁"),
                ("target", "12.5"),
                ("goal_line", number.as_str()),
                ("as_of", "2023-06-30"),
                ("findings", "R09;R10"),
            ])
        };
        Table { rows: (0..2500).map(row).collect() }
    }

    /// What a file holds, to be compared: its bytes, but of Arrow, whose unused bits may differ, its rows and types.
    fn held(exporter: &dyn Exporter, bytes: &[u8]) -> (Vec<u8>, String) {
        if exporter.name() != "arrow" {
            return (bytes.to_vec(), String::new());
        }
        let frame = IpcReader::new(std::io::Cursor::new(bytes)).finish().unwrap();
        let mut csv = String::new();
        for column in frame.columns() {
            let cells: Vec<String> =
                (0..frame.height()).map(|row| column.get(row).unwrap().to_string()).collect();
            csv.push_str(&format!("{} {:?} {}\n", column.name(), column.dtype(), cells.join(",")));
        }
        (Vec::new(), csv)
    }

    #[test]
    fn a_file_holds_the_same_however_its_rows_were_cut_into_parts() {
        let table = table();
        let style = Style::default();
        // A page is of reports, and of rows only beside them.
        for exporter in EXPORTERS.iter().filter(|exporter| exporter.name() != "html") {
            for rows in [&table.rows[..0], &table.rows[..7], &table.rows] {
                let mut whole = Vec::new();
                let table = Table { rows: rows.to_vec() };
                exporter.write(&Export { table: &table, reports: &[], style }, &mut whole).unwrap();
                for size in [1, 3, 1700] {
                    let mut grown = Vec::new();
                    let mut file = exporter.begin(style, &mut grown).unwrap();
                    for rows in rows.chunks(if rows.len() < 10 { size } else { 1700 }) {
                        let part = exporter.part(Table { rows: rows.to_vec() }, style).unwrap();
                        assert_eq!(Part::rows(&part), rows.len());
                        file.add(part, Vec::new()).unwrap();
                    }
                    file.finish().unwrap();
                    let (grown, whole) = (held(*exporter, &grown), held(*exporter, &whole));
                    assert!(grown == whole, "{} of {} rows in parts of {size}", exporter.name(), rows.len());
                }
            }
        }
    }
}
