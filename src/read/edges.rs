//! Tables whose cells say where their edges lie (.doc, .rtf): the edges of all rows make the columns.

use std::collections::HashMap;

use super::grid::{RawCell, RawTable};
use crate::text::Locus;

/// Edges nearer to one another than this are one, in twentieths of a point.
const NEAR: i32 = 40;

/// How a cell hangs together with those above and below.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum Down {
    /// It stands alone.
    #[default]
    Alone,
    /// It begins a cell that may go on below.
    Begins,
    /// It goes on with the cell above.
    GoesOn,
}

/// Where a cell of a row lies.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Edges {
    pub(super) left: i32,
    pub(super) right: i32,
    pub(super) down: Down,
    /// True where it belongs to the cell on its left.
    pub(super) joined: bool,
}

/// A row: whether it is a head, and its cells.
#[derive(Clone, Debug, Default)]
pub(super) struct EdgeRow {
    pub(super) head: bool,
    pub(super) cells: Vec<(Edges, String, Option<Locus>)>,
}

impl EdgeRow {
    /// A row of these texts; where the document says nothing about a cell, it is as wide as a column.
    pub(super) fn new(head: bool, edges: &[Edges], texts: Vec<(String, Option<Locus>)>) -> Self {
        let mut cells: Vec<(Edges, String, Option<Locus>)> = Vec::new();
        for (at, (text, locus)) in texts.into_iter().enumerate() {
            let right = cells.last().map_or(0, |(edges, ..)| edges.right);
            let unknown = Edges { left: right, right: right.saturating_add(1000), ..Edges::default() };
            let mut edges = edges.get(at).copied().unwrap_or(unknown);
            edges.right = edges.right.max(edges.left);
            match cells.last_mut() {
                Some((before, words, _)) if edges.joined => {
                    before.right = edges.right;
                    words.push_str(&text);
                }
                _ => cells.push((edges, text, locus)),
            }
        }
        Self { head, cells }
    }
}

/// The table that the rows make.
pub(super) fn table(rows: Vec<EdgeRow>) -> RawTable {
    let cells = || rows.iter().flat_map(|row| &row.cells);
    let mut columns: Vec<i32> = cells().flat_map(|(edges, ..)| [edges.left, edges.right]).collect();
    columns.sort_unstable();
    columns.dedup_by(|b, a| b.saturating_sub(*a) < NEAR);
    let column = |edge: i32| columns.partition_point(|&at| at <= edge).saturating_sub(1);
    let mut done: Vec<Vec<RawCell>> = Vec::new();
    // The cell that may go on in each column: its row and place there.
    let mut open: HashMap<usize, (usize, usize)> = HashMap::new();
    for (index, row) in rows.into_iter().enumerate() {
        let mut made = Vec::new();
        let before = row.cells.first().map_or(0, |(edges, ..)| column(edges.left));
        if before > 0 {
            made.push(RawCell { cols: before, ..RawCell::single("") });
        }
        for (edges, text, locus) in row.cells {
            let (first, end) = (column(edges.left), column(edges.right));
            match open.get(&first) {
                Some(&(row, at)) if edges.down == Down::GoesOn => done[row][at].rows += 1,
                _ => {
                    open.remove(&first);
                    if edges.down != Down::Alone {
                        open.insert(first, (index, made.len()));
                    }
                    let cols = end.saturating_sub(first).max(1);
                    made.push(RawCell { text, rows: 1, cols, header: row.head, locus });
                }
            }
        }
        done.push(made);
    }
    RawTable { caption: None, name: None, rows: done }
}
