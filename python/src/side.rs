//! Tables beside each other: what deserves a look, what changed, what groups amount to.

use std::path::PathBuf;

use duibiao::{
    alerts, choices,
    compare::{self, CHANGE_COLUMNS, Comparison},
    export::{matrix_grid, ranking_grid, rollup_grid},
    measure::{RollupBy, Table},
};
use pyo3::prelude::*;

use crate::{failure, rules::Rules, sheet::Sheet};

/// A table as comparing and checking need it.
#[pyclass(frozen, module = "duibiao._native")]
pub(crate) struct Side(Table);

/// A finding, as `duibiao.Finding` holds it.
type Found =
    (&'static str, &'static str, &'static str, String, String, String, String, Option<String>, String);

impl Side {
    pub(crate) fn new(table: Table) -> Self {
        Self(table)
    }
}

#[pymethods]
impl Side {
    /// What deserves a look.
    #[pyo3(signature = (old, body, rules))]
    fn check(&self, py: Python<'_>, old: Option<&Self>, body: Option<String>, rules: &Rules) -> Vec<Found> {
        let old = old.map(|old| &old.0);
        py.detach(|| {
            let raised = alerts::check(old, &self.0, (body.as_deref(), None), &rules.0);
            raised.iter().map(|raised| found(raised.into())).collect()
        })
    }

    /// What became of each row of an earlier table.
    fn compare(&self, py: Python<'_>, old: &Self, all: bool, unchanged: bool, rules: &Rules) -> Sheet {
        let grid = py.detach(|| {
            let mut comparison: Comparison<'_> = compare::compare(&old.0, &self.0, &rules.0);
            if !all {
                comparison = comparison.without_bare_figures();
            }
            let codes = alerts::codes(&comparison, &alerts::raised(&comparison, true, &rules.0));
            let shown = alerts::shown(&comparison, &codes, unchanged).into_iter();
            shown.map(|(change, codes)| change.cells(codes)).collect()
        });
        Sheet::of_rows(CHANGE_COLUMNS, grid)
    }

    /// Rows gathered by a column: `rollup`, `matrix` or `ranking`; figures without a goal are left out.
    fn gathered(&self, py: Python<'_>, how: &str, by: &str) -> PyResult<Sheet> {
        let wrong = |told: String| failure::of_program(py, duibiao::error::Error::Usage(told));
        let by = match by {
            "section" => RollupBy::Section,
            "scope" => RollupBy::Scope,
            "source" => RollupBy::Source,
            "body" => RollupBy::Body,
            other => return Err(wrong(format!("by {other}: use section, scope, source or body"))),
        };
        let gather = match how {
            "rollup" => rollup_grid,
            "matrix" => matrix_grid,
            "ranking" => ranking_grid,
            other => return Err(wrong(format!("{other}: use rollup, matrix or ranking"))),
        };
        let mut table = self.0.clone();
        table.drop_figures();
        Ok(Sheet::new(gather(&table, by)))
    }
}

fn found(finding: duibiao::Finding) -> Found {
    (
        finding.code,
        finding.name,
        alerts::severity_word(finding.severity),
        finding.message,
        finding.indicator,
        finding.row_id,
        finding.place,
        finding.other_place,
        finding.fingerprint,
    )
}

/// The rows of a file that holds an exported table; `None` where it is something else.
#[pyfunction]
pub(crate) fn exported(py: Python<'_>, path: PathBuf) -> PyResult<Option<Side>> {
    let table = py.detach(|| choices::exported(&path));
    table.map(|table| table.map(Side)).map_err(|error| failure::of_program(py, error))
}

/// Several tables as one.
#[pyfunction]
pub(crate) fn joined(sides: Vec<PyRef<'_, Side>>) -> Side {
    Side(Table { rows: sides.iter().flat_map(|side| side.0.rows.clone()).collect() })
}
