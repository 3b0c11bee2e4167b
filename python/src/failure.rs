//! What goes wrong, as the one exception of the package.

use duibiao::{error, read::ReadError, rules::Fault};
use pyo3::{import_exception, prelude::*};

import_exception!(duibiao._error, Error);

/// Why a document has no rows: its name, what is wrong, and what to do.
pub(crate) struct Failure {
    pub(crate) file: String,
    pub(crate) reason: String,
    pub(crate) remedy: Option<String>,
}

impl Failure {
    /// The program failed on it.
    pub(crate) fn internal(file: String) -> Self {
        let remedy = Some("please report it with the document that shows it".to_owned());
        Self { file, reason: "the program failed on it".to_owned(), remedy }
    }

    /// It is no document that can be read.
    pub(crate) fn unread(file: String, error: &ReadError) -> Self {
        let told = error.to_string();
        let parts = match error {
            ReadError::Empty | ReadError::Bound { .. } => None,
            ReadError::Binary
            | ReadError::Unsupported(_)
            | ReadError::UnknownEncoding(_)
            | ReadError::Undecodable(_)
            | ReadError::Broken(_)
            | ReadError::Encrypted
            | ReadError::Scanned
            | ReadError::Picture
            | ReadError::Unreadable(_) => told.rsplit_once(": "),
        };
        let (reason, remedy) = parts.map_or((told.as_str(), None), |(reason, remedy)| (reason, Some(remedy)));
        Self { file, reason: reason.to_owned(), remedy: remedy.map(str::to_owned) }
    }

    /// The exception.
    pub(crate) fn raised(&self) -> PyErr {
        made(Some(self.file.clone()), None, self.reason.clone(), self.remedy.clone())
    }

    /// The exception as a value.
    pub(crate) fn value(&self, py: Python<'_>) -> Py<PyAny> {
        self.raised().into_value(py).into_any()
    }
}

/// The exception of an error of the library.
pub(crate) fn raised(py: Python<'_>, error: error::Error) -> PyErr {
    match error {
        error::Error::Rules(faults) | error::Error::Corrections(faults) => of_faults(py, &faults),
        error::Error::Read { file, reason } => made(Some(file), None, reason, None),
        error::Error::Gold { file, line, message } => made(Some(file), Some(line), message, None),
        error::Error::Usage(reason) => plain(reason),
        error @ (error::Error::Write { .. } | error::Error::Inputs { .. } | error::Error::Internal(_)) => {
            plain(error.to_string())
        }
    }
}

/// An exception without a place.
pub(crate) fn plain(reason: String) -> PyErr {
    made(None, None, reason, None)
}

/// The exception of faults in rule files: at the place of the first, with a picture of each.
pub(crate) fn of_faults(py: Python<'_>, faults: &[Fault]) -> PyErr {
    let first = faults.first();
    let reason = first.map_or("the rules have faults", |fault| fault.message.as_str());
    let more = match faults.len() {
        0 | 1 => String::new(),
        count => format!(" (and {} more)", count - 1),
    };
    let file = first.map(|fault| fault.file.path.clone());
    let error = made(file, first.and_then(Fault::line), format!("{reason}{more}"), None);
    for fault in faults {
        // A note that cannot be added leaves the exception as it is.
        let _ = error.value(py).call_method1("add_note", (fault.shown(false),));
    }
    error
}

fn made(file: Option<String>, line: Option<usize>, reason: String, remedy: Option<String>) -> PyErr {
    Error::new_err((file, line, reason, remedy))
}
