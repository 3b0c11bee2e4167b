//! A document that is named as the plan is one, whatever its title says.

use std::collections::HashSet;

use crate::{
    interpret::Claim,
    model::{Basis, Bound, Finding, Goal, GoalKind, Kind, QuantityKind, Report},
    rules::{Frame, Rulebook},
    text::Span,
};

/// The goals of a plan: those that it declares and, where its title does not say that it reports, the counts beside
/// them; where it declares none, all its counts.
pub(super) fn goals(report: &Report, claims: &[Claim], rules: &Rulebook) -> Vec<Finding> {
    let declares = |row: &&Finding| row.goal.is_some();
    if rules.pages.tells(&report.title, Frame::Results) {
        return report.findings.iter().filter(declares).cloned().collect();
    }
    let none = !report.findings.iter().any(|row| declares(&row));
    let blocks = blocks(report, claims);
    let beside =
        |claim: Option<&Claim>| claim.is_some_and(|claim| blocks.contains(&claim.at.block) && is_set(claim));
    let goal = |row: &Finding| match &row.goal {
        Some(_) => Some(row.clone()),
        None => counted(row, claims, |claim| none || beside(claim)),
    };
    report.findings.iter().filter_map(goal).collect()
}

/// The blocks in which goals are set that nothing answers.
fn blocks(report: &Report, claims: &[Claim]) -> HashSet<usize> {
    let open = report.findings.iter().filter(|row| row.figure.is_none()).filter_map(|row| row.goal.as_ref());
    let cores: HashSet<Span> = open.map(|goal| goal.quantity.core).collect();
    claims.iter().filter(|claim| cores.contains(&claim.quantity.core)).map(|claim| claim.at.block).collect()
}

/// True where nothing says that it has been reached already.
fn is_set(claim: &Claim) -> bool {
    !claim.told && !claim.reached && !claim.bygone && claim.stage.is_empty() && !claim.part
}

/// A count of a plan as the goal that it is.
fn counted(row: &Finding, claims: &[Claim], holds: impl Fn(Option<&Claim>) -> bool) -> Option<Finding> {
    let figure = row.figure.as_ref().filter(|_| row.kind == Kind::Figure)?;
    let claim = claims.iter().find(|claim| claim.quantity.core == figure.quantity.core);
    if !holds(claim) {
        return None;
    }
    let relative =
        matches!(figure.quantity.kind, QuantityKind::Percent | QuantityKind::Tenths | QuantityKind::Points);
    let kind = match (claim.is_some_and(|claim| claim.growth), relative) {
        (true, _) => GoalKind::Growth,
        (false, true) => GoalKind::Level,
        (false, false) => GoalKind::Flow,
    };
    let bound = match figure.quantity.bound {
        Bound::Exactly => Bound::AtLeast,
        other => other,
    };
    let goal =
        Goal { quantity: figure.quantity.clone(), clause: figure.clause, kind, bound, basis: Basis::Annual };
    Some(Finding { kind: Kind::Open, goal: Some(goal), figure: None, ..row.clone() })
}
