//! Who sets out goals: the document of a year, a meeting, a list of the year.

use super::words::Words;
use crate::rules::{Cue, Sign};

/// 省《政府工作报告》明确，…: what the document of a year sets out are its goals.
pub(super) fn set_out(words: &Words, clause: &[usize]) -> bool {
    let text = words.joined(clause);
    let (text, signs) = (text.trim_end(), &words.rules.signs);
    match text.rsplit_once('》') {
        Some((_, said)) => signs.holds(Sign::YearPaper, text) && signs.is(Sign::SetsOut, said.trim()),
        // 市政府工作报告提出，.
        None => signs.before(Sign::SetsOut, text).is_some_and(|list| signs.ends(Sign::YearList, list)),
    }
}

/// 已提出下季度的目标是，: that goals are set tells of no result.
pub(super) fn sets_out_behind(words: &Words, now: usize) -> bool {
    let signs = &words.rules.signs;
    words
        .words
        .get(now + 1)
        .is_some_and(|next| signs.begins(Sign::SetsOut, next.span.text(words.text).trim()))
}

/// 会议确定，今年…: what a meeting sets out for the year are its goals.
pub(super) fn resolved(words: &Words, clause: &[usize]) -> bool {
    let (text, signs) = (words.joined(clause), &words.rules.signs);
    let sets = signs.begins(Sign::Meets, text.trim()) && signs.ends(Sign::SetsOut, text.trim());
    let next = clause.last().map_or(0, |&last| last + 2);
    sets && next < words.words.len() && words.cue(next).has(Cue::Present)
}

/// 列入为民办实事项目有：: what a list of the year holds, and nothing is told of it.
pub(super) fn lists_year(words: &Words, clause: &[usize]) -> bool {
    let text = words.joined(clause);
    let signs = &words.rules.signs;
    signs.holds(Sign::Enlisted, &text) && signs.holds(Sign::YearList, &text)
}
