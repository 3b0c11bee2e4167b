//! Headers that only the header beside them tells: 签收率考核线 beside 签收率, 引育指标 beside 引育成效, 应检 beside 实检.

use super::header::Header;
use crate::{
    rules::{ColumnRole, HeaderWord, Rulebook},
    text::fits,
};

/// Gives headers the role that another of the same name tells.
pub(super) fn name_goals(paths: &mut [Vec<Header>], rules: &Rulebook) {
    let leaves: Vec<String> =
        paths.iter().filter_map(|path| path.last()).map(|leaf| leaf.words.clone()).collect();
    let goals = paths.iter().filter_map(|path| path.last()).map(|leaf| leaf.role() == Some(ColumnRole::Goal));
    let goals: Vec<bool> = goals.collect();
    let untold: Vec<&String> =
        leaves.iter().zip(goals).filter(|(_, goal)| !goal).map(|(leaf, _)| leaf).collect();
    let aims = untold.len() < leaves.len();
    for path in paths.iter_mut() {
        let Some(leaf) = path.last_mut() else { continue };
        if let Some(word) = expected(&leaf.words, &leaves, rules).filter(|_| !aims) {
            (leaf.word, leaf.weak) = (Some(word), false);
        }
        if matches!(leaf.role(), Some(ColumnRole::Goal | ColumnRole::Figure)) && !leaf.weak {
            continue;
        }
        // 衡量指标 beside 衡量标准 names the rows.
        let whole = |word: HeaderWord| word.start == 0 && word.end == leaf.words.len();
        if leaf.role() == Some(ColumnRole::Indicator) && leaf.word.is_some_and(whole) {
            continue;
        }
        // 目标值 | 实际值 beside 计划得分 | 实际得分: marks are no goals there.
        let scored = leaf.role() == Some(ColumnRole::Score);
        let word = marked(&leaf.words, &leaves, rules)
            .or_else(|| owed(&leaf.words, &leaves, rules).filter(|_| !(aims && scored)))
            .or_else(|| aimed(&leaf.words, &untold, rules))
            .or_else(|| budgeted(&leaf.words, &leaves, rules));
        if word.is_some() {
            (leaf.word, leaf.weak) = (word, false);
        }
    }
}

/// 签收率考核线 where another header is 签收率.
fn marked(words: &str, leaves: &[String], rules: &Rulebook) -> Option<HeaderWord> {
    let ends = rules.layouts.names.marked.iter();
    let found = ends.filter_map(|end| words.strip_suffix(end.as_str()));
    let own = found.min_by_key(|rest| rest.len()).filter(|rest| rest.chars().nth(1).is_some())?;
    let named = leaves.iter().any(|leaf| leaf == own);
    let (start, end) = (own.len(), words.len());
    named.then_some(HeaderWord { role: ColumnRole::Goal, start, end, keep: false })
}

/// 引育指标 where another header holds 引育 and is no goal itself: 引育成效, but not 服务承诺 beside 服务目标.
fn aimed(words: &str, leaves: &[&String], rules: &Rulebook) -> Option<HeaderWord> {
    let mut ends = rules.layouts.names.aims.iter();
    let own = ends.find_map(|end| words.strip_suffix(end.as_str()));
    let own = own.filter(|own| own.chars().nth(1).is_some())?;
    let named = leaves.iter().any(|leaf| *leaf != words && leaf.contains(own));
    let (start, end) = (own.len(), words.len());
    named.then_some(HeaderWord { role: ColumnRole::Goal, start, end, keep: false })
}

/// 日均应接量 where another header is 日均实接量, and that one.
fn owed(words: &str, leaves: &[String], rules: &Rulebook) -> Option<HeaderWord> {
    let names = &rules.layouts.names;
    let side = |own: &str, other: &str, role: ColumnRole| {
        let start = words.find(own)?;
        let twin = words.replacen(own, other, 1);
        let end = start + own.len();
        leaves.contains(&twin).then_some(HeaderWord { role, start, end, keep: false })
    };
    names.owed.iter().find_map(|[due, met]| {
        side(due, met, ColumnRole::Goal).or_else(|| side(met, due, ColumnRole::Figure))
    })
}

/// Longest time before what is expected, in characters: 全年.
const TIME_CHARS: usize = 2;

/// 预计产量 where another header is 实际产量, and none a goal.
fn expected(words: &str, leaves: &[String], rules: &Rulebook) -> Option<HeaderWord> {
    let forecast = &rules.layouts.names.forecast;
    // 年预计完成 beside 已完成.
    let behind = |word: &String| words.split_once(word.as_str()).filter(|(time, _)| fits(time, TIME_CHARS));
    let own = forecast.iter().find_map(behind).map(|(_, own)| own);
    let own = own.filter(|own| own.chars().nth(1).is_some())?;
    let real = |leaf: &String| leaf != words && leaf.ends_with(own) && rules.layouts.morphemes.is_firm(leaf);
    let end = words.len() - own.len();
    leaves.iter().any(real).then_some(HeaderWord { role: ColumnRole::Goal, start: 0, end, keep: false })
}

/// 办公费支出 where another header is 办公费预算.
fn budgeted(words: &str, leaves: &[String], rules: &Rulebook) -> Option<HeaderWord> {
    let names = &rules.layouts.names;
    let mut used = names.used.iter().filter_map(|end| words.strip_suffix(end.as_str()));
    let own = used.next().filter(|own| own.chars().nth(1).is_some())?;
    let planned = |leaf: &String| {
        leaf.strip_prefix(own).is_some_and(|end| names.budgets.iter().any(|word| word == end))
    };
    let (start, end) = (own.len(), words.len());
    leaves.iter().any(planned).then_some(HeaderWord { role: ColumnRole::Figure, start, end, keep: false })
}
