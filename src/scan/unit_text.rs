//! A unit that stands alone, in a header, a caption or a column of units, and what it says of a number.

use std::sync::Arc;

use rust_decimal::Decimal;

use crate::{
    model::{Quantity, QuantityKind, Unit},
    rules::Rulebook,
    text::is_digit,
};

/// A magnitude and a unit as written: 万元, 人次, %.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct UnitText {
    /// 万 is 10000; 1 where none is written.
    pub magnitude: Decimal,
    /// The unit, where the rules know it.
    pub unit: Option<Arc<Unit>>,
    /// As written.
    pub text: String,
}

/// Names of money before its unit.
const CURRENCIES: [&str; 2] = ["新台币", "人民币"];

/// The unit that a text is and nothing else; `None` where it is none that the rules know.
#[must_use]
pub fn unit_text(text: &str, rules: &Rulebook) -> Option<UnitText> {
    let text = text.trim();
    // 新台币千元 is 千元.
    let money = CURRENCIES.iter().find_map(|name| text.strip_prefix(name));
    let text = money.filter(|rest| !rest.is_empty()).unwrap_or(text);
    let (magnitude, length) = magnitude(text);
    let rest = &text[length..];
    if rest.is_empty() {
        return (length > 0).then(|| UnitText { magnitude, unit: None, text: text.to_owned() });
    }
    // 千瓦 and 百分点 are units themselves.
    let whole = rules.units.at_start(text).filter(|(_, used)| complete(&text[*used..]));
    if let Some((unit, _)) = whole {
        // 百分比 in a column of units is written %.
        let text = if unit.id == "percent" { "%" } else { text };
        return Some(UnitText { magnitude: Decimal::ONE, unit: Some(unit), text: text.to_owned() });
    }
    let (unit, used) = rules.units.at_start(rest)?;
    complete(&rest[used..]).then(|| UnitText { magnitude, unit: Some(unit), text: text.to_owned() })
}

/// 元 of 元/人/月: what follows a unit and still belongs to it.
fn complete(rest: &str) -> bool {
    rest.is_empty() || rest.starts_with(['/', '／', '·']) && !rest.contains(is_digit)
}

/// The quantity with the unit of its column, row or table where it has none of its own.
#[must_use]
pub fn with_unit(mut quantity: Quantity, unit: &UnitText) -> Quantity {
    let own = quantity.magnitude > Decimal::ONE;
    // A word behind the number is its unit, known or not.
    if quantity.unit.is_some() || !own && !quantity.unit_text.is_empty() {
        return quantity;
    }
    if own {
        let (_, length) = magnitude(&unit.text);
        let plain = if unit.magnitude > Decimal::ONE { &unit.text[length..] } else { &unit.text };
        quantity.unit_text.push_str(plain);
    } else {
        quantity.magnitude = unit.magnitude;
        quantity.unit_text.clone_from(&unit.text);
    }
    quantity.unit.clone_from(&unit.unit);
    quantity.kind = unit.unit.as_ref().map_or(QuantityKind::Number, |unit| unit.kind);
    quantity
}

/// The magnitude that a text starts with, and its bytes.
pub(super) fn magnitude(text: &str) -> (Decimal, usize) {
    if !text.starts_with(['万', '亿', '千', '百', '十']) {
        return (Decimal::ONE, 0);
    }
    [
        ("万亿", 1_000_000_000_000u64),
        ("千亿", 100_000_000_000),
        ("百亿", 10_000_000_000),
        ("千万", 10_000_000),
        ("百万", 1_000_000),
        ("十万", 100_000),
        ("万", 10_000),
        ("亿", 100_000_000),
        ("千", 1_000),
        ("百", 100),
    ]
    .into_iter()
    .find(|(word, _)| text.starts_with(word))
    .map_or((Decimal::ONE, 0), |(word, factor)| (Decimal::from(factor), word.len()))
}
