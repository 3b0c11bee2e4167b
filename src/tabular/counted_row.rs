//! What rows that are counted off in running text share: the marks around their words, and how a pair is put down.

use super::{
    arithmetic::follows,
    finding::{goal_kind, stated},
};
use crate::model::{Basis, Figure, Finding, Goal, Grounds, Kind, Place, Quantity};

/// Marks that lists and emphasis put around labels and values.
pub(super) fn is_mark(letter: char) -> bool {
    matches!(
        letter,
        '*' | '`'
            | '_'
            | '-'
            | '#'
            | '>'
            | ' '
            | '\t'
            | '•'
            | '·'
            | '~'
            | '约'
            | '✅'
            | '🟡'
            | '⬜'
            | '■'
            | '●'
    )
}

/// A goal with its figure.
pub(super) fn pair(name: &str, goal: &Quantity, figure: &Quantity, rate: Option<&Quantity>) -> Finding {
    let confirmed = rate.is_some_and(|rate| follows(goal, figure, rate));
    let mut row = Finding::new(Kind::Paired, Place::default(), name);
    row.goal = Some(Goal {
        quantity: goal.clone(),
        clause: goal.span,
        kind: goal_kind(goal, name),
        bound: goal.bound,
        basis: Basis::Annual,
    });
    row.figure = Some(Figure { quantity: figure.clone(), clause: figure.span, negative: false, as_of: None });
    row.stated = rate.map(stated);
    row.grounds = Some(if confirmed { Grounds::RateConfirms } else { Grounds::SamePlace });
    row.rule = "counted".to_owned();
    row
}
