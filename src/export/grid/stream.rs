//! Rows under columns that are written as they come, so that memory does not grow with their number.

use std::io::{self, Write};

use super::{Grid, Head, Lang, csv_record, object};
use crate::measure::Cell;

/// Formats in which rows simply follow each other.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Stream {
    /// As [`Grid::csv`], with heads in a language.
    Csv(Lang),
    /// As [`Grid::json`].
    Json,
}

/// What has been written of a list of rows.
pub struct Streamed<'o> {
    stream: Stream,
    columns: Vec<Head>,
    any: bool,
    out: &'o mut dyn Write,
}

impl Stream {
    /// Writes what stands before the rows.
    ///
    /// # Errors
    /// What the writer reports.
    pub fn start<'o>(self, columns: &[Head], out: &'o mut dyn Write) -> io::Result<Streamed<'o>> {
        match self {
            Self::Csv(lang) => csv_record(
                out,
                columns.iter().map(|column| match lang {
                    Lang::En => column.name.clone(),
                    Lang::Zh => column.zh.clone(),
                }),
            )?,
            Self::Json => writeln!(out, "[")?,
        }
        Ok(Streamed { stream: self, columns: columns.to_vec(), any: false, out })
    }
}

impl Streamed<'_> {
    /// Writes a row.
    ///
    /// # Errors
    /// What the writer reports.
    pub fn row(&mut self, row: &[Option<Cell>]) -> io::Result<()> {
        match self.stream {
            Stream::Csv(_) => csv_record(self.out, Grid::disarmed(&self.columns, row))?,
            Stream::Json => {
                let before = if self.any { ",\n" } else { "" };
                write!(self.out, "{before}{}", serde_json::to_string(&object(&self.columns, row))?)?;
            }
        }
        self.any = true;
        Ok(())
    }

    /// Writes what stands behind the rows.
    ///
    /// # Errors
    /// What the writer reports.
    pub fn end(self) -> io::Result<()> {
        match (self.stream, self.any) {
            (Stream::Csv(_), _) => Ok(()),
            (Stream::Json, true) => writeln!(self.out, "\n]"),
            (Stream::Json, false) => writeln!(self.out, "]"),
        }
    }
}
