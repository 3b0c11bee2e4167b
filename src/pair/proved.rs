//! Rates that found no figure, or one that nothing plans, where arithmetic gives them another one.

use rust_decimal::Decimal;

use super::{likeness, links::Links, near, rate::agrees};
use crate::{
    interpret::{Claim, Role},
    model::{Grounds, QuantityKind},
};

/// So many claims before a rate may be the figure that it follows from.
const BACK: usize = 8;

/// 进场施工38251户，比任务多1049户，进度102.8%: a rate that stands with no figure, or with one that nothing plans, is that of the figure
/// before it for which it follows from a goal.
pub(super) fn proved(claims: &[Claim], links: &mut Links) {
    for rate in 0..claims.len() {
        let told = &claims[rate];
        if told.role != Role::Rate || told.host.is_some() || is_round(told) {
            continue;
        }
        let given = (rate.saturating_sub(BACK)..rate).find(|&at| links.rate_of[at] == Some(rate));
        if links.used[rate] && given.is_none_or(|given| !stray(claims, links, given)) {
            continue;
        }
        let from = near::block(claims, rate).start.max(rate.saturating_sub(BACK));
        let figures = (from..rate).rev().take_while(|&at| claims[at].at.sentence + 1 >= told.at.sentence);
        let found = figures.filter(|&at| Some(at) != given).find_map(|figure| {
            let goal = goal_of(claims, links, figure, rate)?;
            Some((goal, figure))
        });
        if let Some((goal, figure)) = found {
            join(links, (goal, figure), rate, given);
        }
    }
}

/// Gives the rate to the pair, and takes it from the figure that had it.
fn join(links: &mut Links, (goal, figure): (usize, usize), rate: usize, given: Option<usize>) {
    if let Some(given) = given {
        links.rate_of[given] = None;
    }
    if links.answers(figure) || links.rate_of[figure].is_some() {
        links.second[figure] |= links.rate_of[figure].is_some();
        links.join_by(goal, figure, Grounds::RateConfirms, Some(rate));
    } else {
        links.give(rate, figure);
        links.join(goal, figure, Grounds::RateConfirms);
    }
}

/// True for a figure without a goal that no word says is reached: a part, or what is counted besides.
fn stray(claims: &[Claim], links: &Links, figure: usize) -> bool {
    !links.answers(figure) && !claims[figure].reached
}

/// 70%, 100%: what follows from many numbers.
fn is_round(rate: &Claim) -> bool {
    (rate.quantity.amount.low() % Decimal::TEN).is_zero()
}

/// The one goal that the rate follows from with this figure.
fn goal_of(claims: &[Claim], links: &Links, figure: usize, rate: usize) -> Option<usize> {
    let (reported, told) = (&claims[figure], &claims[rate]);
    let counted = matches!(reported.role, Role::Figure | Role::Base)
        && reported.quantity.kind != QuantityKind::Percent
        && reported.host.is_none()
        && !reported.part;
    let free = links.rate_of[figure].is_none_or(|own| own == rate || claims[own].of_plan && told.of_plan);
    if !counted || !free {
        return None;
    }
    let fits = |&goal: &usize| {
        let said = &claims[goal];
        said.role == Role::Goal
            && goal != figure
            && !said.growth
            && said.bygone == reported.bygone
            && links.free(goal)
            && likeness::same_counter(said, reported)
            && agrees(reported, said, told)
    };
    let fraction = !told.quantity.amount.low().fract().is_zero();
    let mut block = near::block(claims, rate).filter(fits);
    if let Some(goal) = block.next() {
        return Some(goal).filter(|_| block.next().is_none());
    }
    let before = rate.saturating_sub(REACH)..rate;
    let mut all = before.filter(|_| fraction).filter(fits);
    all.next().filter(|_| all.next().is_none())
}

/// So many claims before a rate may be its goal.
const REACH: usize = 64;
