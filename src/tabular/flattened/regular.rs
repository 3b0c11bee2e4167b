//! Tables whose cells are told apart by bars or tabs in every line: the header over as many cells as its rows, cells that
//! several rows share left out in front.
//!
//! ```text
//! 序号 | 行动 | 项目 | 目标任务 | 完成情况
//! 1 | 就业促进 | 招聘活动 | 85场 | 251场
//! 见习岗位 | 138个 | 147个                    the two cells in front stand in the row above
//! 2 | 稳岗返还 | 1200户 |                      the rest of a row in the next line, where rows are counted from 1
//! ```

use super::{
    heads::{heads, roles},
    levels::levels,
    line::Line,
    piped::{BAR_SIGNS, pipe_cells},
    region::Region,
};
use crate::{
    rules::{Rulebook, ends},
    scan::{cell, quantities},
    text::{Covered, Kinds, Source, Span},
};

/// Fewest cells of a row, and fewest rows.
const FEWEST_CELLS: usize = 3;
const FEWEST_ROWS: usize = 2;

/// Most cells that stand in a row above.
const MOST_SHARED: usize = 3;

/// Longest line of one cell between rows, in characters.
const BANNER_CHARS: usize = 30;

/// Most header lines over the rows.
const MOST_HEADS: usize = 5;

type Cells = Vec<Option<Span>>;

/// The tables of the text that are cut so.
pub(super) fn regions(source: &Source, known: &[Span], rules: &Rulebook) -> Vec<Region> {
    if !source.holds(Kinds::BAR) {
        return Vec::new();
    }
    let text = source.text.as_str();
    let covered = Covered::new(known.iter().copied());
    // A tab at either end of a line stands beside an empty cell.
    let whole = |line: Span| {
        let words = line.text(text).trim_matches([' ', '\r', '\u{3000}']);
        Span::of(text, words)
    };
    let lines: Vec<Span> =
        source.lines().map(whole).filter(|line| !line.is_empty() && !covered.covers(*line)).collect();
    let cells = |line: &Span| source.kinds(*line).hold(Kinds::BAR).then(|| pipe_cells(text, *line)).flatten();
    let mut cut: Vec<Option<Cells>> = lines.iter().map(cells).collect();
    // A line of one cell has no bar: 就业促进行动 over the rows of its tasks.
    for at in 1..lines.len().saturating_sub(1) {
        let between = cut[at].is_none() && cut[at - 1].is_some() && cut[at + 1].is_some();
        let words = lines[at].text(text);
        let short = || words.chars().count() <= BANNER_CHARS && !words.contains(['。', '：', ':']);
        if between && short() {
            cut[at] = Some(vec![Some(lines[at])]);
        }
    }
    let (mut found, mut at) = (Vec::new(), 0);
    while at < lines.len() {
        let count = cut[at..].iter().take_while(|cells| cells.is_some()).count();
        if count == 0 {
            at += 1;
            continue;
        }
        let run: Vec<&Cells> = cut[at..at + count].iter().flatten().collect();
        let joined = rejoined(text, &lines[at..at + count], &run);
        let rows = joined.as_ref().map_or(run, |rows| rows.iter().collect());
        found.extend(region(text, &rows, rules));
        at += count;
    }
    found
}

/// Rows that were broken behind a bar, whole again: where the rows are counted from 1 and each has as many cells as the
/// header before them.
fn rejoined(text: &str, lines: &[Span], run: &[&Cells]) -> Option<Vec<Cells>> {
    let mut rows: Vec<Cells> = vec![Vec::new()];
    for (line, cells) in lines.iter().zip(run) {
        let serial = cells.first().copied().flatten().map(|first| first.text(text));
        let open = rows.last()?.is_empty();
        if !open && serial.and_then(|serial| serial.parse().ok()) == Some(rows.len()) {
            rows.push(Vec::new());
        } else if !open && !text[..line.start].trim_end().ends_with(BAR_SIGNS) {
            return None;
        }
        rows.last_mut()?.extend(cells.iter().copied());
    }
    let width = rows[0].len();
    let whole = rows.len() > FEWEST_ROWS && rows.iter().all(|row| row.len() == width);
    (whole && rows.len() < run.len()).then_some(rows)
}

/// The table of lines that are all cut by bars, from its header on.
fn region(text: &str, run: &[&Cells], rules: &Rulebook) -> Option<Region> {
    let (top, head) =
        (0..run.len().min(MOST_HEADS)).find_map(|at| Some((at, header(text, run, at, rules)?)))?;
    let width = head.last()?.len();
    let mut grid: Vec<(bool, Cells)> = head.into_iter().map(|cells| (true, cells)).collect();
    let (mut rows, mut lost): (Vec<Cells>, Vec<Span>) = (Vec::new(), Vec::new());
    for cells in &run[top + 1..] {
        match placed(text, cells, width, rows.last(), rules) {
            Some(row) => rows.push(row),
            None => lost.extend(cells.iter().flatten().copied().reduce(Span::to)),
        }
    }
    let span = rows.last()?.iter().flatten().chain(&lost).fold(first(&grid)?, |whole, span| whole.to(*span));
    let full = rows.iter().filter(|row| row[0].is_some()).count();
    let whole = rows.len() >= FEWEST_ROWS && full > 1 && lost.len() * 4 <= rows.len();
    grid.extend(rows.into_iter().map(|row| (false, row)));
    whole.then(|| Region { lost, ..Region::of(span, &grid) })
}

