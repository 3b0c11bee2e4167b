//! Words that leave a cell empty, and words that count.

use crate::{interpret::is_ordinal, rules::Rulebook, scan::quantities};

/// True for words that hold a number of something; Task 1: 扫描 only says which.
pub(crate) fn counts(words: &str, rules: &Rulebook) -> bool {
    quantities(words, rules).iter().any(|quantity| !is_ordinal(words, quantity, &rules.signs))
}

/// True where a cell holds a mark for nothing.
pub(crate) fn is_empty(words: &str, rules: &Rulebook) -> bool {
    words.is_empty() || rules.layouts.empty.iter().any(|word| word == words)
}
