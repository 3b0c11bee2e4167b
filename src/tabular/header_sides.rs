//! Headers of cells that hold what was planned and what was done: 完成（目标）, 任务数/完成数.

use super::header::Header;
use crate::{
    rules::{ColumnRole, HeaderWord, NameWords, Rulebook},
    text::Span,
};

/// Both sides of a header that names them: 完成（目标）, 任务数（实际）, one before the brackets, the other in them; 任务数/完成数, 新增床位（任务/完成）,
/// before and behind a stroke.
pub(super) fn both_sides(plain: &str, header: &mut Header, rules: &Rulebook) {
    let named = |header: &mut Header| {
        let end = header.words.len();
        header.word = Some(HeaderWord { role: ColumnRole::Figure, start: end, end, keep: true });
    };
    let untold = matches!(header.role(), None | Some(ColumnRole::Indicator | ColumnRole::Background));
    // 接口（已联调/总数）: the brackets say how its cells are written.
    let written = bracketed(plain)
        .and_then(|inner| inner.split_once('/'))
        .is_some_and(|(done, all)| is_figure(done, rules) && !is_left(all, rules));
    if untold && written {
        named(header);
    }
    let within = bracketed(plain).and_then(|inner| stroke(plain, inner, rules));
    if let Some((_, _, last)) = within {
        named(header);
        header.bracket = Some(last);
    } else if let Some((end, own, last)) = stroke(plain, &header.words, rules) {
        header.words.truncate(end);
        header.word = Some(HeaderWord { role: ColumnRole::Figure, ..own });
        header.bracket = Some(last);
    } else {
        in_brackets(plain, header, rules);
    }
}

/// A word for goals or for figures that ends a text.
fn side(words: &str, rules: &Rulebook) -> Option<HeaderWord> {
    let word = rules.layouts.header(words, false)?;
    let speaks = matches!(word.role, ColumnRole::Goal | ColumnRole::Figure);
    (speaks && word.end == words.len()).then_some(word)
}

/// 任务数/完成数: where the first ends, its word, and whether the goal is the last. 执行率（执行数/预算数） tells how it is reckoned.
fn stroke(plain: &str, words: &str, rules: &Rulebook) -> Option<(usize, HeaderWord, bool)> {
    let (one, other) = words.split_once(['/', '／']).filter(|_| !plain.contains(['率', '=', '＝']))?;
    let (own, other) = (side(one, rules)?, side(other, rules).filter(|word| word.start == 0)?);
    (own.role != other.role).then_some((one.len(), own, other.role == ColumnRole::Goal))
}

/// 完成（目标）, 任务数（实际）.
fn in_brackets(plain: &str, header: &mut Header, rules: &Rulebook) {
    let Some(inner) = bracketed(plain) else { return };
    let outer = plain[..Span::of(plain, inner).start].trim_end_matches(['(', '（']);
    let other = side(inner, rules).filter(|word| word.start == 0);
    let (Some(own), Some(other)) = (side(outer, rules), other) else { return };
    if own.role != other.role && !rules.names.is(NameWords::Aspect, inner) {
        outer.clone_into(&mut header.words);
        header.bracket = Some(other.role == ColumnRole::Goal);
        header.word = Some(HeaderWord { role: ColumnRole::Figure, ..own });
    }
}

/// What stands in the brackets that end a header.
fn bracketed(plain: &str) -> Option<&str> {
    let inner = plain.strip_suffix([')', '）'])?;
    Some(inner[inner.rfind(['(', '（'])?..].trim_start_matches(['(', '（']))
}

/// True for words that a list calls figures.
fn is_figure(words: &str, rules: &Rulebook) -> bool {
    rules.layouts.header(words, false).is_some_and(|word| word.role == ColumnRole::Figure && word.start == 0)
}

/// True for what is left: 未联调.
fn is_left(words: &str, rules: &Rulebook) -> bool {
    rules.layouts.header(words, false).is_some_and(|word| word.role == ColumnRole::Gap)
}
