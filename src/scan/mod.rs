//! Every quantity of a text, with no opinion on what it means.
//!
//! ```text
//! quantity = before? core after?              不低于1.6万户以上
//! core     = number rough? magnitude? rough? blank* unit?
//!          | number unit? ("-" | "至" | "～") core      3至5万人
//!          | "百分之" number
//! ```

mod cases;
mod cell;
mod numeral;
mod reject;

pub use cell::{UnitText, cell, unit_text, with_unit};

use rust_decimal::Decimal;

use crate::{
    model::{Amount, Bound, Quantity, QuantityKind, Roughness},
    rules::Rulebook,
    text::Span,
};
pub use cases::failing_cases;
use numeral::{is_chinese, is_digit, number};

/// Every quantity in `text`, left to right, none overlapping; spans are byte ranges of `text`.
#[must_use]
pub fn quantities(text: &str, rules: &Rulebook) -> Vec<Quantity> {
    let never = rules.numerals.never(text);
    let mut found = Vec::new();
    let (mut at, mut blocked) = (0, 0);
    while let Some(next) = text[at..].chars().next() {
        if !(is_digit(next) || is_chinese(next)) {
            at += next.len_utf8();
            continue;
        }
        while never.get(blocked).is_some_and(|span| span.end <= at) {
            blocked += 1;
        }
        if let Some(span) = never.get(blocked).filter(|span| span.start <= at) {
            at = span.end;
            continue;
        }
        match core(text, at, rules) {
            Some((quantity, end)) if reject::keeps(text, &quantity) => {
                found.push(bounded(text, quantity, rules));
                at = end;
            }
            Some((_, end)) => at = end,
            None => at = skip_number(text, at),
        }
    }
    found
}

/// The end of a run of digits that is no quantity.
fn skip_number(text: &str, at: usize) -> usize {
    let rest = &text[at..];
    at + rest
        .find(|c: char| !is_digit(c) && c != '.')
        .filter(|&end| end > 0)
        .unwrap_or_else(|| rest.chars().next().map_or(0, char::len_utf8))
}

const PERCENT_OF: &str = "百分之";

/// Digits, magnitude and unit at a place, and where they end.
fn core(text: &str, at: usize, rules: &Rulebook) -> Option<(Quantity, usize)> {
    let rest = &text[at..];
    if let Some(after) = rest.strip_prefix(PERCENT_OF) {
        let (after, amount) = number(after).ok()?;
        let end = text.len() - after.len();
        let (unit, _) = rules.units.at_start("%")?;
        let span = Span::new(at, end);
        return Some((
            Quantity {
                span,
                core: span,
                kind: QuantityKind::Percent,
                amount: Amount::One(amount),
                magnitude: Decimal::ONE,
                unit: Some(unit),
                unit_text: "%".into(),
                bound: Bound::Exactly,
                roughness: Roughness::Exact,
            },
            end,
        ));
    }
    let (after, first) = number(rest).ok()?;
    if let Some(range) = range(text, at, after, first, rules) {
        return Some(range);
    }
    Some(tail(text, at, after, Amount::One(first), rules))
}

/// 3至5万人: both ends share what follows the second.
fn range(text: &str, at: usize, after: &str, first: Decimal, rules: &Rulebook) -> Option<(Quantity, usize)> {
    let unit = rules.units.at_start(after).map_or(0, |(_, length)| length);
    let joiner = after[unit..].chars().next().filter(|c| "-—–~～至－".contains(*c))?;
    let (after, second) = number(&after[unit + joiner.len_utf8()..]).ok()?;
    (second > first).then(|| tail(text, at, after, Amount::Range(first, second), rules))
}

/// Magnitude, approximation and unit after a number.
fn tail(text: &str, at: usize, after: &str, amount: Amount, rules: &Rulebook) -> (Quantity, usize) {
    let mut rest = after;
    let mut roughness = Roughness::Exact;
    let mut take_rough = |rest: &mut &str| {
        if let Some((length, rough)) = rules.numerals.inside(rest) {
            let next = &rest[length..];
            // 多 and 余 count only where a magnitude or a unit follows.
            if next.starts_with(['万', '亿']) || rules.units.at_start(next).is_some() {
                roughness = rough;
                *rest = next;
            }
        }
    };
    take_rough(&mut rest);
    let magnitude_start = rest;
    let (mut magnitude, mut written) = (Decimal::ONE, String::new());
    for (word, factor) in [
        ("万亿", 1_000_000_000_000u64),
        ("千万", 10_000_000),
        ("百万", 1_000_000),
        ("万", 10_000),
        ("亿", 100_000_000),
    ] {
        if rest.starts_with(word) {
            (magnitude, written) = (Decimal::from(factor), word.to_owned());
            rest = &rest[word.len()..];
            break;
        }
    }
    let _ = magnitude_start;
    take_rough(&mut rest);
    let unblanked = rest.trim_start_matches([' ', '\u{3000}']);
    let unit = rules.units.at_start(unblanked).filter(|_| rest.len() - unblanked.len() <= 3);
    let mut end = text.len() - rest.len();
    let mut unit_text = written;
    if let Some((_, length)) = unit {
        end = text.len() - unblanked.len() + length;
        unit_text.push_str(&unblanked[..length]);
    }
    let unit = unit.map(|(unit, _)| unit);
    let kind = unit.as_ref().map_or(QuantityKind::Number, |unit| kind_of(&unit.dimension.0));
    let span = Span::new(at, end);
    let bound = if matches!(amount, Amount::Range(..)) { Bound::Between } else { Bound::Exactly };
    (Quantity { span, core: span, kind, amount, magnitude, unit, unit_text, bound, roughness }, end)
}

