//! Items inside a paragraph: （1）…；（2）…, 一是…；二是….
//!
//! ```text
//! items  = lead? (marker text)+
//! marker = "（" digits "）" | circled | chinese "是"       at the start, after a stop, a comma or a blank
//!        | digits ("." | "、")                          at the start, after a stop, after a blank before words
//! ```

use super::heading::{Marker, marker};
use crate::text::{Letters, behind, is_digit, is_han};

/// The parts of a text between its inline markers: start, end, and the number of the item.
pub(crate) fn inline(text: &str) -> Vec<(usize, usize, Option<String>)> {
    let mut parts = Vec::new();
    let (mut start, mut number) = (0, None);
    for at in starts(text) {
        let Some((length, found)) = item(text, at) else { continue };
        parts.push((start, at, number.take()));
        (start, number) = (at + length, Some(found));
    }
    parts.push((start, text.len(), number));
    parts
}

/// Places where an item can begin.
fn starts(text: &str) -> impl Iterator<Item = usize> + '_ {
    std::iter::once(0).chain(STOPS.places(text).map(|at| behind(text, at)))
}

/// What an item may stand behind.
static STOPS: Letters = Letters::of("。；：:;，, \n");

/// An inline marker at a place: its length and its number. 2. is one only after a stop.
fn item(text: &str, at: usize) -> Option<(usize, String)> {
    let rest = &text[at..];
    let first = rest.chars().next()?;
    let stopped = || {
        let before = text[..at].trim_end_matches(' ').chars().next_back();
        let named = || rest.trim_start_matches(is_digit).chars().nth(1).is_some_and(is_han);
        let apart = text[..at].ends_with([' ', '\u{3000}']) && before.is_some_and(is_han) && named();
        before.is_none_or(|last| "。；：:;\n".contains(last)) || apart
    };
    let counts = is_digit(first) && stopped();
    if counts || matches!(first, '（' | '(' | '①'..='⑳') {
        let found = marker(rest).filter(|found| found.level == 3 || counts && found.level == 2);
        return found.map(|Marker { number, length, .. }| (length, number));
    }
    let first = Some(first)
        .filter(|c| matches!(c, '一' | '二' | '三' | '四' | '五' | '六' | '七' | '八' | '九' | '十'))?;
    rest[first.len_utf8()..]
        .starts_with('是')
        .then(|| (first.len_utf8() + '是'.len_utf8(), format!("{first}是")))
}

#[cfg(test)]
mod tests {
    use super::inline;

    #[test]
    fn a_paragraph_is_cut_at_its_inline_markers() {
        let text = "目标：（1）建站3座；（2）修路5公里";
        let parts: Vec<_> = inline(text).iter().map(|(start, end, _)| &text[*start..*end]).collect();
        assert_eq!(parts, ["目标：", "建站3座；", "修路5公里"]);
        assert_eq!(inline("一是建站。二是修路。").len(), 3);
        assert_eq!(inline("建站（3座）").len(), 1);
        assert_eq!(inline("1.建站3座; 2.修路5公里；3、架桥").len(), 4);
        assert_eq!(inline("增强责任感 1、招商引资 2、工业发展").len(), 3);
        assert_eq!(inline("建站 2.5公里 3、5座").len(), 1);
        assert_eq!(inline("建站，2.5公里；3.5座").len(), 1);
    }
}
