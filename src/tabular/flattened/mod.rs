//! Tables that lost their lines: found again where that is safe, and kept out of the prose in any case.
//!
//! ```text
//! pipes    1 | 新增床位 | 300张 | 120张 | 40% |        empty cells kept, or dropped
//! blanks   1 新增床位 300张 120张 40%
//! lines    one cell a line, blank lines between cells
//! glued    三级指标年度指标值实际完成值…床位300张120张     nothing between cells
//! ```

mod align;
mod cards;
mod close;
mod cut;
mod ended;
mod flow;
mod form;
mod glued;
mod goals;
mod heads;
mod known;
mod laid;
mod levels;
mod line;
mod lines;
mod listed;
mod matrix;
mod padded;
mod periodic;
mod piped;
mod raw;
mod region;
mod regular;
mod runs;
mod sheet;
mod signed;
mod stacked;
mod stream;
mod stride;
mod targets;
mod tasks;
mod token;
mod top;
mod twice;
mod uniform;

use super::{arithmetic::confirms, value::Value};
use crate::{
    outline::is_page_number,
    rules::{ColumnRole, Rulebook},
    text::{Source, Span},
};
use align::{Seen, align};
use known::{columns_known, over};
pub(super) use levels::under;
use line::Line;
pub(super) use padded::{moved, widened};
use raw::Raw;
pub use region::Region;
use region::whole_lines;
use token::Head;

/// Finds the tables of one cut around those that are known.
type Reader = fn(&Source, &[Span], &Rulebook) -> Vec<Region>;

/// What is looked for before lines are cut into cells, in this order.
const READERS: [Reader; 9] = [
    padded::regions,
    cards::regions,
    regular::regions,
    matrix::regions,
    listed::regions,
    signed::regions,
    targets::regions,
    tasks::regions,
    periodic::barred,
];

/// The flattened tables in the text around the tables that are known.
#[must_use]
pub fn flattened(source: &Source, rules: &Rulebook) -> Vec<Region> {
    let tables: Vec<Span> = source.tables.iter().map(|table| table.span).collect();
    let pages = source.lines().filter(|line| is_page_number(line.text(&source.text)));
    let mut known: Vec<Span> = tables.iter().copied().chain(pages).collect();
    let mut regions: Vec<Region> = Vec::new();
    for reader in READERS {
        let found = reader(source, &known, rules);
        known.extend(found.iter().map(|region| whole_lines(&source.text, region.span)));
        regions.extend(found);
    }
    let raws = cut::raws(source, &known, rules);
    let mut cut: Vec<Region> = raws.iter().map(|raw| recover(&source.text, raw, rules)).collect();
    for proven in stride::regions(source, &known, rules) {
        proven.replace(&mut cut);
    }
    for ended in ended::regions(source, &known, rules) {
        ended.replace(&mut cut);
    }
    for broken in listed::in_cells(source, &known, rules) {
        broken.replace(&mut cut);
    }
    regions.extend(cut);
    let taken: Vec<Span> = known.into_iter().chain(regions.iter().map(|region| region.span)).collect();
    regions.extend(glued::regions(source, &taken, rules));
    whole_forms(source, &tables, &mut regions, rules);
    for region in &mut regions {
        region.span = whole_lines(&source.text, region.span);
    }
    regions.sort_by_key(|region| region.span);
    regions
}

/// Finds tables by all of a text, whatever was found of them in its lines.
fn whole_forms(source: &Source, tables: &[Span], regions: &mut Vec<Region>, rules: &Rulebook) {
    if let Some(form) = form::region(source, tables, rules) {
        form.replace(regions);
    }
    for broken in flow::regions(source, tables, rules) {
        broken.replace(source, regions, 1, rules);
    }
    if let Some(goals) = goals::region(source, tables, rules) {
        goals.take(regions);
    }
    for laid in laid::regions(source, tables, rules) {
        laid.replace(source, regions, 2, rules);
    }
}

