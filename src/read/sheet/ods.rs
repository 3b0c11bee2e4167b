use std::collections::HashSet;

use super::{Sheet, counted, format::exact, write};
use crate::read::{
    Draft, ReadError,
    archive::Archive,
    bounds,
    xml::{Step, Steps, Tag},
};

pub(in crate::read) fn read(bytes: &[u8]) -> Result<Draft, ReadError> {
    let mut archive = Archive::open(bytes)?;
    if archive.part("META-INF/manifest.xml")?.is_some_and(|manifest| manifest.contains("encryption-data")) {
        return Err(ReadError::Encrypted);
    }
    flat(&archive.needed("content.xml")?)
}

/// The sheets in the XML of one file (.fods), or in the main part of an archive.
pub(in crate::read) fn flat(xml: &str) -> Result<Draft, ReadError> {
    let mut steps = Steps::new(xml);
    let mut reading = Reading::default();
    while let Some(step) = steps.next()? {
        match step {
            Step::Open(tag) => reading.open(&tag)?,
            Step::Text(text) => reading.text(&text),
            Step::Close(name) => reading.close(&name)?,
        }
    }
    write(reading.sheets, reading.unseen)
}

/// Where the reading of the sheets stands.
#[derive(Default)]
struct Reading {
    sheets: Vec<Sheet>,
    row: usize,
    col: usize,
    /// How often the row is repeated, and its cells.
    repeated: usize,
    cells: Vec<(usize, String)>,
    /// How often the cell is repeated, the rows and columns it covers, its text.
    cell: Option<(usize, usize, usize, String)>,
    /// The number that is stored in the cell, where it is one.
    stored: Option<String>,
    paragraph: bool,
    /// The column that the next description of columns begins with.
    described: usize,
    /// True where the row is not shown.
    folded: bool,
    /// The style that is described, and those of tables that are not shown.
    style: String,
    silent: HashSet<String>,
    /// How many tables are not shown; whether this one is one of them.
    unseen: usize,
    dark: bool,
    /// Depth of notes on a cell, which are not shown.
    notes: usize,
}

fn number(tag: &Tag<'_>, name: &str) -> usize {
    tag.get(name).and_then(|value| value.parse().ok()).unwrap_or(1)
}

/// True for a row or a column that is folded away or filtered out.
fn unshown(tag: &Tag<'_>) -> bool {
    matches!(tag.get("visibility").as_deref(), Some("collapse" | "filter"))
}

impl Reading {
    fn open(&mut self, tag: &Tag<'_>) -> Result<(), ReadError> {
        match tag.name() {
            "table" if self.cell.is_none() => {
                counted(&self.sheets)?;
                self.sheets.push(Sheet::new(tag.get("name").unwrap_or_default()));
                (self.row, self.described) = (0, 0);
                self.dark = tag.get("style-name").is_some_and(|style| self.silent.contains(&style));
            }
            "style" => self.style = tag.get("name").unwrap_or_default(),
            "table-properties" if tag.get("display").as_deref() == Some("false") => {
                self.silent.insert(self.style.clone());
            }
            "table-column" => self.columns(tag),
            "table-row" => {
                self.folded = unshown(tag);
                self.repeated = number(tag, "number-rows-repeated");
                (self.col, self.cells) = (0, Vec::new());
            }
            "table-cell" | "covered-table-cell" => {
                let spans = (number(tag, "number-rows-spanned"), number(tag, "number-columns-spanned"));
                self.cell = Some((number(tag, "number-columns-repeated"), spans.0, spans.1, String::new()));
                let kind = tag.get("value-type");
                let counted = matches!(kind.as_deref(), Some("float" | "percentage" | "currency"));
                self.stored = tag.get("value").filter(|_| counted);
            }
            "annotation" => self.notes += 1,
            "p" | "h" => {
                self.paragraph = true;
                self.add("\n");
            }
            "s" | "tab" => self.add(" "),
            "line-break" => self.add("\n"),
            _ => {}
        }
        Ok(())
    }

    /// The columns that are described together.
    fn columns(&mut self, tag: &Tag<'_>) {
        let first = self.described;
        self.described = first.saturating_add(number(tag, "number-columns-repeated"));
        if let Some(sheet) = self.sheets.last_mut().filter(|_| unshown(tag) && self.described > first) {
            sheet.hidden.cols(first, self.described - 1);
        }
    }

    fn add(&mut self, text: &str) {
        if let (Some(cell), 0) = (&mut self.cell, self.notes) {
            cell.3 += text;
        }
    }

    fn text(&mut self, text: &str) {
        if self.paragraph {
            self.add(text);
        }
    }

    fn close(&mut self, name: &str) -> Result<(), ReadError> {
        match name {
            "p" | "h" => self.paragraph = false,
            "annotation" => self.notes = self.notes.saturating_sub(1),
            "table-cell" | "covered-table-cell" => self.end_cell()?,
            "table-row" => self.end_row()?,
            // A table in a cell is none of the sheets.
            "table" if self.cell.is_none() && std::mem::take(&mut self.dark) => {
                self.unseen += 1;
                self.sheets.pop();
            }
            _ => {}
        }
        Ok(())
    }

    fn end_cell(&mut self) -> Result<(), ReadError> {
        let Some((repeated, rows, cols, mut text)) = self.cell.take() else { return Ok(()) };
        if let Some(stored) = self.stored.take() {
            text = exact(&text, &stored);
        }
        if !text.trim().is_empty() {
            ReadError::beyond("the number of repeated cells", repeated, bounds::CELL_SPAN)?;
            self.cells.extend((0..repeated).map(|at| (self.col.saturating_add(at), text.clone())));
            ReadError::beyond("the number of cells of a row", self.cells.len(), bounds::CELL_SPAN)?;
        }
        if let Some(sheet) = self.sheets.last_mut()
            && (rows > 1 || cols > 1)
        {
            let last = (self.row.saturating_add(rows.max(1) - 1), self.col.saturating_add(cols.max(1) - 1));
            sheet.merged.push((self.row, self.col, last.0, last.1));
        }
        self.col = self.col.saturating_add(repeated);
        Ok(())
    }

    fn end_row(&mut self) -> Result<(), ReadError> {
        let cells = std::mem::take(&mut self.cells);
        if !cells.is_empty()
            && let Some(sheet) = self.sheets.last_mut()
        {
            ReadError::beyond("the number of rows of a sheet", self.repeated, bounds::SHEET_ROWS)?;
            for row in 0..self.repeated {
                if self.folded {
                    sheet.hidden.row(self.row.saturating_add(row));
                }
                for (col, text) in &cells {
                    sheet.put(self.row.saturating_add(row), *col, text.clone())?;
                }
            }
        }
        self.row = self.row.saturating_add(self.repeated);
        Ok(())
    }
}
