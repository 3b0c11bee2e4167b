//! Goals among others that are answered, of which a number that nobody set beside them may tell.

use super::{links::Links, near};
use crate::interpret::{Claim, Role};

/// So many goals of a block that are answered say that it answers its goals.
const ANSWERED: usize = 2;

/// 计划更新公众号60篇 beside two goals that are answered, and 写了63篇 further on: what is told of it is told under another
/// name, so that it is no open goal.
pub(super) fn told_amid(claims: &[Claim], links: &Links, goal: usize) -> bool {
    let block = near::block(claims, goal);
    let answered = |&at: &usize| claims[at].role == Role::Goal && !links.of_goal[at].is_empty();
    let told = |at: usize| {
        let claim = &claims[at];
        claim.role == Role::Figure
            && claim.reached
            && claim.host.is_none()
            && links.free(at)
            && links.rate_of[at].is_none()
            && claim.same_counter(&claims[goal].quantity)
    };
    block.clone().filter(answered).nth(ANSWERED - 1).is_some() && (goal + 1..block.end).any(told)
}
