use super::{numbering::Numbering, table};
use crate::{
    read::{Draft, ReadError, html::shifted, xml::Element},
    text::Locus,
};

/// Writes the paragraphs and tables of a body.
pub(super) fn write(body: &Element, numbers: Numbering, draft: &mut Draft) -> Result<(), ReadError> {
    let mut writer = Writer { numbers, draft, paragraph: 0 };
    writer.blocks(body)
}

/// What stands in a paragraph: its own text and the text boxes that hang on it.
#[derive(Default)]
struct Words<'e> {
    text: String,
    boxes: Vec<&'e Element>,
}

pub(super) struct Writer<'a> {
    numbers: Numbering,
    draft: &'a mut Draft,
    paragraph: usize,
}

impl Writer<'_> {
    fn blocks(&mut self, holder: &Element) -> Result<(), ReadError> {
        for child in &holder.children {
            match child.name.as_str() {
                "p" if self.numbers.is_contents(child) => self.paragraph += 1,
                "sdt" if contents(child) => {}
                "p" => {
                    let (text, boxes) = self.paragraph(child);
                    self.draft.paragraph(&text, &Locus::Paragraph(self.paragraph))?;
                    for inner in boxes {
                        self.blocks(inner)?;
                    }
                }
                "tbl" => self.table(child)?,
                "AlternateContent" => self.blocks(alternative(child))?,
                "sect" | "sub-section" => self.blocks(child)?,
                name if transparent(name, child) => self.blocks(child)?,
                _ => {}
            }
        }
        Ok(())
    }

    fn table(&mut self, element: &Element) -> Result<(), ReadError> {
        let rows = table::rows(element);
        if let [row] = rows.as_slice()
            && let [cell] = row.cells.as_slice()
        {
            // One cell frames a piece of the page; it is no table.
            return self.blocks(cell);
        }
        let raw = table::raw(&rows, &mut |cell| {
            let text = self.cell(cell);
            (text, Locus::Paragraph(self.paragraph))
        });
        self.draft.table(raw)
    }

    /// The text of a cell, a line for each of its paragraphs; a table inside it as lines.
    fn cell(&mut self, holder: &Element) -> String {
        let mut lines = Vec::new();
        for child in &holder.children {
            match child.name.as_str() {
                "p" => {
                    let (text, boxes) = self.paragraph(child);
                    lines.push(text);
                    lines.extend(boxes.into_iter().map(|inner| self.cell(inner)));
                }
                "tbl" => {
                    for row in table::rows(child) {
                        let cells: Vec<String> = row.cells.iter().map(|cell| self.cell(cell)).collect();
                        lines.push(cells.join(" "));
                    }
                }
                name if transparent(name, child) => lines.push(self.cell(child)),
                _ => {}
            }
        }
        lines.retain(|line| !line.trim().is_empty());
        lines.join("\n")
    }

    /// A paragraph with its number, and its text boxes.
    fn paragraph<'e>(&mut self, paragraph: &'e Element) -> (String, Vec<&'e Element>) {
        self.paragraph += 1;
        let mut words = Words::default();
        runs(paragraph, &mut words);
        if words.text.trim().is_empty() {
            return (String::new(), words.boxes);
        }
        let number = self.numbers.next(paragraph);
        (format!("{number}{}", words.text.trim_start()), words.boxes)
    }
}

/// True for the frame of a table of contents.
fn contents(frame: &Element) -> bool {
    frame.val(&["sdtPr", "docPartObj", "docPartGallery"]) == Some("Table of Contents")
}

/// Elements that only wrap what is shown.
fn transparent(name: &str, element: &Element) -> bool {
    // Changes of Word 2003.
    name == "annotation" && element.get("type").is_some_and(|kind| kind.ends_with("Insertion"))
        || name == "content" && element.name == "content"
        || matches!(
            name,
            "sdt"
                | "sdtContent"
                | "ins"
                | "moveTo"
                | "smartTag"
                | "customXml"
                | "hyperlink"
                | "fldSimple"
                | "dir"
                | "bdo"
                | "hlink"
        )
}

fn runs<'e>(holder: &'e Element, words: &mut Words<'e>) {
    for child in &holder.children {
        match child.name.as_str() {
            "r" if !child.on(&["rPr", "vanish"]) => run(child, words),
            "ruby" => child.all("rubyBase").for_each(|base| runs(base, words)),
            "AlternateContent" => runs(alternative(child), words),
            name if transparent(name, child) => runs(child, words),
            _ => {}
        }
    }
}

/// Of what is given in several versions the first: the others show the same to older programs.
fn alternative(element: &Element) -> &Element {
    element.child("Choice").or_else(|| element.child("Fallback")).unwrap_or(element)
}

fn run<'e>(run: &'e Element, words: &mut Words<'e>) {
    let shift = match run.val(&["rPr", "vertAlign"]) {
        Some("superscript") => "sup",
        Some("subscript") => "sub",
        _ => "",
    };
    run_pieces(run, shift, words);
}

fn run_pieces<'e>(holder: &'e Element, shift: &str, words: &mut Words<'e>) {
    for piece in &holder.children {
        match piece.name.as_str() {
            "t" => match shifted(shift, &piece.text) {
                Some(text) => words.text.push_str(&text),
                None => words.text.push_str(&piece.text),
            },
            "tab" | "ptab" => words.text.push(' '),
            "br" | "cr" if !matches!(piece.get("type"), Some("page" | "column")) => words.text.push('\n'),
            "noBreakHyphen" => words.text.push('-'),
            "sym" => words.text.extend(symbol(piece)),
            "ruby" => piece.all("rubyBase").for_each(|base| runs(base, words)),
            "AlternateContent" => run_pieces(alternative(piece), shift, words),
            "pict" | "drawing" | "object" => boxes(piece, words),
            _ => {}
        }
    }
}

/// A symbol by its code, unless it is of a font's own.
fn symbol(piece: &Element) -> Option<char> {
    let code = u32::from_str_radix(piece.get("char")?, 16).ok()?;
    char::from_u32(code).filter(|c| !('\u{e000}'..='\u{f8ff}').contains(c))
}

/// The text boxes below an element; of a box in two versions only the first.
fn boxes<'e>(holder: &'e Element, words: &mut Words<'e>) {
    for child in &holder.children {
        match child.name.as_str() {
            "txbxContent" => words.boxes.push(child),
            "Fallback" => {}
            _ => boxes(child, words),
        }
    }
}
