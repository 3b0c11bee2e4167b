//! The documents that arguments name, standard input among them.

use std::{
    io::IsTerminal,
    path::{Path, PathBuf},
};

use duibiao::{
    documents::{self, trouble},
    error::Error,
};

pub(crate) use documents::Input;

/// The bytes of a document, or the reason why there are none; `-` is standard input.
pub(crate) fn bytes(path: &Path) -> Result<Vec<u8>, String> {
    if path.as_os_str() == "-" {
        return documents::all(std::io::stdin()).map_err(|error| trouble::reading(&error));
    }
    documents::bytes(path)
}

/// The arguments, or standard input where there are none and something comes through a pipe.
pub(crate) fn or_stdin(arguments: &[PathBuf]) -> Result<Vec<PathBuf>, Error> {
    match arguments {
        [] if std::io::stdin().is_terminal() => {
            Err(Error::Usage("name a report to read, or `-` for standard input; see --help".to_owned()))
        }
        [] => Ok(vec![PathBuf::from("-")]),
        some => Ok(some.to_vec()),
    }
}
