//! Printed rates: to which figure each belongs, which goal it names, and which goal its arithmetic confirms.

use rust_decimal::Decimal;

use super::{Links, likeness};
use crate::{
    interpret::{Claim, Role, touching},
    model::{Grounds, QuantityKind},
    rules::Synonyms,
};

/// Gives each rate the figure it belongs to: the nearest before it in its part of the sentence that has
/// none; of several rates in a row, one each; else the figure of the next clause.
pub(super) fn bind(claims: &[Claim], links: &mut Links) {
    let mut at = 0;
    while at < claims.len() {
        if claims[at].role != Role::Rate {
            at += 1;
            continue;
        }
        if of_its_own(claims, at) {
            at += 1;
            continue;
        }
        let end = (at..claims.len())
            .take_while(|&i| {
                claims[i].role == Role::Rate
                    && claims[i].sentence == claims[at].sentence
                    && (i == at
                        || claims[i].name == claims[at].name
                        || !claims[i].own
                        || claims[i].clause.start <= claims[i - 1].clause.end + 6)
            })
            .last()
            .map_or(at + 1, |last| last + 1);
        let group: Vec<usize> = if listed(claims, at, end) { (at..end).collect() } else { vec![at] };
        let free = free_figures(claims, links, at, group.len() > 1);
        if group.len() > 1 && free.len() >= group.len() {
            for (&rate, &figure) in group.iter().zip(&free[free.len() - group.len()..]) {
                links.give(rate, figure);
            }
        } else if let Some(next) = ahead(claims, links, &free, at) {
            links.give(at, next);
        } else if let Some(figure) = nearest(claims, &free, at) {
            links.give(at, figure);
        } else if claims[at].of_plan
            && let Some(next) = following(claims, links, at)
        {
            links.give(at, next);
        }
        at += group.len();
    }
}

/// 石堰镇完成任务的96%: the rate of what its own clause names, not of a figure before.
fn of_its_own(claims: &[Claim], at: usize) -> bool {
    let rate = &claims[at];
    let followed = claims.get(at + 1).is_some_and(|next| {
        next.segment == rate.segment
            && next.clause_no == rate.clause_no + 1
            && next.role == Role::Figure
            && next.reached
    });
    rate.own && rate.of_plan && rate.key.chars().count() >= 2 && !followed
}

/// True where the rates from `from` to `to` stand in one list.
fn listed(claims: &[Claim], from: usize, to: usize) -> bool {
    to - from > 1
        && claims[from..to]
            .windows(2)
            .all(|pair| pair[1].quantity.span.start - pair[0].quantity.span.end <= 6)
}

fn free_figures(claims: &[Claim], links: &Links, rate: usize, list: bool) -> Vec<usize> {
    (0..rate)
        .rev()
        .take_while(|&i| {
            if list {
                claims[i].sentence == claims[rate].sentence
            } else {
                claims[i].segment == claims[rate].segment && claims[i].sentence == claims[rate].sentence
            }
        })
        .filter(|&i| {
            matches!(claims[i].role, Role::Figure | Role::Base)
                && links.rate_of[i].is_none()
                && claims[i].quantity.kind != QuantityKind::Percent
                && (claims[i].reached || !claims[i].process)
                && (claims[rate].host.is_none() || claims[i].clause_no == claims[rate].clause_no)
        })
        .collect::<Vec<_>>()
        .into_iter()
        .rev()
        .collect()
}

/// The nearest free figure; a rate of a stage prefers the figure of that stage. No figure that another
/// rate's figure stands behind.
fn nearest(claims: &[Claim], free: &[usize], rate: usize) -> Option<usize> {
    let name = &claims[rate].name;
    let staged = free.iter().rev().find(|&&f| !claims[f].stage.is_empty() && name.contains(&claims[f].stage));
    let last = free.last().copied()?;
    let chosen = staged.copied().unwrap_or(last);
    // A work that the rate names itself has the rate for its progress.
    let own_work = claims[rate].own
        && !claims[rate].of_plan
        && !name.ends_with('率')
        && !name.ends_with("进度")
        && !name.ends_with('比')
        && !name.ends_with("比例")
        && claims[rate].clause_no != claims[chosen].clause_no
        && !name.is_empty()
        && !claims[rate].key.is_empty();
    // 手续办结率和开复工率 speak of their own subject.
    let compound = claims[rate].own && name.matches('率').count() > 1;
    let other = names_another(claims, rate, chosen);
    (!own_work && !compound && !other && claims[chosen].clause_no + 4 >= claims[rate].clause_no)
        .then_some(chosen)
}

