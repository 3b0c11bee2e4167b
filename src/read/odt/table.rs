use crate::{
    read::{
        ReadError, bounds,
        grid::{RawCell, RawTable},
        xml::Element,
    },
    text::Locus,
};

/// The rows of a table, and whether each stands in its head.
pub(super) fn rows(table: &Element) -> Vec<(&Element, bool)> {
    let mut found = Vec::new();
    for child in &table.children {
        match child.name.as_str() {
            "table-row" => found.push((child, false)),
            "table-header-rows" => found.extend(rows(child).into_iter().map(|(row, _)| (row, true))),
            "table-rows" | "table-row-group" => found.extend(rows(child)),
            _ => {}
        }
    }
    found
}

/// The cells of a row that are shown.
pub(super) fn cells(row: &Element) -> impl Iterator<Item = &Element> {
    row.all("table-cell")
}

/// The table with the text of its cells.
pub(super) fn raw(
    rows: &[(&Element, bool)],
    text: &mut dyn FnMut(&Element) -> (String, Locus),
) -> Result<RawTable, ReadError> {
    let mut table = RawTable::default();
    let (mut count, mut bytes) = (0, 0);
    for &(row, header) in rows {
        let mut made = Vec::new();
        for cell in cells(row) {
            let number = |key: &str| cell.get(key).and_then(|value| value.parse::<usize>().ok()).unwrap_or(1);
            let (text, locus) = text(cell);
            let (rows, cols) = (number("number-rows-spanned").max(1), number("number-columns-spanned"));
            let repeated = number("number-columns-repeated");
            ReadError::beyond("the number of repeated cells", repeated, bounds::CELL_SPAN)?;
            count += repeated.max(1);
            bytes += repeated.max(1).saturating_mul(text.len());
            ReadError::beyond("the number of cells of a table", count, bounds::TABLE_PLACES)?;
            ReadError::beyond("the text of the document in bytes", bytes, bounds::DOCUMENT_BYTES)?;
            for _ in 0..repeated.max(1) {
                let locus = Some(locus.clone());
                made.push(RawCell { text: text.clone(), rows, cols, header, locus });
            }
        }
        table.rows.push(made);
    }
    Ok(table)
}
