//! What stands around a number without words.

use crate::interpret::{
    Claim,
    sentence::{Mode, Sentence},
};

/// The claims of the sentence before a number.
#[derive(Clone, Copy)]
pub(crate) struct Earlier<'c>(&'c [Claim]);

impl<'c> Earlier<'c> {
    /// Those of a sentence at the end of all claims, at most so many.
    pub(crate) fn of(claims: &'c [Claim], sentence: usize, most: usize) -> Self {
        let count = claims.iter().rev().take(most).take_while(|claim| claim.at.sentence == sentence).count();
        Self(&claims[claims.len() - count..])
    }

    /// The nearest first.
    pub(crate) fn iter(self) -> impl Iterator<Item = &'c Claim> {
        self.0.iter().rev()
    }

    pub(crate) fn nearest(self) -> Option<&'c Claim> {
        self.0.last()
    }
}

/// What the section and the earlier numbers of the sentence make of a number.
pub(crate) struct Surroundings<'a> {
    /// What the label or the section says without words.
    pub(crate) frame: Option<Mode>,
    /// No label stands over it, and the document tells results, too.
    pub(crate) wants_act: bool,
    /// The section is one of goals.
    pub(crate) section_plans: bool,
    /// It stands in an item of a list.
    pub(crate) listed: bool,
    /// The section or the title tells of results.
    pub(crate) section_reports: bool,
    pub(crate) sentence: &'a Sentence,
    /// A share of the plan (占任务的77%) stands a little before.
    pub(crate) shares_plan: bool,
    pub(crate) earlier: Earlier<'a>,
}
