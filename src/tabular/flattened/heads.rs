//! Cells of a line that are heads of columns.

use crate::{
    rules::{ColumnRole, Rulebook},
    scan::{cell, unit_text},
    tabular::{header::Header, header_text::header},
    text::{Letters, Span, bare, is_digit, words},
};
use std::borrow::Borrow;

/// The commas that stand between words: 12,000 has none.
pub(super) fn commas(line: &str) -> impl Iterator<Item = usize> {
    let between = |&at: &usize| {
        let (before, after) = (line[..at].chars().next_back(), line[at + 1..].chars().next());
        before.zip(after).is_some_and(|(before, after)| !(is_digit(before) && is_digit(after)))
    };
    COMMAS.places(line).filter(move |at| !line[*at..].starts_with(',') || between(at))
}

static STOPS: Letters = Letters::of("。，");
static COMMAS: Letters = Letters::of("，,");

pub(super) fn trimmed(text: &str, span: Span) -> Span {
    let words = span.text(text);
    if bare(words).len() == words.len() {
        return span;
    }
    let start = words.len() - words.trim_start().len();
    Span::new(span.start + start, span.start + start + words.trim().len())
}

/// True for a label with what it says, 实际完成：36.9公里, 项目：口袋公园: that is no header; 单位：万元 may be one.
fn labelled(words: &str, rules: &Rulebook) -> bool {
    // 其中：玉米 names a part.
    words.split_once(['：', ':']).filter(|(label, _)| *label != "其中").is_some_and(|(_, told)| {
        let told = told.trim();
        !told.is_empty() && unit_text(told.trim_end_matches([')', '）']), rules).is_none()
    })
}

/// How many cells of a line have a role, where none of them is a value.
pub(super) fn roles(text: &str, cells: &[Span], rules: &Rulebook) -> Option<Vec<Header>> {
    let mut headers = Vec::new();
    for span in cells {
        let words = span.text(text);
        if no_table(words) || labelled(words, rules) {
            return None;
        }
        let read = header(words, rules)?;
        if cell(words, rules).is_some() {
            return None;
        }
        headers.push(read);
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
    words(line.text(text)).map(|word| Span::of(text, word)).collect()
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
pub(super) fn heads_over(text: &str, lines: &[Span], at: usize, rules: &Rulebook) -> Vec<Span> {
    let cells = blank_cells(text, lines[at]);
    let below = (at + 1..lines.len().min(at + 3)).find(|&line| !lines[line].is_empty());
    let alike = below.is_some_and(|line| blank_cells(text, lines[line]).len() == cells.len());
    if alike && heads(text, &cells, rules) { cells } else { joined_heads(text, cells, rules) }
}

/// True for running text and for nothing: no header and no row of numbers is written so.
pub(super) fn no_table(line: &str) -> bool {
    line.is_empty() || commas(line).next().is_some() || STOPS.are_in(line)
}
