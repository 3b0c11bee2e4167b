//! What the system's errors mean to the user, and what to do about them.

use std::io::{Error, ErrorKind};

/// Why a file cannot be read.
#[must_use]
pub fn reading(error: &Error) -> String {
    let told = match error.kind() {
        ErrorKind::NotFound => "there is no such file: check its name, and where it leads if it is a link",
        ErrorKind::PermissionDenied => "you may not read it: ask its owner for the right to read it",
        ErrorKind::IsADirectory => "it is a folder: name the documents in it",
        ErrorKind::InvalidFilename => "its name is too long for this system: move it to a shorter one",
        ErrorKind::InvalidData => "it is no text in UTF-8: save it in UTF-8 and try again",
        _ => return format!("{error}: copy it to a disk of this machine and try again"),
    };
    told.to_owned()
}
