//! A sheet as it is stored.

use std::collections::{BTreeSet, HashSet};

use super::hidden::Hidden;
use crate::read::{ReadError, bounds};

/// A sheet as it is stored: only the cells that hold something.
#[derive(Debug, Default)]
pub(super) struct Sheet {
    pub(super) name: String,
    /// Row, column, text.
    pub(super) cells: Vec<(usize, usize, String)>,
    /// First row, first column, last row, last column.
    pub(super) merged: Vec<(usize, usize, usize, usize)>,
    /// Rows and columns that are not shown.
    pub(super) hidden: Hidden,
    /// Bytes of text so far.
    pub(super) bytes: usize,
}

impl Sheet {
    pub(super) fn new(name: String) -> Self {
        Self { name, ..Self::default() }
    }

    /// Adds the text of a cell.
    pub(super) fn put(&mut self, row: usize, col: usize, text: String) -> Result<(), ReadError> {
        if text.trim().is_empty() {
            return Ok(());
        }
        self.bytes += text.len();
        ReadError::beyond("the text of a sheet in bytes", self.bytes, bounds::SHEET_BYTES)?;
        ReadError::beyond("the number of cells of a sheet", self.cells.len(), bounds::TABLE_PLACES)?;
        self.cells.push((row, col, text));
        Ok(())
    }
}

impl Sheet {
    /// Leaves out the cells that are not shown; how many rows and columns with text that are.
    ///
    /// A merged cell is shown as long as its last place is.
    pub(super) fn leave_out(&mut self) -> (usize, usize) {
        if self.hidden.rows.is_empty() && self.hidden.cols.is_empty() {
            return (0, 0);
        }
        let used: BTreeSet<usize> = self.cells.iter().map(|cell| cell.1).collect();
        let ends = self.merged.iter().map(|merged| merged.3);
        let cols = self.hidden.of(&used.into_iter().chain(ends).collect());
        let rows = &self.hidden.rows;
        let hung: HashSet<(usize, usize)> = self
            .merged
            .iter()
            .filter(|merged| !(rows.contains(&merged.2) || cols.contains(&merged.3)))
            .map(|merged| (merged.0, merged.1))
            .collect();
        let (mut gone_rows, mut gone_cols) = (HashSet::new(), HashSet::new());
        let hidden = |cell: &(usize, usize, String)| {
            (rows.contains(&cell.0) || cols.contains(&cell.1)) && !hung.contains(&(cell.0, cell.1))
        };
        self.cells.retain(|cell| {
            let gone = hidden(cell);
            if gone && rows.contains(&cell.0) {
                gone_rows.insert(cell.0);
            } else if gone {
                gone_cols.insert(cell.1);
            }
            !gone
        });
        (gone_rows.len(), gone_cols.len())
    }
}
