//! Where flattened tables are, and their lines as cells.

use crate::{
    rules::{ColumnRole, Rulebook},
    scan::{cell, quantities},
    tabular::header::{Header, header},
    text::{Source, Span},
};

/// A region of table lines, before its rows are placed.
#[derive(Clone, Debug)]
pub(super) struct Raw {
    pub(super) span: Span,
    pub(super) lines: Vec<Line>,
    /// True where blanks stand between cells, so that a text cell may hold some itself.
    pub(super) joined: bool,
}

/// The cells of a line; `None` is an empty cell that was kept.
#[derive(Clone, Debug)]
pub(super) enum Line {
    Head(Vec<Span>),
    Row(Vec<Option<Span>>),
}

/// Every region that reads like a flattened table.
pub(super) fn raws(source: &Source, known: &[Span], rules: &Rulebook) -> Vec<Raw> {
    let text = source.text.as_str();
    let lines: Vec<Span> = source
        .lines()
        .map(|line| trimmed(text, line))
        .map(|line| {
            if known.iter().any(|table| table.covers(line) && !table.is_empty()) {
                Span::new(line.start, line.start)
            } else {
                line
            }
        })
        .collect();
    let mut found = Vec::new();
    let mut at = 0;
    while at < lines.len() {
        let region = piped(text, &lines, at, rules)
            .or_else(|| blanked(text, &lines, at, rules))
            .or_else(|| one_a_line(text, &lines, at, rules));
        match region {
            Some((raw, next)) => {
                found.push(raw);
                at = next.max(at + 1);
            }
            None => at += 1,
        }
    }
    found
}

pub(super) fn trimmed(text: &str, span: Span) -> Span {
    let words = span.text(text);
    let start = words.len() - words.trim_start().len();
    Span::new(span.start + start, span.start + start + words.trim().len())
}

/// How many cells of a line have a role, where none of them is a value.
fn roles(text: &str, cells: &[Span], rules: &Rulebook) -> Option<Vec<Header>> {
    let mut headers = Vec::new();
    for span in cells {
        let words = span.text(text);
        if cell(words, rules).is_some() || words.contains(['。', '，']) {
            return None;
        }
        headers.push(header(words, rules)?);
    }
    Some(headers)
}

fn speaks(header: &Header) -> bool {
    matches!(
        header.role(),
        Some(ColumnRole::Goal | ColumnRole::Figure | ColumnRole::Rate | ColumnRole::Share)
    ) || header.bare_year()
}

/// True where cells make a header by their words: three roles or more, or nothing but roles.
fn heads(text: &str, cells: &[Span], rules: &Rulebook) -> bool {
    let Some(headers) = roles(text, cells, rules) else { return false };
    let told = headers.iter().filter(|header| header.role().is_some() || header.bare_year()).count();
    cells.len() >= 3 && told >= 3 && told * 3 >= cells.len() * 2 && headers.iter().any(speaks)
}

/// Cells between pipes or tabs; a pipe at either end of the line is no cell.
fn pipe_cells(text: &str, line: Span) -> Option<Vec<Option<Span>>> {
    let words = line.text(text);
    let bar = ['|', '｜', '│', '\t'].into_iter().find(|bar| words.contains(*bar))?;
    let inner = words.strip_prefix(bar).unwrap_or(words);
    let inner = inner.strip_suffix(bar).unwrap_or(inner);
    let cells = inner.split(bar).map(|cell| {
        let span = trimmed(text, Span::of(text, cell));
        (!span.is_empty()).then_some(span)
    });
    Some(cells.collect())
}

fn piped(text: &str, lines: &[Span], at: usize, rules: &Rulebook) -> Option<(Raw, usize)> {
    let first: Vec<Span> = pipe_cells(text, lines[at])?.into_iter().flatten().collect();
    let headers = roles(text, &first, rules)?;
    if first.len() < 2 || !headers.iter().any(|header| header.role().is_some()) {
        return None;
    }
    let mut raw = Raw { span: lines[at], lines: vec![Line::Head(first)], joined: false };
    let (mut next, mut blank) = (at + 1, 0);
    while next < lines.len() {
        if lines[next].is_empty() && blank < 1 {
            (blank, next) = (blank + 1, next + 1);
            continue;
        }
        let Some(cells) = pipe_cells(text, lines[next]) else { break };
        let rule = cells.iter().flatten().all(|span| span.text(text).chars().all(|c| "-:=—─".contains(c)));
        let filled: Vec<Span> = cells.iter().flatten().copied().collect();
        if heads(text, &filled, rules) {
            raw.lines.push(Line::Head(filled));
        } else if !rule {
            raw.lines.push(Line::Row(cells));
        }
        raw.span = raw.span.to(lines[next]);
        (blank, next) = (0, next + 1);
    }
    let values = raw.lines.iter().any(|line| matches!(line, Line::Row(cells) if cells.len() > 1));
    values.then_some((raw, next))
}

/// Words between blanks.
fn blank_cells(text: &str, line: Span) -> Vec<Span> {
    line.text(text).split_whitespace().map(|word| Span::of(text, word)).collect()
}

