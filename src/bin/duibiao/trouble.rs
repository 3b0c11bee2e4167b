//! What the system's errors mean to the user, and what to do about them.

use std::io::{Error, ErrorKind};

/// What is told of an output that cannot be written, with what to do, where the error does not say it all.
pub(crate) fn writing(error: &Error, told: &str) -> String {
    match error.kind() {
        ErrorKind::StorageFull | ErrorKind::QuotaExceeded | ErrorKind::FileTooLarge => {
            format!("{told}; free some space, or write to another disk")
        }
        ErrorKind::PermissionDenied | ErrorKind::ReadOnlyFilesystem => {
            format!("{told}; name a folder that you may write to")
        }
        ErrorKind::NotFound => format!("{told}; make it, or name another one"),
        ErrorKind::InvalidFilename => format!("{told}; give it a shorter name"),
        _ => told.to_owned(),
    }
}

/// A message without the numbers of the system's errors.
pub(crate) fn plain(message: &str) -> String {
    let mut told = message.to_owned();
    while let Some(start) = told.find(" (os error ") {
        let Some(length) = told[start..].find(')') else { break };
        told.replace_range(start..=start + length, "");
    }
    told
}
