//! The unit in which people see the numbers of a row.

use rust_decimal::Decimal;

use super::{Grid, Head};
use crate::measure::Cell;

/// Numbers of a row that share its unit.
pub(super) const IN_UNIT: &[&str] = &[
    "target",
    "actual",
    "old_target",
    "new_target",
    "target_delta",
    "old_actual",
    "new_actual",
    "actual_delta",
    "gap",
    "implied_target_low",
    "implied_target_high",
    "required_per_month",
    "forecast",
];
/// A number in the row's unit, and how the report writes it.
const WRITTEN: [(&[&str], &str, &str); 2] = [
    (&["new_target", "target", "old_target"], "target_value", "target_unit"),
    (&["new_actual", "actual", "old_actual"], "actual_value", "actual_unit"),
];
/// From these sizes on numbers are counted in 亿 and in 万.
const LARGE: [(i64, i64, &str); 2] = [(100_000_000, 100_000_000, "亿"), (100_000, 10_000, "万")];

impl Grid {
    /// The same with the numbers of each row in the unit that its report writes.
    #[must_use]
    pub fn in_own_units(mut self) -> Self {
        let scales: Vec<Option<Scale>> = self.rows.iter().map(|row| scale(&self, row)).collect();
        for (row, scale) in self.rows.iter_mut().zip(scales) {
            let Some((step, unit)) = scale else { continue };
            for (head, cell) in self.columns.iter().zip(row) {
                let Some(held) = cell else { continue };
                let value = held.number().filter(|_| IN_UNIT.contains(&head.name.as_ref()));
                if let Some(value) = value.and_then(|value| value.checked_div(step)) {
                    *held = value.round_dp(10).normalize().into();
                } else if head.name == "unit" {
                    *cell = Cell::words(unit.clone());
                }
            }
        }
        self
    }
}

/// How many units of a row go into one of those that it is shown in, and what that is called.
pub(super) type Scale = (Decimal, String);

/// The unit that the report itself writes, or one in which the largest number has few digits; each keeps all of its own.
pub(super) fn scale(grid: &Grid, row: &[Option<Cell>]) -> Option<Scale> {
    written(grid, row).or_else(|| handy(grid, row))
}

/// The unit of the report, by a number that is known in both.
fn written(grid: &Grid, row: &[Option<Cell>]) -> Option<Scale> {
    let cell = |name: &str| {
        let at = grid.columns.iter().position(|head| head.name == name)?;
        row[at].as_ref()
    };
    let number = |name: &str| cell(name)?.number();
    WRITTEN.iter().find_map(|(known, value, unit)| {
        let (value, unit): (Decimal, &str) = (number(value)?, cell(unit)?);
        let common = known.iter().find_map(|name| number(name))?;
        let factor = common.checked_div(value)?.round_dp(12).normalize();
        (factor > Decimal::ZERO).then(|| (factor, unit.to_owned()))
    })
}

/// A unit of a handy size.
fn handy(grid: &Grid, row: &[Option<Cell>]) -> Option<Scale> {
    let number = |(head, cell): (&Head, &Option<Cell>)| {
        let own = IN_UNIT.contains(&head.name.as_ref());
        cell.as_ref().filter(|_| own)?.number().map(|value| value.abs())
    };
    let unit = grid.columns.iter().position(|head| head.name == "unit")?;
    // Lengths have a larger unit of their own; rates and two units beside each other are left as they are.
    let counted = row[unit].as_deref().filter(|unit| *unit != "米" && !unit.contains(['%', '/', ';']))?;
    let largest = grid.columns.iter().zip(row).filter_map(number).max()?;
    let (_, step, word) = LARGE.iter().find(|(from, ..)| largest >= Decimal::from(*from))?;
    (!counted.is_empty()).then(|| (Decimal::from(*step), format!("{word}{counted}")))
}
