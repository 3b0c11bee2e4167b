//! Labels of a block: 年度目标：, 落实情况:, a line of its own.

use super::{Frame, Part, dates};
use crate::{
    rules::{Cue, NameWords, Rulebook, Sign},
    text::{Letters, behind, fits, is_digit},
};

/// Longest label without a colon, in characters.
const LINE_CHARS: usize = 8;
/// Where its colon must stand, blanks around it included, in characters.
const FIRST_CHARS: usize = 64;

/// Longest name behind 项目名称：, in characters.
const NAME_CHARS: usize = 24;

fn part(cue: Cue) -> Part {
    match cue {
        Cue::LabelGoal => Part::Goal,
        Cue::LabelProgress => Part::Progress,
        Cue::LabelRate => Part::Rate,
        _ => Part::Other,
    }
}

/// True for a label before a name, whose part ends at the first full stop.
pub(super) fn names_only(label: &str, rules: &Rulebook) -> bool {
    rules.verbs.whole_label(label.trim_end_matches(['：', ':']).trim()) == Some(Cue::LabelName)
}

/// True where the label that ends at `end` stands before an item's name: 项目名称：. What follows is short and counts
/// nothing.
pub(super) fn names_item(text: &str, end: usize) -> bool {
    let label = text[..end].trim_end_matches(['：', ':']).trim_end();
    if !label.ends_with("名称") || end == label.len() {
        return false;
    }
    let name = text[end..].trim_start().split(['。', '；', '　', ' ']).next().unwrap_or_default();
    !name.is_empty() && name.chars().count() <= NAME_CHARS && !name.contains(is_digit)
}

/// What ends a label, with its colon or without one.
static ENDS: Letters = Letters::of("：:，。；,、（(");

/// The label at the start of a text: its part, and where its colon ends.
pub(super) fn leading(text: &str, rules: &Rulebook) -> Option<(Part, usize)> {
    let near = &text[..text.floor_char_boundary(FIRST_CHARS * char::MAX.len_utf8())];
    if let Some((short, end)) = bracketed(near) {
        let outcome = || rules.names.is(NameWords::Outcome, short).then_some(Part::Progress);
        return rules
            .verbs
            .whole_label(short)
            .map(|cue| named(cue, short, rules))
            .or_else(outcome)
            .map(|part| (part, end));
    }
    let (colon, end) = match ENDS.next(near, 0) {
        Some(at) if text[at..].starts_with(['：', ':']) && fits(&text[..at], FIRST_CHARS - 1) => {
            (Some(at), behind(text, at))
        }
        Some(_) => return None,
        // What is longer is no label, wherever its colon stands.
        None if !fits(text, FIRST_CHARS) => return None,
        None => (None, text.len()),
    };
    // A line without a colon is a label only where it is nothing else, and is short then.
    if colon.is_none() && text.trim().chars().nth(LINE_CHARS).is_some() {
        return None;
    }
    let short = text[..colon.unwrap_or(end)].trim();
    // 内容 alone stands over the text of a page.
    if short.is_empty() || short.chars().count() > LINE_CHARS || colon.is_none() && short == "内容" {
        return None;
    }
    let cue = rules.verbs.whole_label(short)?;
    if cue == Cue::LabelGoal && names_what_counts(short, &text[end..], rules) {
        return None;
    }
    Some((if colon.is_some() { named(cue, short, rules) } else { part(cue) }, end))
}

/// 下半年打算：新建公厕5座; but 存在问题及下一步打算：… begins with troubles.
fn named(cue: Cue, short: &str, rules: &Rulebook) -> Part {
    let ahead = cue == Cue::LabelOther && rules.pages.tells(short, Frame::Ahead);
    if ahead && !rules.signs.holds(Sign::Trouble, short) { Part::Ahead } else { part(cue) }
}

/// True for a line that is nothing but a word in brackets: 【质量安全】 ends what 【下月计划】 says.
pub(super) fn heads(line: &str) -> bool {
    bracketed(line).is_some_and(|(_, end)| end == line.len())
}

/// 【完成情况】, [已兑现]: a short word in brackets, and where they end.
fn bracketed(text: &str) -> Option<(&str, usize)> {
    let open = text.chars().next().filter(|c| matches!(c, '【' | '［' | '[' | '〔'))?;
    let (short, _) = text[open.len_utf8()..].split_once(['】', '］', ']', '〕'])?;
    let close = open.len_utf8() + short.len();
    let end = behind(text, close);
    let rest = text[end..].trim_start_matches(['：', ':']);
    (short.chars().count() <= LINE_CHARS).then_some((short.trim(), text.len() - rest.len()))
}

/// 新客户目标：60个 says by its label what the number behind it counts.
fn names_what_counts(label: &str, behind: &str, rules: &Rulebook) -> bool {
    let behind = behind.trim_start_matches([' ', '¥', '￥', '≥', '≤', '>', '<', '=', '*']);
    let Some(name) = ["目标值", "目标", "任务"].iter().find_map(|end| label.strip_suffix(end)) else {
        return false;
    };
    let name = dates(name).first().map_or(name, |date| &name[date.span.end..]);
    behind.starts_with(is_digit)
        && !rules.verbs.is_label(label)
        && !name.ends_with(['年', '月', '季', '度', '期', '定', '达', '级'])
        && rules.verbs.without_generic(name).chars().nth(1).is_some()
}

/// True for a heading over next steps, demands or troubles.
pub(super) fn is_aside(heading: &str, rules: &Rulebook) -> bool {
    let words = heading.trim_end_matches(['。', '：', ':']);
    let trouble = rules.signs.holds(Sign::Trouble, words);
    let ahead = ["下", "打算", "要求", "措施", "安排", "建议"].iter().any(|word| words.contains(word));
    rules.verbs.label(words) == Some(Cue::LabelOther) && words.chars().count() <= 24 && (ahead || !trouble)
}

/// What a label may stand behind.
static STOPS: Letters = Letters::of("。；;，,　 ");

/// Every label of a paragraph that stands at its start or after a full stop: start, end, part.
pub(super) fn all(text: &str, rules: &Rulebook) -> Vec<(usize, usize, Part)> {
    let starts = std::iter::once(0).chain(STOPS.places(text).map(|at| behind(text, at)));
    let mut found: Vec<(usize, usize, Part)> = Vec::new();
    for start in starts {
        if found.last().is_some_and(|&(_, end, _)| start < end) {
            continue;
        }
        if let Some((part, end)) = leading(&text[start..], rules)
            && (end < text.len() - start || start == 0)
        {
            found.push((start, start + end, part));
        }
    }
    found
}
