//! Goals of a row that the prose stages left open, and the figures of the same row that they left free.

use super::{arithmetic::follows, prose::shares_word};
use crate::{
    interpret::{Claim, Role},
    model::{Figure, Finding, Grounds, Kind, Quantity},
    text::Span,
};

/// Pairs what is left in a row: by the printed rate, or where goals and figures of one measure are as many.
pub(crate) fn pair_leftovers(found: &mut [Finding], claims: &[Claim], rate: Option<&Quantity>) {
    let mut free: Vec<&Claim> = claims.iter().filter(|claim| is_free(claim, found)).collect();
    let open: Vec<usize> = (0..found.len()).filter(|&at| found[at].kind == Kind::Open).collect();
    let Some(goals) = open.iter().map(|&at| claim_of(&found[at], claims)).collect::<Option<Vec<_>>>() else {
        return;
    };
    let mut left: Vec<(usize, &Claim)> = open.into_iter().zip(goals).collect();
    if let Some(rate) = rate {
        left.retain(|&(at, goal)| {
            let fits =
                |figure: &&Claim| follows(&goal.quantity, &figure.quantity, rate) && one_kind(goal, figure);
            let Some(index) = free.iter().position(fits) else { return true };
            answer(&mut found[at], free.remove(index), Grounds::RateConfirms);
            false
        });
    }
    while let Some(&(_, first)) = left.first() {
        let (same, rest): (Vec<_>, Vec<_>) = left.into_iter().partition(|(_, goal)| one_kind(first, goal));
        left = rest;
        let figures: Vec<&Claim> = free.iter().copied().filter(|figure| one_kind(first, figure)).collect();
        if figures.len() != same.len() || figures.iter().any(|figure| figure.early && !figure.reached) {
            continue;
        }
        let alone = same.len() == 1;
        for (&(at, goal), figure) in same.iter().zip(figures) {
            if may_answer(goal, figure) {
                answer(&mut found[at], figure, if alone { Grounds::OnlyOne } else { Grounds::SamePlace });
            }
        }
    }
}

fn core(row: &Finding) -> [Option<Span>; 2] {
    let goal = row.goal.as_ref().map(|goal| goal.quantity.core);
    [goal, row.figure.as_ref().map(|figure| figure.quantity.core)]
}

/// A figure that no row has used.
fn is_free(claim: &Claim, found: &[Finding]) -> bool {
    claim.role == Role::Figure
        && !claim.process
        && !claim.goal_part
        && !found.iter().any(|row| core(row).contains(&Some(claim.quantity.core)))
}

fn claim_of<'a>(row: &Finding, claims: &'a [Claim]) -> Option<&'a Claim> {
    let span = core(row)[0]?;
    claims.iter().find(|claim| claim.quantity.core == span)
}

/// Money per month answers money in a cell that leaves the month out.
fn family(quantity: &Quantity) -> &str {
    let name = quantity.unit.as_ref().map_or("", |unit| unit.dimension.0.as_str());
    if name.starts_with("money") { "money" } else { name }
}

fn one_kind(one: &Claim, other: &Claim) -> bool {
    one.part == other.part
        && one.growth == other.growth
        && family(&one.quantity) == family(&other.quantity)
        && one.quantity.kind == other.quantity.kind
}

/// Counts need a name or a counter in common; other measures say enough by themselves.
fn may_answer(goal: &Claim, figure: &Claim) -> bool {
    let counter = |claim: &Claim| claim.quantity.unit.as_ref().map(|unit| unit.name.clone());
    family(&goal.quantity) != "count" && !family(&goal.quantity).is_empty()
        || counter(goal).is_some() && counter(goal) == counter(figure)
        || shares_word(&goal.name, &figure.name)
}

fn answer(row: &mut Finding, figure: &Claim, grounds: Grounds) {
    row.kind = Kind::Paired;
    row.unanswered = None;
    row.grounds = Some(grounds);
    row.figure = Some(Figure {
        quantity: figure.quantity.clone(),
        clause: figure.clause,
        negative: figure.fell,
        as_of: figure.as_of,
    });
}
