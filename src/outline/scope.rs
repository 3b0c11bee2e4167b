//! Districts and bodies: 青坪县新改建农村公路86公里 after 城关区：…, one after the other.

use std::collections::HashMap;

use super::{Outline, Part};
use crate::{rules::Rulebook, text::is_han};

/// Characters that the name of a district ends with.
const ENDINGS: &[char] = &['区', '县', '市', '旗', '镇', '乡', '州', '盟', '省'];
/// Longest name of a district, in characters.
const MOST: usize = 4;
/// Words that end like a district and are none, or that mean the whole.
const NEVER: &[char] = &[
    '全', '我', '本', '各', '该', '两', '小', '社', '园', '城', '景', '灌', '库', '山', '老', '地', '片',
    '校', '辖', '上', '市', '县', '区', '乡',
];

/// Gives the pieces of a block their districts, where two or more of them begin with different ones.
pub(super) fn assign(outline: &mut Outline, text: &str, rules: &Rulebook) {
    let mut found: HashMap<&str, Vec<(usize, &str)>> = HashMap::new();
    for (index, piece) in outline.pieces.iter().enumerate() {
        let section = outline.blocks[piece.block].place.section.as_str();
        if !matches!(piece.part, Part::Title | Part::Other)
            && !piece.heading
            && let Some(name) = district(piece.span.text(text))
            && !piece.span.text(text)[name.len()..].starts_with(['村', '镇', '级', '域', '街'])
        {
            found.entry(section).or_default().push((index, name));
        }
    }
    let named: Vec<(usize, String)> = found
        .into_values()
        .filter(|pieces| {
            several(pieces)
                && pieces
                    .iter()
                    .filter(|(index, name)| {
                        speaks(&outline.pieces[*index].span.text(text)[name.len()..], rules)
                    })
                    .count()
                    > 1
        })
        .flatten()
        .map(|(index, name)| (index, name.to_owned()))
        .collect();
    for (index, name) in named {
        outline.pieces[index].scope = name;
    }
}

/// True for a text that begins with a colon, a verb or another cue.
fn speaks(text: &str, rules: &Rulebook) -> bool {
    text.starts_with(['：', ':', '，'])
        || rules.verbs.cues(text).next().is_some_and(|(span, _)| span.start == 0)
}

/// True for districts of one level, one after the other.
fn several(pieces: &[(usize, &str)]) -> bool {
    let ending = |name: &str| name.chars().next_back();
    let first = pieces[0].1;
    pieces.iter().any(|(_, name)| *name != first && ending(name) == ending(first))
}

/// The district that a text begins with.
fn district(text: &str) -> Option<&str> {
    let mut before = None;
    for (count, (at, c)) in text.char_indices().enumerate().take(MOST) {
        if ENDINGS.contains(&c) && count > 0 && before.is_some_and(|before| !NEVER.contains(&before)) {
            let first = text.chars().next()?;
            return (!"全我本各该".contains(first)).then(|| &text[..at + c.len_utf8()]);
        }
        if !is_han(c) {
            return None;
        }
        before = Some(c);
    }
    None
}

#[cfg(test)]
mod tests {
    use super::district;

    #[test]
    fn districts_are_read_at_the_start_of_a_text() {
        assert_eq!(district("青坪县新改建农村公路86公里"), Some("青坪县"));
        assert_eq!(district("城关区：引进资金"), Some("城关区"));
        for text in ["全市完成投资", "老旧小区改造", "我县计划", "社区服务站3个", "新增病床"]
        {
            assert_eq!(district(text), None, "{text}");
        }
    }
}
