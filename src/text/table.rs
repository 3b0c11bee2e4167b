use super::Span;

/// One cell of a table, with the grid places it covers.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Cell {
    /// Its text in the source; empty where the cell is.
    pub span: Span,
    /// First grid row, from 0.
    pub row: usize,
    /// First grid column, from 0.
    pub col: usize,
    /// Grid rows covered, at least 1.
    pub rows: usize,
    /// Grid columns covered, at least 1.
    pub cols: usize,
    /// True where the document itself marks it as a header (`<th>`, a repeated header row).
    pub header: bool,
}

/// A table of a source: cells on a grid, each pointing at its text.
///
/// Readers write the text of a table into the source row by row, cells joined by tabs, so that a
/// cell has a span like any other piece of text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Table {
    /// Caption or sheet name, where the document gives one.
    pub caption: Option<Span>,
    /// Everything the table covers in the text.
    pub span: Span,
    /// Grid height.
    pub height: usize,
    /// Grid width.
    pub width: usize,
    /// Cells in reading order; a merged cell stands once.
    pub cells: Vec<Cell>,
}

impl Table {
    /// The cells of the grid by place: `grid[row][col]` is an index into `cells`, a merged cell at
    /// every place that it covers.
    #[must_use]
    pub fn grid(&self) -> Vec<Vec<Option<usize>>> {
        let mut grid = vec![vec![None; self.width]; self.height];
        for (index, cell) in self.cells.iter().enumerate() {
            for line in grid.iter_mut().skip(cell.row).take(cell.rows) {
                for place in line.iter_mut().skip(cell.col).take(cell.cols) {
                    place.get_or_insert(index);
                }
            }
        }
        grid
    }
}