/// Header words that a blank stands inside of are put together: 完成 进度, 1- 8月完成情况, 2020 年目标值.
fn joined_heads(text: &str, cells: Vec<Span>, rules: &Rulebook) -> Vec<Span> {
    let mut joined: Vec<Span> = Vec::new();
    for span in cells {
        if let Some(last) = joined.last().copied() {
            let (left, right) = (last.text(text), span.text(text));
            let open = left.chars().all(|c| c.is_ascii_digit() || "-—－~～至".contains(c))
                || header(left, rules).is_some_and(|left| left.words.is_empty() && !left.bare_year());
            let halves = left.chars().count() <= 2 && right.chars().count() <= 2 && {
                let both: String = [left, right].concat();
                rules.layouts.header(&both).is_some_and(|word| word.end - word.start == both.len())
            };
            if open || halves {
                if let Some(last) = joined.last_mut() {
                    *last = last.to(span);
                }
                continue;
            }
        }
        joined.push(span);
    }
    joined
}

fn blanked(text: &str, lines: &[Span], at: usize, rules: &Rulebook) -> Option<(Raw, usize)> {
    let first = joined_heads(text, blank_cells(text, lines[at]), rules);
    if first.len() < 3 || !heads(text, &first, rules) {
        return None;
    }
    let mut raw = Raw { span: lines[at], lines: vec![Line::Head(first)], joined: true };
    let (mut next, mut blank) = (at + 1, 0);
    while next < lines.len() {
        if lines[next].is_empty() {
            if blank == 2 {
                break;
            }
            (blank, next) = (blank + 1, next + 1);
            continue;
        }
        let cells = blank_cells(text, lines[next]);
        let again = joined_heads(text, cells.clone(), rules);
        if heads(text, &again, rules) {
            raw.lines.push(Line::Head(again));
        } else if is_row(text, &cells, rules) {
            raw.lines.push(Line::Row(cells.into_iter().map(Some).collect()));
        } else {
            break;
        }
        raw.span = raw.span.to(lines[next]);
        (blank, next) = (0, next + 1);
    }
    (raw.lines.len() > 1).then_some((raw, next))
}

/// True where a line of words may be a row: several cells, a number among them, no running text.
fn is_row(text: &str, cells: &[Span], rules: &Rulebook) -> bool {
    let first = cells.first().map_or("", |span| span.text(text));
    let numbers = cells.iter().filter(|span| cell(span.text(text), rules).is_some()).count();
    let note = first.starts_with("注") || first.starts_with("备注") || first.starts_with("说明");
    cells.len() >= 2 && numbers >= 1 && !note && !first.ends_with(['。', '，'])
}

/// One cell a line; rows end where two lines are blank, or where the next number of the rows stands.
fn one_a_line(text: &str, lines: &[Span], at: usize, rules: &Rulebook) -> Option<(Raw, usize)> {
    let filled = |from: usize| (from..lines.len()).find(|&at| !lines[at].is_empty());
    let single = |line: Span| joined_heads(text, blank_cells(text, line), rules).len() == 1;
    let mut first = Vec::new();
    let mut next = at;
    while let Some(line) = filled(next) {
        if !single(lines[line])
            || line > next + 1 && !first.is_empty()
            || roles(text, &[lines[line]], rules)
                .is_none_or(|headers| headers[0].role().is_none() && !headers[0].bare_year())
        {
            break;
        }
        first.push(lines[line]);
        next = line + 1;
    }
    if lines[at].is_empty() || first.len() < 3 || !heads(text, &first, rules) {
        return None;
    }
    let width = first.len();
    let numbered =
        header(first[0].text(text), rules).and_then(|header| header.role()) == Some(ColumnRole::Serial);
    let mut raw = Raw { span: first[0].to(first[width - 1]), lines: vec![Line::Head(first)], joined: false };
    let spaced = (next..lines.len().saturating_sub(2))
        .take(400)
        .any(|at| lines[at].is_empty() && lines[at + 1].is_empty() && filled(at).is_some());
    let mut row: Vec<Option<Span>> = Vec::new();
    let mut serial = 1u32;
    while let Some(line) = filled(next) {
        let words = lines[line].text(text);
        let gap = line > next + 1;
        let serial_starts = numbered && words.parse() == Ok(serial) && row.len() != 1;
        let begins = if spaced {
            gap
        } else if numbered {
            serial_starts || is_total(words, rules)
        } else {
            row.len() == width
        };
        if begins && !row.is_empty() {
            raw.lines.push(Line::Row(std::mem::take(&mut row)));
        }
        if begins && numbered && words.parse() == Ok(serial) || row.is_empty() && words.parse() == Ok(serial)
        {
            serial += 1;
        }
        let ends = row.is_empty() && !may_begin(text, lines[line], numbered, rules);
        if ends {
            break;
        }
        row.push(Some(lines[line]));
        raw.span = raw.span.to(lines[line]);
        next = line + 1;
    }
    if !row.is_empty() {
        raw.lines.push(Line::Row(row));
    }
    (raw.lines.len() > 1).then_some((raw, next))
}

fn is_total(words: &str, rules: &Rulebook) -> bool {
    rules.layouts.total.iter().any(|word| word == words)
}

/// True where a line may be the first cell of a row: short, no sentence, a number where rows are numbered.
fn may_begin(text: &str, line: Span, numbered: bool, rules: &Rulebook) -> bool {
    let words = line.text(text);
    if numbered {
        return words.parse::<u32>().is_ok()
            || is_total(words, rules)
            || words.chars().count() <= 12 && quantities(words, rules).is_empty();
    }
    words.chars().count() <= 30 && !words.contains(['。', '；']) && !words.ends_with(['：', ':'])
}
