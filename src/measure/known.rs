//! A figure that is reported without its goal gets the goal that an earlier document names for it.

use chrono::Datelike;
use polars::prelude::PolarsError;
use rust_decimal::Decimal;

use super::{Field, Measures, Row, Table, alerts, fill, fold::Folded, making::Making, run, way::Way};
use crate::{
    model::{AsOf, Basis, Bound, GoalKind, Kind},
    rules::Rulebook,
};

/// What `grounds` says of such a row.
pub const KNOWN_GOAL: &str = "known_goal";

/// Cells that come from the row of the goal.
pub const GOAL_CELLS: &[Field] = &[
    Field::GoalKind,
    Field::TargetOp,
    Field::TargetValue,
    Field::TargetHigh,
    Field::TargetUnit,
    Field::TargetBasis,
    Field::GoalText,
    Field::GoalLine,
    Field::GoalStart,
    Field::GoalEnd,
    Field::GoalSource,
];

/// Cells that are computed from goal and figure.
pub const COMPUTED: &[Field] = &[
    Field::Target,
    Field::CompletionRatio,
    Field::RatioNote,
    Field::StatedCheck,
    Field::Gap,
    Field::GapUnit,
    Field::TargetMet,
    Field::ExpectedRatio,
    Field::PaceGapPp,
    Field::Status,
    Field::StatusCode,
    Field::Light,
    Field::MonthsBehind,
    Field::RequiredPerMonth,
    Field::Forecast,
    Field::Findings,
];

/// Rows of a table with the row that names their goal, in the same unit; measured again and handed back as a table
/// of these rows only.
///
/// # Errors
/// What polars could not compute; rows alone cannot cause it.
pub fn with_goals(table: &Table, rows: &[(usize, &Row)], rules: &Rulebook) -> Result<Table, PolarsError> {
    let measures = Measures::usual(rules);
    let made = rows.iter().filter_map(|(row, goal)| answered(table, *row, goal, &measures));
    let made: Vec<Making> = made.collect();
    let frame = run(&made, &measures)?;
    let mut measured = fill::fill(made, &frame, &measures)?;
    alerts::fill(&mut measured, &rules.findings);
    Ok(measured)
}

/// The row as a pair, before anything is computed; `None` where its numbers cannot be read.
fn answered(table: &Table, row: usize, goal: &Row, measures: &Measures) -> Option<Making> {
    let cell = |field| table.cell(row, field).unwrap_or_default();
    let theirs = |field| goal.text(field);
    let number = |field| table.number(row, field);
    let kind = goal_kind(theirs(Field::GoalKind)?)?;
    let bound = bound(theirs(Field::TargetOp).unwrap_or(">="));
    let (target, actual) = (goal.number(Field::Target)?, number(Field::Actual)?);
    let unit = Some(cell(Field::Unit).to_owned()).filter(|unit| !unit.is_empty());
    let half = |value: Decimal, printed: Option<Decimal>| half(value, printed).unwrap_or(Decimal::ZERO);
    let date = table.rows[row].date(Field::AsOf);
    let as_of = date.map(|date| AsOf { year: Some(date.year()), month: date.month(), day: Some(date.day()) });
    let indicator = cell(Field::Indicator);
    let mut made = Making {
        row: table.rows[row].clone(),
        kind: Kind::Paired,
        goal_kind: Some(kind),
        basis: Some(basis(theirs(Field::TargetBasis).unwrap_or_default())),
        way: Way::of(kind, bound),
        folded: Folded {
            rate: unit.as_deref() == Some("%"),
            counted: actual.fract().is_zero() && target.fract().is_zero() && unit.as_deref() != Some("元"),
            comparable: true,
            target: Some(target),
            target_high: Some(target),
            actual: Some(actual),
            target_half: half(target, goal.number(Field::TargetValue)),
            actual_half: half(actual, number(Field::ActualValue)),
            unit,
        },
        equal_holds: Some(true),
        stated: number(Field::StatedRatio),
        elapsed: as_of.and_then(|as_of| measures.pace.elapsed(as_of, indicator)),
        note: None,
    };
    made.say(Field::Kind, Kind::Paired.code());
    made.say(Field::Grounds, KNOWN_GOAL);
    for field in GOAL_CELLS.iter().copied() {
        made.row.set(field, goal.cell(field).cloned());
    }
    made.tell(Field::GoalSource, theirs(Field::GoalSource).or(theirs(Field::Source)));
    Some(made)
}

/// Half a step of the last printed place, in the unit of the value.
fn half(value: Decimal, printed: Option<Decimal>) -> Option<Decimal> {
    let printed = printed.filter(|printed| !printed.is_zero() && *printed != value)?;
    value
        .checked_div(printed)?
        .abs()
        .checked_mul(Decimal::new(5, (printed.scale() + 1).min(Decimal::MAX_SCALE)))
}

fn goal_kind(code: &str) -> Option<GoalKind> {
    use GoalKind::{About, AtMost, Binary, Flow, Growth, Level, Maintain, Range, Rank, Reduction};
    let all = [Flow, Level, Growth, AtMost, Reduction, Maintain, Range, About, Rank, Binary];
    all.into_iter().find(|kind| kind.code() == code).filter(|kind| *kind != Range)
}

fn bound(code: &str) -> Bound {
    use Bound::{About, AtLeast, AtMost, Between, Exactly, LessThan, MoreThan};
    let all = [Exactly, AtLeast, MoreThan, AtMost, LessThan, About, Between];
    all.into_iter().find(|bound| bound.code() == code).unwrap_or(AtLeast)
}

fn basis(code: &str) -> Basis {
    Basis::ALL.iter().find(|basis| basis.code() == code).copied().unwrap_or(Basis::Unknown)
}
