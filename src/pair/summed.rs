//! What was done and what is left make the whole: 60个词条，已完成36个，需补充24个.

use super::{likeness, links::Links, near, rate::agrees};
use crate::{
    interpret::{Claim, Role},
    model::Grounds,
    rules::Mark,
};

/// How many numbers before a figure with a printed rate its whole may stand.
const NUMBERS: usize = 200;

/// Joins a figure to the count before it that it and what is left add up to.
pub(super) fn whole(claims: &[Claim], links: &mut Links) {
    for left in claims.iter().enumerate().filter(|(_, claim)| is_left(claim)).map(|(at, _)| at) {
        let around = near::sentence(claims, left);
        let beside =
            |at: &usize| likeness::same_counter(&claims[*at], &claims[left]) && claims[*at].host.is_none();
        let told = |at: &usize| matches!(claims[*at].role, Role::Figure | Role::Base) && !claims[*at].part;
        let done = (around.start..left).rev().filter(beside).find(|at| told(at));
        // 布设112个，布设108个，还差4个: what is left names nothing; 受案10件，结案6件，存案4件 tells of three things.
        let sure = |at: usize| claims[at].reached || !claims[left].own;
        let Some(done) = done.filter(|&at| sure(at) && !claims[at].process && links.free(at)) else {
            continue;
        };
        let value = |at: usize| claims[at].quantity.base_low();
        let sum = value(done).zip(value(left)).map(|(done, left)| done + left);
        // With a printed rate that follows, the whole may stand in a section before: 60个, and later 开工42个, 未开工18个, 70%.
        let rated = |at: usize| {
            links.rate_of[done].is_some_and(|rate| agrees(&claims[done], &claims[at], &claims[rate]))
        };
        let counted = if links.rate_of[done].is_some() {
            done.saturating_sub(NUMBERS)..done
        } else {
            near::piece(claims, done).start..left
        };
        let mut wholes = counted.filter(|&at| {
            let claim = &claims[at];
            likeness::same_counter(claim, &claims[done])
                && (matches!(claim.role, Role::Goal | Role::Base | Role::Figure) || is_named(claim))
                && at != done
                && !claim.reached
                && links.free(at)
                && (claim.at.sentence + 1 >= claims[done].at.sentence || rated(at))
                && claim.quantity.base_low() == sum
        });
        if let Some(whole) = wholes.next().filter(|_| wholes.next().is_none()) {
            links.join(whole, done, Grounds::SameFrame);
        }
    }
}

/// 42个重点项目中: counted, and no goal by itself.
fn is_named(claim: &Claim) -> bool {
    claim.role == Role::Aside && &*claim.rule == "name"
}

/// 剩余12件, 还需24个: what of the whole is not done yet.
fn is_left(claim: &Claim) -> bool {
    claim.role == Role::Aside && claim.rule.is(Mark::Left)
}
