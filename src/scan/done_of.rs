//! Done and planned in one cell: 7/20, 6/6 文件.

use rust_decimal::Decimal;

use super::{
    cell::cell,
    mark::{foreign_unit, unmarked},
    unit_text::{UnitText, unit_text, with_unit},
};
use crate::{
    model::Quantity,
    rules::Rulebook,
    text::{Span, is_digit},
};

/// Done and planned in one cell, 7/20, 8.2/10 or 6/6 文件: two plain numbers, the first of them not the greater one,
/// with the unit that stands behind either; a rate in brackets behind them says the same again.
#[must_use]
pub fn done_of(text: &str, rules: &Rulebook) -> Option<(Quantity, Quantity)> {
    both(text, rules).filter(set).filter(|(done, planned)| done.amount.low() <= planned.amount.low())
}

/// The same under a header of goals or figures, where more may be done than was planned: 420/400, 9.6/8. A date has no
/// number above the months of a year behind a greater one, and no parts.
#[must_use]
pub fn done_beyond(text: &str, rules: &Rulebook) -> Option<(Quantity, Quantity)> {
    let beyond = |(done, planned): &(Quantity, Quantity)| {
        let (done, planned) = (done.amount.low(), planned.amount.low());
        let dated = planned <= MONTHS && done.fract().is_zero() && planned.fract().is_zero();
        done <= planned || !dated && done < planned * Decimal::TWO
    };
    both(text, rules).filter(set).filter(beyond)
}

/// True where something was planned.
fn set((_, planned): &(Quantity, Quantity)) -> bool {
    !planned.amount.low().is_zero()
}

/// The same where brackets say what was planned: 320（计划400）, 42（任务50）户; `bare`: without a word for it, or 7/20, as the
/// header says it.
#[must_use]
pub fn done_beside(text: &str, bare: bool, rules: &Rulebook) -> Option<(Quantity, Quantity)> {
    let Some((before, rest)) = text.split_once(['(', '（']) else {
        return both(text, rules).filter(|_| bare);
    };
    let (inner, behind) = rest.split_once([')', '）'])?;
    let mut words = rules.layouts.morphemes.planning();
    let planned = words.find_map(|word| inner.trim_start().strip_prefix(word.as_str()));
    let planned = planned.or_else(|| bare.then_some(inner))?;
    let (done, own) = side(text, before, rules)?;
    let (planned, unit) = side(text, planned.trim_start_matches(['数', '：', ':']), rules)?;
    let unit = [unit, own, behind.trim()].iter().find_map(|unit| unit_text(unit, rules));
    let of = |quantity: Quantity| match &unit {
        Some(unit) => with_unit(quantity, unit),
        None => quantity,
    };
    Some((of(done), of(planned))).filter(set)
}

/// How many months a year has.
const MONTHS: Decimal = Decimal::from_parts(12, 0, 0, false, 0);

fn both(text: &str, rules: &Rulebook) -> Option<(Quantity, Quantity)> {
    let plain = unmarked(text.trim());
    let plain = plain.find(['(', '（']).map_or(plain, |open| plain[..open].trim_end());
    let at = plain.find(['/', '／'])?;
    let (done, own) = side(text, &plain[..at], rules)?;
    let (planned, unit) = side(text, plain[at..].trim_start_matches(['/', '／']), rules)?;
    let unit = if unit.is_empty() { own } else { unit };
    let foreign = || UnitText { magnitude: Decimal::ONE, unit: None, text: unit.to_owned() };
    let of = |quantity| match unit {
        "" => quantity,
        _ => with_unit(quantity, &unit_text(unit, rules).unwrap_or_else(foreign)),
    };
    Some((of(done), of(planned)))
}

/// One of the two numbers, and the word behind it.
fn side<'t>(text: &str, side: &'t str, rules: &Rulebook) -> Option<(Quantity, &'t str)> {
    let side = side.trim();
    let (digits, unit) = side.split_at(side.find(|c: char| !is_digit(c) && c != '.').unwrap_or(side.len()));
    let (whole, part) = digits.split_once('.').unwrap_or((digits, "0"));
    let plain = |digits: &str| !digits.is_empty() && digits.chars().all(is_digit);
    let known = digits.chars().nth(7).is_none() && plain(whole) && plain(part);
    let quantity = known.then(|| cell(digits, rules)).flatten()?;
    let named = unit.is_empty()
        || foreign_unit(unit, quantity.amount.low()) == Some(unit.trim()) && !unit.contains('/');
    named.then(|| (quantity.shifted(Span::of(text, digits).start), unit.trim()))
}

#[cfg(test)]
mod tests {
    use super::done_of;
    use crate::rules::Rulebook;

    #[test]
    fn done_and_planned_stand_in_one_cell() {
        let rules = Rulebook::builtin().unwrap();
        let (done, planned) = done_of("✅ 7/20", &rules).unwrap();
        assert_eq!((done.core.start, planned.amount.low().to_string().as_str()), (4, "20"));
        for text in ["6/8 文件", "6文件/8文件", "6/8文件 (75%)"] {
            let (_, planned) = done_of(text, &rules).unwrap();
            assert_eq!(planned.unit_text, "文件", "{text}");
        }
        assert!(
            ["20/7", "3/0", "7/20元/人", "5/12月", "2024/05/01"]
                .iter()
                .all(|text| done_of(text, &rules).is_none())
        );
    }
}
