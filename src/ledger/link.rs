//! The same goal keeps its id over the months of a year; what a month raises beside the month before.
//!
//! A month is linked with the latest row of each goal in the earlier months of its year, so that a goal
//! that a month leaves out is known again when it returns. January starts anew; a series joins the goals
//! of several years.

use std::collections::HashMap;

use rusqlite::{Connection, params};
use rust_decimal::Decimal;

use super::{
    LedgerError,
    decision::Decisions,
    earlier::{At, earlier},
    goals,
    linked::Linked,
    query,
    series::SeriesNames,
};
use crate::{
    alerts,
    compare::{self, Comparison, Entry},
    measure::{Field, Row, Table},
    rules::Rulebook,
};

/// The latest row of a goal, and the version of its goal.
#[derive(Clone)]
struct Latest {
    row: Row,
    series: String,
    version: i64,
    /// The latest of its rows that names the goal.
    goal: Option<Row>,
}

/// What makes a version of a goal: its value in base units, and how it holds its figure.
type Goal = (Option<Decimal>, String, String);

/// Links a body's months from a place on: those of the same year, and the one after them.
pub(super) fn relink(
    connection: &Connection,
    body: &str,
    from: i64,
    rules: &Rulebook,
) -> Result<(), LedgerError> {
    let mut query = connection.prepare(
        "SELECT run_id, body, year, place, first_month = 1 AND last_month > 1 FROM run \
         WHERE current = 1 AND body = ? AND place >= ? ORDER BY place",
    )?;
    let runs: Vec<Linked> = query
        .query_map(params![body, from], |row| {
            Ok(Linked {
                run_id: row.get(0)?,
                body: row.get(1)?,
                year: row.get(2)?,
                place: row.get(3)?,
                cumulative: row.get(4)?,
            })
        })?
        .collect::<Result<_, _>>()?;
    let year = runs.first().map_or(0, |run| run.year);
    let same = runs.iter().take_while(|run| run.year == year).count();
    for run in runs.iter().take(same + 1) {
        link(connection, run, rules)?;
        raise(connection, run, rules)?;
    }
    Ok(())
}

/// Links every month of a body anew.
pub(super) fn relink_all(connection: &Connection, body: &str, rules: &Rulebook) -> Result<(), LedgerError> {
    let mut query = connection
        .prepare("SELECT DISTINCT year, min(place) FROM run WHERE current = 1 AND body = ? GROUP BY year")?;
    let starts: Vec<i64> = query.query_map([body], |row| row.get(1))?.collect::<Result<_, _>>()?;
    connection.execute(
        "UPDATE fact SET series_id = NULL WHERE run_id IN (SELECT run_id FROM run WHERE current = 1 AND body = ?)",
        [body],
    )?;
    starts.into_iter().try_for_each(|start| relink(connection, body, start, rules))
}

/// Gives each row of a run its series, goal and version.
fn link(connection: &Connection, run: &Linked, rules: &Rulebook) -> Result<(), LedgerError> {
    goals::take_back(connection, run.run_id)?;
    let known = latest(connection, run)?;
    let named = goals(&known, rules);
    let mut lent = Vec::new();
    let old = Table { rows: known.iter().map(|latest| latest.row.clone()).collect() };
    let new = query::table(connection, run.run_id)?;
    let decisions = Decisions::of(connection, (&run.body, run.year, run.place), rules)?;
    let comparison = decisions.compare(&old, &new, rules);
    let fresh = comparison.changes.iter().any(|change| change.old.is_none() && change.new.is_some());
    let taken = known.iter().map(|latest| latest.series.clone()).collect();
    let mut names = SeriesNames::of(connection, run, &new, fresh.then_some(&decisions), taken, rules)?;
    let mut update = connection.prepare(
        "UPDATE fact SET series_id = ?, goal_id = ?, goal_version = ? WHERE run_id = ? AND row_no = ?",
    )?;
    for change in &comparison.changes {
        let Some(entry) = &change.new else { continue };
        if let Some(cells) = change.old.as_ref().and_then(|old| known[old.row()].goal.as_ref()) {
            let row = goals::one(cells);
            if goals::wants(change, &compare::entry(&row, 0, rules), rules) {
                lent.push((entry.row(), cells.clone()));
            }
        }
        let (series, version) = match change.old.as_ref().map(Entry::row) {
            Some(at) => {
                let moved = matches!((&named[at], goal(entry)), (Some(old), Some(new)) if *old != new);
                (known[at].series.clone(), known[at].version + i64::from(moved))
            }
            None => (names.of_row(entry), 1),
        };
        let goal_id = format!("{series}-{}", run.year);
        let row = i64::try_from(entry.row()).unwrap_or(i64::MAX);
        update.execute(params![series, goal_id, version, run.run_id, row])?;
    }
    goals::lend(connection, run.run_id, &new, &lent, rules)
}

