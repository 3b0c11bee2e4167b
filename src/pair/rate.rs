//! Whether a printed rate follows from a goal and a figure.

use rust_decimal::Decimal;

use crate::interpret::Claim;

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
    let percent = |ratio: Decimal| ratio * Decimal::ONE_HUNDRED;
    (percent(rate.quantity.ratio()), percent(rate.quantity.ratio_half()))
}

/// What a rate is called after: 交房 of 交房率.
pub(super) fn stem(name: &str) -> Option<&str> {
    name.strip_suffix('率')
}
