//! What one number says: its amount, magnitude and unit.

use std::sync::Arc;

use rust_decimal::Decimal;

use crate::{
    model::{Amount, Bound, Quantity, QuantityKind, Roughness, Unit},
    text::Span,
};

/// What one number says.
#[derive(Clone, Debug)]
pub(super) struct Side {
    pub(super) amount: Amount,
    pub(super) magnitude: Decimal,
    pub(super) roughness: Roughness,
    /// The unit and how it is written.
    pub(super) unit: Option<(Arc<Unit>, String)>,
    /// The magnitude as written.
    pub(super) written: String,
    /// What the last scales of a Chinese numeral multiply by: 万 of 三万; 1 where there are none.
    pub(super) spoken: Decimal,
}

impl Side {
    pub(super) fn new(amount: Amount) -> Self {
        let magnitude = Decimal::ONE;
        let (roughness, written) = (Roughness::Exact, String::new());
        Self { amount, magnitude, roughness, unit: None, written, spoken: Decimal::ONE }
    }

    /// True where things are counted.
    pub(super) fn counts(&self) -> bool {
        self.unit.as_ref().is_some_and(|(unit, _)| unit.kind == QuantityKind::Count)
    }

    pub(super) fn quantity(self, span: Span) -> Quantity {
        let kind = self.unit.as_ref().map_or(QuantityKind::Number, |(unit, _)| unit.kind);
        let mut quantity = plain(span, kind, self.amount);
        quantity.magnitude = self.magnitude;
        quantity.roughness = self.roughness;
        let (unit, own) = self.unit.unzip();
        let own = own.unwrap_or_default();
        quantity.unit_text = if self.written.is_empty() { own } else { self.written + &own };
        quantity.unit = unit;
        quantity
    }
}

/// A quantity of a number alone.
pub(super) fn plain(span: Span, kind: QuantityKind, amount: Amount) -> Quantity {
    Quantity {
        span,
        core: span,
        kind,
        amount,
        magnitude: Decimal::ONE,
        unit: None,
        unit_text: String::new(),
        bound: if matches!(amount, Amount::Range(..)) { Bound::Between } else { Bound::Exactly },
        roughness: Roughness::Exact,
    }
}
