//! Flattened tables with one cell a line, with blank lines or a bar between the cells or with nothing: the width of the
//! header cuts them into rows, where every row then holds numbers and words in the same columns.

use super::{
    heads::{heads, roles, trimmed},
    levels::levels,
    line::Line,
    piped::BAR_SIGNS,
    raw::Raw,
    stacked::rows,
    top::{Cells, Top},
};
use crate::{
    rules::{ColumnRole, Rulebook},
    text::{Span, fits},
};

/// Most header cells.
const MOST_HEADS: usize = 40;

/// Most cells that are looked at.
const MOST_CELLS: usize = 4000;

/// Longest header cell, in characters.
const HEAD_CHARS: usize = 24;

/// Longest header cell over the names of rows that tells no role, in characters.
const FIRST_CHARS: usize = 6;

/// Most lines that one cell stands in before its bar.
const MOST_PIECES: usize = 8;

/// Most lines before a header that read like header cells.
const MOST_TITLES: usize = 3;

/// Fewest rows that make a table.
const FEWEST: usize = 2;

/// The cells from a line on, one a line or each up to its bar.
///
/// `kept`: a blank line is an empty cell, where the cells stand close.
fn cells(text: &str, lines: &[Span], at: usize, most: usize, kept: bool) -> Cells {
    // The bar may stand at the end of a cell's line, or begin the next line.
    let mut below = lines.iter().skip(at + 1).filter(|span| !span.is_empty());
    let begins = |span: &Span| {
        span.text(text).starts_with(BAR_SIGNS) && span.text(text).matches(BAR_SIGNS).count() == 1
    };
    let barred = lines[at].text(text).ends_with(BAR_SIGNS)
        || !lines[at].text(text).contains(BAR_SIGNS) && below.next().is_some_and(begins);
    let mut found = Cells::default();
    let (mut open, mut pieces): (Option<Span>, usize) = (None, 0);
    for (line, &span) in lines.iter().enumerate().skip(at) {
        if span.is_empty() {
            if kept && !barred {
                found.push(None, line + 1);
            }
            continue;
        }
        let words = span.text(text);
        if found.spans.len() >= most
            || pieces >= MOST_PIECES
            || !barred && words.contains(BAR_SIGNS)
            || words.contains('\t')
        {
            break;
        }
        if !barred {
            found.push(Some(span), line + 1);
            continue;
        }
        let parts: Vec<Span> =
            words.split(BAR_SIGNS).map(|part| trimmed(text, Span::of(text, part))).collect();
        let (last, closed) =
            parts.split_last().map_or((Span::new(0, 0), &[][..]), |(last, closed)| (*last, closed));
        for (place, &part) in closed.iter().enumerate() {
            let whole = trimmed(text, open.take().map_or(part, |open| open.to(part)));
            if !(whole.is_empty() && place == 0) {
                found.push((!whole.is_empty()).then_some(whole), line + 1);
            }
            pieces = 0;
        }
        if !last.is_empty() {
            open = Some(open.map_or(last, |open| open.to(last)));
            pieces += 1;
        }
    }
    // The last cell of a text has no bar behind it.
    if let Some(open) = open.filter(|_| pieces == 1) {
        found.push(Some(open), lines.len());
    }
    found
}

/// The headers that may begin with the first cell: so many cells, or names over the columns of each.
pub(super) fn tops(text: &str, run: &[Span], rules: &Rulebook) -> Vec<Top> {
    let one = (3..=run.len()).filter(|&width| heads(text, &run[..width], rules));
    let plain = one.filter_map(|width| Top::new(text, Line::head(&run[..width]), width, rules));
    let mut found: Vec<Top> = plain.collect();
    let loose = (2..=run.len()).filter(|width| found.iter().all(|top| top.used != *width));
    let loose: Vec<Top> = loose.filter_map(|width| Top::loose(text, &run[..width], rules)).collect();
    found.extend(loose);
    let told = |span: &Span| roles(text, &[*span], rules).is_some_and(|heads| heads[0].role().is_some());
    for end in 4..=run.len() {
        let cuts = (2..end - 1).filter(|&cut| run[cut..end].iter().all(told));
        let both = cuts.filter_map(|cut| levels(text, &run[..cut], &run[cut..end], rules));
        found.extend(both.filter_map(|line| Top::new(text, line, end, rules)));
    }
    found
}

