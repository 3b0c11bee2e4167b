//! Files of columns: Parquet and Arrow, with decimals, dates and missing values as types.

use std::io::{self, Write};

use polars::prelude::CompatLevel;
use polars_io::prelude::{IpcWriter, ParquetWriter, SerWriter};

use super::{Export, Exporter};

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

    fn write(&self, export: &Export<'_>, out: &mut dyn Write) -> io::Result<()> {
        let mut frame = export.table.frame().map_err(io::Error::other)?;
        ParquetWriter::new(out).finish(&mut frame).map(drop).map_err(io::Error::other)
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

    fn write(&self, export: &Export<'_>, out: &mut dyn Write) -> io::Result<()> {
        let mut frame = export.table.frame().map_err(io::Error::other)?;
        // Strings as every reader of Arrow knows them.
        let mut writer = IpcWriter::new(out).with_compat_level(CompatLevel::oldest());
        writer.finish(&mut frame).map_err(io::Error::other)
    }
}
