//! Tables with bars or tabs between their cells.

use super::{
    heads::{roles, trimmed},
    line::Line,
    raw::Raw,
};
use crate::{
    rules::Rulebook,
    tabular::header::Header,
    text::{Letters, Span},
};

/// Cells between pipes or tabs; a pipe at either end of the line is no cell.
pub(super) fn pipe_cells(text: &str, line: Span) -> Option<Vec<Option<Span>>> {
    let words = line.text(text);
    let bar = BARS
        .next(words, 0)
        .and_then(|_| BAR_SIGNS.into_iter().chain(['\t']).find(|bar| words.contains(*bar)))?;
    let inner = words.strip_prefix(bar).filter(|_| bar != '\t').unwrap_or(words);
    let inner = inner.strip_suffix(bar).filter(|_| bar != '\t').unwrap_or(inner);
    let cells = inner.split(bar).map(|cell| {
        let span = trimmed(text, Span::of(text, cell));
        (!span.is_empty()).then_some(span)
    });
    Some(cells.collect())
}

/// What parts cells: bars of three widths.
pub(super) const BAR_SIGNS: [char; 3] = ['|', '｜', '│'];

/// The same and tabs, to be looked for.
pub(super) static BARS: Letters = Letters::of("|｜│\t");

/// True where cells of a line are words, among them one that tells a role.
fn begins(text: &str, cells: &[Option<Span>], rules: &Rulebook) -> bool {
    let filled: Vec<Span> = cells.iter().flatten().copied().collect();
    let told = |headers: Vec<Header>| headers.iter().any(|header| header.role().is_some());
    filled.len() >= 2 && roles(text, &filled, rules).is_some_and(told)
}

/// A region with pipes or tabs between cells that starts at a line, and the line after it.
pub(super) fn piped(text: &str, lines: &[Span], at: usize, rules: &Rulebook) -> Option<(Raw, usize)> {
    let cells = pipe_cells(text, lines[at]).filter(|cells| begins(text, cells, rules))?;
    let mut raw = Raw { span: lines[at], lines: vec![Line::Head(cells)], joined: false, strict: false };
    let mut next = at + 1;
    while let Some(line) = (next..lines.len().min(next + 2)).find(|&line| !lines[line].is_empty()) {
        let Some(cells) = pipe_cells(text, lines[line]) else {
            // A heading over some of the rows; over a header it is the title of another table.
            let after = lines.get(line + 1).and_then(|after| pipe_cells(text, *after));
            if after.is_some_and(|after| !begins(text, &after, rules)) {
                raw.lines.push(Line::Row(vec![Some(lines[line])]));
                next = line + 1;
                continue;
            }
            break;
        };
        let rule = cells.iter().flatten().all(|span| span.text(text).chars().all(|c| "-:=—─".contains(c)));
        let filled: Vec<Span> = cells.iter().flatten().copied().collect();
        let headed = raw.add_heads(text, &cells, &filled, rules);
        if !headed && (!rule || cells.len() < raw.width()) {
            raw.lines.push(Line::Row(cells));
        }
        raw.span = raw.span.to(lines[line]);
        next = line + 1;
    }
    let values = raw.lines.iter().any(|line| matches!(line, Line::Row(cells) if cells.len() > 1));
    values.then_some((raw, next))
}
