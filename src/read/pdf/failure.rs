//! What a reader of a PDF is told where it cannot be opened.

use unpdf::Error;

use crate::read::ReadError;

/// The error of the crate in our words.
pub(super) fn why(error: &Error) -> ReadError {
    match error {
        Error::Encrypted | Error::InvalidPassword => ReadError::Encrypted,
        other => ReadError::Broken(format!("the PDF is broken ({other})")),
    }
}
