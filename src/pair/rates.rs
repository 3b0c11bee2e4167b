//! Printed rates: to which figure each belongs, and which goal it names.

use super::{Links, Pair, confirm::agrees, likeness, near};
use crate::{
    interpret::{Claim, Role, touching},
    model::{Grounds, QuantityKind},
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
        let of_work = claims[at].name.ends_with("形象进度") && !claims[at].of_plan;
        if let Some(figure) = of_its_name(claims, links, at) {
            links.give(at, figure);
            at += 1;
            continue;
        }
        if claims[at].at.rate_part || of_its_own(claims, at) || of_work {
            at += 1;
            continue;
        }
        let end = (at..near::sentence(claims, at).end)
            .take_while(|&i| {
                claims[i].role == Role::Rate
                    && (i == at
                        || claims[i].name == claims[at].name
                        || !claims[i].own
                        || claims[i].clause.start <= claims[i - 1].clause.end + 6)
            })
            .last()
            .map_or(at + 1, |last| last + 1);
        let group: Vec<usize> = if listed(claims, at, end) { (at..end).collect() } else { vec![at] };
        let free = free_figures(claims, links, at, group.len() > 1);
        let apart = if group.len() > 1 { apart(claims, links, at, group.len()) } else { Vec::new() };
        let sized =
            if group.len() > 1 && group.len() > free.len() { sized(claims, links, at) } else { Vec::new() };
        if sized.len() == group.len() {
            for (&rate, &figure) in group.iter().zip(&sized) {
                links.give(rate, figure);
            }
        } else if group.len() > free.len() && apart.len() == group.len() {
            for (&rate, &figure) in group.iter().zip(&apart) {
                links.give(rate, figure);
            }
        } else if group.len() > 1 && free.len() >= group.len() {
            for (&rate, &figure) in group.iter().zip(&members(claims, &free, group.len())) {
                links.give(rate, figure);
            }
        } else if let Some(figure) = rated_before(claims, links, &free, at) {
            links.further.push((figure, at));
            links.used[at] = true;
        } else if let Some(next) = ahead(claims, links, &free, at) {
            links.give(at, next);
        } else if let Some(figure) = nearest(claims, &free, at) {
            links.give(at, figure);
        } else if let Some(figure) = of_stage(claims, links, at) {
            links.give(at, figure);
        } else if claims[at].of_plan
            && let Some(next) = following(claims, links, at)
        {
            links.give(at, next);
        }
        at += group.len();
    }
}

/// How many numbers before a rate may be the one that it names again.
const NAMES: usize = 24;

/// 合同外资15310万美元，实际外资14582万美元，…，合同外资和实际外资分别完成目标的81.2%和115.7%: the figure that a rate names
/// again, apart from it.
fn of_its_name(claims: &[Claim], links: &Links, rate: usize) -> Option<usize> {
    let told = &claims[rate];
    let before = near::sentence(claims, rate).start..rate;
    if !(told.of_plan && told.own && told.key.chars().count() >= 3) {
        return None;
    }
    let figure = before.rev().take(NAMES).find(|&at| {
        let claim = &claims[at];
        claim.name == told.name
            && claim.own
            && matches!(claim.role, Role::Figure | Role::Base)
            && claim.quantity.kind != QuantityKind::Percent
    })?;
    (links.rate_of[figure].is_none() && claims[figure].at.clause + 1 < told.at.clause).then_some(figure)
}

/// 新签约项目168个，协议总投资736亿元，完成任务的84%和81.8%: with the sizes of what is counted, as many as there are rates.
fn sized(claims: &[Claim], links: &Links, rate: usize) -> Vec<usize> {
    let told = &claims[rate];
    let before = near::sentence(claims, rate).start..rate;
    let counts = |claim: &Claim| matches!(claim.role, Role::Figure | Role::Base) || claim.size;
    let of_plan = told.of_plan && told.host.is_none();
    before
        .filter(|&at| {
            of_plan
                && claims[at].at.segment == told.at.segment
                && claims[at].host.is_none()
                && claims[at].quantity.kind != QuantityKind::Percent
                && links.rate_of[at].is_none()
                && counts(&claims[at])
        })
        .collect()
}

