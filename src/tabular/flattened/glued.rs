//! Tables whose cells stand in one line with nothing between them.
//!
//! Only the commonest shape is put together again: one name, a goal and a figure in each row, with a rate, marks
//! or nothing behind them. Every number must have its unit, goal and figure the same one, and every row must
//! hold as many numbers; where rates are printed they must follow.

mod parts;

use std::cell::LazyCell;

use super::{
    heads::{commas, trimmed},
    region::{Region, lines_around},
};
use crate::{
    model::Bound,
    rules::{ColumnRole, Rulebook},
    scan::quantities,
    text::{Letters, Source, Span, fits},
};
pub(super) use parts::{after_marks, lowest, signed, unmarked};
use parts::{agree, below_levels, measured};

/// Fewest header words in a row that make a line a glued table.
const FEWEST_HEADS: usize = 4;

/// Numbers of a line without stops that make it what was left of a table.
const FEWEST_NUMBERS: usize = 5;

/// A run of header words in a line.
pub(super) struct Heads {
    pub(super) words: Vec<(Span, ColumnRole)>,
}

/// The lines that hold a row of header words without anything between them.
pub(super) fn regions(source: &Source, taken: &[Span], rules: &Rulebook) -> Vec<Region> {
    let text = source.text.as_str();
    lines_around(source, taken).into_iter().filter_map(|line| region(text, line, rules)).collect()
}

fn region(text: &str, line: Span, rules: &Rulebook) -> Option<Region> {
    if is_prose(line.text(text)) {
        return None;
    }
    let heads = heads(text, line, rules);
    if heads.len() < 3 {
        return None;
    }
    let runs = runs(text, &heads, rules);
    let goals = if runs.is_empty() { self::goals(text, line, &heads, rules) } else { Vec::new() };
    if !goals.is_empty() {
        return Some(Region::of(line, &goals));
    }
    if runs.is_empty() {
        let debris = debris(text, line, &heads, rules);
        return debris.then(|| Region::unread(line));
    }
    let mut bands: Vec<(bool, Vec<Option<Span>>)> = Vec::new();
    for (index, heads) in runs.iter().enumerate() {
        let start = heads.words.last().map_or(line.start, |(span, _)| span.end);
        let next = runs.get(index + 1).and_then(|heads| heads.words.first());
        let end = next.map_or(line.end, |(span, _)| span.start);
        bands.extend(rows(text, heads, Span::new(start, end), rules).unwrap_or_default());
    }
    if bands.is_empty() {
        bands = self::goals(text, line, &heads, rules);
    }
    Some(if bands.is_empty() { Region::unread(line) } else { Region::of(line, &bands) })
}

/// True for a line with the stops of running text.
fn is_prose(words: &str) -> bool {
    let mut stops = commas(words);
    let two = stops.nth(1).is_some();
    let short = || fits(words, SENTENCE_CHARS - 1);
    two && (stops.next().is_some() && words.contains('。') || short())
}

/// A line shorter than this that holds commas is a sentence, in characters.
const SENTENCE_CHARS: usize = 240;

/// Most bytes between two header words of a line that was a header.
const GAP_BYTES: usize = 24;

static STOPS: Letters = Letters::of("，。；：、,;:");

/// True where header words crowd in a line, among them some that only tables have: 序号, 单位, 备注, 分值.
fn debris(text: &str, line: Span, heads: &[(Span, ColumnRole)], rules: &Rulebook) -> bool {
    let stops = STOPS.places(line.text(text)).count();
    // Few lines have heads enough that their numbers need be read.
    let bare =
        LazyCell::new(|| quantities(line.text(text), rules).len() > (2 * stops + 1).max(FEWEST_NUMBERS));
    // How many header words crowd, and each of their roles once.
    let (mut count, mut crowd): (usize, Vec<ColumnRole>) = (0, Vec::new());
    let mut end = line.start;
    for &(span, role) in heads {
        let gap = &text[end..span.start];
        if gap.len() > GAP_BYTES || gap.contains(['。', '，', '；', '、', '：', ':']) {
            crowd.clear();
            count = 0;
        }
        count += 1;
        if !crowd.contains(&role) {
            crowd.push(role);
        }
        end = span.end;
        let has = |roles: &[ColumnRole]| crowd.iter().any(|role| roles.contains(role));
        let sides = has(&[ColumnRole::Goal, ColumnRole::Figure, ColumnRole::Rate]);
        let named = has(&[ColumnRole::Indicator, ColumnRole::Scope]);
        if sides && named && count >= 3 && *bare {
            return true;
        }
    }
    false
}

