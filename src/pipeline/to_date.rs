//! The goal of a year is met by the figure since January, and not by that of one month or quarter which stands before it:
//! 6月份新增60个，1—6月累计新增470个.

use std::collections::{HashMap, HashSet};

use crate::{
    interpret::{Claim, Role},
    model::{Basis, Finding, Kind},
    rules::Rulebook,
    text::{Source, Span},
};

/// Rows whose figure is of a month or a quarter with the figure of the year so far, where one stands beside it.
pub(super) fn figures(
    mut rows: Vec<Finding>,
    claims: &[Claim],
    source: &Source,
    rules: &Rulebook,
) -> Vec<Finding> {
    let flow = |core: Span| rules.findings.flow_period(source, core);
    let short = |row: &Finding| {
        let goal = row.goal.as_ref().filter(|goal| goal.basis != Basis::Period);
        let plain = goal.is_some() && row.kind == Kind::Paired && row.stated.is_none();
        let core = row.figure.as_ref().filter(|_| plain)?.quantity.core;
        matches!(flow(core), Some("month" | "quarter")).then_some(core)
    };
    let short: Vec<(usize, Span)> =
        rows.iter().enumerate().filter_map(|(at, row)| Some((at, short(row)?))).collect();
    if short.is_empty() {
        return rows;
    }
    let used: HashSet<Span> = rows.iter().flat_map(Finding::numbers).collect();
    let free = |claim: &Claim| {
        claim.role == Role::Figure && !claim.part && !claim.growth && !used.contains(&claim.quantity.core)
    };
    let (mut known, mut cumulative) = (HashMap::new(), HashMap::<usize, Vec<&Claim>>::new());
    for claim in claims {
        known.entry(claim.quantity.core).or_insert(claim);
        if free(claim) && flow(claim.quantity.core) == Some("year_to_date") {
            cumulative.entry(claim.at.block).or_default().push(claim);
        }
    }
    for (row, core) in short {
        let Some(own) = known.get(&core) else { continue };
        let block = cumulative.get(&own.at.block).into_iter().flatten();
        let beside: Vec<&&Claim> = block.filter(|claim| same(own, claim)).collect();
        if let [one] = beside[..] {
            rows[row].figure = Some(one.figure());
        }
    }
    rows
}

/// True for two figures of one thing.
fn same(one: &Claim, other: &Claim) -> bool {
    let dimension = |claim: &Claim| claim.quantity.unit.as_ref().map(|unit| unit.dimension.clone());
    one.key == other.key
        && one.stage == other.stage
        && one.at.scope == other.at.scope
        && dimension(one) == dimension(other)
}
