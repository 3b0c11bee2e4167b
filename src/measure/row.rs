//! A row of the table.

use std::ops::{Deref, DerefMut};

use chrono::NaiveDate;
use rust_decimal::Decimal;

use super::{COLUMNS, Cell, Field};

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

    /// The cell of a column.
    #[must_use]
    pub fn cell(&self, field: Field) -> Option<&Cell> {
        self.0.get(field as usize)?.as_ref()
    }

    /// Puts a cell into a column.
    pub fn set(&mut self, field: Field, cell: impl Into<Option<Cell>>) {
        self.0[field as usize] = cell.into();
    }

    /// The text of a column, as CSV writes it.
    #[must_use]
    pub fn text(&self, field: Field) -> Option<&str> {
        self.cell(field).map(Deref::deref)
    }

    /// The number of a column.
    #[must_use]
    pub fn number(&self, field: Field) -> Option<Decimal> {
        self.cell(field)?.number()
    }

    /// The date of a column.
    #[must_use]
    pub fn date(&self, field: Field) -> Option<NaiveDate> {
        self.cell(field)?.date()
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
