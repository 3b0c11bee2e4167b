use std::collections::HashSet;

use super::{numbering::Numbering, styles::Styles, table};
use crate::{
    read::{Draft, ReadError, html::shifted, xml::Element},
    text::Locus,
};

/// Writes the paragraphs and tables of a text.
pub(super) fn write(text: &Element, parts: &[&Element], draft: &mut Draft) -> Result<(), ReadError> {
    let (styles, numbers) = (Styles::of(parts), Numbering::new(parts));
    let regions = text.child("tracked-changes").into_iter().flat_map(|changes| changes.all("changed-region"));
    let deletions = regions.filter(|region| region.child("deletion").is_some());
    let deletions = deletions.filter_map(|region| region.get("id").map(str::to_owned)).collect();
    let mut writer = Writer { styles, numbers, draft, paragraph: 0, list: None, deletions, deleted: false };
    writer.blocks(text)
}

/// What stands in a paragraph: its own text and the boxes that hang on it.
#[derive(Default)]
struct Words<'e> {
    text: String,
    boxes: Vec<&'e Element>,
}

/// The list that a paragraph is an item of.
#[derive(Clone)]
struct Item {
    style: String,
    list: String,
    level: usize,
    /// True for the first paragraph of its item, which has the number.
    first: bool,
}

struct Writer<'a> {
    styles: Styles,
    numbers: Numbering,
    draft: &'a mut Draft,
    paragraph: usize,
    list: Option<Item>,
    /// The changes that are deletions, and whether one is open.
    deletions: HashSet<String>,
    deleted: bool,
}

