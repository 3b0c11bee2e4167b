//! An answer as it is written: one JSON object a line.

use serde::Deserialize;

use super::Quoted;

/// What is said to a question; which fields it needs is checked when it is proved.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields, expecting = "an object with id, answer and by")]
pub(super) struct Answer {
    /// That of the question.
    pub(super) id: String,
    /// One of the answers that the question offers.
    pub(super) answer: String,
    pub(super) goal: Option<Quoted>,
    pub(super) figure: Option<Quoted>,
    /// What a missed goal counts.
    pub(super) name: Option<String>,
    /// Who answers.
    pub(super) by: Option<String>,
    /// The reason.
    pub(super) why: Option<String>,
}
