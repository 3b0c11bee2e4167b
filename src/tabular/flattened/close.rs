//! Cells that all stand apart by a blank line, rows no further than cells.

use super::{lines::dense, raw::Raw, sheet::Sheet};
use crate::{rules::Rulebook, text::Span};

/// The lines of a text without the blank ones between them.
pub(super) struct Close<'t> {
    text: &'t str,
    lines: &'t [Span],
    rules: &'t Rulebook,
    /// Where the lines stand that are not blank.
    full: Vec<usize>,
    kept: Vec<Span>,
}

impl<'t> Close<'t> {
    pub(super) fn new(text: &'t str, lines: &'t [Span], rules: &'t Rulebook) -> Self {
        let full: Vec<usize> = (0..lines.len()).filter(|&line| !lines[line].is_empty()).collect();
        let kept = full.iter().map(|&line| lines[line]).collect();
        Self { text, lines, rules, full, kept }
    }

    /// The region that starts at a line, and the line after it.
    pub(super) fn apart(&self, sheet: &Sheet, at: usize) -> Option<(Raw, usize)> {
        let blank = self.lines.get(at + 1).is_some_and(|line| line.is_empty());
        let place = self.full.binary_search(&at).ok().filter(|_| blank)?;
        let (raw, next) = dense(sheet, place)?;
        Some((raw, self.full.get(next).copied().unwrap_or(self.lines.len())))
    }

    /// The lines as header cells.
    pub(super) fn sheet(&self) -> Sheet<'_> {
        Sheet::new(self.text, &self.kept, self.rules)
    }
}
