//! What no verb leads among goals: a goal like those of its sentence.

use super::{Claim, Role};
use crate::rules::{Mark, RuleName};

/// So many goals of a sentence say that it lists goals.
const LED: usize = 2;

/// 硬化村路11公里；新打灌溉井14眼；改厕200座: what no known verb leads is a goal where at least as many of its sentence are.
pub(super) fn mark(claims: &mut [Claim]) {
    let mut start = 0;
    while start < claims.len() {
        let sentence = claims[start].at.sentence;
        let count = claims[start..].iter().take_while(|claim| claim.at.sentence == sentence).count();
        let here = &mut claims[start..start + count];
        let open = |claim: &Claim| claim.role == Role::Goal && !claim.basis && claim.host.is_none();
        let led = here
            .iter()
            .filter(|claim| open(claim) && claim.rule.is(Mark::Framed) && !claim.rule.is(Mark::OnlyAnswered))
            .count();
        let told = here.iter().any(|claim| claim.reached || claim.told || claim.role == Role::Rate);
        if led >= LED && !told {
            let unled = |claim: &&mut Claim| open(claim) && claim.rule.is(Mark::OnlyAnswered);
            for claim in here.iter_mut().filter(unled) {
                claim.rule = RuleName::marked("in-goals", &[Mark::Framed]);
            }
        }
        start += count;
    }
}
