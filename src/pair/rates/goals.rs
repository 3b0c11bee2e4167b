//! Goals that a printed rate names, and rates of pairs that are known.

use super::lists::NAMES;
use crate::pair::{
    likeness,
    links::{Links, Pair},
    near,
    rate::agrees,
    refuted::far_off,
};
use crate::{
    interpret::{Claim, Role, touching},
    model::{Grounds, QuantityKind},
    rules::Mark,
};

/// 建成绿道11公里、管网26公里，分别完成目标（20公里、30公里）的56%、88%: as many goals and rates as figures, where each rate
/// follows.
pub(in crate::pair) fn listed_goals(claims: &[Claim], links: &mut Links) {
    let percent = |at: usize| claims[at].quantity.kind == QuantityKind::Percent;
    for rate in 1..claims.len() {
        if !percent(rate) || percent(rate - 1) {
            continue;
        }
        let around = near::sentence(claims, rate);
        let count = (rate..around.end).take_while(|&at| percent(at) && !claims[at].growth).count();
        if count < 2 || rate < around.start + 2 * count {
            continue;
        }
        let goals = rate - count..rate;
        let told = |at: &usize| {
            let claim = &claims[*at];
            matches!(claim.role, Role::Figure | Role::Base) && claim.host.is_none() && !percent(*at)
        };
        let mut figures: Vec<usize> = (around.start..goals.start).rev().filter(told).take(count).collect();
        figures.reverse();
        let one_clause = goals.clone().all(|at| claims[at].at.clause == claims[rate - 1].at.clause);
        let follows = |place: usize| {
            let (figure, goal) = (&claims[figures[place]], &claims[goals.start + place]);
            let bracketed = claims[goals.start].host.is_some() && goal.bracket == claims[goals.start].bracket;
            let near = bracketed && !far_off(figure, goal, &claims[rate + place]);
            figure.same_counter(&goal.quantity) && (near || agrees(figure, goal, &claims[rate + place]))
        };
        if one_clause && figures.len() == count && (0..count).all(follows) {
            for (place, &figure) in figures.iter().enumerate() {
                links.give(rate + place, figure);
                links.join(goals.start + place, figure, Grounds::RatePhrase);
            }
        }
    }
}

/// 完成全年46万人目标的58%: the figure before it is the result of that goal.
pub(in crate::pair) fn basis_goals(claims: &[Claim], links: &mut Links) {
    for (g, goal) in claims.iter().enumerate() {
        if !goal.basis || !links.free(g) {
            continue;
        }
        let around = near::sentence(claims, g);
        // 900万美元（其中加工贸易180万美元）的32.9%: what the bracket holds is not its rate.
        let outside = |r: &usize| claims[*r].host.is_none() || goal.host.is_some();
        let inside = (g + 1..around.end).take_while(|r| !outside(r)).last();
        let from = claims[inside.unwrap_or(g)].quantity.span.end;
        let close = |r: &usize| claims[*r].quantity.span.start <= from + 30;
        let rate = (g + 1..around.end)
            .find(outside)
            .filter(close)
            .filter(|&rate| matches!(claims[rate].role, Role::Rate | Role::Aside | Role::Figure))
            // 比计划的1500公里多出四成: how far beyond.
            .filter(|&rate| {
                claims[rate].role != Role::Aside || claims[rate].quantity.kind == QuantityKind::Percent
            })
            // 较目标40万元差1.4万元, 比目标42%低0.8个百分点: how far it is, not a rate.
            .filter(|&rate| {
                let kind = claims[rate].quantity.kind;
                kind != QuantityKind::Points && !claims[rate].same_counter(&goal.quantity)
                    || kind == QuantityKind::Percent
            });
        let told = |f: &usize| {
            let grew = goal.growth && claims[*f].role == Role::Change;
            (grew || matches!(claims[*f].role, Role::Figure | Role::Base))
                && claims[*f].growth == goal.growth
                && likeness::comparable(goal, &claims[*f], true)
                && (goal.host.is_none() || claims[*f].host.is_none())
        };
        // 参保28730人，其中学生24071人，占任务17500人的164.17%: the one that the rate follows from, else the last.
        let figures = || (around.start..g).rev().filter(told);
        let follows = |f: &usize| {
            claims[*f].at.segment == goal.at.segment
                && rate.is_some_and(|rate| agrees(&claims[*f], goal, &claims[rate]))
        };
        // 协议投资142.6亿元，…。协议投资额完成200亿元目标的71.3%: what it follows from may stand a sentence before.
        let counted = |f: &usize| told(f) || claims[*f].size && claims[*f].same_counter(&goal.quantity);
        let proved = |f: &usize| {
            claims[*f].at.sentence + 2 >= goal.at.sentence
                && (links.free(*f) || told_by(claims, links, *f))
                && rate.is_some_and(|rate| agrees(&claims[*f], goal, &claims[rate]))
        };
        let before = || (0..around.start).rev().take(NAMES).filter(counted).find(proved);
        let figure = figures()
            .find(follows)
            .or_else(|| figures().find(|&f| claims[f].host.is_none() || goal.host.is_some()))
            .or_else(before);
        if let Some(figure) = figure {
            if let Some(rate) = rate {
                let given = &mut links.rate_of[near::sentence(claims, rate)];
                given.iter_mut().filter(|of| **of == Some(rate)).for_each(|of| *of = None);
                if links.rate_of[figure].is_some_and(|other| claims[other].of_plan) {
                    links.second[figure] = true;
                    links.join_by(g, figure, Grounds::RatePhrase, Some(rate));
                    continue;
                }
                links.give(rate, figure);
            }
            links.join(g, figure, Grounds::RatePhrase);
        }
    }
}