/// 出栏生猪186万头。出栏肉牛4万头。分别完成目标的42.3%、34%: the figures of so many sentences before, one each.
fn apart(claims: &[Claim], links: &Links, rate: usize, count: usize) -> Vec<usize> {
    let told = &claims[rate];
    let mut found: Vec<usize> = Vec::new();
    let before = near::block(claims, rate).start..near::sentence(claims, rate).start;
    for at in before.rev() {
        let claim = &claims[at];
        if told.at.sentence - claim.at.sentence > count || found.len() == count {
            break;
        }
        let figure = claim.role == Role::Figure && claim.own && links.rate_of[at].is_none();
        if figure && found.iter().all(|&known| claims[known].at.sentence != claim.at.sentence) {
            found.push(at);
        }
    }
    found.reverse();
    found
}

/// The figure right before a rate of the plan that has another rate already, where no free figure stands behind it.
fn rated_before(claims: &[Claim], links: &Links, free: &[usize], rate: usize) -> Option<usize> {
    let told = &claims[rate];
    let rated = (near::sentence(claims, rate).start..rate)
        .rev()
        .take_while(|&at| claims[at].at.segment == told.at.segment)
        .find(|&at| matches!(claims[at].role, Role::Figure | Role::Base))?;
    let other = links.rate_of[rated]?;
    let behind = claims[other].of_plan && told.of_plan && !told.own;
    (behind && !free.contains(&rated) && told.at.clause == claims[other].at.clause + 1).then_some(rated)
}

/// The figures that a list of so many rates speaks of: the last ones, where they are of one kind; else those of the
/// kind of the last one, or the last of each clause, where there are as many (6个项目完成投资9亿元，4个…5亿元，分别占…).
fn members(claims: &[Claim], free: &[usize], count: usize) -> Vec<usize> {
    let last = &free[free.len() - count..];
    let kind = |figure: usize| claims[figure].quantity.kind;
    let Some(&end) = last.last() else { return Vec::new() };
    if last.iter().all(|&figure| kind(figure) == kind(end)) {
        return last.to_vec();
    }
    let same: Vec<usize> = free.iter().copied().filter(|&figure| kind(figure) == kind(end)).collect();
    if same.len() == count {
        return same;
    }
    let clause = |figure: usize| claims[figure].at.clause;
    let ends: Vec<usize> = free
        .iter()
        .enumerate()
        .filter(|&(place, &figure)| free.get(place + 1).is_none_or(|&next| clause(next) != clause(figure)))
        .map(|(_, &figure)| figure)
        .collect();
    if ends.len() == count { ends } else { last.to_vec() }
}

/// 已开工8037户，其中已竣工4480户，开工率83.61%；竣工率46.61%: the figure of the stage that the rate names.
fn of_stage(claims: &[Claim], links: &Links, rate: usize) -> Option<usize> {
    let told = &claims[rate];
    let staged = !told.of_plan && !told.stage.is_empty();
    (near::sentence(claims, rate).start..rate).rev().filter(|_| staged).find(|&at| {
        let claim = &claims[at];
        claim.role == Role::Figure
            && links.rate_of[at].is_none()
            && !claim.stage.is_empty()
            && told.name.contains(claim.stage.trim_start_matches('已'))
    })
}

