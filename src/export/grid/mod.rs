//! Any list of rows under columns as a file: comparisons, trends and what else is no table of findings.

mod chart;
mod columns;
mod files;
mod head;
mod html;
mod parquet;
mod people;
mod stream;
mod svg;
mod unit;
mod xlsx;

pub use chart::Chart;
pub use head::Head;
pub use stream::{Stream, Streamed};

use std::{
    borrow::Cow,
    io::{self, Write},
};

use crate::{
    export::{Lang, cell::safe},
    measure::{Cell, Cells, Column, ColumnType, Sorting},
};

/// Rows under columns, with a title.
#[derive(Clone, Debug)]
pub struct Grid {
    /// What it shows, in one line.
    pub title: String,
    /// Its columns.
    pub columns: Vec<Head>,
    /// One entry a row, one cell a column.
    pub rows: Vec<Cells>,
    /// Lines over its rows, for a workbook and a page.
    pub charts: Vec<Chart>,
    /// What people are told where there are no rows.
    pub empty: &'static str,
}

/// What people are told of a grid without rows, where nothing better is known.
const EMPTY: &str = "没有符合条件的行。";

impl Grid {
    /// Rows under columns, without charts.
    #[must_use]
    pub fn new(title: String, columns: &[Column], rows: Vec<Cells>) -> Self {
        Self::of(title, columns.iter().map(Head::from).collect(), rows)
    }

    /// Rows under heads, without charts.
    #[must_use]
    pub fn of(title: String, columns: Vec<Head>, rows: Vec<Cells>) -> Self {
        Self { rows, title, columns, charts: Vec::new(), empty: EMPTY }
    }

    /// With other words where there are no rows.
    #[must_use]
    pub fn or_else_says(mut self, empty: &'static str) -> Self {
        self.empty = empty;
        self
    }

    /// Puts the rows in another order, and keeps the first `top` of them; the last `kept` rows stay where they are.
    ///
    /// # Errors
    /// The name of the column, where there is none of that name.
    pub fn order(
        &mut self,
        sorting: Option<&Sorting>,
        top: Option<usize>,
        kept: usize,
    ) -> Result<(), String> {
        let last = self.rows.split_off(self.rows.len().saturating_sub(kept));
        if let Some(sorting) = sorting {
            let named = |head: &Head| head.name == sorting.column || head.zh == sorting.column;
            let at = self.columns.iter().position(named).ok_or_else(|| sorting.column.clone())?;
            sorting.sort(&mut self.rows, at);
        }
        self.rows.truncate(top.unwrap_or(usize::MAX));
        self.rows.extend(last);
        Ok(())
    }

    /// As CSV: UTF-8, `\n`, RFC 4180; words that a spreadsheet would take for a formula get an
    /// apostrophe. Heads are the names of the contract, or the Chinese ones.
    ///
    /// # Errors
    /// What the writer reports.
    pub fn csv(&self, lang: Lang, out: &mut dyn Write) -> io::Result<()> {
        self.stream(Stream::Csv(lang), out)
    }

    /// As one JSON array of objects, one a line; exact decimals are strings, what is not known is null.
    ///
    /// # Errors
    /// What the writer reports.
    pub fn json(&self, out: &mut dyn Write) -> io::Result<()> {
        self.stream(Stream::Json, out)
    }

    fn stream(&self, stream: Stream, out: &mut dyn Write) -> io::Result<()> {
        let mut written = stream.start(&self.columns, out)?;
        self.rows.iter().try_for_each(|row| written.row(row))?;
        written.end()
    }

    /// The cells of a row without anything that a spreadsheet would take for a formula.
    fn disarmed<'r>(columns: &'r [Head], row: &'r [Option<Cell>]) -> impl Iterator<Item = Cow<'r, str>> {
        let cells = columns.iter().zip(row);
        cells.map(|(column, cell)| safe(column.kind, cell.as_deref().unwrap_or_default()))
    }

    /// As a workbook with one sheet for people: Chinese headers, frozen, with a filter, numbers as numbers.
    ///
    /// # Errors
    /// What the writer reports.
    pub fn xlsx(&self, lang: Lang, out: &mut dyn Write) -> io::Result<()> {
        out.write_all(&xlsx::workbook(self, lang).map_err(io::Error::other)?)
    }

