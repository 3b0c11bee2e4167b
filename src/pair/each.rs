//! A goal that holds of each of several, and what each of them has reached: 甲县、乙县任务均为500户，甲县完成420户，乙县完成380户.

use super::{likeness, links::Links, near};
use crate::{
    interpret::{Claim, Role, touching},
    model::Grounds,
    rules::Mark,
};

/// So many sentences behind the goal the figures may stand.
const SENTENCES: usize = 2;

/// Joins such a goal with the figure of each.
pub(super) fn answers(claims: &[Claim], links: &mut Links) {
    for goal in 0..claims.len() {
        let said = &claims[goal];
        if !said.rule.is(Mark::ForEach) || links.answers(goal) {
            continue;
        }
        let set = said.role == Role::Goal || matches!(said.role, Role::Base | Role::Figure) && !said.reached;
        let figures: Vec<usize> = answering(claims, links, goal).collect();
        if set && (figures.len() > 1 || links.paired(goal)) {
            for figure in figures {
                links.join(goal, figure, Grounds::SameFrame);
            }
        }
    }
}

/// The free figures behind a goal that tell of one of those that it names.
fn answering<'c>(claims: &'c [Claim], links: &'c Links, goal: usize) -> impl Iterator<Item = usize> + 'c {
    let said = &claims[goal];
    let other = |claim: &Claim| claim.role == Role::Goal && claim.same_counter(&said.quantity);
    (goal + 1..near::block(claims, goal).end)
        .take_while(move |&at| claims[at].at.sentence <= said.at.sentence + SENTENCES && !other(&claims[at]))
        .filter(move |&at| {
            let told = &claims[at];
            let named = touching(&said.name, &told.at.scope) || touching(&said.name, &told.name);
            told.role == Role::Figure
                && !told.process
                && told.host.is_none()
                && named
                && links.free(at)
                && likeness::same_counter(said, told)
        })
}