fn first(grid: &[(bool, Cells)]) -> Option<Span> {
    grid.iter().flat_map(|(_, row)| row.iter().flatten()).min_by_key(|span| span.start).copied()
}

/// The header whose lowest line stands at `at`, as wide as the rows below it.
fn header(text: &str, run: &[&Cells], at: usize, rules: &Rulebook) -> Option<Vec<Cells>> {
    let filled = |cells: &Cells| -> Vec<Span> { cells.iter().flatten().copied().collect() };
    let lowest = filled(run[at]);
    let below = run.get(at + 1)?.len();
    if below < FEWEST_CELLS || roles(text, &lowest, rules).is_none() {
        return None;
    }
    if run[at].len() == below {
        let upper =
            at.checked_sub(1).map(|above| run[above]).filter(|upper| spread(text, upper, run[at], rules));
        let whole = upper.into_iter().chain([run[at]]).cloned().collect();
        return heads(text, &lowest, rules).then_some(whole);
    }
    let narrow = |row: &&&Cells| run[at].len() + 1 == row.len();
    let named = run[at + 1..].iter().take(FEWEST_ROWS).any(|row| narrow(&row));
    if named && heads(text, &lowest, rules) && numbered(text, &run[at + 1..]) {
        return Some(vec![std::iter::once(None).chain(run[at].iter().copied()).collect()]);
    }
    let stubs = filled(run.first().filter(|_| at > 0)?);
    let offices =
        |cells: &[Span]| cells.iter().all(|span| ends(&rules.layouts.names.office, span.text(text)));
    (0..at).rev().find_map(|names| {
        let names = Some(filled(run[names])).filter(|names| !offices(names))?;
        (0..stubs.len().min(below)).find_map(|own| {
            let upper: Vec<Span> = stubs[..own]
                .iter()
                .chain(names.iter().skip(if names == stubs { own } else { 0 }))
                .copied()
                .collect();
            match levels(text, &upper, &lowest, rules)? {
                Line::Levels(upper, lower) if lower.len() == below => Some(vec![upper, lower]),
                Line::Levels(..) | Line::Head(_) | Line::Row(_) => None,
            }
        })
    })
}

/// True for names of blocks of columns, each over the first of its columns and blanks over the others.
fn spread(text: &str, upper: &Cells, lower: &Cells, rules: &Rulebook) -> bool {
    let filled: Vec<Span> = upper.iter().flatten().copied().collect();
    upper.len() == lower.len()
        && filled.len() > 1
        && filled.len() < upper.len()
        && roles(text, &filled, rules).is_some()
        && upper.iter().zip(lower).all(|(upper, lower)| upper.is_some() || lower.is_some())
}

/// True for rows that are counted from 1 in a column that the header left out: 地区 over 1 | 东湖区.
fn numbered(text: &str, rows: &[&Cells]) -> bool {
    let number = |row: &&&Cells| row.first().copied().flatten()?.text(text).parse::<usize>().ok();
    let found: Vec<usize> = rows.iter().filter_map(|row| number(&row)).collect();
    found.len() >= FEWEST_ROWS && found.iter().enumerate().all(|(at, number)| *number == at + 1)
}

/// The cells of a row by column: those that it leaves out in front stand in the row above, and are words there.
fn placed(text: &str, cells: &Cells, width: usize, above: Option<&Cells>, rules: &Rulebook) -> Option<Cells> {
    if cells.len() == width {
        return Some(cells.clone());
    }
    if let [Some(banner)] = cells[..] {
        return Some(std::iter::once(Some(banner)).chain(std::iter::repeat_n(None, width - 1)).collect());
    }
    let shared = width.checked_sub(cells.len()).filter(|shared| (1..=MOST_SHARED).contains(shared))?;
    let above = above.filter(|_| cells.len() + 1 >= FEWEST_CELLS)?;
    let number = |span: &Option<Span>| span.is_some_and(|span| cell(span.text(text), rules).is_some());
    let counts =
        |span: &Option<Span>| span.is_some_and(|span| !quantities(span.text(text), rules).is_empty());
    let alike = |(above, own): &(&Option<Span>, &Option<Span>)| {
        above.is_none() || own.is_none() || number(above) == number(own) || counts(above) && counts(own)
    };
    let odd = above[shared..].iter().zip(cells).filter(|both| !alike(both)).count();
    let serial = |span: &Option<Span>| span.is_none_or(|span| span.text(text).chars().count() <= 4);
    let words = (0..shared).all(|col| !number(&above[col]) || col == 0 && serial(&above[col]));
    (odd * 3 <= cells.len() && words)
        .then(|| std::iter::repeat_n(None, shared).chain(cells.iter().copied()).collect())
}
