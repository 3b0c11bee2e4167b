//! The months of one or several bodies in one SQLite file.
//!
//! ```text
//! period   which months a report covers, and its place among the others
//! schema   tables, migrations, and the views that BI tools read
//! store    a month is added or replaced, in one transaction
//! link     the same goal keeps its id over the months of a year; findings between months
//! decision what people decided about names, once for all months
//! goals    a goal that was named before, lent to months that report its figure only
//! earlier  what a month is held against: each goal as it stood last
//! series   what a row's series is called that no earlier month has
//! query    what is in it: months, changes, trends
//! long     the long table, whole or period by period
//! columns  the columns of trends and of the long table
//! ```
//!
//! What was reported as stored survives the end of the process and of the machine: the file keeps a
//! write-ahead log that is synced at every commit. Another writer waits for [`PATIENCE`].

mod columns;
mod decide;
mod decision;
mod earlier;
mod goals;
mod link;
mod linked;
mod long;
mod period;
mod query;
mod schema;
mod series;
mod store;
mod unwritable;

pub use columns::{LONG_COLUMNS, TREND_COLUMNS};
pub use decision::{Decision, Decisions};
pub use earlier::Earlier;
pub use long::Versions;
pub use period::ReportPeriod;
pub use query::{Run, TrendPoint};
pub use store::{Month, MonthKey, Stored};

use std::{path::Path, time::Duration};

use rusqlite::{Connection, ErrorCode, OpenFlags};

/// The body of one of several reports that a body gives of a month: 清岩县（督查通报）.
#[must_use]
pub fn body_of(body: &str, report: &str) -> String {
    format!("{body}（{report}）")
}

/// The condition that a column names a body that was asked for, with all of its reports, or that none was.
fn is_body(column: &str, asked: &str) -> String {
    format!(
        "({asked} IS NULL OR {column} = {asked} OR substr({column}, 1, length({asked}) + 1) = {asked} || '（')"
    )
}

/// How long a writer waits for another.
pub const PATIENCE: Duration = Duration::from_secs(30);

/// Why the ledger did not do what was asked.
#[derive(Debug, thiserror::Error)]
pub enum LedgerError {
    /// The file is no ledger.
    #[error("it is no ledger of duibiao")]
    Foreign,
    /// A later version of the program wrote it.
    #[error("a later version of duibiao wrote it; use that version")]
    Newer,
    /// The file was made by an earlier version and nothing was added since.
    #[error("an earlier version of duibiao wrote it; `ledger add` brings it up to date")]
    Older,
    /// There is no such file.
    #[error("there is no such file: `ledger add` makes a ledger")]
    Missing,
    /// There is no such folder.
    #[error("its folder does not exist: make it, or name another one")]
    Homeless,
    /// The path is that of a folder.
    #[error("it is a folder: name a file in it")]
    Folder,
    /// The file has nothing in it.
    #[error("it is empty: `ledger add` makes a ledger of it")]
    Empty,
    /// The month is there already, with other content.
    #[error(
        "{period} of {body} is stored already with other content; --replace makes this its next version, \
         --report NAME keeps it beside it"
    )]
    Taken {
        /// Whose month.
        body: String,
        /// Which month.
        period: String,
    },
    /// A report that does not say what it covers.
    #[error(
        "it does not say which period it covers; name it with --period (2024-05, 2024-Q1, 2024-H1, 2024, 2024-01/2024-05)"
    )]
    NoPeriod,
    /// A period that cannot be read.
    #[error("`{0}` is no period: 2024-05, 2024-Q1, 2024-H1, 2024 or 2024-01/2024-05")]
    Period(String),
    /// A name that the ledger does not have; what it has is said.
    #[error("there is no {what} `{name}` in it; there is {known}")]
    Unknown {
        /// What kind of thing.
        what: &'static str,
        /// The name that was asked for.
        name: String,
        /// What there is.
        known: String,
    },
    /// What was added last stands beside the file, and neither can be written.
    #[error(
        "it cannot be written to, and what was added last stands in the file beside it that ends in -wal: \
         copy both into a folder that you may write to"
    )]
    Unfinished,
    /// Rows that could not be measured.
    #[error("its rows could not be measured: {0}")]
    Measure(String),
    /// What SQLite says.
    #[error("{}", plain(.0))]
    Sql(#[from] rusqlite::Error),
}