/// Puts the rows of a region under its headers.
fn recover(text: &str, raw: &Raw, rules: &Rulebook) -> Region {
    let mut grid: Vec<(bool, Vec<Option<Span>>)> = Vec::new();
    let (mut lost, mut rows) = (Vec::new(), 0usize);
    let mut start = 0;
    while start < raw.lines.len() {
        let (upper, heads) = match &raw.lines[start] {
            Line::Head(heads) => (None, heads.clone()),
            Line::Levels(upper, lower) => (Some(upper.clone()), over(upper, lower)),
            Line::Row(_) => {
                start += 1;
                continue;
            }
        };
        let mut columns = Head::all(text, &heads, rules);
        upper.iter().for_each(|upper| Head::under(text, upper, &mut columns, rules));
        let body = rows_under(raw, start);
        let end = start + 1 + body.len();
        rows += body.len();
        if upper.is_none() && !columns_known(text, &heads, &columns) {
            start = end;
            continue;
        }
        let levels = upper.is_some();
        let strict = raw.strict || levels;
        match (upper, &raw.lines[start]) {
            (Some(upper), Line::Levels(_, lower)) => grid.extend([(true, upper), (true, lower.clone())]),
            _ => grid.push((true, heads)),
        }
        band(text, &columns, &body, (raw.joined, strict, levels), &mut grid, &mut lost, rules);
        start = end;
    }
    if raw.lines.iter().all(|line| matches!(line, Line::Row(_))) {
        // Rows cut alike under a header that was lost: their arithmetic may tell.
        let rows = raw.lines.iter().filter_map(|line| match line {
            Line::Row(cells) => Some((false, cells.clone())),
            Line::Head(_) | Line::Levels(..) => None,
        });
        return Region { lost, ..Region::of(raw.span, &rows.collect::<Vec<_>>()) };
    }
    let placed = grid.iter().filter(|(head, _)| !head).count();
    let safe = placed > 0 && (placed + 1) * 2 > rows && lost.len() * 3 <= rows * 2;
    if safe { Region { lost, ..Region::of(raw.span, &grid) } } else { Region::unread(raw.span) }
}

/// The rows from a header to the next one.
fn rows_under<'a>(raw: &'a Raw, header: usize) -> Vec<&'a [Option<Span>]> {
    let row = |line: &'a Line| match line {
        Line::Row(cells) => Some(cells.as_slice()),
        Line::Head(_) | Line::Levels(..) => None,
    };
    raw.lines[header + 1..].iter().map_while(row).collect()
}

/// Aligns the rows under one header; none of them where the printed rates speak against it.
fn band(
    text: &str,
    columns: &[Head],
    body: &[&[Option<Span>]],
    (joined, strict, levels): (bool, bool, bool),
    grid: &mut Vec<(bool, Vec<Option<Span>>)>,
    lost: &mut Vec<Span>,
    rules: &Rulebook,
) {
    let seen = Seen::of(text, columns, body, rules);
    let mut found = Vec::new();
    for cells in body {
        match align(text, columns, &seen, cells, (joined, strict), rules) {
            Some(row) => found.push(row),
            None => lost.extend(cells.iter().flatten().copied().reduce(Span::to)),
        }
    }
    if contradicted(text, columns, &found, levels, rules) {
        lost.extend(found.iter().filter_map(|row| row.iter().flatten().copied().reduce(Span::to)));
        return;
    }
    grid.extend(found.into_iter().map(|row| (false, row)));
}

/// True where rates are printed and hardly any follows from the cells that stand under goal and figure; of blocks
/// of columns most must follow.
fn contradicted(
    text: &str,
    columns: &[Head],
    rows: &[Vec<Option<Span>>],
    levels: bool,
    rules: &Rulebook,
) -> bool {
    let triples = if levels { blocks(columns) } else { single(columns).into_iter().collect() };
    let (mut told, mut fit) = (0, 0);
    for (row, &[goal, figure, rate]) in rows.iter().flat_map(|row| triples.iter().map(move |at| (row, at))) {
        let read = |at: usize| Value::read(text, row[at], rules);
        let (goal, figure, rate) = (read(goal), read(figure), read(rate));
        if [&goal, &figure, &rate].iter().all(|value| value.number().is_some()) {
            told += 1;
            fit += usize::from(confirms(&goal, &figure, &rate));
        }
    }
    if levels { fit * 4 < told * 3 } else { told >= 3 && fit * 3 < told }
}

/// The goal, figure and rate of a header that has one of each.
fn single(columns: &[Head]) -> Option<[usize; 3]> {
    let only = |role: ColumnRole| {
        let mut found = (0..columns.len()).filter(|&at| columns[at].role == Some(role));
        found.next().filter(|_| found.next().is_none())
    };
    Some([only(ColumnRole::Goal)?, only(ColumnRole::Figure)?, only(ColumnRole::Rate)?])
}

/// Every goal with the figure and the rate right behind it.
fn blocks(columns: &[Head]) -> Vec<[usize; 3]> {
    let order = [ColumnRole::Goal, ColumnRole::Figure, ColumnRole::Rate].map(Some);
    let starts = (0..columns.len().saturating_sub(2))
        .filter(|&at| (0..3).all(|by| columns[at + by].role == order[by]));
    starts.map(|at| [at, at + 1, at + 2]).collect()
}
