//! A grid as Parquet, typed by its columns.

use chrono::NaiveDate;
use polars::prelude::{
    Column as Series, DataFrame, Int128Chunked, IntoColumn, NewChunkedArray, PolarsResult,
};
use polars_io::prelude::ParquetWriter;
use rust_decimal::Decimal;

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
    let cells = || grid.rows.iter().map(|row| row[at].as_deref());
    Ok(match grid.columns[at].kind {
        ColumnType::Words | ColumnType::Code => Series::new(name.into(), cells().collect::<Vec<_>>()),
        ColumnType::Integer => {
            let numbers = cells().map(|cell| cell.and_then(|text| text.parse::<i64>().ok()));
            Series::new(name.into(), numbers.collect::<Vec<_>>())
        }
        ColumnType::Date => {
            let dates = cells().map(|cell| cell.and_then(|text| text.parse::<NaiveDate>().ok()));
            Series::new(name.into(), dates.collect::<Vec<_>>())
        }
        ColumnType::Decimal => {
            let mantissas: Vec<Option<i128>> = cells().map(|cell| cell.and_then(mantissa)).collect();
            let numbers = Int128Chunked::from_iter_options(name.into(), mantissas.into_iter());
            numbers.into_decimal(38, PLACES as usize)?.into_column()
        }
    })
}

/// A number in steps of the last place; `None` where it has more places or digits.
fn mantissa(text: &str) -> Option<i128> {
    let value = Decimal::from_str_exact(text).ok()?.normalize();
    let steps = 10i128.checked_pow(PLACES.checked_sub(value.scale())?)?;
    value.mantissa().checked_mul(steps).filter(|mantissa| mantissa.unsigned_abs() < 10u128.pow(38))
}

#[cfg(test)]
mod tests {
    use super::mantissa;

    #[test]
    fn a_number_keeps_every_digit_or_is_left_out() {
        assert_eq!(mantissa("0.545952380952"), Some(545_952_380_952));
        assert_eq!(mantissa("-3.50"), Some(-3_500_000_000_000));
        assert_eq!(mantissa("0.1234567890123"), None);
        assert_eq!(mantissa("未报"), None);
    }
}
