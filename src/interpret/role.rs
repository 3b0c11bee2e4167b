//! The role of a quantity from the words around it, nearest first.

use super::{
    Role,
    words::{Kind, Words},
};
use crate::{
    model::{Bound, Quantity, QuantityKind},
    rules::{Cue, CueSet},
};

/// What the sentence has said before.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Mode {
    Goal,
    Figure,
}

/// What surrounds a quantity.
pub(crate) struct Around<'a> {
    pub(crate) words: &'a Words<'a>,
    pub(crate) quantity: &'a Quantity,
    pub(crate) left: &'a [usize],
    pub(crate) right: &'a [usize],
    /// What runs on from earlier in the sentence.
    pub(crate) mode: Option<Mode>,
    /// What the label or the document makes of quantities without cues.
    pub(crate) default: Option<Mode>,
    /// The word before the phrase opens a bracket.
    pub(crate) bracket: bool,
    /// The next word after the phrase closes it.
    pub(crate) closed: bool,
    /// A figure stands before in the same sentence.
    pub(crate) after_figure: bool,
    /// A goal or a base stands before in the same sentence.
    pub(crate) planned_before: bool,
    /// The value of the quantity before, for 超过目标.
    pub(crate) above: bool,
}

/// The role, and what gave it.
pub(crate) struct Decision {
    pub(crate) role: Role,
    pub(crate) declared: bool,
    pub(crate) reached: bool,
    pub(crate) basis: bool,
    pub(crate) of_plan: bool,
    pub(crate) growth: bool,
    pub(crate) fell: bool,
}

impl Decision {
    fn of(role: Role) -> Self {
        Self {
            role,
            declared: false,
            reached: false,
            basis: false,
            of_plan: false,
            growth: false,
            fell: false,
        }
    }
    fn declared(mut self) -> Self {
        self.declared = true;
        self
    }
    fn reached(mut self) -> Self {
        self.reached = true;
        self
    }
}