fn kind_of(dimension: &str) -> QuantityKind {
    match dimension {
        "count" | "person" | "event" => QuantityKind::Count,
        "percent" => QuantityKind::Percent,
        "points" => QuantityKind::Points,
        "multiple" => QuantityKind::Multiple,
        "tenths" => QuantityKind::Tenths,
        money if money.starts_with("money") => QuantityKind::Money,
        _ => QuantityKind::Measure,
    }
}

/// The quantity with the words of bounds and approximation around it.
fn bounded(text: &str, mut quantity: Quantity, rules: &Rulebook) -> Quantity {
    if text[..quantity.span.start].ends_with(['-', '－', '−'])
        && !text[..quantity.span.start]
            .trim_end_matches(['-', '－', '−'])
            .ends_with(|c: char| c.is_alphanumeric() && !"长降为达速幅率是".contains(c))
        && let Amount::One(value) = quantity.amount
    {
        quantity.amount = Amount::One(-value);
        let sign = text[..quantity.span.start].chars().next_back().map_or(0, char::len_utf8);
        quantity.span.start -= sign;
        quantity.core.start -= sign;
    }
    while let Some((length, bound, rough)) =
        rules.numerals.before(text[..quantity.span.start].trim_end_matches(' '))
    {
        let blanks =
            text[..quantity.span.start].len() - text[..quantity.span.start].trim_end_matches(' ').len();
        quantity.span.start -= length + blanks;
        quantity.bound = bound.filter(|_| quantity.bound == Bound::Exactly).unwrap_or(quantity.bound);
        quantity.roughness =
            rough.filter(|_| quantity.roughness == Roughness::Exact).unwrap_or(quantity.roughness);
    }
    if let Some((length, bound)) = rules.numerals.after(&text[quantity.span.end..]) {
        quantity.span.end += length;
        quantity.bound = bound;
    }
    quantity
}

#[cfg(test)]
mod tests {
    use super::quantities;
    use crate::rules::Rulebook;

    fn read(text: &str) -> Vec<String> {
        let rules = Rulebook::builtin().unwrap();
        quantities(text, &rules)
            .iter()
            .map(|q| format!("{}|{}|{:?}", q.base_low().unwrap().normalize(), q.unit_text, q.bound))
            .collect()
    }

    #[test]
    fn amounts_are_read_with_their_bounds() {
        for (text, expected) in [
            ("种树3.5万亩以上", "35000|万亩|AtLeast"),
            ("不少于150张", "150|张|AtLeast"),
            ("控制在2.5%以内", "2.5|%|AtMost"),
            ("建成680多万亩", "6800000|万亩|Exactly"),
            ("一千九百余户", "1900|户|Exactly"),
            ("完成百分之七十九", "79|%|Exactly"),
            ("3至5万人", "30000|万人|Between"),
            ("增长-8.92%", "-8.92|%|Exactly"),
            ("1234567890.123456789亿元", "123456789012345678.9|亿元|Exactly"),
        ] {
            assert_eq!(read(text), [expected], "{text}");
        }
    }

    #[test]
    fn names_dates_and_ordinals_are_no_quantities() {
        for text in [
            "2023年5月底",
            "1-5月",
            "5G基站",
            "PM2.5浓度",
            "第三名",
            "十四五规划",
            "统一零售价",
            "万一出事",
            "万亩良田",
            "2×66万千瓦机组",
            "3号厂房",
            "10亿元以上项目",
            "15分钟生活圈",
            "S88公路",
            "一批企业",
            "1.加强管理",
            "（3）建设",
        ] {
            assert_eq!(read(text), Vec::<String>::new(), "{text}");
        }
    }
}
