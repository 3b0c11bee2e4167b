use std::collections::HashMap;

use ego_tree::{NodeId, NodeRef};
use scraper::Node;

use super::{
    attribute,
    line::{Line, inline, shifted},
    name, table,
    weight::Weights,
};
use crate::read::{Draft, ReadError};

/// Writes the lines and tables of an element; what stands over the title is left out where it is no running text.
pub(super) fn write(
    node: NodeRef<'_, Node>,
    weights: &Weights,
    title: Option<&str>,
    draft: &mut Draft,
) -> Result<(), ReadError> {
    let mut writer = Writer {
        weights,
        title,
        draft,
        line: Line::default(),
        item: None,
        numbers: HashMap::new(),
        preformatted: 0,
    };
    writer.children(node)?;
    writer.flush();
    Ok(())
}

struct Writer<'a> {
    weights: &'a Weights,
    title: Option<&'a str>,
    draft: &'a mut Draft,
    line: Line,
    /// The number of an item whose text has not begun.
    item: Option<String>,
    /// The next number of each list.
    numbers: HashMap<NodeId, usize>,
    /// How many elements around here keep the ends of lines.
    preformatted: usize,
}

impl Writer<'_> {
    fn children(&mut self, node: NodeRef<'_, Node>) -> Result<(), ReadError> {
        for child in node.children() {
            match child.value() {
                Node::Text(text) => self.text(node, text),
                Node::Element(_) if self.weights.left_out(child) => {}
                Node::Element(element) => self.element(child, element.name())?,
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
        if !text.trim().is_empty()
            && let Some(number) = self.item.take()
        {
            self.line.add(&number);
        }
        if self.preformatted > 0 {
            for (index, line) in text.split('\n').enumerate() {
                if index > 0 {
                    self.flush();
                }
                self.line.add(line);
            }
            return;
        }
        match shifted(name(parent), text) {
            Some(text) => self.line.add(&text),
            None => self.line.add(text),
        }
    }

    fn element(&mut self, node: NodeRef<'_, Node>, name: &str) -> Result<(), ReadError> {
        if inline(name) {
            return self.children(node);
        }
        self.flush();
        if name == "table" && !table::shapes_the_page(node, self.weights) {
            return self.draft.table(table::table(node, self.weights)?);
        }
        if name == "li" {
            self.item = None;
            self.number(node);
        }
        let pre = usize::from(name == "pre" || name == "listing");
        self.preformatted += pre;
        self.children(node)?;
        self.preformatted -= pre;
        self.flush();
        Ok(())
    }

    /// The number of an item in a numbered list, as a browser shows it.
    fn number(&mut self, item: NodeRef<'_, Node>) {
        let Some(list) = item.parent().filter(|list| name(*list) == "ol") else { return };
        let first = attribute(list, "start").and_then(|start| start.parse::<usize>().ok()).unwrap_or(1);
        let number = self.numbers.entry(list.id()).or_insert(first);
        self.item = Some(format!("{number}. "));
        *number = number.saturating_add(1);
    }

    fn flush(&mut self) {
        let line = std::mem::take(&mut self.line);
        let text = line.text.trim();
        if self.title == Some(text) && !self.draft.text().contains(['。', '；']) {
            *self.draft = Draft::default();
            self.title = None;
        }
        if !about_the_page(text) {
            self.draft.line(text, None);
        }
    }
}

/// Labels that only a page has, in the line under its title.
const PAGE_LABELS: &[&str] = &[
    "发布时间",
    "发布日期",
    "发文日期",
    "成文日期",
    "发布机构",
    "信息来源",
    "文章来源",
    "浏览",
    "点击",
    "字体",
    "字号",
    "打印",
    "索引号",
];
/// Labels that stand beside them and elsewhere.
const MORE_LABELS: &[&str] = &["来源", "作者", "编辑", "阅读", "访问", "分享", "日期", "时间"];

/// True for a line such as 发布时间：… 来源：… 浏览次数：….
fn about_the_page(line: &str) -> bool {
    let count = |labels: &[&str]| labels.iter().filter(|label| line.contains(**label)).count();
    let own = count(PAGE_LABELS);
    let short = line.chars().count() < 120 && !line.contains(['。', '；', '，']);
    short && line.contains(['：', ':']) && own > 0 && own + count(MORE_LABELS) >= 2
}
