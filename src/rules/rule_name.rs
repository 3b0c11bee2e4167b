//! The name of the row that decided about a number, with the marks that the row gives it.

use std::{fmt, ops::Deref, sync::Arc};

use super::Mark;

/// The name of a row of `rules/roles.toml`, or of a step that decides without one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RuleName {
    id: Arc<str>,
    marks: u32,
}

impl RuleName {
    /// A name with marks.
    #[must_use]
    pub fn marked(id: &str, marks: &[Mark]) -> Self {
        let bits = marks.iter().fold(0, |bits, mark| bits | 1 << *mark as u32);
        Self { id: id.into(), marks: bits }
    }

    /// The same name with one mark more.
    #[must_use]
    pub fn with(mut self, mark: Mark) -> Self {
        self.marks |= 1 << mark as u32;
        self
    }

    /// True where its row gives the mark.
    #[must_use]
    pub fn is(&self, mark: Mark) -> bool {
        self.marks & (1 << mark as u32) != 0
    }
}

impl From<&str> for RuleName {
    fn from(id: &str) -> Self {
        Self::marked(id, &[])
    }
}

impl Deref for RuleName {
    type Target = str;

    fn deref(&self) -> &str {
        &self.id
    }
}

impl fmt::Display for RuleName {
    fn fmt(&self, to: &mut fmt::Formatter<'_>) -> fmt::Result {
        to.write_str(&self.id)
    }
}
