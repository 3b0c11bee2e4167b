//! A row of the table.

use std::ops::{Deref, DerefMut};

use chrono::NaiveDate;
use rust_decimal::Decimal;

use super::{COLUMNS, Cell, columns};

/// One cell a column of [`COLUMNS`]; `None` is not known. Every exporter, comparison and roll-up reads this type.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Row(Vec<Option<Cell>>);

impl Default for Row {
    fn default() -> Self {
        Self(vec![None; COLUMNS.len()])
    }
}

impl Row {
    /// The row of an exported table: a text a column, of which the empty ones are not known.
    pub fn read(texts: impl IntoIterator<Item = Option<String>>) -> Self {
        let cells = COLUMNS.iter().zip(texts).map(|(column, text)| Cell::read(column.kind, text?));
        let mut row = Self(cells.collect());
        row.0.resize(COLUMNS.len(), None);
        row
    }

    /// The cell under a column's name.
    #[must_use]
    pub fn cell(&self, name: &str) -> Option<&Cell> {
        self.0.get(columns::place(name)?)?.as_ref()
    }

    /// Puts a cell under a column's name; one of no column stays out.
    pub fn set(&mut self, name: &str, cell: impl Into<Option<Cell>>) {
        if let Some(at) = columns::place(name) {
            self.0[at] = cell.into();
        }
    }

    /// The text under a column's name, as CSV writes it.
    #[must_use]
    pub fn text(&self, name: &str) -> Option<&str> {
        self.cell(name).map(Deref::deref)
    }

    /// The number under a column's name.
    #[must_use]
    pub fn number(&self, name: &str) -> Option<Decimal> {
        self.cell(name)?.number()
    }

    /// The date under a column's name.
    #[must_use]
    pub fn date(&self, name: &str) -> Option<NaiveDate> {
        self.cell(name)?.date()
    }
}

impl Deref for Row {
    type Target = [Option<Cell>];

    fn deref(&self) -> &Self::Target {
        &self.0
    }
}

impl DerefMut for Row {
    fn deref_mut(&mut self) -> &mut Self::Target {
        &mut self.0
    }
}
