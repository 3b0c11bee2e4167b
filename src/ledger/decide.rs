//! Decisions about names are taken, taken back and shown.

use rusqlite::{Connection, TransactionBehavior, params};

use super::{
    Ledger, LedgerError, Run,
    decision::{Decision, Decisions, list},
    is_body, link,
};
use crate::{compare, rules::Rulebook};

impl Ledger {
    /// The decisions for a body, in the order in which they were made.
    ///
    /// # Errors
    /// What SQLite says.
    pub fn decisions(&self, body: Option<&str>) -> Result<Vec<Decision>, LedgerError> {
        list(&self.connection, body)
    }

    /// What was decided about names, as a month is compared under it.
    ///
    /// # Errors
    /// What SQLite says.
    pub fn decided(&self, run: &Run, rules: &Rulebook) -> Result<Decisions, LedgerError> {
        Decisions::of(&self.connection, (&run.body, run.year, run.place), rules)
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

    /// The number of the last run; 0 where there is none.
    ///
    /// # Errors
    /// What SQLite says.
    pub fn last_run(&self) -> Result<i64, LedgerError> {
        let sql = "SELECT coalesce(max(run_id), 0) FROM run";
        Ok(self.connection.query_row(sql, [], |row| row.get(0))?)
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
