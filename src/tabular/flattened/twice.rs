//! Cells whose name is printed before the goal and again before the figure.
//!
//! ```text
//! 建设子站 / 12个 / 建设子站 / 8个        建设子站 / 12个 / 8个
//! ```

use crate::{model::Quantity, rules::Rulebook, scan::leading_cell, tabular::led::alike, text::Span};

/// The words, without a name between numbers that stands before the first of them too.
pub(super) fn once<'t>(text: &str, words: impl Iterator<Item = &'t str>, rules: &Rulebook) -> Vec<Span> {
    let number = |span: Span| leading_cell(span.text(text), rules).is_some();
    let mut found: Vec<Span> = Vec::new();
    for word in words.filter(|word| !word.is_empty()) {
        let span = Span::of(text, word);
        let again = match found[..] {
            [.., name, goal] => name.text(text) == word && number(goal) && !number(span),
            _ => false,
        };
        if !again {
            found.push(span);
        }
    }
    found
}

/// The numbers that words are; of two cells that say the same before theirs, 提升10% and 提升9%, those too.
pub(super) fn numbers(text: &str, words: &[Span], rules: &Rulebook) -> Vec<Option<Quantity>> {
    let mut found: Vec<Option<Quantity>> =
        words.iter().map(|word| leading_cell(word.text(text), rules)).collect();
    for at in 1..words.len() {
        if found[at - 1].is_some() || found[at].is_some() {
            continue;
        }
        let [one, other] = [words[at - 1], words[at]];
        if let Some((_, [goal, figure])) = alike(one.text(text), other.text(text), rules) {
            (found[at - 1], found[at]) = (Some(goal.shifted(one.start)), Some(figure.shifted(other.start)));
        }
    }
    found
}
