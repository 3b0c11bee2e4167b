//! Tables with a bar behind each cell that repeat: words and numbers stand in the same columns of every row, under words
//! as many as these. Several rows of words may stand above.

use super::{
    contradicted,
    heads::roles,
    region::Region,
    runs::{Holds, Run, runs},
    token::Head,
};
use crate::{
    rules::{ColumnRole, Rulebook},
    text::{Source, Span},
};

/// Fewest columns and most.
const WIDTHS: std::ops::RangeInclusive<usize> = 3..=24;

/// Fewest rows.
const FEWEST: usize = 2;

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
    /// How many columns hold what their headers tell.
    merit: usize,
}

/// The tables whose cells end with bars, around those that are known.
pub(super) fn barred(source: &Source, known: &[Span], rules: &Rulebook) -> Vec<Region> {
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
    let mut found: Vec<Found> = Vec::new();
    for width in WIDTHS {
        let mut at = from;
        while at + width < run.cells.len() {
            let same = (at..run.cells.len() - width).take_while(|&at| run.repeats(at, width)).count();
            let rows = same / width + 1;
            if rows >= FEWEST {
                found.extend(begun(text, run, width, (from, at, at + same + width), rules));
            }
            at += same + 1;
        }
    }
    found.retain(|found| (found.end - found.first) / found.width >= FEWEST);
    let end = found.iter().min_by_key(|found| found.first)?.end;
    let merit = |found: &Found| (found.end - found.first) / found.width * found.merit;
    // A table twice as wide repeats as well.
    let near = found.into_iter().filter(|found| found.top < end);
    near.max_by_key(|found| (merit(found), std::cmp::Reverse((found.width, found.top))))
}

/// The table whose cells repeat from one place to another: its rows begin behind words that head their columns.
fn begun(
    text: &str,
    run: &Run,
    width: usize,
    (from, start, end): (usize, usize, usize),
    rules: &Rulebook,
) -> Vec<Found> {
    let begins = start.max(from + width)..end.saturating_sub(width) + 1;
    let head = |first: usize| Some((first, matched(text, run, first, width, rules)?));
    // A sum whose name is missing stands over the first whole row.
    let nameless = |like: usize| {
        let first = like.checked_sub(width).filter(|first| *first >= from + width)?;
        run.shifted(first, &run.holds[like..like + width]).then(|| head(first)).flatten()
    };
    let upper = |top: usize| {
        let words = run.head(text, top, width).filter(|words| !words.is_empty() && words.len() < width);
        words.is_some_and(|words| roles(text, &words, rules).is_some())
    };
    let begun = begins.filter_map(|at| Some((at, nameless(at).or_else(|| head(at))?)));
    let whole = begun.map(|(like, (first, merit))| {
        let mut top = first - width;
        while first - top < MOST_HEADS * width && top >= from + width && upper(top - width) {
            top -= width;
        }
        let end = first + run.rows(first, like, end, width) * width;
        Found { width, top, first, end, merit }
    });
    whole.collect()
}

/// How many columns hold what the words over them tell; `None` where numbers stand under words for names, or nothing tells
/// goals or figures.
fn matched(text: &str, run: &Run, first: usize, width: usize, rules: &Rulebook) -> Option<usize> {
    let lower = first.checked_sub(width)?;
    run.head(text, lower, width)?;
    let mut heads = vec![run.cells[lower..first].to_vec()];
    // Names of columns under names of blocks: both tell.
    if heads[0].contains(&None)
        && let Some(top) = lower.checked_sub(width)
        && run.head(text, top, width).is_some()
    {
        let mut upper = run.cells[top..lower].to_vec();
        spread(&mut upper, &heads[0]);
        heads.push(upper);
    }
    let row = &run.holds[first..first + width];
    let nameless = row[0] == Holds::Number && row[width - 1] == Holds::Either;
    let (mut merit, mut sides) = (0, Vec::new());
    for (col, holds) in row.iter().enumerate() {
        let col = if nameless { (col + 1) % width } else { col };
        let words: Vec<Span> = heads.iter().filter_map(|head| head[col]).collect();
        let read = roles(text, &words, rules)?;
        let told = read.iter().find_map(|header| header.role());
        use ColumnRole::{Body, Figure, Goal, Indicator, Rate, Scope, Serial, Unit};
        match (told, holds) {
            (_, Holds::Either) => {}
            _ if words.is_empty() => return None,
            (Some(side @ (Goal | Figure | Rate)), Holds::Number) => sides.push(side),
            (Some(Serial), Holds::Number) | (Some(Indicator | Scope | Unit | Body), Holds::Words) => {
                merit += 1
            }
            (Some(Scope | Unit | Body), Holds::Number) => return None,
            (told, Holds::Number) if col == 0 && told != Some(Serial) => return None,
            _ => {}
        }
    }
    let begins = row[0] != Holds::Either;
    // 门类 | 目标分数 | 实际分数: goals and what was reached of them, behind words that no list knows.
    let both = [ColumnRole::Goal, ColumnRole::Figure].iter().all(|side| sides.contains(side));
    let merit = merit + sides.len();
    let enough = merit >= FEWEST_NUMBERS || both && row[0] == Holds::Words;
    (begins && !sides.is_empty() && enough).then_some(merit)
}

/// The table, where its printed rates do not speak against it.
fn region(text: &str, run: &Run, found: Found, rules: &Rulebook) -> Option<Region> {
    let Found { width, top, first, end, .. } = found;
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
    Some(Region::of(span, &grid))
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