/// 养老保险缴费完成率 behind the amount of something else.
fn names_another(claims: &[Claim], rate: usize, figure: usize) -> bool {
    let (told, figure) = (&claims[rate], &claims[figure]);
    let prefix: String = told.name.chars().take(told.name.chars().count().saturating_sub(3)).collect();
    told.own
        && !told.of_plan
        && told.clause_no != figure.clause_no
        && prefix.chars().count() >= 5
        && !touching(&prefix, &figure.name)
}

/// 项目296个，已完成年度计划的50.4%，完成投资206.7亿元: a rate before its figure, where what stands before it
/// is no result.
fn ahead(claims: &[Claim], links: &Links, free: &[usize], rate: usize) -> Option<usize> {
    let before = free.last().is_some_and(|&figure| claims[figure].reached);
    let begins = claims[rate].of_plan && !before;
    let next = following(claims, links, rate)?;
    let own = (next + 1 < claims.len())
        && claims[next + 1].role == Role::Rate
        && claims[next + 1].sentence == claims[rate].sentence;
    (begins && claims[next].reached && !own).then_some(next)
}

fn following(claims: &[Claim], links: &Links, rate: usize) -> Option<usize> {
    (rate + 1..claims.len())
        .take_while(|&i| {
            claims[i].segment == claims[rate].segment
                && claims[i].sentence == claims[rate].sentence
                && claims[i].clause_no <= claims[rate].clause_no + 1
        })
        .find(|&i| {
            claims[i].role == Role::Figure
                && links.rate_of[i].is_none()
                && claims[i].quantity.kind != QuantityKind::Percent
        })
        .filter(|&next| !claims[rate].own || claims[next].reached)
}

/// 完成全年46万人目标的58%: the figure before it is the result of that goal.
pub(super) fn basis_goals(claims: &[Claim], links: &mut Links) {
    for (g, goal) in claims.iter().enumerate() {
        if !goal.basis {
            continue;
        }
        let figure = (0..g).rev().take_while(|&f| claims[f].sentence == goal.sentence).find(|&f| {
            matches!(claims[f].role, Role::Figure | Role::Base)
                && likeness::same_counter(goal, &claims[f])
                && !claims[f].basis
        });
        if let Some(figure) = figure {
            if let Some(rate) = (g + 1..claims.len()).find(|&r| {
                claims[r].sentence == goal.sentence
                    && claims[r].quantity.span.start <= goal.quantity.span.end + 30
            }) && matches!(claims[rate].role, Role::Rate | Role::Aside | Role::Figure)
            {
                links.rate_of.iter_mut().for_each(|of| {
                    if *of == Some(rate) {
                        *of = None
                    }
                });
                links.give(rate, figure);
            }
            links.join(g, figure, Grounds::RatePhrase);
        }
    }
}

/// How far from a figure the goal may stand that its rate confirms.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Reach {
    Sentence,
    Block,
    Document,
}

/// Figure over goal equals the printed rate for exactly one goal in reach.
pub(super) fn confirmed(claims: &[Claim], links: &mut Links, synonyms: &Synonyms) {
    for figure in 0..claims.len() {
        if links.answers(figure) || claims[figure].process || !reported(&claims[figure]) {
            continue;
        }
        for rate in rates_of(claims, links, figure) {
            for reach in [Reach::Sentence, Reach::Block, Reach::Document] {
                let fits: Vec<usize> = (0..claims.len())
                    .filter(|&goal| fits(claims, links, goal, figure, rate, reach, synonyms))
                    .collect();
                if let [goal] = fits[..] {
                    links.give(rate, figure);
                    links.join(goal, figure, Grounds::RateConfirms);
                    break;
                }
            }
            if links.answers(figure) {
                break;
            }
        }
    }
}

