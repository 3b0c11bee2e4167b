//! Goals of a row that the prose stages left open, and the figures of the same row that they left free.

use std::collections::HashSet;

use super::{finding::goal_kind, measures::shares_word};
use crate::{
    interpret::{Claim, Role},
    model::{Basis, Finding, Goal, Grounds, Kind, Quantity},
    rules::{Rulebook, Synonyms},
    text::Span,
};

/// Pairs what is left in a row, where goals and figures of one measure are as many.
///
/// `blank` is a row of that place without goal and figure.
pub(crate) fn pair_leftovers(
    found: &mut Vec<Finding>,
    claims: &[Claim],
    blank: &Finding,
    synonyms: &Synonyms,
) {
    let free: Vec<&Claim> = claims.iter().filter(|claim| is_free(claim, found)).collect();
    let mut left: Vec<&Claim> = claims.iter().filter(|claim| is_open(claim, found)).collect();
    while let Some(&first) = left.first() {
        let (same, rest): (Vec<_>, Vec<_>) = left.into_iter().partition(|goal| one_kind(first, goal));
        left = rest;
        let mut figures: Vec<&Claim> =
            free.iter().copied().filter(|figure| one_kind(first, figure)).collect();
        // 进场施工，其中8家已竣工: what is done of the whole, where nothing else is told.
        if figures.is_empty() && same.len() == 1 && !first.part {
            let done = |figure: &&Claim| figure.reached && !figure.early && like(first, figure);
            figures.extend(free.iter().copied().filter(done));
        }
        if figures.len() != same.len() || figures.iter().any(|figure| figure.early && !figure.reached) {
            continue;
        }
        let alone = same.len() == 1;
        let grounds = if alone { Grounds::OnlyOne } else { Grounds::SamePlace };
        for (goal, figure) in same.into_iter().zip(figures) {
            let other = alone && synonyms.conflict(&goal.name, &figure.name);
            if may_answer(goal, figure) && !other {
                answer(found, goal, figure, grounds, blank);
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
    (claim.role == Role::Figure || claim.role == Role::Change && claim.growth)
        && !claim.process
        && !claim.at.goal_part
        && !found.iter().any(|row| core(row).contains(&Some(claim.quantity.core)))
}

/// A goal that no figure answers yet.
fn is_open(claim: &Claim, found: &[Finding]) -> bool {
    claim.role == Role::Goal
        && claim.at.goal_part
        && !claim.process
        && !found.iter().any(|row| row.kind == Kind::Paired && core(row)[0] == Some(claim.quantity.core))
}

/// Money per month answers money in a cell that leaves the month out.
fn family(quantity: &Quantity) -> &str {
    let name = quantity.unit.as_ref().map_or("", |unit| unit.dimension.0.as_str());
    if name.starts_with("money") { "money" } else { name }
}

fn one_kind(one: &Claim, other: &Claim) -> bool {
    one.part == other.part && like(one, other)
}

fn like(one: &Claim, other: &Claim) -> bool {
    one.growth == other.growth && family(&one.quantity) == family(&other.quantity)
}

/// Counts need a name or a counter in common; other measures say enough by themselves.
fn may_answer(goal: &Claim, figure: &Claim) -> bool {
    let counter = |claim: &Claim| claim.quantity.unit.as_ref().map(|unit| unit.name.clone());
    family(&goal.quantity) != "count" && !family(&goal.quantity).is_empty()
        || counter(goal).is_some() && counter(goal) == counter(figure)
        || shares_word(&goal.name, &figure.name)
}

/// The figures of sentences that no row is made of: 全市生产总值1094.6亿元 beside 同比增长5.4%.
pub(super) fn untold(
    found: &[Finding],
    claims: &[Claim],
    sentences: &[Span],
    blank: &Finding,
    rules: &Rulebook,
) -> Vec<Finding> {
    let used: HashSet<Span> = found.iter().flat_map(Finding::numbers).collect();
    let told = |claim: &&Claim| {
        let core = claim.quantity.core;
        let here = sentences.iter().any(|sentence| sentence.covers(core));
        here && claim.is_reported() && !claim.process && !used.contains(&core)
    };
    let row = |claim: &Claim| Finding {
        kind: Kind::Figure,
        indicator: claim.reported_name(rules),
        scope: claim.at.scope.clone(),
        figure: Some(claim.figure()),
        stage: claim.stage.clone(),
        unanswered: None,
        rule: claim.rule.to_string(),
        ..blank.clone()
    };
    claims.iter().filter(told).map(row).collect()
}

/// A row of its own for a goal and its figure, or the open row of the goal.
pub(super) fn answer(
    found: &mut Vec<Finding>,
    goal: &Claim,
    figure: &Claim,
    grounds: Grounds,
    blank: &Finding,
) {
    let known =
        found.iter().position(|row| row.kind == Kind::Open && core(row)[0] == Some(goal.quantity.core));
    let at = known.unwrap_or_else(|| {
        let own = Goal {
            quantity: goal.quantity.clone(),
            clause: goal.clause,
            kind: goal_kind(&goal.quantity, &goal.name),
            bound: goal.quantity.bound,
            basis: Basis::Annual,
        };
        let named = if goal.name.chars().count() >= 2 { &goal.name } else { &figure.name };
        let indicator = if named.is_empty() { blank.indicator.clone() } else { named.clone() };
        found.push(Finding { indicator, goal: Some(own), ..blank.clone() });
        found.len() - 1
    });
    let row = &mut found[at];
    row.kind = Kind::Paired;
    row.unanswered = None;
    row.grounds = Some(grounds);
    row.rule = format!("{}+{}", goal.rule, figure.rule);
    row.figure = Some(figure.figure());
}
