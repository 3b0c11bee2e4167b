//! Tables pasted into plain text: lines cut alike by tabs or bars, read where they stand.

use crate::text::{Cell, Span, Table, is_digit};

/// Fewest lines that make a table, the header among them.
const FEWEST: usize = 3;

/// Fewest cells of a line.
const CELLS: usize = 3;

/// What stands between cells.
const BARS: [char; 4] = ['\t', '|', '｜', '│'];

/// The tables of a text; nothing of it is moved.
pub(super) fn tables(text: &str) -> Vec<Table> {
    let lines: Vec<Span> = text.split('\n').map(|line| Span::of(text, line)).collect();
    let (mut found, mut at) = (Vec::new(), 0);
    while at < lines.len() {
        let runs = BARS.into_iter().map(|bar| run(text, &lines[at..], bar));
        let rows = runs.max_by_key(Vec::len).unwrap_or_default();
        at += rows.len().max(1);
        found.extend(parts(text, &rows).into_iter().map(|rows| table(text, rows)));
    }
    found
}

/// The parts of lines with bars that are cut alike, each from a line that may open a table to one that may open
/// another: page data stands before, a second table behind.
fn parts<'r>(text: &str, rows: &'r [Vec<Span>]) -> Vec<&'r [Vec<Span>]> {
    let (mut found, mut at) = (Vec::new(), 0);
    while at < rows.len() {
        let alike = rows[at..].iter().take_while(|row| row.len() == rows[at].len()).count();
        let ends = rows.get(at + alike).is_none_or(|next| opens(text, next));
        let part = &rows[at..at + alike];
        let full = part.iter().filter(|row| filled(row) > 1).count();
        if rows[at].len() >= CELLS && full >= FEWEST && ends && opens(text, &rows[at]) {
            found.push(part);
        }
        at += alike;
    }
    found
}

fn filled(row: &[Span]) -> usize {
    row.iter().filter(|cell| !cell.is_empty()).count()
}

/// True for a line of words, as a header or a title is.
fn opens(text: &str, row: &[Span]) -> bool {
    let value = |cell: &Span| cell.text(text).starts_with(|c: char| is_digit(c) || "<>≥≤-".contains(c));
    filled(row) <= 1 || !row.iter().any(value)
}

/// The cells of the lines from the first on that hold the bar.
fn run(text: &str, lines: &[Span], bar: char) -> Vec<Vec<Span>> {
    lines.iter().map_while(|line| cells(text, *line, bar)).collect()
}

/// The cells of a line; a bar at either end of it is no cell, a tab is.
fn cells(text: &str, line: Span, bar: char) -> Option<Vec<Span>> {
    let words = line.text(text).trim_end_matches('\r');
    let inner = if bar == '\t' { words } else { words.trim() };
    let inner = if bar == '\t' { inner } else { inner.strip_prefix(bar).unwrap_or(inner) };
    let inner = if bar == '\t' { inner } else { inner.strip_suffix(bar).unwrap_or(inner) };
    inner.contains(bar).then(|| inner.split(bar).map(|cell| Span::of(text, cell.trim())).collect())
}

/// True for the line under a Markdown header: ---|:-:.
fn is_rule(text: &str, row: &[Span]) -> bool {
    row.iter().all(|cell| {
        let words = cell.text(text);
        words.contains(['-', '—', '=']) && words.chars().all(|c| "-:=—─ ".contains(c))
    })
}

/// A span with the bars at the ends of its lines.
fn whole_lines(text: &str, span: Span) -> Span {
    let start = text[..span.start].rfind('\n').map_or(0, |at| at + 1);
    let end = text[span.end..].find('\n').map_or(text.len(), |at| span.end + at);
    Span::new(start, end)
}

fn table(text: &str, rows: &[Vec<Span>]) -> Table {
    let lines = rows.iter().flatten().copied();
    let span = whole_lines(text, lines.reduce(Span::to).unwrap_or(Span::new(0, 0)));
    let ruled = rows.get(1).is_some_and(|row| is_rule(text, row));
    let rows: Vec<&Vec<Span>> = rows.iter().filter(|row| !is_rule(text, row)).collect();
    let (height, width) = (rows.len(), rows.first().map_or(0, |row| row.len()));
    let places = rows.into_iter().enumerate();
    let cell = |row, col, span| Cell { span, row, col, rows: 1, cols: 1, header: ruled && row == 0 };
    let cells = places
        .flat_map(|(row, cells)| cells.iter().enumerate().map(move |(col, span)| cell(row, col, *span)));
    Table { caption: None, span, height, width, cells: cells.collect() }
}

#[cfg(test)]
mod tests {
    use super::tables;

    #[test]
    fn lines_cut_alike_are_a_table_and_a_menu_is_none() {
        let text = "渡口情况\n指标\t目标\t完成\n渡口\t15\t9\n码头\t3\t\n首页 | 新闻 | 服务\n";
        let found = tables(text);
        assert_eq!(found.len(), 1);
        assert_eq!((found[0].height, found[0].width), (3, 3));
        assert_eq!(found[0].cells[4].span.text(text), "15");
    }
}
