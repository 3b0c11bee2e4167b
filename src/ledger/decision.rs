//! What people decided about names, once and for all months: one name continues another, or two are two things.

use rusqlite::{Connection, TransactionBehavior, params};

use super::{Ledger, LedgerError, is_body, link};
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

fn list(connection: &Connection, body: Option<&str>) -> Result<Vec<Decision>, LedgerError> {
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

impl Ledger {
    /// The decisions for a body, in the order in which they were made.
    ///
    /// # Errors
    /// What SQLite says.
    pub fn decisions(&self, body: Option<&str>) -> Result<Vec<Decision>, LedgerError> {
        list(&self.connection, body)
    }

    /// Compares two tables of a body under the names that were decided.
    ///
    /// # Errors
    /// What SQLite says.
    pub fn decided(&self, body: &str, rules: &Rulebook) -> Result<Decisions, LedgerError> {
        Decisions::of(&self.connection, body, rules)
    }

    /// Records that two names of a body are one thing, or two, and links its months anew.
    ///
    /// # Errors
    /// A name that no month of the body has, or what SQLite says.
    pub fn decide(
        &mut self,
        body: &str,
        same: bool,
        (old, new): (&str, &str),
        rules: &Rulebook,
    ) -> Result<(), LedgerError> {
        let transaction = self.connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
        for name in [old, new] {
            known(&transaction, body, name, rules)?;
        }
        transaction.execute(
            "INSERT INTO decision (body, same, old_name, new_name) VALUES (?, ?, ?, ?)",
            params![body, same, old, new],
        )?;
        link::relink_all(&transaction, body, rules)?;
        transaction.commit()?;
        Ok(())
    }

    /// Takes back the latest decision for a body; `None` where there is none.
    ///
    /// # Errors
    /// What SQLite says.
    pub fn undo(&mut self, body: &str, rules: &Rulebook) -> Result<Option<Decision>, LedgerError> {
        let transaction = self.connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
        let last = list(&transaction, Some(body))?.pop();
        if let Some(last) = &last {
            transaction.execute("DELETE FROM decision WHERE decision_id = ?", [last.id])?;
            link::relink_all(&transaction, body, rules)?;
        }
        transaction.commit()?;
        Ok(last)
    }

    /// Takes a month of a body out, with all its versions; how many there were.
    ///
    /// # Errors
    /// What SQLite says.
    pub fn remove(&mut self, body: &str, period: &str, rules: &Rulebook) -> Result<usize, LedgerError> {
        let transaction = self.connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
        let which = "(SELECT run_id FROM run WHERE body = ?1 AND period = ?2)";
        for table in ["finding", "fact"] {
            transaction
                .execute(&format!("DELETE FROM {table} WHERE run_id IN {which}"), params![body, period])?;
        }
        let removed =
            transaction.execute("DELETE FROM run WHERE body = ?1 AND period = ?2", params![body, period])?;
        link::relink_all(&transaction, body, rules)?;
        transaction.commit()?;
        Ok(removed)
    }

    /// The periods of each body whose rows may be others since a run was stored: what a load must replace.
    ///
    /// # Errors
    /// What SQLite says.
    pub fn changed_since(&self, run: i64, body: Option<&str>) -> Result<Vec<(String, String)>, LedgerError> {
        let mut query = self.connection.prepare(&format!(
            "SELECT DISTINCT r.body, r.period FROM run r JOIN run n ON n.body = r.body \
             WHERE n.run_id > ?1 AND {} AND r.place >= n.place \
             AND (r.year = n.year OR r.place = (SELECT min(l.place) FROM run l WHERE l.body = n.body \
             AND l.current = 1 AND l.year > n.year)) ORDER BY r.body, r.place",
            is_body("r.body", "?2")
        ))?;
        let found = query.query_map(params![run, body], |row| Ok((row.get(0)?, row.get(1)?)))?;
        Ok(found.collect::<Result<_, _>>()?)
    }
}

/// An error where no month of a body has an indicator or a district of that name, or the one before the other.
fn known(connection: &Connection, body: &str, name: &str, rules: &Rulebook) -> Result<(), LedgerError> {
    let has: bool = connection.query_row(
        "SELECT EXISTS (SELECT 1 FROM fact f JOIN run r USING (run_id) WHERE r.body = ?1 \
         AND (f.indicator_key = ?2 OR f.scope = ?3 OR f.scope || ' ' || f.indicator = ?3))",
        params![body, compare::key(name, rules), name],
        |row| row.get(0),
    )?;
    if has {
        return Ok(());
    }
    let known = format!("what `ledger export --body {body}` shows under `indicator` and `scope`");
    Err(LedgerError::Unknown { what: "indicator or district", name: name.to_owned(), known })
}
