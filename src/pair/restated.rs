//! Rows and numbers that the report says again.

use std::collections::{HashMap, HashSet};

use rust_decimal::Decimal;

use super::{links::Links, near};
use crate::{
    interpret::{Claim, Role, touching},
    model::{Finding, Kind, Quantity, QuantityKind},
};

/// 规划建设61所，其中新建55所: a part that nothing answers of a goal of its sentence that is answered.
pub(super) fn part_of_answered(claims: &[Claim], links: &Links, index: usize) -> bool {
    let claim = &claims[index];
    claim.part
        && !claim.at.goal_part
        && (near::sentence(claims, index).start..index).any(|goal| {
            let whole = &claims[goal];
            whole.role == Role::Goal && !links.of_goal[goal].is_empty() && whole.same_counter(&claim.quantity)
        })
}

/// True where the same goal was answered under other words of its block.
pub(super) fn said_again(claims: &[Claim], links: &Links, index: usize) -> bool {
    let claim = &claims[index];
    near::block(claims, index).filter(|&goal| !links.of_goal[goal].is_empty()).any(|goal| {
        let goal = &claims[goal];
        let called = |key: &str| key.is_empty() || touching(&goal.key, &claim.key);
        goal.quantity.base_low() == claim.quantity.base_low()
            && goal.quantity.kind == claim.quantity.kind
            && (goal.quantity.kind == QuantityKind::Money || called(&goal.key) || called(&claim.key))
    })
}

/// The goals of a document that have their answer, by what they say.
pub(super) struct Answered(HashMap<(Decimal, String), Vec<usize>>);

/// So many digits of an amount are enough to know it again under another name.
const TELLING_DIGITS: usize = 3;

impl Answered {
    pub(super) fn of(claims: &[Claim], links: &Links) -> Self {
        let mut goals: HashMap<(Decimal, String), Vec<usize>> = HashMap::new();
        for goal in (0..claims.len()).filter(|&goal| !links.of_goal[goal].is_empty()) {
            if let Some(key) = said_exactly(&claims[goal].quantity) {
                goals.entry(key).or_default().push(goal);
            }
        }
        Self(goals)
    }

    /// 确保全面完成118.6亿元的年度任务: an open goal that only says again what is answered at another place.
    pub(super) fn says(&self, claims: &[Claim], index: usize) -> bool {
        let claim = &claims[index];
        if claim.role != Role::Goal {
            return false;
        }
        let known = said_exactly(&claim.quantity).and_then(|key| self.0.get(&key));
        let digits = claim.quantity.amount.low().normalize().mantissa().to_string().len();
        known.into_iter().flatten().any(|&goal| {
            let goal = &claims[goal];
            let year = goal.at.year.zip(claim.at.year).is_none_or(|(one, other)| one == other);
            let amount = claim.quantity.kind != QuantityKind::Percent;
            let named = amount && digits >= TELLING_DIGITS;
            year && goal.bygone == claim.bygone
                && goal.at.scope == claim.at.scope
                && goal.growth == claim.growth
                && (named || goal.key == claim.key)
        })
    }
}

/// True for a value of more digits than two amounts share by chance.
fn long(value: Decimal) -> bool {
    value.normalize().mantissa().to_string().len() > TELLING_DIGITS
}

fn said_exactly(quantity: &Quantity) -> Option<(Decimal, String)> {
    // 占计划投资17.29亿的69%: the unit of money is left out.
    quantity.base_low().map(|value| (value, quantity.unit_text.trim_end_matches('元').to_owned()))
}

/// What a number says: its value and its unit.
type Said<'r> = Option<(Option<Decimal>, &'r str)>;

/// What a row says of which numbers; rows with the same content repeat each other.
fn content(row: &Finding) -> (Kind, &str, Said<'_>, Said<'_>, Option<Decimal>) {
    fn said(quantity: &Quantity) -> (Option<Decimal>, &str) {
        (quantity.base_low(), &quantity.unit_text)
    }
    let goal = row.goal.as_ref().map(|goal| said(&goal.quantity));
    let figure = row.figure.as_ref().map(|figure| said(&figure.quantity));
    // 完成半年计划的104%，占全年计划的52%: by two plans.
    let rate = row.stated.as_ref().filter(|_| row.kind == Kind::Stated).map(|stated| stated.ratio);
    (row.kind, &row.indicator, goal, figure, rate)
}

/// What a figure and its rate say, by the name of the row: 1—8月新开工4.98万个，开工率94% is told alone, and once more
/// beside its goal.
fn rated(row: &Finding) -> Option<(Decimal, Decimal, &str)> {
    let figure = row.figure.as_ref().filter(|figure| figure.quantity.kind != QuantityKind::Percent)?;
    let known = digits(&figure.quantity) > TELLING_DIGITS;
    let name = if known { "" } else { row.indicator.as_str() };
    Some((figure.quantity.base_low()?, row.stated.as_ref()?.ratio, name))
}

/// True for an amount of digits enough to be known again.
fn close(quantity: &Quantity) -> bool {
    digits(quantity) >= TELLING_DIGITS && quantity.kind != QuantityKind::Percent
}

fn digits(quantity: &Quantity) -> usize {
    quantity.amount.low().normalize().mantissa().to_string().len()
}

/// The goal and the figure of a pair, where both are told closely enough to be known again whatever they are called.
fn amounts(row: &Finding) -> Option<[Decimal; 2]> {
    let said = |quantity: &Quantity| quantity.base_low().filter(|_| close(quantity));
    let paired = row.kind == Kind::Paired && row.scope.is_empty();
    let (goal, figure) = row.goal.as_ref().zip(row.figure.as_ref()).filter(|_| paired)?;
    Some([said(&goal.quantity)?, said(&figure.quantity)?])
}

/// The rows without those that only say again what another says.
pub(super) fn once(rows: impl Iterator<Item = Finding>) -> Vec<Finding> {
    let mut rows: Vec<Finding> = rows.collect();
    let (mut told, mut paired) = (HashSet::with_capacity(rows.len()), HashSet::new());
    let mut again = |row: &Finding| amounts(row).is_some_and(|said| !paired.insert(said));
    let new: Vec<bool> = rows.iter().map(|row| told.insert(content(row)) && !again(row)).collect();
    let mut new = new.into_iter();
    rows.retain(|_| new.next().unwrap_or(true));
    let pairs = rows.iter().filter(|row| row.kind == Kind::Paired);
    let known: HashSet<_> = pairs.filter_map(rated).collect();
    let mut names: HashMap<(Decimal, Decimal), Vec<&str>> = HashMap::new();
    let mut alone = Vec::with_capacity(rows.len());
    for row in &rows {
        let said = rated(row).filter(|_| row.kind == Kind::Stated);
        let close = row.figure.as_ref().is_some_and(|figure| close(&figure.quantity));
        let mut again = said.is_some_and(|said| known.contains(&said));
        // 新增就业698万人，完成任务的63.5%. …新增就业人数698万人，完成任务的63.5%.
        if let Some((figure, rate, _)) = said.filter(|_| close && row.scope.is_empty()) {
            let known = names.entry((figure, rate)).or_default();
            // 475.36亿元 and 24.83% twice are the same, whatever it is called.
            let exact = long(figure) && long(rate);
            again |= exact && !known.is_empty();
            again |= known.iter().any(|name| name.contains(&row.indicator) || row.indicator.contains(name));
            known.push(&row.indicator);
        }
        alone.push(again);
    }
    rows.into_iter().zip(alone).filter_map(|(row, alone)| (!alone).then_some(row)).collect()
}
