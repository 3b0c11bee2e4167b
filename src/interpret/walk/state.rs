//! Where the walk is, and what it has seen.

use std::collections::HashSet;

use super::led::Led;

use crate::{
    interpret::{Claim, Role, naming::REACH, phrase::Phrase, slots::Earlier, topic::Above},
    outline::Outline,
    rules::Rulebook,
    text::Source,
};

/// Where the walk is, counted over the whole source.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Place {
    pub(super) sentence: usize,
    pub(super) segment: usize,
    pub(super) clause: usize,
    pub(super) list: usize,
}

impl Place {
    pub(super) fn next_sentence(&mut self) {
        self.sentence += 1;
        self.next_segment();
    }
    pub(super) fn next_segment(&mut self) {
        self.segment += 1;
        self.next_clause();
    }
    pub(super) fn next_clause(&mut self) {
        self.clause += 1;
        self.list += 1;
    }
}

/// The walk over the pieces of a report.
pub(super) struct Walk<'a> {
    pub(super) outline: &'a Outline,
    pub(super) rules: &'a Rulebook,
    pub(super) claims: Vec<Claim>,
    pub(super) place: Place,
    /// The block whose heading was read last, and what it names.
    pub(super) heading: Option<(usize, String)>,
    /// The document only plans.
    pub(super) plans: bool,
    /// It tells results somewhere.
    pub(super) tells: bool,
    /// Most of what it counts is told, whatever its title plans.
    pub(super) reports: bool,
    /// The blocks that tell results somewhere.
    pub(super) told_blocks: HashSet<usize>,
    /// The items of the document have their rates in lines of their own.
    pub(super) rate_lines: bool,
    /// What stands above each block.
    pub(super) above: Vec<Above>,
    /// The sentence of the last share of the plan.
    pub(super) shares_plan: Option<usize>,
    /// The block whose text before its items announced a list of goals.
    pub(super) carried: Option<usize>,
    /// The block whose text before its items opened a list of what was done.
    pub(super) told_list: Option<usize>,
    /// A paragraph named the plan by which the percentages below it are measured, and they go on.
    pub(super) measured: bool,
    /// The paragraph before the items of a list announced goals.
    pub(super) led: Led,
}

impl<'a> Walk<'a> {
    pub(super) fn new(source: &Source, outline: &'a Outline, rules: &'a Rulebook) -> Self {
        Self {
            outline,
            rules,
            claims: Vec::new(),
            place: Place::default(),
            heading: None,
            plans: false,
            tells: false,
            reports: false,
            told_blocks: HashSet::new(),
            carried: None,
            told_list: None,
            measured: false,
            led: Led::default(),
            shares_plan: None,
            rate_lines: false,
            above: Above::of_blocks(source, outline),
        }
    }

    /// The claims of the sentence so far.
    pub(super) fn said_before(&self) -> Earlier<'_> {
        Earlier::of(&self.claims, self.place.sentence, REACH)
    }

    /// 总任务为12000万元。其中：…: parts of what the sentence before only planned.
    pub(super) fn plans_before(&self, phrase: &Phrase) -> bool {
        let known = |claim: &&Claim| claim.at.sentence + 1 == self.place.sentence;
        let before = || self.claims.iter().rev().take_while(known);
        before().any(|claim| claim.declared && claim.same_unit(phrase.quantity))
            && before().all(|claim| claim.role == Role::Goal)
    }

    /// The claim before the bracket.
    pub(super) fn host(&self) -> Option<usize> {
        let last = self.claims.last()?;
        (last.at.sentence == self.place.sentence).then_some(self.claims.len() - 1)
    }
}
