//! Every row of every month, as BI tools load it.

use std::collections::BTreeSet;

use rusqlite::{Row, params};

use super::{
    LONG_COLUMNS, Ledger, LedgerError, is_body,
    query::{cells, under},
};
use crate::measure::{COLUMNS, Cells};

/// Which versions of the months are wanted.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Versions {
    /// Those that hold now.
    #[default]
    Current,
    /// Those, and what they replaced.
    All,
    /// Those that held at the end of a day, `YYYY-MM-DD`.
    KnownOn(String),
}

impl Versions {
    /// As SQL over the run `r`; `?1` is the date.
    fn condition(&self) -> &'static str {
        match self {
            Self::Current => "(r.current = 1 OR ?1 IS NOT NULL)",
            Self::All => "?1 IS NULL",
            Self::KnownOn(_) => {
                "r.vintage = (SELECT max(k.vintage) FROM run k WHERE k.body = r.body AND k.period = r.period \
                 AND k.is_plan = r.is_plan AND date(k.added_at) <= ?1)"
            }
        }
    }

    fn date(&self) -> Option<&str> {
        match self {
            Self::Current | Self::All => None,
            Self::KnownOn(date) => Some(date),
        }
    }
}

impl Ledger {
    /// Every row of every month under [`LONG_COLUMNS`] and [`COLUMNS`], by body, period and row.
    ///
    /// # Errors
    /// What SQLite says.
    pub fn long(
        &self,
        body: Option<&str>,
        period: Option<&str>,
        versions: &Versions,
    ) -> Result<Vec<Cells>, LedgerError> {
        let mut rows = Vec::new();
        self.each_long((body, period), versions, |row| -> Result<(), std::convert::Infallible> {
            rows.push(row);
            Ok(())
        })?
        .unwrap_or_else(|never| match never {});
        Ok(rows)
    }

    /// Hands over the rows of [`Ledger::long`] one after the other, so that memory does not grow with their number.
    ///
    /// # Errors
    /// What SQLite says, and inside it what `write` says of a row.
    pub fn each_long<E>(
        &self,
        (body, period): (Option<&str>, Option<&str>),
        versions: &Versions,
        mut write: impl FnMut(Cells) -> Result<(), E>,
    ) -> Result<Result<(), E>, LedgerError> {
        let mut query = self.connection.prepare(&long_sql(&format!(
            "{} AND (?3 IS NULL OR r.period = ?3) AND {} ORDER BY r.body, r.place, r.vintage, f.row_no",
            is_body("r.body", "?2"),
            versions.condition()
        )))?;
        let mut found = query.query(params![versions.date(), body, period])?;
        while let Some(row) = found.next()? {
            if let Err(error) = write(long_row(row)?) {
                return Ok(Err(error));
            }
        }
        Ok(Ok(()))
    }

    /// Hands over the rows of [`Ledger::long`] of the wanted periods, one period after the other, in one query.
    ///
    /// # Errors
    /// What SQLite says, and inside it what `write` says of a period.
    pub fn long_by_period<E>(
        &self,
        wanted: &BTreeSet<&str>,
        versions: &Versions,
        mut write: impl FnMut(&str, Vec<Cells>) -> Result<(), E>,
    ) -> Result<Result<(), E>, LedgerError> {
        let mut query = self.connection.prepare(&long_sql(&format!(
            "{} ORDER BY r.period, r.body, r.place, r.vintage, f.row_no",
            versions.condition()
        )))?;
        let mut found = query.query([versions.date()])?;
        let (mut current, mut rows) = (String::new(), Vec::new());
        while let Some(row) = found.next()? {
            let period: String = row.get(1)?;
            if period != current {
                if !rows.is_empty()
                    && let Err(error) = write(&current, std::mem::take(&mut rows))
                {
                    return Ok(Err(error));
                }
                current = period;
            }
            if wanted.contains(current.as_str()) {
                rows.push(long_row(row)?);
            }
        }
        Ok(if rows.is_empty() { Ok(()) } else { write(&current, rows) })
    }
}

/// The long table as SQL, with a condition and an order.
fn long_sql(which: &str) -> String {
    format!(
        "SELECT r.body, r.period, r.year, r.first_month, r.last_month, r.vintage, r.current, \
         r.is_plan, f.series_id, f.goal_id, f.goal_version, v.valid_from, v.valid_to, {} \
         FROM fact f JOIN run r USING (run_id) \
         LEFT JOIN dim_goal_version v ON v.goal_id = f.goal_id AND v.version = f.goal_version WHERE {which}",
        cells()
    )
}

fn long_row(found: &Row) -> Result<Cells, rusqlite::Error> {
    under(LONG_COLUMNS.iter().chain(COLUMNS), found, 0)
}
