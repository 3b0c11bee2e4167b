//! Cells as documents give them, put on a grid.

use super::{ReadError, bounds};
use crate::text::Locus;

/// A cell as the document gives it.
#[derive(Clone, Debug, Default)]
pub(super) struct RawCell {
    /// Its text; lines of the cell joined by `\n`.
    pub(super) text: String,
    /// Rows covered; 0 for all that follow.
    pub(super) rows: usize,
    /// Columns covered.
    pub(super) cols: usize,
    /// True where the document marks it as a header.
    pub(super) header: bool,
    /// Where it stood.
    pub(super) locus: Option<Locus>,
}

impl RawCell {
    /// A cell that covers one place.
    pub(super) fn single(text: impl Into<String>) -> Self {
        Self { text: text.into(), rows: 1, cols: 1, header: false, locus: None }
    }
}

/// A table as the document gives it: rows of the cells that begin in them.
#[derive(Clone, Debug, Default)]
pub(super) struct RawTable {
    /// What stands above it as its name.
    pub(super) caption: Option<String>,
    /// What it is called where nothing stands above it: the name of its sheet.
    pub(super) name: Option<String>,
    /// Rows; a cell that covers several stands in its first.
    pub(super) rows: Vec<Vec<RawCell>>,
}

/// A cell on the grid.
#[derive(Clone, Debug)]
pub(super) struct Placed {
    pub(super) row: usize,
    pub(super) col: usize,
    pub(super) rows: usize,
    pub(super) cols: usize,
    pub(super) cell: RawCell,
}

/// A table on a grid without rows or columns in which no cell begins.
#[derive(Clone, Debug, Default)]
pub(super) struct Grid {
    pub(super) height: usize,
    pub(super) width: usize,
    pub(super) cells: Vec<Placed>,
}

/// Puts cells on a grid the way browsers do: each in the first free place of its row.
pub(super) fn place(rows: Vec<Vec<RawCell>>) -> Result<Grid, ReadError> {
    let height = rows.len();
    let mut grid = Grid { height, ..Grid::default() };
    // For each column, the first row that is free again.
    let mut free: Vec<usize> = Vec::new();
    for (row, cells) in rows.into_iter().enumerate() {
        let mut col = 0;
        for cell in cells {
            while free.get(col).is_some_and(|&first| first > row) {
                col += 1;
            }
            ReadError::beyond("the span of a table cell", cell.rows.max(cell.cols), bounds::CELL_SPAN)?;
            let left = height - row;
            let rows = if cell.rows == 0 { left } else { cell.rows.min(left) };
            // A wide cell ends where one hangs down from above.
            let open = |col: &usize| free.get(*col).is_none_or(|&first| first <= row);
            let cols = (col..col + cell.cols.max(1)).take_while(open).count();
            if free.len() < col + cols {
                free.resize(col + cols, 0);
            }
            ReadError::beyond("the size of a table", (row + 1) * free.len(), bounds::TABLE_PLACES)?;
            free[col..col + cols].fill(row + rows);
            grid.cells.push(Placed { row, col, rows, cols, cell });
            col += cols;
        }
    }
    grid.width = free.len();
    squeeze(&mut grid);
    Ok(grid)
}

impl Grid {
    /// How many rows at the top hold one text only, with a row of several below them.
    pub(super) fn lines_above(&self) -> usize {
        let mut texts = vec![0usize; self.height];
        let mut hanging = self.height;
        for placed in self.cells.iter().filter(|placed| !placed.cell.text.is_empty()) {
            texts[placed.row] += 1;
            if placed.rows > 1 {
                hanging = hanging.min(placed.row);
            }
        }
        let above = texts.iter().position(|&count| count > 1).unwrap_or(0);
        above.min(hanging)
    }

