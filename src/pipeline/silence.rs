//! Why a source gives no rows.

use crate::{
    interpret::{Claim, Role},
    model::{Finding, Kind, Silence},
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
