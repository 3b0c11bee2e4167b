use std::collections::HashMap;

use super::{Book, Sheet, counted, format::Format, write};
use crate::read::{
    Draft, ReadError,
    archive::Archive,
    links::{self, Links},
    xml::{Element, Step, Steps, Tag},
};

pub(in crate::read) fn read(bytes: &[u8]) -> Result<Draft, ReadError> {
    let mut archive = Archive::open(bytes)?;
    let main = links::document(&mut archive).unwrap_or_else(|| "xl/workbook.xml".to_owned());
    let parts = Links::of(&mut archive, &main)?;
    let named = |kind: &str| parts.part(kind).unwrap_or_else(|| format!("xl/{kind}.xml"));
    let workbook = Element::tree(&archive.needed(&main)?, &["name", "id", "state", "date1904"])?;
    let links = Element::tree(&archive.needed(&links::beside(&main))?, &["Id", "Target"])?;
    let late = workbook.at(&["workbook", "workbookPr"]).and_then(|book| book.get("date1904"));
    let book = Book {
        strings: strings(archive.part(&named("sharedStrings"))?.as_deref().unwrap_or_default())?,
        formats: formats(archive.part(&named("styles"))?.as_deref().unwrap_or_default())?,
        late_calendar: matches!(late, Some("1" | "true")),
    };
    let targets: HashMap<&str, &str> = links
        .child("Relationships")
        .into_iter()
        .flat_map(|links| links.all("Relationship"))
        .filter_map(|link| Some((link.get("Id")?, link.get("Target")?)))
        .collect();
    let (mut sheets, mut uncomputed, mut unseen) = (Vec::new(), 0, 0);
    for sheet in workbook.at(&["workbook", "sheets"]).into_iter().flat_map(|sheets| sheets.all("sheet")) {
        let shown = sheet.get("state").is_none_or(|state| state == "visible");
        unseen += usize::from(!shown);
        let target = sheet.get("id").and_then(|id| targets.get(id));
        if let (true, Some(target)) = (shown, target) {
            let path = target.strip_prefix('/').map_or_else(|| format!("xl/{target}"), str::to_owned);
            // A chart sheet has no cells.
            if path.contains("worksheets")
                && let Some(xml) = archive.part(&path)?
            {
                let name = sheet.get("name").unwrap_or_default().to_owned();
                sheets.push(cells(&xml, Sheet::new(name), &book, &mut uncomputed)?);
                counted(&sheets)?;
            }
        }
    }
    let mut draft = write(sheets, unseen)?;
    if uncomputed > 0 {
        let message = format!(
            "{uncomputed} cells hold formulas without a value: open the file in a spreadsheet and save it"
        );
        draft.note("formula-uncomputed", message);
    }
    Ok(draft)
}

/// The shared strings, pronunciations left out.
fn strings(xml: &str) -> Result<Vec<String>, ReadError> {
    let (mut strings, mut steps) = (Vec::new(), Steps::new(xml));
    let (mut inside, mut spoken) = (false, false);
    while let Some(step) = steps.next()? {
        match step {
            Step::Open(tag) => match tag.name() {
                "si" => strings.push(String::new()),
                "t" => inside = true,
                "rPh" => spoken = true,
                _ => {}
            },
            Step::Close(name) => match name.as_str() {
                "t" => inside = false,
                "rPh" => spoken = false,
                _ => {}
            },
            Step::Text(text) if inside && !spoken => {
                if let Some(last) = strings.last_mut() {
                    *last += &text;
                }
            }
            Step::Text(_) => {}
        }
    }
    Ok(strings)
}

/// The formats of the cell styles, in their order.
fn formats(xml: &str) -> Result<Vec<Format>, ReadError> {
    let styles = Element::tree(xml, &["numFmtId", "formatCode"])?;
    let list = |name: &'static str, item: &'static str| {
        styles.at(&["styleSheet", name]).into_iter().flat_map(move |list| list.all(item))
    };
    let id = |element: &Element| element.get("numFmtId").and_then(|id| id.parse::<usize>().ok());
    let own: HashMap<usize, &str> = list("numFmts", "numFmt")
        .filter_map(|format| Some((id(format)?, format.get("formatCode")?)))
        .collect();
    let format = |style: &Element| {
        let id = id(style).unwrap_or(0);
        own.get(&id).map_or_else(|| Format::built_in(id), |code| Format::of(code))
    };
    Ok(list("cellXfs", "xf").map(format).collect())
}

