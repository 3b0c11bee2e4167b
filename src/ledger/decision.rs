//! What people decided about names, once and for all months: one name continues another, or two are two things.

use std::collections::BTreeMap;

use rusqlite::{Connection, OptionalExtension, params};

use super::LedgerError;
use crate::{
    compare::{self, Comparison, Entry, Letters, Link},
    measure::{Field, Table},
    rules::Rulebook,
};

/// A decision as it is stored.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Decision {
    /// Its number in the file.
    pub id: i64,
    /// For whose months it holds.
    pub body: String,
    /// True where the two names are one thing, false where they are two.
    pub same: bool,
    /// The earlier name.
    pub old: String,
    /// The later name.
    pub new: String,
}

/// The decisions for a body, by the keys of the names; names of districts as they are printed.
#[derive(Default)]
pub struct Decisions {
    same: Vec<(String, String)>,
    apart: Vec<(String, String)>,
    districts: Vec<(String, String)>,
    /// Names that one series had in the year so far: as it is called last, and otherwise.
    called: Vec<(String, String)>,
    /// The letters of the month.
    letters: Option<Letters>,
}

impl Decisions {
    /// The decisions for a body as they hold for a month of it: its year, and its place in that.
    pub(super) fn of(
        connection: &Connection,
        (body, year, place): (&str, i32, i64),
        rules: &Rulebook,
    ) -> Result<Self, LedgerError> {
        let called = called(connection, body, year, place)?;
        let letters = letters(connection, body, year, place)?;
        let mut decisions = Self { called, letters, ..Self::default() };
        for decision in list(connection, Some(body))? {
            let pair = (compare::key(&decision.old, rules), compare::key(&decision.new, rules));
            if decision.same {
                decisions.same.push(pair)
            } else {
                decisions.apart.push(pair)
            }
            if let Some(pair) = districts(&decision).filter(|_| decision.same) {
                decisions.districts.push(pair);
            }
        }
        Ok(decisions)
    }

    /// Compares as [`compare::compare`] does, under the names that were decided.
    #[must_use]
    pub fn compare<'t>(&self, old: &'t Table, new: &'t Table, rules: &Rulebook) -> Comparison<'t> {
        let entries = |table| self.named(compare::entries(table, rules));
        let mut comparison = compare::compared(&entries(old), &entries(new), rules);
        self.known_by_another_name(&mut comparison);
        let mut parted = Vec::new();
        for change in &mut comparison.changes {
            let Some(new) = &change.new else { continue };
            let apart = |name: &str| self.apart.iter().any(|(one, other)| one == name && *other == new.key);
            if change.old.as_ref().is_some_and(|old| apart(&old.key)) {
                change.link = None;
                parted.extend(change.old.take());
            }
            let other = change.rename.as_ref().map(|rename| compare::key(&rename.other, rules));
            if other.is_some_and(|other| apart(&other)) {
                change.rename = None;
            }
        }
        let gone = parted.into_iter().map(compare::Change::absent);
        comparison.changes.extend(gone);
        comparison.doubt();
        if let Some(letters) = &self.letters {
            comparison.hear(letters, rules);
        }
        comparison
    }

    /// Joins what is left on both sides where the old row's series was called by the new row's name before, and no other
    /// row could be meant.
    fn known_by_another_name(&self, comparison: &mut Comparison) {
        let meant = |old: &Entry, new: &Entry| {
            let called = |(last, other): &(String, String)| *last == old.key && *other == new.key;
            self.called.iter().any(called)
                && old.scope() == new.scope()
                && old.dimension() == new.dimension()
                && old.cell(Field::Stage) == new.cell(Field::Stage)
        };
        if self.called.is_empty() {
            return;
        }
        let mut pairs = Vec::new();
        for (at, change) in comparison.changes.iter().enumerate() {
            let (None, Some(new)) = (&change.old, &change.new) else { continue };
            let left = comparison.changes.iter().enumerate().filter(|(_, left)| left.new.is_none());
            let left = left.filter(|(_, left)| left.old.as_ref().is_some_and(|old| meant(old, new)));
            if let [(from, _)] = left.collect::<Vec<_>>()[..] {
                pairs.push((from, at));
            }
        }
        let once = |from: usize| pairs.iter().filter(|(other, _)| *other == from).count() == 1;
        let mut gone: Vec<usize> = pairs.iter().map(|(from, _)| *from).filter(|from| once(*from)).collect();
        for (from, at) in pairs.iter().filter(|(from, _)| once(*from)) {
            let old = comparison.changes[*from].old.take();
            let change = &mut comparison.changes[*at];
            (change.old, change.link, change.rename) = (old, Some(Link::OnlyOne), None);
        }
        gone.sort_unstable();
        gone.into_iter().rev().for_each(|from| drop(comparison.changes.remove(from)));
    }