/// Every run of header words of a line.
pub(super) fn runs(text: &str, heads: &[(Span, ColumnRole)], rules: &Rulebook) -> Vec<Heads> {
    // 全年实际值: a word of time before a header word belongs to it.
    let touching = |last: Span, next: Span| {
        let gap = &text[last.end..next.start];
        let timed = || rules.layouts.morphemes.timeless(gap).is_empty() || ["年初", "年终"].contains(&gap);
        gap.len() <= 2 * '年'.len_utf8() && timed()
    };
    let mut found: Vec<Heads> = Vec::new();
    for &(span, role) in heads {
        match found.last_mut() {
            Some(run) if run.words.last().is_some_and(|(last, _)| touching(*last, span)) => {
                run.words.push((span, role));
            }
            _ => found.push(Heads { words: vec![(span, role)] }),
        }
    }
    found.retain(|run| {
        let has = |role: ColumnRole| run.words.iter().any(|(_, found)| *found == role);
        // 全年预算数 全年执行数 执行率 are a header for themselves.
        let rated = has(ColumnRole::Rate) && run.words.len() + 1 >= FEWEST_HEADS;
        (rated || run.words.len() >= FEWEST_HEADS) && has(ColumnRole::Goal) && has(ColumnRole::Figure)
    });
    found
}

/// The header words of a line, each with the unit in brackets behind it.
pub(super) fn heads(text: &str, line: Span, rules: &Rulebook) -> Vec<(Span, ColumnRole)> {
    let words = line.text(text);
    let with_bracket = |end: usize| {
        let rest = &words[end..];
        if !rest.starts_with(['(', '（']) {
            return end;
        }
        let close = rest.char_indices().take(8).find(|(_, letter)| [')', '）'].contains(letter));
        close.map_or(end, |(at, letter)| end + at + letter.len_utf8())
    };
    let mut found: Vec<(Span, ColumnRole)> = Vec::new();
    for word in rules.layouts.header_words(words) {
        let span = Span::new(word.start, with_bracket(word.end)).shifted(line.start);
        if found.last().is_none_or(|(last, _)| last.end <= span.start) {
            found.push((span, word.role));
        }
    }
    found
}

/// Where the columns of a glued table have their header words.
struct Columns {
    name: Span,
    goal: Span,
    figure: Span,
    rate: Option<Span>,
    /// True where marks stand before the goal: only a sign keeps them apart from it.
    marked: bool,
}

/// The columns of a header; `None` where they do not have the safe order: name, goal, figure, rate.
fn columns(heads: &Heads) -> Option<Columns> {
    let of = |role: ColumnRole| heads.words.iter().filter(move |(_, found)| *found == role);
    let (goal, figure) = (of(ColumnRole::Goal).next()?, of(ColumnRole::Figure).next()?);
    let rate = of(ColumnRole::Rate).next();
    let one = of(ColumnRole::Goal).count() == 1
        && of(ColumnRole::Figure).count() == 1
        && of(ColumnRole::Rate).count() <= 1;
    if !one || goal.0.start > figure.0.start || rate.is_some_and(|rate| rate.0.start < figure.0.start) {
        return None;
    }
    let name = of(ColumnRole::Indicator).next_back()?;
    // Marks or a serial number between name and goal would run into its digits.
    let place = |of: &(Span, ColumnRole)| heads.words.iter().position(|word| word.0 == of.0).unwrap_or(0);
    let marked = heads.words.get(place(name) + 1).is_some_and(|head| head.1 == ColumnRole::Score);
    let adjacent = place(goal) == place(name) + 1 + usize::from(marked) && place(figure) == place(goal) + 1;
    adjacent.then(|| Columns {
        name: name.0,
        goal: goal.0,
        figure: figure.0,
        rate: rate.map(|rate| rate.0),
        marked,
    })
}

