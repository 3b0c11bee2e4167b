//! Why a source gives no rows.

use rust_decimal::Decimal;

use crate::{
    interpret::{Claim, Role},
    model::{Amount, Finding, Goal, GoalKind, Kind, Quantity, Silence},
    rules::Rulebook,
    scan::quantities,
    text::{Note, Source},
};

/// True where none of the findings is a row of the table: figures that no goal speaks of are none.
pub(super) fn nothing(findings: &[Finding]) -> bool {
    findings.iter().all(|row| row.kind == Kind::Figure)
}

/// Why there are no rows; `None` where there are some.
pub(super) fn of(
    findings: &[Finding],
    claims: &[Claim],
    tables: &[Note],
    source: &Source,
    rules: &Rulebook,
) -> Option<Silence> {
    if !nothing(findings) {
        return None;
    }
    let count = |roles: &[Role]| claims.iter().filter(|claim| roles.contains(&claim.role)).count();
    let refused = tables.iter().filter(|note| note.code.starts_with("table-")).count();
    let (goals, figures) = (count(&[Role::Goal, Role::Rate]), count(&[Role::Figure, Role::Base]));
    let figures = figures + findings.len();
    let numbers = || quantities(&source.text, rules).len();
    Some(if refused > 0 {
        Silence::Tables(refused)
    } else if goals > 0 {
        Silence::Nameless(goals)
    } else if figures > 0 {
        Silence::NoGoals(figures)
    } else if !claims.is_empty() {
        Silence::Background(claims.len())
    } else {
        match numbers() {
            0 => Silence::NoNumber,
            numbers => Silence::Outside(numbers),
        }
    })
}

/// Takes away the rows of a form that nobody filled in: every goal and figure in it is 0, and none is a limit.
pub(super) fn blank(findings: &mut Vec<Finding>) -> Option<Silence> {
    let zero = |quantity: &Quantity| quantity.amount == Amount::One(Decimal::ZERO);
    let counted = |goal: &Goal| {
        zero(&goal.quantity) && matches!(goal.kind, GoalKind::Flow | GoalKind::Level | GoalKind::About)
    };
    let empty = |row: &Finding| {
        row.goal.as_ref().is_none_or(counted)
            && row.figure.as_ref().is_none_or(|figure| zero(&figure.quantity))
            && row.stated.as_ref().is_none_or(|stated| stated.ratio.is_zero())
    };
    let rows = findings.iter().filter(|row| row.goal.is_some()).count();
    if rows == 0 || !findings.iter().all(empty) {
        return None;
    }
    findings.clear();
    Some(Silence::Blank(rows))
}