    /// How many rows at the bottom hold one running text only: a remark, a source.
    pub(super) fn lines_below(&self, above: usize) -> usize {
        let mut texts: Vec<Vec<&str>> = vec![Vec::new(); self.height];
        let mut hanging = 0;
        for placed in self.cells.iter().filter(|placed| !placed.cell.text.is_empty()) {
            texts[placed.row].push(&placed.cell.text);
            if placed.rows > 1 {
                hanging = hanging.max(placed.row + placed.rows);
            }
        }
        let remark = |row: &&Vec<&str>| match row.as_slice() {
            [text] => text.contains(['。', '；', '：', ':']) || text.starts_with('注'),
            _ => false,
        };
        let below = texts.iter().rev().take_while(remark).count();
        below.min(self.height - hanging.max(above + 1).min(self.height))
    }
}

/// Takes out rows and columns in which no cell begins.
fn squeeze(grid: &mut Grid) {
    let rows = kept_before(grid.height, grid.cells.iter().map(|cell| cell.row));
    let cols = kept_before(grid.width, grid.cells.iter().map(|cell| cell.col));
    for cell in &mut grid.cells {
        (cell.row, cell.rows) = (rows[cell.row], rows[cell.row + cell.rows] - rows[cell.row]);
        (cell.col, cell.cols) = (cols[cell.col], cols[cell.col + cell.cols] - cols[cell.col]);
    }
    grid.height = rows.last().copied().unwrap_or(0);
    grid.width = cols.last().copied().unwrap_or(0);
}

/// For each place, how many places before it are the beginning of something.
fn kept_before(size: usize, begun: impl Iterator<Item = usize>) -> Vec<usize> {
    let mut kept = vec![false; size];
    begun.for_each(|at| kept[at] = true);
    let mut sum = vec![0];
    let mut count = 0;
    for begins in kept {
        count += usize::from(begins);
        sum.push(count);
    }
    sum
}

#[cfg(test)]
mod tests {
    use super::{RawCell, place};

    fn cell(text: &str, rows: usize, cols: usize) -> RawCell {
        RawCell { rows, cols, ..RawCell::single(text) }
    }

    #[test]
    fn cells_go_round_those_that_hang_down_from_above() {
        let rows = vec![
            vec![cell("a", 2, 1), cell("b", 1, 2)],
            vec![cell("c", 1, 1), cell("d", 1, 1)],
            vec![cell("e", 1, 3)],
        ];
        let grid = place(rows).unwrap();
        let places: Vec<_> =
            grid.cells.iter().map(|cell| (cell.cell.text.as_str(), cell.row, cell.col)).collect();
        assert_eq!(places, [("a", 0, 0), ("b", 0, 1), ("c", 1, 1), ("d", 1, 2), ("e", 2, 0)]);
        assert_eq!((grid.height, grid.width), (3, 3));
    }

    #[test]
    fn a_wide_cell_does_not_lie_on_one_that_hangs_down() {
        let rows = vec![vec![cell("a", 1, 1), cell("b", 2, 1)], vec![cell("c", 1, 2), cell("d", 1, 1)]];
        let grid = place(rows).unwrap();
        let places: Vec<_> =
            grid.cells.iter().map(|cell| (cell.row, cell.col, cell.rows, cell.cols)).collect();
        assert_eq!(places, [(0, 0, 1, 1), (0, 1, 2, 1), (1, 0, 1, 1), (1, 2, 1, 1)]);
    }

    #[test]
    fn spans_that_are_too_wide_or_too_long_are_cut_to_the_table() {
        let grid = place(vec![vec![cell("a", 99, 40)], vec![cell("b", 1, 1), cell("c", 0, 1)]]).unwrap();
        assert_eq!((grid.height, grid.width), (2, 3));
        assert_eq!((grid.cells[0].rows, grid.cells[0].cols), (2, 1));
    }

    #[test]
    fn a_table_that_spans_everything_is_an_error() {
        assert!(place(vec![vec![cell("a", 1, 1_000_000_000)]]).is_err());
        let hanging = (0..60_000).map(|_| vec![cell("a", 65_000, 1)]).collect();
        assert!(place(hanging).is_err());
    }
}
