//! A table as it is cut out of lines: head rows and rows of cells.

use super::{
    heads::{heads, roles},
    levels::levels,
    line::Line,
};
use crate::{rules::Rulebook, text::Span};

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
