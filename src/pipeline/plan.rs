//! A document that is named as the plan is one, whatever its title says.

use crate::{
    interpret::Claim,
    model::{Basis, Bound, Finding, Goal, GoalKind, Kind, QuantityKind, Report},
    rules::{Frame, Rulebook},
};

/// The goals of a plan: those that it declares, or else, where its title does not say that it reports, its counts.
pub(super) fn goals(report: &Report, claims: &[Claim], rules: &Rulebook) -> Vec<Finding> {
    let declared: Vec<Finding> = report.findings.iter().filter(|row| row.goal.is_some()).cloned().collect();
    if !declared.is_empty() || rules.pages.tells(&report.title, Frame::Results) {
        return declared;
    }
    report.findings.iter().filter_map(|row| counted(row, claims)).collect()
}

/// A count of a plan as the goal that it is.
fn counted(row: &Finding, claims: &[Claim]) -> Option<Finding> {
    let figure = row.figure.as_ref().filter(|_| row.kind == Kind::Figure)?;
    let claim = claims.iter().find(|claim| claim.quantity.core == figure.quantity.core);
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
