//! A workbook for people: a summary with a chart, the rates, what is open, what to look at, and every column.

mod book;
mod detail;
mod groups;
mod look;
mod notes;
mod paper;
mod properties;
mod ranking;
mod rates;
mod rows;
mod summary;
mod totals;

use std::io::{self, Seek, Write};

use rust_xlsxwriter::XlsxError;

use super::{Cut, Export, Exporter, Growing, Lang, Part, Style};
use crate::{measure::Table, model::Report, text::Source};
use book::Book;
pub(super) use look::Look;
use notes::MANY;
pub(super) use paper::{Cell, Column as Sheet, on_paper, whole};
pub(super) use properties::properties;

/// An Excel workbook.
pub(super) struct Xlsx;

/// Rows that a sheet holds beside its header.
const ROWS: usize = 1_048_575;

impl Exporter for Xlsx {
    fn name(&self) -> &'static str {
        "xlsx"
    }

    fn endings(&self) -> &'static [&'static str] {
        &["xlsx"]
    }

    fn about(&self) -> &'static str {
        "workbook for people: summary, rates, open goals, checks"
    }

    fn part(&self, table: Table, _: Style) -> io::Result<Part> {
        Ok(Part::of_table(table))
    }

    fn begin<'w>(&self, style: Style, out: &'w mut dyn Write) -> io::Result<Box<dyn Growing + 'w>> {
        Ok(Box::new(Rows { out, lang: style.lang, held: Table::default(), book: None, many: MANY }))
    }

    fn write(&self, export: &Export<'_>, out: &mut dyn Write) -> io::Result<()> {
        room(export.table.rows.len())?;
        out.write_all(&workbook(export.table, export.style.lang).map_err(io::Error::other)?)
    }
}

/// Rows that become a workbook: up to `many` of them in memory, more on the disk.
struct Rows<'w> {
    out: &'w mut dyn Write,
    lang: Lang,
    held: Table,
    book: Option<Book>,
    many: usize,
}

impl Growing for Rows<'_> {
    fn add(&mut self, part: Part, _: Vec<(Source, Report)>) -> io::Result<()> {
        self.held.rows.extend(part.table()?.rows);
        if self.book.is_none() && self.held.rows.len() > self.many {
            self.book = Some(Book::of_many(self.lang).map_err(io::Error::other)?);
        }
        if let Some(book) = &mut self.book {
            room(book.rows(&self.held))?;
            book.add(&std::mem::take(&mut self.held)).map_err(io::Error::other)?;
        }
        Ok(())
    }

    fn finish(self: Box<Self>) -> io::Result<Option<Cut>> {
        let Some(book) = self.book else {
            self.out.write_all(&workbook(&self.held, self.lang).map_err(io::Error::other)?)?;
            return Ok(None);
        };
        // Where the machine has no folder for such files, the one that is worked in.
        let mut file = tempfile::tempfile().or_else(|_| tempfile::tempfile_in("."))?;
        book.finish(None).and_then(|mut book| book.save_to_writer(&file)).map_err(io::Error::other)?;
        file.rewind()?;
        io::copy(&mut file, self.out).map(|_| None)
    }
}

/// An error where a sheet has no room for so many rows.
fn room(rows: usize) -> io::Result<()> {
    let full = || io::Error::other(format!("a sheet holds {ROWS} rows, not {rows}; write parquet or csv"));
    if rows > ROWS { Err(full()) } else { Ok(()) }
}

/// The workbook's bytes; made with a fixed date, so that the same table gives the same bytes.
fn workbook(table: &Table, lang: Lang) -> Result<Vec<u8>, XlsxError> {
    Book::of(table, lang)?.save_to_buffer()
}

#[cfg(test)]
mod tests;
