//! What people decided about names, once and for all months: one name continues another, or two are two things.

use rusqlite::Connection;

use super::LedgerError;
use crate::{
    compare::{self, Comparison, Entry},
    measure::Table,
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
}

impl Decisions {
    pub(super) fn of(connection: &Connection, body: &str, rules: &Rulebook) -> Result<Self, LedgerError> {
        let mut decisions = Self::default();
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
        comparison
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
