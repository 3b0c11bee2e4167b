//! What two numbers of a row have in common.

use crate::model::Quantity;

/// True where two quantities are of one dimension, or both have none.
pub(crate) fn one_measure(one: &Quantity, other: &Quantity) -> bool {
    match (&one.unit, &other.unit) {
        (Some(a), Some(b)) => a.dimension == b.dimension || a.counter && b.counter,
        (None, None) => true,
        (Some(_), None) | (None, Some(_)) => false,
    }
}

/// True where two names share two characters in a row.
pub(crate) fn shares_word(one: &str, other: &str) -> bool {
    let letters: Vec<char> = one.chars().collect();
    letters.windows(2).any(|pair| other.contains(&pair.iter().collect::<String>()))
}
