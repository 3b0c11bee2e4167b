//! Tables whose names break over lines, and whose numbers stand at the end of one of these: as many as the header has words
//! for goal, figure and what follows from them.
//!
//! ```text
//! 服务承诺                       服务目标   实际成绩
//! 1   接到报修后一小时内
//!     到场处理                   95%        97.2%
//! ```

use super::{
    heads::{blank_cells, joined_heads},
    region::{Region, lines_around},
};
use crate::{
    rules::{ColumnRole, Rulebook},
    scan::cell,
    tabular::header_text::header,
    text::{Letters, Source, Span, is_digit, is_han},
};

/// Fewest rows.
const FEWEST: usize = 3;

/// Most lines from the header to its last row, and most lines of one row.
const MOST_LINES: usize = 120;
const MOST_PIECES: usize = 8;

type Row = Vec<Option<Span>>;

/// The tables of the text around those that are known.
pub(super) fn regions(source: &Source, known: &[Span], rules: &Rulebook) -> Vec<Region> {
    let text = source.text.as_str();
    let lines = lines_around(source, known);
    let (mut found, mut at) = (Vec::new(), 0);
    while at < lines.len() {
        let begun = heads(text, lines[at], rules).and_then(|heads| region(text, &lines[at..], heads, rules));
        at += begun.as_ref().map_or(1, |(_, used)| *used);
        found.extend(begun.map(|(region, _)| region));
    }
    found
}

/// What stands in sentences, and between the cells of other tables.
static STOPS: Letters = Letters::of("。，|\t");

/// The words at the end of a line that tell goals, figures and rates, both of the former among them, behind another word.
fn heads(text: &str, line: Span, rules: &Rulebook) -> Option<Vec<Span>> {
    let words = line.text(text);
    if STOPS.are_in(words) {
        return None;
    }
    let marks = |span: &Span| !span.text(text).chars().all(|c| "*＊#".contains(c));
    let cells: Vec<Span> = blank_cells(text, line).into_iter().filter(marks).collect();
    let cells = joined_heads(text, cells, rules);
    let role = |span: &Span| header(span.text(text), rules).and_then(|header| header.role());
    let measured =
        |span: &&Span| matches!(role(span), Some(ColumnRole::Goal | ColumnRole::Figure | ColumnRole::Rate));
    let count = cells.iter().rev().take_while(measured).count().min(cells.len().saturating_sub(1));
    let heads = cells[cells.len() - count..].to_vec();
    let of = |wanted: ColumnRole| heads.iter().filter(|span| role(span) == Some(wanted)).count();
    (of(ColumnRole::Goal) == 1 && of(ColumnRole::Figure) == 1).then_some(heads)
}

/// The rows below a header, and how many lines they take.
fn region(text: &str, lines: &[Span], heads: Vec<Span>, rules: &Rulebook) -> Option<(Region, usize)> {
    let width = heads.len();
    let (mut grid, mut from, mut broken) = (Vec::new(), 1, false);
    for at in 1..lines.len().min(MOST_LINES) {
        if at - from >= MOST_PIECES {
            break;
        }
        let words = blank_cells(text, lines[at]);
        let numbers = words.iter().rev().take_while(|span| is_number(text, **span, rules)).count();
        if numbers != width || words.len() <= width && from == at {
            continue;
        }
        let (own, values) = words.split_at(words.len() - width);
        let own = own.first().map(|first| first.to(own[own.len() - 1]));
        let Some(name) = name(text, &lines[from..at], own) else { break };
        broken |= from < at;
        grid.push(std::iter::once(Some(name)).chain(values.iter().copied().map(Some)).collect::<Row>());
        from = at + 1;
    }
    // 种植面积 10 10 among 6.8亩 6.8亩: marks.
    let bare =
        |row: &Row| row[1..].iter().flatten().all(|span| span.text(text).trim_end().ends_with(is_digit));
    if grid.iter().filter(|row| bare(row)).count() * 2 < grid.len() {
        grid.retain(|row| !bare(row));
    }
    if grid.len() < FEWEST || !broken {
        return None;
    }
    let span = heads[0].to(lines[from - 1]);
    let top: Row = std::iter::once(None).chain(heads.into_iter().map(Some)).collect();
    let rows = std::iter::once((true, top)).chain(grid.into_iter().map(|row| (false, row)));
    let rows: Vec<(bool, Row)> = rows.collect();
    Some((Region::of(span, &rows), from))
}

fn is_number(text: &str, span: Span, rules: &Rulebook) -> bool {
    let words = span.text(text);
    words.contains(is_digit) && cell(words, rules).is_some()
}

/// The name that lines tell, from the last of them that begins with the number of an item on, up to the words before the
/// numbers; lines of another language between them say it again.
fn name(text: &str, before: &[Span], own: Option<Span>) -> Option<Span> {
    let told = |span: &&Span| span.text(text).contains(is_han);
    let pieces: Vec<Span> = before.iter().copied().chain(own).filter(|span| told(&span)).collect();
    let first = pieces
        .iter()
        .rposition(|span| item(span.text(text)) > 0)
        .unwrap_or(pieces.len() - usize::from(!pieces.is_empty()));
    let own: Vec<Span> = pieces.get(first..)?.to_vec();
    let (start, last) = (own.first()?, own.last()?);
    let skipped = item(start.text(text));
    Some(Span::new(start.start + skipped, last.end))
}

/// The bytes of the number of an item that words begin with: 1, (a), 14.
fn item(words: &str) -> usize {
    let inner = words.strip_prefix(['(', '（']);
    let rest = inner.unwrap_or(words);
    let length = rest.find(|c: char| !(c.is_ascii_alphanumeric())).unwrap_or(rest.len());
    let after = &rest[length..];
    let closed = after.strip_prefix([')', '）', '.', '、']);
    let behind = closed.unwrap_or(after);
    let apart = closed.is_some() || behind.starts_with([' ', '\u{3000}']);
    let short = (1..=3).contains(&length);
    if short && apart { words.len() - behind.trim_start().len() } else { 0 }
}
