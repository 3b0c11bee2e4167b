//! What the system's errors mean to the user, and what to do about them.

use std::io::{Error, ErrorKind};

/// What to do where an output cannot be written; empty where the error says it all.
pub(crate) fn writing(error: &Error) -> &'static str {
    match error.kind() {
        ErrorKind::StorageFull | ErrorKind::QuotaExceeded | ErrorKind::FileTooLarge => {
            "; free some space, or write to another disk"
        }
        ErrorKind::PermissionDenied | ErrorKind::ReadOnlyFilesystem => {
            "; name a folder that you may write to"
        }
        ErrorKind::NotFound => "; make it, or name another one",
        ErrorKind::InvalidFilename => "; give it a shorter name",
        _ => "",
    }
}
