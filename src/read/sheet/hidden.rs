//! Rows, columns and sheets that a spreadsheet does not show: they are left out, and a warning says how many.

use std::collections::{BTreeSet, HashSet};

use super::Sheet;

/// The rows and columns of a sheet that are not shown.
#[derive(Debug, Default)]
pub(super) struct Hidden {
    rows: HashSet<usize>,
    /// First and last column of each run.
    cols: Vec<(usize, usize)>,
}

impl Hidden {
    pub(super) fn row(&mut self, row: usize) {
        self.rows.insert(row);
    }

    pub(super) fn cols(&mut self, first: usize, last: usize) {
        self.cols.push((first, last));
    }

    /// Those of some columns that are hidden.
    fn of(&self, used: &BTreeSet<usize>) -> HashSet<usize> {
        let mut runs = self.cols.clone();
        runs.sort_unstable();
        let (mut found, mut from) = (HashSet::new(), 0);
        for (first, last) in runs {
            let first = first.max(from);
            if first <= last {
                found.extend(used.range(first..=last));
                from = last.saturating_add(1);
            }
        }
        found
    }
}

/// How much was left out.
#[derive(Debug, Default)]
pub(super) struct Told {
    sheets: usize,
    rows: usize,
    cols: usize,
}

impl Told {
    /// So many sheets so far.
    pub(super) fn of(sheets: usize) -> Self {
        Self { sheets, ..Self::default() }
    }

    pub(super) fn add(&mut self, (rows, cols): (usize, usize)) {
        self.rows += rows;
        self.cols += cols;
    }

    /// What is told, where anything was left out.
    pub(super) fn message(&self) -> Option<String> {
        let counts = [
            (self.sheets, format!("{} sheets", self.sheets)),
            (self.rows, format!("{} rows", self.rows)),
            (self.cols, format!("{} columns", self.cols)),
        ];
        let counts: Vec<String> =
            counts.into_iter().filter(|(count, _)| *count > 0).map(|(_, told)| told).collect();
        (!counts.is_empty()).then(|| {
            format!("hidden cells were left out ({}): show them to have them read", counts.join(", "))
        })
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
