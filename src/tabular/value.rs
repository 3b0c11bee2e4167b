//! What a cell holds, its number with the unit that its row, column or table gives it.

use super::blank::{counts, is_empty};
use crate::{
    model::{Bound, Quantity, QuantityKind},
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
        (!planned.amount.low().is_zero())
            .then(|| Self::Done(Box::new((done.shifted(span.start), planned.shifted(span.start)))))
    }

    pub(crate) fn number(&self) -> Option<&Quantity> {
        match self {
            Self::Number(quantity) => Some(quantity),
            Self::Empty | Self::Done(_) | Self::Sentence(_) | Self::Words(_) => None,
        }
    }

    /// The sentence of a cell that is one.
    pub(super) fn spans(&self) -> Vec<Span> {
        match self {
            Self::Sentence(span) => vec![*span],
            Self::Empty | Self::Number(_) | Self::Done(_) | Self::Words(_) => Vec::new(),
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

/// 收入(亿元), 产床(≥套): the unit in brackets at the end of a name, and the name without it.
pub(crate) fn named_unit(name: &str, rules: &Rulebook) -> (String, Option<UnitText>) {
    let unit = bracketed(name).and_then(|(before, words)| {
        let words = words.trim_start_matches(|c| SIGNS.contains(c) || c == '*');
        let words = words.trim_start_matches("单位").trim_start_matches([':', '：']);
        Some((before.trim_end().to_owned(), Some(unit_text(words, rules)?)))
    });
    unit.unwrap_or_else(|| (name.to_owned(), None))
}

/// What a sign before the unit of a name asks of the goal: ≥ of 产床(≥套).
pub(super) fn named_bound(name: &str) -> Option<Bound> {
    let (_, words) = bracketed(name)?;
    let sign = words.len() - words.trim_start_matches(|c| SIGNS.contains(c)).len();
    operator(&words[..sign])
}

const SIGNS: &str = "≥≤≧≦><＞＜=＝";

/// A name before the bracket at its end, and the words in it.
fn bracketed(name: &str) -> Option<(&str, &str)> {
    let inner = name.trim_end().strip_suffix([')', '）', '〕', ']'])?;
    inner.rsplit_once(['(', '（', '〔', '['])
}

/// The bound that ≥, 不低于 and the like stand for.
pub(in crate::tabular) fn operator(words: &str) -> Option<Bound> {
    Some(match words.trim() {
        "≥" | ">=" | "≧" | "＞=" | "大于等于" | "不低于" | "不少于" => Bound::AtLeast,
        ">" | "＞" | "大于" => Bound::MoreThan,
        "≤" | "<=" | "≦" | "＜=" | "小于等于" | "不高于" | "不超过" => Bound::AtMost,
        "<" | "＜" | "小于" => Bound::LessThan,
        "=" | "＝" | "═" | "等于" => Bound::Exactly,
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::named_bound;
    use crate::model::Bound;

    #[test]
    fn a_sign_before_the_unit_in_a_name_bounds_the_goal() {
        assert_eq!(named_bound("产床(双体)(≥套)"), Some(Bound::AtLeast));
        assert_eq!(named_bound("成本(≤**万元)"), Some(Bound::AtMost));
        assert_eq!(named_bound("面积(亩)"), None);
        assert_eq!(named_bound("排污沟≥米"), None);
    }
}
