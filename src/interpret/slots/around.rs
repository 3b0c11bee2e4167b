//! What stands around a number without words.

use crate::interpret::{
    Claim,
    sentence::{Mode, Sentence},
};

/// What the section and the earlier numbers of the sentence make of a number.
pub(crate) struct Surroundings<'a> {
    /// What the label or the section says without words.
    pub(crate) frame: Option<Mode>,
    /// The section is one of goals.
    pub(crate) section_plans: bool,
    /// It stands in an item of a list.
    pub(crate) listed: bool,
    /// The section or the title tells of results.
    pub(crate) section_reports: bool,
    pub(crate) sentence: &'a Sentence,
    /// A share of the plan (占任务的77%) stands a little before.
    pub(crate) shares_plan: bool,
    /// The earlier claims of the sentence, nearest first.
    pub(crate) earlier: &'a [&'a Claim],
}
