//! Where flattened tables are, and their lines as cells.

use std::borrow::Borrow;

use super::{close::Close, levels::levels, lines::one_a_line, piped::piped, sheet::Sheet, uniform::uniform};
use crate::{
    rules::{ColumnRole, Rulebook},
    scan::{cell, unit_text},
    tabular::{header::Header, header_text::header},
    text::{Covered, Source, Span, is_digit},
};

/// A region of table lines, before its rows are placed.
#[derive(Clone, Debug)]
pub(super) struct Raw {
    pub(super) span: Span,
    pub(super) lines: Vec<Line>,
    /// True where blanks stand between cells, so that a text cell may hold some itself.
    pub(super) joined: bool,
    /// True where only rows as wide as their header are safe.
    pub(super) strict: bool,
}

impl Raw {
    /// Cells of its widest row.
    pub(super) fn width(&self) -> usize {
        let cells = |line: &Line| match line {
            Line::Head(cells) | Line::Row(cells) | Line::Levels(cells, _) => cells.len(),
        };
        self.lines.iter().map(cells).max().unwrap_or(0)
    }

    /// Adds a header row, and says whether it is one; a header that stands over it becomes its upper level where it
    /// names blocks of columns.
    pub(super) fn add_heads(
        &mut self,
        text: &str,
        cells: &[Option<Span>],
        filled: &[Span],
        rules: &Rulebook,
    ) -> bool {
        let both = match self.lines.last() {
            Some(Line::Head(upper)) if roles(text, filled, rules).is_some() => {
                let upper: Vec<Span> = upper.iter().flatten().copied().collect();
                levels(text, &upper, filled, rules)
            }
            Some(Line::Head(_) | Line::Row(_) | Line::Levels(..)) | None => None,
        };
        if both.is_some() {
            self.lines.pop();
        }
        let own = || heads(text, filled, rules).then(|| Line::Head(cells.to_vec()));
        let head = both.or_else(own);
        let found = head.is_some();
        self.lines.extend(head);
        found
    }
}

/// The cells of a line; `None` is an empty cell that was kept.
#[derive(Clone, Debug)]
pub(super) enum Line {
    Head(Vec<Option<Span>>),
    Row(Vec<Option<Span>>),
    /// Two header rows, names of blocks over their columns.
    Levels(Vec<Option<Span>>, Vec<Option<Span>>),
}

impl Line {
    pub(super) fn head(cells: &[Span]) -> Self {
        Self::Head(cells.iter().copied().map(Some).collect())
    }
}

