use ego_tree::NodeRef;
use scraper::Node;

use super::{attribute, name, table, weight::Weights};
use crate::read::{Draft, ReadError};

/// Elements that stand inside a line.
const INLINE: &[&str] = &[
    "a",
    "abbr",
    "b",
    "big",
    "cite",
    "code",
    "em",
    "font",
    "i",
    "ins",
    "kbd",
    "label",
    "mark",
    "o:p",
    "q",
    "s",
    "small",
    "span",
    "strong",
    "sub",
    "sup",
    "tt",
    "u",
    "var",
    "time",
    "data",
    "ruby",
    "img",
    "wbr",
    "bdi",
    "bdo",
    "st1:chsdate",
];

/// Writes the lines and tables of an element.
pub(super) fn write(node: NodeRef<'_, Node>, weights: &Weights, draft: &mut Draft) -> Result<(), ReadError> {
    let mut writer = Writer { weights, draft, line: Line::default() };
    writer.children(node)?;
    writer.flush();
    Ok(())
}

/// The text of a line while it is put together; blanks as a browser shows them.
#[derive(Debug, Default)]
pub(super) struct Line {
    pub(super) text: String,
    blank: Option<char>,
}

impl Line {
    /// Adds text: runs of blanks are one, and none where a line was broken between two Chinese characters.
    pub(super) fn add(&mut self, text: &str) {
        for letter in text.chars() {
            if letter.is_whitespace() {
                let kept = if self.blank.is_some_and(|blank| blank != '\n') { ' ' } else { letter };
                self.blank = Some(kept);
                continue;
            }
            if letter == '\u{200b}' || letter == '\u{feff}' {
                continue;
            }
            let last = self.text.chars().next_back();
            if let Some(blank) = self.blank.take()
                && last.is_some_and(|last| last != '\n' && !(blank == '\n' && wide(last) && wide(letter)))
            {
                self.text.push(' ');
            }
            self.text.push(letter);
        }
    }

    /// Ends the line inside a cell.
    pub(super) fn end(&mut self) {
        self.blank = None;
        if !self.text.is_empty() && !self.text.ends_with('\n') {
            self.text.push('\n');
        }
    }
}

fn wide(c: char) -> bool {
    c >= '\u{2e80}'
}

/// True where an element is part of its line.
pub(super) fn inline(name: &str) -> bool {
    INLINE.contains(&name)
}

/// Digits above or below the line keep their place: km² is not km2.
pub(in crate::read) fn shifted(name: &str, text: &str) -> Option<String> {
    let digits = match name {
        "sup" => "⁰¹²³⁴⁵⁶⁷⁸⁹",
        "sub" => "₀₁₂₃₄₅₆₇₈₉",
        _ => return None,
    };
    let shift = |c: char| c.to_digit(10).and_then(|digit| digits.chars().nth(digit as usize)).unwrap_or(c);
    Some(text.chars().map(shift).collect())
}

struct Writer<'a> {
    weights: &'a Weights,
    draft: &'a mut Draft,
    line: Line,
}

impl Writer<'_> {
    fn children(&mut self, node: NodeRef<'_, Node>) -> Result<(), ReadError> {
        for (index, child) in node.children().enumerate() {
            match child.value() {
                Node::Text(text) => self.text(node, text),
                Node::Element(_) if self.weights.left_out(child) => {}
                Node::Element(element) => self.element(child, element.name(), index)?,
                Node::Document
                | Node::Fragment
                | Node::Doctype(_)
                | Node::Comment(_)
                | Node::ProcessingInstruction(_) => {}
            }
        }
        Ok(())
    }

    fn text(&mut self, parent: NodeRef<'_, Node>, text: &str) {
        match shifted(name(parent), text) {
            Some(text) => self.line.add(&text),
            None => self.line.add(text),
        }
    }

    fn element(&mut self, node: NodeRef<'_, Node>, name: &str, _index: usize) -> Result<(), ReadError> {
        if inline(name) {
            return self.children(node);
        }
        self.flush();
        if name == "table" && !table::shapes_the_page(node, self.weights) {
            return self.draft.table(table::table(node, self.weights)?);
        }
        if name == "li" {
            self.number(node);
        }
        self.children(node)?;
        self.flush();
        Ok(())
    }

    /// The number of an item in a numbered list, as a browser shows it.
    fn number(&mut self, item: NodeRef<'_, Node>) {
        let Some(list) = item.parent().filter(|list| name(*list) == "ol") else { return };
        let first = attribute(list, "start").and_then(|start| start.parse::<usize>().ok()).unwrap_or(1);
        // Counting back is bounded: a list of hundreds of items is left without numbers.
        let before = item.prev_siblings().take(300).filter(|sibling| name(*sibling) == "li").count();
        if before < 299 {
            self.line.add(&format!("{}. ", first.saturating_add(before)));
        }
    }

    fn flush(&mut self) {
        let line = std::mem::take(&mut self.line);
        self.draft.line(&line.text, None);
    }
}