/// The latest row of each goal in the earlier months of a run's year, in the order of their first rows.
fn latest(connection: &Connection, run: &Linked) -> Result<Vec<Latest>, LedgerError> {
    let mut query = connection.prepare(&format!(
        "SELECT f.series_id, f.goal_version, {} FROM fact f JOIN run r USING (run_id) \
         WHERE r.current = 1 AND r.body = ? AND r.year = ? AND r.place < ? AND f.series_id IS NOT NULL \
         ORDER BY r.place, f.row_no",
        query::cells()
    ))?;
    let mut rows = query.query(params![run.body, run.year, run.place])?;
    let (mut known, mut places): (Vec<Latest>, HashMap<String, usize>) = (Vec::new(), HashMap::new());
    while let Some(row) = rows.next()? {
        let series: String = row.get(0)?;
        let cells = query::fact(row, 2)?;
        let goal = row.get::<_, Option<String>>("target")?.map(|_| cells.clone());
        let mut latest = Latest { row: cells, series: series.clone(), version: row.get(1)?, goal };
        match places.get(&series) {
            Some(&at) => {
                latest.goal = latest.goal.or_else(|| known[at].goal.take());
                known[at] = latest;
            }
            None => {
                places.insert(series, known.len());
                known.push(latest);
            }
        }
    }
    Ok(known)
}

/// The goal that each of them has; `None` where no row of it names one.
fn goals(known: &[Latest], rules: &Rulebook) -> Vec<Option<Goal>> {
    let rows = known.iter().map(|latest| latest.goal.clone().unwrap_or_default()).collect();
    compare::entries(&Table { rows }, rules).iter().map(goal).collect()
}

fn goal(entry: &Entry) -> Option<Goal> {
    let base = |value| entry.base(value).map(|value| value.normalize());
    let target = entry.target?;
    Some((base(target), entry.cell(Field::TargetOp).to_owned(), entry.cell(Field::TargetHigh).to_owned()))
}

/// Stores what a run raises by itself and beside the month before.
fn raise(connection: &Connection, run: &Linked, rules: &Rulebook) -> Result<(), LedgerError> {
    let new = query::table(connection, run.run_id)?;
    let at = At { body: &run.body, year: run.year, place: run.place, cumulative: run.cumulative };
    let old = earlier(connection, &at)?;
    let mut comparison = match &old {
        Some(old) => Decisions::of(connection, (&run.body, run.year, run.place), rules)?
            .compare(&old.table, &new, rules),
        None => Comparison::of(&new, rules),
    }
    .without_bare_figures();
    if let Some(old) = &old {
        old.prune(&mut comparison);
    }
    connection.execute("DELETE FROM finding WHERE run_id = ?", [run.run_id])?;
    let mut insert = connection.prepare(
        "INSERT INTO finding (run_id, row_no, goal_id, code, severity, fingerprint, message) VALUES \
         (?1, ?2, (SELECT goal_id FROM fact WHERE run_id = ?1 AND row_no = ?2), ?3, ?4, ?5, ?6)",
    )?;
    let mut raised = alerts::raised(&comparison, old.is_some(), rules);
    raised.extend(alerts::contradictions(&new, Some(&run.body), rules));
    for alert in raised {
        let here = match alert.change {
            Some(at) => comparison.changes[at].new.as_ref().map(Entry::row),
            None => Some(alert.entry.row()),
        };
        insert.execute(params![
            run.run_id,
            here.and_then(|row| i64::try_from(row).ok()),
            alert.alert.code(),
            alerts::severity_word(alert.severity),
            alert.fingerprint,
            alert.message
        ])?;
    }
    Ok(())
}