impl Around<'_> {
    fn cues(&self) -> impl DoubleEndedIterator<Item = CueSet> + '_ {
        self.left.iter().map(|&index| self.words.cue(index))
    }

    fn has(&self, cue: Cue) -> bool {
        self.cues().any(|set| set.has(cue))
    }

    /// The place among the left words of the first cue of these classes.
    fn first(&self, cues: &[Cue]) -> Option<usize> {
        self.left.iter().position(|&index| self.words.cue(index).any(cues))
    }

    fn last(&self, cues: &[Cue]) -> Option<usize> {
        self.left.iter().rposition(|&index| self.words.cue(index).any(cues))
    }

    /// 的目标, 任务量的, 控制线 after the quantity; and whether a rate follows them.
    fn plan_after(&self) -> bool {
        let counted = self.quantity.kind == QuantityKind::Count;
        let linked = self.right.first().is_some_and(|&index| self.words.text_of(index).starts_with('的'));
        let near = self
            .right
            .iter()
            .take(3)
            .position(|&index| self.words.cue(index).any(&[Cue::PlanNoun, Cue::Plan]));
        let text: String =
            self.right.iter().take(near.unwrap_or(0)).map(|&index| self.words.text_of(index)).collect();
        match near {
            Some(0) => !counted || self.quantity.unit_text.ends_with(['人', '户']),
            Some(_) => linked && text.chars().count() <= 6,
            None => false,
        }
    }

    pub(crate) fn decide(&self, rate_next: bool) -> Decision {
        if matches!(self.quantity.kind, QuantityKind::Points | QuantityKind::Tenths) {
            return Decision::of(Role::Aside);
        }
        let ratio = matches!(self.quantity.kind, QuantityKind::Percent | QuantityKind::Multiple);
        if let Some(decision) = self.basis(rate_next) {
            return decision;
        }
        if self.has(Cue::Past) && !self.has(Cue::Plan) {
            return Decision::of(Role::Aside);
        }
        if ratio || self.bare_rate() {
            return self.ratio();
        }
        self.amount()
    }

    /// 完成全年46万人目标的58%: the amount is the goal of the rate that follows.
    fn basis(&self, rate_next: bool) -> Option<Decision> {
        let verb = self.first(&[Cue::Share, Cue::Done, Cue::Link, Cue::Beyond]);
        let plan_left = self.last(&[Cue::Plan, Cue::PlanNoun]);
        let linked = self.right.iter().any(|&index| self.words.text_of(index).ends_with('的'))
            || self.right.is_empty() && false
            || self.right.last().is_some_and(|&index| self.words.text_of(index).contains('的'));
        let bracketed = self.bracket && self.closed;
        if rate_next && verb.is_some() && (plan_left.is_some() || self.plan_after()) && (linked || bracketed)
        {
            let mut decision = Decision::of(Role::Goal).declared();
            decision.basis = true;
            return Some(decision);
        }
        None
    }

    /// 占年计划的58.2 with its percent sign left out.
    fn bare_rate(&self) -> bool {
        self.quantity.kind == QuantityKind::Number
            && self.quantity.unit_text.is_empty()
            && (self.rate_phrase() || self.has(Cue::Compare) || self.has(Cue::Rise) || self.has(Cue::Fall))
    }

    /// (占|为|完成|达) … (计划|目标) … 的?
    fn rate_phrase(&self) -> bool {
        let Some(plan) = self.left.iter().rposition(|&index| {
            self.words.cue(index).has(Cue::PlanNoun) || self.words.text_of(index).ends_with("计划")
        }) else {
            return false;
        };
        let verb = self.left[..plan].iter().any(|&index| {
            let cue = self.words.cue(index);
            cue.any(&[Cue::Share, Cue::Done, Cue::Beyond])
                || cue.has(Cue::Link) && matches!(self.words.text_of(index), "为" | "是")
        });
        let after = &self.left[plan + 1..];
        let near = after.iter().all(|&index| {
            let text = self.words.text_of(index);
            self.words.cue(index).any(&[Cue::Link, Cue::Scale])
                || text.chars().count() <= 6 && self.words.words[index].kind == Kind::Text
        });
        verb && near
    }

    fn ratio(&self) -> Decision {
        let changed = self.last(&[Cue::Rise, Cue::Fall, Cue::Compare]);
        let planned = self.last(&[Cue::Plan, Cue::PlanNoun]);
        let goal_place = self.default == Some(Mode::Goal);
        if self.rate_phrase() && !goal_place && changed.is_none_or(|at| planned.is_some_and(|plan| plan > at))
        {
            let mut decision = Decision::of(if self.has(Cue::Distance) { Role::Aside } else { Role::Rate });
            decision.of_plan = true;
            return decision;
        }
        if self.quantity.kind == QuantityKind::Multiple {
            return Decision::of(Role::Aside);
        }
        if let Some(at) = changed {
            let fell = self.words.cue(self.left[at]).has(Cue::Fall);
            let compared = self.has(Cue::Compare);
            let goal = !compared
                && (planned.is_some() || self.plan_after() || goal_place || self.mode == Some(Mode::Goal));
            let mut decision = Decision::of(if goal { Role::Goal } else { Role::Change });
            decision.declared = goal;
            decision.growth = true;
            decision.fell = fell;
            return decision;
        }
        if self.symbol() {
            return Decision::of(Role::Goal).declared();
        }
        let reached = self.has(Cue::Now);
        if planned.is_some() && !reached || self.plan_after() {
            return if self.has(Cue::Distance) {
                Decision::of(Role::Aside)
            } else {
                Decision::of(Role::Goal).declared()
            };
        }
        if self.has(Cue::RateName) && !goal_place {
            return Decision::of(Role::Rate);
        }
        if self.bracket
            && self.closed
            && self.left.iter().all(|&index| self.words.cue(index).any(&[Cue::Link, Cue::Done]))
        {
            return Decision::of(Role::Rate);
        }
        if goal_place && !reached {
            return Decision::of(Role::Goal).declared();
        }
        if let Some(at) = self.last(&[Cue::Share]) {
            let named = self.words.text_of(self.left[at]).starts_with("占比") && self.after_figure;
            let of_goal = named && (self.planned_before || self.has(Cue::Done));
            let level = self.words.text_of(self.left[at]).starts_with("占比");
            return Decision::of(if of_goal {
                Role::Rate
            } else if level {
                Role::Figure
            } else {
                Role::Aside
            });
        }
        let last = self.left.last().map(|&index| self.words.cue(index)).unwrap_or_default();
        if last.has(Cue::Done)
            && self.left.last().is_some_and(|&index| self.words.text_of(index).ends_with("完成"))
        {
            return Decision::of(Role::Rate);
        }
        let mut decision = Decision::of(Role::Figure);
        decision.reached = reached;
        decision
    }

    /// ≥, ≤, = written at the number.
    fn symbol(&self) -> bool {
        let before = &self.words.text[..self.quantity.core.start];
        before.ends_with(['≥', '≤', '>', '<', '=', '＞', '＜', '＝', '≧', '≦'])
    }

    fn amount(&self) -> Decision {
        if self.symbol() {
            return Decision::of(Role::Goal).declared();
        }
        let plan = self.first(&[Cue::Plan, Cue::PlanNoun]);
        let now = self.first(&[Cue::Now]);
        let done = self.first(&[Cue::Done, Cue::Stage]);
        if self.plan_after() && !self.has(Cue::Distance) {
            return Decision::of(Role::Goal).declared();
        }
        if self.has(Cue::Distance) || self.has(Cue::Undone) {
            let target = self.has(Cue::Beyond) && plan.is_some() && self.above;
            return if target { Decision::of(Role::Goal).declared() } else { Decision::of(Role::Aside) };
        }
        if self.has(Cue::Beyond) && plan.is_some() {
            return if self.above { Decision::of(Role::Goal).declared() } else { Decision::of(Role::Aside) };
        }
        if self.has(Cue::Compare) || self.has(Cue::Share) {
            return Decision::of(Role::Aside);
        }
        if let Some(at) = self.last(&[Cue::Scale]) {
            let lifelong = self.words.text_of(self.left[at]).starts_with("计划总投资");
            return Decision::of(if lifelong { Role::Base } else { Role::Aside });
        }
        if let Some(plan) = plan {
            let object = done.is_some_and(|done| done < plan)
                && self.words.cue(self.left[plan]).has(Cue::PlanNoun)
                && self.default != Some(Mode::Goal);
            return match now {
                Some(_) => Decision::of(Role::Figure).reached(),
                None if object => Decision::of(Role::Figure).reached(),
                None => Decision::of(Role::Goal).declared(),
            };
        }
        if self.has(Cue::Future) {
            return Decision::of(Role::Aside);
        }
        if now.is_some() {
            return Decision::of(Role::Figure).reached();
        }
        if self.has(Cue::Forecast) {
            return Decision::of(Role::Base);
        }
        if self.default == Some(Mode::Goal) {
            return Decision::of(Role::Goal).declared();
        }
        match (done, self.mode) {
            (Some(_), Some(Mode::Goal)) => Decision::of(Role::Goal),
            (Some(_), _) => Decision::of(Role::Figure).reached(),
            (None, Some(Mode::Goal)) => Decision::of(Role::Goal),
            (None, Some(Mode::Figure)) => Decision::of(Role::Figure),
            (None, None) if self.has(Cue::Action) => Decision::of(Role::Figure),
            (None, None) if self.default == Some(Mode::Figure) || self.quantity.bound == Bound::AtMost => {
                Decision::of(Role::Figure)
            }
            (None, None) => Decision::of(Role::Base),
        }
    }
}
