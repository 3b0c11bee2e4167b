//! Tables as files: one list of formats over the one list of columns.
//!
//! Every format writes the same bytes for the same table: no clock, no machine name, no thread order.

mod brief;
mod cell;
mod codes;
mod columnar;
mod csv;
mod english;
mod folder;
mod grid;
mod growing;
mod html;
mod json;
mod meaning;
mod own;
mod period;
mod rollup;
mod schema;
mod sqlite;
mod words;
mod xlsx;

use std::io::{self, Write};

pub use brief::{Clash, Notice};
pub use codes::word;
pub use csv::csv;
pub use folder::folder;
pub use grid::{Chart, Grid, Head, Stream, Streamed};
pub use growing::{Cut, Growing, Part};
pub use html::{live_page, page};
use meaning::meaning_en;
pub use meaning::meaning_zh;
pub use period::period;
pub use rollup::{matrix_grid, ranking_grid, rollup_grid};
pub use schema::{markdown_of, sql, table_schema};
pub use words::{said, task_number};

use crate::{measure::Table, model::Report, text::Source};

/// What every file of ours says that wrote it, so that it is never taken for a report.
pub const GENERATOR: &str = "duibiao";

/// What a format writes: the table, and the reports that it was made of.
#[derive(Clone, Copy)]
pub struct Export<'a> {
    /// The measured rows.
    pub table: &'a Table,
    /// The reports behind the rows; empty where the table did not come from reports.
    pub reports: &'a [(&'a Source, &'a Report)],
    /// Choices of the writing.
    pub style: Style,
}

/// Choices of the writing that do not change a value.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Style {
    /// Headers of CSV for people.
    pub lang: Lang,
    /// A byte-order mark before CSV, for Excel.
    pub bom: bool,
    /// `\r\n` at the ends of CSV lines, for Excel.
    pub crlf: bool,
}

/// The language of headers.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Lang {
    /// The names of the contract: `completion_ratio`.
    #[default]
    En,
    /// Headers for people: 完成率.
    Zh,
}

/// A format that a table can be written in.
pub trait Exporter: Sync {
    /// Its name for `--format`.
    fn name(&self) -> &'static str;
    /// The endings of its files, without the dot, the usual one first.
    fn endings(&self) -> &'static [&'static str];
    /// What it is for, in a few words.
    fn about(&self) -> &'static str;
    /// True where it shows every number of the reports, not only the rows.
    fn shows_all(&self) -> bool {
        false
    }
    /// The rows of a table in the form in which a file of this format takes them.
    ///
    /// # Errors
    /// Values that the format cannot hold.
    fn part(&self, table: Table, style: Style) -> io::Result<Part>;
    /// Begins a file that takes its rows part by part; however they are cut into parts, it holds the same.
    ///
    /// # Errors
    /// What the writer reports.
    fn begin<'w>(&self, style: Style, out: &'w mut dyn Write) -> io::Result<Box<dyn Growing + 'w>>;
    /// Writes the whole file.
    ///
    /// # Errors
    /// What the writer reports, and values that the format cannot hold.
    fn write(&self, export: &Export<'_>, out: &mut dyn Write) -> io::Result<()>;
}

/// Every format; help, the choice by ending and the README follow this list.
pub const EXPORTERS: &[&dyn Exporter] = &[
    &csv::Csv,
    &xlsx::Xlsx,
    &columnar::Parquet,
    &columnar::Arrow,
    &json::Json,
    &json::Ndjson,
    &sqlite::Sqlite,
    &html::Html,
];

/// The format of that name.
#[must_use]
pub fn named(name: &str) -> Option<&'static dyn Exporter> {
    EXPORTERS.iter().copied().find(|exporter| exporter.name() == name)
}

/// The format of files with that ending (no dot, any case).
#[must_use]
pub fn for_ending(ending: &str) -> Option<&'static dyn Exporter> {
    let ending = ending.to_ascii_lowercase();
    EXPORTERS.iter().copied().find(|exporter| exporter.endings().contains(&ending.as_str()))
}

#[cfg(test)]
mod tests {
    use super::EXPORTERS;

    #[test]
    fn no_two_exporters_share_a_name_or_an_ending() {
        let mut seen = std::collections::HashSet::new();
        for exporter in EXPORTERS {
            assert!(seen.insert(format!("name {}", exporter.name())), "{}", exporter.name());
            assert!(!exporter.about().is_empty() && !exporter.endings().is_empty(), "{}", exporter.name());
            for ending in exporter.endings() {
                assert!(seen.insert(format!("ending {ending}")), "{ending}");
            }
        }
    }
}
