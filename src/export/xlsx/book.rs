//! A workbook on its way: the sheets that have a line for each row, and what the others say of all rows.

use std::collections::HashMap;

use rust_xlsxwriter::{Workbook, Worksheet, XlsxError};

use super::{
    detail,
    look::{self, Look},
    notes,
    paper::{self, Cell, Head},
    properties::properties,
    ranking,
    rates::{self, Held},
    rows::{Row, Shown},
    summary,
    totals::Totals,
};
use crate::{
    export::Lang,
    measure::{Field, RollupBy, Table, to_check},
};

/// A workbook that is filled row by row.
pub(super) struct Book {
    book: Workbook,
    look: Look,
    sheets: [Lines; 5],
    totals: Totals,
    titles: HashMap<String, String>,
    rows: usize,
    /// Rows are written on the disk as they come.
    many: bool,
}

/// Which rows of the table a sheet shows.
type Keeps = fn(&Table, usize) -> bool;

/// A sheet with a line for each of its rows.
struct Lines {
    sheet: Worksheet,
    columns: Vec<Shown>,
    keeps: Keeps,
    /// The first line that is free.
    end: u32,
    /// Most lines of a row.
    most: usize,
}

fn shown(table: &Table, row: usize) -> bool {
    table.cell(row, Field::Kind) != Some("figure")
}

fn open(table: &Table, row: usize) -> bool {
    table.cell(row, Field::Kind) == Some("open")
}

fn doubtful(table: &Table, row: usize) -> bool {
    shown(table, row) && to_check(table, row)
}

fn clashing(table: &Table, row: usize) -> bool {
    shown(table, row) && table.cell(row, Field::Contradicts).is_some()
}

impl Book {
    /// The workbook of a table, all in memory.
    pub(super) fn of(table: &Table, lang: Lang) -> Result<Workbook, XlsxError> {
        let totals = Totals::of(table);
        let reports = totals.titles.reports();
        let held = |keeps: Keeps| {
            let body = |row: &usize| keeps(table, *row) && table.cell(*row, Field::BodyResponsible).is_some();
            Held { reports: reports.len() > 1, bodies: (0..table.rows.len()).any(|row| body(&row)) }
        };
        let mut book = Self::new(held, |_| Ok(Worksheet::new()), Some(table), lang)?;
        (book.totals, book.titles) = (totals, reports.into_iter().collect());
        book.lines(table)?;
        book.finish(Some(table))
    }

    /// A workbook for many rows, which go to the disk as they come. What its reports share is not known before the
    /// last of them: they are called by their files, and every column is there.
    pub(super) fn of_many(lang: Lang) -> Result<Self, XlsxError> {
        let on_disk = |book: &mut Workbook| book.new_worksheet_with_constant_memory();
        let mut book = Self::new(|_| Held { reports: true, bodies: true }, on_disk, None, lang)?;
        book.book.use_zip_large_file(true);
        Ok(book)
    }

    fn new(
        held: impl Fn(Keeps) -> Held,
        sheet: impl Fn(&mut Workbook) -> Result<Worksheet, XlsxError>,
        whole: Option<&Table>,
        lang: Lang,
    ) -> Result<Self, XlsxError> {
        let (mut book, look) = (Workbook::new(), Look::new(lang));
        book.set_properties(&properties(&look.said("完成率台账"))?);
        let mut lines = |name: &str, columns: Vec<Shown>, keeps: Keeps| {
            Lines::begin(sheet(&mut book)?, name, columns, keeps, &look)
        };
        let sheets = [
            lines(rates::ALL, rates::all(held(shown)), shown)?,
            lines(rates::OPEN, rates::open(held(open)), open)?,
            lines(rates::DOUBTFUL, rates::doubtful(held(doubtful)), doubtful)?,
            lines(rates::CLASHES, rates::clashing(held(clashing)), clashing)?,
            lines(look::ALL_ROWS, detail::columns(&look, whole), |_, _| true)?,
        ];
        let (totals, titles) = (Totals::new(), HashMap::new());
        Ok(Self { book, look, sheets, totals, titles, rows: 0, many: whole.is_none() })
    }

    /// Puts rows behind those that are there.
    pub(super) fn add(&mut self, table: &Table) -> Result<(), XlsxError> {
        self.totals.add(table);
        self.lines(table)
    }

    /// Rows in the workbook and in the table that may be added.
    pub(super) fn rows(&self, more: &Table) -> usize {
        self.rows + more.rows.len()
    }

