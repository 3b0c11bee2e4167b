//! Cells that say the same before their number, 提升10% beside 提升9%: they are numbers, and the row is named by both.

use super::{column::Column, row::Row, value::Value};
use crate::{
    interpret::joined,
    model::Quantity,
    rules::{ColumnRole, Rulebook},
    scan::cell,
    text::is_digit,
};

/// Longest words before the number of a cell, in bytes.
const LED_BYTES: usize = 12;

/// The numbers of two cells that say the same before theirs, and what they say.
pub(super) fn alike<'t>(one: &'t str, other: &'t str, rules: &Rulebook) -> Option<(&'t str, [Quantity; 2])> {
    let ((before, goal), (again, figure)) = (led(one, rules)?, led(other, rules)?);
    (before == again && goal.unit_text == figure.unit_text).then_some((before, [goal, figure]))
}

/// The number at the end of a short cell, and the words before it.
fn led<'t>(words: &'t str, rules: &Rulebook) -> Option<(&'t str, Quantity)> {
    let at = words.find(is_digit).filter(|&at| at > 0 && at <= LED_BYTES)?;
    let before = words[..at].chars().all(char::is_alphabetic).then_some(&words[..at])?;
    let found = cell(&words[at..], rules).filter(|found| found.unit.is_some())?;
    Some((before, found.shifted(at)))
}

/// Reads the cells of a row that say the same before their numbers.
pub(super) fn read(text: &str, row: &mut Row, columns: &[Column], rules: &Rulebook) {
    for at in 1..row.values.len() {
        let (Value::Sentence(one), Value::Sentence(other)) = (&row.values[at - 1], &row.values[at]) else {
            continue;
        };
        let (one, other) = (*one, *other);
        // Of two figures, 已新增87个 beside 已新增128个, the later one is read as a sentence.
        let roles = [columns[at - 1].role, columns[at].role];
        let measured = roles == [Some(ColumnRole::Goal), Some(ColumnRole::Figure)] && one != other;
        let found = alike(one.text(text), other.text(text), rules).filter(|_| measured);
        let Some((before, [goal, figure])) = found else { continue };
        row.values[at - 1] = Value::Number(Box::new(goal.shifted(one.start)));
        row.values[at] = Value::Number(Box::new(figure.shifted(other.start)));
        match row.names.last_mut() {
            Some(name) if name.contains(before) => {}
            // 第三中学 whose cells say 完成投资: 投资 alone is what is counted.
            Some(_) if rules.layouts.morphemes.is_common(before) => {}
            Some(name) => *name = joined(name, rules.layouts.morphemes.achieved(before)),
            None => row.names.push(before.into()),
        }
    }
}
