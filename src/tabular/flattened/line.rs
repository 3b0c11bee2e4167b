//! A line of a table: heads, or cells.

use crate::text::Span;

/// The cells of a line; `None` is an empty cell that was kept.
#[derive(Clone, Debug)]
pub(super) enum Line {
    Head(Vec<Option<Span>>),
    Row(Vec<Option<Span>>),
    /// Two header rows, names of blocks over their columns.
    Levels(Vec<Option<Span>>, Vec<Option<Span>>),
}

impl Line {
    pub(super) fn head(cells: &[Span]) -> Self {
        Self::Head(cells.iter().copied().map(Some).collect())
    }

    /// The cells that hold something.
    pub(super) fn cells(&self) -> impl Iterator<Item = Span> {
        let (upper, own) = match self {
            Self::Head(cells) | Self::Row(cells) => (&[][..], cells),
            Self::Levels(upper, lower) => (upper.as_slice(), lower),
        };
        upper.iter().chain(own).flatten().copied()
    }
}
