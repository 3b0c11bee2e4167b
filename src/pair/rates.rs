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
        if claims[at].at.rate_part || of_its_own(claims, at) {
            at += 1;
            continue;
        }
        let end = (at..claims.len())
            .take_while(|&i| {
                claims[i].role == Role::Rate
                    && claims[i].at.sentence == claims[at].at.sentence
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
        next.at.segment == rate.at.segment
            && next.at.clause == rate.at.clause + 1
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
                claims[i].at.sentence == claims[rate].at.sentence
            } else {
                claims[i].at.segment == claims[rate].at.segment
                    && claims[i].at.sentence == claims[rate].at.sentence
            }
        })
        .filter(|&i| {
            matches!(claims[i].role, Role::Figure | Role::Base)
                && links.rate_of[i].is_none()
                && claims[i].quantity.kind != QuantityKind::Percent
                && (claims[i].reached || !claims[i].process)
                && (claims[rate].host.is_none() || claims[i].at.clause == claims[rate].at.clause)
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
        && claims[rate].at.clause != claims[chosen].at.clause
        && !name.is_empty()
        && !claims[rate].key.is_empty();
    // 手续办结率和开复工率 speak of their own subject.
    let compound = claims[rate].own && name.matches('率').count() > 1;
    let other = names_another(claims, rate, chosen);
    (!own_work && !compound && !other && claims[chosen].at.clause + 4 >= claims[rate].at.clause)
        .then_some(chosen)
}

/// 养老保险缴费完成率 behind the amount of something else.
fn names_another(claims: &[Claim], rate: usize, figure: usize) -> bool {
    let (told, figure) = (&claims[rate], &claims[figure]);
    let prefix: String = told.name.chars().take(told.name.chars().count().saturating_sub(3)).collect();
    told.own
        && !told.of_plan
        && told.at.clause != figure.at.clause
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
        && claims[next + 1].at.sentence == claims[rate].at.sentence;
    (begins && claims[next].reached && !own).then_some(next)
}

fn following(claims: &[Claim], links: &Links, rate: usize) -> Option<usize> {
    (rate + 1..claims.len())
        .take_while(|&i| {
            claims[i].at.segment == claims[rate].at.segment
                && claims[i].at.sentence == claims[rate].at.sentence
                && claims[i].at.clause <= claims[rate].at.clause + 1
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
        let figure = (0..g).rev().take_while(|&f| claims[f].at.sentence == goal.at.sentence).find(|&f| {
            matches!(claims[f].role, Role::Figure | Role::Base)
                && likeness::same_counter(goal, &claims[f])
                && !claims[f].basis
        });
        if let Some(figure) = figure {
            if let Some(rate) = (g + 1..claims.len()).find(|&r| {
                claims[r].at.sentence == goal.at.sentence
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

/// 完成进度：73%: a rate in a line of its own belongs to the pair of its block that it follows from, or to the
/// only one.
pub(super) fn of_lines(claims: &[Claim], links: &mut Links) {
    for rate in 0..claims.len() {
        let told = &claims[rate];
        if told.role != Role::Rate || !told.at.rate_part || links.used[rate] {
            continue;
        }
        let inside: Vec<usize> = (0..links.pairs.len())
            .filter(|&pair| {
                let pair = &links.pairs[pair];
                claims[pair.goal].at.block == told.at.block && pair.rate.is_none()
            })
            .collect();
        let follows = |&&pair: &&usize| {
            let pair = &links.pairs[pair];
            agrees(&claims[pair.figure], &claims[pair.goal], told)
        };
        let only = inside.first().filter(|_| inside.len() == 1);
        if let Some(&pair) = inside.iter().find(follows).or(only) {
            links.pairs[pair].rate = Some(rate);
            links.used[rate] = true;
        }
    }
}

/// 电梯完成62% beside 加装电梯50台 and 31台交付: the rate of a pair, told once more by its name.
pub(super) fn repeated(claims: &[Claim], links: &mut Links) {
    for rate in 0..claims.len() {
        let told = &claims[rate];
        if told.role != Role::Rate || !told.own || links.used[rate] {
            continue;
        }
        let pair = links.pairs.iter().position(|pair| {
            let goal = &claims[pair.goal];
            goal.at.block == told.at.block
                && touching(&goal.key, &told.key)
                && agrees(&claims[pair.figure], goal, told)
        });
        if let Some(pair) = pair {
            links.pairs[pair].rate = links.pairs[pair].rate.or(Some(rate));
            links.used[rate] = true;
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
            if outdated(claims, links, figure, rate) {
                continue;
            }
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

/// True where a later figure of the same block says the same of a later date, with a rate of its own.
fn outdated(claims: &[Claim], links: &Links, figure: usize, rate: usize) -> bool {
    let told = &claims[figure];
    let month = |claim: &Claim| claim.as_of.map_or(0, |(as_of, _)| as_of.month);
    let of_plan = claims[rate].of_plan;
    (figure + 1..claims.len()).take_while(|&other| claims[other].at.block == told.at.block).any(|other| {
        let claim = &claims[other];
        let rated = links.rate_of[other].is_some_and(|rate| claims[rate].of_plan == of_plan);
        rated
            && claim.role == told.role
            && claim.key == told.key
            && claim.stage == told.stage
            && !claim.since
            && claim.same_counter(&told.quantity)
            && month(claim) > month(told)
    })
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
        .take_while(|&at| claims[at].at.sentence == claims[figure].at.sentence)
        .take_while(|&at| claims[at].at.clause <= claims[figure].at.clause + 2)
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
    let before = goal < figure && said.at.sentence + 2 >= reported.at.sentence;
    // A bare share (占41.5%) is no rate of what another name counts.
    let shared = claims[rate].role == Role::Aside;
    let levelled = claims[rate].role == Role::Figure;
    let role = match said.role {
        Role::Goal => !said.basis,
        Role::Base | Role::Figure if levelled => false,
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
        Reach::Sentence => said.at.sentence == reported.at.sentence,
        Reach::Block => said.at.block == reported.at.block,
        Reach::Document => said.role == Role::Goal,
    };
    goal != figure
        && role
        && near
        && !links.answers(goal)
        && free_for_stage(claims, links, goal, reported)
        && likeness::comparable(said, reported, reach == Reach::Sentence)
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
        Reach::Block if goal.at.goal_part && figure.at.result_part => true,
        Reach::Block if goal.at.heading || goal.at.piece == figure.at.piece => true,
        Reach::Block if !figure.own && (goal.role == Role::Goal || !round) => true,
        Reach::Document if figure.key.is_empty() && !round => true,
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
            && other.at.sentence == figure.at.sentence
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
