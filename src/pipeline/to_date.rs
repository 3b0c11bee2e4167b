//! The goal of a year is met by the figure since January, and not by that of one month or quarter which stands before it:
//! 6月份新增60个，1—6月累计新增470个.

use crate::{
    interpret::{Claim, Role},
    model::{Basis, Finding, Kind},
    rules::Rulebook,
    text::Source,
};

/// Rows whose figure is of a month or a quarter with the figure of the year so far, where one stands beside it.
pub(super) fn figures(
    mut rows: Vec<Finding>,
    claims: &[Claim],
    source: &Source,
    rules: &Rulebook,
) -> Vec<Finding> {
    let flow = |claim: &Claim| rules.findings.flow_period(source, claim.quantity.core);
    let short = |claim: &&Claim| matches!(flow(claim), Some("month" | "quarter"));
    let own = |row: &Finding| {
        let goal = row.goal.as_ref().filter(|goal| goal.basis != Basis::Period);
        let figure = row
            .figure
            .as_ref()
            .filter(|_| goal.is_some() && row.kind == Kind::Paired && row.stated.is_none())?;
        claims.iter().find(|claim| claim.quantity.core == figure.quantity.core).filter(short)
    };
    let short: Vec<(usize, &Claim)> =
        rows.iter().enumerate().filter_map(|(at, row)| Some((at, own(row)?))).collect();
    if short.is_empty() {
        return rows;
    }
    let used: Vec<_> = rows.iter().flat_map(Finding::numbers).collect();
    let free = |claim: &&Claim| {
        claim.role == Role::Figure && !claim.part && !claim.growth && !used.contains(&claim.quantity.core)
    };
    let cumulative: Vec<&Claim> =
        claims.iter().filter(free).filter(|claim| flow(claim) == Some("year_to_date")).collect();
    for (row, own) in short {
        let beside: Vec<&&Claim> = cumulative.iter().filter(|claim| same(own, claim)).collect();
        if let [one] = beside[..] {
            rows[row].figure = Some(one.figure());
        }
    }
    rows
}

/// True for two figures of one thing in one block.
fn same(one: &Claim, other: &Claim) -> bool {
    let dimension = |claim: &Claim| claim.quantity.unit.as_ref().map(|unit| unit.dimension.clone());
    one.at.block == other.at.block
        && one.key == other.key
        && one.stage == other.stage
        && one.at.scope == other.at.scope
        && dimension(one) == dimension(other)
}
