//! Findings as a table: one row each, measured in a polars pipeline on exact decimals.
//!
//! Amounts enter the frame as `Decimal(38, 12)` built from their `rust_decimal` mantissas, so that no value
//! passes through `f64`; what does not fit stays out, and its row says `overflow`. [`measured`] is the pipeline.

mod alerts;
mod columns;
mod fill;
mod fold;
mod formulas;
mod frame;
mod judge;
mod options;
mod pace;
mod rollup;
mod row;
mod typed;
mod way;
mod words;

pub use alerts::alerts;
pub use columns::{COLUMNS, Column, ColumnType};
pub use formulas::measured;
pub use options::{AtMost, Measures};
pub use pace::{Pace, Plan};
pub use rollup::{Rollup, RollupBy, STATUSES, rollup, rollup_columns};

use polars::prelude::{IntoLazy, PolarsError};

use crate::{model::Report, rules::Rulebook, text::Source};

/// The measured rows, as text in the columns of [`COLUMNS`]; `None` is not known.
///
/// Numbers are exact decimals in plain notation, so that every exporter writes the same digits.
#[derive(Clone, Debug, Default)]
pub struct Table {
    /// One entry a row, one cell a column.
    pub rows: Vec<Vec<Option<String>>>,
}

impl Table {
    /// The cell of a row under a column's name.
    #[must_use]
    pub fn cell(&self, row: usize, name: &str) -> Option<&str> {
        let at = COLUMNS.iter().position(|column| column.name == name)?;
        self.rows.get(row)?.get(at)?.as_deref()
    }
}

/// Measures reports in the usual way.
///
/// # Errors
/// What polars could not compute; a report alone cannot cause it.
pub fn table(reports: &[(&Source, &Report)], rules: &Rulebook) -> Result<Table, PolarsError> {
    table_by(reports, rules, &Measures::usual(rules))
}

/// Measures reports.
///
/// # Errors
/// What polars could not compute; a report alone cannot cause it.
pub fn table_by(
    reports: &[(&Source, &Report)],
    rules: &Rulebook,
    measures: &Measures,
) -> Result<Table, PolarsError> {
    let rows: Vec<row::Row> =
        reports.iter().flat_map(|(source, report)| row::rows(source, report, rules, measures)).collect();
    let frame = measured(frame::of_rows(&rows)?.lazy(), measures).collect()?;
    let mut table = fill::fill(rows, &frame, measures)?;
    alerts::fill(&mut table, &rules.findings);
    Ok(table)
}
