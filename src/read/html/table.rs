use ego_tree::NodeRef;
use scraper::Node;

use super::{
    attribute,
    line::{Line, inline, shifted},
    name,
    weight::Weights,
};
use crate::read::{
    ReadError,
    grid::{RawCell, RawTable},
    sheet::exact,
};

/// A cell with so many lines and so much of the table's text holds an article.
const ARTICLE_LINES: usize = 3;
/// … of so many characters.
const ARTICLE_CHARS: usize = 120;

/// True for a table that only shapes the page: it holds other tables, one cell, or a whole article in a cell.
pub(super) fn shapes_the_page(table: NodeRef<'_, Node>, weights: &Weights) -> bool {
    if attribute(table, "role") == Some("presentation") {
        return true;
    }
    let whole = weights.of(table);
    let rows = rows(table);
    let marked =
        rows.iter().any(|row| row.cells().any(|cell| name(cell) == "th")) || caption(table).is_some();
    if marked {
        return false;
    }
    if whole.tables > 1 || whole.cells <= 1 {
        return true;
    }
    rows.iter().flat_map(Row::cells).any(|cell| {
        let own = weights.of(cell).own;
        let blocks = cell.children().filter(|child| matches!(name(*child), "p" | "div" | "h1" | "h2" | "h3"));
        own >= ARTICLE_CHARS
            && own * 10 >= whole.own * 7
            && blocks.take(ARTICLE_LINES).count() == ARTICLE_LINES
    })
}

/// A row of a table, and whether it stands in the table's head.
struct Row<'a> {
    node: NodeRef<'a, Node>,
    head: bool,
}

impl<'a> Row<'a> {
    fn cells(&self) -> impl Iterator<Item = NodeRef<'a, Node>> + use<'a> {
        self.node.children().filter(|child| matches!(name(*child), "td" | "th"))
    }
}

/// The rows of the table itself, not those of tables inside it.
fn rows<'a>(table: NodeRef<'a, Node>) -> Vec<Row<'a>> {
    let mut rows = Vec::new();
    for child in table.children() {
        match name(child) {
            "tr" => rows.push(Row { node: child, head: false }),
            "thead" | "tbody" | "tfoot" => {
                let head = name(child) == "thead";
                let inside = child.children().filter(|row| name(*row) == "tr");
                rows.extend(inside.map(|node| Row { node, head }));
            }
            _ => {}
        }
    }
    rows
}

fn caption<'a>(table: NodeRef<'a, Node>) -> Option<NodeRef<'a, Node>> {
    table.children().find(|child| name(*child) == "caption")
}

/// A table with the text of its cells.
pub(super) fn table(table: NodeRef<'_, Node>, weights: &Weights) -> Result<RawTable, ReadError> {
    let shown = rows(table).into_iter().filter(|row| !weights.left_out(row.node));
    let rows = shown.map(|row| row.cells().map(|cell| raw(cell, row.head, weights)).collect());
    Ok(RawTable {
        caption: caption(table).map(|found| text(found, weights)),
        name: None,
        rows: rows.collect(),
    })
}

fn raw(cell: NodeRef<'_, Node>, head: bool, weights: &Weights) -> RawCell {
    let span = |key| attribute(cell, key).map_or(1, leading_number);
    let header = head || name(cell) == "th";
    let shown = text(cell, weights);
    // Spreadsheets save the number itself beside what they show of it.
    let text = match attribute(cell, "sdval").or_else(|| attribute(cell, "x:num")) {
        Some(stored) => exact(&shown, stored),
        None => shown,
    };
    RawCell { text, rows: span("rowspan"), cols: span("colspan").max(1), header, locus: None }
}

/// The number that an attribute begins with, as browsers read it; 1 where there is none.
fn leading_number(value: &str) -> usize {
    let value = value.trim();
    let digits = value.len() - value.trim_start_matches(|c: char| c.is_ascii_digit()).len();
    if digits == 0 { 1 } else { value[..digits].parse().unwrap_or(usize::MAX) }
}

/// The text of a cell, its paragraphs and line breaks as lines.
fn text(cell: NodeRef<'_, Node>, weights: &Weights) -> String {
    let mut line = Line::default();
    add(cell, &mut line, weights);
    line.text.trim().to_owned()
}

fn add(node: NodeRef<'_, Node>, line: &mut Line, weights: &Weights) {
    for child in node.children() {
        match child.value() {
            Node::Text(text) => match shifted(name(node), text) {
                Some(text) => line.add(&text),
                None => line.add(text),
            },
            Node::Element(_) if weights.silent(child) => {}
            Node::Element(element) if matches!(element.name(), "td" | "th") => {
                add(child, line, weights);
                line.add(" ");
            }
            Node::Element(element) if inline(element.name()) => add(child, line, weights),
            Node::Element(_) => {
                line.end();
                add(child, line, weights);
                line.end();
            }
            Node::Document
            | Node::Fragment
            | Node::Doctype(_)
            | Node::Comment(_)
            | Node::ProcessingInstruction(_) => {}
        }
    }
}
