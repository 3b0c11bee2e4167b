//! Rates by their name that are levels, as a goal for them is set: 目标为化解率90%以上。目前化解率93.4%.

use super::{Claim, Role};
use crate::model::QuantityKind;

/// How many sentences may stand between the goal and the level.
const NEAR: usize = 3;

/// Makes a rate a level where a goal of its name stands near and nothing is counted before it.
pub(super) fn with_goals(claims: &mut [Claim]) {
    for at in 0..claims.len() {
        let rate = &claims[at];
        let named = rate.role == Role::Rate && !rate.of_plan && rate.own && rate.key.chars().count() > 1;
        if named && !counted_before(claims, at) && has_goal(claims, at) {
            let rate = &mut claims[at];
            (rate.role, rate.reached, rate.rule) = (Role::Figure, true, "rate-with-goal".into());
        }
    }
}

/// True where the part of the sentence has counted something that the rate can be of, as a goal of such a count stands near.
fn counted_before(claims: &[Claim], rate: usize) -> bool {
    let of = &claims[rate];
    let before = || claims[..rate].iter().rev();
    let planned = |counted: &Claim| {
        let near = before().take_while(|claim| claim.at.sentence + NEAR >= of.at.sentence);
        near.filter(|claim| claim.role != Role::Aside && !std::ptr::eq(*claim, counted))
            .any(|claim| claim.same_counter(&counted.quantity))
    };
    let mut counted = before().take_while(|claim| claim.at.segment == of.at.segment);
    counted.any(|claim| claim.quantity.kind != QuantityKind::Percent && planned(claim))
}

fn has_goal(claims: &[Claim], rate: usize) -> bool {
    let level = &claims[rate];
    let goal = |claim: &&Claim| {
        claim.role == Role::Goal
            && claim.declared
            && !claim.growth
            && claim.quantity.kind == QuantityKind::Percent
            && claim.name == level.name
    };
    let before =
        claims[..rate].iter().rev().take_while(|claim| claim.at.sentence + NEAR >= level.at.sentence);
    before.into_iter().any(|claim| goal(&claim))
}
