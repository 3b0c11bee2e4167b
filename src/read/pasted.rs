//! Tables pasted into plain text: lines cut alike by tabs or bars, read where they stand.

use super::ragged;
use crate::text::{Cell, Letters, Span, Table, is_digit};

/// Fewest lines that make a table, the header among them.
const FEWEST: usize = 3;

/// Fewest cells of a line.
const CELLS: usize = 3;

/// Longest line of one cell between rows, in characters.
const LONGEST: usize = 30;

/// What stands between cells; the bars of a frame may be mixed.
const BARS: [&[char]; 4] = [&['\t'], &['|'], &['｜'], &['│', '┃', '║', '┆', '┇', '┊', '┋', '╎', '╏', '▏']];

/// All of them: most lines hold none.
static ANY: Letters = Letters::of("\t|｜│┃║┆┇┊┋╎╏▏");

/// The tables of a text; nothing of it is moved.
pub(super) fn tables(text: &str) -> Vec<Table> {
    let lines: Vec<Span> = text.split('\n').map(|line| Span::of(text, line)).collect();
    let (mut found, mut at) = (Vec::new(), 0);
    while at < lines.len() {
        if !ANY.are_in(lines[at].text(text)) {
            at += 1;
            continue;
        }
        let runs = BARS.into_iter().map(|bar| run(text, &lines[at..], bar));
        let (rows, used) = runs.max_by_key(|(rows, _)| rows.len()).unwrap_or_default();
        at += used.max(1);
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
        if !ragged::filled_up(part.iter().map(|row| row.iter().map(|cell| cell.text(text))))
            && rows[at].len() >= CELLS
            && full >= FEWEST
            && ends
            && opens(text, &rows[at])
        {
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
    let value = |cell: &Span| {
        let words = cell.text(text);
        let when = words.contains(['年', '月', '季']);
        !when && words.starts_with(|c: char| is_digit(c) || "<>≥≤-".contains(c))
    };
    filled(row) <= 1 || !row.iter().any(value)
}

/// The cells of the lines from the first on that hold the bar, and how many lines these take; the lines of a frame
/// between them hold none.
fn run(text: &str, lines: &[Span], bar: &[char]) -> (Vec<Vec<Span>>, usize) {
    let (mut rows, mut used) = (Vec::new(), 0);
    for (at, line) in lines.iter().enumerate() {
        if !rows.is_empty() && (is_frame(line.text(text)) || emptied(text, lines, at, bar)) {
            continue;
        }
        let row = cells(text, *line, bar).or_else(|| lone(text, lines, at, bar));
        let Some(mut cells) = row.filter(|row| row.len() > 1 || !rows.is_empty()) else { break };
        // 36 | 30 | under 目标 | 完成 | 备注: a bar at the end alone stands before an empty cell.
        let last = bar_at_end(text, *line, bar);
        let narrow = rows.last().is_some_and(|row: &Vec<Span>| row.len() == cells.len() + 1);
        cells.extend(last.filter(|_| narrow));
        rows.push(cells);
        used = at + 1;
    }
    if bar == ['\t'] {
        ragged::evened(text, &mut rows);
    }
    (rows, used)
}

/// True for a row of tabs alone that lost them, where the next row is led by empty cells.
fn emptied(text: &str, lines: &[Span], at: usize, bar: &[char]) -> bool {
    let led = |next: &Span| next.text(text).starts_with(bar);
    bar == ['\t'] && lines[at].text(text).trim().is_empty() && lines.get(at + 1).is_some_and(led)
}

/// A line of one cell between rows of tabs: the name of a row that holds nothing else, or a heading over others.
fn lone(text: &str, lines: &[Span], at: usize, bar: &[char]) -> Option<Vec<Span>> {
    let words = lines[at].text(text).trim();
    let between = bar == ['\t'] && lines.get(at + 1).is_some_and(|next| next.text(text).contains(bar));
    let short =
        || !words.is_empty() && words.chars().nth(LONGEST).is_none() && !words.contains(['。', '：', ':']);
    (between && short()).then(|| vec![Span::of(text, words)])
}

/// True for a line that is drawn: ┣━━╋━━┫, +----+----+; a line of strokes alone parts what is written.
fn is_frame(line: &str) -> bool {
    let drawn = |c: char| ('\u{2500}'..='\u{257f}').contains(&c);
    let words = line.trim();
    let strokes = words.chars().all(|c| drawn(c) || "+-=| \u{3000}".contains(c));
    let joins = words.contains('+') || words.contains(drawn);
    strokes && joins && words.chars().any(|c| "-=─━═┄┅┈┉╌╍".contains(c))
}

/// The empty place behind the bar that ends a line and begins none.
fn bar_at_end(text: &str, line: Span, bar: &[char]) -> Option<Span> {
    let words = line.text(text).trim();
    let alone = words.ends_with(bar) && !words.starts_with(bar);
    alone.then(|| Span::of(text, words).end).map(|end| Span::new(end, end))
}

/// The cells of a line; a bar at either end of it is no cell, a tab is.
fn cells(text: &str, line: Span, bar: &[char]) -> Option<Vec<Span>> {
    let words = line.text(text).trim_end_matches('\r');
    let inner = if bar == ['\t'] {
        words
    } else {
        let inner = words.trim();
        let inner = inner.strip_prefix(bar).unwrap_or(inner);
        inner.strip_suffix(bar).unwrap_or(inner)
    };
    inner.contains(bar).then(|| inner.split(bar).map(|cell| Span::of(text, cell.trim())).collect())
}

/// True for the line under a Markdown header: ---|:-:.
fn is_rule(text: &str, row: &[Span]) -> bool {
    row.iter().all(|cell| {
        let words = cell.text(text);
        words.contains(['-', '—', '=']) && words.chars().all(|c| "-:=—─ ".contains(c))
    })
}

/// A span with the bars at the ends of its lines and the frame around them.
fn whole_lines(text: &str, span: Span) -> Span {
    let begin = |at: usize| text[..at].rfind('\n').map_or(0, |at| at + 1);
    let finish = |at: usize| text[at..].find('\n').map_or(text.len(), |next| at + next);
    let (mut start, mut end) = (begin(span.start), finish(span.end));
    if start > 0 && is_frame(&text[begin(start - 1)..start]) {
        start = begin(start - 1);
    }
    if end < text.len() && is_frame(&text[end..finish(end + 1)]) {
        end = finish(end + 1);
    }
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
    fn a_drawn_frame_is_no_row_and_strokes_alone_part_tables() {
        let box_drawn = "┏━━┳━━┳━━┓\n┃项目┃计划┃实绩┃\n┣━━╋━━╋━━┫\n┃造林┃ 30 ┃ 28 ┃\n┣━━╋━━╋━━┫\n┃育苗┃ 5 ┃ 6 ┃\n┗━━┻━━┻━━┛\n完";
        let found = tables(box_drawn);
        assert_eq!((found[0].height, found[0].width), (3, 3));
        assert!(!found[0].span.text(box_drawn).contains('完') && found[0].span.start == 0);
        let ascii = "+----+----+----+\n| 项目 | 计划 | 完成 |\n+----+----+----+\n| 造林 | 30 | 28 |\n| 育苗 | 5 | 6 |\n+----+----+----+\n";
        assert_eq!(tables(ascii)[0].height, 3);
        assert!(tables("造林 | 30 | 28\n----------\n育苗 | 5 | 6\n").is_empty());
    }

    #[test]
    fn lines_cut_alike_are_a_table_and_a_menu_is_none() {
        let text = "渡口情况\n指标\t目标\t完成\n渡口\t15\t9\n码头\t3\t\n首页 | 新闻 | 服务\n";
        let found = tables(text);
        assert_eq!(found.len(), 1);
        assert_eq!((found[0].height, found[0].width), (3, 3));
        assert_eq!(found[0].cells[4].span.text(text), "15");
    }
}