/// 石堰镇完成任务的96%: the rate of what its own clause names, not of a figure before.
fn of_its_own(claims: &[Claim], at: usize) -> bool {
    let rate = &claims[at];
    let followed = claims.get(at + 1).is_some_and(|next| {
        next.at.segment == rate.at.segment
            && next.at.clause == rate.at.clause + 1
            && next.role == Role::Figure
            && !(next.own && !next.key.is_empty() && !touching(&next.key, &rate.key))
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
    let figures = free(claims, links, rate, list, |at| {
        let claim = &claims[at];
        matches!(claim.role, Role::Figure | Role::Base) && claim.quantity.kind != QuantityKind::Percent
    });
    if !figures.is_empty() || !claims[rate].of_plan {
        return figures;
    }
    // 能耗累计下降8.9%，完成目标任务的55.6%.
    let told = |at: usize| claims[at].role == Role::Change && claims[at].told;
    free(claims, links, rate, list, |at| {
        let listed = at > 0 && claims[at - 1].at.clause == claims[at].at.clause && told(at - 1);
        told(at) || claims[at].role == Role::Change && listed
    })
}

fn free(
    claims: &[Claim],
    links: &Links,
    rate: usize,
    list: bool,
    wanted: impl Fn(usize) -> bool,
) -> Vec<usize> {
    (near::sentence(claims, rate).start..rate)
        .filter(|&i| {
            (list || claims[i].at.segment == claims[rate].at.segment)
                && wanted(i)
                && links.rate_of[i].is_none()
                && (claims[i].host.is_none() || claims[rate].host.is_some())
                && (claims[i].reached || !claims[i].process || claims[rate].host.is_some())
                && (claims[rate].host.is_none()
                    || claims[i].at.clause == claims[rate].at.clause
                    || claims[i].bracket.is_some() && claims[i].bracket == claims[rate].bracket)
        })
        .collect()
}

/// The nearest free figure; a rate of a stage prefers the figure of that stage. No figure that another
/// rate's figure stands behind.
fn nearest(claims: &[Claim], free: &[usize], rate: usize) -> Option<usize> {
    let name = &claims[rate].name;
    let staged = free
        .iter()
        .rev()
        .find(|&&f| !claims[rate].of_plan && !claims[f].stage.is_empty() && name.contains(&claims[f].stage));
    let level = |figure: &usize| {
        ["千人", "人均", "每万", "每千", "户均"].iter().any(|word| claims[*figure].name.contains(word))
    };
    let told = |figure: &usize| !level(figure) && !beside(claims, free, rate, *figure);
    let last = free.iter().rev().copied().find(told).or(free.last().copied())?;
    let chosen = staged.copied().unwrap_or(last);
    // 集采9批次，约定采购量完成率112%: the rate of a noun of its own.
    let noun = ["完成率", "执行率", "回款率", "支付率"].iter().find_map(|end| name.strip_suffix(end));
    let other =
        noun.is_some_and(|noun| noun.chars().nth(2).is_some() && !touching(noun, &claims[chosen].name));
    if other && claims[rate].own && claims[rate].at.clause != claims[chosen].at.clause {
        return None;
    }
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
    let other = names_another(claims, rate, chosen) || other_stage(claims, rate, chosen);
    (!own_work && !compound && !other && claims[chosen].at.clause + 4 >= claims[rate].at.clause)
        .then_some(chosen)
}

/// 开工2081个，惠及居民31.6万户，占任务的66% and 开工2733个、40.9万户，占任务的86.7%: whom the works serve, or how large they
/// are besides; the rate of the plan speaks of the works.
fn beside(claims: &[Claim], free: &[usize], rate: usize, figure: usize) -> bool {
    let claim = &claims[figure];
    let served = ["惠及", "受益", "涉及"].iter().any(|word| claim.name.starts_with(word));
    let before = figure.checked_sub(1).filter(|before| free.contains(before)).map(|before| &claims[before]);
    let listed = before.is_some_and(|before| {
        let gap = claim.quantity.span.start.saturating_sub(before.quantity.span.end);
        let people = |of: &Claim| of.quantity.unit_text.ends_with(['户', '人']);
        let works = before.quantity.unit.is_some() && !people(before);
        gap <= '、'.len_utf8() && before.key == claim.key && people(claim) && works
    });
    claims[rate].of_plan && !claims[rate].own && (served || listed)
}

/// 新签项目24个，开工率91.67%: the rate of a stage that the figure does not speak of.
fn other_stage(claims: &[Claim], rate: usize, figure: usize) -> bool {
    let (told, figure) = (&claims[rate], &claims[figure]);
    let staged = !told.of_plan && !told.stage.is_empty() && told.name.ends_with('率');
    staged && figure.stage.is_empty() && !figure.reached && !figure.name.contains(told.stage.as_str())
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
    let before = free.last().is_some_and(|&figure| {
        claims[figure].reached
            || claims[figure].at.clause + 1 >= claims[rate].at.clause
                && claims[figure].quantity.kind != QuantityKind::Count
    });
    let begins = claims[rate].of_plan && !before;
    let next = following(claims, links, rate)?;
    let own = (next + 1 < claims.len())
        && claims[next + 1].role == Role::Rate
        && claims[next + 1].at.sentence == claims[rate].at.sentence;
    (begins && claims[next].reached && !own).then_some(next)
}

/// 西环高架：完成总工程量的46%，累计浇筑桩基312根: the figure is of something else than the rate.
fn of_another(rate: &Claim, next: &Claim) -> bool {
    next.own && !next.key.is_empty() && !rate.key.is_empty() && !touching(&next.key, &rate.key)
}

fn following(claims: &[Claim], links: &Links, rate: usize) -> Option<usize> {
    (rate + 1..near::sentence(claims, rate).end)
        .take_while(|&i| {
            claims[i].at.segment == claims[rate].at.segment
                && claims[i].at.clause <= claims[rate].at.clause + 1
        })
        .find(|&i| {
            claims[i].role == Role::Figure
                && links.rate_of[i].is_none()
                && claims[i].quantity.kind != QuantityKind::Percent
        })
        .filter(|&next| !claims[rate].own || claims[next].reached)
        .filter(|&next| !of_another(&claims[rate], &claims[next]))
}

/// 完成全年46万人目标的58%: the figure before it is the result of that goal.
pub(super) fn basis_goals(claims: &[Claim], links: &mut Links) {
    for (g, goal) in claims.iter().enumerate() {
        if !goal.basis {
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
            // 较目标40万元差1.4万元, 比目标42%低0.8个百分点: how far it is, not a rate.
            .filter(|&rate| {
                let kind = claims[rate].quantity.kind;
                kind != QuantityKind::Points && !claims[rate].same_counter(&goal.quantity)
                    || kind == QuantityKind::Percent
            });
        let told = |f: &usize| {
            matches!(claims[*f].role, Role::Figure | Role::Base)
                && likeness::comparable(goal, &claims[*f], true)
                && (goal.host.is_none() || claims[*f].host.is_none())
                && !claims[*f].basis
        };
        // 参保28730人，其中学生24071人，占任务17500人的164.17%: the one that the rate follows from, else the last.
        let figures = || (around.start..g).rev().filter(told);
        let follows = |f: &usize| {
            claims[*f].at.segment == goal.at.segment
                && rate.is_some_and(|rate| agrees(&claims[*f], goal, &claims[rate]))
        };
        let compared = |f: &usize| {
            claims[*f].role == Role::Aside
                && claims[*f].same_counter(&goal.quantity)
                && claims[*f].host.is_none()
        };
        let asides = || (around.start..g).rev().filter(compared);
        // 协议投资142.6亿元，…。协议投资额完成200亿元目标的71.3%: what it follows from may stand a sentence before.
        let counted = |f: &usize| told(f) || claims[*f].size && claims[*f].same_counter(&goal.quantity);
        let proved = |f: &usize| {
            claims[*f].at.sentence + 2 >= goal.at.sentence
                && links.free(*f)
                && rate.is_some_and(|rate| agrees(&claims[*f], goal, &claims[rate]))
        };
        let before = || (near::block(claims, g).start..around.start).rev().filter(counted).find(proved);
        let figure = figures()
            .find(follows)
            .or_else(|| asides().find(follows))
            .or_else(|| figures().next())
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

/// 上报资金31亿元（任务数29亿元）: the goal in the bracket right behind a figure is that figure's.
pub(super) fn bracketed_goals(claims: &[Claim], links: &mut Links) {
    for (g, goal) in claims.iter().enumerate() {
        let host = goal.host.filter(|_| goal.role == Role::Goal && goal.declared && !goal.basis);
        let Some(host) = host.filter(|&host| host + 1 == g && links.free(g) && links.free(host)) else {
            continue;
        };
        let figure = &claims[host];
        let share = figure.role == Role::Rate && !figure.of_plan && !links.used[host];
        let told = matches!(figure.role, Role::Figure | Role::Base) || share || is_share(figure);
        let behind = goal.clause.start <= figure.quantity.span.end + '（'.len_utf8() + 1;
        if told && behind && figure.same_counter(&goal.quantity) && goal.growth == figure.growth {
            links.used[host] |= share;
            links.join(g, host, Grounds::SameFrame);
        }
    }
}

/// 装配式建筑占新建建筑面积的31.4%: a share, which is a level of its own where a goal follows.
fn is_share(claim: &Claim) -> bool {
    claim.role == Role::Aside && claim.quantity.kind == QuantityKind::Percent && &*claim.rule == "share"
}

/// 完成进度：73%: a rate in a line of its own belongs to the pair of its block that it follows from, or to the
/// only one.
pub(super) fn of_lines(claims: &[Claim], links: &mut Links) {
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
        let pair = links.pairs_of(near::block(claims, rate)).into_iter().find(|&pair| {
            let Pair { goal, figure, .. } = links.pairs[pair];
            touching(&claims[goal].key, &told.key) && agrees(&claims[figure], &claims[goal], told)
        });
        if let Some(pair) = pair {
            links.pairs[pair].rate = links.pairs[pair].rate.or(Some(rate));
            links.used[rate] = true;
        }
    }
}