/// True for 序号.
fn is_serial(text: &str, span: Span, rules: &Rulebook) -> bool {
    roles(text, &[span], rules).is_some_and(|heads| heads[0].role() == Some(ColumnRole::Serial))
}

/// A region of cells that begins with a header word at a line, and the line after it.
pub(super) fn stream(text: &str, lines: &[Span], at: usize, rules: &Rulebook) -> Option<(Raw, usize)> {
    let plain = |span: &Span| trimmed(text, Span::of(text, span.text(text).trim_end_matches(BAR_SIGNS)));
    let told =
        |span: &Span| roles(text, &[plain(span)], rules).is_some_and(|heads| heads[0].role().is_some());
    if lines[at].is_empty() || !fits(lines[at].text(text), HEAD_CHARS) {
        return None;
    }
    // 支行 over the names of the rows is a word that no list knows.
    let next = || lines[at + 1..].iter().find(|span| !span.is_empty());
    let first = || fits(lines[at].text(text), FIRST_CHARS) && next().is_some_and(told);
    // Behind a header word it stands over no names.
    let behind = || lines[..at].iter().rev().find(|span| !span.is_empty()).is_some_and(told);
    if !told(&lines[at]) && (!first() || behind()) {
        return None;
    }
    // A title or two may stand before the first header cell; further in a header does not begin.
    let before = lines[..at].iter().rev().filter(|span| !span.is_empty()).take(MOST_TITLES);
    if before.filter(|span| told(span)).count() == MOST_TITLES {
        return None;
    }
    let short = |span: &Span| fits(span.text(text), HEAD_CHARS) && roles(text, &[*span], rules).is_some();
    let begun = cells(text, lines, at, MOST_HEADS, false);
    let run: Vec<Span> = begun.spans.iter().map_while(|span| span.filter(short)).collect();
    // A header that no cell follows is a list of words.
    if run.len() == begun.spans.len() {
        return None;
    }
    // Titles such as 进展情况表 and 单位：亩 stand before the first header cell.
    let serial = run.iter().position(|span| is_serial(text, *span, rules));
    let firsts = serial.map_or(0..=MOST_TITLES.min(run.len()), |at| at..=at);
    let close = lines.get(at..at + run.len()).is_some_and(|lines| lines.iter().all(|line| !line.is_empty()));
    let unit = |span: &Span| span.text(text).starts_with(['(', '（']);
    let begin = |first: usize| {
        let own = run.get(first).filter(|span| !told(span) && !unit(span)).is_some();
        let inside = own && first > 0 && told(&run[first - 1]);
        (!inside).then(|| (first, tops(text, &run[first..], rules))).filter(|(_, tops)| !tops.is_empty())
    };
    let begun: Vec<(usize, Vec<Top>)> = firsts.rev().filter_map(begin).collect();
    if begun.is_empty() {
        return None;
    }
    let streams: Vec<Cells> = [false, true]
        .iter()
        .filter(|kept| close || !**kept)
        .map(|&kept| cells(text, lines, at, MOST_CELLS, kept))
        .collect();
    let read = |(first, tops): (usize, Vec<Top>)| {
        let each = |cells: &Cells| {
            let cells = cells.from(first);
            let read = tops.iter().map(|top| (rows(text, top, &cells, rules), top));
            let (rows, top) =
                read.max_by_key(|((rows, _), top)| (rows.len() * top.heads.len(), !top.loose))?;
            Some((rows, top.clone(), cells))
        };
        streams.iter().rev().filter_map(each).max_by_key(|((rows, _), ..)| rows.len())
    };
    // Of two beginnings that read as many rows the first.
    let ((rows, end), top, cells) =
        begun.into_iter().filter_map(read).max_by_key(|((rows, _), ..)| rows.len())?;
    if rows.len() < FEWEST {
        return None;
    }
    let span = cells.spans[..end].iter().flatten().copied().reduce(Span::to)?;
    let mut raw = Raw { span, lines: vec![top.line], joined: false, strict: true };
    raw.lines.extend(rows.into_iter().map(Line::Row));
    Some((raw, cells.next[end - 1]))
}
