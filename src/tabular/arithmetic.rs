//! Whether a printed rate follows from a goal and a figure.

use rust_decimal::Decimal;

use super::value::Value;
use crate::model::{Quantity, QuantityKind};

/// The completion rate that a rate cell prints, as a ratio.
///
/// Without a sign a number up to 2 with decimals is taken for a ratio (0.546), any other for percent.
pub(crate) fn ratio(rate: &Quantity) -> Decimal {
    let value = rate.amount.low();
    let bare = !matches!(
        rate.kind,
        QuantityKind::Percent | QuantityKind::Multiple | QuantityKind::Tenths | QuantityKind::Fraction
    );
    // A column of rates that are printed as ratios: 0.95.
    if bare && value <= Decimal::TWO && value.scale() > 1 { value } else { rate.ratio() }
}

/// True where figure over goal is the printed rate, rounded or cut at its last place.
pub(crate) fn follows(goal: &Quantity, figure: &Quantity, rate: &Quantity) -> bool {
    follows_rate(goal, figure, ratio(rate))
}

/// The same of a rate as a ratio, its scale that of the printed digits.
pub(crate) fn follows_rate(goal: &Quantity, figure: &Quantity, printed: Decimal) -> bool {
    let (Some(goal_base), Some(figure_base)) = (goal.base_low(), figure.base_low()) else { return false };
    // A goal without any unit is meant in the figure's.
    let (goal_base, figure_base) = if goal.unit.is_none() || figure.unit.is_none() {
        (goal.amount.low(), figure.amount.low())
    } else {
        (goal_base, figure_base)
    };
    let Some(share) = figure_base.checked_div(goal_base) else { return false };
    let step = Decimal::new(1, printed.scale().max(2));
    (share - printed).abs() < step
}

/// The same of three cells.
pub(crate) fn confirms(goal: &Value, figure: &Value, rate: &Value) -> bool {
    match (goal, figure, rate) {
        (Value::Number(goal), Value::Number(figure), Value::Number(rate)) => follows(goal, figure, rate),
        _ => false,
    }
}
