use std::collections::HashMap;

use super::{Sheet, counted, format::Format, write};
use crate::read::{
    Draft, ReadError, bounds,
    xml::{Step, Steps, Tag},
};

/// The sheets of an Excel 2003 workbook in XML.
pub(in crate::read) fn flat(xml: &str) -> Result<Draft, ReadError> {
    let mut steps = Steps::new(xml);
    let mut reading = Reading::default();
    while let Some(step) = steps.next()? {
        match step {
            Step::Open(tag) => reading.open(&tag)?,
            Step::Text(text) if reading.inside && reading.notes == 0 => reading.cell.text += &text,
            Step::Text(text) if reading.visible => reading.hidden |= text.trim() == "SheetHidden",
            Step::Text(_) => {}
            Step::Close(name) => reading.close(&name)?,
        }
    }
    write(reading.sheets, reading.unseen)
}

/// A cell while it is read.
#[derive(Debug, Default)]
struct Cell {
    style: String,
    kind: String,
    text: String,
    /// How many columns and rows it covers besides its own.
    more: (usize, usize),
}

/// Where the reading of the sheets stands.
#[derive(Default)]
struct Reading {
    sheets: Vec<Sheet>,
    formats: HashMap<String, Format>,
    style: String,
    row: usize,
    col: usize,
    rows: usize,
    /// The next column that is described.
    column: usize,
    /// For each column, the first row that no cell hangs into from above.
    free: HashMap<usize, usize>,
    cell: Cell,
    inside: bool,
    /// True in the element that says whether a sheet is shown, and where it is not.
    visible: bool,
    hidden: bool,
    /// How many sheets are not shown.
    unseen: usize,
    /// Depth of remarks, which are not shown.
    notes: usize,
}

fn number(tag: &Tag<'_>, name: &str) -> Option<usize> {
    tag.get(name).and_then(|value| value.parse().ok())
}

fn is_hidden(tag: &Tag<'_>) -> bool {
    tag.get("Hidden").as_deref() == Some("1")
}

impl Reading {
    fn open(&mut self, tag: &Tag<'_>) -> Result<(), ReadError> {
        match tag.name() {
            "Style" => self.style = tag.get("ID").unwrap_or_default(),
            "NumberFormat" => {
                let format = format(&tag.get("Format").unwrap_or_default());
                self.formats.insert(self.style.clone(), format);
            }
            "Worksheet" => {
                counted(&self.sheets)?;
                self.sheets.push(Sheet::new(tag.get("Name").unwrap_or_default()));
                (self.row, self.rows, self.column, self.hidden) = (0, 0, 0, false);
                self.free.clear();
            }
            "Column" => self.column(tag),
            "Row" => {
                self.row = number(tag, "Index").map_or(self.row, |index| index.saturating_sub(1));
                (self.col, self.rows) = (0, self.rows + 1);
                ReadError::beyond("the number of rows of a sheet", self.rows, bounds::SHEET_ROWS)?;
                if let Some(sheet) = self.sheets.last_mut().filter(|_| is_hidden(tag)) {
                    sheet.hidden.row(self.row);
                }
            }
            "Cell" => {
                self.col = number(tag, "Index").map_or_else(|| self.next(), |index| index.saturating_sub(1));
                let more = (number(tag, "MergeAcross").unwrap_or(0), number(tag, "MergeDown").unwrap_or(0));
                let style = tag.get("StyleID").unwrap_or_default();
                self.cell = Cell { style, more, ..Cell::default() };
            }
            "Data" if self.notes == 0 => {
                self.inside = true;
                self.cell.kind = tag.get("Type").unwrap_or_default();
            }
            "Comment" => self.notes += 1,
            "Visible" => self.visible = true,
            _ => {}
        }
        Ok(())
    }

    /// One or more columns that are described together.
    fn column(&mut self, tag: &Tag<'_>) {
        let first = number(tag, "Index").map_or(self.column, |index| index.saturating_sub(1));
        let last = first.saturating_add(number(tag, "Span").unwrap_or(0));
        self.column = last.saturating_add(1);
        if let Some(sheet) = self.sheets.last_mut().filter(|_| is_hidden(tag)) {
            sheet.hidden.cols(first, last);
        }
    }

    fn close(&mut self, name: &str) -> Result<(), ReadError> {
        match name {
            "Data" => self.inside = self.inside && self.notes > 0,
            "Comment" => self.notes = self.notes.saturating_sub(1),
            "Visible" => self.visible = false,
            "Row" => self.row = self.row.saturating_add(1),
            "Cell" => self.end_cell()?,
            "Worksheet" if self.hidden => {
                self.unseen += 1;
                self.sheets.pop();
            }
            _ => {}
        }
        Ok(())
    }

    /// The next column that no cell hangs into.
    fn next(&self) -> usize {
        let hung = |col: &usize| self.free.get(col).is_some_and(|&row| row > self.row);
        (self.col..).find(|col| !hung(col)).unwrap_or(self.col)
    }

    fn end_cell(&mut self) -> Result<(), ReadError> {
        let cell = std::mem::take(&mut self.cell);
        let (row, col) = (self.row, self.col);
        let last = (row.saturating_add(cell.more.1), col.saturating_add(cell.more.0));
        self.col = last.1.saturating_add(1);
        let Some(sheet) = self.sheets.last_mut() else { return Ok(()) };
        if cell.more.1 > 0 {
            ReadError::beyond("the number of columns that a cell covers", cell.more.0, bounds::CELL_SPAN)?;
            ReadError::beyond("the number of merged columns", self.free.len(), bounds::TABLE_PLACES)?;
            self.free.extend((col..=last.1).map(|col| (col, last.0.saturating_add(1))));
        }
        if cell.more != (0, 0) {
            sheet.merged.push((row, col, last.0, last.1));
        }
        let format = self.formats.get(&cell.style);
        let text = match cell.kind.as_str() {
            "Number" => format.cloned().unwrap_or_default().show(&cell.text, false),
            "DateTime" => day(&cell.text),
            "Boolean" | "Error" => String::new(),
            _ => cell.text,
        };
        sheet.put(row, col, text)
    }
}

/// A format by its name or its code.
fn format(code: &str) -> Format {
    Format::of(match code {
        "Percent" => "0.00%",
        "Fixed" | "Standard" => "0.00",
        "General" | "General Number" | "Scientific" | "@" => "",
        code => code,
    })
}

/// `2024-06-30T00:00:00.000` as 2024年6月30日.
fn day(text: &str) -> String {
    let mut parts = text.split(['-', 'T']).map(|part| part.parse::<u32>().ok());
    match (parts.next().flatten(), parts.next().flatten(), parts.next().flatten()) {
        (Some(year), Some(month), Some(day)) => format!("{year}年{month}月{day}日"),
        _ => text.to_owned(),
    }
}
