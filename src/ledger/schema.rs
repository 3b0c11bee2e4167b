//! The tables of the file, how older files are brought up to date, and the views that BI tools read.

use rusqlite::{Connection, TransactionBehavior};

use super::LedgerError;
use crate::measure::{COLUMNS, ColumnType};

/// Marks the file as ours: `duib` in ASCII.
const APPLICATION: i32 = 0x6475_6962;

/// One step for each version; a step is never changed once it was released.
const MIGRATIONS: &[&str] = &[
    "
CREATE TABLE run (
    run_id INTEGER PRIMARY KEY,
    body TEXT NOT NULL,
    period TEXT NOT NULL,
    year INTEGER NOT NULL,
    first_month INTEGER NOT NULL,
    last_month INTEGER NOT NULL,
    place INTEGER NOT NULL,
    is_plan INTEGER NOT NULL CHECK (is_plan IN (0, 1)),
    vintage INTEGER NOT NULL,
    current INTEGER NOT NULL CHECK (current IN (0, 1)),
    hash TEXT NOT NULL,
    source TEXT NOT NULL,
    title TEXT NOT NULL,
    version TEXT NOT NULL,
    added_at TEXT NOT NULL DEFAULT CURRENT_TIMESTAMP,
    UNIQUE (body, period, is_plan, vintage)
);
CREATE UNIQUE INDEX run_current ON run (body, period, is_plan) WHERE current = 1;
CREATE INDEX run_place ON run (body, place);
CREATE TABLE fact (
    run_id INTEGER NOT NULL REFERENCES run,
    row_no INTEGER NOT NULL,
    indicator_key TEXT NOT NULL,
    series_id TEXT,
    goal_id TEXT,
    goal_version INTEGER,
    PRIMARY KEY (run_id, row_no)
);
CREATE INDEX fact_goal ON fact (goal_id);
CREATE TABLE finding (
    run_id INTEGER NOT NULL REFERENCES run,
    row_no INTEGER,
    goal_id TEXT,
    code TEXT NOT NULL,
    severity TEXT NOT NULL,
    fingerprint TEXT NOT NULL,
    message TEXT NOT NULL
);
CREATE INDEX finding_run ON finding (run_id);
",
    "
CREATE TABLE decision (
    decision_id INTEGER PRIMARY KEY,
    body TEXT NOT NULL,
    same INTEGER NOT NULL CHECK (same IN (0, 1)),
    old_name TEXT NOT NULL,
    new_name TEXT NOT NULL,
    decided_at TEXT NOT NULL DEFAULT CURRENT_TIMESTAMP
);
",
    "
ALTER TABLE run ADD COLUMN letters TEXT;
",
];

/// Brings a file up to date, in one transaction; a file that is up to date is not written to.
pub(super) fn migrate(connection: &mut Connection) -> Result<(), LedgerError> {
    if up_to_date(connection)? {
        return Ok(());
    }
    let transaction = connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
    let version = version(&transaction)?;
    for step in &MIGRATIONS[version..] {
        transaction.execute_batch(step)?;
    }
    let known = columns(&transaction)?;
    for column in COLUMNS.iter().filter(|column| !known.iter().any(|known| known == column.name)) {
        transaction.execute_batch(&format!("ALTER TABLE fact ADD COLUMN \"{}\" TEXT", column.name))?;
    }
    transaction.execute_batch(&views())?;
    transaction.pragma_update(None, "application_id", APPLICATION)?;
    transaction.pragma_update(None, "user_version", i64::try_from(MIGRATIONS.len()).unwrap_or(i64::MAX))?;
    transaction.commit()?;
    Ok(())
}

/// True where the file has every table and column; an error where it is not ours or of a later program.
pub(super) fn up_to_date(connection: &Connection) -> Result<bool, LedgerError> {
    let version = version(connection)?;
    if version > 0 {
        let application: i32 = connection.pragma_query_value(None, "application_id", |row| row.get(0))?;
        if application != APPLICATION {
            return Err(LedgerError::Foreign);
        }
    }
    let known = columns(connection)?;
    Ok(version == MIGRATIONS.len()
        && COLUMNS.iter().all(|column| known.iter().any(|known| known == column.name)))
}

