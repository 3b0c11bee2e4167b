//! People who are counted without a word for them: 35万农村妇女.

use rust_decimal::Decimal;

use crate::{
    model::Quantity,
    rules::{Rulebook, Sign},
    scan::{unit_text, with_unit},
};

/// How many words may stand between the number and the noun of people.
const MODIFIERS: usize = 3;

/// The quantity in 人, where a large number without a unit stands before a noun of people.
pub(super) fn counted(text: &str, quantity: Quantity, rules: &Rulebook) -> Quantity {
    let large = quantity.unit.is_none() && quantity.magnitude >= Decimal::from(10_000);
    if !large || !of_people(&text[quantity.core.end..], rules) {
        return quantity;
    }
    match unit_text("人", rules) {
        Some(unit) => with_unit(quantity, &unit),
        None => quantity,
    }
}

/// 农村妇女, 60岁以上老年人: words that say which people, and the noun.
fn of_people(text: &str, rules: &Rulebook) -> bool {
    let mut rest = text.trim_start_matches(['名', '多', '余']);
    for _ in 0..=MODIFIERS {
        if let Some(behind) = rules.signs.behind(Sign::People, rest) {
            // 30万人口以上城市: how large it is.
            return !behind.starts_with("以");
        }
        match rules.signs.behind(Sign::WhichPeople, rest).or_else(|| behind_age(rest)) {
            Some(behind) => rest = behind,
            None => return false,
        }
    }
    false
}

/// What stands behind 60岁以上.
fn behind_age(text: &str) -> Option<&str> {
    let (age, rest) = text.split_once('岁')?;
    let number = !age.is_empty() && age.chars().all(|c| c.is_ascii_digit() || matches!(c, '-' | '—' | '至'));
    number.then(|| rest.trim_start_matches("及").trim_start_matches("以上").trim_start_matches("以下"))
}
