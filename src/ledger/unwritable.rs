//! A ledger on a disk, or in a folder, that cannot be written to: it is read as a file that does not change.

use std::{fs, path::Path};

use rusqlite::{Connection, ErrorCode, OpenFlags};

use super::LedgerError;

/// True where the database says that it, or what it keeps beside itself, cannot be written.
pub(super) fn is_meant(error: &LedgerError) -> bool {
    let LedgerError::Sql(error) = error else { return false };
    matches!(error.sqlite_error_code(), Some(ErrorCode::CannotOpen | ErrorCode::ReadOnly))
}

/// Opens a ledger that nobody can write to while it is read.
///
/// # Errors
/// Where months stand in the file beside it that only a ledger which can be written brings in.
pub(super) fn open(path: &Path) -> Result<Connection, LedgerError> {
    let mut beside = path.as_os_str().to_owned();
    beside.push("-wal");
    if fs::metadata(beside).is_ok_and(|beside| beside.len() > 0) {
        return Err(LedgerError::Unfinished);
    }
    let flags = OpenFlags::SQLITE_OPEN_READ_ONLY | OpenFlags::SQLITE_OPEN_URI;
    let flags = flags | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    Ok(Connection::open_with_flags(format!("file:{}?immutable=1", escaped(path)), flags)?)
}

/// A path as it stands in an address.
fn escaped(path: &Path) -> String {
    let path = path.to_string_lossy().replace('\\', if cfg!(windows) { "/" } else { "\\" });
    let drive = if cfg!(windows) && path.get(1..2) == Some(":") { "/" } else { "" };
    let letter = |byte: u8| match byte {
        b'/' | b'-' | b'_' | b'.' | b'~' | b':' => char::from(byte).to_string(),
        byte if byte.is_ascii_alphanumeric() => char::from(byte).to_string(),
        byte => format!("%{byte:02X}"),
    };
    drive.to_owned() + &path.bytes().map(letter).collect::<String>()
}
