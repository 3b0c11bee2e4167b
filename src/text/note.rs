use super::Span;

/// How much a note matters.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Severity {
    /// Worth knowing.
    Note,
    /// Worth a look before the table is used.
    Warning,
    /// The table is wrong or incomplete here.
    Error,
}

/// One thing to tell the reader of a report, with the places that show it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Note {
    /// How much it matters.
    pub severity: Severity,
    /// Stable code, `noun-trouble`, such as `table-flattened`.
    pub code: &'static str,
    /// One sentence for a person.
    pub message: String,
    /// Where it shows; empty where it is about the whole document.
    pub spans: Vec<Span>,
}
