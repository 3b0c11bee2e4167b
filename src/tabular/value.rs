//! What a cell holds, its number with the unit that its row, column or table gives it.

use super::blank::{counts, is_empty};
use crate::{
    model::{Quantity, QuantityKind},
    rules::Rulebook,
    scan::{UnitText, cell, done_beside, done_beyond, leading_cell, unit_text, with_unit},
    text::Span,
};

/// True for %.
pub(super) fn is_percent(unit: &UnitText) -> bool {
    unit.unit.as_ref().is_some_and(|unit| unit.dimension.0 == "percent")
}

/// What a cell holds.
#[derive(Clone, Debug, Default)]
pub(crate) enum Value {
    /// Nothing, or a mark for nothing.
    #[default]
    Empty,
    /// One number.
    Number(Box<Quantity>),
    /// Done and planned: 7/20.
    Done(Box<(Quantity, Quantity)>),
    /// Words that hold quantities.
    Sentence(Span),
    /// Words without a quantity.
    Words(Span),
}

impl Value {
    /// Reads the cell at `span` of `text`.
    pub(crate) fn read(text: &str, span: Option<Span>, rules: &Rulebook) -> Self {
        Self::read_as(text, span, false, rules)
    }

    /// The same under a header of goals, figures or rates, where a number at the beginning counts.
    pub(crate) fn read_as(text: &str, span: Option<Span>, measured: bool, rules: &Rulebook) -> Self {
        let Some(span) = span else { return Self::Empty };
        let words = span.text(text);
        if is_empty(words, rules) {
            return Self::Empty;
        }
        if let Some((done, planned)) = done_beside(words, false, rules).filter(|_| measured) {
            return Self::Done(Box::new((done.shifted(span.start), planned.shifted(span.start))));
        }
        let found = if measured { leading_cell(words, rules) } else { cell(words, rules) };
        if let Some(quantity) = found {
            return Self::Number(Box::new(quantity.shifted(span.start)));
        }
        if let Some((done, planned)) = done_beyond(words, rules).filter(|_| measured) {
            return Self::Done(Box::new((done.shifted(span.start), planned.shifted(span.start))));
        }
        if counts(words, rules) { Self::Sentence(span) } else { Self::Words(span) }
    }

    /// The same under a header of both sides, 完成（目标）; `inner`: the goal stands in the brackets.
    pub(crate) fn read_both(text: &str, span: Option<Span>, inner: bool, rules: &Rulebook) -> Option<Self> {
        let span = span?;
        let (one, other) = done_beside(span.text(text), true, rules)?;
        let (done, planned) = if inner { (one, other) } else { (other, one) };
        Some(Self::Done(Box::new((done.shifted(span.start), planned.shifted(span.start)))))
    }

    pub(crate) fn number(&self) -> Option<&Quantity> {
        match self {
            Self::Number(quantity) => Some(quantity),
            Self::Empty | Self::Done(_) | Self::Sentence(_) | Self::Words(_) => None,
        }
    }

    pub(crate) fn is_empty(&self) -> bool {
        matches!(self, Self::Empty)
    }

    /// The same with a unit for a number that has none.
    pub(crate) fn measured(self, units: &[Option<&UnitText>]) -> Self {
        match self {
            Self::Number(quantity) if quantity.unit.is_none() => {
                let unit = units
                    .iter()
                    .flatten()
                    .find(|unit| unit.unit.is_some() || unit.magnitude > rust_decimal::Decimal::ONE);
                let measured =
                    unit.map_or_else(|| (*quantity).clone(), |unit| with_unit((*quantity).clone(), unit));
                Self::Number(Box::new(measured))
            }
            Self::Done(both) => {
                let (done, planned) = *both;
                let own = |quantity: Quantity| match Self::Number(Box::new(quantity)).measured(units) {
                    Self::Number(quantity) => Some(*quantity),
                    _ => None,
                };
                own(done).zip(own(planned)).map_or(Self::Empty, |both| Self::Done(Box::new(both)))
            }
            other => other,
        }
    }

    /// True for 100%, the goal that says nothing.
    pub(crate) fn is_whole(&self) -> bool {
        self.number().is_some_and(|quantity| {
            quantity.kind == QuantityKind::Percent
                && quantity.amount.low() == rust_decimal::Decimal::ONE_HUNDRED
        })
    }
}

/// The unit of a quantity, for another cell of its row.
pub(crate) fn unit_of(quantity: &Quantity) -> Option<UnitText> {
    let unit = quantity.unit.clone()?;
    let text = quantity.unit_text.clone();
    Some(UnitText { magnitude: quantity.magnitude, unit: Some(unit), text })
}

/// 收入(亿元): the unit in brackets at the end of a name, and the name without it.
pub(crate) fn named_unit(name: &str, rules: &Rulebook) -> (String, Option<UnitText>) {
    let trimmed = name.trim_end();
    let inner = trimmed
        .strip_suffix([')', '）', '〕', ']'])
        .and_then(|rest| rest.rfind(['(', '（', '〔', '[']).map(|open| (open, rest)));
    if let Some((open, rest)) = inner {
        let start = open + rest[open..].chars().next().map_or(0, char::len_utf8);
        let words = rest[start..].trim_start_matches("单位").trim_start_matches([':', '：']);
        if let Some(unit) = unit_text(words, rules) {
            return (trimmed[..open].trim_end().to_owned(), Some(unit));
        }
    }
    (name.to_owned(), None)
}