impl LedgerError {
    /// True where the request is at fault, and not the file or the machine.
    #[must_use]
    pub fn is_usage(&self) -> bool {
        match self {
            Self::Taken { .. } | Self::NoPeriod | Self::Period(_) | Self::Unknown { .. } => true,
            Self::Foreign
            | Self::Newer
            | Self::Older
            | Self::Missing
            | Self::Homeless
            | Self::Folder
            | Self::Empty
            | Self::Unfinished
            | Self::Measure(_)
            | Self::Sql(_) => false,
        }
    }
}

fn plain(error: &rusqlite::Error) -> String {
    match error.sqlite_error_code() {
        Some(ErrorCode::NotADatabase) => "it is no ledger of duibiao".to_owned(),
        Some(ErrorCode::DatabaseCorrupt) => {
            "it is damaged: take it back from a copy, or add its months to a new file".to_owned()
        }
        Some(ErrorCode::DatabaseBusy) => "another program is writing to it; nothing was stored".to_owned(),
        Some(ErrorCode::DiskFull) => "the disk is full; nothing was stored".to_owned(),
        Some(ErrorCode::ReadOnly) => {
            "it, or the folder that it is in, cannot be written to; nothing was stored: copy it into a folder \
             that you may write to"
                .to_owned()
        }
        Some(ErrorCode::CannotOpen) => {
            "it cannot be opened, or the folder that it is in cannot be written to".to_owned()
        }
        _ => error.to_string(),
    }
}

/// An error where there is no such file, or, where it is made, no such folder: what SQLite says of either is the same.
fn there(path: &Path, made: bool) -> Result<(), LedgerError> {
    let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty());
    match path.try_exists() {
        Ok(true) if path.is_dir() => Err(LedgerError::Folder),
        Ok(false) if folder.is_some_and(|folder| !folder.exists()) => Err(LedgerError::Homeless),
        Ok(false) if !made => Err(LedgerError::Missing),
        // What else is wrong, SQLite says.
        Ok(_) | Err(_) => Ok(()),
    }
}

/// An open ledger.
pub struct Ledger {
    connection: Connection,
}

impl Ledger {
    /// Opens a ledger to add to; the file is made where there is none.
    ///
    /// # Errors
    /// A file that is no ledger, that a later program wrote, or that cannot be written to.
    pub fn create(path: &Path) -> Result<Self, LedgerError> {
        let flags = OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_CREATE;
        there(path, true)?;
        let mut ledger = Self::with(path, flags)?;
        ledger.connection.pragma_update(None, "journal_mode", "WAL")?;
        ledger.connection.pragma_update(None, "synchronous", "FULL")?;
        ledger.connection.pragma_update(None, "foreign_keys", "ON")?;
        schema::migrate(&mut ledger.connection)?;
        Ok(ledger)
    }

    /// Opens a ledger to read.
    ///
    /// # Errors
    /// A file that is not there, is no ledger, or that another version wrote.
    pub fn open(path: &Path) -> Result<Self, LedgerError> {
        there(path, false)?;
        match Self::with(path, OpenFlags::SQLITE_OPEN_READ_WRITE).and_then(Self::current) {
            Err(error) if unwritable::is_meant(&error) && path.is_file() => {
                Self { connection: unwritable::open(path)? }.current()
            }
            opened => opened,
        }
    }

    fn current(self) -> Result<Self, LedgerError> {
        match schema::up_to_date(&self.connection)? {
            true => Ok(self),
            false if schema::is_blank(&self.connection)? => Err(LedgerError::Empty),
            false => Err(LedgerError::Older),
        }
    }

    fn with(path: &Path, flags: OpenFlags) -> Result<Self, LedgerError> {
        let connection = Connection::open_with_flags(path, flags | OpenFlags::SQLITE_OPEN_NO_MUTEX)?;
        connection.busy_timeout(PATIENCE)?;
        Ok(Self { connection })
    }
}

#[cfg(test)]
mod tests;
