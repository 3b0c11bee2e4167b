use chrono::NaiveDate;
use polars::prelude::{
    Column as Series, DataFrame, DataType, Int128Chunked, IntoColumn, NamedFrom, NewChunkedArray,
    PolarsResult, Series as Values,
};

use super::{COLUMNS, Column, ColumnType, Row, Table, cell::PLACES};

impl Table {
    /// The table as a polars frame: words as strings, numbers as `Decimal(38, 12)` and `Int64`, dates as dates.
    ///
    /// # Errors
    /// What polars could not build.
    pub fn frame(&self) -> PolarsResult<DataFrame> {
        frame(&self.rows)
    }
}

/// Some rows of a table as a frame, in the types of [`Table::frame`].
pub(crate) fn frame(rows: &[Row]) -> PolarsResult<DataFrame> {
    let series: PolarsResult<Vec<Series>> =
        COLUMNS.iter().enumerate().map(|(at, column)| series(rows, at, column)).collect();
    DataFrame::new_infer_height(series?)
}

fn series(rows: &[Row], at: usize, column: &Column) -> PolarsResult<Series> {
    let cells = || rows.iter().map(|row| row[at].as_ref());
    let name = column.name.into();
    Ok(match column.kind {
        ColumnType::Words | ColumnType::Code | ColumnType::Written => {
            let words: Vec<Option<&str>> = rows.iter().map(|row| row[at].as_deref()).collect();
            Values::new(name, words).into_column()
        }
        ColumnType::Integer => {
            let numbers: Vec<Option<i64>> = cells().map(|cell| cell?.integer()).collect();
            Values::new(name, numbers).into_column()
        }
        ColumnType::Decimal => {
            let steps: Vec<Option<i128>> = cells().map(|cell| cell?.steps()).collect();
            let column: Int128Chunked = Int128Chunked::from_iter_options(name, steps.into_iter());
            column.into_decimal(38, PLACES as usize)?.into_column()
        }
        ColumnType::Date => {
            let days: Vec<Option<i32>> = cells().map(|cell| days(cell?.date()?)).collect();
            Values::new(name, days).into_column().cast(&DataType::Date)?
        }
    })
}

/// Days since 1970-01-01.
fn days(date: NaiveDate) -> Option<i32> {
    i32::try_from((date - NaiveDate::default()).num_days()).ok()
}

#[cfg(test)]
mod tests {
    use super::{NaiveDate, Row, Table, days};
    use crate::measure::COLUMNS;

    #[test]
    fn numbers_and_dates_are_typed_and_missing_stays_missing() {
        assert_eq!(NaiveDate::from_ymd_opt(1970, 1, 2).and_then(days), Some(1));
        let table = Table { rows: vec![Row::default()] };
        let frame = table.frame().unwrap();
        assert_eq!((frame.height(), frame.width()), (1, COLUMNS.len()));
        assert!(frame.columns().iter().all(|column| column.null_count() == 1));
    }
}
