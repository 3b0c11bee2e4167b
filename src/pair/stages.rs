//! Figures of later stages of the same works.

use super::{likeness, links::Links, near, refuted::refuted};
use crate::interpret::{Claim, Role};

/// The last figure of the sentence that tells a later stage of the same thing (动工145口，建成98口).
pub(super) fn later_stage(claims: &[Claim], links: &Links, goal: usize, figure: usize) -> usize {
    let chosen = &claims[figure];
    if !chosen.early || !claims[goal].stage.is_empty() {
        return figure;
    }
    let later = (figure + 1..near::sentence(claims, figure).end)
        .take_while(|&other| claims[other].at.segment == chosen.at.segment)
        .filter(|&other| {
            let claim = &claims[other];
            let next = claim.refers == Some(figure) && claim.reached && !claim.early && !claim.part;
            next && links.free(other) && likeness::same_counter(chosen, claim)
        });
    later.last().unwrap_or(figure)
}

/// Other stages of the same goal: those with a rate of their own, and those between the goal and its figure.
pub(super) fn stages(claims: &[Claim], links: &Links, goal: usize, figure: usize) -> Vec<usize> {
    let chosen = &claims[figure];
    near::sentence(claims, figure)
        .filter(|&other| {
            let claim = &claims[other];
            other != figure
                && claim.role == Role::Figure
                && claim.key == chosen.key
                && claim.early
                && !claim.part
                && claim.stage != chosen.stage
                && (links.rate_of[other].is_some() || goal < other && other < figure)
                && links.free(other)
                && !refuted(claims, links, goal, other)
                && likeness::comparable(&claims[goal], claim, true)
        })
        .collect()
}
