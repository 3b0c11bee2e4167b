//! Signs that part a sentence only at some places: strokes and heavy brackets.

use crate::text::is_han;

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
