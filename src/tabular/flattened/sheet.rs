//! The lines of a text as header cells, each read once however many tables are looked for around it.

use std::cell::OnceCell;

use super::heads::{are_heads, roles};
use crate::{rules::Rulebook, tabular::header::Header, text::Span};

/// The lines of a text, and what was read of them.
pub(super) struct Sheet<'t> {
    pub(super) text: &'t str,
    pub(super) lines: &'t [Span],
    pub(super) rules: &'t Rulebook,
    headers: Vec<OnceCell<Option<Header>>>,
}

impl<'t> Sheet<'t> {
    pub(super) fn new(text: &'t str, lines: &'t [Span], rules: &'t Rulebook) -> Self {
        Self { text, lines, rules, headers: vec![OnceCell::new(); lines.len()] }
    }

    /// A line as the header of a column; `None` where it is a value or a sentence.
    pub(super) fn header(&self, line: usize) -> Option<&Header> {
        let read = || roles(self.text, &[self.lines[line]], self.rules).and_then(|mut one| one.pop());
        self.headers[line].get_or_init(read).as_ref()
    }

    /// True where lines make a header by their words.
    pub(super) fn heads(&self, lines: &[usize]) -> bool {
        are_heads(lines.len(), lines.iter().map(|&line| self.header(line)))
    }

    /// Lines as the cells of one row.
    pub(super) fn cells(&self, lines: &[usize]) -> Vec<Span> {
        lines.iter().map(|&line| self.lines[line]).collect()
    }
}
