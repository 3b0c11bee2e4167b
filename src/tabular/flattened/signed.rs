//! Forms of indicators whose rows lost their ends: a name, a sign, a number, its unit and what was reached follow each
//! other wherever the lines break.
//!
//! ```text
//! … | 数量指标 | 管网长度 | ≥ | 30 | 公里 | 28 | 10 | 9 | 质量指标 | 合格率 | = | 100 | % | 100% | …
//! ```

use super::{
    heads::trimmed,
    region::{Region, parted, table},
};
use crate::{
    rules::{ColumnRole, Rulebook},
    scan::{leading_cell, unit_text},
    tabular::{cells::operator, header_text::header},
    text::{Covered, Letters, Source, Span},
};

/// Fewest rows that make a form.
const FEWEST: usize = 3;

/// How many cells before the first row its header words are looked for in.
const BEFORE: usize = 60;

/// What a row is made of, in this order.
const ORDER: [ColumnRole; 5] =
    [ColumnRole::Indicator, ColumnRole::Operator, ColumnRole::Goal, ColumnRole::Unit, ColumnRole::Figure];

/// The form of a text around the tables that are known; one that keeps its lines is read as any table.
pub(super) fn regions(source: &Source, known: &[Span], rules: &Rulebook) -> Vec<Region> {
    region(source, known, rules).into_iter().collect()
}

fn region(source: &Source, known: &[Span], rules: &Rulebook) -> Option<Region> {
    let text = source.text.as_str();
    let known = Covered::new(known.iter().copied());
    let cells: Vec<Span> = source
        .lines()
        .filter(|line| !known.covers(*line))
        .flat_map(|line| parted(source, line, &BARS))
        .map(|cell| trimmed(text, Span::of(text, cell)))
        .filter(|cell| !cell.is_empty())
        .collect();
    let rows: Vec<usize> = (0..cells.len()).filter(|&at| is_row(text, &cells[at..], rules)).collect();
    let first = *rows.first().filter(|_| rows.len() >= FEWEST)?;
    let heads = heads(text, &cells[first.saturating_sub(BEFORE)..first], rules)?;
    let line = |span: Span| text[..span.start].matches('\n').count();
    // Where the header has a line of its own the rows are read under it.
    if heads.iter().all(|head| line(*head) == line(heads[0])) && line(heads[0]) != line(cells[first]) {
        return None;
    }
    let row = |at: &usize| (false, cells[*at..].iter().take(ORDER.len()).copied().map(Some).collect());
    let mut grid = vec![(true, heads.iter().copied().map(Some).collect())];
    grid.extend(rows.iter().map(row));
    let start = heads.iter().map(|head| head.start).min()?;
    let end = cells[rows[rows.len() - 1] + ORDER.len() - 1].end;
    let span = Span::new(start, end);
    Some(Region { span, table: Some(table(span, &grid)), lost: Vec::new() })
}

static BARS: Letters = Letters::of("|｜\t");

/// True where a name, a sign, a number, a unit and a number begin.
fn is_row(text: &str, cells: &[Span], rules: &Rulebook) -> bool {
    let [name, sign, goal, unit, figure, ..] = cells else { return false };
    let number = |span: &Span| leading_cell(span.text(text), rules).is_some();
    operator(sign.text(text)).is_some()
        && !number(name)
        && number(goal)
        && unit_text(unit.text(text), rules).is_some()
        && number(figure)
}

/// The header words before the rows, the nearest of each sort.
fn heads(text: &str, cells: &[Span], rules: &Rulebook) -> Option<Vec<Span>> {
    let role = |span: &Span| header(span.text(text), rules).and_then(|header| header.role());
    let last = |wanted: ColumnRole| cells.iter().rev().copied().find(|span| role(span) == Some(wanted));
    ORDER.into_iter().map(last).collect()
}
