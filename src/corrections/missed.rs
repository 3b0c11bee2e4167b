//! A goal that was missed, and what of a row was read wrongly.

use super::{
    Correction, Value,
    rows::{Aim, Rows},
    shape::{answer, blank, goal_of, open},
};
use crate::model::{Quantity, Review};

impl Rows {
    /// Makes a row of a goal that was not read as one, and of its figure where one is named.
    pub(super) fn missed(&mut self, aim: Aim, name: &str) -> bool {
        let Some(core) = aim.goal.filter(|core| aim.figure != Some(*core)) else { return false };
        let is_goal =
            self.rows.iter().flatten().any(|row| row.goal.iter().any(|goal| goal.quantity.core == core));
        if is_goal {
            return false;
        }
        let Some(goal) = self.take(core) else { return false };
        let mut row = blank(&goal);
        name.clone_into(&mut row.indicator);
        "person".clone_into(&mut row.rule);
        let mut row = open(row, goal_of(goal.figure));
        if let Some(figure) = aim.figure {
            let Some(taken) = self.take(figure) else { return false };
            answer(&mut row, taken);
        }
        self.new.push(row);
        true
    }

    /// Lets a row say what it should.
    pub(super) fn correct(&mut self, aim: Aim, correction: &Correction) -> bool {
        let Some(row) = self.row(aim) else { return false };
        let goal = row.goal.as_ref().map(|goal| &goal.quantity);
        let figure = row.figure.as_ref().map(|figure| &figure.quantity);
        if !fits(goal, &correction.goal) || !fits(figure, &correction.figure) {
            return false;
        }
        if let Some(name) = &correction.name {
            row.indicator.clone_from(name);
        }
        if let Some(scope) = &correction.scope {
            row.scope.clone_from(scope);
        }
        let goal = row.goal.as_mut().map(|goal| &mut goal.quantity);
        let figure = row.figure.as_mut().map(|figure| &mut figure.quantity);
        for (quantity, value) in [(goal, &correction.goal), (figure, &correction.figure)] {
            if let (Some(quantity), Some(Value { quantity: Some(said), .. })) = (quantity, value) {
                *quantity = at_place_of(quantity, said);
            }
        }
        row.review = Some(Review::Corrected);
        true
    }
}

/// True where nothing is said, or a number that was read, with a unit where the text has one.
fn fits(read: Option<&Quantity>, value: &Option<Value>) -> bool {
    let Some(value) = value else { return true };
    let (Some(read), Some(said)) = (read, &value.quantity) else { return false };
    read.unit.is_none() || said.unit.is_some()
}

/// What a person said, where the text says something else.
fn at_place_of(read: &Quantity, said: &Quantity) -> Quantity {
    Quantity { span: read.span, core: read.core, bound: read.bound, ..said.clone() }
}
