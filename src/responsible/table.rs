//! Bodies in charge that a table names: in a column under their header, in a row beside it, or once for all.

use std::collections::BTreeMap;

use super::Area;
use crate::{
    rules::Bodies,
    text::{Cell, Span, Table},
};

/// Most headers of a table that have their bodies beside them.
const BESIDE: usize = 64;

/// The cells that a body answers for, and the parts of the table that one answers for as a whole.
pub(super) fn areas(text: &str, table: &Table, rules: &Bodies) -> (Vec<Area>, Vec<Area>) {
    let heads = table.cells.iter().filter(|cell| rules.heads_column(cell.span.text(text)));
    let heads: Vec<&Cell> = heads.filter(|cell| !cell.span.is_empty()).collect();
    let mut lines = vec![Vec::new(); table.height];
    for cell in table.cells.iter().filter(|cell| !cell.span.is_empty()) {
        if let Some(line) = lines.get_mut(cell.row) {
            line.push(cell);
        }
    }
    let read = Read { text, table, grid: table.grid(), lines, rules };
    if heads.is_empty() {
        return (read.inside(), Vec::new());
    }
    let (beside, above): (Vec<&Cell>, Vec<&Cell>) = heads.into_iter().partition(|head| read.is_beside(head));
    let (mut cells, mut wholes) = (read.rows(&above), Vec::new());
    for head in beside.into_iter().take(BESIDE) {
        read.beside(head, &mut cells, &mut wholes);
    }
    (cells, wholes)
}

struct Read<'t> {
    text: &'t str,
    table: &'t Table,
    grid: Vec<Vec<Option<usize>>>,
    /// The cells that begin in each row.
    lines: Vec<Vec<&'t Cell>>,
    rules: &'t Bodies,
}

impl<'t> Read<'t> {
    fn cell(&self, row: usize, col: usize) -> Option<&'t Cell> {
        let index = (*self.grid.get(row)?.get(col)?)?;
        self.table.cells.get(index)
    }

    fn words(&self, cell: &Cell) -> &'t str {
        cell.span.text(self.text).trim()
    }

    fn bodies(&self, head: &Cell, cell: &Cell) -> Vec<String> {
        let words = self.words(cell);
        if self.rules.heads_column(words) {
            return Vec::new();
        }
        self.rules.listed(words, self.rules.is_mixed(self.words(head)))
    }

    /// True where the bodies stand on the right of the header, not below it.
    fn is_beside(&self, head: &Cell) -> bool {
        let right = self.cell(head.row, head.col + head.cols);
        let below = self.cell(head.row + head.rows, head.col);
        let body = |cell: Option<&Cell>| {
            cell.is_some_and(|cell| self.bodies(head, cell).iter().any(|name| self.rules.is_body(name)))
        };
        body(right) && !body(below)
    }

    /// The rows below headers of columns, each with the bodies of all of these columns.
    fn rows(&self, heads: &[&Cell]) -> Vec<Area> {
        let mut areas = Vec::new();
        let mut heads: Vec<&Cell> = heads.to_vec();
        heads.sort_by_key(|head| std::cmp::Reverse(head.row + head.rows));
        // For each column the header that is the last above, and the cell that speaks for the row.
        let mut columns: BTreeMap<usize, (&Cell, Option<&Cell>)> = BTreeMap::new();
        for row in 0..self.table.height {
            while let Some(head) = heads.pop_if(|head| head.row + head.rows <= row) {
                columns.insert(head.col, (head, None));
            }
            let goes_on = self.cell(row, 0).is_none_or(|first| self.words(first).is_empty());
            let (mut bodies, mut reach): (Vec<String>, Option<usize>) = (Vec::new(), None);
            for (col, (head, last)) in &mut columns {
                let own = self.cell(row, *col).filter(|cell| !self.words(cell).is_empty());
                // A row without a number of its own goes on with the one above it.
                *last = own.or(last.filter(|_| goes_on));
                let Some(cell) = *last else { continue };
                let end = cell.row + cell.rows;
                reach = Some(reach.map_or(end, |reach| reach.min(end)));
                for name in self.bodies(head, cell) {
                    if !bodies.contains(&name) {
                        bodies.push(name);
                    }
                }
            }
            areas.extend(self.row(row, reach.unwrap_or(0).max(row + 1), &bodies));
        }
        areas
    }

    /// The cells of a row with their bodies, those that reach below a further row left out.
    fn row(&self, row: usize, reach: usize, bodies: &[String]) -> Vec<Area> {
        if bodies.is_empty() {
            return Vec::new();
        }
        let area = |cell: &&Cell| Area { span: cell.span, bodies: bodies.to_vec() };
        self.lines[row].iter().filter(|cell| cell.row + cell.rows <= reach).map(area).collect()
    }

    /// What stands on the right of a header: one body for the whole table, or one for each column.
    fn beside(&self, head: &Cell, cells: &mut Vec<Area>, wholes: &mut Vec<Area>) {
        let right = head.col + head.cols;
        let named: Vec<(usize, Vec<String>)> = (right..self.table.width)
            .filter_map(|col| Some((col, self.bodies(head, self.cell(head.row, col)?))))
            .take_while(|(_, bodies)| !bodies.is_empty())
            .collect();
        let Some((_, first)) = named.first() else { return };
        if named.iter().all(|(_, bodies)| bodies == first) {
            let span = Span::new(head.span.end.min(self.table.span.end), self.table.span.end);
            wholes.push(Area { span, bodies: first.clone() });
            return;
        }
        for cell in self.lines.iter().flatten() {
            let own = named.iter().find(|(col, _)| *col == cell.col);
            cells.extend(own.map(|(_, bodies)| Area { span: cell.span, bodies: bodies.clone() }));
        }
    }

    /// Bodies that a cell names in a label or a bracket of its own, for the row that it stands in.
    fn inside(&self) -> Vec<Area> {
        let mut areas = Vec::new();
        for (row, line) in self.lines.iter().enumerate() {
            let told = line.iter().map(|cell| super::prose::told(self.words(cell), self.rules));
            let bodies = told.into_iter().find(|bodies| !bodies.is_empty()).unwrap_or_default();
            areas.extend(self.row(row, row + 1, &bodies));
        }
        areas
    }
}
