//! What is in a ledger: its months, the rows of each, trends, and the long table.

use std::collections::HashMap;

use rusqlite::{Connection, OptionalExtension, Row, params};
use rust_decimal::Decimal;

use super::{Ledger, LedgerError, TREND_COLUMNS, is_body};
use crate::{
    compare,
    measure::{self, COLUMNS, Cell, Cells, Column, Table},
    rules::Rulebook,
};

/// A month as it is stored.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Run {
    /// Its number in the file.
    pub id: i64,
    /// Whose report it is.
    pub body: String,
    /// What it covers.
    pub period: String,
    /// The year.
    pub year: i32,
    /// Its version: 1, and one more each time it was replaced.
    pub vintage: i64,
    /// False where a later version replaced it.
    pub current: bool,
    /// How many rows it has.
    pub rows: i64,
    /// The file that it was read from.
    pub source: String,
    /// Its content, as a hash.
    pub hash: String,
    pub(super) place: i64,
    pub(super) cumulative: bool,
}

impl Run {
    /// Its month among all: year x 100 + the month by which it is ordered.
    #[must_use]
    pub fn month(&self) -> i64 {
        self.place / 100
    }
}

/// One month of one goal.
#[derive(Clone, Debug)]
pub struct TrendPoint {
    /// Names the goal over all years.
    pub series: String,
    /// Its cells under [`TREND_COLUMNS`].
    pub cells: Cells,
}

impl TrendPoint {
    /// The cell under a column's name.
    #[must_use]
    pub fn cell(&self, name: &str) -> &str {
        self.typed(name).map(|cell| &**cell).unwrap_or_default()
    }

    fn typed(&self, name: &str) -> Option<&Cell> {
        let at = TREND_COLUMNS.iter().position(|column| column.name == name)?;
        self.cells[at].as_ref()
    }

    /// The number under a column's name.
    #[must_use]
    pub fn number(&self, name: &str) -> Option<Decimal> {
        self.typed(name)?.number()
    }
}

/// The columns of a report's table as SQL.
pub(super) fn cells() -> String {
    COLUMNS.iter().map(|column| format!("f.\"{}\"", column.name)).collect::<Vec<_>>().join(", ")
}

/// The cells of a result from a place on.
pub(super) fn row(row: &Row, from: usize) -> Result<Vec<Option<String>>, rusqlite::Error> {
    (from..row.as_ref().column_count()).map(|at| row.get(at)).collect()
}

/// The row of a report's table in a result from a place on.
pub(super) fn fact(found: &Row<'_>, from: usize) -> Result<measure::Row, rusqlite::Error> {
    row(found, from).map(measure::Row::read)
}

/// The rows of a month.
pub(super) fn table(connection: &Connection, run: i64) -> Result<Table, LedgerError> {
    let sql = format!("SELECT {} FROM fact f WHERE f.run_id = ? ORDER BY f.row_no", cells());
    let mut query = connection.prepare_cached(&sql)?;
    let rows = query.query_map([run], |found| fact(found, 0))?.collect::<Result<_, _>>()?;
    Ok(Table { rows })
}

/// The month that a month is compared with: the latest that ended earlier, of the same kind where there are several.
pub(super) fn before(
    connection: &Connection,
    body: &str,
    place: i64,
    cumulative: bool,
) -> Result<Option<i64>, LedgerError> {
    let found = connection
        .query_row(
            "SELECT run_id FROM run WHERE current = 1 AND body = ? AND place / 100 < ? / 100 \
             ORDER BY place / 100 DESC, (first_month = 1 AND last_month > 1) = ? DESC, place DESC LIMIT 1",
            params![body, place, cumulative],
            |row| row.get(0),
        )
        .optional()?;
    Ok(found)
}

impl Ledger {
    /// The months, by body and period; replaced ones only with `replaced`.
    ///
    /// # Errors
    /// What SQLite says.
    pub fn runs(&self, body: Option<&str>, replaced: bool) -> Result<Vec<Run>, LedgerError> {
        let mut query = self.connection.prepare(&format!(
            "SELECT run_id, body, period, year, vintage, current, source, hash, place, \
             first_month = 1 AND last_month > 1, (SELECT count(*) FROM fact f WHERE f.run_id = r.run_id) \
             FROM run r WHERE {} AND (current = 1 OR ?2) ORDER BY body, place, vintage",
            is_body("body", "?1")
        ))?;
        let runs = query.query_map(params![body, replaced], |row| {
            Ok(Run {
                id: row.get(0)?,
                body: row.get(1)?,
                period: row.get(2)?,
                year: row.get(3)?,
                vintage: row.get(4)?,
                current: row.get(5)?,
                source: row.get(6)?,
                hash: row.get(7)?,
                place: row.get(8)?,
                cumulative: row.get(9)?,
                rows: row.get(10)?,
            })
        })?;
        Ok(runs.collect::<Result<_, _>>()?)
    }

