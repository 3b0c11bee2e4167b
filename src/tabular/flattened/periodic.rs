//! Tables of one cell a line, or with a bar behind each cell, that repeat: words and numbers stand in the same columns of
//! every row, under words as many as these. Where empty cells were kept, several rows of words may stand above.

use super::{
    contradicted,
    heads::roles,
    region::{Region, table},
    runs::{Holds, Run, runs},
    token::Head,
};
use crate::{
    rules::{ColumnRole, Rulebook},
    tabular::header::Header,
    text::{Source, Span},
};

/// Fewest columns and most.
const WIDTHS: std::ops::RangeInclusive<usize> = 3..=24;

/// Fewest rows: of cells whose empty ones were dropped, and of those that were kept.
const FEWEST: usize = 3;
const FEWEST_KEPT: usize = 2;

/// Fewest columns of numbers.
const FEWEST_NUMBERS: usize = 2;

/// Most rows of words over the numbers.
const MOST_HEADS: usize = 3;

/// A table in a run: its width, where its header and its rows begin, and where they end.
#[derive(Clone, Copy, Debug)]
struct Found {
    width: usize,
    top: usize,
    first: usize,
    end: usize,
}

/// The tables of the text around those that are known.
pub(super) fn regions(source: &Source, known: &[Span], rules: &Rulebook) -> Vec<Region> {
    let text = source.text.as_str();
    let mut found = Vec::new();
    for run in runs(source, known, rules) {
        let mut from = 0;
        while let Some(best) = best(text, &run, from, rules) {
            found.extend(region(text, &run, best, rules));
            from = best.end;
        }
    }
    found
}

/// The first table of a run from a cell on.
fn best(text: &str, run: &Run, from: usize, rules: &Rulebook) -> Option<Found> {
    let fewest = if run.kept { FEWEST_KEPT } else { FEWEST };
    let mut found: Vec<Found> = Vec::new();
    for width in WIDTHS {
        let mut at = from;
        while at + width < run.cells.len() {
            let same = (at..run.cells.len() - width).take_while(|&at| run.repeats(at, width)).count();
            let rows = same / width + 1;
            if rows >= fewest {
                found.extend(begun(text, run, width, (from, at, at + same + width), rules));
            }
            at += same + 1;
        }
    }
    found.retain(|found| (found.end - found.first) / found.width >= fewest);
    // A table twice as wide repeats as well.
    found.into_iter().min_by_key(|found| (found.top, std::cmp::Reverse(found.end), found.width))
}

/// The table whose cells repeat from one place to another: its rows begin behind words that head their columns.
fn begun(
    text: &str,
    run: &Run,
    width: usize,
    (from, start, end): (usize, usize, usize),
    rules: &Rulebook,
) -> Option<Found> {
    let begins = start.max(from + width)..end.saturating_sub(width) + 1;
    let head = |first: usize| headed(text, run, first, width, rules).then_some(first);
    // A sum whose name is missing stands over the first whole row.
    let nameless = |like: usize| {
        let first = like.checked_sub(width).filter(|first| *first >= from + width)?;
        run.shifted(first, &run.holds[like..like + width]).then(|| head(first)).flatten()
    };
    let (like, first) = begins.into_iter().find_map(|at| Some((at, head(at).or_else(|| nameless(at))?)))?;
    let mut top = first - width;
    let upper = |top: usize| {
        let words = run.head(text, top, width).filter(|words| !words.is_empty() && words.len() < width);
        words.is_some_and(|words| roles(text, &words, rules).is_some())
    };
    while run.kept && first - top < MOST_HEADS * width && top >= from + width && upper(top - width) {
        top -= width;
    }
    let end = first + run.rows(first, like, end, width) * width;
    Some(Found { width, top, first, end })
}

