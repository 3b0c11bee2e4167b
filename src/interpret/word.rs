//! A word of a piece, and what it is.

use crate::{rules::CueSet, text::Span};

/// What a word is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Kind {
    /// A quantity, by its index.
    Quantity(usize),
    /// A cue word.
    Cue(CueSet),
    /// A date or a period, by its index.
    Date(usize),
    /// Anything else.
    Text,
    /// 。！？ and line ends.
    Stop,
    /// ；
    Semicolon,
    /// ， and ：
    Comma,
    /// 、
    Pause,
    /// ——
    Dash,
    /// An opening bracket.
    Open,
    /// A closing bracket.
    Close,
}

/// A word and where it stands in the piece.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Word {
    pub(crate) kind: Kind,
    pub(crate) span: Span,
}
