//! What a sentence has said so far: whether it plans or reports, of which period, and of what.

use super::Role;
use crate::{
    model::{AsOf, Dimension, Quantity, QuantityKind},
    rules::{Cue, CueSet},
};

/// Whether the sentence speaks of what is to be reached or of what has been reached.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Mode {
    Goal,
    Figure,
}

/// What one sentence carries along.
#[derive(Default)]
pub(crate) struct Frame {
    pub(crate) mode: Option<Mode>,
    /// What a clause such as 任务为： makes of the rest of the sentence, semicolons and all.
    sticky: Option<Mode>,
    /// The plan was announced before the last semicolon, for its own part only.
    pub(crate) weak: bool,
    /// What stands here is a part of what stood before.
    part: bool,
    part_unit: Option<Dimension>,
    /// What stands here is of an earlier period.
    past: bool,
    /// What stands here is of a later period.
    future: bool,
    /// Names of a list that 分别 hands out, the next one last.
    pub(crate) names: Vec<String>,
    /// Claims that a list hands its members to, the next one last.
    pub(crate) places: Vec<usize>,
    /// The piece is labelled as a completion rate.
    pub(crate) rate_line: bool,
    /// How many quantities the sentence has had.
    counted: usize,
    /// Nothing but goals has stood in the sentence.
    plain_plan: bool,
    /// What the item is called by its short first sentence.
    pub(crate) title: String,
    /// What stands here counts from the beginning of the work.
    since: bool,
    /// What stands here is of a year before that of the plan, or after that of the report.
    pub(crate) bygone: bool,
    /// Whether what stood before the bracket was a part.
    outer: Option<(bool, Option<Dimension>)>,
    /// A plan was announced for the sentences that follow.
    announced: bool,
    /// What the sentence has passed: a plan word, a word of the period, a result word.
    passed: (bool, bool, bool),
    /// The topic belongs to an earlier part of the sentence.
    stale: bool,
    /// What a clause without a quantity named.
    pub(crate) topic: String,
    /// Up to when the figures count.
    pub(crate) as_of: Option<AsOf>,
}

impl Frame {
    /// A frame that knows only a date.
    pub(crate) fn up_to(as_of: Option<AsOf>) -> Self {
        Self { as_of, plain_plan: true, ..Self::default() }
    }

    /// The frame of the next sentence of the same piece.
    pub(crate) fn next_sentence(&mut self) {
        let (plan, present, now) = self.passed;
        let announced = self.counted == 0 && plan && present && !now || self.announced && !now;
        let rate_line = self.rate_line;
        let title = std::mem::take(&mut self.title);
        let mode = announced.then_some(Mode::Goal);
        *self = Self { announced, mode, title, rate_line, ..Self::up_to(self.as_of) };
        self.sticky = self.mode;
    }

    /// After a semicolon a plan runs on: fully where it was announced for all that follows, else weakly.
    pub(crate) fn next_segment(&mut self) {
        self.part = false;
        self.part_unit = None;
        self.stale = true;
        self.names.clear();
        self.places.clear();
        self.weak = self.sticky.is_none() && self.mode == Some(Mode::Goal) && self.plain_plan;
        if !self.weak {
            self.mode = self.sticky;
        }
    }

    /// A cue word was passed; another period counts only where a clause begins with it.
    pub(crate) fn pass(&mut self, set: CueSet, leading: bool) {
        self.since |= set.has(Cue::Since);
        self.passed.0 |= set.has(Cue::Plan);
        self.passed.1 |= set.has(Cue::Present);
        self.passed.2 |= set.any(&[Cue::Now, Cue::Past, Cue::Compare, Cue::Rise]);
        if self.announced && set.any(&[Cue::Now, Cue::Past, Cue::Compare]) {
            self.announced = false;
            self.mode = None;
            self.sticky = None;
        }
        if set.has(Cue::Part) {
            self.part = true;
            self.part_unit = None;
        }
        self.past |= leading && set.has(Cue::Past);
        self.future |= leading && set.has(Cue::Future);
        if set.any(&[Cue::Present, Cue::Plan, Cue::Now]) {
            self.past = false;
        }
        if set.any(&[Cue::Present, Cue::Now]) {
            self.future = false;
        }
    }

    /// A bracket opens.
    pub(crate) fn open(&mut self) {
        self.outer = Some((self.part, self.part_unit.clone()));
    }

    /// A bracket closes: a part that it spoke of ends with it.
    pub(crate) fn close(&mut self) {
        if let Some(outer) = self.outer.take() {
            (self.part, self.part_unit) = outer;
        }
    }

    /// A month was named: what was announced before is over.
    pub(crate) fn dated(&mut self) {
        self.passed.2 = true;
        self.announced = false;
    }

    /// A quantity comes: the part of the sentence has begun.
    pub(crate) fn begun(&mut self) {
        self.stale = false;
    }

    /// True for what stands in a clause of another period.
    pub(crate) fn elsewhere(&self, role: Role) -> bool {
        self.past && matches!(role, Role::Figure | Role::Base | Role::Change)
            || self.future && role != Role::Rate
    }

    /// A quantity was taken for this.
    pub(crate) fn count(&mut self, role: Role) {
        self.plain_plan &= matches!(role, Role::Goal | Role::Aside);
        self.counted += usize::from(matches!(role, Role::Goal | Role::Figure));
    }

    /// A plan word made a goal: what follows in the sentence is planned, too.
    pub(crate) fn plan(&mut self) {
        self.mode = Some(Mode::Goal);
        self.weak = false;
    }

    /// Takes what a clause without a quantity names: the first of the sentence, or of its part.
    pub(crate) fn name_topic(&mut self, name: String) {
        if !name.is_empty() && name.chars().count() <= 24 && (self.topic.is_empty() || self.stale) {
            self.topic = name;
            self.stale = false;
        }
    }

    /// A clause ended in a plan word: 任务为：.
    pub(crate) fn announce(&mut self) {
        self.mode = Some(Mode::Goal);
        self.sticky = self.mode;
        self.weak = false;
    }

    /// A result word was passed in a sentence that planned.
    pub(crate) fn report(&mut self) {
        self.mode = Some(Mode::Figure);
        self.weak = false;
    }

    /// True behind 开工以来.
    pub(crate) fn since(&self) -> bool {
        self.since
    }

    /// True behind 其中.
    pub(crate) fn is_part(&self) -> bool {
        self.part
    }

    /// True for a quantity behind 其中, as long as the unit stays the same.
    pub(crate) fn takes_part(&mut self, quantity: &Quantity) -> bool {
        if !self.part || matches!(quantity.kind, QuantityKind::Percent | QuantityKind::Points) {
            return self.part;
        }
        let dimension = quantity.unit.as_ref().map(|unit| unit.dimension.clone());
        match &self.part_unit {
            None => self.part_unit = dimension,
            Some(known) if Some(known) != dimension.as_ref() => self.part = false,
            Some(_) => {}
        }
        self.part
    }
}
