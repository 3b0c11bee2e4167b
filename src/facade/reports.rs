use std::{slice, vec};

use super::{Error, Note, Report};
/// What several documents say, in their order, and which of them could not be read.
#[derive(Debug, Default)]
pub struct Reports {
    pub(super) reports: Vec<Report>,
    pub(super) unread: Vec<Error>,
    pub(super) stale: Vec<Note>,
}

impl Reports {
    /// The reports that were read.
    pub fn iter(&self) -> slice::Iter<'_, Report> {
        self.reports.iter()
    }

    /// How many they are.
    #[must_use]
    pub fn len(&self) -> usize {
        self.reports.len()
    }

    /// True where none was read.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.reports.is_empty()
    }

    /// Why the other documents could not be read.
    #[must_use]
    pub fn unread(&self) -> &[Error] {
        &self.unread
    }

    /// The decisions of the corrections that fit none of the reports any more.
    #[must_use]
    pub fn stale(&self) -> &[Note] {
        &self.stale
    }

    /// The rows of all of them as one table.
    #[cfg(feature = "table")]
    #[must_use]
    pub fn table(&self) -> super::Table {
        super::Table::of(&self.reports)
    }
}

impl IntoIterator for Reports {
    type Item = Report;
    type IntoIter = vec::IntoIter<Report>;

    fn into_iter(self) -> Self::IntoIter {
        self.reports.into_iter()
    }
}

impl<'r> IntoIterator for &'r Reports {
    type Item = &'r Report;
    type IntoIter = slice::Iter<'r, Report>;

    fn into_iter(self) -> Self::IntoIter {
        self.iter()
    }
}
