use std::{path::PathBuf, sync::Arc};

use duibiao::{Engine, choices, error::Error, pipeline, rules::Rulebook};
use pyo3::prelude::*;

use crate::failure;

/// The rules to read with: the built-in ones, and those of a folder where one is named.
#[pyclass(frozen, module = "duibiao._native")]
pub(crate) struct Rules(pub(crate) Arc<Rulebook>);

impl Rules {
    /// What reads with these rules.
    pub(crate) fn engine(&self, encoding: Option<String>) -> Engine {
        let engine = Engine::of(self.0.clone());
        encoding.into_iter().fold(engine, Engine::encoding)
    }
}

#[pymethods]
impl Rules {
    #[new]
    #[pyo3(signature = (folder=None))]
    fn new(py: Python<'_>, folder: Option<PathBuf>) -> PyResult<Self> {
        py.detach(|| choices::rulebook(folder.as_deref()))
            .map(|rules| Self(rules.into()))
            .map_err(|error| failure::of_program(py, error))
    }

    /// Runs the cases of the rules; raises the faults that it finds.
    fn check(&self, py: Python<'_>) -> PyResult<()> {
        let faults = py.detach(|| pipeline::try_rules(&self.0));
        if faults.is_empty() { Ok(()) } else { Err(failure::of_program(py, Error::Rules(faults))) }
    }
}
