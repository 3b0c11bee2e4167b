//! Cells of goals and of results beside each other: what a cell of results says was reached.

use super::{context::Context, measures::one_measure};
use crate::{
    interpret::{Claim, Role},
    model::Quantity,
    text::Span,
};

/// A goal without 其中 in front: in a row of its own a part is the whole of what its figure answers.
pub(super) fn own_row(text: &str, goal: Span) -> Span {
    let words = goal.text(text);
    let Some(at) = words.find("其中").filter(|&at| !words[..at].contains(char::is_alphabetic)) else {
        return goal;
    };
    let rest = words[at + "其中".len()..].trim_start_matches(['，', ',', '：', ':', ' ']);
    Span::new(goal.end - rest.len(), goal.end)
}

/// The row of the roles that takes 3项 for a count of items that were named before.
const ITEMS: &str = "items";

/// Beside a cell of goals a cell of results sets none, unless it says so.
pub(super) fn reached(context: &Context, claims: &mut [Claim]) {
    let set: Vec<Quantity> =
        claims.iter().filter(|claim| claim.at.goal_part).map(|claim| claim.quantity.clone()).collect();
    let told = |claim: &&mut Claim| {
        let answers = || set.iter().any(|goal| one_measure(goal, &claim.quantity));
        let done = || claim.clause.text(&context.source.text).contains("已将");
        let listed = match claim.role {
            Role::Goal => !claim.declared || done(),
            Role::Base | Role::Figure => !claim.early,
            // 完成3项 of 不少于3项.
            Role::Aside => &*claim.rule == ITEMS && answers(),
            Role::Rate | Role::Change => false,
        };
        !claim.at.goal_part && listed
    };
    for claim in claims.iter_mut().filter(told) {
        (claim.role, claim.reached) = (Role::Figure, true);
    }
}
