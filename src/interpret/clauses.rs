//! Clauses: where each begins, and whether a number stands in it.

use super::word::{Kind, Word};

/// What stands before a word in its clause.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Clause {
    /// The first word after the comma, stop or dash before.
    pub(super) start: usize,
    /// True behind a quantity; an opening bracket begins anew.
    pub(super) counted: bool,
}

/// For each word, what stands before it in its clause; and what stands before the end.
pub(super) fn clauses(words: &[Word]) -> (Vec<Clause>, Clause) {
    let mut clause = Clause::default();
    let before = words.iter().enumerate().map(|(at, word)| {
        let before = clause;
        match word.kind {
            Kind::Comma | Kind::Stop | Kind::Semicolon | Kind::Dash => {
                clause = Clause { start: at + 1, counted: false };
            }
            Kind::Open => clause.counted = false,
            Kind::Quantity(_) => clause.counted = true,
            Kind::Cue(_) | Kind::Date(_) | Kind::Text | Kind::Pause | Kind::Close => {}
        }
        before
    });
    let before = before.collect();
    (before, clause)
}