impl Writer<'_> {
    fn blocks(&mut self, holder: &Element) -> Result<(), ReadError> {
        for child in &holder.children {
            match child.name.as_str() {
                "p" | "h" => {
                    let (text, boxes) = self.paragraph(child);
                    self.draft.paragraph(&text, &Locus::Paragraph(self.paragraph))?;
                    for inner in boxes {
                        self.blocks(inner)?;
                    }
                }
                "list" => self.list(child, &mut |writer, item| writer.blocks(item))?,
                "table" => self.table(child)?,
                "section" | "index-body" | "text-box" | "frame" | "soft-page-break" => self.blocks(child)?,
                _ => {}
            }
        }
        Ok(())
    }

    /// The items of a list.
    fn list(
        &mut self,
        list: &Element,
        write: &mut dyn FnMut(&mut Self, &Element) -> Result<(), ReadError>,
    ) -> Result<(), ReadError> {
        let around = self.list.clone();
        let own = list.get("style-name").map(str::to_owned);
        let (name, style, level) = match (&around, own) {
            (Some(item), None) => (item.list.clone(), item.style.clone(), item.level + 1),
            (Some(item), Some(style)) if style == item.style => (item.list.clone(), style, item.level + 1),
            (around, style) => {
                let style = style.unwrap_or_default();
                let level = around.as_ref().map_or(0, |item| item.level + 1);
                (self.numbers.list(list, &style), style, level)
            }
        };
        for item in
            list.children.iter().filter(|item| matches!(item.name.as_str(), "list-item" | "list-header"))
        {
            let first = item.name == "list-item";
            self.list = Some(Item { style: style.clone(), list: name.clone(), level, first });
            write(self, item)?;
        }
        self.list = around;
        Ok(())
    }

    fn table(&mut self, element: &Element) -> Result<(), ReadError> {
        let rows = table::rows(element);
        if let [(row, _)] = rows.as_slice()
            && table::cells(row).count() == 1
        {
            // One cell frames a piece of the page; it is no table.
            return table::cells(row).try_for_each(|cell| self.blocks(cell));
        }
        let mut failed = None;
        let raw = table::raw(&rows, &mut |cell| {
            let text = self.cell(cell).unwrap_or_else(|error| {
                failed = Some(error);
                String::new()
            });
            (text, Locus::Paragraph(self.paragraph))
        });
        failed.map_or_else(|| self.draft.table(raw?), Err)
    }

    /// The text of a cell, a line for each of its paragraphs; a table inside it as lines.
    fn cell(&mut self, holder: &Element) -> Result<String, ReadError> {
        let mut lines = Vec::new();
        for child in &holder.children {
            match child.name.as_str() {
                "p" | "h" => {
                    let (text, boxes) = self.paragraph(child);
                    lines.push(text);
                    for inner in boxes {
                        lines.push(self.cell(inner)?);
                    }
                }
                "list" => self.list(child, &mut |writer, item| {
                    lines.push(writer.cell(item)?);
                    Ok(())
                })?,
                "table" => {
                    for (row, _) in table::rows(child) {
                        let cells: Result<Vec<String>, _> =
                            table::cells(row).map(|cell| self.cell(cell)).collect();
                        lines.push(cells?.join(" "));
                    }
                }
                "section" | "text-box" | "frame" => lines.push(self.cell(child)?),
                _ => {}
            }
        }
        lines.retain(|line| !line.trim().is_empty());
        Ok(lines.join("\n"))
    }

    /// A paragraph with its number, and its text boxes.
    fn paragraph<'e>(&mut self, paragraph: &'e Element) -> (String, Vec<&'e Element>) {
        self.paragraph += 1;
        let mut words = Words::default();
        if !self.styles.at(paragraph).hidden {
            self.runs(paragraph, "", &mut words);
        }
        let text = words.text.trim();
        if text.is_empty() {
            return (String::new(), words.boxes);
        }
        let number = match &mut self.list {
            Some(item) if item.first => {
                item.first = false;
                let (list, level) = (item.list.clone(), item.level);
                self.numbers.next(&list, level)
            }
            None if paragraph.name == "h" && paragraph.get("is-list-header") != Some("true") => {
                self.numbers.heading(paragraph)
            }
            Some(_) | None => String::new(),
        };
        (format!("{number}{text}"), words.boxes)
    }

    fn runs<'e>(&mut self, holder: &'e Element, shift: &str, words: &mut Words<'e>) {
        for child in &holder.children {
            match child.name.as_str() {
                "change-start" => {
                    let change = child.get("change-id");
                    self.deleted = change.is_some_and(|change| self.deletions.contains(change));
                }
                "change-end" => self.deleted = false,
                _ if self.deleted => {}
                "" => {
                    let text: String = child.text.chars().map(|c| if c == '\n' { ' ' } else { c }).collect();
                    words.text.push_str(&shifted(shift, &text).unwrap_or(text));
                }
                "s" => {
                    let count = child.get("c").and_then(|count| count.parse::<usize>().ok()).unwrap_or(1);
                    words.text.extend(std::iter::repeat_n(' ', count.min(100)));
                }
                "tab" => words.text.push(' '),
                "line-break" => words.text.push('\n'),
                "span" => {
                    let style = self.styles.at(child);
                    if !style.hidden {
                        self.runs(child, if style.shift.is_empty() { shift } else { style.shift }, words);
                    }
                }
                "ruby" => child.all("ruby-base").for_each(|base| self.runs(base, shift, words)),
                "frame" | "custom-shape" | "g" | "rect" => boxes(child, words),
                // Notes, remarks, changes, and hidden text are no part of the text.
                name if name.starts_with("note") || name == "annotation" || name.starts_with("hidden-") => {}
                "tracked-changes" | "ruby-text" | "bibliography-mark" => {}
                _ => self.runs(child, shift, words),
            }
        }
    }
}

/// The text boxes below an element; a shape may hold its text itself.
fn boxes<'e>(holder: &'e Element, words: &mut Words<'e>) {
    if holder.name != "frame" && holder.child("p").is_some() {
        words.boxes.push(holder);
        return;
    }
    for child in &holder.children {
        match child.name.as_str() {
            "text-box" => words.boxes.push(child),
            "object" | "object-ole" | "image" => {}
            _ => boxes(child, words),
        }
    }
}
