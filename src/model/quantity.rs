use std::{fmt, sync::Arc};

use rust_decimal::Decimal;

use super::{Amount, Roughness, Unit};
use crate::text::Span;

/// How a number holds what it speaks of.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Default)]
pub enum Bound {
    /// Plain: as many as said.
    #[default]
    Exactly,
    /// 以上, 不低于, 突破, ≥: that many or more.
    AtLeast,
    /// 超过 as a strict bound, >: more than that.
    MoreThan,
    /// 以内, 不超过, 控制在, ≤: that many or fewer.
    AtMost,
    /// 低于, 小于, <: fewer than that.
    LessThan,
    /// 左右, 约.
    About,
    /// Two ends: 7-9期.
    Between,
}

/// What sort of number it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum QuantityKind {
    /// A number without a unit that is known.
    Number,
    /// Things counted: 580个.
    Count,
    /// Money.
    Money,
    /// A physical measure: area, length, mass, energy, concentration.
    Measure,
    /// %, ‰ or 百分之; the amount is in the printed unit.
    Percent,
    /// 个百分点.
    Points,
    /// 3倍, 翻一番: the amount is the multiple.
    Multiple,
    /// 七成, 三成五: the amount is in tenths.
    Tenths,
    /// 1/4, 三分之一: the amount is the value of the fraction.
    Fraction,
    /// 第三: a rank or a place in a row, and never an amount; only where bare numbers are asked for.
    Ordinal,
}

/// An amount and its unit, where they stand in the text.
///
/// Shared units are held by [`Arc`], so that a quantity can outlive the rulebook that read it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Quantity {
    /// Everything that belongs to it: bound words, number, magnitude, unit (不低于1.6万余户以上).
    pub span: Span,
    /// The number with its magnitude and unit alone (1.6万余户).
    pub core: Span,
    /// What sort of number it is.
    pub kind: QuantityKind,
    /// The number as written, digits for Chinese numerals, magnitude left out.
    pub amount: Amount,
    /// 万 is 10000; 1 where none is written.
    pub magnitude: Decimal,
    /// The unit, where the rules know it.
    pub unit: Option<Arc<Unit>>,
    /// Magnitude and unit as written: 万户; empty where neither is.
    pub unit_text: String,
    /// Bound words that stand at the number.
    pub bound: Bound,
    /// Words of approximation that stand at the number.
    pub roughness: Roughness,
}

impl Quantity {
    /// The lower end (or the value) in the base unit of its dimension; `None` past 28 digits.
    #[must_use]
    pub fn base_low(&self) -> Option<Decimal> {
        self.to_base(self.amount.low())
    }

    /// The upper end (or the value) in the base unit of its dimension; `None` past 28 digits.
    #[must_use]
    pub fn base_high(&self) -> Option<Decimal> {
        self.to_base(self.amount.high())
    }

    /// The rate that it prints, as a ratio: 50% is 0.50, 七成 0.7, 1.2倍 1.2; a bare number is one of percent.
    #[must_use]
    pub fn ratio(&self) -> Decimal {
        self.amount.low() * self.ratio_of_one()
    }

    /// How far rounding may move that ratio: 50% is 0.494 to 0.506.
    #[must_use]
    pub fn ratio_half(&self) -> Decimal {
        // 三分之一 has as many digits as there are places.
        let digits = self.amount.low().scale().min(Decimal::MAX_SCALE - 1);
        Decimal::new(6, digits + 1) * self.ratio_of_one()
    }

    /// The ratio that one of it is. It is multiplied by, not divided, so that the scale stays that of the printed digits.
    fn ratio_of_one(&self) -> Decimal {
        match self.kind {
            QuantityKind::Multiple | QuantityKind::Fraction => Decimal::ONE,
            QuantityKind::Tenths => Decimal::new(1, 1),
            QuantityKind::Number
            | QuantityKind::Count
            | QuantityKind::Money
            | QuantityKind::Measure
            | QuantityKind::Percent
            | QuantityKind::Points
            | QuantityKind::Ordinal => Decimal::new(1, 2),
        }
    }

    /// The same quantity in a text that so many bytes were put before.
    #[must_use]
    pub fn shifted(self, offset: usize) -> Self {
        self.moved(|span| span.shifted(offset))
    }

    /// The same quantity where each of its places is another one.
    #[must_use]
    pub fn moved(self, place: impl Fn(Span) -> Span) -> Self {
        Self { span: place(self.span), core: place(self.core), ..self }
    }

    fn to_base(&self, amount: Decimal) -> Option<Decimal> {
        let factor = self.unit.as_ref().map_or(Decimal::ONE, |unit| unit.factor);
        amount.checked_mul(self.magnitude)?.checked_mul(factor)
    }
}

/// One line for people: `>= 200000 人次`, `30000..50000 人`, `over 1900 户`, `5 %`.
impl fmt::Display for Quantity {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let sign = match self.bound {
            Bound::Exactly | Bound::Between => "",
            Bound::AtLeast => ">= ",
            Bound::MoreThan => "> ",
            Bound::AtMost => "<= ",
            Bound::LessThan => "< ",
            Bound::About => "about ",
        };
        let rough = match self.roughness {
            Roughness::Exact => "",
            Roughness::About if self.bound == Bound::About => "",
            Roughness::About => "about ",
            Roughness::Over => "over ",
            Roughness::Nearly => "nearly ",
        };
        f.write_str(sign)?;
        f.write_str(rough)?;
        let value = |amount: Decimal| match amount.checked_mul(self.magnitude) {
            Some(value) => value.normalize().to_string(),
            None => format!("{}x{}", amount.normalize(), self.magnitude),
        };
        match self.amount {
            Amount::One(amount) => f.write_str(&value(amount))?,
            Amount::Range(low, high) => write!(f, "{}..{}", value(low), value(high))?,
        }
        match &self.unit {
            Some(unit) => write!(f, " {}", unit.name),
            None => Ok(()),
        }
    }
}
