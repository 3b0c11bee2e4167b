//! A month is added or replaced, in one transaction.

use rusqlite::{Connection, OptionalExtension, TransactionBehavior, params, params_from_iter};
use sha2::{Digest, Sha256};

use super::{Ledger, LedgerError, ReportPeriod, link};
use crate::{
    compare::Letters,
    measure::{COLUMNS, Field, Table},
    rules::Rulebook,
};

/// A report to store.
#[derive(Clone, Debug)]
pub struct Month<'a> {
    /// Whose report it is.
    pub body: &'a str,
    /// What it covers; where `None`, what its rows say.
    pub period: Option<&'a str>,
    /// Its rows, those of figures without a goal included.
    pub table: &'a Table,
    /// Its letters, where it is a report and not a table that was exported.
    pub letters: Option<&'a Letters>,
}

/// What a month is stored under, and what it holds.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct MonthKey {
    /// What it covers.
    pub period: String,
    /// True for the plan of a year, which stands beside the report on it.
    pub plan: bool,
    /// Its content, as a hash.
    pub hash: String,
}

impl Month<'_> {
    /// What it would be stored under, and what it holds.
    ///
    /// # Errors
    /// A month whose period is not known.
    pub fn key(&self) -> Result<MonthKey, LedgerError> {
        let (period, covers) = period(self)?;
        Ok(MonthKey { period, plan: covers.is_year() && is_plan(self.table), hash: hash(self.table) })
    }
}

/// What became of a month that was to be stored.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Stored {
    /// What it covers.
    pub period: String,
    /// How many rows it has.
    pub rows: usize,
    /// Its version: 1, and one more each time it was replaced.
    pub vintage: i64,
    /// False where the same content was there already.
    pub changed: bool,
}

/// A month that is stored.
struct Known {
    run_id: i64,
    hash: String,
    vintage: i64,
}

impl Ledger {
    /// Stores a month; the same content again changes nothing, other content needs `replace`.
    ///
    /// # Errors
    /// A month whose period is not known, that is stored with other content, or that cannot be written.
    pub fn add(&mut self, month: &Month, replace: bool, rules: &Rulebook) -> Result<Stored, LedgerError> {
        let MonthKey { period, plan, hash } = month.key()?;
        let covers = ReportPeriod::read(&period).ok_or_else(|| LedgerError::Period(period.clone()))?;
        let rows = month.table.rows.len();
        let transaction = self.connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
        let known = known(&transaction, month.body, &period, plan)?;
        let vintage = match &known {
            Some(known) if known.hash == hash => {
                return Ok(Stored { period, rows, vintage: known.vintage, changed: false });
            }
            Some(_) if !replace => return Err(LedgerError::Taken { body: month.body.to_owned(), period }),
            Some(known) => {
                transaction.execute("UPDATE run SET current = 0 WHERE run_id = ?", [known.run_id])?;
                known.vintage + 1
            }
            None => 1,
        };
        let place = covers.place(plan);
        let run_id = new_run(&transaction, month, &period, covers, plan, (vintage, &hash))?;
        insert(&transaction, run_id, &dated(month.table, &period), rules)?;
        link::relink(&transaction, month.body, place, rules)?;
        transaction.commit()?;
        Ok(Stored { period, rows, vintage, changed: true })
    }
}

/// True for the rows of a plan: goals that nothing answers, and hardly a number besides.
fn is_plan(table: &Table) -> bool {
    let of =
        |kind: &str| (0..table.rows.len()).filter(|row| table.cell(*row, Field::Kind) == Some(kind)).count();
    let (open, bare) = (of("open"), of("figure"));
    open + bare == table.rows.len() && (bare == 0 || open > bare * 2)
}

/// The line of a month, and its number.
fn new_run(
    connection: &Connection,
    month: &Month,
    period: &str,
    covers: ReportPeriod,
    plan: bool,
    (vintage, hash): (i64, &str),
) -> Result<i64, LedgerError> {
    let first = |name| month.table.cell(0, name).unwrap_or_default();
    connection.execute(
        "INSERT INTO run (body, period, year, first_month, last_month, place, is_plan, vintage, current, \
         hash, source, title, version, letters) VALUES (?, ?, ?, ?, ?, ?, ?, ?, 1, ?, ?, ?, ?, ?)",
        params![
            month.body,
            period,
            covers.year,
            covers.first,
            covers.last,
            covers.place(plan),
            plan,
            vintage,
            hash,
            first(Field::Source),
            first(Field::ReportTitle),
            env!("CARGO_PKG_VERSION"),
            month.letters.map(Letters::as_str)
        ],
    )?;
    Ok(connection.last_insert_rowid())
}

/// The period of a month: as named, or the one that all its rows have.
fn period(month: &Month) -> Result<(String, ReportPeriod), LedgerError> {
    let named = match month.period {
        Some(period) => period.to_owned(),
        None => (0..month.table.rows.len())
            .find_map(|row| month.table.cell(row, Field::ReportPeriod))
            .ok_or(LedgerError::NoPeriod)?
            .to_owned(),
    };
    let covers = ReportPeriod::read(&named).ok_or(LedgerError::Period(named))?;
    Ok((covers.name(), covers))
}

/// The rows with the period where they name none.
fn dated(table: &Table, period: &str) -> Table {
    let mut table = table.clone();
    table.set_period(period);
    table
}

/// The content of a month: every cell but the name of its file, and the ids that are made from it.
fn hash(table: &Table) -> String {
    let mut digest = Sha256::new();
    for row in &table.rows {
        for (column, cell) in COLUMNS
            .iter()
            .zip(row.iter())
            .filter(|(column, _)| !matches!(column.name, "source" | "row_id" | "contradicts"))
        {
            if let Some(cell) = cell {
                digest.update(column.name);
                digest.update([0x1f]);
                digest.update(cell.as_bytes());
                digest.update([0x1e]);
            }
        }
        digest.update([0x1d]);
    }
    digest.finalize().iter().map(|byte| format!("{byte:02x}")).collect()
}

/// The current version of a month; the plan of a year and the report on it are two.
fn known(
    connection: &Connection,
    body: &str,
    period: &str,
    plan: bool,
) -> Result<Option<Known>, LedgerError> {
    let known = connection
        .query_row(
            "SELECT run_id, hash, vintage FROM run WHERE body = ? AND period = ? AND is_plan = ? AND current = 1",
            params![body, period, plan],
            |row| Ok(Known { run_id: row.get(0)?, hash: row.get(1)?, vintage: row.get(2)? }),
        )
        .optional()?;
    Ok(known)
}

fn insert(connection: &Connection, run_id: i64, table: &Table, rules: &Rulebook) -> Result<(), LedgerError> {
    let names: Vec<String> = COLUMNS.iter().map(|column| format!("\"{}\"", column.name)).collect();
    let marks = vec!["?"; COLUMNS.len() + 3].join(", ");
    let mut insert = connection.prepare(&format!(
        "INSERT INTO fact (run_id, row_no, indicator_key, {}) VALUES ({marks})",
        names.join(", ")
    ))?;
    for (at, row) in table.rows.iter().enumerate() {
        let number = i64::try_from(at).unwrap_or(i64::MAX);
        let key = crate::compare::key(table.cell(at, Field::Indicator).unwrap_or_default(), rules);
        let head = [Some(run_id.to_string()), Some(number.to_string()), Some(key)];
        let cells = head.iter().map(Option::as_deref).chain(row.iter().map(Option::as_deref));
        insert.execute(params_from_iter(cells))?;
    }
    Ok(())
}