/// The rate that is printed for a figure; or what looks like a level right behind it (接入率88.9%).
fn rates_of(claims: &[Claim], links: &Links, figure: usize) -> Vec<usize> {
    if let Some(rate) = links.rate_of[figure] {
        return vec![rate];
    }
    if claims[figure].quantity.kind == QuantityKind::Percent {
        return Vec::new();
    }
    let next = (figure + 1..claims.len())
        .take_while(|&at| claims[at].sentence == claims[figure].sentence)
        .take_while(|&at| claims[at].clause_no <= claims[figure].clause_no + 2)
        .find(|&at| claims[at].quantity.kind == QuantityKind::Percent && !claims[at].growth);
    next.into_iter()
        .filter(|&at| {
            let claim = &claims[at];
            claim.role == Role::Aside && claim.quantity.core.start <= claim.clause.start + '占'.len_utf8()
                || claim.role == Role::Figure && claim.name.ends_with('率')
        })
        .collect()
}

/// A figure, a base, or what only the sentence made a goal.
fn reported(claim: &Claim) -> bool {
    matches!(claim.role, Role::Figure | Role::Base) || claim.role == Role::Goal && !claim.declared
}

fn fits(
    claims: &[Claim],
    links: &Links,
    goal: usize,
    figure: usize,
    rate: usize,
    reach: Reach,
    synonyms: &Synonyms,
) -> bool {
    let (said, reported) = (&claims[goal], &claims[figure]);
    let before = goal < figure && said.sentence + 2 >= reported.sentence;
    // A bare share (占41.5%) is no rate of what another name counts.
    let shared = claims[rate].role == Role::Aside;
    let role = match said.role {
        Role::Goal => !said.basis,
        Role::Base => before && likeness::same_counter(said, reported) && !(shared && reported.own),
        Role::Figure => {
            before
                && said.own
                && likeness::same_counter(said, reported)
                && (!said.reached || reach == Reach::Sentence && !claims[rate].of_plan)
        }
        Role::Rate | Role::Change | Role::Aside => false,
    };
    let near = match reach {
        Reach::Sentence => said.sentence == reported.sentence,
        Reach::Block => said.block == reported.block,
        Reach::Document => said.role == Role::Goal,
    };
    goal != figure
        && role
        && near
        && !links.answers(goal)
        && free_for_stage(claims, links, goal, reported)
        && likeness::comparable(said, reported, false)
        && !synonyms.conflict(&said.name, &reported.name)
        && agrees(reported, said, &claims[rate])
        && named_enough(said, reported, &claims[rate], reach, synonyms)
}

/// A round rate, or a goal of another block, confirms only where the names agree, too.
fn named_enough(goal: &Claim, figure: &Claim, rate: &Claim, reach: Reach, synonyms: &Synonyms) -> bool {
    let near = reach != Reach::Document;
    let amount = rate.quantity.amount.low();
    let round = (amount % Decimal::TEN).is_zero();
    let alike = || likeness::alike(goal, figure, near, synonyms).is_some();
    match reach {
        Reach::Sentence => true,
        Reach::Block if goal.role == Role::Goal || !round => true,
        Reach::Block | Reach::Document => alike(),
    }
}

/// True for a goal without a figure, or with figures of other stages in the same sentence.
fn free_for_stage(claims: &[Claim], links: &Links, goal: usize, figure: &Claim) -> bool {
    links.pairs.iter().filter(|pair| pair.goal == goal).all(|pair| {
        let other = &claims[pair.figure];
        !figure.stage.is_empty()
            && !other.stage.is_empty()
            && other.stage != figure.stage
            && other.sentence == figure.sentence
    })
}

/// True where the printed rate follows from figure and goal within rounding.
pub(crate) fn agrees(figure: &Claim, goal: &Claim, rate: &Claim) -> bool {
    let (Some(actual), Some(target)) = (figure.quantity.base_low(), goal.quantity.base_low()) else {
        return false;
    };
    let Some(percent) = (!target.is_zero()).then(|| actual * Decimal::ONE_HUNDRED / target) else {
        return false;
    };
    let printed = rate.quantity.amount.low();
    let printed =
        if rate.quantity.kind == QuantityKind::Multiple { printed * Decimal::ONE_HUNDRED } else { printed };
    let places = rate.quantity.amount.low().scale();
    let half = Decimal::new(6, places + 1);
    (percent - printed).abs() <= half
}
