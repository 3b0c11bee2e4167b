//! Pairs by place: parallel lists, equal item numbers, and the only goal and figure of a unit that are left.

use super::{likeness, links::Links, near, veto::may_answer};
use crate::{
    interpret::{Claim, Role, touching},
    model::{Grounds, QuantityKind},
    rules::{Mark, Synonyms},
};

/// Nameless results under the number of a goal of the same block: （1）…; （1）….
pub(super) fn items(claims: &[Claim], links: &mut Links, synonyms: &Synonyms) {
    for goal in 0..claims.len() {
        let said = &claims[goal];
        if said.role != Role::Goal || said.at.item.is_empty() || !links.free(goal) {
            continue;
        }
        let figure = near::block(claims, goal).find(|&figure| {
            let claim = &claims[figure];
            claim.at.item == said.at.item
                && claim.at.piece != said.at.piece
                && claim.role == Role::Figure
                && !claim.own
                && links.free(figure)
                && likeness::same_counter(claim, said)
                && allowed(said, claim, synonyms)
        });
        if let Some(figure) = figure {
            links.join(goal, figure, Grounds::SamePlace);
        }
    }
}

/// Lists of equal length and units in one sentence, or in the next: member by member.
pub(super) fn parallel(claims: &[Claim], links: &mut Links, synonyms: &Synonyms) {
    let goals = lists(claims, links, |claim| claim.role == Role::Goal && claim.declared && !claim.basis);
    let figures = lists(claims, links, |claim| claim.role == Role::Figure);
    for list in &goals {
        let first = &claims[list[0]];
        // Lists come in the order of their sentences.
        let from = figures.partition_point(|other| claims[other[0]].at.sentence + 1 < first.at.sentence);
        // A stop and the end of its part stand between: 目标：…。完成情况：….
        let to = figures.partition_point(|other| claims[other[0]].at.sentence <= first.at.sentence + 2);
        let fits = figures[from..to].iter().filter(|other| {
            other.len() == list.len()
                && claims[other[0]].at.block == first.at.block
                && list
                    .iter()
                    .zip(*other)
                    .all(|(&goal, &figure)| allowed(&claims[goal], &claims[figure], synonyms))
        });
        if let [other] = fits.collect::<Vec<_>>()[..] {
            for (&goal, &figure) in list.iter().zip(other) {
                if links.free(goal) && links.free(figure) {
                    links.join(goal, figure, Grounds::SamePlace);
                }
            }
        }
    }
}

/// 下降12.8%。…，下降34.6%，超额完成浓度下降3.5%、天数减少5%的目标: the changes before a list of goals of growth that looks back, member
/// by member.
pub(super) fn looked_back(claims: &[Claim], links: &mut Links) {
    let closes = |claim: &Claim| {
        claim.role == Role::Goal && claim.growth && claim.rule.is(Mark::ClosesList) && claim.host.is_none()
    };
    let mut start = 0;
    while start < claims.len() {
        let segment = claims[start].at.segment;
        let listed = |claim: &&Claim| closes(claim) && claim.at.segment == segment;
        let count = claims[start..].iter().take_while(listed).count();
        let goals = start..start + count;
        start += count.max(1);
        if count < 2 || !goals.clone().all(|goal| links.free(goal)) {
            continue;
        }
        let near = |at: &usize| {
            claims[*at].role != Role::Goal && claims[*at].at.sentence + 1 >= claims[goals.start].at.sentence
        };
        let grew = |at: &usize| claims[*at].role == Role::Change && claims[*at].growth && links.free(*at);
        let mut changes: Vec<usize> =
            (0..goals.start).rev().take_while(near).filter(grew).take(count).collect();
        changes.reverse();
        let alike =
            goals.clone().zip(&changes).all(|(goal, &change)| claims[goal].fell == claims[change].fell);
        if changes.len() == count && alike {
            for (goal, change) in goals.zip(changes) {
                links.join(goal, change, Grounds::SamePlace);
            }
        }
    }
}

/// Runs of two or more free claims of one sentence that `wanted` takes.
fn lists(claims: &[Claim], links: &Links, wanted: impl Fn(&Claim) -> bool) -> Vec<Vec<usize>> {
    let mut found: Vec<Vec<usize>> = Vec::new();
    for (index, claim) in claims.iter().enumerate() {
        if !wanted(claim) || !links.free(index) {
            continue;
        }
        match found.last_mut() {
            Some(list) if list.last().is_some_and(|&last| claims[last].at.sentence == claim.at.sentence) => {
                list.push(index);
            }
            Some(_) | None => found.push(vec![index]),
        }
    }
    found.retain(|list| list.len() > 1);
    found
}

