//! Rows under columns, whatever they are rows of.

use duibiao::{
    export::Grid,
    measure::{COLUMNS, Cells, Column, ColumnType, Table},
};
use pyo3::{
    prelude::*,
    types::{PyCapsule, PyDict, PyType},
};

use crate::{failure, stream::stream};

/// Rows under typed columns.
#[pyclass(frozen, module = "duibiao._native")]
pub(crate) struct Sheet(Grid);

/// A column: its name, its Chinese header, the name of its type in Python, its meaning.
pub(crate) type Told = (String, String, &'static str, &'static str);

impl Sheet {
    pub(crate) fn new(grid: Grid) -> Self {
        Self(grid)
    }

    pub(crate) fn of_table(table: &Table) -> Self {
        let rows = table.rows.iter().map(|row| row.to_vec()).collect();
        Self(Grid { rows, ..Grid::new(String::new(), COLUMNS, Vec::new()) })
    }

    pub(crate) fn of_rows(columns: &[Column], rows: Vec<Cells>) -> Self {
        Self(Grid::new(String::new(), columns, rows))
    }
}

#[pymethods]
impl Sheet {
    fn __len__(&self) -> usize {
        self.0.rows.len()
    }

    /// The columns as (name, Chinese header, type, meaning).
    fn columns(&self) -> Vec<Told> {
        let told =
            |name: &str, zh: &str, kind, meaning| (name.to_owned(), zh.to_owned(), type_name(kind), meaning);
        self.0.columns.iter().map(|head| told(&head.name, &head.zh, head.kind, head.meaning)).collect()
    }

    /// Each row as a dictionary.
    fn dicts<'py>(&self, py: Python<'py>) -> PyResult<Vec<Bound<'py, PyDict>>> {
        let exact = Exact::new(py)?;
        let mut dicts = Vec::with_capacity(self.0.rows.len());
        for row in &self.0.rows {
            let dict = PyDict::new(py);
            for (head, cell) in self.0.columns.iter().zip(row) {
                let value = cell.as_deref().map(|cell| exact.cell(py, head.kind, cell)).transpose()?;
                dict.set_item(&*head.name, value)?;
            }
            dicts.push(dict);
        }
        Ok(dicts)
    }

    /// The rows as an Arrow stream in a capsule.
    fn stream<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyCapsule>> {
        let stream = py.detach(|| stream(&self.0.frame()?)).map_err(|error| failure::broken(py, error))?;
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
            ColumnType::Words | ColumnType::Code | ColumnType::Written => {
                Ok(cell.into_pyobject(py)?.into_any())
            }
            ColumnType::Integer => Ok(cell.parse::<i64>()?.into_pyobject(py)?.into_any()),
            ColumnType::Decimal => self.decimal(cell),
            ColumnType::Date => self.date.call_method1("fromisoformat", (cell,)),
        }
    }
}

/// The name of a column's type in Python.
pub(crate) fn type_name(kind: ColumnType) -> &'static str {
    match kind {
        ColumnType::Words | ColumnType::Code | ColumnType::Written => "str",
        ColumnType::Integer => "int",
        ColumnType::Decimal => "Decimal",
        ColumnType::Date => "date",
    }
}
