//! What rows become when a person takes them apart or puts them together.

use super::taken::Taken;
use crate::model::{
    Basis, Bound, Figure, Finding, Goal, GoalKind, Grounds, Kind, Quantity, QuantityKind, Review, Unanswered,
};

/// A figure that a person has freed, as a row of its own.
pub(super) fn free(row: &Finding, figure: Figure) -> Finding {
    Finding {
        kind: Kind::Figure,
        goal: None,
        figure: Some(figure),
        stated: None,
        grounds: None,
        unanswered: None,
        review: Some(Review::Corrected),
        ..row.clone()
    }
}

/// The row of a goal whose figure was taken away by a person.
pub(super) fn open(row: Finding, goal: Goal) -> Finding {
    Finding {
        kind: Kind::Open,
        goal: Some(goal),
        figure: None,
        stated: None,
        grounds: None,
        unanswered: Some(Unanswered::NoFigure),
        review: Some(Review::Corrected),
        ..row
    }
}

pub(super) fn blank(number: &Taken) -> Finding {
    Finding::new(Kind::Paired, number.place.clone(), number.indicator.clone())
}

/// Lets a figure answer the goal of a row.
pub(super) fn answer(row: &mut Finding, taken: Taken) {
    let compare = row.goal.as_ref().is_none_or(|goal| compare(&goal.quantity, &taken.figure.quantity));
    row.kind = Kind::Paired;
    row.figure = Some(taken.figure);
    row.stated = taken.stated;
    row.stage = taken.stage;
    row.grounds = Some(Grounds::Person);
    row.rule = "person".to_owned();
    row.unanswered = (!compare).then_some(Unanswered::UnitDiffers);
    row.review = Some(Review::Corrected);
}

/// True where a ratio of the two says something: one dimension, or things counted under different words.
fn compare(goal: &Quantity, figure: &Quantity) -> bool {
    match (&goal.unit, &figure.unit) {
        (Some(one), Some(other)) => {
            one.dimension == other.dimension
                || goal.kind == QuantityKind::Count && figure.kind == QuantityKind::Count
        }
        (None, _) | (_, None) => true,
    }
}

/// A number as the goal that a person says it is.
pub(super) fn goal_of(number: Figure) -> Goal {
    let bound = number.quantity.bound;
    let kind = match (bound, number.quantity.kind) {
        (Bound::AtMost | Bound::LessThan, _) => GoalKind::AtMost,
        (Bound::Between, _) => GoalKind::Range,
        (Bound::About, _) => GoalKind::About,
        (Bound::Exactly | Bound::AtLeast | Bound::MoreThan, QuantityKind::Percent) => GoalKind::Level,
        (Bound::Exactly | Bound::AtLeast | Bound::MoreThan, _) => GoalKind::Flow,
    };
    Goal { quantity: number.quantity, clause: number.clause, kind, bound, basis: Basis::Annual }
}
