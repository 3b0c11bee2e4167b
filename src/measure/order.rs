//! Rows in another order than the report's, and only the first of them.

use std::{
    cmp::{Ordering, Reverse},
    ops::Deref,
};

use rust_decimal::Decimal;

use super::Cell;

/// By which column rows are put in order.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sorting {
    /// The column's name.
    pub column: String,
    /// The largest number, or the last word, first.
    pub falling: bool,
}

/// What a cell is put in order by: numbers before words, what is empty last, whichever way the order runs.
#[derive(PartialEq, Eq, PartialOrd, Ord)]
enum Key<'c> {
    Number(Decimal),
    Words(&'c str),
}

impl Sorting {
    /// `completion_ratio`, `completion_ratio:asc`, `completion_ratio:desc`; `None` for another way behind the colon.
    #[must_use]
    pub fn of(text: &str) -> Option<Self> {
        let (column, falling) = match text.split_once(':') {
            None => (text, false),
            Some((column, "asc")) => (column, false),
            Some((column, "desc")) => (column, true),
            Some(_) => return None,
        };
        Some(Self { column: column.to_owned(), falling })
    }

    /// Puts rows in order by their cell in column `at`; those that are equal keep their order.
    pub fn sort<R: Deref<Target = [Option<Cell>]>>(&self, rows: &mut [R], at: usize) {
        rows.sort_by(|one, other| self.compare(one[at].as_ref(), other[at].as_ref()));
    }

    fn compare(&self, one: Option<&Cell>, other: Option<&Cell>) -> Ordering {
        match (one.map(key), other.map(key)) {
            (Some(one), Some(other)) if self.falling => Reverse(one).cmp(&Reverse(other)),
            (Some(one), Some(other)) => one.cmp(&other),
            (one, other) => one.is_none().cmp(&other.is_none()),
        }
    }
}

/// Words may be numbers as well: 9 before 10 in a column of task numbers.
fn key(cell: &Cell) -> Key<'_> {
    let number = cell.number().or_else(|| Decimal::from_str_exact(cell).ok());
    number.map_or(Key::Words(cell), Key::Number)
}

#[cfg(test)]
mod tests {
    use super::{Cell, Sorting};
    use crate::measure::ColumnType;

    #[test]
    fn numbers_are_put_in_order_as_numbers_and_what_is_empty_comes_last() {
        let cells = ["9", "", "10", "-1", ""];
        let row = |cell: &str| vec![Cell::read(ColumnType::Decimal, cell.to_owned())];
        let sorted = |text: &str| -> Vec<String> {
            let mut rows: Vec<_> = cells.iter().map(|cell| row(cell)).collect();
            Sorting::of(text).unwrap().sort(&mut rows, 0);
            rows.into_iter().map(|row| row[0].as_deref().unwrap_or_default().to_owned()).collect()
        };
        assert_eq!(sorted("x"), ["-1", "9", "10", "", ""]);
        assert_eq!(sorted("x:desc"), ["10", "9", "-1", "", ""]);
        assert_eq!(Sorting::of("x:down"), None);
    }
}
