//! What goes wrong, as the one exception of the package.

use std::io::ErrorKind;

use duibiao::{documents, error};
use pyo3::{import_exception, prelude::*};

import_exception!(duibiao._error, Error);

/// What may be meant where no file has the name that was given.
const TEXTS: &str = "; hand text over as Document(text)";

/// The exception of an error of the library.
pub(crate) fn raised(py: Python<'_>, error: &duibiao::Error) -> PyErr {
    let owned = |words: Option<&str>| words.map(str::to_owned);
    let missing = documents::trouble::reading(&ErrorKind::NotFound.into());
    let lost =
        error.remedy().is_some_and(|remedy| missing.starts_with(error.reason()) && missing.ends_with(remedy));
    let remedy = owned(error.remedy()).map(|remedy| if lost { remedy + TEXTS } else { remedy });
    let told = (owned(error.file()), error.line(), error.reason().to_owned(), remedy);
    let made = Error::new_err(told);
    for excerpt in error.excerpts() {
        // A note that cannot be added leaves the exception as it is.
        let _ = made.value(py).call_method1("add_note", (excerpt,));
    }
    made
}

/// The exception of an error of the program.
pub(crate) fn of_program(py: Python<'_>, error: error::Error) -> PyErr {
    raised(py, &error.into())
}

/// The exception of a mistake of the program.
pub(crate) fn broken(py: Python<'_>, reason: impl ToString) -> PyErr {
    of_program(py, error::Error::Internal(reason.to_string()))
}
