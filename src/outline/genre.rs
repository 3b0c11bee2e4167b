//! Whether a document is of a kind that sets no goals of work: an agreement, a statute, a manual, a study, a call.

use super::{Frame, Outline};
use crate::{
    rules::{Rulebook, Sign},
    text::{Span, fits, is_digit},
};

/// So many articles make a statute.
const ARTICLES: usize = 2;
/// Lines among which one tells how a document begins.
const OPENING: usize = 12;
/// Longest title, in characters.
const TITLE_CHARS: usize = 80;

/// True for a document that sets no goals, as its title, its first lines, its articles or its parties tell.
pub(super) fn sets_no_goals(outline: &Outline, text: &str, lines: &[Span], rules: &Rulebook) -> bool {
    let title = outline.title.map_or("", |title| title.text(text));
    let first = lines.first().map_or("", |line| line.text(text)).trim_start_matches(['#', ' ']);
    // A paragraph names in passing what a title may hold: 该指标为季报指标.
    let titled = |words: &str| {
        !words.is_empty() && fits(words, TITLE_CHARS) && rules.genres.titled(words, &rules.pages)
    };
    let framed = !matches!(rules.pages.frame(title), Frame::Unsaid | Frame::Background);
    let opens = || lines.iter().take(OPENING).any(|line| rules.genres.opens(line.text(text)));
    // 目标责任书：甲方…，乙方…: a letter of duties between two parties sets goals.
    let duties = || lines.iter().take(OPENING).any(|line| rules.signs.holds(Sign::Letter, line.text(text)));
    titled(title)
        || !framed
            && (titled(first)
                || opens()
                || !outline.plan
                    && (articles(text) >= ARTICLES || rules.genres.binds_parties(text) && !duties()))
}

/// How many articles there are: 第三条, at the beginning of a line or a sentence.
fn articles(text: &str) -> usize {
    text.match_indices('第')
        .filter(|(at, _)| {
            let begins =
                text[..*at].trim_end_matches([' ', '\u{3000}', '*', '#']).ends_with(['\n', '。', '；']);
            let rest = text[at + '第'.len_utf8()..].trim_start_matches(is_numeral);
            begins && rest.starts_with('条')
        })
        .take(ARTICLES)
        .count()
}

fn is_numeral(c: char) -> bool {
    is_digit(c) || "零〇一二三四五六七八九十百".contains(c)
}
