//! What a month is held against: each goal as it stood last in its year, in whichever month that was.

use std::collections::HashMap;

use rusqlite::{Connection, params};

use super::{Ledger, LedgerError, Run, query};
use crate::{compare::Comparison, measure::Table};

/// The latest row of each goal before a month.
#[derive(Clone, Debug)]
pub struct Earlier {
    /// The rows.
    pub table: Table,
    /// Whether each stands in the month just before.
    last: Vec<bool>,
}

impl Earlier {
    /// Leaves out what the month just before did not report either: it was absent already.
    pub fn prune(&self, comparison: &mut Comparison) {
        let stands = |row: usize| self.last.get(row).copied().unwrap_or(true);
        comparison
            .changes
            .retain(|change| change.new.is_some() || change.old.as_ref().is_none_or(|old| stands(old.row())));
    }
}

/// A month by what it is held against.
pub(super) struct At<'a> {
    pub(super) body: &'a str,
    pub(super) year: i32,
    pub(super) place: i64,
    pub(super) cumulative: bool,
}

/// The latest rows before a month; of a month of an earlier year, its own rows.
pub(super) fn earlier(connection: &Connection, at: &At) -> Result<Option<Earlier>, LedgerError> {
    let Some(before) = query::before(connection, at.body, at.place, at.cumulative)? else { return Ok(None) };
    let year: i32 =
        connection.query_row("SELECT year FROM run WHERE run_id = ?", [before], |row| row.get(0))?;
    if year != at.year {
        let table = query::table(connection, before)?;
        return Ok(Some(Earlier { last: vec![true; table.rows.len()], table }));
    }
    let mut query = connection.prepare(&format!(
        "SELECT f.series_id, f.run_id, {} FROM fact f JOIN run r USING (run_id) \
         WHERE r.current = 1 AND r.body = ?1 AND r.year = ?2 AND r.place / 100 < ?3 / 100 \
         AND (r.is_plan = 1 OR r.run_id = ?4 OR (r.first_month = 1 AND r.last_month > 1) = ?5) \
         ORDER BY r.run_id = ?4, r.place, f.row_no",
        query::cells()
    ))?;
    let mut found = query.query(params![at.body, at.year, at.place, before, at.cumulative])?;
    let (mut table, mut last, mut places) = (Table::default(), Vec::new(), HashMap::new());
    while let Some(row) = found.next()? {
        let series: Option<String> = row.get(0)?;
        let (own, cells) = (row.get::<_, i64>(1)? == before, query::fact(row, 2)?);
        match series.as_ref().and_then(|series| places.get(series)) {
            Some(&place) => {
                let place: usize = place;
                table.rows[place] = cells;
                last[place] = own;
            }
            None => {
                places.extend(series.map(|series| (series, table.rows.len())));
                table.rows.push(cells);
                last.push(own);
            }
        }
    }
    Ok(Some(Earlier { table, last }))
}

impl Ledger {
    /// What a month is held against; `None` where it is the first.
    ///
    /// # Errors
    /// What SQLite says.
    pub fn earlier(&self, run: &Run) -> Result<Option<Earlier>, LedgerError> {
        let at = At { body: &run.body, year: run.year, place: run.place, cumulative: run.cumulative };
        earlier(&self.connection, &at)
    }
}
