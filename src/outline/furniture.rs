//! Lines of a page that carry nothing of the document.
//!
//! ```text
//! line  = part+
//! part  = label (":" | blank) value?        来源：县融媒体中心
//!       | counter ":"? number?              浏览次数：1234次
//!       | dated? date time?                 时间：2021-12-10 09:44:00
//!       | mark                              打印
//! ```
//!
//! Besides: crumbs (首页 > 政务公开), what a site says of itself, and the lists of other pages at the end.

use crate::{
    model::QuantityKind,
    rules::{Fault, Furniture, Rulebook},
    scan::quantities,
    text::{Letters, Span, bare, fits, is_digit, is_han},
};

/// Longest line of labels, in characters.
const LINE_CHARS: usize = 120;
/// Longest value of a label, in characters.
const VALUE_CHARS: usize = 40;
/// Longest line of a site about itself, in characters.
const NOTICE_CHARS: usize = 200;
/// Longest title in a list of other pages, in characters.
const TITLE_CHARS: usize = 60;

/// The lines that carry something.
pub(super) fn without(
    text: &str,
    lines: Vec<Span>,
    is_furniture: impl Fn(Span) -> bool,
    rules: &Rulebook,
) -> Vec<Span> {
    let mut tail = false;
    let keeps = |line: &Span| {
        let words = line.text(text);
        let furniture = is_furniture(*line);
        // Behind 上一篇 come the titles of other pages, up to a line that tells something.
        tail = tail && !tells(words) || furniture && begins_tail(words, rules);
        !furniture && !tail
    };
    lines.into_iter().filter(keeps).collect()
}

/// The lines that the rules carry as their proof and that are read otherwise.
pub(crate) fn failing_lines(rules: &Rulebook) -> Vec<Fault> {
    let fails = |case: &&crate::rules::LineCase| is_furniture(&case.line, rules) != case.furniture;
    rules.pages.cases().iter().filter(fails).map(crate::rules::LineCase::fails).collect()
}

/// True for a line that carries nothing of the document.
#[must_use]
pub fn is_furniture(line: &str, rules: &Rulebook) -> bool {
    let words = line.trim_matches(is_frame);
    if is_page(bare(line), words) {
        return true;
    }
    if words.is_empty() || !fits(words, NOTICE_CHARS) {
        return false;
    }
    let short = fits(words, LINE_CHARS) && !words.contains('。');
    (short
        && (is_address(words) || is_byline(words) || is_crumb(line, words, rules) || is_parts(words, rules))
        || rules.pages.holds_notice(words))
        && !counts(words, rules)
        || short && fits(words, TITLE_CHARS) && begins_tail(words, rules)
}

/// True for a line that a word for other pages begins.
fn begins_tail(line: &str, rules: &Rulebook) -> bool {
    let words = line.trim_start_matches(is_frame);
    let behind = |length: usize| words[length..].trim_start_matches(' ');
    let mut tails = rules.pages.starts(words).filter(|(kind, _)| *kind == Furniture::Tail);
    tails.any(|(_, length)| {
        let rest = behind(length);
        rest.is_empty() || rest.starts_with(is_frame) || rest.starts_with([':', '：'])
    })
}

/// True for a line that says something in whole sentences.
fn tells(line: &str) -> bool {
    line.contains(['。', '；'])
}

/// True for a line that is the number of a page.
pub(crate) fn is_page_number(line: &str) -> bool {
    is_page(bare(line), line.trim_matches(is_frame))
}

/// True for the number of a page: - 3 -, 第3页, 第 3 页 共 5 页.
fn is_page(line: &str, words: &str) -> bool {
    let strokes = ['-', '—', '–', '－'];
    let number = !words.is_empty() && words.chars().all(is_digit) && words.len() < 4;
    let stroked = line.starts_with(strokes) && line.ends_with(strokes);
    let letters = || words.chars().filter(|c| !c.is_whitespace());
    // Longer lines have words between.
    let counted = || letters().next() == Some('第') && words.contains('页') && letters().nth(12).is_none();
    number && stroked || counted() && letters().all(|c| is_digit(c) || "第页共/，,".contains(c))
}

