//! duibiao for Python: the part that runs without the interpreter. `python/duibiao/` is what users call.

mod document;
mod failure;
mod ledger;
mod rows;
mod rules;
mod sheet;
mod side;
mod stream;

use pyo3::{prelude::*, types::PyDict};

/// The native part of the package.
#[pymodule(name = "_native")]
mod native {
    #[pymodule_export]
    use super::{
        columns,
        document::{documents, explain, read_text},
        ledger::Ledger,
        rows::{Rows, extract},
        rules::Rules,
        scan,
        sheet::Sheet,
        side::{Side, exported, joined},
    };
}

/// The columns of the table, in their order, as (name, Chinese header, type, meaning).
#[pyfunction]
fn columns() -> Vec<(&'static str, &'static str, &'static str, &'static str)> {
    duibiao::measure::COLUMNS
        .iter()
        .map(|column| (column.name, column.zh, sheet::type_name(column.kind), column.meaning))
        .collect()
}

/// Every quantity of a text, as dictionaries.
#[pyfunction]
fn scan<'py>(py: Python<'py>, text: &str, rules: &rules::Rules) -> PyResult<Vec<Bound<'py, PyDict>>> {
    let engine = rules.engine(None);
    let quantities = py.detach(|| engine.scan(text));
    let exact = sheet::Exact::new(py)?;
    quantities
        .iter()
        .map(|quantity| {
            let number = |value: Option<rust_decimal::Decimal>| {
                value.map(|value| exact.decimal(&value.to_string())).transpose()
            };
            let told = PyDict::new(py);
            told.set_item("text", &*quantity.text)?;
            told.set_item("start", quantity.start)?;
            told.set_item("end", quantity.end)?;
            told.set_item("kind", quantity.kind)?;
            told.set_item("value", number(quantity.value)?)?;
            told.set_item("low", number(quantity.low)?)?;
            told.set_item("high", number(quantity.high)?)?;
            told.set_item("unit", quantity.unit.as_deref())?;
            told.set_item("base_value", number(quantity.base_value)?)?;
            told.set_item("base_unit", quantity.base_unit.as_deref())?;
            told.set_item("bound", quantity.bound)?;
            told.set_item("approx", quantity.approx)?;
            Ok(told)
        })
        .collect()
}
