use polars::prelude::{
    Column as Series, DataFrame, DataType, Int128Chunked, IntoColumn, NamedFrom, NewChunkedArray,
    PolarsResult, Series as Values,
};

use super::{COLUMNS, Column, ColumnType, Table, frame::PLACES};

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
pub(crate) fn frame(rows: &[Vec<Option<String>>]) -> PolarsResult<DataFrame> {
    let series: PolarsResult<Vec<Series>> =
        COLUMNS.iter().enumerate().map(|(at, column)| series(rows, at, column)).collect();
    DataFrame::new_infer_height(series?)
}

fn series(rows: &[Vec<Option<String>>], at: usize, column: &Column) -> PolarsResult<Series> {
    let cells = || rows.iter().map(|row| row[at].as_deref());
    let name = column.name.into();
    Ok(match column.kind {
        ColumnType::Words | ColumnType::Code => Values::new(name, cells().collect::<Vec<_>>()).into_column(),
        ColumnType::Integer => {
            let numbers: Vec<Option<i64>> = cells().map(|cell| cell?.parse().ok()).collect();
            Values::new(name, numbers).into_column()
        }
        ColumnType::Decimal => {
            let mantissas: Vec<Option<i128>> = cells().map(|cell| mantissa(cell?)).collect();
            let column: Int128Chunked = Int128Chunked::from_iter_options(name, mantissas.into_iter());
            column.into_decimal(38, PLACES as usize)?.into_column()
        }
        ColumnType::Date => {
            let days: Vec<Option<i32>> = cells().map(|cell| days(cell?)).collect();
            Values::new(name, days).into_column().cast(&DataType::Date)?
        }
    })
}

/// A decimal in plain notation, in steps of the frame's last place.
fn mantissa(text: &str) -> Option<i128> {
    let (whole, part) = text.split_once('.').unwrap_or((text, ""));
    let missing = (PLACES as usize).checked_sub(part.len())?;
    let digits: i128 = format!("{whole}{part}").parse().ok()?;
    digits.checked_mul(10i128.checked_pow(u32::try_from(missing).ok()?)?)
}

/// Days since 1970-01-01.
fn days(text: &str) -> Option<i32> {
    let date = text.parse::<chrono::NaiveDate>().ok()?;
    i32::try_from((date - chrono::NaiveDate::default()).num_days()).ok()
}

#[cfg(test)]
mod tests {
    use super::{Table, days, mantissa};
    use crate::measure::COLUMNS;

    #[test]
    fn numbers_and_dates_are_typed_and_missing_stays_missing() {
        assert_eq!(mantissa("-12.5"), Some(-12_500_000_000_000));
        assert_eq!(mantissa("-0.000000000001"), Some(-1));
        assert_eq!(mantissa("0.0000000000001"), None);
        assert_eq!(days("1970-01-02"), Some(1));
        let table = Table { rows: vec![vec![None; COLUMNS.len()]] };
        let frame = table.frame().unwrap();
        assert_eq!((frame.height(), frame.width()), (1, COLUMNS.len()));
        assert!(frame.columns().iter().all(|column| column.null_count() == 1));
    }
}
