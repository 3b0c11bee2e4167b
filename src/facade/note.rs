use crate::{
    rules::Fault,
    text::{self, Severity, Source},
};

/// Something that the reader of a document should know; it keeps no row out.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Note {
    /// How much it matters.
    pub severity: Severity,
    /// The document or the corrections file that it is about.
    pub file: String,
    /// The line, from 1, where it is about one.
    pub line: Option<usize>,
    /// A stable code: `table-flattened`.
    pub code: &'static str,
    /// What there is to know, in one sentence.
    pub message: String,
}

impl Note {
    pub(super) fn of(note: &text::Note, source: &Source) -> Self {
        Self {
            severity: note.severity,
            file: source.name.clone(),
            line: note.spans.first().map(|span| source.line(span.start)),
            code: note.code,
            message: note.message.clone(),
        }
    }

    /// A decision that fits nothing in the reports.
    pub(super) fn stale(fault: &Fault) -> Self {
        Self {
            severity: Severity::Warning,
            file: fault.file.path.clone(),
            line: fault.line(),
            code: fault.code,
            message: fault.message.clone(),
        }
    }
}
