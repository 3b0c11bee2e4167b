//! Documents in, rows out.

use duibiao::{
    choices, conflict,
    measure::{AtMost, COLUMNS, ColumnType, Measures, Table, table_by},
    model::Report,
    pipeline,
    text::{Severity, Source},
};
use pyo3::{
    prelude::*,
    types::{PyCapsule, PyDict, PyType},
};
use rayon::prelude::*;

use crate::{
    document::Document,
    failure::{self, Failure},
    rules::Rules,
    stream::stream,
};

/// How documents are read and measured.
#[derive(FromPyObject)]
pub(crate) struct Choices {
    all: bool,
    goals: Option<Document>,
    growth_ratio: bool,
    at_most: Option<String>,
    pace: String,
    profile: String,
    encoding: Option<String>,
    jobs: usize,
}

impl Choices {
    fn measures(&self, rules: &Rules) -> Result<Measures, duibiao::error::Error> {
        Ok(Measures {
            growth_ratio: self.growth_ratio,
            at_most: match self.at_most.as_deref() {
                None => AtMost::None,
                Some("inverse") => AtMost::Inverse,
                Some("linear") => AtMost::Linear,
                Some(other) => {
                    let told = format!("at_most {other}: use inverse or linear, or None");
                    return Err(duibiao::error::Error::Usage(told));
                }
            },
            pace: choices::pace(&self.pace)?,
            profile: choices::profile(&self.profile, rules.book())?,
        })
    }
}

/// A source and what it says.
type Reading = (Source, Report);

/// The rows of documents, what was noted on them, and which of them could not be read.
#[pyclass(frozen, module = "duibiao._native")]
pub(crate) struct Rows {
    table: Table,
    notes: Vec<Told>,
    failures: Vec<Failure>,
}

/// A note: severity, file, line, code, message.
type Told = (&'static str, String, Option<usize>, &'static str, String);

/// The rows of documents.
#[pyfunction]
pub(crate) fn extract(
    py: Python<'_>,
    documents: Vec<Document>,
    rules: &Rules,
    choices: Choices,
) -> PyResult<Rows> {
    py.detach(|| rows(&documents, rules, &choices)).map_err(|refused| match refused {
        Refused::Choice(error) => failure::raised(py, error),
        Refused::Plan(failure) => failure.raised(),
        Refused::Broken(reason) => failure::plain(format!("{reason}; please report it with its documents")),
    })
}

/// Why there are no rows at all.
enum Refused {
    /// A choice is none of those that there are.
    Choice(duibiao::error::Error),
    /// The document of the goals cannot be read.
    Plan(Failure),
    /// The program failed.
    Broken(String),
}

fn rows(documents: &[Document], rules: &Rules, choices: &Choices) -> Result<Rows, Refused> {
    let measures = choices.measures(rules).map_err(Refused::Choice)?;
    let encoding = choices.encoding.as_deref();
    let plan = choices.goals.as_ref().map(|plan| plan.read(encoding, |source| source));
    let plan = plan.transpose().map_err(Refused::Plan)?;
    let one = |document: &Document| {
        document.read(encoding, |source| understand(source, plan.as_ref(), rules, choices.all))
    };
    let pool = rayon::ThreadPoolBuilder::new().num_threads(choices.jobs).build();
    let pool = pool.map_err(|error| Refused::Broken(error.to_string()))?;
    let outcomes: Vec<Result<Reading, Failure>> = pool.install(|| documents.par_iter().map(one).collect());
    let (mut readings, mut failures) = (Vec::new(), Vec::new());
    for outcome in outcomes {
        match outcome {
            Ok(reading) => readings.push(reading),
            Err(failure) => failures.push(failure),
        }
    }
    let reports: Vec<_> = readings.iter().map(|(source, report)| (source, report)).collect();
    let mut table =
        table_by(&reports, rules.book(), &measures).map_err(|error| Refused::Broken(error.to_string()))?;
    if !choices.all {
        table.drop_figures();
    }
    conflict::mark(&mut table, rules.book());
    Ok(Rows { table, notes: readings.iter().flat_map(notes).collect(), failures })
}

