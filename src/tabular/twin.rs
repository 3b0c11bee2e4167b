//! Headers that only the header beside them tells: 签收率考核线 beside 签收率, 引育指标 beside 引育成效, 应检 beside 实检.

use super::{column::Column, header::Header};
use crate::rules::{ColumnRole, HeaderWord, Rulebook};

/// Gives headers the role that another of the same name tells.
pub(super) fn name_goals(paths: &mut [Vec<Header>], rules: &Rulebook) {
    let leaves: Vec<String> =
        paths.iter().map(|path| path.last().map_or_else(String::new, |leaf| leaf.words.clone())).collect();
    for path in paths.iter_mut() {
        let Some(leaf) = path.last_mut() else { continue };
        if matches!(leaf.role(), Some(ColumnRole::Goal | ColumnRole::Figure)) && !leaf.weak {
            continue;
        }
        let word = marked(&leaf.words, &leaves, rules)
            .or_else(|| owed(&leaf.words, &leaves))
            .or_else(|| aimed(&leaf.words, &leaves));
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

/// 引育指标 where another header holds 引育: 引育成效.
fn aimed(words: &str, leaves: &[String]) -> Option<HeaderWord> {
    let own = words.strip_suffix("指标").filter(|own| own.chars().nth(1).is_some())?;
    let named = leaves.iter().any(|leaf| leaf != words && leaf.contains(own));
    let (start, end) = (own.len(), words.len());
    named.then_some(HeaderWord { role: ColumnRole::Goal, start, end, keep: false })
}

/// 日均应接量 where another header is 日均实接量, and that one.
fn owed(words: &str, leaves: &[String]) -> Option<HeaderWord> {
    let side = |own: char, other: char, role: ColumnRole| {
        let (at, _) = words.match_indices(own).next()?;
        let twin = words.replacen(own, other.encode_utf8(&mut [0; 4]), 1);
        let (start, end) = (at, at + own.len_utf8());
        leaves.contains(&twin).then_some(HeaderWord { role, start, end, keep: false })
    };
    side('应', '实', ColumnRole::Goal).or_else(|| side('实', '应', ColumnRole::Figure))
}

/// 应发 | 扣款 | 实发: what is due and what is paid after something was taken off are wages and no goals.
pub(super) fn withheld(columns: &mut [Column], rules: &Rulebook) {
    let off = |column: &Column| rules.layouts.names.withheld.iter().any(|word| column.words.contains(word));
    if !columns.iter().any(off) {
        return;
    }
    let paid = |column: &&mut Column| column.words.starts_with(['应', '实']);
    columns.iter_mut().filter(paid).for_each(|column| column.role = Some(ColumnRole::Background));
}
