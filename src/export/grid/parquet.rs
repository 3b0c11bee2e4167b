//! A grid as Parquet, typed by its columns.

use polars::prelude::{
    Column as Series, DataFrame, Int128Chunked, IntoColumn, NewChunkedArray, PolarsResult,
};
use polars_io::prelude::ParquetWriter;

use super::Grid;
use crate::measure::ColumnType;

/// Decimal places of every decimal.
const PLACES: u32 = 12;

/// Writes the grid; decimals are exact, dates are dates, what is not known is null.
pub(super) fn write(grid: &Grid, out: &mut dyn std::io::Write) -> PolarsResult<()> {
    ParquetWriter::new(out).finish(&mut frame(grid)?).map(drop)
}

/// The grid as a frame.
pub(super) fn frame(grid: &Grid) -> PolarsResult<DataFrame> {
    let columns = (0..grid.columns.len()).map(|at| column(grid, at)).collect::<PolarsResult<Vec<_>>>()?;
    DataFrame::new(grid.rows.len(), columns)
}

fn column(grid: &Grid, at: usize) -> PolarsResult<Series> {
    let name = grid.columns[at].name.as_ref();
    let cells = || grid.rows.iter().map(|row| row[at].as_ref());
    Ok(match grid.columns[at].kind {
        ColumnType::Words | ColumnType::Code | ColumnType::Written => {
            Series::new(name.into(), grid.rows.iter().map(|row| row[at].as_deref()).collect::<Vec<_>>())
        }
        ColumnType::Integer => {
            Series::new(name.into(), cells().map(|cell| cell?.integer()).collect::<Vec<_>>())
        }
        ColumnType::Date => Series::new(name.into(), cells().map(|cell| cell?.date()).collect::<Vec<_>>()),
        ColumnType::Decimal => {
            let steps: Vec<Option<i128>> = cells().map(|cell| cell?.steps()).collect();
            let numbers = Int128Chunked::from_iter_options(name.into(), steps.into_iter());
            numbers.into_decimal(38, PLACES as usize)?.into_column()
        }
    })
}
