//! A goal and its figure in one bracket: 安平市（任务数552，完成数417，完成率75.5%）.

use super::{likeness, links::Links};
use crate::{
    interpret::{Claim, Role},
    model::Grounds,
};

/// Joins the one goal and the one figure of each bracket that holds nothing else than a rate of theirs.
pub(super) fn told(claims: &[Claim], links: &mut Links) {
    let mut start = 0;
    while start < claims.len() {
        let end =
            start + claims[start..].iter().take_while(|claim| claim.bracket == claims[start].bracket).count();
        if claims[start].bracket.is_some() {
            within(claims, start..end, links);
        }
        start = end;
    }
}

fn within(claims: &[Claim], inside: std::ops::Range<usize>, links: &mut Links) {
    let only = |role: Role| {
        let mut found = inside.clone().filter(|&at| claims[at].role == role);
        found.next().filter(|_| found.next().is_none())
    };
    let rate = only(Role::Rate);
    let Some((goal, figure)) = only(Role::Goal).zip(only(Role::Figure)) else { return };
    let alone = inside.len() == 2 + usize::from(rate.is_some());
    let said =
        claims[goal].declared && claims[figure].reached && claims[goal].growth == claims[figure].growth;
    if alone
        && said
        && links.free(goal)
        && links.free(figure)
        && likeness::same_counter(&claims[goal], &claims[figure])
    {
        if let Some(rate) = rate.filter(|&rate| !links.used[rate]) {
            links.give(rate, figure);
        }
        links.join(goal, figure, Grounds::SameFrame);
    }
}
