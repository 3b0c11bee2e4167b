//! Goals and figures counted off in running text: behind a name and a colon, or on lines of a label each.
//!
//! ```text
//! behind = name "：" label number （"，" label number）+      新增用户：目标 5000，实际 4200（84%）
//! lines  = （label "："  number "\n"）+                      总文件数：212 / 已翻译：212 / 进度：100%
//! ```
//!
//! The labels are header words of goals, figures and rates; on lines the rate must follow.

use std::{cell::LazyCell, collections::HashSet};

use super::{
    arithmetic::follows,
    counted_row::{is_mark, pair},
    header_plain::is_long,
    header_text::header,
    totals,
};
use crate::{
    model::{Figure, Finding, Kind, Place, Quantity, QuantityKind},
    outline::dates,
    rules::{ColumnRole, Rulebook, ends},
    scan::{cell, done_of, leading_cell},
    text::{Covered, Kinds, Letters, Source, Span, fits, is_digit},
};

/// Longest name before a bracket, and longest label, in characters.
const NAME_CHARS: usize = 14;

/// Longest text behind a name that counts one thing off, in characters.
const COUNTED_CHARS: usize = 120;

/// How many lines of labels belong together at most.
const LINES: usize = 8;

/// What begins a label of how far everything is.
const OVERALL: [&str; 2] = ["总体", "整体"];

/// A number with its label.
#[derive(Clone, Debug)]
struct Labelled<'t> {
    label: &'t str,
    quantity: Quantity,
    role: Option<ColumnRole>,
}

/// The prose rows with those that are counted off, without the rows that say one of their numbers again.
pub fn counted(source: &Source, known: &[Span], prose: Vec<Finding>, rules: &Rulebook) -> Vec<Finding> {
    let text = source.text.as_str();
    let known = Covered::new(known.iter().copied());
    let totals = totals::rows(source, &known, rules);
    let lines: Vec<Span> = source.lines().filter(|line| !known.covers(*line)).collect();
    let read = LazyCell::new(|| numbers(&prose));
    let taken = |row: &Finding| row.numbers().any(|core| read.contains(&core));
    let coloned = |line: Span| source.kinds(line).hold(Kinds::COLON);
    let behind = lines.iter().filter(|line| coloned(**line));
    let behind = behind.filter_map(|line| behind_colon(text, *line, rules));
    let mut found: Vec<Finding> = behind.filter(|row| !taken(row)).collect();
    let apart = |line: Span| coloned(line) && source.kinds(line).hold(Kinds::BLANK.and(Kinds::BAR));
    let parts = |line: &Span| if apart(*line) { pieces(text, *line) } else { vec![*line] };
    let pieces: Vec<Span> = lines.iter().flat_map(parts).collect();
    let labels = labelled(source, &pieces, rules).into_iter();
    let whole = |row: &Finding| OVERALL.iter().any(|word| row.indicator.starts_with(word));
    found.extend(labels.filter(|row| row.kind == Kind::Paired || whole(row) || !taken(row)));
    let known = numbers(&found);
    let new = |row: &Finding| !row.numbers().any(|core| known.contains(&core));
    found.extend(totals.into_iter().filter(new));
    if found.is_empty() {
        return prose;
    }
    let told = numbers(&found);
    let again = |row: &Finding| row.numbers().any(|core| told.contains(&core));
    let mut rows: Vec<Finding> = prose.into_iter().filter(|row| !again(row)).collect();
    rows.extend(found);
    rows.sort_by_key(|row| row.numbers().map(|core| core.start).min());
    rows
}

/// Where the numbers of rows stand.
fn numbers(rows: &[Finding]) -> HashSet<Span> {
    rows.iter().flat_map(Finding::numbers).collect()
}

/// 目标：25所  完成：22所  完成率：88%: a line of labels with gaps between them as a line each.
fn pieces(text: &str, line: Span) -> Vec<Span> {
    let parts = line.text(text).split("  ").flat_map(|part| part.split(['\t', '\u{3000}']));
    let parts: Vec<&str> = parts.map(str::trim).filter(|part| !part.is_empty()).collect();
    let labels = parts.len() > 1 && parts.iter().all(|part| parted(part).is_some());
    if labels { parts.into_iter().map(|part| Span::of(text, part)).collect() } else { vec![line] }
}