/// 新开工68个，占253个新建项目的27%: so many of the works that are counted have come to this stage.
pub(in crate::pair) fn counted_goals(claims: &[Claim], links: &mut Links) {
    for rate in 2..claims.len() {
        let (figure, goal) = (rate - 2, rate - 1);
        let (told, whole, share) = (&claims[figure], &claims[goal], &claims[rate]);
        let counts = whole.rule.is(Mark::Share)
            && whole.quantity.kind == QuantityKind::Count
            && share.quantity.kind == QuantityKind::Percent
            && share.at.clause == whole.at.clause
            && told.at.clause + 1 == whole.at.clause;
        let staged = told.role == Role::Figure && told.reached && !told.stage.is_empty();
        let free = links.free(figure) && links.free(goal);
        if counts && staged && free && told.same_counter(&whole.quantity) && agrees(told, whole, share) {
            links.give(rate, figure);
            links.join(goal, figure, Grounds::RatePhrase);
        }
    }
}

/// 该项市定任务完成率150.75%；省定考核任务66580万元，完成率407.55%: a second goal of a figure that has a rate already, with the rate
/// that follows from it.
pub(in crate::pair) fn second_goals(claims: &[Claim], links: &mut Links) {
    for rate in 1..claims.len() {
        let (goal, told) = (&claims[rate - 1], &claims[rate]);
        let beside = goal.at.segment == told.at.segment && goal.declared && goal.role == Role::Goal;
        if told.role != Role::Rate || !beside || links.used[rate] || !links.free(rate - 1) {
            continue;
        }
        let figure = (near::block(claims, rate).start..rate - 1).rev().find(|&at| {
            let rated = links.rate_of[at].is_some_and(|other| claims[other].of_plan);
            rated && claims[at].same_counter(&goal.quantity) && agrees(&claims[at], goal, told)
        });
        if let Some(figure) = figure {
            links.second[figure] |= !links.answers(figure);
            links.join_by(rate - 1, figure, Grounds::RateConfirms, Some(rate));
        }
    }
}

/// True for a figure whose goals are all named by rates.
fn told_by(claims: &[Claim], links: &Links, figure: usize) -> bool {
    links.answers(figure) && links.pairs.iter().all(|pair| pair.figure != figure || claims[pair.goal].basis)
}

/// 上报资金31亿元（任务数29亿元）: the goal in the bracket right behind a figure is that figure's.
pub(in crate::pair) fn bracketed_goals(claims: &[Claim], links: &mut Links) {
    for (g, goal) in claims.iter().enumerate() {
        let host = goal.host.filter(|_| goal.role == Role::Goal);
        let Some(host) = host.filter(|&host| links.free(g) && links.free(host)) else {
            continue;
        };
        let figure = &claims[host];
        let share = figure.role == Role::Rate && !figure.of_plan && !links.used[host];
        let told = matches!(figure.role, Role::Figure | Role::Base) || share || is_share(figure);
        let labelled = goal.bracket <= Some(figure.quantity.span.end + 8);
        let behind = labelled || goal.clause.start <= figure.quantity.span.end + '（'.len_utf8() + 1;
        if told && behind && figure.same_counter(&goal.quantity) && goal.growth == figure.growth {
            links.used[host] |= share;
            links.join(g, host, Grounds::SameFrame);
        }
    }
}

/// 装配式建筑占新建建筑面积的31.4%: a share, which is a level of its own where a goal follows.
fn is_share(claim: &Claim) -> bool {
    claim.role == Role::Aside && claim.quantity.kind == QuantityKind::Percent && claim.rule.is(Mark::Share)
}

/// 完成进度：73%: a rate in a line of its own belongs to the pair of its block that it follows from, or to the
/// only one.
pub(in crate::pair) fn of_lines(claims: &[Claim], links: &mut Links) {
    for rate in 0..claims.len() {
        let told = &claims[rate];
        if told.role != Role::Rate || !told.at.rate_part || links.used[rate] {
            continue;
        }
        let mut inside = links.pairs_of(near::block(claims, rate));
        inside.retain(|&pair| links.pairs[pair].rate.is_none());
        let follows = |&&pair: &&usize| {
            let pair = &links.pairs[pair];
            agrees(&claims[pair.figure], &claims[pair.goal], told)
        };
        if let Some(&pair) = inside.iter().find(follows) {
            links.pairs[pair].rate = Some(rate);
            links.used[rate] = true;
        }
    }
}

/// 电梯完成62% beside 加装电梯50台 and 31台交付: the rate of a pair, told once more by its name.
pub(in crate::pair) fn repeated(claims: &[Claim], links: &mut Links) {
    for rate in 0..claims.len() {
        let told = &claims[rate];
        if told.role != Role::Rate || !(told.own || told.of_plan) || links.used[rate] {
            continue;
        }
        let pair = links.pairs_of(near::block(claims, rate)).into_iter().find(|&pair| {
            let Pair { goal, figure, .. } = links.pairs[pair];
            // 甲县进度72.8%（29528人/下达40560人）: the pair in the bracket right behind it.
            let beside = claims[figure].host == Some(rate) && claims[figure].bracket.is_some();
            (beside || touching(&claims[goal].key, &told.key)) && agrees(&claims[figure], &claims[goal], told)
        });
        if let Some(pair) = pair {
            links.pairs[pair].rate = links.pairs[pair].rate.or(Some(rate));
            links.used[rate] = true;
        }
    }
}
