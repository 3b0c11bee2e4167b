//! Pairs that a printed rate speaks against.

use rust_decimal::Decimal;

use super::{
    links::Links,
    near,
    rate::{agrees, printed, stem},
};
use crate::{
    interpret::{Claim, Role},
    model::QuantityKind,
};

/// True where the figure has a printed rate of its plan that does not follow from what no word declares a goal.
pub(super) fn refuted(claims: &[Claim], links: &Links, goal: usize, figure: usize) -> bool {
    let rate = links.rate_of[figure].filter(|&rate| claims[rate].of_plan);
    let far = claims[goal].at.block != claims[figure].at.block && claims[goal].key != claims[figure].key;
    // What is set out as a goal under the same name is one, and the rate may be wrong.
    let set = claims[goal].role == Role::Goal && claims[goal].key == claims[figure].key;
    // 占下达任务数的102.37%, and 185279套 of next year's list in another paragraph: a rate to a hundredth is not so far wrong.
    let apart = claims[goal].at.block != claims[figure].at.block
        && rate.is_some_and(|rate| printed(&claims[rate]).1 < HUNDREDTH);
    (far || apart || !claims[goal].declared)
        && rate.is_some_and(|rate| match claims[goal].declared || set {
            true => far_off(&claims[figure], &claims[goal], &claims[rate]),
            false => !agrees(&claims[figure], &claims[goal], &claims[rate]),
        })
}

/// More than how far rounding moves a rate that is printed to a hundredth.
const HUNDREDTH: Decimal = Decimal::from_parts(1, 0, 0, false, 2);

/// So many percentage points off, a printed rate is of another goal.
const FAR_OFF: i64 = 3;

/// True where the printed rate is so far from figure over goal that it is another goal's.
pub(in crate::pair) fn far_off(figure: &Claim, goal: &Claim, rate: &Claim) -> bool {
    let (Some(actual), Some(target)) = (figure.quantity.base_low(), goal.quantity.base_low()) else {
        return false;
    };
    let percent = actual.checked_mul(Decimal::ONE_HUNDRED).and_then(|actual| actual.checked_div(target));
    // 已完成目标任务的100% is also said of what was done and more.
    let capped =
        |percent: Decimal| printed(rate).0 == Decimal::ONE_HUNDRED && percent >= Decimal::ONE_HUNDRED;
    percent
        .is_some_and(|percent| !capped(percent) && (percent - printed(rate).0).abs() > Decimal::from(FAR_OFF))
}

/// The rate that is printed for a figure; or what looks like a level right behind it (接入率88.9%).
pub(super) fn rates_of(claims: &[Claim], links: &Links, figure: usize) -> Vec<usize> {
    if let Some(rate) = links.rate_of[figure] {
        let further = links.further.iter().filter(|(of, _)| *of == figure).map(|(_, rate)| *rate);
        return std::iter::once(rate).chain(further).collect();
    }
    if claims[figure].quantity.kind == QuantityKind::Percent {
        return Vec::new();
    }
    let next = (figure + 1..near::sentence(claims, figure).end)
        .take_while(|&at| claims[at].at.clause <= claims[figure].at.clause + 2)
        .find(|&at| claims[at].quantity.kind == QuantityKind::Percent && !claims[at].growth);
    next.into_iter()
        .filter(|&at| {
            let claim = &claims[at];
            claim.role == Role::Aside && claim.quantity.core.start <= claim.clause.start + '占'.len_utf8()
                || claim.role == Role::Figure && stem(&claim.name).is_some()
                || claims[figure].role == Role::Goal
        })
        .collect()
}

/// A figure, a base, or what only the sentence made a goal.
pub(super) fn reported(claim: &Claim) -> bool {
    matches!(claim.role, Role::Figure | Role::Base) || claim.role == Role::Goal && !claim.declared
}