/// 新增用户：目标 5000，实际 4200（84%）, the numbers of a line behind a name.
fn behind_colon(text: &str, line: Span, rules: &Rulebook) -> Option<Finding> {
    let (name, rest) = parted(line.text(text))?;
    let name = name.trim_matches(is_mark);
    if !(2..=NAME_CHARS).contains(&name.chars().count()) || !fits(rest, COUNTED_CHARS) {
        return None;
    }
    let parts: Vec<(&str, &str)> = ENDS.split(rest).filter_map(label_of).collect();
    let goal = |label: &str| rules.layouts.may_be_goal(label) || !dates(label).is_empty();
    if parts.len() < 2 || !parts.iter().any(|(label, _)| goal(label)) {
        return None;
    }
    let heads = parts.into_iter().filter_map(|(label, value)| Some((label, value, headed(label, rules)?)));
    let heads: Vec<(&str, &str, ColumnRole)> = heads.collect();
    // Fewer are no goal and figure, whatever numbers stand behind them.
    if heads.len() < 2 {
        return None;
    }
    let number = |(label, value, role)| number_of(text, label, value, role, rules);
    let parts: Vec<Labelled> = heads.into_iter().filter_map(number).collect();
    let of = |role: ColumnRole| {
        let mut found = parts.iter().filter(|part| part.role == Some(role));
        found.next().filter(|_| found.next().is_none()).map(|part| &part.quantity)
    };
    let rate = of(ColumnRole::Rate).cloned().or_else(|| {
        let (open, close) = (rest.rfind(['(', '（'])?, rest.rfind([')', '）'])?);
        let inner = rest.get(open..close)?.trim_start_matches(['(', '（']);
        let rate = cell(inner, rules).filter(|rate| rate.kind == QuantityKind::Percent)?;
        Some(rate.shifted(Span::of(text, inner).start))
    });
    Some(pair(name, of(ColumnRole::Goal)?, of(ColumnRole::Figure)?, rate.as_ref()))
}

/// What stands between two labels with their numbers.
static ENDS: Letters = Letters::of("，,；;。|→");

/// The name or label before the first colon of a text, and what follows it.
fn parted(text: &str) -> Option<(&str, &str)> {
    let at = COLONS.next(text, 0)?;
    Some((&text[..at], text[at..].strip_prefix([':', '：'])?))
}

static OPENING: Letters = Letters::of("(（");
static COLONS: Letters = Letters::of(":：");
/// A digit ends a label, and a bracket before it makes it none.
static FIRST: Letters = Letters::of("0123456789０１２３４５６７８９(（");

/// 任务数126: what may be a header word, and the rest from its number on.
fn label_of(part: &str) -> Option<(&str, &str)> {
    let first = FIRST.next(part, 0).filter(|&first| part[first..].starts_with(is_digit))?;
    let (label, value) = part.split_at(first);
    let label = label.trim().trim_matches(|c: char| is_mark(c) || matches!(c, '：' | ':' | '为'));
    (!label.is_empty() && !is_long(label)).then_some((label, value))
}

/// The number behind a label that is a header word of this role; a percentage is a rate.
fn number_of<'t>(
    text: &str,
    label: &'t str,
    value: &str,
    role: ColumnRole,
    rules: &Rulebook,
) -> Option<Labelled<'t>> {
    let value = value.find(['(', '（']).map_or(value, |open| &value[..open]).trim_end();
    let quantity = cell(value, rules)?.shifted(Span::of(text, value).start);
    let is_rate = quantity.kind == QuantityKind::Percent;
    Some(Labelled { label, quantity, role: Some(if is_rate { ColumnRole::Rate } else { role }) })
}

/// What a label is; `None` where it is no header word.
fn headed(label: &str, rules: &Rulebook) -> Option<ColumnRole> {
    let read = header(label, rules)?;
    read.word.filter(|word| word.start == 0 && word.end == read.words.len()).map(|word| word.role)
}

/// The rows of lines with a label and a number each, where a printed rate says which belong together or stands alone.
fn labelled(source: &Source, lines: &[Span], rules: &Rulebook) -> Vec<Finding> {
    let text = source.text.as_str();
    let mut read: Vec<Option<Labelled>> = lines.iter().map(|line| line_of(source, *line, rules)).collect();
    let is_rate = |line: &Labelled| line.role == Some(ColumnRole::Rate);
    if !read.iter().flatten().any(is_rate) {
        return Vec::new();
    }
    let rates = lines.iter().zip(&read).filter_map(|(line, read)| Some((line, read.as_ref()?)));
    let mut found: Vec<Finding> = rates
        .filter(|(_, read)| is_rate(read))
        .filter_map(|(line, rate)| rated(text, *line, rate, rules))
        .collect();
    let told = numbers(&found);
    let counts = read.iter_mut().flatten().filter(|line| line.quantity.kind != QuantityKind::Percent);
    counts.for_each(|line| line.role = side(line.label, rules));
    for (at, rate) in read.iter().enumerate() {
        let new = |rate: &&Labelled| is_rate(rate) && !told.contains(&rate.quantity.core);
        let Some(rate) = rate.as_ref().filter(new) else { continue };
        let above = read[..at].iter().rev().take(LINES).map_while(Option::as_ref);
        let near: Vec<&Labelled> = above.take_while(|line| line.role != Some(ColumnRole::Rate)).collect();
        let side = |role: ColumnRole| near.iter().filter(move |line| line.role == Some(role));
        let fits =
            |goal: &&Labelled, figure: &&Labelled| follows(&goal.quantity, &figure.quantity, &rate.quantity);
        let couple = side(ColumnRole::Goal)
            .find_map(|goal| Some((goal, side(ColumnRole::Figure).find(|figure| fits(goal, figure))?)));
        if let Some((goal, figure)) = couple {
            let first = at - near.len();
            let name =
                titled(text, lines, first, rules).unwrap_or_else(|| named(text, lines, first, goal.label));
            found.push(pair(&name, &goal.quantity, &figure.quantity, Some(&rate.quantity)));
        } else if near.is_empty() || OVERALL.iter().any(|word| rate.label.starts_with(word)) {
            found.extend(progress(text, lines, at, rate));
        }
    }
    found
}

