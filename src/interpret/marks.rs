//! Signs that part a sentence only at some places: strokes and heavy brackets.

use crate::text::{Span, is_han};

/// Longest word between a stroke and the number behind it, in characters.
const STROKE_CHARS: usize = 4;

/// 388人/下达515人: a stroke between two amounts, the second with a word of its own; `part` stands between them.
pub(super) fn sets_beside(part: &str, at: usize) -> bool {
    let mut word = part.chars().skip(1);
    let length = word.clone().count();
    at == 0 && (2..=STROKE_CHARS).contains(&length) && word.all(is_han)
}

/// 【总体进度】征地451亩: a label in heavy brackets, where a line or a sentence begins.
pub(super) fn labels(part: &str, open: usize) -> bool {
    let before = part[..open].trim_end();
    before.is_empty() || before.ends_with(['。', '；', ';', '！'])
}

/// Longest name in quotes that a Chinese numeral or a cue is a part of, in characters.
pub(super) const CALLED_CHARS: usize = 8;

/// True for the last word of a short name in quotes: 计划 of “净水计划”.
pub(super) fn quoted_name(part: &str, word: Span) -> bool {
    if !part[word.end..].starts_with(['”', '」', '』', '》']) {
        return false;
    }
    let mut before = part[..word.start].chars().rev().take(CALLED_CHARS + 1);
    before.position(|c| matches!(c, '“' | '「' | '『' | '《')).is_some_and(|letters| letters > 1)
}
