//! A table as it is cut out of lines: head rows and rows of cells.

use super::{
    heads::{heads, roles},
    levels::levels,
    line::Line,
    token::Head,
};
use crate::{
    rules::{ColumnRole, Rulebook},
    scan::cell,
    text::Span,
};

/// A region of table lines, before its rows are placed.
#[derive(Clone, Debug)]
pub(super) struct Raw {
    pub(super) span: Span,
    pub(super) lines: Vec<Line>,
    /// True where blanks stand between cells, so that a text cell may hold some itself.
    pub(super) joined: bool,
    /// True where only rows as wide as their header are safe.
    pub(super) strict: bool,
}

impl Raw {
    /// Cells of its widest row.
    pub(super) fn width(&self) -> usize {
        let cells = |line: &Line| match line {
            Line::Head(cells) | Line::Row(cells) | Line::Levels(cells, _) => cells.len(),
        };
        self.lines.iter().map(cells).max().unwrap_or(0)
    }

    /// Gives a header of goals and figures alone an empty cell over the names of its rows, which are one cell wider: 全年预算数
    /// and 全年执行数 over 年度资金总额, 35 and 35.
    pub(super) fn name_rows(&mut self, text: &str, rules: &Rulebook) {
        for at in 1..self.lines.len() {
            let (head, row) = match &self.lines[at - 1..=at] {
                [Line::Head(head), Line::Row(row)] => (head, row),
                _ => continue,
            };
            let measured = |span: &Option<Span>| {
                let role = span.and_then(|span| Head::new(span.text(text), rules).role);
                matches!(role, Some(ColumnRole::Goal | ColumnRole::Figure | ColumnRole::Rate))
            };
            let number =
                |span: &Option<Span>| span.is_some_and(|span| cell(span.text(text), rules).is_some());
            let named =
                row.split_first().is_some_and(|(name, rest)| !number(name) && rest.iter().all(number));
            if named && row.len() == head.len() + 1 && head.iter().all(measured) {
                let named = std::iter::once(None).chain(head.iter().copied()).collect();
                self.lines[at - 1] = Line::Head(named);
            }
        }
    }

    /// Adds a header row, and says whether it is one; a header that stands over it becomes its upper level where it
    /// names blocks of columns.
    pub(super) fn add_heads(
        &mut self,
        text: &str,
        cells: &[Option<Span>],
        filled: &[Span],
        rules: &Rulebook,
    ) -> bool {
        let both = match self.lines.last() {
            Some(Line::Head(upper)) if roles(text, filled, rules).is_some() => {
                let upper: Vec<Span> = upper.iter().flatten().copied().collect();
                levels(text, &upper, filled, rules)
            }
            Some(Line::Head(_) | Line::Row(_) | Line::Levels(..)) | None => None,
        };
        if both.is_some() {
            self.lines.pop();
        }
        let own = || heads(text, filled, rules).then(|| Line::Head(cells.to_vec()));
        let head = both.or_else(own);
        let found = head.is_some();
        self.lines.extend(head);
        found
    }
}
