//! What speaks against a pair by name.

use rust_decimal::Decimal;

use super::{likeness, near, veto::by_sections};
use crate::{
    interpret::{Claim, Role},
    model::{Grounds, QuantityKind},
    rules::Mark,
};

/// True where a name in part is all that speaks for the pair: no word says that the number was reached, and none of
/// the place of the goal that a list of goals ends there.
pub(super) fn only_counted(claims: &[Claim], [goal, figure]: [usize; 2], grounds: Grounds) -> bool {
    // 已建99个，其中农村79个: what was told of the whole is told of its parts.
    let whole =
        claims[figure].part && near::sentence(claims, figure).any(|at| claims[at].reached || claims[at].told);
    // 目前已建成1个，新增床位260张: what is told goes on.
    let behind = |at: usize| at > goal && at < figure && (claims[at].reached || claims[at].told);
    let told_on = claims[figure].role == Role::Figure && near::sentence(claims, figure).any(behind);
    let whole = whole || told_on;
    let (goal, figure) = (&claims[goal], &claims[figure]);
    let untold = figure.role != Role::Change && !figure.reached && !whole && !figure.at.result_part;
    let framed = goal.at.goal_part || goal.rule.is(Mark::Framed);
    let apart =
        goal.at.sentence != figure.at.sentence || figure.quantity.core.start > goal.quantity.core.start;
    untold
        && !framed
        && grounds >= Grounds::SameIndicator
        && apart
        && !measured(goal, figure)
        && (goal.quantity.kind == QuantityKind::Percent
            || !close(goal, figure, if grounds == Grounds::SameHead { [8, 13] } else { [5, 20] }))
}

/// 结案率79.22%，…结案率不低于95%的目标: a level with more decimals than its goal was measured.
fn measured(goal: &Claim, figure: &Claim) -> bool {
    let decimals = |claim: &Claim| claim.quantity.base_low().map_or(0, |value| value.normalize().scale());
    let ends = goal.name.ends_with(&figure.name) || figure.name.ends_with(&goal.name);
    ends && figure.quantity.kind == QuantityKind::Percent && decimals(figure) > decimals(goal)
}

/// True for a result that a word, or its place, says was reached.
pub(super) fn tells(claim: &Claim) -> bool {
    claim.role == Role::Figure && (claim.reached || claim.at.result_part || claim.whole)
}

/// True for the same number in a later sentence that nothing says was reached: in a document that tells no result, the
/// plan said again.
pub(super) fn said_again(goal: &Claim, figure: &Claim) -> bool {
    goal.role == Role::Goal
        && figure.role == Role::Figure
        && goal.at.sentence != figure.at.sentence
        && !by_sections(goal, figure)
        && goal.quantity.base_low() == figure.quantity.base_low()
}

/// True for a figure of so many tenths of the goal, at least and at most.
fn close(goal: &Claim, figure: &Claim, tenths: [i64; 2]) -> bool {
    let (Some(planned), Some(reached)) = (goal.quantity.base_low(), figure.quantity.base_low()) else {
        return false;
    };
    let [least, most] = tenths.map(|tenths| Decimal::new(tenths, 1));
    let bound = |share: Decimal| planned.checked_mul(share);
    bound(least).is_some_and(|least| reached >= least) && bound(most).is_some_and(|most| reached <= most)
}

/// So many figures of one counter behind a base divide it: 贫困户1086户，2014年88户，2016年158户，2017年412户.
const PARTS: usize = 4;

pub(super) fn parted(claims: &[Claim], base: usize) -> bool {
    let counted = |at: &usize| {
        let claim = &claims[*at];
        claim.role == Role::Figure && claim.host.is_none() && likeness::same_counter(claim, &claims[base])
    };
    claims[base].role != Role::Goal
        && (base + 1..near::sentence(claims, base).end).filter(counted).count() >= PARTS
}

/// So many times a goal nobody does: a name alone does not make 1092 the answer of 105.
const BELIEVED: i64 = 5;

/// True where the figure is many times the goal.
pub(super) fn beyond_belief(goal: &Claim, figure: &Claim) -> bool {
    let (Some(planned), Some(reached)) = (goal.quantity.base_low(), figure.quantity.base_low()) else {
        return false;
    };
    planned > Decimal::TEN && planned.checked_mul(BELIEVED.into()).is_some_and(|most| reached > most)
}
