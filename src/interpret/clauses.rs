//! Clauses: where each begins, and whether a number stands in it.

use super::word::{Kind, Word};

/// What stands before a word in its clause.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Clause {
    /// The first word after the comma, stop or dash before.
    pub(super) start: usize,
    /// True behind a quantity; an opening bracket begins anew.
    pub(super) counted: bool,
    /// The bracket of the sentence that it stands in.
    pub(super) bracket: Option<usize>,
}

/// For each word, what stands before it in its clause; and what stands before the end.
pub(super) fn clauses(words: &[Word]) -> (Vec<Clause>, Clause) {
    let (mut clause, mut open) = (Clause::default(), Vec::new());
    let before = words.iter().enumerate().map(|(at, word)| {
        let before = clause;
        match word.kind {
            Kind::Comma | Kind::Stop | Kind::Semicolon | Kind::Dash => {
                (clause.start, clause.counted) = (at + 1, false);
            }
            Kind::Open => {
                clause.counted = false;
                open.push(at);
            }
            Kind::Close => _ = open.pop(),
            Kind::Quantity(_) => clause.counted = true,
            Kind::Cue(_) | Kind::Date(_) | Kind::Text | Kind::Pause => {}
        }
        if word.kind == Kind::Stop {
            open.clear();
        }
        clause.bracket = open.last().copied();
        before
    });
    let before = before.collect();
    (before, clause)
}
