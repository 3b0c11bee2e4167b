//! A table as rows and columns of cell texts.

use crate::text::{Cell, Span, Table};

/// A table with its cells at every place that they cover.
pub(crate) struct Grid<'a> {
    text: &'a str,
    table: &'a Table,
    places: Vec<Vec<Option<usize>>>,
}

impl<'a> Grid<'a> {
    pub(crate) fn new(text: &'a str, table: &'a Table) -> Self {
        Self { text, table, places: table.grid() }
    }

    pub(crate) fn height(&self) -> usize {
        self.table.height
    }

    pub(crate) fn width(&self) -> usize {
        self.table.width
    }

    pub(crate) fn cell(&self, row: usize, col: usize) -> Option<&'a Cell> {
        let index = (*self.places.get(row)?.get(col)?)?;
        self.table.cells.get(index)
    }

    /// The text of a cell without blanks at its ends; `None` where it is empty.
    pub(crate) fn span(&self, row: usize, col: usize) -> Option<Span> {
        let span = self.cell(row, col)?.span;
        let words = span.text(self.text);
        let start = words.len() - words.trim_start().len();
        let length = words.trim().len();
        (length > 0).then(|| Span::new(span.start + start, span.start + start + length))
    }

    pub(crate) fn words(&self, row: usize, col: usize) -> &'a str {
        self.span(row, col).map_or("", |span| span.text(self.text))
    }

    /// True where the cell at this place begins in this row.
    pub(crate) fn begins(&self, row: usize, col: usize) -> bool {
        self.cell(row, col).is_some_and(|cell| cell.row == row)
    }

    /// The cells of a row that hold text, each once, by their first column here.
    pub(crate) fn filled(&self, row: usize) -> Vec<usize> {
        let mut found: Vec<usize> = Vec::new();
        for col in 0..self.width() {
            let Some(cell) = self.cell(row, col) else { continue };
            if cell.col == col && self.span(row, col).is_some() {
                found.push(col);
            }
        }
        found
    }

    /// The text of a row that holds one cell only, or one text over all its places.
    pub(crate) fn banner(&self, row: usize) -> Option<Span> {
        let filled = self.filled(row);
        let [col] = filled[..] else { return None };
        let cell = self.cell(row, col)?;
        let wide = cell.cols * 2 > self.width() || col == 0;
        (wide && self.width() > 1 && self.begins(row, col)).then(|| self.span(row, col)).flatten()
    }
}

/// The same table with its rows as columns.
pub(crate) fn turned(table: &Table) -> Table {
    let mut cells: Vec<Cell> = table
        .cells
        .iter()
        .map(|cell| Cell { row: cell.col, col: cell.row, rows: cell.cols, cols: cell.rows, ..cell.clone() })
        .collect();
    cells.sort_by_key(|cell| (cell.row, cell.col));
    Table { height: table.width, width: table.height, cells, ..table.clone() }
}
