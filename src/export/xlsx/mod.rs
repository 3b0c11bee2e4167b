//! A workbook for people: a summary with a chart, the rates, what is open, what to look at, and every column.

mod detail;
mod look;
mod notes;
mod summary;
mod view;

use std::io::{self, Write};

use rust_xlsxwriter::{DocProperties, ExcelDateTime, Workbook, XlsxError};

use super::{Export, Exporter};
use crate::measure::Table;
use look::Look;

/// An Excel workbook.
pub(super) struct Xlsx;

/// Rows that a sheet holds beside its header.
const ROWS: usize = 1_048_575;

impl Exporter for Xlsx {
    fn name(&self) -> &'static str {
        "xlsx"
    }

    fn endings(&self) -> &'static [&'static str] {
        &["xlsx"]
    }

    fn about(&self) -> &'static str {
        "workbook for people: summary, rates, open goals, checks"
    }

    fn write(&self, export: &Export<'_>, out: &mut dyn Write) -> io::Result<()> {
        let rows = export.table.rows.len();
        if rows > ROWS {
            return Err(io::Error::other(format!(
                "a sheet holds {ROWS} rows, not {rows}; write parquet or csv"
            )));
        }
        out.write_all(&workbook(export.table).map_err(io::Error::other)?)
    }
}

/// The workbook's bytes; made with a fixed date, so that the same table gives the same bytes.
fn workbook(table: &Table) -> Result<Vec<u8>, XlsxError> {
    let mut book = Workbook::new();
    let made = ExcelDateTime::from_ymd(2000, 1, 1)?;
    book.set_properties(&DocProperties::new().set_title("完成率台账").set_creation_datetime(&made));
    let look = Look::new();
    summary::sheet(book.add_worksheet().set_name(summary::NAME)?, table, &look)?;
    for view in view::VIEWS {
        view.sheet(book.add_worksheet().set_name(view.name)?, table, &look)?;
    }
    notes::sheet(book.add_worksheet().set_name(notes::NAME)?, &look)?;
    detail::sheet(book.add_worksheet().set_name(detail::NAME)?, table, &look)?;
    book.save_to_buffer()
}

#[cfg(test)]
mod tests {
    use super::{Table, workbook};
    use crate::measure::COLUMNS;

    #[test]
    fn the_same_table_gives_the_same_bytes_even_without_rows() {
        let full = Table { rows: vec![vec![Some("=1".to_owned()); COLUMNS.len()]] };
        for table in [Table::default(), full] {
            let first = workbook(&table).unwrap();
            assert_eq!(first, workbook(&table).unwrap());
            assert!(first.starts_with(b"PK"));
        }
    }
}