/// 目标争取资金20亿元，其中专项债12亿元。到位11.36亿元，其中专项债6.8亿元: where the parts answer each other, so do the
/// amounts before them.
pub(super) fn wholes_of_parts(claims: &[Claim], links: &mut Links, synonyms: &Synonyms) {
    let parts: Vec<(usize, usize)> = links
        .pairs
        .iter()
        .map(|pair| (pair.goal, pair.figure))
        .filter(|&(goal, figure)| claims[goal].part && claims[goal].at.sentence != claims[figure].at.sentence)
        .collect();
    let whole = |links: &Links, part: usize, role: Role| {
        (near::sentence(claims, part).start..part).rev().find(|&at| {
            claims[at].role == role
                && !claims[at].part
                && links.free(at)
                && likeness::same_counter(&claims[at], &claims[part])
        })
    };
    for (goal, figure) in parts {
        let wholes = whole(links, goal, Role::Goal).zip(whole(links, figure, Role::Figure));
        if let Some((goal, figure)) =
            wholes.filter(|&(goal, figure)| allowed(&claims[goal], &claims[figure], synonyms))
        {
            links.join(goal, figure, Grounds::SamePlace);
        }
    }
}

/// One open goal and one free figure of its unit in the block, and nothing in their names against it.
pub(super) fn only_one(claims: &[Claim], links: &mut Links, synonyms: &Synonyms) {
    for goal in 0..claims.len() {
        let said = &claims[goal];
        let wanted = |claim: &Claim| claim.role == Role::Goal && claim.declared && !claim.basis;
        if !wanted(said) || said.said_done || !links.free(goal) {
            continue;
        }
        let inside = |claim: &Claim| {
            let item = said.at.item.is_empty() || claim.at.item == said.at.item;
            item && likeness::same_counter(claim, said)
        };
        let rivals = near::block(claims, goal).filter(|&other| {
            other != goal && wanted(&claims[other]) && links.free(other) && inside(&claims[other])
        });
        let figures: Vec<usize> = near::block(claims, goal)
            .filter(|&figure| {
                let claim = &claims[figure];
                claim.role == Role::Figure
                    && links.free(figure)
                    && !claim.process
                    && !claim.part
                    && inside(claim)
                    // What was told before a goal was set does not answer it only because it is left.
                    && claim.at.sentence >= said.at.sentence
            })
            .collect();
        let near: Vec<usize> =
            figures.iter().copied().filter(|&figure| touching(&said.key, &claims[figure].key)).collect();
        let figures = if near.is_empty() { figures } else { near };
        let same = figures.windows(2).all(|pair| claims[pair[0]].key == claims[pair[1]].key);
        let latest = figures.iter().copied().max_by_key(|&figure| {
            (claims[figure].as_of.map_or(0, |(as_of, _)| as_of.month), std::cmp::Reverse(figure))
        });
        let Some(figure) = latest.filter(|_| same) else { continue };
        if rivals.count() == 0 && allowed(said, &claims[figure], synonyms) {
            links.joined_by_place(claims, goal, figure);
        }
    }
}

impl Links {
    /// Joins the last goal and figure of a unit where their place or their words speak for it.
    fn joined_by_place(&mut self, claims: &[Claim], goal: usize, figure: usize) {
        let (said, reported) = (&claims[goal], &claims[figure]);
        let item = !said.at.item.is_empty()
            && reported.at.item == said.at.item
            && reported.at.piece != said.at.piece;
        if item {
            self.join(goal, figure, Grounds::SamePlace);
        } else if (reported.reached
            || reported.at.result_part
            || said.at.heading
            || said.quantity.kind == QuantityKind::Percent)
            && (!reported.own || said.at.heading || figure == goal + 1 || touching(&said.key, &reported.key))
        {
            self.join(goal, figure, Grounds::OnlyOne);
        }
    }
}

fn allowed(goal: &Claim, figure: &Claim, synonyms: &Synonyms) -> bool {
    may_answer(goal, figure)
        && likeness::comparable(goal, figure, true)
        && !synonyms.conflict(&goal.name, &figure.name)
}

/// 举办10期，培训800人次，已举办11期，培训913人次: what stands right behind a pair of one sentence and is called the same is one, too.
pub(super) fn behind(claims: &[Claim], links: &mut Links) {
    let pairs: Vec<(usize, usize)> =
        links.pairs.iter().map(|pair| (pair.goal + 1, pair.figure + 1)).collect();
    for (goal, figure) in pairs.into_iter().filter(|&(goal, figure)| goal < figure && figure < claims.len()) {
        let (said, told) = (&claims[goal], &claims[figure]);
        let counted =
            matches!(said.role, Role::Goal | Role::Base | Role::Figure) && told.role == Role::Figure;
        let named = said.own && told.own && said.key == told.key && !said.key.is_empty();
        let beside =
            [goal - 1, figure - 1, goal].iter().all(|&at| claims[at].at.sentence == told.at.sentence);
        let between = goal + 1 < figure;
        let open = links.free(goal) && links.free(figure) && may_answer(said, told) && !told.process;
        if counted && named && beside && between && open && said.same_counter(&told.quantity) {
            links.join(goal, figure, Grounds::SamePlace);
        }
    }
}
