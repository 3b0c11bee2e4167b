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
        if links.used[rate] && given.is_none_or(|given| links.answers(given)) {
            continue;
        }
        let from = near::block(claims, rate).start.max(rate.saturating_sub(BACK));
        let figures = (from..rate).rev().take_while(|&at| claims[at].at.sentence + 1 >= told.at.sentence);
        let stray = given.is_none_or(|given| !claims[given].reached);
        let found = figures.filter(|&at| stray && Some(at) != given).find_map(|figure| {
            let goal = goal_of(claims, links, figure, rate)?;
            Some((goal, figure))
        });
        if let Some((goal, figure)) = found.or_else(|| of_itself(claims, links, rate, given?)) {
            join(links, (goal, figure), rate, given);
        }
    }
}

/// 落实资金1398.72万元。省里拨付资金共计1400万元，使用比例99.9%: the rate stands at what it is of, and the figure before it.
fn of_itself(claims: &[Claim], links: &Links, rate: usize, given: usize) -> Option<(usize, usize)> {
    let (told, goal) = (&claims[rate], &claims[given]);
    let fraction = !told.quantity.amount.low().fract().is_zero();
    let mut figures = (near::block(claims, given).start..given).rev().take(BACK).filter(|&at| {
        let claim = &claims[at];
        claim.role == Role::Figure
            && claim.reached
            && claim.at.sentence + 1 >= goal.at.sentence
            && links.free(at)
            && links.rate_of[at].is_none()
            && likeness::same_counter(goal, claim)
            && agrees(claim, goal, told)
    });
    figures.next().filter(|_| fraction && links.free(given)).map(|figure| (given, figure))
}

/// 任务仅完成60%，其中烤烟完成56.9%: a rate that names its work, apart from the goal and the figure of that name
/// that it follows from.
pub(super) fn told_apart(claims: &[Claim], links: &mut Links) {
    for rate in 0..claims.len() {
        let told = &claims[rate];
        let odd = !(told.quantity.amount.low() % Decimal::TEN).is_zero();
        if told.role != Role::Rate || links.used[rate] || told.key.chars().count() < 2 || !odd {
            continue;
        }
        let counted = |at: &usize| claims[*at].quantity.kind != QuantityKind::Percent;
        let figures: Vec<usize> = near::block(claims, rate)
            .filter(|at| counted(at) && claims[*at].role == Role::Figure && links.free(*at))
            .filter(|at| links.rate_of[*at].is_none())
            .collect();
        let mut found = figures.iter().flat_map(|&figure| {
            let goals = near::block(claims, rate).filter(move |&at| at != figure);
            goals
                .filter(|at| {
                    counted(at) && matches!(claims[*at].role, Role::Goal | Role::Base) && links.free(*at)
                })
                .filter(move |&goal| {
                    // 35 % follows from many numbers of a paragraph: it tells what it is called after.
                    let fraction = !told.quantity.amount.low().fract().is_zero();
                    let called = claims[goal].key == told.key && claims[figure].key == told.key;
                    (fraction || called)
                        && likeness::same_counter(&claims[goal], &claims[figure])
                        && agrees(&claims[figure], &claims[goal], told)
                })
                .map(move |goal| (goal, figure))
        });
        let only = found.next().filter(|_| found.next().is_none());
        if let Some((goal, figure)) = only {
            links.give(rate, figure);
            links.join(goal, figure, Grounds::RateConfirms);
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
    let fraction = !told.quantity.amount.low().fract().is_zero();
    let fits = |&goal: &usize| {
        let said = &claims[goal];
        // 结转经费11382万元，支付9629.17万元，结余1752.83万元，支付进度率84.6%.
        let counted = matches!(said.role, Role::Base | Role::Figure)
            && !(said.reached || said.told || said.part)
            && reported.reached
            && goal < figure
            && said.at.segment == told.at.segment
            && links.rate_of[goal].is_none();
        (said.role == Role::Goal || counted && fraction)
            && goal != figure
            && !said.growth
            && said.bygone == reported.bygone
            && links.free(goal)
            && likeness::same_counter(said, reported)
            && agrees(reported, said, told)
    };
    let mut block = near::block(claims, rate).filter(fits);
    if let Some(goal) = block.next() {
        return Some(goal).filter(|_| block.next().is_none());
    }
    let before = rate.saturating_sub(REACH)..rate;
    let mut all = before.filter(|_| fraction).filter(fits);
    all.next().filter(|_| all.next().is_none())
}

/// 一、新增就业28万人, and below it 新增就业38.92万人，占年计划的139%: what was counted before is the goal that the rate of the plan
/// follows from, where it is called alike.
pub(super) fn set_before(claims: &[Claim], links: &mut Links) {
    for figure in 0..claims.len() {
        let Some(rate) = links.rate_of[figure].filter(|&rate| claims[rate].of_plan) else { continue };
        let (reported, told) = (&claims[figure], &claims[rate]);
        if !links.free(figure) || reported.part || reported.host.is_some() || is_round(told) {
            continue;
        }
        let start = near::sentence(claims, figure).start;
        let fits = |&at: &usize| {
            let said = &claims[at];
            matches!(said.role, Role::Base | Role::Figure)
                && !(said.reached || said.told || said.part || said.process)
                && said.host.is_none()
                && said.own
                && said.quantity.kind != QuantityKind::Percent
                && said.bygone == reported.bygone
                && links.free(at)
                && links.rate_of[at].is_none()
                && likeness::same_counter(said, reported)
                && likeness::touches(&said.key, &reported.key)
                && agrees(reported, said, told)
        };
        let mut found = (start.saturating_sub(REACH)..start).filter(fits);
        if let Some(goal) = found.next().filter(|_| found.next().is_none()) {
            links.join(goal, figure, Grounds::RateConfirms);
        }
    }
}

/// So many claims before a rate may be its goal.
const REACH: usize = 64;
