//! A text of paragraphs and tables as word processors store it: paragraph after paragraph, cell after cell.

use super::{
    Draft, ReadError,
    edges::{self, EdgeRow, Edges},
};
use crate::text::Locus;

/// The paragraphs and tables of a document while they are read.
#[derive(Debug, Default)]
pub(super) struct Flowing {
    draft: Draft,
    paragraph: usize,
    /// The lines of the cell so far, and the cells of a row of a table in it.
    lines: Vec<String>,
    inner: Vec<String>,
    cells: Vec<(String, Option<Locus>)>,
    rows: Vec<EdgeRow>,
}

impl Flowing {
    /// A paragraph outside tables; one that is left out (`None`) counts all the same.
    pub(super) fn paragraph(&mut self, text: Option<&str>) -> Result<(), ReadError> {
        self.end_table()?;
        self.paragraph += 1;
        let locus = Locus::Paragraph(self.paragraph);
        for line in text.into_iter().flat_map(str::lines) {
            self.draft.line(line, Some(locus.clone()));
        }
        self.draft.counted()
    }

    /// A paragraph of a cell.
    pub(super) fn line(&mut self, text: String) {
        self.paragraph += 1;
        self.lines.push(text);
    }

    /// A cell, or a piece of one, of a table in a cell.
    pub(super) fn inner(&mut self, text: String) {
        self.paragraph += 1;
        self.inner.push(text);
    }

    /// The end of a row of a table in a cell: a line of that cell.
    pub(super) fn end_inner(&mut self) {
        let row = std::mem::take(&mut self.inner).join(" ");
        self.lines.push(row);
    }

    /// The end of a cell.
    pub(super) fn end_cell(&mut self) {
        self.lines.append(&mut self.inner);
        let text = std::mem::take(&mut self.lines).join("\n");
        self.cells.push((text, Some(Locus::Paragraph(self.paragraph))));
    }

    /// The end of a row, whose cells lie like this.
    pub(super) fn end_row(&mut self, head: bool, edges: &[Edges]) {
        let cells = std::mem::take(&mut self.cells);
        if !cells.is_empty() {
            self.rows.push(EdgeRow::new(head, edges, cells));
        }
    }

    /// The end of a table, if one is open.
    pub(super) fn end_table(&mut self) -> Result<(), ReadError> {
        let mut rows = std::mem::take(&mut self.rows);
        let mut loose = Vec::new();
        if let [row] = rows.as_mut_slice()
            && row.cells.len() == 1
        {
            // One cell frames a piece of the page; it is no table.
            loose.extend(row.cells.drain(..).map(|(_, text, locus)| (text, locus)));
            rows.clear();
        }
        if !rows.is_empty() {
            self.draft.table(edges::table(rows))?;
        }
        loose.append(&mut self.cells);
        let lines = std::mem::take(&mut self.lines);
        loose.extend(lines.into_iter().map(|line| (line, Some(Locus::Paragraph(self.paragraph)))));
        for (text, locus) in loose {
            for line in text.lines() {
                self.draft.line(line, locus.clone());
            }
        }
        Ok(())
    }

    /// What was written down.
    pub(super) fn finish(mut self) -> Result<Draft, ReadError> {
        self.end_table()?;
        Ok(self.draft)
    }
}
