//! Headings and their numbers that a copy glued to the text around them.
//!
//! ```text
//! 一、工作完成情况(一)重点任务1.全面完成帮扶任务。我镇…     three lines
//! …通报如下:一、就业工作(一)城镇就业2008年…               three lines
//! ```

use super::{heading::Marker, marker};
use crate::{
    rules::{Frame, Rulebook},
    text::{Letters, Span, behind, is_digit, is_han},
};

/// Longest heading before a number that is glued to it, in characters.
const HEADING_CHARS: usize = 24;

/// The lines of a text, each cut where a heading or its number begins inside it.
pub(super) fn apart(text: &str, lines: Vec<Span>, rules: &Rulebook) -> Vec<Span> {
    lines.into_iter().flat_map(|line| cut(text, line, rules)).collect()
}

fn cut(text: &str, line: Span, rules: &Rulebook) -> Vec<Span> {
    let words = line.text(text);
    let (mut parts, mut start) = (Vec::new(), 0);
    let (mut counted, mut near) = (None, farthest(words));
    for at in BEGIN.places(words) {
        let digit = words[at..].starts_with(is_digit);
        // The number of a heading is whole: no digit before its first.
        let inside = counted == Some(at) && digit;
        counted = digit.then(|| behind(words, at));
        // Behind a letter it stands behind a heading, if at all, and most letters stand farther behind.
        let may_head = !inside && (at <= near || !words[..at].ends_with(is_han));
        if at > start && may_head && heads(&words[start..at], &words[at..], rules) {
            parts.push(Span::new(line.start + start, line.start + at));
            (start, near) = (at, at + farthest(&words[at..]));
        }
    }
    parts.push(Span::new(line.start + start, line.end));
    parts.into_iter().map(|part| super::trimmed(text, part)).filter(|part| !part.is_empty()).collect()
}

/// Where a heading that a text begins with ends at the latest, in bytes.
fn farthest(text: &str) -> usize {
    marker(text).map_or(0, |own| own.length) + HEADING_CHARS * char::MAX.len_utf8()
}

/// What the number of a heading can begin with.
static BEGIN: Letters = Letters::of("一二三四五六七八九十（(0123456789０１２３４５６７８９");

/// True where a heading begins at `rest`, behind what stands before it in the line.
fn heads(before: &str, rest: &str, rules: &Rulebook) -> bool {
    let Some(Marker { level, length, .. }) = marker(rest).filter(|found| found.level < 3) else {
        return false;
    };
    let named = rest[length..].trim_start().starts_with(is_han);
    let bare = before.trim_end();
    let stopped = bare.ends_with(['。', '：', ':', '！', ';', '；']) || bare.len() + 1 < before.len();
    let after_stop = stopped || bare.len() < before.len();
    let last = bare.chars().next_back();
    let glued = last.is_some_and(is_han) && heading(bare, rules);
    named
        && match level {
            // 一、 goes with a stop or a blank; behind 十 or a list (二、三产业) it is part of a word.
            0 => after_stop && rest[length..].chars().take_while(|c| is_han(*c)).count() > 2 || glued,
            1 => bare.ends_with(['。', '！']) || glued,
            _ => glued && last.is_some_and(|c| !is_digit(c)),
        }
}

/// True for a heading: short, without a stop inside, and with a marker of its own or a word that frames.
fn heading(text: &str, rules: &Rulebook) -> bool {
    let own = marker(text);
    let words = &text[own.as_ref().map_or(0, |found| found.length)..];
    let plain = !words.contains(['。', '，', ',', '；', ';', '：', ':']) && !words.contains(is_digit);
    let short = words.chars().nth(HEADING_CHARS).is_none() && words.chars().nth(1).is_some();
    let frames = rules.pages.frame(words) != Frame::Unsaid;
    plain && short && own.is_some_and(|found| found.level < 2 || frames)
}

#[cfg(test)]
mod tests {
    use super::apart;
    use crate::{rules::Rulebook, text::Span};

    #[test]
    fn headings_that_are_glued_to_one_another_stand_apart() {
        let rules = Rulebook::builtin().unwrap();
        for (text, parts) in [
            (
                "一、工作完成情况(一)重点任务完成情况1.全面完成帮扶任务。我镇计划帮扶52户。",
                &["一、工作完成情况", "(一)重点任务完成情况", "1.全面完成帮扶任务。我镇计划帮扶52户。"][..],
            ),
            (
                "现通报如下:一、就业工作完成5项。二、社保工作",
                &["现通报如下:", "一、就业工作完成5项。", "二、社保工作"],
            ),
            ("较好完成任务。(二)招商引资。引进项目6个", &["较好完成任务。", "(二)招商引资。引进项目6个"]),
            ("新建公园(一期)6座,改造道路1.5公里", &["新建公园(一期)6座,改造道路1.5公里"]),
            ("重点是：（一）修路；（二）架桥", &["重点是：（一）修路；（二）架桥"]),
            ("第二、三产业增加值增长5%", &["第二、三产业增加值增长5%"]),
        ] {
            let found = apart(text, vec![Span::new(0, text.len())], &rules);
            let found: Vec<&str> = found.iter().map(|part| part.text(text)).collect();
            assert_eq!(found, parts);
        }
    }
}
