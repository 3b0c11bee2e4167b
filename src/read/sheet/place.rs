use std::collections::{BTreeSet, HashMap, HashSet};

use super::Sheet;
use crate::{
    read::{
        ReadError, bounds,
        csv::column_name,
        grid::{RawCell, RawTable},
    },
    text::Locus,
};

/// A sheet as a table: empty rows and columns left out, merged cells once.
pub(super) fn table(sheet: Sheet) -> Result<RawTable, ReadError> {
    let rows = kept(sheet.cells.iter().map(|cell| cell.0));
    let cols = kept(sheet.cells.iter().map(|cell| cell.1));
    ReadError::beyond("the number of rows of a sheet", rows.len(), bounds::SHEET_ROWS)?;
    ReadError::beyond("the size of a table", rows.len().saturating_mul(cols.len()), bounds::TABLE_PLACES)?;
    let merged = Merged::new(&sheet, &rows, &cols)?;
    let mut texts: HashMap<(usize, usize), String> =
        sheet.cells.into_iter().map(|(row, col, text)| ((row, col), text)).collect();
    let line = |&row: &usize| {
        let free = cols.iter().filter(|&&col| !merged.covered.contains(&(row, col)));
        free.map(|&col| {
            let &(rows, cols) = merged.spans.get(&(row, col)).unwrap_or(&(1, 1));
            let locus = Locus::Cell(sheet.name.clone(), format!("{}{}", column_name(col), row + 1));
            let text = texts.remove(&(row, col)).unwrap_or_default();
            RawCell { text, rows, cols, header: false, locus: Some(locus) }
        })
        .collect()
    };
    Ok(RawTable { caption: None, name: named_by_hand(&sheet.name), rows: rows.iter().map(line).collect() })
}

fn kept(used: impl Iterator<Item = usize>) -> BTreeSet<usize> {
    used.collect()
}

/// Merged cells over the rows and columns that are kept.
#[derive(Default)]
struct Merged {
    /// Rows and columns that the cell at a place covers.
    spans: HashMap<(usize, usize), (usize, usize)>,
    /// Places that a cell elsewhere covers.
    covered: HashSet<(usize, usize)>,
}

impl Merged {
    fn new(sheet: &Sheet, rows: &BTreeSet<usize>, cols: &BTreeSet<usize>) -> Result<Self, ReadError> {
        let mut made = Self::default();
        let mut places = 0usize;
        for &(top, left, bottom, right) in &sheet.merged {
            if top > bottom || left > right {
                continue;
            }
            let down: Vec<usize> = rows.range(top..=bottom).copied().collect();
            let across: Vec<usize> = cols.range(left..=right).copied().collect();
            places = places.saturating_add(down.len().saturating_mul(across.len()));
            ReadError::beyond("the size of the merged cells of a sheet", places, bounds::TABLE_PLACES)?;
            let (Some(&row), Some(&col)) = (down.first(), across.first()) else { continue };
            made.spans.insert((row, col), (down.len(), across.len()));
            let all = down.iter().flat_map(|&row| across.iter().map(move |&col| (row, col)));
            made.covered.extend(all.filter(|&place| place != (row, col)));
        }
        Ok(made)
    }
}

/// The name of a sheet, where a person gave it.
pub(in crate::read) fn named_by_hand(name: &str) -> Option<String> {
    let rest = ["Sheet", "sheet", "工作表", "表"].iter().find_map(|given| name.strip_prefix(given));
    let numbered = rest.is_some_and(|rest| rest.chars().all(|c| c.is_ascii_digit()));
    (!numbered && !name.trim().is_empty()).then(|| name.to_owned())
}