/// True for a database in which nothing was made yet.
pub(super) fn is_blank(connection: &Connection) -> Result<bool, LedgerError> {
    Ok(version(connection)? == 0)
}

fn version(connection: &Connection) -> Result<usize, LedgerError> {
    let version: i64 = connection.pragma_query_value(None, "user_version", |row| row.get(0))?;
    let tables: i64 = connection.query_row("SELECT count(*) FROM sqlite_schema", [], |row| row.get(0))?;
    if version == 0 && tables > 0 {
        return Err(LedgerError::Foreign);
    }
    usize::try_from(version).ok().filter(|version| *version <= MIGRATIONS.len()).ok_or(LedgerError::Newer)
}

fn columns(connection: &Connection) -> Result<Vec<String>, LedgerError> {
    let mut query = connection.prepare("SELECT name FROM pragma_table_info('fact')")?;
    let names = query.query_map([], |row| row.get(0))?.collect::<Result<_, _>>()?;
    Ok(names)
}

/// The star of BI tools: facts of the current runs, and the dimensions beside them.
///
/// Decimals are text, which keeps every digit; beside each stands a `_real` copy for sums and charts.
fn views() -> String {
    let cells: Vec<String> = COLUMNS
        .iter()
        .map(|column| match column.kind {
            ColumnType::Decimal => {
                format!("f.\"{0}\", CAST(f.\"{0}\" AS REAL) AS \"{0}_real\"", column.name)
            }
            ColumnType::Integer => format!("CAST(f.\"{0}\" AS INTEGER) AS \"{0}\"", column.name),
            ColumnType::Words | ColumnType::Code | ColumnType::Written | ColumnType::Date => {
                format!("f.\"{}\"", column.name)
            }
        })
        .collect();
    STAR.replace("$CELLS", &cells.join(", "))
}

const STAR: &str = "
DROP VIEW IF EXISTS fact_progress;
CREATE VIEW fact_progress AS
SELECT r.body, r.period, r.run_id, f.row_no, f.series_id, f.goal_id, f.goal_version, $CELLS
FROM fact f JOIN run r USING (run_id) WHERE r.current = 1;
DROP VIEW IF EXISTS dim_period;
CREATE VIEW dim_period AS
SELECT DISTINCT period, year, first_month, last_month,
    date(printf('%04d-%02d-01', year, last_month), '+1 month', '-1 day') AS last_day
FROM run WHERE current = 1;
DROP VIEW IF EXISTS dim_report;
CREATE VIEW dim_report AS
SELECT run_id, body, period, is_plan, year, first_month, last_month, vintage, hash, source, title, version
FROM run WHERE current = 1;
DROP VIEW IF EXISTS dim_goal_version;
CREATE VIEW dim_goal_version AS
WITH versions AS (
    SELECT f.goal_id, f.series_id, f.goal_version AS version, r.body, r.year, f.indicator, f.scope, f.unit,
        f.target_basis, f.stage, f.target_op, f.target_value, f.target_unit, f.target,
        r.period AS valid_from, r.place,
        row_number() OVER (PARTITION BY f.goal_id, f.goal_version ORDER BY r.place, f.row_no) AS nth
    FROM fact f JOIN run r USING (run_id)
    WHERE r.current = 1 AND f.target IS NOT NULL
)
SELECT goal_id, series_id, version, body, year, indicator, scope, unit, target_basis, stage, target_op,
    target_value, target_unit, target, CAST(target AS REAL) AS target_real, valid_from,
    lead(valid_from) OVER (PARTITION BY goal_id ORDER BY version) AS valid_to,
    lead(valid_from) OVER (PARTITION BY goal_id ORDER BY version) IS NULL AS is_current
FROM versions WHERE nth = 1;
DROP VIEW IF EXISTS dim_goal;
CREATE VIEW dim_goal AS SELECT * FROM dim_goal_version WHERE is_current = 1;
DROP VIEW IF EXISTS fact_finding;
CREATE VIEW fact_finding AS
SELECT r.body, r.period, n.run_id, n.row_no, n.goal_id, n.code, n.severity, n.fingerprint, n.message,
    first_value(r.period) OVER (PARTITION BY r.body, r.year, n.fingerprint ORDER BY r.place) AS first_seen
FROM finding n JOIN run r USING (run_id) WHERE r.current = 1;
";
