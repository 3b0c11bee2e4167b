//! Pairs that a printed rate proves: figure over goal is the rate, within its rounding.
//!
//! One search ([`Search::goal`]) looks for the goal, in growing reach and with one list of what speaks against it. A rate asks it for
//! the figure that it stands at ([`at_figures`]), and where that has no such goal for the figures around ([`moved`]).

mod search;

use search::{Reach, Search, Told, is_round};

use super::{
    links::Links,
    near,
    rate::agrees,
    refuted::{rates_of, reported},
};
use crate::{
    interpret::{Claim, Role},
    model::{Grounds, QuantityKind},
    rules::Synonyms,
};

/// So many claims before a rate may be the figure that it follows from.
const BACK: usize = 8;

/// Joins the figures to the goals that their rates follow from, and then those around the rates that are left.
pub(super) fn pairs(claims: &[Claim], links: &mut Links, synonyms: &Synonyms) {
    let search = Search::new(claims, synonyms);
    at_figures(&search, links, &[Reach::Sentence, Reach::Block, Reach::Document]);
    moved(&search, links);
    at_figures(&search, links, &[Reach::Counted]);
}

/// Figure over goal equals the rate that is printed for the figure.
fn at_figures(search: &Search, links: &mut Links, reaches: &[Reach]) {
    let claims = search.claims;
    for figure in 0..claims.len() {
        if links.answers(figure) && !links.second[figure]
            || claims[figure].process
            || !reported(&claims[figure])
        {
            continue;
        }
        for rate in rates_of(claims, links, figure) {
            if let Some(goal) = search.goal(links, Told { figure, rate, moved: false }, reaches) {
                join(claims, links, (goal, figure), rate);
            }
            if links.answers(figure) {
                break;
            }
        }
    }
}

/// 完成75.2万亩，完成年度计划任务的122.6%，完成规划总任务的41.8%: a rate of another plan stays with the figure.
fn join(claims: &[Claim], links: &mut Links, (goal, figure): (usize, usize), rate: usize) {
    let other = links.rate_of[figure].filter(|&own| own != rate && claims[own].of_plan);
    let other =
        other.filter(|&own| claims[rate].of_plan && !agrees(&claims[figure], &claims[goal], &claims[own]));
    if other.is_some() {
        links.second[figure] = true;
        links.join_by(goal, figure, Grounds::RateConfirms, Some(rate));
    } else {
        links.give(rate, figure);
        links.join(goal, figure, Grounds::RateConfirms);
    }
}

/// 进场施工38251户，比任务多1049户，进度102.8%: a rate that stands with no figure, or with one that it does not follow for, is that of
/// the figure beside or before it for which it follows from a goal.
fn moved(search: &Search, links: &mut Links) {
    let claims = search.claims;
    for rate in 0..claims.len() {
        let told = &claims[rate];
        if told.role != Role::Rate || is_round(told) {
            continue;
        }
        let block = near::block(claims, rate);
        let given = block.clone().find(|&at| links.rate_of[at] == Some(rate));
        let stray = given.is_none() && !links.used[rate];
        if !(stray || given.is_some_and(|given| !links.answers(given))) {
            continue;
        }
        let beside = |at: usize| given.is_some_and(|given| claims[at].at.clause == claims[given].at.clause);
        let before =
            |at: usize| at < rate && at + BACK >= rate && claims[at].at.sentence + 1 >= told.at.sentence;
        let free = |at: usize| match links.rate_of[at] {
            Some(own) => claims[own].of_plan && told.of_plan,
            None => links.free(at),
        };
        let counted = |at: usize| {
            matches!(claims[at].role, Role::Figure | Role::Base)
                && claims[at].quantity.kind != QuantityKind::Percent
        };
        let figures: Vec<usize> = block
            .rev()
            .filter(|&at| Some(at) != given && counted(at) && (beside(at) || before(at)) && free(at))
            .collect();
        let found = figures.into_iter().find_map(|figure| {
            let goal =
                search.goal(links, Told { figure, rate, moved: true }, &[Reach::Block, Reach::Document])?;
            Some((goal, figure))
        });
        if let Some(pair) = found {
            given.into_iter().for_each(|given| links.rate_of[given] = None);
            join(claims, links, pair, rate);
        }
    }
}
