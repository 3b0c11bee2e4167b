//! Lines that are all cut alike: a short name and numbers, as many in each line, under a line of words.

use super::{
    heads::{blank_cells, joined_heads, roles},
    line::Line,
    raw::Raw,
};
use crate::{model::QuantityKind, rules::Rulebook, scan::cell, tabular::blank::is_empty, text::Span};

/// Fewest lines that make a table.
const FEWEST: usize = 3;

/// Fewest cells of a line that lost one.
const FEWEST_CELLS: usize = 4;

/// Longest name of such a line, in characters.
const NAME_CHARS: usize = 16;

/// A region of lines with one name and as many numbers each, from its header line on.
pub(super) fn uniform(text: &str, lines: &[Span], at: usize, rules: &Rulebook) -> Option<(Raw, usize)> {
    if lines[at].is_empty() {
        return None;
    }
    let heads = joined_heads(text, blank_cells(text, lines[at]), rules);
    let headed = heads.len() >= 2
        && roles(text, &heads, rules)
            .is_some_and(|headers| headers.iter().any(|header| header.role().is_some()));
    let from = if headed { at + 1 } else { at };
    let width = if headed { heads.len() } else { blank_cells(text, lines[at]).len() };
    let mut rows: Vec<(usize, Vec<Option<Span>>)> = Vec::new();
    let mut next = from;
    while let Some(line) = (next..lines.len().min(next + 2)).find(|&line| !lines[line].is_empty()) {
        let cells = blank_cells(text, lines[line]);
        if !is_named(text, &cells, rules) {
            break;
        }
        let full = || cells.iter().copied().map(Some).collect();
        let whole = (cells.len() == width).then(full);
        let like = || rows.first().and_then(|(_, row)| with_gap(text, row, &cells, rules));
        let Some(row) = whole.or_else(like) else { break };
        rows.push((line, row));
        next = line + 1;
    }
    let full = rows.iter().filter(|(_, row)| row.iter().all(Option::is_some)).count();
    if full < FEWEST || width < 2 {
        return None;
    }
    let span = lines[if headed { at } else { from }].to(lines[rows[rows.len() - 1].0]);
    let mut raw = Raw { span, lines: Vec::new(), joined: true, strict: true };
    if headed {
        raw.lines.push(Line::head(&heads));
    }
    raw.lines.extend(rows.into_iter().map(|(_, cells)| Line::Row(cells)));
    Some((raw, next))
}

/// The cells of a line with one number less than another, where only one place may have lost its own: those that are
/// printed as percentages tell it.
fn with_gap(
    text: &str,
    whole: &[Option<Span>],
    cells: &[Span],
    rules: &Rulebook,
) -> Option<Vec<Option<Span>>> {
    let percent = |span: &Option<Span>| {
        let number = span.and_then(|span| cell(span.text(text), rules));
        number.map(|number| number.kind == QuantityKind::Percent)
    };
    if cells.len() < FEWEST_CELLS || cells.len() + 1 != whole.len() {
        return None;
    }
    let mut ways = (1..whole.len()).map(|gap| {
        let (left, right) = cells.split_at(gap);
        let left = left.iter().copied().map(Some).chain([None]);
        left.chain(right.iter().copied().map(Some)).collect::<Vec<_>>()
    });
    let alike = |row: &Vec<Option<Span>>| {
        row.iter().zip(whole).skip(1).all(|(own, known)| own.is_none() || percent(own) == percent(known))
    };
    let found = ways.by_ref().find(&alike)?;
    (!ways.any(|way| alike(&way))).then_some(found)
}

/// A short name first, then nothing but numbers.
fn is_named(text: &str, cells: &[Span], rules: &Rulebook) -> bool {
    let words = |span: &Span| span.text(text);
    let number = |span: &Span| cell(words(span), rules).is_some() || is_empty(words(span), rules);
    let Some((name, rest)) = cells.split_first() else { return false };
    let short = words(name).chars().count() <= NAME_CHARS
        && !words(name).contains(['，', '。', '；', '、', ',', '：', ':']);
    short && cell(words(name), rules).is_none() && !rest.is_empty() && rest.iter().all(number)
}