/// True for a short line around a full date and a time of day: 某网 2021-07-23 16:42:51 政府报告.
fn is_byline(words: &str) -> bool {
    let digits = words.char_indices().filter(|(_, c)| c.is_ascii_digit());
    let dated = digits.map(|(at, _)| at).find_map(|at| {
        let before = words[..at].ends_with(is_digit);
        date(&words[at..]).filter(|_| !before).map(|length| &words[at..at + length])
    });
    dated.is_some_and(|date| date.contains([':', '：']))
        && words.chars().nth(TITLE_CHARS).is_none()
        && !words.contains(['，', ',', '；'])
}

/// True for a line that is the address of a page, and a few words at most.
fn is_address(words: &str) -> bool {
    (words.contains("://") || words.starts_with("www."))
        && words.chars().filter(|c| is_han(*c)).nth(8).is_none()
}

/// 首页 > 政务公开 > 通知公告; > 新闻中心 > 县乡人大 below 首页 goes on with it.
fn is_crumb(line: &str, words: &str, rules: &Rulebook) -> bool {
    let goes_on = line.trim_start().starts_with(['>', '»', '›', '＞']);
    let mut starts = rules.pages.starts(words).filter(|(kind, _)| *kind == Furniture::Crumb);
    let begun = starts.any(|(_, length)| words[length..].trim_start().starts_with([':', '：', '>', '是']));
    let home = || {
        let steps: Vec<&str> = STEPS.split(words).map(str::trim).collect();
        steps.len() > 1 + usize::from(!goes_on) && steps.iter().all(|step| step.chars().nth(16).is_none())
    };
    begun || STEPS.are_in(words) && home() && (words.starts_with("首页") || !words.contains(is_digit))
}

/// What stands between the steps that lead to a page.
static STEPS: Letters = Letters::of(">»›＞");

/// True for a line that is labels, dates and marks from end to end.
fn is_parts(words: &str, rules: &Rulebook) -> bool {
    let mut rest = words;
    let mut found = false;
    loop {
        rest = rest.trim_start_matches(is_frame);
        if rest.is_empty() {
            return found;
        }
        let Some(length) = part(rest, rules) else { return false };
        (rest, found) = (&rest[length..], true);
    }
}

/// The bytes of the part that a text starts with.
fn part(text: &str, rules: &Rulebook) -> Option<usize> {
    if let Some(length) = date(text) {
        return Some(length);
    }
    let latin = text.find(|c: char| c.is_whitespace() || !c.is_ascii()).unwrap_or(text.len());
    if text.starts_with("www.") || text[..latin].contains("://") {
        return Some(latin);
    }
    // 36.0 KB and 12页 of a page about a file.
    let sized = number(text);
    if ["KB", "MB", "页"].iter().any(|unit| text[..sized].ends_with(unit)) {
        return Some(sized);
    }
    if !text.chars().find(|c| !c.is_whitespace()).is_some_and(|first| rules.pages.begins(first)) {
        return None;
    }
    // 责 编：李某 is written with blanks inside.
    let bare: String = text.chars().take(12).filter(|c| !c.is_whitespace()).collect();
    let blanks = |length: usize| {
        let letters = bare[..length].chars().count();
        let mut seen = 0;
        let end = text.char_indices().find(|(_, c)| {
            seen += usize::from(!c.is_whitespace());
            seen == letters
        });
        end.map(|(at, c)| at + c.len_utf8())
    };
    rules.pages.starts(&bare).find_map(|(kind, length)| {
        let end = blanks(length)?;
        labelled(text, end, kind, rules).map(|value| end + value)
    })
}

/// The bytes of what stands behind a word of furniture and belongs to it; `None` where the word is none here.
fn labelled(text: &str, end: usize, kind: Furniture, rules: &Rulebook) -> Option<usize> {
    let rest = &text[end..];
    let spaced = rest.trim_start_matches([' ', '\u{3000}', '\u{a0}']);
    let colon = spaced.starts_with([':', '：']);
    let past = spaced.trim_start_matches([':', '：', ' ', '\u{3000}', '\u{a0}']);
    let apart = spaced.is_empty() || spaced.len() < rest.len() || rest.starts_with(is_frame);
    let skipped = rest.len() - past.len();
    match kind {
        Furniture::Label if colon || apart => Some(skipped + value(past, colon, rules)),
        Furniture::Counter if colon || apart || number(rest) > 0 => Some(skipped + number(past)),
        Furniture::Dated if colon => Some(skipped + date(past).or_else(|| day(past))?),
        Furniture::Mark if colon || apart => Some(skipped),
        _ => None,
    }
}

