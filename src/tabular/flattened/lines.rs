//! Flattened tables with one cell a line.

use super::{
    heads::{blank_cells, joined_heads},
    levels::levels,
    line::Line,
    raw::Raw,
    sheet::Sheet,
    stream::stream,
};
use crate::{
    rules::{ColumnRole, Rulebook},
    scan::quantities,
    tabular::{caption::titled, header::Header},
    text::{Span, is_digit},
};

/// Most cells that a row of a flattened table may have.
const MOST_CELLS: usize = 40;

/// A region with one cell a line that starts at a line, and the line after it.
pub(super) fn one_a_line(sheet: &Sheet, at: usize) -> Option<(Raw, usize)> {
    spaced(sheet, at)
        .or_else(|| stream(sheet.text, sheet.lines, at, sheet.rules))
        .or_else(|| dense(sheet, at))
}

/// The lines from `at` on that stand apart by one blank line each, and the line after them.
fn chunk(lines: &[Span], at: usize) -> (Vec<usize>, usize) {
    let (mut cells, mut next) = (vec![at], at + 1);
    while cells.len() < MOST_CELLS
        && next + 1 < lines.len()
        && lines[next].is_empty()
        && !lines[next + 1].is_empty()
    {
        cells.push(next + 1);
        next += 2;
    }
    (cells, next)
}

/// The cells of the chunk that ends before a line.
fn chunk_before(lines: &[Span], at: usize) -> Vec<Span> {
    let mut cells = Vec::new();
    let Some(mut last) = (0..at).rev().find(|&line| !lines[line].is_empty()) else { return cells };
    cells.push(lines[last]);
    while cells.len() < MOST_CELLS && last >= 2 && lines[last - 1].is_empty() && !lines[last - 2].is_empty() {
        last -= 2;
        cells.push(lines[last]);
    }
    cells.reverse();
    cells
}

/// Cells apart by one blank line, rows by two.
fn spaced(sheet: &Sheet, at: usize) -> Option<(Raw, usize)> {
    let Sheet { text, lines, rules, .. } = *sheet;
    if lines[at].is_empty() {
        return None;
    }
    let (first, mut next) = chunk(lines, at);
    if !sheet.heads(&first) && !few_heads(sheet, &first) {
        return None;
    }
    let first = sheet.cells(&first);
    let both = levels(text, &chunk_before(lines, at), &first, rules);
    let head = both.unwrap_or_else(|| Line::head(&first));
    let span = first[0].to(first[first.len() - 1]);
    let mut raw = Raw { span, lines: vec![head], joined: false, strict: false };
    while let Some(start) = (next..lines.len()).find(|&line| !lines[line].is_empty()) {
        if start < next + 2 {
            break;
        }
        let (places, after) = chunk(lines, start);
        let cells = sheet.cells(&places);
        // A sentence, or 公示期：5个工作日: the text goes on.
        let prose = cells.len() == 1
            && cells[0].text(text).trim_end_matches(['：', ':']).contains(['。', '，', ',', '：', ':']);
        // No row begins with a paragraph.
        let paragraph = cells[0].text(text).matches('。').count() > 1;
        if prose || paragraph {
            break;
        }
        if sheet.heads(&places) {
            raw.lines.push(Line::head(&cells));
        } else {
            raw.lines.push(Line::Row(cells.iter().copied().map(Some).collect()));
        }
        raw.span = raw.span.to(cells[cells.len() - 1]);
        next = after;
    }
    (raw.lines.len() > 1).then_some((raw, next))
}

/// Two header words or three, and nothing else: too little for a line, enough for cells that stand apart.
fn few_heads(sheet: &Sheet, cells: &[usize]) -> bool {
    let told = |cell: &&usize| sheet.header(**cell).is_some_and(|header| header.role().is_some());
    let known = cells.iter().filter(told).count();
    // A title, and 单位：万元 below it.
    let title = |cell: &usize| {
        let words = sheet.lines[*cell].text(sheet.text);
        titled(words) || words.contains(['：', ':'])
    };
    known >= 2
        && known * 3 >= cells.len() * 2
        && cells.iter().all(|cell| sheet.header(*cell).is_some() && !title(cell))
}

/// No blank lines at all: rows begin with their numbers, or are all as wide as the header.
pub(super) fn dense(sheet: &Sheet, at: usize) -> Option<(Raw, usize)> {
    let Sheet { text, lines, rules, .. } = *sheet;
    let (first, numbered, mut next) = dense_heads(sheet, at)?;
    let width = first.len();
    let mut raw = Raw {
        span: first[0].to(first[width - 1]),
        lines: vec![Line::head(&first)],
        joined: false,
        strict: !numbered,
    };
    let mut row: Vec<Option<Span>> = Vec::new();
    let mut number = 1u32;
    while next < lines.len() && !lines[next].is_empty() {
        let words = lines[next].text(text);
        let counts = words.parse() == Ok(number);
        let total = rules.layouts.total.iter().any(|word| word == words);
        let begins = if numbered { counts && row.len() != 1 || total } else { row.len() == width };
        if begins && !row.is_empty() {
            raw.lines.push(Line::Row(std::mem::take(&mut row)));
        }
        if row.is_empty() {
            let may = if numbered { counts || total } else { may_begin(words, rules) };
            if !may {
                break;
            }
            number += u32::from(counts);
        } else if row.len() > width + 2 {
            break;
        }
        row.push(Some(lines[next]));
        raw.span = raw.span.to(lines[next]);
        next += 1;
    }
    if !row.is_empty() {
        raw.lines.push(Line::Row(row));
    }
    // Without numbers one row may be cut anywhere.
    let fewest = if numbered { 1 } else { 2 };
    (raw.lines.len() > fewest).then_some((raw, next))
}

/// The header cells at a line, one a line, whether a column of numbers leads them, and the line after them.
fn dense_heads(sheet: &Sheet, at: usize) -> Option<(Vec<Span>, bool, usize)> {
    let Sheet { text, lines, rules, .. } = *sheet;
    let single = |line: Span| {
        let cells = blank_cells(text, line);
        cells.len() == 1 || !cells.is_empty() && joined_heads(text, cells, rules).len() == 1
    };
    let is_head =
        |line: usize| sheet.header(line).is_some_and(|head| head.role().is_some() || head.bare_year());
    let role = |line: usize| sheet.header(line).and_then(Header::role);
    let mut next = at;
    while next < lines.len().min(at + MOST_CELLS) && is_head(next) && single(lines[next]) {
        next += 1;
    }
    // A title such as 进展情况 stands before the first header of a numbered table.
    let serial = (at..next).find(|&line| role(line) == Some(ColumnRole::Serial));
    let titled = lines.get(at).is_some_and(|line| titled(line.text(text)));
    let first: Vec<usize> = (serial.unwrap_or(at + usize::from(titled)).min(next)..next).collect();
    sheet.heads(&first).then(|| (sheet.cells(&first), serial.is_some(), next))
}

/// True where words may name a row: short, no sentence, no number.
fn may_begin(words: &str, rules: &Rulebook) -> bool {
    words.chars().count() <= 30
        && !words.contains(['。', '；', '，'])
        && !words.ends_with(['：', ':'])
        && (!words.contains(is_digit) || quantities(words, rules).is_empty())
}
