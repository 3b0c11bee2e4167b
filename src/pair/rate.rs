//! Whether a printed rate follows from a goal and a figure.

use rust_decimal::Decimal;

use crate::{interpret::Claim, model::QuantityKind};

/// True where the printed rate follows from figure and goal within rounding.
pub(crate) fn agrees(figure: &Claim, goal: &Claim, rate: &Claim) -> bool {
    let (Some(actual), Some(target)) = (figure.quantity.base_low(), goal.quantity.base_low()) else {
        return false;
    };
    let Some(percent) = (!target.is_zero()).then(|| actual * Decimal::ONE_HUNDRED / target) else {
        return false;
    };
    let (printed, half) = printed(rate);
    (percent - printed).abs() <= half
}

/// A printed rate in percent, and how far rounding may move it.
pub(super) fn printed(rate: &Claim) -> (Decimal, Decimal) {
    let amount = rate.quantity.amount.low();
    let half = Decimal::new(6, amount.scale() + 1);
    match rate.quantity.kind {
        QuantityKind::Multiple => (amount * Decimal::ONE_HUNDRED, half),
        QuantityKind::Number
        | QuantityKind::Count
        | QuantityKind::Money
        | QuantityKind::Measure
        | QuantityKind::Percent
        | QuantityKind::Points
        | QuantityKind::Tenths
        | QuantityKind::Fraction
        | QuantityKind::Ordinal => (amount, half),
    }
}
