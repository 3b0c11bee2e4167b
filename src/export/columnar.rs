//! Files of columns: Parquet and Arrow, with decimals, dates and missing values as types.

use std::io::{self, Write};

use polars::prelude::{CompatLevel, DataFrame, PolarsResult};
use polars_io::{
    ipc::{BatchedWriter as ArrowFile, IpcWriter},
    parquet::write::{BatchedWriter as ParquetFile, ParquetWriter},
    prelude::SerWriter,
};

use super::{Cut, Export, Exporter, Growing, Part, Style, growing::at_once};
use crate::{
    measure::{COLUMNS, Row, Table, frame_of},
    model::Report,
    text::Source,
};

/// Rows of a row group or of a record batch; a group is held in memory until it is full.
const GROUP: usize = 16_384;

/// Apache Parquet.
pub(super) struct Parquet;

/// Apache Arrow, the file form of its IPC format.
pub(super) struct Arrow;

impl Exporter for Parquet {
    fn name(&self) -> &'static str {
        "parquet"
    }

    fn endings(&self) -> &'static [&'static str] {
        &["parquet"]
    }

    fn about(&self) -> &'static str {
        "typed columns for BI tools, decimals exact"
    }

    fn part(&self, table: Table, _: Style) -> io::Result<Part> {
        part(&table.rows)
    }

    fn begin<'w>(&self, _: Style, out: &'w mut dyn Write) -> io::Result<Box<dyn Growing + 'w>> {
        let file = ParquetWriter::new(out).batched(empty()?.schema()).map_err(io::Error::other)?;
        Ok(Box::new(Groups { held: empty()?, file }))
    }

    fn write(&self, export: &Export<'_>, out: &mut dyn Write) -> io::Result<()> {
        at_once(self, export, out, part)
    }
}

impl Exporter for Arrow {
    fn name(&self) -> &'static str {
        "arrow"
    }

    fn endings(&self) -> &'static [&'static str] {
        &["arrow", "feather"]
    }

    fn about(&self) -> &'static str {
        "Arrow IPC file, typed like Parquet"
    }

    fn part(&self, table: Table, _: Style) -> io::Result<Part> {
        part(&table.rows)
    }

    fn begin<'w>(&self, _: Style, out: &'w mut dyn Write) -> io::Result<Box<dyn Growing + 'w>> {
        // Strings as every reader of Arrow knows them; no column is a dictionary.
        let writer = IpcWriter::new(out).with_compat_level(CompatLevel::oldest());
        let plain = COLUMNS.iter().map(|_| Default::default()).collect();
        let file = writer.batched(empty()?.schema(), plain).map_err(io::Error::other)?;
        Ok(Box::new(Groups { held: empty()?, file }))
    }

    fn write(&self, export: &Export<'_>, out: &mut dyn Write) -> io::Result<()> {
        at_once(self, export, out, part)
    }
}

fn part(rows: &[Row]) -> io::Result<Part> {
    frame_of(rows).map(Part::of_frame).map_err(io::Error::other)
}

/// The columns without rows.
fn empty() -> io::Result<DataFrame> {
    frame_of(&[]).map_err(io::Error::other)
}

/// A file that is written group by group.
trait Grouped {
    fn group(&mut self, frame: &DataFrame) -> PolarsResult<()>;
    fn end(&mut self) -> PolarsResult<()>;
}

impl<W: Write> Grouped for ParquetFile<W> {
    fn group(&mut self, frame: &DataFrame) -> PolarsResult<()> {
        self.write_batch(frame)
    }

    fn end(&mut self) -> PolarsResult<()> {
        self.finish().map(drop)
    }
}

impl<W: Write> Grouped for ArrowFile<W> {
    fn group(&mut self, frame: &DataFrame) -> PolarsResult<()> {
        self.write_batch(frame)
    }

    fn end(&mut self) -> PolarsResult<()> {
        self.finish()
    }
}

/// Rows that wait for their group to be full. Groups are cut by the number of rows alone, so that the file does not
/// depend on the parts in which they came.
struct Groups<F> {
    held: DataFrame,
    file: F,
}

impl<F: Grouped> Groups<F> {
    /// Writes the first `rows` of those that wait.
    fn write(&mut self, rows: usize) -> PolarsResult<()> {
        let mut group = self.held.slice(0, rows);
        group.rechunk_mut();
        self.file.group(&group)?;
        self.held = self.held.slice(i64::try_from(rows).unwrap_or(i64::MAX), usize::MAX);
        Ok(())
    }
}

impl<F: Grouped> Growing for Groups<F> {
    fn add(&mut self, part: Part, _: Vec<(Source, Report)>) -> io::Result<()> {
        self.held.vstack_mut_owned(part.frame()?).map_err(io::Error::other)?;
        while self.held.height() >= GROUP {
            self.write(GROUP).map_err(io::Error::other)?;
        }
        Ok(())
    }

    fn finish(mut self: Box<Self>) -> io::Result<Option<Cut>> {
        let rows = self.held.height();
        let rest = if rows > 0 { self.write(rows) } else { Ok(()) };
        rest.and_then(|()| self.file.end()).map(|()| None).map_err(io::Error::other)
    }
}
