//! Rates that stand in a row, and the figures that they speak of one by one.

use std::ops::Range;

use crate::pair::{links::Links, near};
use crate::{
    interpret::{Claim, Role},
    model::QuantityKind,
};

/// The rates of the list that begins here, or the one rate alone.
pub(super) fn from(claims: &[Claim], at: usize) -> Range<usize> {
    let end = (at..near::sentence(claims, at).end)
        .take_while(|&i| {
            claims[i].role == Role::Rate
                && (i == at
                    || claims[i].name == claims[at].name
                    || claims[i].clause.start <= claims[i - 1].clause.end + 6)
        })
        .last()
        .map_or(at + 1, |last| last + 1);
    let end = (at + 1..=end).rev().find(|&end| listed(claims, at, end)).unwrap_or(at + 1);
    at..end
}

/// 退出煤矿28处、产能1046万吨，分别完成国家目标的280%、131%，省定目标的233%、116%: the figures of the list of rates right before,
/// where no figure stands between.
pub(super) fn again(claims: &[Claim], links: &Links, list: Range<usize>) -> Option<Vec<usize>> {
    let before = list.start.checked_sub(list.len()).filter(|_| list.len() > 1)?..list.start;
    let around = near::sentence(claims, list.start);
    let figure = |rate: usize| {
        let told = claims[rate].role == Role::Rate && claims[rate].of_plan && around.contains(&rate);
        (around.start..rate).find(|&figure| told && links.rate_of[figure] == Some(rate))
    };
    before.map(figure).collect()
}

/// The figures of a list of rates, one each; `None` where there is no list, or not as many figures.
pub(super) fn figures(
    claims: &[Claim],
    links: &Links,
    list: Range<usize>,
    free: &[usize],
) -> Option<Vec<usize>> {
    let (at, count) = (list.start, list.len());
    if count < 2 {
        return None;
    }
    if free.len() >= count {
        return Some(members(claims, free, count));
    }
    let found = apart(claims, links, at, count);
    let found = if found.len() == count { found } else { parts_before(claims, links, at) };
    (found.len() == count).then_some(found)
}

/// True where the rates from `from` to `to` stand in one list.
fn listed(claims: &[Claim], from: usize, to: usize) -> bool {
    to - from > 1
        && claims[from..to]
            .windows(2)
            .all(|pair| pair[1].quantity.span.start - pair[0].quantity.span.end <= 6)
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

/// 甲级收入2.7亿元；乙级3128万元。两级收入完成进度分别为64%、68%: what each part of the sentence before tells first.
fn parts_before(claims: &[Claim], links: &Links, rate: usize) -> Vec<usize> {
    let told = &claims[rate];
    let mut found: Vec<usize> = Vec::new();
    for at in near::block(claims, rate).start..near::sentence(claims, rate).start {
        let claim = &claims[at];
        let figure = claim.role == Role::Figure && claim.own && claim.quantity.kind != QuantityKind::Percent;
        let apart = found.last().is_none_or(|&known| claims[known].at.segment != claim.at.segment);
        if claim.at.sentence + 1 == told.at.sentence && figure && links.rate_of[at].is_none() && apart {
            found.push(at);
        }
    }
    found
}

/// The figures that a list of so many rates speaks of: the last ones, where they are of one kind; else those of the
/// kind of the last one, or the last of each clause, where there are as many (6个项目完成投资9亿元，4个…5亿元，分别占…).
fn members(claims: &[Claim], free: &[usize], count: usize) -> Vec<usize> {
    let last = &free[free.len() - count..];
    let kind = |figure: usize| claims[figure].quantity.kind;
    // 小区540个7.26万户和棚户区2.16万套: how large they are besides.
    let glued = |&&figure: &&usize| {
        figure > 0 && claims[figure - 1].quantity.span.end == claims[figure].quantity.span.start
    };
    let apart: Vec<usize> = free.iter().filter(|figure| !glued(figure)).copied().collect();
    if free.len() > count && apart.len() == count {
        return apart;
    }
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

/// How many numbers before a rate may be the one that it names again.
pub(super) const NAMES: usize = 24;