    fn lines(&mut self, table: &Table) -> Result<(), XlsxError> {
        for lines in &mut self.sheets {
            let keeps = lines.keeps;
            for at in (0..table.rows.len()).filter(|at| keeps(table, *at)) {
                let row = Row { table, at, number: self.rows + at, titles: &self.titles };
                lines.add(&row, self.many, &self.look)?;
            }
        }
        self.rows += table.rows.len();
        Ok(())
    }

    /// Writes what is said of all rows, and puts the sheets in order. Districts are set beside each other, indicator by
    /// indicator, only where there is the `whole` table.
    pub(super) fn finish(self, whole: Option<&Table>) -> Result<Workbook, XlsxError> {
        let Self { mut book, look, sheets, totals, many, .. } = self;
        let title = totals.titles.line();
        let [all, open, doubtful, clashing, detail] = sheets;
        let clashing = Some(clashing).filter(|lines| lines.end > 1);
        summary::sheet(book.add_worksheet().set_name(look.said(summary::NAME))?, &totals, &look)?;
        for lines in [all, open, doubtful].into_iter().chain(clashing) {
            book.push_worksheet(lines.finish(&title, &look)?);
        }
        beside(&mut book, &totals, whole, &title, &look)?;
        notes::sheet(book.add_worksheet().set_name(look.said(notes::NAME))?, &title, many, &look)?;
        let width = detail.columns.iter().map(|column| column.head.width()).sum();
        let mut detail = detail.finish(&title, &look)?;
        detail::on_pages(&mut detail, width)?;
        book.push_worksheet(detail);
        Ok(book)
    }
}

impl Lines {
    fn begin(
        mut sheet: Worksheet,
        name: &str,
        columns: Vec<Shown>,
        keeps: Keeps,
        look: &Look,
    ) -> Result<Self, XlsxError> {
        sheet.set_name(look.said(name))?;
        let heads: Vec<&Head> = columns.iter().map(|column| &column.head).collect();
        paper::wide(&mut sheet, heads.iter().copied(), look)?;
        paper::heads(&mut sheet, 0, &heads, look)?;
        let most = if name == look::ALL_ROWS { detail::LINES } else { paper::LINES };
        Ok(Self { sheet, columns, keeps, end: 1, most })
    }

    fn add(&mut self, row: &Row<'_>, many: bool, look: &Look) -> Result<(), XlsxError> {
        let cell = |column: &Shown| match (column.cell)(row) {
            Cell::Link(words, _) if many && self.end > notes::LINKS => Cell::Words(look.told(&words)),
            cell => cell,
        };
        let cells: Vec<Cell> = self.columns.iter().map(cell).collect();
        paper::line(&mut self.sheet, self.end, cells.iter(), look)?;
        // The height of every row is held in memory; who shows a row without one makes it fit.
        if !many {
            let heads = self.columns.iter().map(|column| &column.head);
            paper::height(&mut self.sheet, self.end, heads.zip(&cells), self.most, look)?;
        }
        self.end += 1;
        Ok(())
    }

    fn finish(self, title: &str, look: &Look) -> Result<Worksheet, XlsxError> {
        let Self { mut sheet, columns, end, .. } = self;
        if end == 1 {
            // Said below the heads, so that nobody takes the sheet for unfinished.
            look.write_plain(&mut sheet, 1, 1, &look.said("没有这样的行。"))?;
        }
        let heads: Vec<&Head> = columns.iter().map(|column| &column.head).collect();
        paper::bars(&mut sheet, 0, end, &heads)?;
        paper::framed(&mut sheet, title, (end, columns.len()), 2, look)?;
        Ok(sheet)
    }
}

/// The sheets of bodies and districts, where there are several of them.
fn beside(
    book: &mut Workbook,
    totals: &Totals,
    whole: Option<&Table>,
    title: &str,
    look: &Look,
) -> Result<(), XlsxError> {
    let by = totals.districts();
    let bodies = !totals.named(RollupBy::Body).is_empty();
    if bodies {
        ranking::bodies(book.add_worksheet().set_name(look.said(ranking::BODIES))?, totals, title, look)?;
    }
    if bodies || !totals.named(by).is_empty() {
        let sheet = book.add_worksheet().set_name(look.said(ranking::RANKING))?;
        ranking::ranking(sheet, totals, title, look)?;
    }
    if let Some(columns) = whole.and_then(|table| ranking::places(table, by, totals)) {
        paper::whole(book.add_worksheet().set_name(look.said(ranking::PLACES))?, title, &columns, 0, look)?;
    }
    if let Some(columns) = whole.and_then(|table| ranking::matrix(table, by, totals)) {
        paper::whole(book.add_worksheet().set_name(look.said(ranking::MATRIX))?, title, &columns, 1, look)?;
    }
    Ok(())
}
