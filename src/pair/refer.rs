//! Pairs of a goal and a figure of which one takes its name from the other: 计划…12亿元，已完成3.8亿元.

use super::{Links, circle, likeness, may_answer, may_be_base};
use crate::{
    interpret::{Claim, Role},
    model::Grounds,
    rules::Synonyms,
};

/// Joins what refers to each other.
pub(super) fn linked(claims: &[Claim], links: &mut Links, synonyms: &Synonyms) {
    let mut found: Vec<(usize, usize)> = Vec::new();
    for (index, claim) in claims.iter().enumerate() {
        match claim.role {
            Role::Figure | Role::Change => {
                found.extend(goal_behind(claims, index).map(|goal| (goal, index)));
            }
            Role::Goal => {
                let figure = claim.refers.filter(|&figure| {
                    matches!(claims[figure].role, Role::Figure | Role::Change)
                        && claims[figure].sentence == claim.sentence
                });
                found.extend(figure.map(|figure| (index, figure)));
            }
            Role::Base | Role::Rate | Role::Aside => {}
        }
    }
    // Of several stages the last before completion answers.
    found.sort_by_key(|&(goal, figure)| {
        let other_stage = !claims[goal].stage.is_empty() && claims[goal].stage != claims[figure].stage;
        (goal, other_stage, claims[figure].early, std::cmp::Reverse(figure))
    });
    for (goal, figure) in found {
        let open = links.free(goal) && links.free(figure);
        if open && allowed(&claims[goal], &claims[figure], synonyms) {
            links.join(goal, figure, Grounds::SameFrame);
            for stage in circle::stages(claims, links, goal, figure) {
                links.join(goal, stage, Grounds::SameFrame);
            }
        }
    }
}

/// The goal or base at the end of a chain of references.
fn goal_behind(claims: &[Claim], figure: usize) -> Option<usize> {
    let mut at = claims[figure].refers?;
    loop {
        match claims[at].role {
            Role::Goal | Role::Base => return Some(at),
            Role::Figure => match claims[at].refers {
                Some(earlier) => at = earlier,
                None => return (!claims[at].reached).then_some(at),
            },
            Role::Rate | Role::Change | Role::Aside => return None,
        }
    }
}

fn allowed(goal: &Claim, figure: &Claim, synonyms: &Synonyms) -> bool {
    let base = goal.role == Role::Goal || may_be_base(goal, figure);
    // A goal that names nothing is as much of a part as what it refers to.
    let part = !goal.own && goal.declared && figure.part && figure.host.is_none();
    base && !goal.basis
        && (part || may_answer(goal, figure))
        && (goal.growth == figure.growth)
        && likeness::comparable(goal, figure, true)
        && !synonyms.conflict(&goal.name, &figure.name)
}
