//! Where things are: spans, sources with their lines, tables inside a source, and notes that point at them.

mod blanks;
mod breaks;
mod covered;
mod flow;
mod note;
mod point;
mod recognised;
mod source;
mod span;
mod table;
mod twin;

pub use covered::Covered;
pub use flow::Flow;
pub use note::{Note, Severity};
pub use point::{Excerpt, pointed};
pub use recognised::Recognised;
pub use source::{Locus, Mark, Source};
pub use span::Span;
pub use table::{Cell, Table};
pub use twin::Twin;

/// True for the characters that Chinese words are written with: no digit, no stop, nothing to be split off.
#[must_use]
pub fn is_han(c: char) -> bool {
    matches!(c, '\u{3400}'..='\u{4dbf}' | '\u{4e00}'..='\u{9fff}' | '〇')
}

/// True for an Arabic digit, half or full width.
#[must_use]
pub fn is_digit(c: char) -> bool {
    c.is_ascii_digit() || ('０'..='９').contains(&c)
}
