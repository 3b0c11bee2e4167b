//! Two header rows that lost their spans: names of blocks over the columns of each block.
//!
//! ```text
//! upper = stub+ name+ tail*           县区 | 新增床位 | 危房改造 | 备注
//! lower = columns of each name        目标 | 完成 | 完成率 | 目标 | 完成 | 完成率
//! ```

use super::{heads::heads, line::Line};
use crate::{
    rules::{ColumnRole, Rulebook},
    tabular::{header::Header, header_text::header, value::is_percent},
    text::{Span, is_digit},
};

/// The two rows as one header, where the lower one can be cut into the columns of each name of the upper one.
pub(super) fn levels(text: &str, upper: &[Span], lower: &[Span], rules: &Rulebook) -> Option<Line> {
    let read = |span: &Span| header(span.text(text), rules);
    let over: Vec<Header> = upper.iter().map(read).collect::<Option<_>>()?;
    let under: Vec<Header> = lower.iter().map(read).collect::<Option<_>>()?;
    let own = over.iter().take_while(|header| is_stub(header)).count();
    // 年度任务 names no rows.
    if over.first().is_some_and(|first| matches!(first.role(), Some(ColumnRole::Goal | ColumnRole::Figure))) {
        return None;
    }
    // A goal that all blocks answer may stand behind the names of the rows: 目标人群数 over 累计完成, 累计完成.
    let goals = under.iter().any(|header| header.role() == Some(ColumnRole::Goal));
    let most = if goals { own } else { over.len().saturating_sub(2).max(own) };
    let found = (own..=most).find_map(|stubs| blocks(text, (upper, &over), (lower, &under), stubs, rules));
    found.or_else(|| inside((upper, &over), (lower, &under)))
}

/// The cells of a row of headers by its columns.
type Row = Vec<Option<Span>>;

/// The two rows over columns of which it is known how many there are: 项目 | 年初预算 | 1-5月执行 | 上年同期 over 累计完成 |
/// 占年初预算% | 完成数 | 同比增减%.
pub(in crate::tabular) fn under(
    text: &str,
    (upper, lower): (&[Span], &[Span]),
    width: usize,
    rules: &Rulebook,
) -> Option<(Row, Row)> {
    if let Some(Line::Levels(upper, lower)) = levels(text, upper, lower, rules)
        && upper.len() == width
    {
        return Some((upper, lower));
    }
    let names =
        (upper.len() + lower.len()).checked_sub(width).filter(|names| (1..upper.len()).contains(names))?;
    let widths = parts(text, lower, names)?;
    let read: Vec<Header> = upper.iter().map(|span| header(span.text(text), rules)).collect::<Option<_>>()?;
    let tails = read.iter().rev().take_while(|header| is_tail(header)).count().min(upper.len() - names - 1);
    // 行业类别 over 三次产业 and 行业 are names of the rows.
    let role = |span: &Span| header(span.text(text), rules).map(|header| (is_stub(&header), header.role()));
    let roles: Vec<(bool, Option<ColumnRole>)> = lower.iter().map(role).collect::<Option<_>>()?;
    let first =
        roles.iter().any(|(stub, _)| *stub) && roles.iter().all(|(stub, role)| *stub || role.is_none());
    let stubs = if first { 0 } else { upper.len() - names - tails };
    let tails = upper.len() - names - stubs;
    let blank = |count: usize| std::iter::repeat_n(None, count);
    let own = |spans: &[Span]| spans.iter().copied().map(Some).collect::<Vec<Option<Span>>>();
    let named = upper[stubs..stubs + names].iter().zip(widths);
    let over = named.flat_map(|(&name, width)| std::iter::once(Some(name)).chain(blank(width - 1)));
    let top = own(&upper[..stubs]).into_iter().chain(over).chain(own(&upper[stubs + names..])).collect();
    Some((top, blank(stubs).chain(own(lower)).chain(blank(tails)).collect()))
}

