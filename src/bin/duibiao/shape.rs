//! What of the table is written: its rows in another order, or what they amount to.

use clap::ValueEnum;
use duibiao::{
    error::Error,
    export::{self, Grid},
    measure::{RollupBy, Sorting, Table, districts},
};

/// Which rows are written, in what order.
#[derive(clap::Args)]
#[command(next_help_heading = "Rows")]
pub(crate) struct ShapeArgs {
    /// Write one row for each section, scope, source or body in charge instead: goals, answers, coverage, rows by
    /// status, and the place among them; a row of several bodies counts for each
    #[arg(long, value_enum, value_name = "COLUMN")]
    rollup: Option<Rollup>,
    /// Write a row for each district and a column for each indicator that two of them share: completion ratios.
    /// Districts are the scopes of the rows, or the reports where each district wrote its own; `--matrix=body` and the
    /// like ask for others
    #[arg(long, value_enum, value_name = "COLUMN", num_args = 0..=1, require_equals = true, conflicts_with = "rollup")]
    matrix: Option<Option<Rollup>>,
    /// Write the places of the districts for each indicator that two of them share, equal ratios on one place
    #[arg(long, value_enum, value_name = "COLUMN", num_args = 0..=1, require_equals = true, conflicts_with_all = ["rollup", "matrix"])]
    ranking: Option<Option<Rollup>>,
    /// Put the rows in order by this column, as `completion_ratio` or `completion_ratio:desc`; what is empty comes last
    #[arg(long, value_name = "COLUMN", value_parser = sorting)]
    sort: Option<Sorting>,
    /// Write the first N rows only
    #[arg(long, value_name = "N")]
    top: Option<usize>,
}

/// What rows are gathered by.
#[derive(Clone, Copy, ValueEnum)]
enum Rollup {
    /// The section of the report.
    Section,
    /// The district, body or part of the row.
    Scope,
    /// The report.
    Source,
    /// The body in charge.
    Body,
}

impl From<Rollup> for RollupBy {
    fn from(by: Rollup) -> Self {
        match by {
            Rollup::Section => Self::Section,
            Rollup::Scope => Self::Scope,
            Rollup::Source => Self::Source,
            Rollup::Body => Self::Body,
        }
    }
}

fn sorting(text: &str) -> Result<Sorting, String> {
    Sorting::of(text).ok_or_else(|| "behind the colon stands asc or desc".to_owned())
}

impl ShapeArgs {
    /// True where all rows are needed before the first can be written.
    pub(crate) fn any(&self) -> bool {
        self.gathers() || self.sort.is_some() || self.top.is_some()
    }

    /// True where what is written are no rows of the table.
    pub(crate) fn gathers(&self) -> bool {
        self.rollup.is_some() || self.matrix.is_some() || self.ranking.is_some()
    }

    /// What the rows amount to, where that was asked for.
    pub(crate) fn grid(&self, table: &Table) -> Result<Option<Grid>, Error> {
        let by = |asked: Option<Rollup>| asked.map_or_else(|| districts(table), RollupBy::from);
        let (mut grid, kept) = if let Some(by) = self.rollup {
            // All rows together stay the last line.
            (export::rollup_grid(table, by.into()), 1)
        } else if let Some(asked) = self.matrix {
            (export::matrix_grid(table, by(asked)), 0)
        } else if let Some(asked) = self.ranking {
            (export::ranking_grid(table, by(asked)), 0)
        } else {
            return Ok(None);
        };
        let known = grid.columns.iter().map(|column| column.name.to_string()).collect::<Vec<_>>();
        grid.order(self.sort.as_ref(), self.top, kept).map_err(|name| unknown(&name, &known.join(", ")))?;
        Ok(Some(grid))
    }

    /// Puts the rows of the table in order, and keeps the first of them.
    pub(crate) fn order(&self, table: &mut Table) -> Result<(), Error> {
        if let Some(sorting) = self.sort.as_ref().filter(|_| !self.gathers()) {
            table.sort(sorting).map_err(|name| unknown(&name, "those of `duibiao schema`"))?;
        }
        if !self.gathers() {
            table.rows.truncate(self.top.unwrap_or(usize::MAX));
        }
        Ok(())
    }
}

fn unknown(name: &str, known: &str) -> Error {
    Error::Usage(format!("--sort {name}: there is no such column; there are {known}"))
}
