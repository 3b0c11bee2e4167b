//! Documents as Python hands them over.

use std::path::PathBuf;

use duibiao::Document;
use pyo3::{
    prelude::*,
    pybacked::{PyBackedBytes, PyBackedStr},
};

use crate::{failure::raised, rules::Rules};

/// A document: its name, and its path, its text, or the bytes of its file.
#[derive(FromPyObject)]
pub(crate) struct Given {
    name: String,
    path: Option<PathBuf>,
    text: Option<PyBackedStr>,
    data: Option<PyBackedBytes>,
}

impl Given {
    /// The document as the library takes it.
    pub(crate) fn document(&self) -> Document {
        let name = self.name.clone();
        match (&self.text, &self.data, &self.path) {
            (Some(text), _, _) => Document::text(name, &**text),
            (None, Some(data), _) => Document::bytes(name, &data[..]),
            (None, None, Some(path)) => Document::file(path).named(name),
            (None, None, None) => Document::text(name, ""),
        }
    }
}

/// The text of a document as it is read, which the places of its rows count in.
#[pyfunction]
pub(crate) fn read_text(
    py: Python<'_>,
    document: Given,
    rules: &Rules,
    encoding: Option<String>,
) -> PyResult<String> {
    let engine = rules.engine(encoding);
    py.detach(|| engine.text(&document.document())).map_err(|error| raised(py, &error))
}

/// Every number of a document task by task, as JSON, each with the places of its rows in the table.
#[pyfunction]
pub(crate) fn explain(
    py: Python<'_>,
    document: Given,
    rules: &Rules,
    encoding: Option<String>,
) -> PyResult<(String, crate::sheet::Sheet)> {
    let engine = rules.engine(encoding);
    let read = py.detach(|| {
        let report = engine.read(&document.document())?;
        let tasks: Vec<_> = report.explain().iter().map(told).collect();
        Ok((serde_json::Value::from(tasks).to_string(), report.table().measured().clone()))
    });
    let (tasks, table) = read.map_err(|error| raised(py, &error))?;
    Ok((tasks, crate::sheet::Sheet::of_table(&table)))
}

fn told(task: &duibiao::Task) -> serde_json::Value {
    serde_json::json!({
        "section": task.section,
        "task_no": task.number,
        "task": task.words,
        "numbers": task.accounts,
        "rows": task.rows,
    })
}

/// The documents of files, folders and patterns: path or none, name, and bytes of what an archive or a mail carries.
#[pyfunction]
pub(crate) fn documents(py: Python<'_>, arguments: Vec<PathBuf>) -> PyResult<Vec<Found>> {
    py.detach(|| Document::all(arguments).iter().map(found).collect::<Result<Vec<_>, _>>())
        .map_err(|error| raised(py, &error))
}

/// A path or none, the name, and bytes of what an archive or a mail carries.
type Found = (Option<PathBuf>, String, Option<Vec<u8>>);

fn found(document: &Document) -> Result<Found, duibiao::Error> {
    let (path, bytes) = document.place()?;
    Ok((path.map(Into::into), document.name().to_owned(), bytes.map(Into::into)))
}

impl Given {
    /// What reads, with the decisions of this file.
    pub(crate) fn correct(&self, engine: duibiao::Engine) -> Result<duibiao::Engine, duibiao::Error> {
        match (&self.text, &self.path) {
            (Some(text), _) => engine.corrections_text(&self.name, text),
            (None, Some(path)) => engine.corrections(path),
            (None, None) => engine.corrections_text(&self.name, ""),
        }
    }
}
