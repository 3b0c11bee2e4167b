//! Quantities as machines get them.

use std::borrow::Cow;

use rust_decimal::Decimal;
use serde::Serialize;

use crate::{
    model::{Bound, Quantity, QuantityKind, Roughness},
    rules::Rulebook,
    text::Source,
};

/// One quantity as machines get it: every name a word, every number exact.
#[derive(Clone, Debug, Serialize)]
#[non_exhaustive]
pub struct Described<'a> {
    /// The quantity as written, with the words of its bound.
    pub text: Cow<'a, str>,
    /// How many Unicode scalar values stand before it.
    pub start: usize,
    /// The same of its end.
    pub end: usize,
    /// What kind of quantity it is: `count`, `money`, `percent`, `range` …
    pub kind: &'static str,
    /// The number, its 万 or 亿 multiplied in; none for a range.
    pub value: Option<Decimal>,
    /// The least that the words allow.
    pub low: Option<Decimal>,
    /// The most that they allow.
    pub high: Option<Decimal>,
    /// The unit without its 万 or 亿.
    pub unit: Option<Cow<'a, str>>,
    /// The value, of a range its low end, in the base unit.
    pub base_value: Option<Decimal>,
    /// The unit in which all units of its kind are counted.
    pub base_unit: Option<String>,
    /// How the words bound it: `exactly`, `at_least` …
    pub bound: &'static str,
    /// How rough it is: `over`, `nearly`, `about`.
    pub approx: Option<&'static str>,
}

impl Described<'_> {
    /// The same, with words of its own.
    #[must_use]
    pub fn into_owned(self) -> Described<'static> {
        Described {
            text: self.text.into_owned().into(),
            unit: self.unit.map(|unit| unit.into_owned().into()),
            ..self
        }
    }
}

/// A quantity of a source as machines get it.
#[must_use]
pub fn described<'a>(source: &'a Source, quantity: &'a Quantity, rules: &Rulebook) -> Described<'a> {
    let times = |amount: Decimal| amount.checked_mul(quantity.magnitude).map(|value| value.normalize());
    let (first, last) = (times(quantity.amount.low()), times(quantity.amount.high()));
    let (value, low, high) = match quantity.bound {
        Bound::Between => (None, first, last),
        Bound::Exactly => (first, first, first),
        Bound::About => (first, None, None),
        Bound::AtLeast | Bound::MoreThan => (first, first, None),
        Bound::AtMost | Bound::LessThan => (first, None, last),
    };
    let unit = quantity.unit.as_ref();
    let base_unit = unit.and_then(|unit| {
        let base = rules.units.base(&unit.dimension)?;
        Some(if unit.counter { unit.name.clone() } else { base.name.clone() })
    });
    let base_value = base_unit.as_ref().and(quantity.base_low()).map(|value| value.normalize());
    let kind = if quantity.bound == Bound::Between { "range" } else { kind(quantity.kind) };
    Described {
        text: quantity.span.text(&source.text).into(),
        start: source.scalars(quantity.span).0,
        end: source.scalars(quantity.span).1,
        kind,
        value,
        low,
        high,
        unit: unit.map(|unit| unit.name.as_str().into()),
        base_value,
        base_unit,
        bound: bound(quantity.bound),
        approx: approx(quantity.roughness, quantity.bound),
    }
}

fn kind(kind: QuantityKind) -> &'static str {
    match kind {
        QuantityKind::Number => "number",
        QuantityKind::Count => "count",
        QuantityKind::Money => "money",
        QuantityKind::Measure => "measure",
        QuantityKind::Percent => "percent",
        QuantityKind::Points => "points",
        QuantityKind::Multiple => "multiple",
        QuantityKind::Tenths => "tenths",
        QuantityKind::Fraction => "fraction",
        QuantityKind::Ordinal => "ordinal",
    }
}

fn bound(bound: Bound) -> &'static str {
    match bound {
        Bound::Exactly => "exactly",
        Bound::AtLeast => "at_least",
        Bound::MoreThan => "more_than",
        Bound::AtMost => "at_most",
        Bound::LessThan => "less_than",
        Bound::About => "about",
        Bound::Between => "between",
    }
}

fn approx(roughness: Roughness, bound: Bound) -> Option<&'static str> {
    match roughness {
        Roughness::Over => Some("over"),
        Roughness::Nearly => Some("nearly"),
        Roughness::About => Some("about"),
        Roughness::Exact => (bound == Bound::About).then_some("about"),
    }
}
