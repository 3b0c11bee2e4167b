//! Printed rates: to which figure each belongs, and which goal it names.

mod before;
mod goals;
mod lists;
mod single;

pub(super) use goals::{
    basis_goals, bracketed_goals, counted_goals, listed_goals, of_lines, repeated, second_goals,
};

use super::{
    links::Links,
    near,
    rate::{agrees, names_rate},
};
use crate::interpret::{Claim, Role};
use crate::model::{Bound, QuantityKind};
use crate::rules::Mark;
use lists::NAMES;

/// Gives each rate the figure it belongs to: the nearest before it in its part of the sentence that has
/// none; of several rates in a row, one each; else the figure of the next clause.
pub(super) fn bind(claims: &[Claim], links: &mut Links) {
    let mut at = 0;
    while at < claims.len() {
        at += if claims[at].role == Role::Rate { bind_list(claims, links, at) } else { 1 };
    }
}

/// Gives a rate and those of its list their figures; says how many rates they are.
fn bind_list(claims: &[Claim], links: &mut Links, at: usize) -> usize {
    if let Some(figure) = single::bracketed(claims, at).or_else(|| of_its_name(claims, links, at)) {
        links.give(at, figure);
        return 1;
    }
    if of_goal_before(claims, at) {
        return 1;
    }
    let of_amount = claims[at].rule.is(Mark::OfWork) && !claims[at].of_plan;
    let of_work = of_amount || of_all(claims, at) || named_apart(claims, at);
    if claims[at].counted_in == Some('均') || says_which(&claims[at]) {
        return 1;
    }
    if let Some(figure) = of_its_counter(claims, links, at) {
        links.give(at, figure);
        return 1;
    }
    if claims[at].at.rate_part || of_its_own(claims, at) || of_work {
        return 1;
    }
    let list = lists::from(claims, at);
    let free = single::free_figures(claims, links, at, list.len() > 1);
    if let Some(figures) = lists::again(claims, links, list.clone()) {
        for (rate, figure) in list.clone().zip(figures) {
            links.listed.push((figure, rate));
            links.used[rate] = true;
        }
        return list.len();
    }
    match lists::figures(claims, links, list.clone(), &free) {
        Some(figures) => list.clone().zip(figures).for_each(|(rate, figure)| links.give(rate, figure)),
        None => single::bind(claims, links, at, &free),
    }
    list.len()
}

/// 完成率在30%以下的县市有25个: which ones are meant, and no result.
fn says_which(rate: &Claim) -> bool {
    let below = matches!(rate.quantity.bound, Bound::AtMost | Bound::LessThan);
    below && !rate.of_plan && rate.host.is_none()
}

/// 合同外资15310万美元，实际外资14582万美元，…，合同外资和实际外资分别完成目标的81.2%和115.7%: the figure that a rate names
/// again, apart from it.
fn of_its_name(claims: &[Claim], links: &Links, rate: usize) -> Option<usize> {
    let told = &claims[rate];
    // 关闭砖瓦厂28家。对照考核目标，关闭砖瓦厂家数达到280%: a sentence before, where only the plan is set beside.
    let begins = told.rule.is(Mark::SharesPlan);
    let here = near::sentence(claims, rate).start;
    let start = if begins && here > 0 { near::sentence(claims, here - 1).start } else { here };
    let block = near::block(claims, rate).start;
    let before = start.max(block)..rate;
    if !(told.of_plan && told.own && told.key.chars().count() >= 3) {
        return None;
    }
    let figure = before.rev().take(NAMES).find(|&at| {
        let claim = &claims[at];
        (claim.name == told.name
            || begins && told.name.starts_with(&claim.name) && claim.key.chars().nth(1).is_some())
            && matches!(claim.role, Role::Figure | Role::Base)
            && claim.quantity.kind != QuantityKind::Percent
    })?;
    (links.rate_of[figure].is_none() && claims[figure].at.clause + 1 < told.at.clause).then_some(figure)
}

/// 改造小区390个、4.2万户，按小区数计开工率76%、按户数计开工率80%: the figure in the counter that a rate is reckoned by.
fn of_its_counter(claims: &[Claim], links: &Links, rate: usize) -> Option<usize> {
    let counter = claims[rate].counted_in?;
    let before = near::sentence(claims, rate).start..rate;
    before.rev().take(NAMES).find(|&at| {
        let claim = &claims[at];
        matches!(claim.role, Role::Figure | Role::Base)
            && claim.quantity.unit_text.ends_with(counter)
            && links.rate_of[at].is_none()
    })
}

/// 新增餐点235个、床位1202张，整体完成率111.5%: the rate of all that the sentence counts, and of none of them.
fn of_all(claims: &[Claim], rate: usize) -> bool {
    let told = &claims[rate];
    let all = ["整体", "总体", "综合"].iter().any(|word| told.name.starts_with(word));
    let counted = |at: &usize| {
        let claim = &claims[*at];
        matches!(claim.role, Role::Figure | Role::Base) && claim.own
    };
    all && (near::sentence(claims, rate).start..rate).filter(counted).count() > 1
}

/// 竣工率和采购率分别完成规划任务的17.42%和33.21%: rates that are handed out to their own names.
fn named_apart(claims: &[Claim], rate: usize) -> bool {
    let told = &claims[rate];
    let beside = [rate.checked_sub(1), Some(rate + 1)].into_iter().flatten().filter_map(|at| claims.get(at));
    let rated = |claim: &Claim| claim.role == Role::Rate && claim.own && claim.name.ends_with('率');
    let listed = |other: &Claim| {
        rated(other) && other.at.list == told.at.list && told.at.list > 0 && other.name != told.name
    };
    rated(told) && beside.filter(|other| other.of_plan || told.of_plan).any(listed)
}

/// 50万亩退耕还林任务已完成77.4%: the rate of the goal right before it in its clause, of which no figure is told.
fn of_goal_before(claims: &[Claim], rate: usize) -> bool {
    let Some(goal) = rate.checked_sub(1).map(|at| &claims[at]) else { return false };
    let told = &claims[rate];
    let of = goal.role == Role::Goal && goal.rule.is(Mark::NounBehind) && !goal.basis;
    let follows =
        |at: usize| matches!(claims[at].role, Role::Figure | Role::Base) && agrees(&claims[at], goal, told);
    of && told.of_plan
        && goal.at.clause == told.at.clause
        && !(near::sentence(claims, rate).start..rate).any(follows)
}

/// True where one name holds the other.
fn within(one: &str, other: &str) -> bool {
    one.contains(other) || other.contains(one)
}

/// 石堰镇完成任务的96%: the rate of what its own clause names, not of a figure before.
fn of_its_own(claims: &[Claim], at: usize) -> bool {
    let rate = &claims[at];
    let followed = claims.get(at + 1).is_some_and(|next| {
        next.at.segment == rate.at.segment
            && next.at.clause == rate.at.clause + 1
            && (next.role == Role::Figure
                && !(next.own && !next.key.is_empty() && !within(&next.key, &rate.key))
                && next.reached
                || single::spent(claims, at + 1))
    });
    // 开工率达到年度任务的87.8%: the name of a rate is no work of its own.
    let back = rate.rule.is(Mark::OfBefore);
    rate.own && rate.of_plan && !back && !names_rate(&rate.name) && rate.key.chars().count() >= 2 && !followed
}
