//! Money that is to be spent, which a report of results answers where it means it as a goal.

use rust_decimal::Decimal;

use super::near;
use crate::{
    interpret::{Claim, Role},
    model::{Bound, QuantityKind},
    rules::{NameWords, Rulebook},
};

/// So many results make a document that reports.
const TOLD: usize = 3;

/// So much no single work costs, in yuan.
const LARGE: Decimal = Decimal::from_parts(100_000_000, 0, 0, false, 0);

/// True for a document that reports.
pub(super) fn reports(claims: &[Claim]) -> bool {
    claims.iter().filter(|claim| claim.role == Role::Figure && claim.reached).nth(TOLD - 1).is_some()
}

/// 安排专项资金1640万元: how much a work may cost, and nothing that is to be reached, by the name of its row; what is to be
/// earned is.
pub(super) fn spent(claim: &Claim, name: &str, rules: &Rulebook) -> bool {
    is_sum(claim)
        && claim.quantity.bound == Bound::Exactly
        && !rules.names.holds(NameWords::Earned, name)
        && !(rules.names.ends(NameWords::Invested, name) && is_large(claim))
}

/// 特别预算案编列198.89亿元，包括数字建设9.73亿元: what a budget allots, and its parts.
pub(super) fn budgeted(claims: &[Claim], index: usize, rules: &Rulebook) -> bool {
    let allots = |claim: &Claim| is_sum(claim) && rules.names.holds(NameWords::Budgeted, &claim.name);
    is_sum(&claims[index]) && claims[near::sentence(claims, index).start..=index].iter().any(allots)
}

/// 完成工业投资72亿元: what a whole branch or place invests is measured by a plan, and not what one work costs.
fn is_large(claim: &Claim) -> bool {
    claim.quantity.base_low().is_some_and(|sum| sum >= LARGE)
}

fn is_sum(claim: &Claim) -> bool {
    claim.role == Role::Goal && claim.quantity.kind == QuantityKind::Money
}
