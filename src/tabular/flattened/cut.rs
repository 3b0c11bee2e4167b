//! Where flattened tables are, and their lines as cells.

use super::{
    close::Close,
    heads::{blank_cells, heads, heads_over, joined_heads, no_table},
    levels::levels,
    line::Line,
    lines::one_a_line,
    piped::piped,
    raw::Raw,
    sheet::Sheet,
    uniform::uniform,
};
use crate::{
    rules::Rulebook,
    scan::{cell, unit_text},
    text::{Covered, Source, Span, fits},
};

/// Every region that reads like a flattened table.
pub(super) fn raws(source: &Source, known: &[Span], rules: &Rulebook) -> Vec<Raw> {
    let text = source.text.as_str();
    let known = Covered::new(known.iter().copied());
    let around = |line: &Span| if known.covers(*line) { Span::new(line.start, line.start) } else { *line };
    let lines = united(text, source.bare_lines().iter().map(around), rules);
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

/// Lines of which one that is a unit in brackets, （万元）, goes on with the cell in the line before it.
fn united(text: &str, lines: impl Iterator<Item = Span>, rules: &Rulebook) -> Vec<Span> {
    let unit = |words: &str| {
        let inner = words.strip_prefix(['(', '（']).and_then(|rest| rest.strip_suffix([')', '）']));
        inner.is_some_and(|inner| unit_text(inner, rules).is_some())
    };
    let mut found: Vec<Span> = Vec::new();
    for line in lines {
        match found.last_mut() {
            Some(above) if unit(line.text(text)) && blank_cells(text, *above).len() == 1 => {
                *above = above.to(line)
            }
            _ => found.push(line),
        }
    }
    found
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
    raw.name_rows(text, rules);

    (raw.lines.len() > 1).then_some((raw, next))
}

/// True for a short line between rows: a heading over some of them, or a piece of a cell that was broken.
fn heading(text: &str, lines: &[Span], at: usize, rules: &Rulebook) -> bool {
    let words = lines[at].text(text);
    let after = (at + 1..lines.len().min(at + 3)).find(|&line| !lines[line].is_empty());
    fits(words, 24)
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
