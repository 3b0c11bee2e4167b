//! The role that the table gives, and what a list before it says instead.

use super::{Claim, Position, Role, phrase::Phrase, topic::Above, words::Kind};
use crate::{
    model::{Basis, Quantity, QuantityKind},
    rules::{Cue, Given, Mark, RoleRow, RuleName},
};

/// The role of a number, and what gave it.
#[derive(Clone, Debug)]
pub(crate) struct Decision {
    pub(crate) role: Role,
    /// The row of the table, or what overruled it.
    pub(crate) rule: RuleName,
    pub(crate) declared: bool,
    pub(crate) reached: bool,
    pub(crate) basis: bool,
    pub(crate) of_plan: bool,
    pub(crate) growth: bool,
    pub(crate) fell: bool,
}

impl Decision {
    /// What a row of the table gives.
    pub(crate) fn of(row: Option<&RoleRow>, phrase: &Phrase) -> Self {
        let given = row.map_or(Given::Base, |row| row.gives);
        let role = match given {
            Given::Goal | Given::ListedGoal | Given::Basis | Given::GrowthGoal => Role::Goal,
            Given::Base => Role::Base,
            Given::Figure | Given::ToldFigure => Role::Figure,
            Given::RateOfPlan | Given::Rate => Role::Rate,
            Given::Change => Role::Change,
            Given::Aside => Role::Aside,
        };
        let growth = matches!(given, Given::GrowthGoal | Given::Change);
        let fell = growth
            && phrase
                .last(&[Cue::Rise, Cue::Fall])
                .is_some_and(|at| phrase.words.cue(phrase.before[at]).has(Cue::Fall));
        Self {
            role,
            rule: row.map_or_else(|| "no-row".into(), |row| row.id.clone()),
            declared: matches!(given, Given::Goal | Given::Basis | Given::GrowthGoal),
            reached: given == Given::ToldFigure,
            basis: given == Given::Basis,
            of_plan: given == Given::RateOfPlan,
            growth,
            fell,
        }
    }

    /// The role that something else than the table gives.
    pub(crate) fn overrule(&mut self, role: Role, by: impl Into<RuleName>) {
        self.role = role;
        self.rule = by.into();
    }

    /// 已造林100亩、修路5公里的任务: what is done of the task.
    pub(crate) fn close_told_list(&mut self) {
        (self.role, self.rule) = (Role::Figure, "list-told".into());
        (self.declared, self.reached) = (false, true);
    }

    /// It is the rate of its line, whatever the table says.
    pub(crate) fn rate_of_line(&mut self) {
        (self.role, self.rule, self.of_plan) = (Role::Rate, "rate-line".into(), true);
        (self.declared, self.reached) = (false, false);
    }

    /// A claim of this role at a place, and nothing more known of it.
    pub(crate) fn claim(&self, quantity: Quantity, at: Position) -> Claim {
        Claim {
            clause: quantity.span,
            quantity,
            role: self.role,
            rule: self.rule.clone(),
            name: String::new(),
            key: String::new(),
            above: Above::default(),
            about: String::new(),
            works: String::new(),
            own: false,
            refers: None,
            declared: self.declared,
            reached: self.reached,
            stage: String::new(),
            early: false,
            process: false,
            part: false,
            host: None,
            bracket: None,
            fell: self.fell,
            growth: self.growth,
            whole: false,
            basis: self.basis,
            of_plan: self.of_plan,
            size: false,
            since: false,
            goal_of: Basis::Implied,
            said_done: false,
            timed: false,
            level: None,
            counted_in: None,
            told: false,
            bygone: false,
            at,
            as_of: None,
        }
    }

    /// Reached, as it answers a goal.
    pub(super) fn figure() -> Self {
        Self {
            role: Role::Figure,
            rule: "answers-goal".into(),
            declared: false,
            reached: true,
            basis: false,
            of_plan: false,
            growth: false,
            fell: false,
        }
    }
}

/// Cues by which a member of a list says something of its own.
const SPEAKING: &[Cue] = &[
    Cue::Plan,
    Cue::PlanNoun,
    Cue::Now,
    Cue::Done,
    Cue::Stage,
    Cue::Process,
    Cue::Scale,
    Cue::Share,
    Cue::Distance,
    Cue::Forecast,
    Cue::RateName,
    Cue::Part,
    Cue::Compare,
    Cue::Undone,
];

/// 脱贫任务86户342人: the households and their people.
fn people(phrase: &Phrase, last: &Claim) -> bool {
    phrase.glued
        && phrase.before.is_empty()
        && last.role == Role::Goal
        && last.quantity.unit_text.ends_with('户')
        && phrase.quantity.unit.as_ref().is_some_and(|unit| unit.dimension.0 == "person")
        && matches!(phrase.words.words[phrase.at - 1].kind, Kind::Quantity(_))
}

/// Takes the role of the member of the list before; tells whether there is one.
pub(crate) fn inherit(phrase: &Phrase, decision: &mut Decision, last: Option<&Claim>, clause: usize) -> bool {
    let Some(last) = last else { return false };
    let words = phrase.words;
    let ratio = phrase.is_ratio();
    // 新建换热站14座，13座已具备供暖条件: what follows it tells of it.
    let told = decision.rule.is(Mark::ToldBehind);
    // 仍有8户未签、34户未拆除: what is not done of it.
    let undone = phrase.after.iter().take(2).any(|&index| words.cue(index).has(Cue::Undone));
    let plain = !told && !undone && !phrase.before.iter().any(|&index| words.cue(index).any(SPEAKING));
    let paused = phrase.boundary() == Some(Kind::Pause) && last.at.clause == clause;
    // 91.87%、83.06%和78.42: the sign was left out.
    let bare = phrase.quantity.kind == QuantityKind::Number && last.quantity.kind == QuantityKind::Percent;
    let same = last.quantity.kind == phrase.quantity.kind
        || !ratio && last.quantity.kind != QuantityKind::Percent
        || bare && words.follows_in_list(phrase.at);
    let listed =
        words.follows_in_list(phrase.at) && phrase.before.is_empty() || paused || people(phrase, last);
    // 接待1450万人次、收入90亿元的目标任务: what closes the list says what it is.
    let closes = listed && decision.rule.is(Mark::NounBehind);
    let size = decision.rule.is(Mark::Size);
    if same && plain && !last.basis && listed && !closes && !size && (phrase.before.is_empty() || !ratio) {
        *decision = Decision {
            role: last.role,
            rule: "list".into(),
            of_plan: last.of_plan,
            declared: last.declared,
            reached: last.reached,
            growth: last.growth,
            fell: last.fell,
            basis: false,
        };
    }
    listed
}