/// The bytes of the value of a label: up to the next label, mark, date or frame.
fn value(text: &str, colon: bool, rules: &Rulebook) -> usize {
    let mut after_blank = true;
    for (count, (at, c)) in text.char_indices().enumerate() {
        let rest = &text[at..];
        let next = |kind, length: usize| {
            let behind = rest[length..].trim_start_matches(' ');
            behind.starts_with([':', '：']) || kind == Furniture::Mark && after_blank && behind.is_empty()
        };
        let begins = at > 0 && rules.pages.starts(rest).any(|(kind, length)| next(kind, length));
        let dated = at > 0 && date(rest).is_some();
        if begins
            || dated
            || matches!(c, '|' | '｜' | '】' | '【')
            || count >= VALUE_CHARS
            || !colon && count > 12
        {
            return at;
        }
        after_blank = c.is_whitespace();
    }
    text.len()
}

/// The bytes of a counter's number and its unit: 1234次, 3.2万, 36.0 KB.
fn number(text: &str) -> usize {
    let open = text.len() - text.trim_start_matches(['(', '（']).len();
    let digits = text[open..].trim_start_matches(|c| is_digit(c) || matches!(c, '.' | ',' | '万'));
    let group =
        digits.strip_prefix(' ').filter(|rest| rest.bytes().take_while(u8::is_ascii_digit).count() == 3);
    let digits = group.map_or(digits, |rest| &rest[3..]);
    let units = ["次", "人次", "人", "条", "篇", "页", "字", "KB", "MB", " KB", " MB"];
    let unit = units.iter().find(|unit| digits.starts_with(**unit) && digits.len() + open < text.len());
    text.len() - digits.len() + unit.map_or(0, |unit| unit.len())
}

/// The bytes of a full date with its time and its day of the week.
fn date(text: &str) -> Option<usize> {
    let mut rest = text;
    for (most, marks) in [(4, "年-/."), (2, "月-/."), (2, "日 ")] {
        let length = rest.find(|c: char| !c.is_ascii_digit()).unwrap_or(rest.len());
        if length == 0 || length > most || most == 4 && length != 4 {
            return None;
        }
        rest = &rest[length..];
        match rest.chars().next() {
            Some(c) if marks.contains(c) => rest = &rest[c.len_utf8()..],
            Some(c) if most == 2 && marks.starts_with('日') && !c.is_alphanumeric() => {}
            Some('T' | '来' | '发') if marks.starts_with('日') => {}
            None if marks.starts_with('日') => {}
            _ => return None,
        }
    }
    let timed =
        rest.trim_start_matches(|c: char| c.is_ascii_digit() || matches!(c, ':' | '：' | ' ' | 'T' | 'Z'));
    Some(text.len() - timed.len())
}

/// The bytes of a month and a day that are all: 09-23.
fn day(text: &str) -> Option<usize> {
    let (month, rest) = text.split_once(['-', '/'])?;
    let end = rest.find(|c| !is_digit(c)).unwrap_or(rest.len());
    let digits = |part: &str| (1..=2).contains(&part.len()) && part.bytes().all(|byte| byte.is_ascii_digit());
    (digits(month) && digits(&rest[..end])).then_some(month.len() + 1 + end)
}

/// True where a line counts something: 投资3亿元, not 5页 or 1234次.
fn counts(words: &str, rules: &Rulebook) -> bool {
    quantities(words, rules).iter().any(|quantity| {
        let unit = quantity.unit.as_ref().map(|unit| unit.name.as_str());
        !matches!(quantity.kind, QuantityKind::Number | QuantityKind::Fraction)
            && !matches!(
                unit,
                Some("页" | "次" | "字" | "KB" | "MB" | "分" | "秒" | "时" | "条" | "篇" | "号")
            )
    })
}

/// What stands around and between the parts of such a line.
fn is_frame(c: char) -> bool {
    !is_han(c) && (FRAME.has(c) || c.is_whitespace())
}

static FRAME: Letters = Letters::of("|｜【】[]［］()（）<>《》〈〉·•●-—–_*#~^/\\,，;；.、");

#[cfg(test)]
mod tests {
    use super::failing_lines;
    use crate::rules::Rulebook;

    #[test]
    fn the_lines_of_the_rules_stay_or_go_as_they_say() {
        let rules = Rulebook::builtin().unwrap();
        let wrong: Vec<_> = failing_lines(&rules).iter().map(|fault| fault.message.clone()).collect();
        assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    }
}
