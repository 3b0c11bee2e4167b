//! The series of a row that no earlier month of its year has: the one that it had before, that a later month or the year
//! before has under its name, or a new one. So a month that is filled in or put right changes no id of another.

use std::collections::{HashMap, HashSet};

use rusqlite::{Connection, params};
use sha2::{Digest, Sha256};

use super::{LedgerError, decision::Decisions, linked::Linked, query};
use crate::{compare::Entry, measure::Field, measure::Table, rules::Rulebook};

/// The names of series for the rows of a run.
pub(super) struct SeriesNames<'r> {
    run: &'r Linked,
    /// What each row may be called, the best first.
    wanted: HashMap<usize, Vec<String>>,
    taken: HashSet<String>,
}

impl<'r> SeriesNames<'r> {
    /// Looks into other months by `decisions`, where there are rows that need it.
    pub(super) fn of(
        connection: &Connection,
        run: &'r Linked,
        new: &Table,
        decisions: Option<&Decisions>,
        taken: HashSet<String>,
        rules: &Rulebook,
    ) -> Result<Self, LedgerError> {
        let mut wanted: HashMap<usize, Vec<String>> = HashMap::new();
        if let Some(decisions) = decisions {
            for (row, series) in own(connection, run.run_id)? {
                wanted.entry(row).or_default().push(series);
            }
            for (condition, order) in [(LATER, "r.place, f.row_no"), (YEAR_BEFORE, "r.place DESC, f.row_no")]
            {
                let (names, rows) = elsewhere(connection, run, condition, order)?;
                let comparison = decisions.compare(&rows, new, rules);
                for change in &comparison.changes {
                    let (Some(old), Some(new)) = (&change.old, &change.new) else { continue };
                    wanted.entry(new.row()).or_default().push(names[old.row()].clone());
                }
            }
        }
        Ok(Self { run, wanted, taken })
    }

    /// The series of a row that no earlier month of its year has.
    pub(super) fn of_row(&mut self, entry: &Entry) -> String {
        let known = self.wanted.remove(&entry.row()).unwrap_or_default();
        match known.into_iter().find(|series| !self.taken.contains(series)) {
            Some(series) => {
                self.taken.insert(series.clone());
                series
            }
            None => series(self.run, entry, &mut self.taken),
        }
    }
}

/// Later months of the same year.
const LATER: &str = "r.year = ?2 AND r.place > ?3";
/// The months of the year before.
const YEAR_BEFORE: &str = "r.year = ?2 - 1 AND r.place < ?3";

/// The series that the rows of a run have already.
fn own(connection: &Connection, run: i64) -> Result<Vec<(usize, String)>, LedgerError> {
    let mut query = connection
        .prepare("SELECT row_no, series_id FROM fact WHERE run_id = ? AND series_id IS NOT NULL")?;
    let rows = query.query_map([run], |row| Ok((row.get::<_, i64>(0)?, row.get(1)?)))?;
    let mut known = Vec::new();
    for row in rows {
        let (number, series) = row?;
        known.extend(usize::try_from(number).ok().map(|number| (number, series)));
    }
    Ok(known)
}

/// The first row of each series among other months of the body, in an order.
fn elsewhere(
    connection: &Connection,
    run: &Linked,
    condition: &str,
    order: &str,
) -> Result<(Vec<String>, Table), LedgerError> {
    let mut query = connection.prepare(&format!(
        "SELECT f.series_id, {} FROM fact f JOIN run r USING (run_id) \
         WHERE r.current = 1 AND r.body = ?1 AND {condition} AND f.series_id IS NOT NULL ORDER BY {order}",
        query::cells()
    ))?;
    let mut found = query.query(params![run.body, run.year, run.place])?;
    let (mut names, mut table, mut seen) = (Vec::new(), Table::default(), HashSet::new());
    while let Some(row) = found.next()? {
        let series: String = row.get(0)?;
        if seen.insert(series.clone()) {
            names.push(series);
            table.rows.push(query::fact(row, 1)?);
        }
    }
    Ok((names, table))
}

/// A new series: named by what its first row is about, and numbered where that name is taken.
fn series(run: &Linked, entry: &Entry, taken: &mut HashSet<String>) -> String {
    let about = [
        run.body.as_str(),
        &entry.key,
        entry.cell(Field::Scope),
        entry.dimension(),
        entry.cell(Field::TargetBasis),
        entry.cell(Field::Stage),
    ]
    .join("\u{1f}");
    let name = |nth: usize| -> String {
        let digest = Sha256::digest(format!("{about}\u{1f}{nth}"));
        digest.iter().take(8).map(|byte| format!("{byte:02x}")).collect()
    };
    let mut nth = 0;
    loop {
        let series = name(nth);
        if taken.insert(series.clone()) {
            return series;
        }
        nth += 1;
    }
}