/// A cell while it is read.
#[derive(Default)]
struct Cell {
    at: Option<(usize, usize)>,
    kind: String,
    style: usize,
    text: String,
    formula: bool,
    valued: bool,
}

impl Cell {
    /// A cell that begins; one without a name stands in the next place.
    fn begun(tag: &Tag<'_>, next: (usize, usize)) -> Self {
        let at = tag.get("r").and_then(|name| place(&name)).unwrap_or(next);
        let style = tag.get("s").and_then(|style| style.parse().ok()).unwrap_or(0);
        Self { at: Some(at), kind: tag.get("t").unwrap_or_default(), style, ..Self::default() }
    }
}

fn cells(xml: &str, mut sheet: Sheet, book: &Book, uncomputed: &mut usize) -> Result<Sheet, ReadError> {
    let mut steps = Steps::new(xml);
    let (mut row, mut col) = (0usize, 0usize);
    let (mut cell, mut inside, mut spoken) = (Cell::default(), false, false);
    while let Some(step) = steps.next()? {
        match step {
            Step::Open(tag) => match tag.name() {
                "row" => {
                    let number = tag.get("r").and_then(|row| row.parse::<usize>().ok());
                    row = number.unwrap_or(row.saturating_add(1));
                    col = 0;
                    if on(&tag, "hidden") {
                        sheet.hidden.row(row.saturating_sub(1));
                    }
                }
                "c" => {
                    cell = Cell::begun(&tag, (row.saturating_sub(1), col));
                    col = cell.at.map_or(col, |at| at.1) + 1;
                }
                "col" if on(&tag, "hidden") => {
                    let at = |name| tag.get(name)?.parse::<usize>().ok()?.checked_sub(1);
                    if let Some((first, last)) = at("min").zip(at("max")) {
                        sheet.hidden.cols(first, last);
                    }
                }
                "f" => cell.formula = true,
                "rPh" => spoken = true,
                "v" | "t" => (inside, cell.valued) = (!spoken, true),
                "mergeCell" => sheet.merged.extend(tag.get("ref").and_then(|area| region(&area))),
                _ => {}
            },
            Step::Text(text) if inside => cell.text += &text,
            Step::Text(_) => {}
            Step::Close(name) => match name.as_str() {
                "v" | "t" => inside = false,
                "rPh" => spoken = false,
                "c" => {
                    *uncomputed += usize::from(cell.formula && !cell.valued);
                    if let Some((row, col)) = cell.at.take() {
                        sheet.put(row, col, shown(&cell, book))?;
                    }
                }
                _ => {}
            },
        }
    }
    Ok(sheet)
}

/// True where a switch is on.
fn on(tag: &Tag<'_>, name: &str) -> bool {
    tag.get(name).is_some_and(|value| matches!(value.as_str(), "1" | "true"))
}

fn shown(cell: &Cell, book: &Book) -> String {
    match cell.kind.as_str() {
        "s" => cell
            .text
            .trim()
            .parse::<usize>()
            .ok()
            .and_then(|at| book.strings.get(at))
            .cloned()
            .unwrap_or_default(),
        "str" | "inlineStr" => cell.text.clone(),
        "b" | "e" => String::new(),
        _ if cell.text.is_empty() => String::new(),
        _ => match book.formats.get(cell.style) {
            Some(format) => format.show(&cell.text, book.late_calendar),
            None => Format::default().show(&cell.text, false),
        },
    }
}

/// `B7` as row and column from 0.
fn place(name: &str) -> Option<(usize, usize)> {
    let letters = name.len() - name.trim_start_matches(|c: char| c.is_ascii_uppercase()).len();
    if letters == 0 || letters > 3 {
        return None;
    }
    let col = name[..letters].bytes().fold(0, |col, letter| col * 26 + usize::from(letter - b'A') + 1);
    let row = name[letters..].parse::<usize>().ok()?.checked_sub(1)?;
    Some((row, col - 1))
}

/// `B7:C9` as first row, first column, last row, last column.
fn region(area: &str) -> Option<(usize, usize, usize, usize)> {
    let (first, last) = area.split_once(':')?;
    let ((top, left), (bottom, right)) = (place(first)?, place(last)?);
    Some((top, left, bottom, right))
}
