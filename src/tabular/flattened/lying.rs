//! Tables that lie on their side with one cell a line: periods or names first, then what was to be and what was done, each
//! with a number for every one of them.
//!
//! ```text
//! 指标 / 7月 / 8月 / 计划产量(吨) / 800 / 850 / 实际产量(吨) / 760 / 867
//! ```

use super::region::{Region, lines_around, one_by_one, table};
use crate::{
    rules::{ColumnRole, Rulebook},
    scan::cell,
    tabular::{count::is_period, header_text::header},
    text::{Source, Span, fits},
};

/// Fewest numbers behind each name, and most.
const FEWEST: usize = 2;
const MOST: usize = 24;

/// Longest header cell, in characters.
const HEAD_CHARS: usize = 12;

/// The tables of the text around those that are known.
pub(super) fn regions(source: &Source, known: &[Span], rules: &Rulebook) -> Vec<Region> {
    let lines = lines_around(source, known);
    one_by_one(&lines, |at| region(&source.text, &lines, at, rules))
}

/// The table whose first name of numbers stands at a line, and the line after it.
fn region(text: &str, lines: &[Span], at: usize, rules: &Rulebook) -> Option<(Region, usize)> {
    // Periods stand above: most lines have none right above, and need not be read as numbers.
    let period = |line: &Span| fits(line.text(text), HEAD_CHARS) && is_period(line.text(text));
    if !at.checked_sub(1).is_some_and(|above| period(&lines[above])) {
        return None;
    }
    let number = |line: &Span| cell(line.text(text), rules).is_some() && !is_period(line.text(text));
    let role = |line: Span| header(line.text(text), rules).and_then(|header| header.role());
    let width = lines[at + 1..].iter().take(MOST).take_while(|line| number(line)).count();
    let side =
        |line: Span| matches!(role(line), Some(ColumnRole::Goal | ColumnRole::Figure | ColumnRole::Rate));
    if width < FEWEST || !side(lines[at]) || number(&lines[at]) {
        return None;
    }
    let above = at.checked_sub(width)?;
    let head = &lines[above..at];
    if !head.iter().all(period) {
        return None;
    }
    let corner = above
        .checked_sub(1)
        .map(|corner| lines[corner])
        .filter(|line| role(*line) == Some(ColumnRole::Indicator));
    let top = std::iter::once(corner).chain(head.iter().copied().map(Some));
    let mut grid = vec![(true, top.collect::<Vec<_>>())];
    let (mut next, mut roles) = (at, Vec::new());
    while let Some(row) = lines.get(next..=next + width) {
        if number(&row[0]) || !row[1..].iter().all(number) || !side(row[0]) {
            break;
        }
        roles.push(role(row[0]));
        grid.push((false, row.iter().copied().map(Some).collect()));
        next += width + 1;
    }
    let both = [ColumnRole::Goal, ColumnRole::Figure].iter().all(|side| roles.contains(&Some(*side)));
    let span = corner.unwrap_or(head[0]).to(lines[next - 1]);
    both.then(|| (Region { span, table: Some(table(span, &grid)), lost: Vec::new() }, next))
}
