//! Which alerts a change raises.

use chrono::Datelike;
use rust_decimal::Decimal;

use crate::{
    compare::{Change, Comparison, Entry},
    model::Alert,
    rules::{FindingRule, Findings},
};

/// A row before and now, and the rule that it is held against.
struct Held<'a, 't> {
    old: &'a Entry<'t>,
    new: &'a Entry<'t>,
    rule: &'a FindingRule,
}

/// Whether an alert holds for a row before and now.
type Check = fn(&Held) -> bool;

/// Alerts that need both rows; none holds across a change of the year.
const CHECKS: &[(Alert, Check)] = &[
    (Alert::CumulativeFell, fell),
    (Alert::GoalChanged, goal_changed),
    (Alert::BasisChanged, basis_changed),
    (Alert::UnitJump, unit_jump),
    (Alert::Stale, stale),
    (Alert::Worsened, worsened),
    (Alert::Jump, jump),
];

/// The alerts that a change raises beside those of the row alone.
#[must_use]
pub fn over_time(change: &Change, year_turned: bool, findings: &Findings) -> Vec<Alert> {
    if year_turned {
        return Vec::new();
    }
    let mut alerts = match (&change.old, &change.new) {
        (Some(old), Some(new)) => CHECKS
            .iter()
            .filter(|(alert, holds)| holds(&Held { old, new, rule: findings.of(*alert) }))
            .map(|(alert, _)| *alert)
            .collect(),
        (None, Some(_)) if change.rename.is_some() => vec![Alert::Renamed],
        (Some(old), None) if change.rename.is_none() && has_goal(old) => vec![Alert::Dropped],
        (Some(_), None) | (None, Some(_)) | (None, None) => Vec::new(),
    };
    if alerts.contains(&Alert::UnitJump) {
        let same = [Alert::CumulativeFell, Alert::GoalChanged, Alert::Jump];
        alerts.retain(|alert| !same.contains(alert));
    }
    alerts.retain(|alert| findings.of(*alert).severity.is_some());
    alerts
}

/// True where the new rows belong to a later year than the old ones.
pub(super) fn year_turned(comparison: &Comparison) -> bool {
    let olds = comparison.changes.iter().filter_map(|change| change.old.as_ref()?.year()).max();
    let news = comparison.changes.iter().filter_map(|change| change.new.as_ref()?.year()).max();
    matches!((olds, news), (Some(old), Some(new)) if new > old)
}

fn has_goal(entry: &Entry) -> bool {
    matches!(entry.cell("kind"), "paired" | "stated" | "open" | "progress")
}

/// True where figures add up over the year.
fn cumulative(held: &Held) -> bool {
    let flows = |entry: &Entry| match entry.cell("goal_kind") {
        "" => entry.cell("kind") == "stated" && entry.cell("unit") != "%",
        kind => kind == "flow",
    };
    flows(held.old) && flows(held.new) && held.old.cell("stage") == held.new.cell("stage")
}

/// Both figures in the unit of the new row.
fn figures(held: &Held) -> Option<(Decimal, Decimal)> {
    Some((held.new.in_my_unit(held.old, held.old.actual?)?, held.new.actual?))
}

/// Both goals in the unit of the new row.
fn goals(held: &Held) -> Option<(Decimal, Decimal)> {
    Some((held.new.in_my_unit(held.old, held.old.target?)?, held.new.target?))
}

fn fell(held: &Held) -> bool {
    let Some((old, new)) = figures(held) else { return false };
    let earlier = matches!((held.old.as_of, held.new.as_of), (Some(old), Some(new)) if new < old);
    let rounding = (held.old.step() + held.new.step()) / Decimal::TWO;
    cumulative(held) && !earlier && old - new > rounding
}

fn goal_changed(held: &Held) -> bool {
    let high = held.old.cell("target_high") != held.new.cell("target_high");
    goals(held).is_some_and(|(old, new)| old != new || high)
}

fn basis_changed(held: &Held) -> bool {
    let known = |entry: &Entry| !matches!(entry.cell("target_basis"), "" | "unknown" | "implied");
    known(held.old) && known(held.new) && held.old.cell("target_basis") != held.new.cell("target_basis")
}

fn unit_jump(held: &Held) -> bool {
    let units = [held.old, held.new].map(|entry| entry.cell("unit"));
    if units.iter().all(|unit| !unit.is_empty()) && held.old.dimension() != held.new.dimension() {
        return true;
    }
    let jumped = |pair: Option<(Decimal, Decimal)>| {
        let Some((old, new)) = pair else { return false };
        let (small, large) = (old.abs().min(new.abs()), old.abs().max(new.abs()));
        !small.is_zero() && large.checked_div(small).is_none_or(|times| times >= held.rule.limit)
    };
    jumped(goals(held)) || jumped(figures(held))
}

/// The old figure again: its date did not move, or moved only with the report.
fn stale(held: &Held) -> bool {
    let Some((old, new)) = figures(held) else { return false };
    let stated = Decimal::from_str_exact(held.new.cell("stated_ratio"));
    let met = held.new.cell("target_met") == "1" || stated.is_ok_and(|ratio| ratio >= Decimal::ONE);
    let again = held.new.cell("report_period") != held.old.cell("report_period")
        || held.new.cell("report_period").is_empty();
    let moved =
        held.new.as_of > held.old.as_of && matches!(held.new.cell("as_of_source"), "sentence" | "task");
    let progress = held.new.cell("kind") == "progress";
    old == new && !met && again && !moved && (cumulative(held) || progress)
}

fn worsened(held: &Held) -> bool {
    let rank = |entry: &Entry| held.rule.words.iter().position(|word| word == entry.cell("status"));
    matches!((rank(held.old), rank(held.new)), (Some(old), Some(new)) if new > old)
}

fn jump(held: &Held) -> bool {
    let (Some((old, new)), Some(from), Some(to)) = (figures(held), held.old.as_of, held.new.as_of) else {
        return false;
    };
    let (before, since) = (from.month(), to.month().saturating_sub(from.month()));
    if !cumulative(held) || old <= Decimal::ZERO || since == 0 || from.year() != to.year() {
        return false;
    }
    let usual = old / Decimal::from(before);
    let grown = new - old;
    let large = held.new.target.is_none_or(|target| grown >= target * held.rule.least);
    large && grown / Decimal::from(since) >= usual * held.rule.limit
}
