//! Rows, columns and sheets that a spreadsheet does not show: they are left out, and a warning says how many.

use std::collections::{BTreeSet, HashSet};

/// The rows and columns of a sheet that are not shown.
#[derive(Debug, Default)]
pub(super) struct Hidden {
    pub(super) rows: HashSet<usize>,
    /// First and last column of each run.
    pub(super) cols: Vec<(usize, usize)>,
}

impl Hidden {
    pub(super) fn row(&mut self, row: usize) {
        self.rows.insert(row);
    }

    pub(super) fn cols(&mut self, first: usize, last: usize) {
        self.cols.push((first, last));
    }

    /// Those of some columns that are hidden.
    pub(super) fn of(&self, used: &BTreeSet<usize>) -> HashSet<usize> {
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
