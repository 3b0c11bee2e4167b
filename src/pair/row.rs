//! What a row is made of.

use std::sync::Arc;

use super::{called, near};
use crate::{
    interpret::{Claim, Role, touching},
    model::{Basis, Bound, Finding, Goal, GoalKind, Kind, Place, QuantityKind, StatedRate, Unanswered},
    rules::{Mark, Rulebook},
};

/// Why a goal has no figure.
pub(super) fn reason(claims: &[Claim], index: usize) -> Unanswered {
    let goal = &claims[index];
    let applied = |claim: &Claim| claim.process && touching(&claim.key, &goal.key);
    if goal.said_done {
        Unanswered::SaidDone
    } else if claims[near::block(claims, index)].iter().any(applied) {
        Unanswered::StageDiffers
    } else {
        Unanswered::NoFigure
    }
}

/// True where a goal without a figure is worth a row: declared, whole, and not a plan inside a progress text.
pub(super) fn open(claim: &Claim) -> bool {
    !claim.basis
        && !claim.process
        && !claim.rule.is(Mark::OnlyAnswered)
        && !claim.at.result_part
        && !claim.name.is_empty()
        && claim.quantity.unit.is_some()
        && !(claim.quantity.kind == QuantityKind::Money && claim.quantity.amount.low().is_zero())
        && (claim.at.goal_part || !claim.part || claim.host.is_none())
}

pub(super) fn blank(
    claims: &[Claim],
    places: &[Arc<Place>],
    (index, goal): (usize, usize),
    kind: Kind,
    name: &str,
    rules: &Rulebook,
) -> Finding {
    let (claim, goal) = (&claims[index], &claims[goal]);
    let place = places.get(claim.at.block).cloned().unwrap_or_default();
    let stage = claim.stage.clone();
    let (scope, name) = called::row(name, claim, goal, rules);
    Finding { scope, stage, rule: str::to_owned(&claim.rule), ..Finding::new(kind, place, name) }
}

pub(super) fn stated(rate: &Claim) -> StatedRate {
    StatedRate { ratio: rate.quantity.ratio(), span: rate.quantity.core }
}

pub(super) fn goal_of(claim: &Claim) -> Goal {
    let bound = claim.quantity.bound;
    let percent = claim.quantity.kind == QuantityKind::Percent;
    let kind = match bound {
        Bound::AtMost | Bound::LessThan => GoalKind::AtMost,
        Bound::Between => GoalKind::Range,
        Bound::About => GoalKind::About,
        Bound::Exactly | Bound::AtLeast | Bound::MoreThan => match (claim.growth, claim.fell) {
            (true, true) => GoalKind::Reduction,
            (true, false) => GoalKind::Growth,
            (false, _) if percent && claim.level.is_none() => GoalKind::Level,
            (false, _) => claim.level.unwrap_or(GoalKind::Flow),
        },
    };
    let said = claim.role == Role::Goal || claim.timed;
    let basis = if said { claim.goal_of } else { Basis::Implied };
    Goal { quantity: claim.quantity.clone(), clause: claim.clause, kind, bound, basis }
}