/// How many of the lower cells stand under each of so many names: as many under each, or all from one that is written like
/// the first to the next one, 本年任务 | 本年任务 | 其中：外省.
fn parts(text: &str, lower: &[Span], names: usize) -> Option<Vec<usize>> {
    if lower.len() > names && lower.len().is_multiple_of(names) {
        return Some(vec![lower.len() / names; names]);
    }
    let first = lower.first()?.text(text);
    let begins = (1..lower.len()).filter(|&at| lower[at].text(text) == first);
    let edges: Vec<usize> = [0].into_iter().chain(begins).chain([lower.len()]).collect();
    let widths: Vec<usize> = edges.windows(2).map(|edge| edge[1] - edge[0]).collect();
    (widths.len() == names).then_some(widths)
}

/// 计划投资 | 进展情况 | 责任单位 over 完成投资 | 完成率 | 实施情况: what was done stands under the one header that says so, wherever
/// it stands.
fn inside((upper, over): (&[Span], &[Header]), (lower, under): (&[Span], &[Header])) -> Option<Line> {
    let may = |header: &Header| match header.role() {
        Some(ColumnRole::Figure) => !header.words.contains(is_digit),
        None => !header.words.is_empty() && header.unit.is_none() && !header.bare_year(),
        Some(_) => false,
    };
    let mut names = (1..over.len()).filter(|&at| may(&over[at]));
    let at = names.next().filter(|_| names.next().is_none())?;
    let told = |role: ColumnRole| under.iter().filter(|header| header.role() == Some(role)).count();
    let done = told(ColumnRole::Figure) > 0 && told(ColumnRole::Rate) == 1;
    let goal =
        told(ColumnRole::Goal) + over.iter().filter(|own| own.role() == Some(ColumnRole::Goal)).count();
    let stubs = over.iter().filter(|header| is_stub(header)).count();
    if !done || goal != 1 || stubs == 0 || lower.len() < 2 || over.len() < 4 {
        return None;
    }
    let blank = |count: usize| std::iter::repeat_n(None, count);
    let own = |spans: &[Span]| spans.iter().copied().map(Some).collect::<Vec<_>>();
    let top = own(&upper[..=at]).into_iter().chain(blank(lower.len() - 1)).chain(own(&upper[at + 1..]));
    let bottom = blank(at).chain(own(lower)).chain(blank(upper.len() - at - 1));
    Some(Line::Levels(top.collect(), bottom.collect()))
}

/// The same with so many columns before the first name.
fn blocks(
    text: &str,
    (upper, over): (&[Span], &[Header]),
    (lower, under): (&[Span], &[Header]),
    stubs: usize,
    rules: &Rulebook,
) -> Option<Line> {
    let told = heads(text, lower, rules);
    let most = over[stubs..].iter().rev().take_while(|header| is_tail(header)).count();
    if stubs == 0 {
        return None;
    }
    let (tails, widths) = (0..=most).find_map(|tails| {
        let names = &over[stubs..over.len() - tails];
        let unlike = || repeated(names, under).or_else(|| turns(names, under)).filter(|_| told);
        let widths = sides(names, under)
            .or_else(|| under_sides(names, under))
            .or_else(unlike)
            .filter(|_| tails == 0 || names.len() > 1);
        widths.map(|widths| (tails, widths))
    })?;
    let mut top: Vec<Option<Span>> = upper[..stubs].iter().copied().map(Some).collect();
    for (&name, width) in upper[stubs..].iter().zip(widths) {
        top.push(Some(name));
        top.extend(std::iter::repeat_n(None, width - 1));
    }
    top.extend(upper[upper.len() - tails..].iter().copied().map(Some));
    let blank = |count: usize| std::iter::repeat_n(None, count);
    let bottom = blank(stubs).chain(lower.iter().copied().map(Some)).chain(blank(tails)).collect();
    Some(Line::Levels(top, bottom))
}