/// The rows behind a header; `None` where they do not all have the same safe shape.
fn rows(text: &str, heads: &Heads, body: Span, rules: &Rulebook) -> Option<Vec<(bool, Vec<Option<Span>>)>> {
    let columns = columns(heads)?;
    let numbers = measured(text, body, rules);
    let header = vec![Some(columns.name), Some(columns.goal), Some(columns.figure), columns.rate];
    let mut found = vec![(true, header)];
    let (mut at, mut name_start) = (0, body.start);
    while at < numbers.len() {
        let (Some(goal), Some(figure)) = (numbers.get(at), numbers.get(at + 1)) else { break };
        // A number among the marks of the row before.
        if goal.span.start < name_start {
            at += 1;
            continue;
        }
        let rate = columns.rate.and_then(|_| numbers.get(at + 2));
        let name = trimmed(text, Span::new(name_start, goal.span.start));
        let name = if columns.marked { lowest(text, name, rules) } else { below_levels(text, name, rules) };
        if columns.marked && !(signed(text, goal) && agree(goal, figure, rate)) {
            (at, name_start) = (at + 1, after_marks(text, goal.span.end, body.end));
            continue;
        }
        if !agree(goal, figure, rate) || columns.rate.is_some() && rate.is_none() || name.is_empty() {
            return None;
        }
        found.push((false, vec![Some(name), Some(goal.span), Some(figure.span), rate.map(|rate| rate.span)]));
        at += if rate.is_some() { 3 } else { 2 };
        name_start = after_marks(text, rate.unwrap_or(figure).span.end, body.end);
    }
    (found.len() > 2).then_some(found)
}

/// The goals behind the lowest names and a word for goals, each behind a sign or in a bound: 开放天数=310天, 及时率不低于95%.
fn goals(
    text: &str,
    line: Span,
    heads: &[(Span, ColumnRole)],
    rules: &Rulebook,
) -> Vec<(bool, Vec<Option<Span>>)> {
    let lowest = |span: Span| rules.layouts.names.lowest.iter().any(|word| word == span.text(text));
    // 三级指标 指标 目标值: another word for names may stand between.
    let top = |at: usize| -> Option<Vec<Span>> {
        let name = heads[at].0;
        let again = |head: &&(Span, ColumnRole)| head.1 == ColumnRole::Indicator && head.0.start == name.end;
        let mut rest = heads[at + 1..].iter().skip_while(again);
        let goal = rest.next().filter(|head| head.1 == ColumnRole::Goal)?.0;
        let figure = rest.next().filter(|head| head.1 == ColumnRole::Figure && head.0.start == goal.end);
        let near = lowest(name) && goal.start - name.end <= GAP_BYTES;
        near.then(|| [name, goal].into_iter().chain(figure.map(|head| head.0)).collect())
    };
    let tops: Vec<Vec<Span>> = (0..heads.len()).filter_map(top).collect();
    let mut found = Vec::new();
    for (at, top) in tops.iter().enumerate() {
        let end = tops.get(at + 1).map_or(line.end, |next| next[0].start);
        let behind = top[top.len() - 1].end;
        let rows = under_sign(text, Span::new(behind, end), rules);
        if rows.len() >= FEWEST_GOALS {
            found.push((true, top.iter().copied().map(Some).collect()));
            found.extend(rows.into_iter().map(|row| (false, row)));
        }
    }
    found
}

/// Fewest goals behind signs.
const FEWEST_GOALS: usize = 3;

/// Longest name, in characters.
const NAME_CHARS: usize = 40;

/// The names, goals and figures of a body whose goals stand behind a sign or in a bound.
fn under_sign(text: &str, body: Span, rules: &Rulebook) -> Vec<Vec<Option<Span>>> {
    let (mut found, mut from) = (Vec::new(), body.start);
    let numbers = measured(text, body, rules);
    for (at, goal) in numbers.iter().enumerate() {
        let start = goal.span.start.max(from);
        let name = unmarked(text, lowest(text, Span::new(from, start), rules));
        let words = name.text(text).trim_end_matches(['%', '％']);
        let long = !fits(words, NAME_CHARS) || words.contains(['。', '；']);
        let named = words.chars().filter(|c| c.is_alphabetic()).nth(1).is_some() && !long;
        let figure = numbers.get(at + 1).filter(|figure| agree(goal, figure, None));
        if named && (signed(text, goal) || goal.bound != Bound::Exactly) {
            let figure = figure.map(|figure| figure.span);
            found.push(vec![Some(Span::of(text, words)), Some(goal.span), figure]);
        }
        from = after_marks(text, goal.span.end, body.end);
    }
    found
}