/// 完成度：24% (34/142 规则集): done and planned behind their rate.
fn rated(text: &str, line: Span, rate: &Labelled, rules: &Rulebook) -> Option<Finding> {
    let inner = text[rate.quantity.core.end..line.end].trim_start().strip_prefix(['(', '（'])?;
    let inner = &inner[..inner.find([')', '）'])?];
    let start = Span::of(text, inner).start;
    let bare = || done_of(inner.split_whitespace().next()?, rules);
    let (done, planned) = done_of(inner, rules).or_else(bare)?;
    let (done, planned) = (done.shifted(start), planned.shifted(start));
    Some(pair(rate.label, &planned, &done, Some(&rate.quantity)))
}

/// 完成度：68% by itself: how far what the heading names is.
fn progress(text: &str, lines: &[Span], at: usize, rate: &Labelled) -> Option<Finding> {
    let word = ["完成度", "完成进度", "完成率", "进度"].iter().find(|word| rate.label.ends_with(**word))?;
    let whole = &rate.label[..rate.label.len() - word.len()];
    if !["", "整体", "总体", "当前", "目前", "总", "项目", "项目整体", "项目总体"].contains(&whole)
    {
        return None;
    }
    let above = heading(text, lines, at).filter(|_| whole.is_empty());
    let name = above.unwrap_or(rate.label);
    let mut row = Finding::new(Kind::Progress, Place::default(), name);
    let quantity = rate.quantity.clone();
    row.figure = Some(Figure { clause: quantity.span, quantity, negative: false, as_of: None });
    row.rule = "counted".to_owned();
    Some(row)
}

/// 任务名称：新建村卫生室 right over the labels.
fn titled(text: &str, lines: &[Span], first: usize, rules: &Rulebook) -> Option<String> {
    let (label, name) = parted(lines[first.checked_sub(1)?].text(text))?;
    let name = name.trim_matches(is_mark);
    let names = headed(label.trim_matches(is_mark), rules) == Some(ColumnRole::Indicator);
    (names && (2..=NAME_CHARS * 2).contains(&name.chars().count())).then(|| name.to_owned())
}

/// What labels above a rate speak of: what the first of them names, or the heading over them.
fn named(text: &str, lines: &[Span], first: usize, label: &str) -> String {
    let plain = label.trim_start_matches(['总', '计', '划', '目', '标']).trim_end_matches('数');
    if plain.chars().count() > 1 {
        return plain.to_owned();
    }
    heading(text, lines, first).unwrap_or(label).to_owned()
}

/// The nearest line above that is no label with its value, where it is short.
fn heading<'t>(text: &'t str, lines: &[Span], first: usize) -> Option<&'t str> {
    let words = lines[..first].iter().rev().map(|line| line.text(text).trim_matches(is_mark));
    let above = words.filter(|line| !line.is_empty()).take(LINES).find(|line| !line.contains(['：', ':']));
    above.filter(|line| line.chars().count() <= NAME_CHARS * 2 && !line.contains(['。', '，']))
}

/// A line that is a label and its number; of counts the side is not looked for.
fn line_of<'t>(source: &'t Source, line: Span, rules: &Rulebook) -> Option<Labelled<'t>> {
    if !source.kinds(line).hold(Kinds::COLON) {
        return None;
    }
    let text = source.text.as_str();
    let words = line.text(text).trim_matches(is_mark);
    let (label, value) = parted(words)?;
    let label = label.trim_matches(is_mark);
    if !(2..=NAME_CHARS).contains(&label.chars().count()) {
        return None;
    }
    let value = value.trim_matches(is_mark);
    let value = OPENING.next(value, 0).map_or(value, |open| value[..open].trim_end_matches(is_mark));
    let found = leading_cell(value, rules)?;
    let quantity = found.shifted(Span::of(text, value).start);
    let rate = quantity.kind == QuantityKind::Percent && ends(&rules.layouts.names.tally, label);
    Some(Labelled { label, quantity, role: rate.then_some(ColumnRole::Rate) })
}

/// What the label of a count makes of it.
fn side(label: &str, rules: &Rulebook) -> Option<ColumnRole> {
    match header(label, rules).and_then(|header| header.role()) {
        Some(role @ (ColumnRole::Goal | ColumnRole::Figure)) => Some(role),
        _ if label.starts_with('已') => Some(ColumnRole::Figure),
        _ => label.starts_with('总').then_some(ColumnRole::Goal),
    }
}
