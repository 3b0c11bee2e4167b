//! Documents as Python hands them over.

use std::{
    fs::File,
    io::Read,
    panic::{AssertUnwindSafe, catch_unwind},
    path::{Path, PathBuf},
};

use duibiao::{
    read::{self, Options, bounds},
    text::Source,
};
use pyo3::{
    prelude::*,
    pybacked::{PyBackedBytes, PyBackedStr},
};

use crate::failure::Failure;

/// A document: its name, and its path, its text, or the bytes of its file.
#[derive(FromPyObject)]
pub(crate) struct Document {
    name: String,
    path: Option<PathBuf>,
    text: Option<PyBackedStr>,
    data: Option<PyBackedBytes>,
}

impl Document {
    /// The document, read; `then` works on it, and whatever fails is its failure.
    pub(crate) fn read<T>(
        &self,
        encoding: Option<&str>,
        then: impl FnOnce(Source) -> T,
    ) -> Result<T, Failure> {
        catch_unwind(AssertUnwindSafe(|| self.source(encoding).map(then)))
            .unwrap_or_else(|_| Err(Failure::internal(self.name.clone())))
    }

    fn source(&self, encoding: Option<&str>) -> Result<Source, Failure> {
        let named = Options { encoding: encoding.map(str::to_owned), ..Options::default() };
        let source = match (&self.text, &self.data, &self.path) {
            // A Python string is decoded already.
            (Some(text), _, _) => read::read(&self.name, text.as_bytes(), &Options::default()),
            (None, Some(data), _) => read::read(&self.name, data, &named),
            (None, None, Some(path)) => read::read(&self.name, &self.bytes(path)?, &named),
            (None, None, None) => read::read(&self.name, &[], &named),
        };
        source.map_err(|error| Failure::unread(self.name.clone(), &error))
    }

    fn bytes(&self, path: &Path) -> Result<Vec<u8>, Failure> {
        let failure = |reason: String, remedy: &str| Failure {
            file: self.name.clone(),
            reason,
            remedy: Some(remedy.to_owned()),
        };
        if path.is_dir() {
            return Err(failure("it is a folder".to_owned(), "name the files in it"));
        }
        let mut bytes = Vec::new();
        // One byte more than is read, so that a file that is too large is seen as such.
        let limit = bounds::FILE_BYTES as u64 + 1;
        let read = File::open(path).and_then(|file| file.take(limit).read_to_end(&mut bytes));
        read.map_err(|error| {
            failure(error.to_string(), "name a file that can be read, or hand text over as Document(text)")
        })?;
        Ok(bytes)
    }
}

/// The text of a document as it is read, which the places of its rows count in.
#[pyfunction]
pub(crate) fn read_text(py: Python<'_>, document: Document, encoding: Option<String>) -> PyResult<String> {
    py.detach(|| document.read(encoding.as_deref(), |source| source.text)).map_err(|failure| failure.raised())
}