fn understand(source: Source, plan: Option<&Source>, rules: &Rules, all: bool) -> Reading {
    let rules = rules.book();
    match plan {
        Some(plan) => pipeline::against(plan, &source, rules),
        None => {
            let report = if all {
                pipeline::understand_whole(&source, rules)
            } else {
                pipeline::understand(&source, rules)
            };
            (source, report)
        }
    }
}

fn notes((source, report): &Reading) -> impl Iterator<Item = Told> + '_ {
    source.notes.iter().chain(&report.notes).map(|note| {
        let severity = match note.severity {
            Severity::Note => "note",
            Severity::Warning => "warning",
            Severity::Error => "error",
        };
        let line = note.spans.first().map(|span| source.line(span.start));
        (severity, source.name.clone(), line, note.code, note.message.clone())
    })
}

#[pymethods]
impl Rows {
    fn __len__(&self) -> usize {
        self.table.rows.len()
    }

    /// The notes as (severity, file, line, code, message).
    fn notes(&self) -> Vec<Told> {
        self.notes.clone()
    }

    /// The exceptions of the documents that could not be read.
    fn failures(&self, py: Python<'_>) -> Vec<Py<PyAny>> {
        self.failures.iter().map(|failure| failure.value(py)).collect()
    }

    /// Each row as a dictionary.
    fn dicts<'py>(&self, py: Python<'py>) -> PyResult<Vec<Bound<'py, PyDict>>> {
        let exact = Exact::new(py)?;
        let mut dicts = Vec::with_capacity(self.table.rows.len());
        for row in &self.table.rows {
            let dict = PyDict::new(py);
            for (column, cell) in COLUMNS.iter().zip(row) {
                let value = cell.as_deref().map(|cell| exact.cell(py, column.kind, cell)).transpose()?;
                dict.set_item(column.name, value)?;
            }
            dicts.push(dict);
        }
        Ok(dicts)
    }

    /// The rows as an Arrow stream in a capsule.
    fn stream<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyCapsule>> {
        let stream = py.detach(|| stream(&self.table)).map_err(|error| failure::plain(error.to_string()))?;
        PyCapsule::new_with_value(py, stream, c"arrow_array_stream")
    }
}

/// The types of Python that hold exact values.
pub(crate) struct Exact<'py> {
    decimal: Bound<'py, PyType>,
    date: Bound<'py, PyType>,
}

impl<'py> Exact<'py> {
    pub(crate) fn new(py: Python<'py>) -> PyResult<Self> {
        let kind = |module, name| -> PyResult<Bound<'py, PyType>> {
            Ok(py.import(module)?.getattr(name)?.cast_into::<PyType>()?)
        };
        Ok(Self { decimal: kind("decimal", "Decimal")?, date: kind("datetime", "date")? })
    }

    pub(crate) fn decimal(&self, digits: &str) -> PyResult<Bound<'py, PyAny>> {
        self.decimal.call1((digits,))
    }

    fn cell(&self, py: Python<'py>, kind: ColumnType, cell: &str) -> PyResult<Bound<'py, PyAny>> {
        match kind {
            ColumnType::Words | ColumnType::Code => Ok(cell.into_pyobject(py)?.into_any()),
            ColumnType::Integer => Ok(cell.parse::<i64>()?.into_pyobject(py)?.into_any()),
            ColumnType::Decimal => self.decimal(cell),
            ColumnType::Date => self.date.call_method1("fromisoformat", (cell,)),
        }
    }
}

/// The name of a column's type in Python.
pub(crate) fn type_name(kind: ColumnType) -> &'static str {
    match kind {
        ColumnType::Words | ColumnType::Code => "str",
        ColumnType::Integer => "int",
        ColumnType::Decimal => "Decimal",
        ColumnType::Date => "date",
    }
}