    /// As Parquet: exact decimals, dates, and null for what is not known.
    ///
    /// # Errors
    /// What the writer reports.
    pub fn parquet(&self, out: &mut dyn Write) -> io::Result<()> {
        parquet::write(self, out).map_err(io::Error::other)
    }

    /// As a frame with the types of its columns: exact decimals, dates, and null for what is not known.
    ///
    /// # Errors
    /// What polars could not build.
    pub fn frame(&self) -> polars::prelude::PolarsResult<polars::prelude::DataFrame> {
        parquet::frame(self)
    }

    /// As one page that needs nothing else.
    ///
    /// # Errors
    /// What the writer reports.
    pub fn html(&self, lang: Lang, out: &mut dyn Write) -> io::Result<()> {
        out.write_all(html::page(self, lang).as_bytes())
    }
}

/// A line of CSV.
fn csv_record<'r>(out: &mut dyn Write, cells: impl Iterator<Item = Cow<'r, str>>) -> io::Result<()> {
    let mut writer = csv::WriterBuilder::new().terminator(csv::Terminator::Any(b'\n')).from_writer(out);
    writer.write_record(cells.map(|cell| cell.into_owned()))?;
    writer.flush()
}

/// A row as a JSON object.
fn object(columns: &[Head], row: &[Option<Cell>]) -> serde_json::Map<String, serde_json::Value> {
    let cells = columns.iter().zip(row);
    cells
        .map(|(column, cell)| (column.name.clone().into_owned(), value(column.kind, cell.as_ref())))
        .collect()
}

fn value(kind: ColumnType, cell: Option<&Cell>) -> serde_json::Value {
    match (kind, cell) {
        (_, None) => serde_json::Value::Null,
        (ColumnType::Integer, Some(cell)) => {
            cell.integer().map_or_else(|| (**cell).into(), serde_json::Value::from)
        }
        (_, Some(cell)) => (**cell).into(),
    }
}

#[cfg(test)]
mod tests {
    use super::{Cell, Chart, Grid, Lang};
    use crate::measure::{Column, ColumnType};

    fn grid() -> Grid {
        let column = |name, zh, kind| Column { name, zh, kind, meaning: "" };
        let columns = [
            column("indicator", "指标", ColumnType::Words),
            column("actual", "完成", ColumnType::Decimal),
            column("line", "行", ColumnType::Integer),
        ];
        let cells = ["=疏浚<塘坝>", "-31.50", "3"].iter().zip(&columns);
        let cells = cells.map(|(text, column)| Cell::read(column.kind, (*text).to_owned())).collect();
        let rows = vec![cells, vec![None, None, None]];
        let chart = Chart { title: "塘坝".to_owned(), rows: 0..2, over: "line", lines: vec!["actual"] };
        Grid { charts: vec![chart], ..Grid::new("两月对比".to_owned(), &columns, rows) }
    }

    fn written(write: impl Fn(&Grid, &mut Vec<u8>) -> std::io::Result<()>) -> Vec<u8> {
        let mut out = Vec::new();
        write(&grid(), &mut out).unwrap();
        out
    }

    #[test]
    fn each_form_holds_the_rows_and_disarms_formulas() {
        let csv = String::from_utf8(written(|grid, out| grid.csv(Lang::En, out))).unwrap();
        assert_eq!(csv, "indicator,actual,line\n'=疏浚<塘坝>,-31.50,3\n,,\n");
        let json: serde_json::Value = serde_json::from_slice(&written(|grid, out| grid.json(out))).unwrap();
        assert_eq!(json[0]["actual"], "-31.50");
        assert_eq!(json[0]["line"], 3);
        assert!(json[1]["indicator"].is_null());
        let html = String::from_utf8(written(|grid, out| grid.html(Lang::Zh, out))).unwrap();
        assert!(html.contains("<polyline"), "{html}");
        assert_eq!(&written(|grid, out| grid.parquet(out))[..4], b"PAR1");
        assert!(html.contains("=疏浚&lt;塘坝&gt;") && !html.contains("://"), "{html}");
        assert!(html.contains("content=\"default-src 'none'; style-src 'sha256-"), "{html}");
    }
}
