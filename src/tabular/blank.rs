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

/// What follows the word that makes a text a note; `None` where it is none.
pub(super) fn note<'t>(text: &'t str, rules: &Rulebook) -> Option<&'t str> {
    rules.layouts.skip.iter().find_map(|word| {
        let rest = text.strip_prefix(word.as_str())?;
        let colon = rest.is_empty() || rest.trim_start().starts_with([':', '：']);
        (colon || word.ends_with(['：', ':'])).then_some(rest)
    })
}