/// True where the words before a cell head numbers below them, and tell goals or figures.
fn headed(text: &str, run: &Run, first: usize, width: usize, rules: &Rulebook) -> bool {
    let Some(words) = first.checked_sub(width).and_then(|top| run.head(text, top, width)) else {
        return false;
    };
    // Names of columns under names of blocks: both tell.
    let above = first.checked_sub(width * 2).filter(|_| run.kept && words.len() < width);
    let above = above.and_then(|top| run.head(text, top, width)).unwrap_or_default();
    let words = [above, words].concat();
    let Some(read) = roles(text, &words, rules) else { return false };
    let speaks = |role: &ColumnRole| matches!(role, ColumnRole::Goal | ColumnRole::Figure | ColumnRole::Rate);
    let told = read.iter().filter_map(|header| header.role());
    let row = &run.holds[first..(first + width).min(run.holds.len())];
    let counted = row.iter().filter(|holds| **holds == Holds::Number).count();
    let stub = |header: &Header| {
        use ColumnRole::{Body, Indicator, Scope, Serial, Unit};
        matches!(header.role(), Some(Body | Indicator | Scope | Serial | Unit))
    };
    let measured = told.clone().filter(speaks).count();
    if run.kept {
        return counted >= FEWEST_NUMBERS && measured > 0 && told.count() >= FEWEST_NUMBERS;
    }
    // 应改 | 已改 under names of blocks whose own first cell stands further up.
    let before = &run.cells[(first - width).saturating_sub(MOST_HEADS * 2)..first - width];
    let over = |cell: &Option<Span>| {
        cell.and_then(|span| roles(text, &[span], rules)).is_some_and(|read| stub(&read[0]))
    };
    let named = stub(&read[0]) || read[0].role().is_none() && !before.iter().any(over);
    named
        && run.cells[first].is_some()
        && row.first() != Some(&Holds::Either)
        && counted >= FEWEST_NUMBERS
        && told.count() * 2 >= width
        && measured >= FEWEST_NUMBERS
}

/// The table, where its printed rates do not speak against it.
fn region(text: &str, run: &Run, found: Found, rules: &Rulebook) -> Option<Region> {
    let Found { width, top, first, end } = found;
    let columns = run.holds[end - width..end].to_vec();
    let rows = (first..end).step_by(width).map(|at| {
        let mut row = run.cells[at..at + width].to_vec();
        if run.shifted(at, &columns) {
            row.rotate_right(1);
        }
        row
    });
    let rows: Vec<Vec<Option<Span>>> = rows.collect();
    let lowest = &run.cells[first - width..first];
    let columns = Head::all(text, lowest, rules);
    if contradicted(text, &columns, &rows, false, rules) {
        return None;
    }
    let mut heads: Vec<Vec<Option<Span>>> = run.cells[top..first].chunks(width).map(<[_]>::to_vec).collect();
    if let [.., upper, lower] = heads.as_mut_slice() {
        spread(upper, lower);
    }
    let heads = heads.into_iter().map(|row| (false, row));
    let grid: Vec<(bool, Vec<Option<Span>>)> =
        heads.chain(rows.into_iter().map(|row| (false, row))).collect();
    let span = run.cells[top..end].iter().flatten().copied().reduce(Span::to)?;
    Some(Region { span, table: Some(table(span, &grid)), lost: Vec::new() })
}

/// 行业类别 over 三次产业 and 行业, 年度目标 beside it: the cells behind stand as much further right as it is wider than one.
fn spread(upper: &mut Vec<Option<Span>>, lower: &[Option<Span>]) {
    let from = lower.iter().position(Option::is_some).unwrap_or(0);
    let under = lower[from..].iter().take_while(|cell| cell.is_some()).count();
    let blank = upper.iter().rev().take_while(|cell| cell.is_none()).count();
    let apart = lower.iter().flatten().count() == under && under < lower.len();
    if apart && under == blank + 1 && blank > 0 {
        upper.truncate(upper.len() - blank);
        upper.splice(from + 1..from + 1, std::iter::repeat_n(None, blank));
    }
}
