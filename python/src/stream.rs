//! A frame as an Arrow stream.

use arrow::{
    array::{Array, StructArray},
    datatypes::{ArrowDataType, Field},
    ffi::{ArrowArrayStream, export_iterator},
};
use polars::prelude::{ArrowField, CompatLevel, DataFrame, PolarsResult};

/// The frame as one batch: words as `large_string`, numbers as `decimal128(38, 12)` and `int64`, dates as `date32`,
/// which every reader of Arrow knows.
pub(crate) fn stream(frame: &DataFrame) -> PolarsResult<ArrowArrayStream> {
    let level = CompatLevel::oldest();
    let fields: Vec<ArrowField> =
        frame.columns().iter().map(|column| column.field().to_arrow(level)).collect();
    let arrays: Vec<Box<dyn Array>> = frame
        .columns()
        .iter()
        .map(|column| column.as_materialized_series().rechunk().to_arrow(0, level))
        .collect();
    let kind = ArrowDataType::Struct(fields);
    let batch: Box<dyn Array> = Box::new(StructArray::try_new(kind.clone(), frame.height(), arrays, None)?);
    Ok(export_iterator(Box::new(std::iter::once(Ok(batch))), Field::new("".into(), kind, false)))
}
