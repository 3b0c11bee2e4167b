//! CSV: one table. The separator is the one among `,` `;` and tab that its first lines agree on.

use super::{
    Draft, ReadError, bounds,
    grid::{RawCell, RawTable},
};
use crate::text::Locus;

/// Lines looked at to find the separator.
const LOOKED_AT: usize = 20;

pub(super) fn read(text: &str) -> Result<Draft, ReadError> {
    let mut reader = csv::ReaderBuilder::new()
        .has_headers(false)
        .flexible(true)
        .delimiter(separator(text))
        .from_reader(text.as_bytes());
    let (mut rows, mut places) = (Vec::new(), 0);
    for (index, record) in reader.records().enumerate() {
        ReadError::beyond("the number of rows", index + 1, bounds::SHEET_ROWS)?;
        let record = record.map_err(|error| ReadError::Broken(format!("its CSV is broken ({error})")))?;
        places += record.len();
        ReadError::beyond("the size of a table", places, bounds::TABLE_PLACES)?;
        let row = record.iter().enumerate().map(|(col, text)| RawCell {
            locus: Some(Locus::Cell(String::new(), format!("{}{}", column_name(col), index + 1))),
            ..RawCell::single(text)
        });
        rows.push(row.collect::<Vec<_>>());
    }
    let mut draft = Draft::default();
    draft.table(RawTable { caption: None, name: None, rows })?;
    Ok(draft)
}

/// True where the first lines are parted by the same mark, though nothing says that they are a table.
pub(super) fn is_table(text: &str) -> bool {
    let mark = char::from(separator(text));
    let mut lines = text.lines().filter(|line| !line.trim().is_empty()).take(LOOKED_AT).peekable();
    lines.peek().is_some() && lines.all(|line| line.contains(mark)) && text.lines().nth(1).is_some()
}

fn separator(text: &str) -> u8 {
    let lines: Vec<&str> = text.lines().filter(|line| !line.trim().is_empty()).take(LOOKED_AT).collect();
    let with = |mark: char| lines.iter().map(|line| usize::from(line.contains(mark))).sum::<usize>();
    let best = [',', '\t', ';'].into_iter().rev().max_by_key(|&mark| with(mark));
    best.map_or(b',', |mark| mark as u8)
}

/// The name of a column as spreadsheets show it: A, B … Z, AA.
pub(super) fn column_name(col: usize) -> String {
    let mut name = Vec::new();
    let mut left = col + 1;
    while left > 0 {
        name.push(b'A' + ((left - 1) % 26) as u8);
        left = (left - 1) / 26;
    }
    name.iter().rev().map(|&letter| char::from(letter)).collect()
}

#[cfg(test)]
mod tests {
    #[test]
    fn columns_are_named_as_in_a_spreadsheet() {
        assert_eq!([0, 25, 26, 701, 702].map(super::column_name), ["A", "Z", "AA", "ZZ", "AAA"]);
    }

    #[test]
    fn rows_of_unequal_length_and_quotes_are_read() {
        let source = super::read("a;b;c\n1;\"x;\ny\"\n").unwrap().finish("t");
        assert_eq!(source.text, "a\tb\tc\n1\tx;\ny\n");
        assert_eq!(source.tables[0].width, 3);
    }
}
