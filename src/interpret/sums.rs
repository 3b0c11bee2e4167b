//! Sums of money of which the unit was left out: 目标是50亿，实现销售额38亿元.

use rust_decimal::Decimal;

use crate::{
    model::{Quantity, QuantityKind},
    rules::Rulebook,
    scan::{unit_text, with_unit},
    text::is_han,
};

/// So large are the sums of which the unit is left out: 亿.
const LARGE: i64 = 100_000_000;

/// The quantities, those without a unit in 元 where others of their size are money.
pub(super) fn counted(text: &str, mut quantities: Vec<Quantity>, rules: &Rulebook) -> Vec<Quantity> {
    let large = |quantity: &Quantity| quantity.magnitude >= Decimal::from(LARGE);
    let sum = |quantity: &Quantity| quantity.kind == QuantityKind::Money && large(quantity);
    let plain = |quantity: &Quantity| {
        let rest = text[quantity.core.end..].trim_start_matches(['多', '余']);
        quantity.unit.is_none() && large(quantity) && (!rest.starts_with(is_han) || rest.starts_with('的'))
    };
    let yuan = || unit_text("元", rules);
    if quantities.iter().any(plain) && quantities.iter().any(sum) {
        for quantity in quantities.iter_mut().filter(|quantity| plain(quantity)) {
            if let Some(unit) = yuan() {
                // It is printed as it stands.
                let printed = std::mem::take(&mut quantity.unit_text);
                *quantity = Quantity { unit_text: printed, ..with_unit(quantity.clone(), &unit) };
            }
        }
    }
    quantities
}
