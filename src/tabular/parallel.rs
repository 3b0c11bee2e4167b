//! Cells that say the same in the same order: 新增25台、完工18台 against 新增73台、完工46台.

use super::measures::one_measure;
use crate::{interpret::Claim, model::QuantityKind};

/// Letters before a number that must be the same, or
const BEFORE: usize = 2;

/// letters behind it.
const BEHIND: usize = 4;

/// The goals of one cell, each with its figure of the other, where both cells hold as many numbers, two or more, and the
/// words around each are the same.
pub(super) fn parallel<'c>(text: &str, claims: &'c [Claim]) -> Option<Vec<(&'c Claim, &'c Claim)>> {
    let (goals, figures): (Vec<&Claim>, Vec<&Claim>) = claims.iter().partition(|claim| claim.at.goal_part);
    // In 16个村安装监控探头240个 against 12个村安装185个 the last one follows from those before it.
    let last = |at: usize, goal: &Claim, figure: &Claim| {
        let ends = |claim: &Claim| !text[claim.quantity.core.end..].starts_with(char::is_alphanumeric);
        at > 0 && goal.quantity.unit_text == figure.quantity.unit_text && ends(goal) && ends(figure)
    };
    let alike = |(at, (goal, figure)): (usize, (&&Claim, &&Claim))| {
        let (one, other) = (goal.quantity.kind, figure.quantity.kind);
        one == other
            && one != QuantityKind::Points
            && one_measure(&goal.quantity, &figure.quantity)
            && (same_words(text, goal, figure) || at + 1 == goals.len() && last(at, goal, figure))
    };
    let both = goals.iter().zip(&figures).enumerate();
    let all = goals.len() > 1 && goals.len() == figures.len() && { both }.all(alike);
    all.then(|| goals.into_iter().zip(figures).collect())
}

fn same_words(text: &str, goal: &Claim, figure: &Claim) -> bool {
    let before = |claim: &Claim| -> String {
        let letters = text[..claim.quantity.core.start].chars().rev();
        letters
            .filter(|c| !"已共约了其中".contains(*c))
            .take_while(|c| c.is_alphanumeric())
            .take(BEFORE)
            .collect()
    };
    let behind = |claim: &Claim| -> String {
        text[claim.quantity.core.end..].chars().take_while(|c| c.is_alphanumeric()).take(BEHIND).collect()
    };
    let worded = |claim: &Claim| -> String {
        text[claim.quantity.core.end..].chars().take_while(|c| c.is_alphabetic()).collect()
    };
    let (one, other) = (worded(goal), worded(figure));
    let (short, long) = if one.len() < other.len() { (&one, &other) } else { (&other, &one) };
    if short.chars().count() >= BEFORE && long.starts_with(short.as_str()) {
        return true;
    }
    let same = |one: String, other: String, count: usize| one == other && one.chars().count() == count;
    same(before(goal), before(figure), BEFORE) || same(behind(goal), behind(figure), BEHIND)
}