    /// The names of up to twenty indicators, those of most months first.
    ///
    /// # Errors
    /// What SQLite says.
    pub fn indicators(&self, body: Option<&str>) -> Result<Vec<String>, LedgerError> {
        let mut query = self.connection.prepare(&format!(
            "SELECT f.indicator FROM fact f JOIN run r USING (run_id) WHERE r.current = 1 \
             AND {} AND f.indicator IS NOT NULL \
             GROUP BY f.indicator ORDER BY count(*) DESC, f.indicator LIMIT 20",
            is_body("r.body", "?1")
        ))?;
        let names = query.query_map([body], |row| row.get(0))?.collect::<Result<_, _>>()?;
        Ok(names)
    }

    /// The rows of a month.
    ///
    /// # Errors
    /// What SQLite says.
    pub fn table(&self, run: &Run) -> Result<Table, LedgerError> {
        table(&self.connection, run.id)
    }

    /// The month that a month is compared with.
    ///
    /// # Errors
    /// What SQLite says.
    pub fn before<'r>(&self, run: &Run, runs: &'r [Run]) -> Result<Option<&'r Run>, LedgerError> {
        let before = before(&self.connection, &run.body, run.place, run.cumulative)?;
        Ok(before.and_then(|id| runs.iter().find(|run| run.id == id)))
    }

    /// Since which period of its year each finding of a month is known, by fingerprint.
    ///
    /// # Errors
    /// What SQLite says.
    pub fn first_seen(&self, run: &Run) -> Result<HashMap<String, String>, LedgerError> {
        let mut query = self
            .connection
            .prepare("SELECT fingerprint, first_seen FROM fact_finding WHERE run_id = ?1 AND body = ?2")?;
        let seen = query.query_map(params![run.id, run.body], |row| Ok((row.get(0)?, row.get(1)?)))?;
        Ok(seen.collect::<Result<_, _>>()?)
    }

    /// Every month of the goals whose name holds `indicator`, one goal after the other.
    ///
    /// # Errors
    /// What SQLite says.
    pub fn trend(
        &self,
        indicator: &str,
        body: Option<&str>,
        rules: &Rulebook,
    ) -> Result<Vec<TrendPoint>, LedgerError> {
        let name = |column: &Column| match column.name {
            "body" | "period" => format!("r.\"{}\"", column.name),
            name => format!("f.\"{name}\""),
        };
        let mut query = self.connection.prepare(&format!(
            "SELECT f.series_id, {} FROM fact f JOIN run r USING (run_id) WHERE r.current = 1 \
             AND {} AND f.series_id IN \
             (SELECT series_id FROM fact WHERE instr(indicator_key, ?2) > 0) \
             ORDER BY r.body, min(r.place) OVER (PARTITION BY f.series_id), f.series_id, r.place, f.row_no",
            TREND_COLUMNS.iter().map(name).collect::<Vec<_>>().join(", "),
            is_body("r.body", "?1")
        ))?;
        let key = compare::key(indicator, rules);
        let points = query.query_map(params![body, key], |found| {
            Ok(TrendPoint { series: found.get(0)?, cells: under(TREND_COLUMNS.iter(), found, 1)? })
        })?;
        Ok(points.collect::<Result<_, _>>()?)
    }
}

/// The cells of a result under columns, from a place on.
pub(super) fn under<'c>(
    columns: impl Iterator<Item = &'c Column>,
    found: &Row<'_>,
    from: usize,
) -> Result<Cells, rusqlite::Error> {
    let cell = |(at, column): (usize, &Column)| {
        let text = text(found.get_ref(from + at)?);
        Ok(text.and_then(|text| Cell::read(column.kind, text)))
    };
    columns.enumerate().map(cell).collect()
}

/// A cell as text, whole numbers too.
fn text(value: rusqlite::types::ValueRef) -> Option<String> {
    use rusqlite::types::ValueRef::{Blob, Integer, Null, Real, Text};
    match value {
        Null | Blob(_) => None,
        Integer(number) => Some(number.to_string()),
        Real(number) => Some(number.to_string()),
        Text(bytes) => Some(String::from_utf8_lossy(bytes).into_owned()),
    }
}
