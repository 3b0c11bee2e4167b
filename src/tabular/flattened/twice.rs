//! Cells whose name is printed before the goal and again before the figure.
//!
//! ```text
//! 建设子站 / 12个 / 建设子站 / 8个        建设子站 / 12个 / 8个
//! ```

use crate::{rules::Rulebook, scan::leading_cell, text::Span};

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