/// Every region that reads like a flattened table.
pub(super) fn raws(source: &Source, known: &[Span], rules: &Rulebook) -> Vec<Raw> {
    let text = source.text.as_str();
    let known = Covered::new(known.iter().copied());
    let lines: Vec<Span> = source
        .lines()
        .map(|line| trimmed(text, line))
        .map(|line| if known.covers(line) { Span::new(line.start, line.start) } else { line })
        .collect();
    let sheet = Sheet::new(text, &lines, rules);
    let close = Close::new(text, &lines, rules);
    let kept = close.sheet();
    let mut found = Vec::new();
    let mut at = 0;
    while at < lines.len() {
        if no_table(lines[at].text(text)) {
            at += 1;
            continue;
        }
        let region = piped(text, &lines, at, rules)
            .or_else(|| blanked(text, &lines, at, rules))
            .or_else(|| one_a_line(&sheet, at))
            .or_else(|| close.apart(&kept, at))
            .or_else(|| uniform(text, &lines, at, rules));
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

/// True for running text and for nothing: no header and no row of numbers is written so.
fn no_table(line: &str) -> bool {
    line.is_empty() || line.contains(['。', '，']) || commas(line) > 0
}

/// How many commas stand between words: 12,000 has none.
pub(super) fn commas(line: &str) -> usize {
    let between = |&(at, _): &(usize, &str)| {
        let (before, after) = (line[..at].chars().next_back(), line[at + 1..].chars().next());
        before.zip(after).is_some_and(|(before, after)| !(is_digit(before) && is_digit(after)))
    };
    line.matches('，').count() + line.match_indices(',').filter(between).count()
}

pub(super) fn trimmed(text: &str, span: Span) -> Span {
    let words = span.text(text);
    let start = words.len() - words.trim_start().len();
    Span::new(span.start + start, span.start + start + words.trim().len())
}

/// True for a label with what it says, 实际完成：36.9公里, 项目：口袋公园: that is no header; 单位：万元 may be one.
fn labelled(words: &str, rules: &Rulebook) -> bool {
    words.split_once(['：', ':']).is_some_and(|(_, told)| {
        let told = told.trim();
        !told.is_empty() && unit_text(told.trim_end_matches([')', '）']), rules).is_none()
    })
}

/// How many cells of a line have a role, where none of them is a value.
pub(super) fn roles(text: &str, cells: &[Span], rules: &Rulebook) -> Option<Vec<Header>> {
    let mut headers = Vec::new();
    for span in cells {
        let words = span.text(text);
        if cell(words, rules).is_some() || no_table(words) || labelled(words, rules) {
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

/// True where cells make a header by their words: three roles or more, or nothing but roles. A unit in brackets
/// is told as well.
pub(super) fn heads(text: &str, cells: &[Span], rules: &Rulebook) -> bool {
    let read = |span: &Span| roles(text, &[*span], rules).and_then(|mut one| one.pop());
    are_heads(cells.len(), cells.iter().map(read))
}

/// The same for so many cells that are read as headers when they are asked for; `None` is none.
pub(super) fn are_heads<H: Borrow<Header>>(cells: usize, read: impl Iterator<Item = Option<H>>) -> bool {
    let digit = |header: &Header| header.words.contains(|c: char| c.is_ascii_digit());
    let unit = |header: &Header| header.unit.is_some() && !header.words.is_empty() && !digit(header);
    let tells = |header: &Header| crisp(header) || header.bare_year() || unit(header);
    let (mut headers, mut untold) = (Vec::new(), 0);
    for header in read {
        let Some(header) = header else { return false };
        untold += usize::from(!tells(header.borrow()));
        // A long line of other words is left early.
        if untold * 3 > cells {
            return false;
        }
        headers.push(header);
    }
    let mut headers = headers.iter().map(Borrow::borrow);
    let measured = headers.clone().filter(|header| unit(header)).count() > 1;
    headers.len() >= untold + 3
        && (headers.clone().any(speaks) || measured && headers.any(|header| header.role().is_some()))
}

/// True for a header whose word is most of it, or that is short: a title holds header words too.
fn crisp(header: &Header) -> bool {
    let length = header.words.chars().count();
    header.word.is_some_and(|word| length <= CRISP_CHARS || (word.end - word.start) * 2 >= header.words.len())
}

/// Longest header that may say more than its word, in characters.
const CRISP_CHARS: usize = 12;

/// Words between blanks.
pub(super) fn blank_cells(text: &str, line: Span) -> Vec<Span> {
    line.text(text).split_whitespace().map(|word| Span::of(text, word)).collect()
}

/// Header words that a blank stands inside of are put together: 完成 进度, 1- 8月完成情况, 2020 年目标值.
pub(super) fn joined_heads(text: &str, cells: Vec<Span>, rules: &Rulebook) -> Vec<Span> {
    let mut joined: Vec<Span> = Vec::new();
    for span in cells {
        if let Some(last) = joined.last().copied() {
            let (left, right) = (last.text(text), span.text(text));
            let timed = |text: &str| header(text, rules).is_some_and(|found| found.months.is_some());
            let open = left.chars().all(|c| c.is_ascii_digit() || "-—－~～至".contains(c))
                || !timed(right)
                    && header(left, rules).is_some_and(|left| left.words.is_empty() && !left.bare_year());
            let halves = left.chars().count() <= 2 && right.chars().count() <= 2 && {
                let both: String = [left, right].concat();
                rules.layouts.header(&both, false).is_some_and(|word| word.end - word.start == both.len())
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

/// The cells of a header line: as they are where the line below has as many, else put together.
fn heads_over(text: &str, lines: &[Span], at: usize, rules: &Rulebook) -> Vec<Span> {
    let cells = blank_cells(text, lines[at]);
    let below = (at + 1..lines.len().min(at + 3)).find(|&line| !lines[line].is_empty());
    let alike = below.is_some_and(|line| blank_cells(text, lines[line]).len() == cells.len());
    if alike && heads(text, &cells, rules) { cells } else { joined_heads(text, cells, rules) }
}

/// A region with blanks between cells that starts at a line, and the line after it.
fn blanked(text: &str, lines: &[Span], at: usize, rules: &Rulebook) -> Option<(Raw, usize)> {
    let first = heads_over(text, lines, at, rules);
    if first.len() < 3 || !heads(text, &first, rules) {
        return None;
    }
    let width = first.len();
    let above = at.checked_sub(1).map(|above| joined_heads(text, blank_cells(text, lines[above]), rules));
    let both = above.and_then(|above| levels(text, &above, &first, rules));
    let head = both.unwrap_or_else(|| Line::head(&first));
    let mut raw = Raw { span: lines[at], lines: vec![head], joined: true, strict: false };
    let mut next = at + 1;
    while let Some(line) = (next..lines.len().min(next + 3)).find(|&line| !lines[line].is_empty()) {
        let cells = blank_cells(text, lines[line]);
        let again = joined_heads(text, cells.clone(), rules);
        let told: Vec<Option<Span>> = again.iter().copied().map(Some).collect();
        if raw.add_heads(text, &told, &again, rules) {
            // Added.
        } else if cells.len() == width || is_row(text, &cells, rules) || heading(text, lines, line, rules) {
            raw.lines.push(Line::Row(cells.into_iter().map(Some).collect()));
        } else {
            break;
        }
        raw.span = raw.span.to(lines[line]);
        next = line + 1;
    }
    (raw.lines.len() > 1).then_some((raw, next))
}

/// True for a short line between rows: a heading over some of them, or a piece of a cell that was broken.
fn heading(text: &str, lines: &[Span], at: usize, rules: &Rulebook) -> bool {
    let words = lines[at].text(text);
    let after = (at + 1..lines.len().min(at + 3)).find(|&line| !lines[line].is_empty());
    words.chars().count() <= 24
        && !words.contains('。')
        && after.is_some_and(|line| {
            let cells = blank_cells(text, lines[line]);
            cells.len() >= 3 && is_row(text, &cells, rules)
        })
}

/// True where a line of words may be a row: several cells, a number among them, no running text.
fn is_row(text: &str, cells: &[Span], rules: &Rulebook) -> bool {
    let first = cells.first().map_or("", |span| span.text(text));
    let numbers = cells.iter().filter(|span| cell(span.text(text), rules).is_some()).count();
    let note = first.starts_with("注") || first.starts_with("备注") || first.starts_with("说明");
    cells.len() >= 2 && numbers >= 1 && !note && !first.ends_with(['。', '，'])
}
