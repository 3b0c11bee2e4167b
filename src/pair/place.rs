//! Pairs by place: parallel lists, equal item numbers, and the only goal and figure of a unit that are left.

use super::{Links, likeness, may_answer};
use crate::{
    interpret::{Claim, Role},
    model::Grounds,
    rules::Synonyms,
};

/// Lists of equal length and units in one sentence, or in the next: member by member.
pub(super) fn parallel(claims: &[Claim], links: &mut Links, synonyms: &Synonyms) {
    let goals = lists(claims, links, |claim| claim.role == Role::Goal && claim.declared && !claim.basis);
    let figures = lists(claims, links, |claim| claim.role == Role::Figure);
    for list in &goals {
        let first = &claims[list[0]];
        let fits = figures.iter().filter(|other| {
            let begins = &claims[other[0]];
            other.len() == list.len()
                && begins.block == first.block
                && begins.sentence.abs_diff(first.sentence) <= 1
                && list.iter().zip(*other).all(|(&goal, &figure)| allowed(&claims[goal], &claims[figure], synonyms))
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

/// Runs of two or more free claims of one sentence that `wanted` takes.
fn lists(claims: &[Claim], links: &Links, wanted: impl Fn(&Claim) -> bool) -> Vec<Vec<usize>> {
    let mut found: Vec<Vec<usize>> = Vec::new();
    for (index, claim) in claims.iter().enumerate() {
        if !wanted(claim) || !links.free(index) {
            continue;
        }
        match found.last_mut() {
            Some(list) if list.last().is_some_and(|&last| claims[last].sentence == claim.sentence) => {
                list.push(index);
            }
            Some(_) | None => found.push(vec![index]),
        }
    }
    found.retain(|list| list.len() > 1);
    found
}

/// One open goal and one free figure of its unit in the block, and nothing in their names against it.
pub(super) fn only_one(claims: &[Claim], links: &mut Links, synonyms: &Synonyms) {
    let open: Vec<usize> = (0..claims.len())
        .filter(|&index| {
            let claim = &claims[index];
            claim.role == Role::Goal && claim.declared && !claim.basis && links.free(index)
        })
        .collect();
    for &goal in &open {
        let block = claims[goal].block;
        let rivals = open.iter().filter(|&&other| {
            other != goal && claims[other].block == block && claims[other].same_unit(&claims[goal].quantity)
        });
        let figures: Vec<usize> = (0..claims.len())
            .filter(|&figure| {
                let claim = &claims[figure];
                claim.block == block
                    && claim.role == Role::Figure
                    && links.free(figure)
                    && likeness::same_counter(claim, &claims[goal])
            })
            .collect();
        let [figure] = figures[..] else { continue };
        let item = &claims[goal].item;
        let same_item = !item.is_empty() && claims[figure].item == *item && claims[figure].piece != claims[goal].piece;
        if rivals.count() == 0 && allowed(&claims[goal], &claims[figure], synonyms) {
            let named = claims[figure].reached && !claims[figure].own;
            if same_item {
                links.join(goal, figure, Grounds::SamePlace);
            } else if named {
                links.join(goal, figure, Grounds::OnlyOne);
            }
        }
    }
}

fn allowed(goal: &Claim, figure: &Claim, synonyms: &Synonyms) -> bool {
    may_answer(goal, figure)
        && likeness::comparable(goal, figure, true)
        && !synonyms.conflict(&goal.name, &figure.name)
}
