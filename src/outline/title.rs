//! The title of a document: which of its first lines it is, and whether it is that of a plan.

use super::{
    Frame,
    frames::{counts, hands_out, told},
    marker,
};
use crate::{
    rules::Rulebook,
    text::{Span, is_digit, is_han},
};

/// Longest title, in characters.
const TITLE_CHARS: usize = 60;
/// Fewest letters of a title.
const TITLE_LETTERS: usize = 4;
/// Longest name of a column of a site, 工作安排, which says nothing of the document below it, in characters.
const PLAN_CHARS: usize = 6;
/// Lines among which a title is looked for that says what the document is.
const TITLE_LINES: usize = 8;

/// The title, if one stands at the top: the first line that says what the document is (…情况的通报), else the first
/// that may be one.
pub(super) fn find(text: &str, lines: &[Span], rules: &Rulebook) -> Option<Span> {
    let plain = |line: &&Span| is_plain(line.text(text)) && !says_number(line.text(text), rules);
    // A document that begins with running text has no title below its second line.
    let long = |line: &&Span| line.text(text).contains('。');
    let head: Vec<Span> = match lines.first().filter(long) {
        Some(_) => lines.iter().skip(1).take(1).copied().collect(),
        None => lines.iter().take_while(|line| !long(line)).take(TITLE_LINES).copied().collect(),
    };
    let tells = |line: &&Span| {
        let words = unbracketed(line.text(text));
        !words.contains(['，', ',']) && rules.pages.ends_framed(words)
    };
    let telling = head.iter().filter(plain).find(tells);
    let below = |line: &Span| lines.iter().find(|next| next.start > line.start);
    let first = head.iter().take(3).find(plain);
    let first = first.filter(|line| below(line).is_none_or(|next| !alike(line.text(text), next.text(text))));
    telling.or(first).copied()
}

/// Fewest characters that two lines of one list end with alike.
const ALIKE_CHARS: usize = 8;

/// True for two lines of one list: 园艺(60个词条) 已完成36个 over 茶学(60个词条) 已完成41个.
fn alike(line: &str, next: &str) -> bool {
    let bare = |line: &str| line.chars().rev().filter(|c| !is_digit(*c)).collect::<Vec<_>>();
    let (one, other) = (bare(line), bare(next));
    let counts = line.chars().any(is_digit) && next.chars().any(is_digit);
    counts && one.iter().zip(&other).take_while(|(a, b)| a == b).count() >= ALIKE_CHARS
}

/// 三年目标：拆除违法建筑0.9亿平方米: what is set, and how much of it.
fn says_number(words: &str, rules: &Rulebook) -> bool {
    words.split_once(['：', ':']).is_some_and(|(head, rest)| {
        rules.pages.ends_framed(head) && rules.pages.frame(head) == Frame::Goals && counts(unbracketed(rest))
    })
}

/// True for a line that may be a title.
fn is_plain(words: &str) -> bool {
    words.chars().count() <= TITLE_CHARS
        && words.chars().filter(|c| is_han(*c)).nth(TITLE_LETTERS - 1).is_some()
        && !words.contains(['。', '；', '|'])
        && marker(words).is_none()
        && !words.ends_with(['：', ':', '，', ',', '；', ';'])
}

/// True for the title of a plan.
pub(super) fn is_plan(words: &str, rules: &Rulebook) -> bool {
    let has = |list: &[&str]| list.iter().any(|word| words.contains(word));
    let named = has(&["计划", "目标任务", "任务分解"])
        || words.ends_with("目标")
        || words.ends_with("要点")
        || has(&["任务", "目标"]) && has(&["下达", "印发", "分解", "安排", "通知", "清单"]);
    let reports = has(&["情况", "进展", "完成", "执行", "通报", "落实", "结果", "总结"]);
    // 提前实现九十亿目标: what ends with the goal reports that it is reached.
    // 2023年工作亮点及2024年工作要点 is both.
    let both = told(words, rules) != rules.pages.frame(words);
    let framed = rules.pages.ends_framed(unbracketed(words)) && rules.pages.frame(words) != Frame::Results;
    let plans = framed || !rules.pages.tells(words, Frame::Results);
    // 今年要为老百姓办10件实事: a headline that counts is news of a plan.
    let whole = words.chars().nth(PLAN_CHARS).is_some() && !counts(words);
    let named = named || framed && whole && rules.pages.frame(words) == Frame::Goals;
    named && plans && !reports && !both || hands_out(words, rules)
}

/// A title without what brackets or a count add at its end: (全文), （2023年）, 3篇.
fn unbracketed(title: &str) -> &str {
    let bare = title.trim_end_matches(|c: char| c.is_ascii_digit() || matches!(c, '篇' | ' '));
    let open = bare.strip_suffix([')', '）']).and_then(|words| words.rfind(['(', '（']));
    bare[..open.unwrap_or(bare.len())].trim_end()
}

#[cfg(test)]
mod tests {
    use super::{find, is_plan};
    use crate::{rules::Rulebook, text::Span};

    fn title(text: &str) -> Option<&str> {
        let rules = Rulebook::builtin().unwrap();
        let mut start = 0;
        let lines: Vec<Span> = text
            .split('\n')
            .map(|line| {
                start += line.len() + 1;
                Span::new(start - line.len() - 1, start - 1)
            })
            .collect();
        find(text, &lines, &rules).map(|span| span.text(text))
    }

    #[test]
    fn the_title_is_the_line_that_says_what_the_document_is() {
        assert_eq!(
            title("某县交通网\n某县交通建设进展情况的通报\n各乡镇：\n完成投资。"),
            Some("某县交通建设进展情况的通报")
        );
        assert_eq!(title("新建公路六十公里\n今年计划。"), Some("新建公路六十公里"));
        assert_eq!(title("| |\n今年计划新建公路。"), None);
        assert_eq!(title("全年计划新建公路。\n二\n工作总结"), None);
    }

    #[test]
    fn a_plan_is_told_by_its_title() {
        let rules = Rulebook::builtin().unwrap();
        for words in
            ["关于下达2023年目标任务的通知", "2025年政府工作报告目标任务分解清单(节选)", "2023年工作要点"]
        {
            assert!(is_plan(words, &rules), "{words}");
        }
        for words in ["省长作政府报告:计划有望提前一年兑现", "目标任务完成情况", "工作总结"]
        {
            assert!(!is_plan(words, &rules), "{words}");
        }
    }
}
