use std::collections::HashMap;

use crate::{
    read::{
        bounds,
        grid::{RawCell, RawTable},
        xml::Element,
    },
    text::Locus,
};

/// A row of a table.
pub(super) struct Row<'e> {
    /// Repeated at the top of each page.
    head: bool,
    /// Columns left free before the first cell.
    before: usize,
    /// Its cells.
    pub(super) cells: Vec<&'e Element>,
}

/// The rows of a table, deleted ones left out.
pub(super) fn rows(table: &Element) -> Vec<Row<'_>> {
    let kept = inside(table, "tr").into_iter().filter(|row| row.at(&["trPr", "del"]).is_none());
    kept.map(|row| Row {
        head: row.on(&["trPr", "tblHeader"]),
        before: row.val(&["trPr", "gridBefore"]).map_or(0, count),
        cells: inside(row, "tc"),
    })
    .collect()
}

/// The children of this name, those in content controls and insertions included.
fn inside<'e>(holder: &'e Element, name: &str) -> Vec<&'e Element> {
    let mut found = Vec::new();
    for child in &holder.children {
        match child.name.as_str() {
            own if own == name => found.push(child),
            "sdt" | "sdtContent" | "customXml" | "ins" | "sect" => found.extend(inside(child, name)),
            _ => {}
        }
    }
    found
}

fn count(value: &str) -> usize {
    value.parse().unwrap_or(0).min(bounds::CELL_SPAN + 1)
}

/// The cells of the rows; a cell that goes on below stands in its first row.
pub(super) fn raw(rows: &[Row<'_>], text: &mut dyn FnMut(&Element) -> (String, Locus)) -> RawTable {
    let mut done: Vec<Vec<RawCell>> = Vec::new();
    // The cell that may go on in each column: its row and place there.
    let mut open: HashMap<usize, (usize, usize)> = HashMap::new();
    for (index, row) in rows.iter().enumerate() {
        let mut cells = Vec::new();
        let mut col = row.before;
        if row.before > 0 {
            cells.push(RawCell { cols: row.before, ..RawCell::single("") });
        }
        for cell in &row.cells {
            let cols = cell.val(&["tcPr", "gridSpan"]).map_or(1, count).max(1);
            let merge = cell.at(&["tcPr", "vMerge"]).or_else(|| cell.at(&["tcPr", "vmerge"]));
            let goes_on = merge.is_some_and(|merge| merge.get("val") != Some("restart"));
            match open.get(&col) {
                Some(&(row, at)) if goes_on => done[row][at].rows += 1,
                _ => {
                    let (text, locus) = text(cell);
                    let cell = RawCell { text, rows: 1, cols, header: row.head, locus: Some(locus) };
                    open.remove(&col);
                    if merge.is_some() {
                        open.insert(col, (index, cells.len()));
                    }
                    cells.push(cell);
                }
            }
            col = col.saturating_add(cols);
        }
        done.push(cells);
    }
    RawTable { caption: None, name: None, rows: done }
}
