//! Two reports that say two things of one thing: two departments, the county and its city, a month and the half-year.

use std::collections::BTreeMap;

use super::{Conflict, number::Number, saying::Saying, within::conflict};
use crate::{compare::Side, measure::Field, model::Alert, rules::Rulebook};

/// What each report says of one thing and place.
type Told<'s, 't> = BTreeMap<&'t str, Vec<&'s Saying<'t>>>;

/// What contradicts what another report says.
pub(super) fn conflicts(sayings: &[Saying], _rules: &Rulebook) -> Vec<Conflict> {
    let reports = sayings.iter().map(|saying| saying.report.0).collect::<std::collections::BTreeSet<_>>();
    if reports.len() < 2 {
        return Vec::new();
    }
    // Of many reports that do not say whose they are, no two need be of one place.
    let two = reports.len() == 2;
    let mut found = Vec::new();
    let mut things: BTreeMap<(&str, &str, &str), Told> = BTreeMap::new();
    for saying in
        sayings.iter().filter(|saying| !saying.about.is_empty() && !saying.part && (two || saying.placed))
    {
        let key = (saying.about.as_str(), saying.place.as_str(), saying.measure());
        things.entry(key).or_default().entry(saying.report.0).or_default().push(saying);
    }
    for told in things.values().filter(|told| told.len() > 1) {
        let told: Vec<&Vec<&Saying>> = told.values().collect();
        for (at, one) in told.iter().enumerate() {
            for other in &told[at + 1..] {
                found.extend(figures(one, other));
                found.extend(goals(one, other));
            }
        }
    }
    found
}

/// What each of two reports says once at one date; a figure that is larger at the earlier date.
fn figures(one: &[&Saying], other: &[&Saying]) -> Option<Conflict> {
    let (one, other) = (last(one)?, last(other)?);
    let both = one.has_goal() || other.has_goal();
    let (mine, theirs) = (one.figure?, other.figure?);
    let (from, to) = (one.as_of()?, other.as_of()?);
    let repeats = one.repeats_goal_of(other) || other.repeats_goal_of(one);
    if !both || repeats || one.flow() != other.flow() {
        return None;
    }
    if from == to {
        return mine.contradicts(&theirs).then(|| conflict(Alert::ReportsDiffer, (one, other), Side::Figure));
    }
    let ((early, low), (late, high)) =
        if from < to { ((one, mine), (other, theirs)) } else { ((other, theirs), (one, mine)) };
    let backward = one.year() == other.year() && adds_up(early) && adds_up(late) && low.above(&high);
    backward.then(|| Conflict {
        detail: format!(
            "{} {} > {} {}",
            early.entry.cell(Field::AsOf),
            early.entry.written(Side::Figure),
            late.entry.cell(Field::AsOf),
            late.entry.written(Side::Figure)
        ),
        ..conflict(Alert::Backward, (early, late), Side::Figure)
    })
}

/// Goals of one year and basis that each report states once.
fn goals(one: &[&Saying], other: &[&Saying]) -> Option<Conflict> {
    let stated = |rows: &[&Saying]| {
        let goals: Vec<(usize, Number)> = rows
            .iter()
            .enumerate()
            .filter(|(_, saying)| saying.plain_goal && saying.entry.cell(Field::TargetBasis) == "annual")
            .filter_map(|(at, saying)| Some((at, saying.goal?)))
            .collect();
        let (at, first) = *goals.first()?;
        goals.iter().all(|(_, goal)| !goal.contradicts(&first)).then_some(at)
    };
    let (one, other) = (one[stated(one)?], other[stated(other)?]);
    let same = one.entry.year() == other.entry.year()
        && one.entry.year().is_some()
        && one.entry.cell(Field::GoalKind) == other.entry.cell(Field::GoalKind)
        && one.entry.cell(Field::TargetHigh) == other.entry.cell(Field::TargetHigh);
    (same && one.goal?.contradicts(&other.goal?))
        .then(|| conflict(Alert::ReportGoalsDiffer, (one, other), Side::Goal))
}

/// The row of the latest date, where the report gives one number for it.
fn last<'s, 't>(rows: &[&'s Saying<'t>]) -> Option<&'s Saying<'t>> {
    let plain: Vec<&Saying> = rows.iter().copied().filter(|row| row.plain && row.figure.is_some()).collect();
    let date = plain.iter().filter_map(|row| row.as_of()).max()?;
    let mut latest = plain.into_iter().filter(|row| row.as_of() == Some(date));
    let first = latest.next()?;
    latest
        .all(|row| match (row.figure, first.figure) {
            (Some(one), Some(other)) => !one.contradicts(&other) && row.flow() == first.flow(),
            _ => false,
        })
        .then_some(first)
}

/// True for what adds up over the year.
fn adds_up(saying: &Saying) -> bool {
    let unit = saying.entry.cell(Field::Unit) != "%" && !saying.stock;
    unit && saying.flow() == "year_to_date" && matches!(saying.entry.cell(Field::GoalKind), "flow" | "")
}