fn is_stub(header: &Header) -> bool {
    matches!(
        header.role(),
        Some(
            ColumnRole::Serial
                | ColumnRole::Indicator
                | ColumnRole::Scope
                | ColumnRole::Unit
                | ColumnRole::Body
        )
    )
}

/// True for a column that may stand behind the blocks.
fn is_tail(header: &Header) -> bool {
    match header.role() {
        Some(
            ColumnRole::Rate | ColumnRole::Score | ColumnRole::Gap | ColumnRole::Body | ColumnRole::Remark,
        ) => true,
        None => header.unit.as_ref().is_some_and(is_percent),
        Some(_) => false,
    }
}

/// The same columns under each name.
fn repeated(names: &[Header], lower: &[Header]) -> Option<Vec<usize>> {
    let width = even(names, lower)?;
    let roles: Vec<Option<ColumnRole>> = lower.iter().map(Header::role).collect();
    let same = roles.chunks(width).all(|block| block == &roles[..width]);
    let has = |wanted: ColumnRole| roles[..width].contains(&Some(wanted));
    (width > 1 && same && (has(ColumnRole::Goal) || has(ColumnRole::Figure)))
        .then(|| vec![width; names.len()])
}

/// Goals under one name and figures under the other, the same units under both.
fn sides(names: &[Header], lower: &[Header]) -> Option<Vec<usize>> {
    let width = even(names, lower)?;
    let roles: Vec<Option<ColumnRole>> = names.iter().map(Header::role).collect();
    let units: Vec<Option<&str>> =
        lower.iter().map(|header| header.unit.as_ref().map(|unit| unit.text.as_str())).collect();
    let told = units.iter().all(Option::is_some) && units.chunks(width).all(|block| block == &units[..width]);
    (told && roles == [Some(ColumnRole::Goal), Some(ColumnRole::Figure)]).then(|| vec![width; names.len()])
}

/// Goals, figures and rates over the same names: 年度任务 | 完成情况 | 完成率 over 新开工 | 基本建成 each.
fn under_sides(names: &[Header], lower: &[Header]) -> Option<Vec<usize>> {
    let width = even(names, lower)?;
    let words: Vec<&str> = lower.iter().map(|header| header.words.as_str()).collect();
    let same = words.chunks(width).all(|block| block == &words[..width]);
    let side = |header: &Header| matches!(header.role(), Some(ColumnRole::Goal | ColumnRole::Rate));
    let bare = !lower.iter().any(side);
    let roles: Vec<Option<ColumnRole>> = names.iter().map(Header::role).collect();
    let sides = [ColumnRole::Goal, ColumnRole::Figure].map(Some);
    let told =
        roles == sides || roles.len() == 3 && roles[..2] == sides && roles[2] == Some(ColumnRole::Rate);
    (width > 1 && same && bare && told).then(|| vec![width; names.len()])
}

fn even(names: &[Header], lower: &[Header]) -> Option<usize> {
    let count = names.len();
    (count > 0 && !lower.is_empty() && lower.len().is_multiple_of(count)).then(|| lower.len() / count)
}

/// Blocks of unlike widths: a new one begins with a goal after a figure, and with whatever follows a rate or a
/// rank. There must be as many as there are names.
fn turns(names: &[Header], lower: &[Header]) -> Option<Vec<usize>> {
    let ends = |role| {
        matches!(role, Some(ColumnRole::Rate | ColumnRole::Share | ColumnRole::Score | ColumnRole::Gap))
    };
    let mut widths: Vec<usize> = Vec::new();
    let mut last = None;
    for header in lower {
        let role = header.role();
        let begins =
            ends(last) && !ends(role) || role == Some(ColumnRole::Goal) && last != Some(ColumnRole::Goal);
        match widths.last_mut() {
            Some(width) if !begins => *width += 1,
            Some(_) | None => widths.push(1),
        }
        last = role;
    }
    (names.len() > 1 && widths.len() == names.len() && widths.iter().all(|&width| width > 1))
        .then_some(widths)
}
