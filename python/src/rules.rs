use std::path::PathBuf;

use duibiao::{choices, pipeline, rules::Rulebook};
use pyo3::prelude::*;

use crate::failure;

/// The rules to read with: the built-in ones, and those of a folder where one is named.
#[pyclass(frozen, module = "duibiao._native")]
pub(crate) struct Rules(Rulebook);

impl Rules {
    pub(crate) fn book(&self) -> &Rulebook {
        &self.0
    }
}

#[pymethods]
impl Rules {
    #[new]
    #[pyo3(signature = (folder=None))]
    fn new(py: Python<'_>, folder: Option<PathBuf>) -> PyResult<Self> {
        py.detach(|| choices::rulebook(folder.as_deref()))
            .map(Self)
            .map_err(|error| failure::raised(py, error))
    }

    /// Runs the cases of the rules; raises the faults that it finds.
    fn check(&self, py: Python<'_>) -> PyResult<()> {
        let faults = py.detach(|| pipeline::try_rules(&self.0));
        if faults.is_empty() { Ok(()) } else { Err(failure::of_faults(py, &faults)) }
    }
}