    /// Entries under the earliest name that was decided for them.
    fn named<'t>(&self, mut entries: Vec<Entry<'t>>) -> Vec<Entry<'t>> {
        for entry in &mut entries {
            for _ in 0..=self.districts.len() {
                let decided = self.districts.iter().find(|(_, new)| new == entry.scope());
                let Some((old, _)) = decided else { break };
                entry.limit_to(old);
            }
            // A chain of renamings ends; a circle of them does so after one round.
            for _ in 0..=self.same.len() {
                let Some((old, _)) = self.same.iter().find(|(_, new)| *new == entry.key) else { break };
                entry.key.clone_from(old);
            }
        }
        entries
    }
}

/// The letters of a month, where it was stored with them.
fn letters(
    connection: &Connection,
    body: &str,
    year: i32,
    place: i64,
) -> Result<Option<Letters>, LedgerError> {
    let sql = "SELECT letters FROM run WHERE current = 1 AND body = ? AND year = ? AND place = ?";
    let stored = connection.query_row(sql, params![body, year, place], |row| row.get(0)).optional()?;
    Ok(stored.flatten().map(Letters::stored))
}

/// The names of each series of a body that had several in a year before a month: the last one, with each other.
fn called(
    connection: &Connection,
    body: &str,
    year: i32,
    place: i64,
) -> Result<Vec<(String, String)>, LedgerError> {
    let mut query = connection.prepare(
        "SELECT f.series_id, f.indicator_key FROM fact f JOIN run r USING (run_id) WHERE r.current = 1 \
         AND r.body = ? AND r.year = ? AND r.place < ? AND f.series_id IS NOT NULL ORDER BY r.place, f.row_no",
    )?;
    let mut rows = query.query(params![body, year, place])?;
    let mut names: BTreeMap<String, Vec<String>> = BTreeMap::new();
    while let Some(row) = rows.next()? {
        let (series, name): (String, String) = (row.get(0)?, row.get(1)?);
        let known = names.entry(series).or_default();
        known.retain(|known| *known != name);
        known.push(name);
    }
    let pairs = names.into_values().filter_map(|mut names| Some((names.pop()?, names)));
    Ok(pairs.flat_map(|(last, others)| others.into_iter().map(move |other| (last.clone(), other))).collect())
}

/// The two districts that a decision names, each alone or before one indicator: 高新区, or 高新区 城镇新增就业.
fn districts(decision: &Decision) -> Option<(String, String)> {
    match (decision.old.split_once(' '), decision.new.split_once(' ')) {
        (None, None) => Some((decision.old.clone(), decision.new.clone())),
        (Some((old, one)), Some((new, other))) if one == other => Some((old.to_owned(), new.to_owned())),
        (Some(_), _) | (_, Some(_)) => None,
    }
}

pub(super) fn list(connection: &Connection, body: Option<&str>) -> Result<Vec<Decision>, LedgerError> {
    let mut query = connection.prepare(
        "SELECT decision_id, body, same, old_name, new_name FROM decision WHERE ?1 IS NULL OR body = ?1 ORDER BY 1",
    )?;
    let decisions = query.query_map([body], |row| {
        Ok(Decision {
            id: row.get(0)?,
            body: row.get(1)?,
            same: row.get(2)?,
            old: row.get(3)?,
            new: row.get(4)?,
        })
    })?;
    Ok(decisions.collect::<Result<_, _>>()?)
}
