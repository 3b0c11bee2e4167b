//! Findings as a table: one row each, measured in a polars pipeline on exact decimals.
//!
//! Amounts enter the frame as `Decimal(38, 12)` built from their `rust_decimal` mantissas, so that no value
//! passes through `f64`; what does not fit stays out, and its row says `overflow`. [`measured`] is the pipeline.

mod alerts;
mod cell;
mod checks;
mod columns;
mod fill;
mod fold;
mod formulas;
mod frame;
mod gathering;
mod judge;
mod known;
mod making;
mod matrix;
mod options;
mod order;
mod pace;
mod ranking;
mod rate;
mod rollup;
mod row;
mod terms;
mod typed;
mod way;

pub use alerts::alerts;
pub use cell::{Cell, Cells};
pub use checks::to_check;
pub use columns::{COLUMNS, Column, ColumnType, Field, column};
pub use formulas::measured;
pub use gathering::{Gathering, rollup};
pub use known::{COMPUTED, GOAL_CELLS, KNOWN_GOAL, with_goals};
pub use matrix::{Matrix, districts, matrix};
pub use options::{AtMost, Measures};
pub use order::Sorting;
pub use pace::{Pace, Plan};
pub use ranking::ranks;
pub use rollup::{Rollup, RollupBy, STATUSES, rollup_columns};
pub use row::Row;
pub(crate) use typed::frame as frame_of;

use polars::prelude::{DataFrame, IntoLazy, PolarsError};
use rust_decimal::Decimal;

use crate::{
    model::{Kind, Report},
    rules::Rulebook,
    text::Source,
};

/// The measured rows, in the columns of [`COLUMNS`].
///
/// Numbers are exact decimals, each beside its plain notation, so that every exporter writes the same digits.
#[derive(Clone, Debug, Default)]
pub struct Table {
    /// The rows, in the order of the reports.
    pub rows: Vec<Row>,
}

impl Table {
    /// The cell of a row.
    #[must_use]
    pub fn cell(&self, row: usize, field: Field) -> Option<&str> {
        self.rows.get(row)?.text(field)
    }

    /// The cell of a row under a name that comes from outside; `None` where no column has it.
    #[must_use]
    pub fn under(&self, row: usize, name: &str) -> Option<&str> {
        self.cell(row, Field::named(name)?)
    }

    /// The number of a row.
    #[must_use]
    pub fn number(&self, row: usize, field: Field) -> Option<Decimal> {
        self.rows.get(row)?.number(field)
    }

    /// Puts the rows in another order.
    ///
    /// # Errors
    /// The name of the column, where there is none of that name.
    pub fn sort(&mut self, sorting: &Sorting) -> Result<(), String> {
        let named = |column: &Column| column.name == sorting.column || column.zh == sorting.column;
        let at = COLUMNS.iter().position(named).ok_or_else(|| sorting.column.clone())?;
        sorting.sort(&mut self.rows, at);
        Ok(())
    }

    /// A row with these cells and no others.
    #[cfg(test)]
    pub(crate) fn row(cells: &[(&str, &str)]) -> Row {
        let known = |column: &Column| cells.iter().find(|(name, _)| *name == column.name);
        assert!(cells.iter().all(|(name, _)| Field::named(name).is_some()));
        Row::read(COLUMNS.iter().map(|column| known(column).map(|(_, text)| (*text).to_owned())))
    }

    /// Gives the rows this period where they name none.
    pub fn set_period(&mut self, period: &str) {
        for row in self.rows.iter_mut().filter(|row| row.cell(Field::ReportPeriod).is_none()) {
            row.set(Field::ReportPeriod, Cell::words(period));
        }
    }

    /// Leaves out the rows of figures that no goal speaks of.
    pub fn drop_figures(&mut self) {
        self.rows.retain(|row| row.text(Field::Kind) != Some(Kind::Figure.code()));
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
    let rows = reports.iter().flat_map(|(source, report)| making::rows(source, report, rules, measures));
    measured_table(rows.collect(), rules, measures)
}

/// Measures reports into a table each, with the rows that each would have alone.
///
/// They are measured together: to run the pipeline costs more than the rows of one report do.
///
/// # Errors
/// What polars could not compute; a report alone cannot cause it.
pub fn tables_by(
    reports: &[(&Source, &Report)],
    rules: &Rulebook,
    measures: &Measures,
) -> Result<Vec<Table>, PolarsError> {
    let (mut rows, mut counts) = (Vec::new(), Vec::new());
    for (source, report) in reports {
        let own = making::rows(source, report, rules, measures);
        counts.push(own.len());
        rows.extend(own);
    }
    let mut rows = measured_table(rows, rules, measures)?.rows.into_iter();
    Ok(counts.into_iter().map(|count| Table { rows: rows.by_ref().take(count).collect() }).collect())
}

/// Runs the pipeline once on no rows.
///
/// The first run costs polars more than the rows of a report do: who still has to read can have it done on
/// another thread meanwhile.
pub fn wake() {
    // What goes wrong here goes wrong again in the run that counts, and is told there.
    drop(run(&[], &Measures::unjudged()));
}

/// The rows through the pipeline. Every column is wanted and none is read from a file: there is nothing to optimise,
/// and to look for it takes longer than the rows of a report do.
fn run(rows: &[making::Making], measures: &Measures) -> Result<DataFrame, PolarsError> {
    measured(frame::of_rows(rows)?.lazy(), measures).without_optimizations().collect()
}

fn measured_table(
    rows: Vec<making::Making>,
    rules: &Rulebook,
    measures: &Measures,
) -> Result<Table, PolarsError> {
    let frame = run(&rows, measures)?;
    let mut table = fill::fill(rows, &frame, measures)?;
    alerts::fill(&mut table, &rules.findings);
    Ok(table)
}
