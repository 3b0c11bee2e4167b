//! A workbook for people: a summary with a chart, the rates, what is open, what to look at, and every column.

mod detail;
mod groups;
mod look;
mod notes;
mod paper;
mod ranking;
mod rates;
mod rows;
mod summary;

use std::io::{self, Write};

use rust_xlsxwriter::{DocProperties, ExcelDateTime, Workbook, XlsxError};

use super::{Export, Exporter, GENERATOR, own};
use crate::measure::{RollupBy, Table, districts, to_check};
pub(super) use look::Look;
pub(super) use paper::{Cell, Column as Sheet, on_paper, whole};
use rows::Rows;

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
    book.set_properties(&properties("完成率台账")?);
    let (look, title, reports) = (Look::new(), own::titles(table), own::reports(table));
    summary::sheet(book.add_worksheet().set_name(summary::NAME)?, table, &look)?;
    let kept = |keeps: &dyn Fn(usize) -> bool| {
        let rows = own::shown(table).into_iter().filter(|row| keeps(*row)).collect();
        Rows::new(table, rows, &reports, &title)
    };
    rates::sheet(book.add_worksheet().set_name(rates::NAME)?, &kept(&|_| true), &look)?;
    let open = |row| table.cell(row, "kind") == Some("open");
    rates::open(book.add_worksheet().set_name("未报数")?, &kept(&open), &look)?;
    rates::doubtful(book.add_worksheet().set_name("待核对")?, &kept(&|row| to_check(table, row)), &look)?;
    let clash = |row| table.cell(row, "contradicts").is_some();
    if (0..table.rows.len()).any(clash) {
        rates::clashing(book.add_worksheet().set_name(rates::CLASHES)?, &kept(&clash), &look)?;
    }
    beside(&mut book, table, &title, &look)?;
    notes::sheet(book.add_worksheet().set_name(notes::NAME)?, &title, &look)?;
    detail::sheet(book.add_worksheet().set_name(detail::NAME)?, table, &title, &look)?;
    book.save_to_buffer()
}

/// The sheets of bodies and districts, where there are several of them.
fn beside(book: &mut Workbook, table: &Table, title: &str, look: &Look) -> Result<(), XlsxError> {
    let by = districts(table);
    let bodies = !ranking::named(table, RollupBy::Body).is_empty();
    if bodies {
        ranking::bodies(book.add_worksheet().set_name(ranking::BODIES)?, table, title, look)?;
    }
    if bodies || !ranking::named(table, by).is_empty() {
        ranking::ranking(book.add_worksheet().set_name(ranking::RANKING)?, table, by, title, look)?;
    }
    if let Some(columns) = ranking::matrix(table, by) {
        paper::whole(book.add_worksheet().set_name(ranking::MATRIX)?, title, &columns, 1, look)?;
    }
    Ok(())
}

/// What a workbook says of itself: its title, what wrote it, and a fixed date.
pub(super) fn properties(title: &str) -> Result<DocProperties, XlsxError> {
    let made = ExcelDateTime::from_ymd(2000, 1, 1)?;
    Ok(DocProperties::new()
        .set_title(title)
        .set_author(GENERATOR)
        .set_comment(GENERATOR)
        .set_creation_datetime(&made))
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
