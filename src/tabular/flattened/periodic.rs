//! Tables of one cell a line, or with a bar behind each cell, that repeat: words and numbers stand in the same columns of
//! every row, under words as many as these. Where empty cells were kept, several rows of words may stand above.

use super::{
    contradicted,
    heads::{roles, trimmed},
    piped::BAR_SIGNS,
    region::{Region, table},
    token::{Head, token},
};
use crate::{
    rules::{ColumnRole, Rulebook},
    tabular::header::Header,
    text::{Covered, Source, Span, fits},
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

/// Most cells that are looked at together.
const MOST_CELLS: usize = 2000;

/// Most lines that one cell stands in before its bar.
const MOST_PIECES: usize = 4;

/// Longest cell without a bar, in characters, and longest cell of a header.
const CELL_CHARS: usize = 40;
const HEAD_CHARS: usize = 24;

/// What a cell holds, as far as columns are told apart by it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Holds {
    Number,
    Words,
    /// Nothing, or a word that may stand for a number.
    Either,
}

/// Cells that follow each other.
struct Run {
    cells: Vec<Option<Span>>,
    holds: Vec<Holds>,
    /// True where empty cells were kept.
    kept: bool,
}

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

/// The cells of the text in the runs in which they stand.
fn runs(source: &Source, known: &[Span], rules: &Rulebook) -> Vec<Run> {
    let text = source.text.as_str();
    let known = Covered::new(known.iter().copied());
    let lines: Vec<Span> = source
        .lines()
        .map(|line| trimmed(text, line))
        .filter(|line| !line.is_empty() && !known.covers(*line))
        .collect();
    let barred = |line: &Span| line.text(text).ends_with(BAR_SIGNS);
    let (mut found, mut at) = (Vec::new(), 0);
    while at < lines.len() {
        let bars = at + 1 < lines.len() && (barred(&lines[at]) || is_bar(text, lines[at + 1]));
        let end = at
            + if bars {
                let pieces = |from: usize| lines[from..].iter().take(MOST_PIECES + 1).position(barred);
                let mut end = at;
                while let Some(more) = (end < lines.len()).then(|| pieces(end)).flatten() {
                    end += more + 1;
                }
                end - at
            } else {
                let next = lines[at..].windows(2).position(|two| barred(&two[1]) && !bars);
                let short = |line: &&Span| is_cell(text, **line);
                lines[at..].iter().take(next.unwrap_or(usize::MAX)).take_while(short).count()
            };
        let cells = if bars {
            split(text, &lines[at..end])
        } else {
            lines[at..end].iter().copied().map(Some).collect()
        };
        if cells.len() > *WIDTHS.start() * FEWEST_KEPT && (!bars || even(text, &lines[at..end])) {
            found.push(Run::new(text, cells, bars, rules));
        }
        at = end.max(at + 1);
    }
    found
}

/// True for lines that hold a cell each, or all as many of them.
fn even(text: &str, lines: &[Span]) -> bool {
    let parts = |line: &Span| line.text(text).split(BAR_SIGNS);
    let several = |line: &&Span| parts(line).filter(|part| !part.trim().is_empty()).count() > 1;
    let count = parts(&lines[0]).count();
    lines.iter().filter(several).count() * 10 < lines.len()
        || lines.iter().all(|line| parts(line).count() == count)
}

fn is_bar(text: &str, line: Span) -> bool {
    line.text(text).chars().all(|letter| BAR_SIGNS.contains(&letter))
}

/// True for a line that may be a cell: short, no sentence, no bars.
fn is_cell(text: &str, line: Span) -> bool {
    let words = line.text(text);
    fits(words, CELL_CHARS) && !words.contains('。') && !words.contains(BAR_SIGNS) && !words.contains('\t')
}

/// The cells of lines, each up to its bar.
fn split(text: &str, lines: &[Span]) -> Vec<Option<Span>> {
    let (mut found, mut open): (Vec<Option<Span>>, Option<Span>) = (Vec::new(), None);
    for &line in lines {
        let mut parts = line.text(text).split(BAR_SIGNS).map(|part| trimmed(text, Span::of(text, part)));
        let last = parts.next_back();
        for part in parts {
            let whole = open.take().map_or(part, |open| if part.is_empty() { open } else { open.to(part) });
            found.push((!whole.is_empty()).then_some(whole));
        }
        if let Some(last) = last.filter(|last| !last.is_empty()) {
            open = Some(open.map_or(last, |open| open.to(last)));
        }
    }
    found
}

impl Run {
    fn new(text: &str, mut cells: Vec<Option<Span>>, kept: bool, rules: &Rulebook) -> Self {
        cells.truncate(MOST_CELLS);
        let holds = cells.iter().map(|cell| {
            let read = token(text, *cell, rules);
            match () {
                () if read.words.is_empty() || read.nothing || read.done => Holds::Either,
                () if read.number.is_some() => Holds::Number,
                () => Holds::Words,
            }
        });
        Self { holds: holds.collect(), cells, kept }
    }

    /// True where a cell and the one a row below hold the same.
    fn repeats(&self, at: usize, width: usize) -> bool {
        let (own, below) = (self.holds[at], self.holds[at + width]);
        own == below || own == Holds::Either || below == Holds::Either
    }

    /// How many rows from a cell on hold the same in the same columns; what stands alone behind the last heads another table.
    fn rows(&self, first: usize, end: usize, width: usize) -> usize {
        let mut columns = vec![Holds::Either; width];
        let (mut seen, mut full) = (0, 0);
        for row in self.holds[first..end].chunks_exact(width) {
            let fits = |(own, column): (&Holds, &Holds)| {
                own == column || *own == Holds::Either || *column == Holds::Either
            };
            if !row.iter().zip(&columns).all(fits) {
                break;
            }
            for (own, column) in row.iter().zip(&mut columns).filter(|(own, _)| **own != Holds::Either) {
                *column = *own;
            }
            seen += 1;
            if row.contains(&Holds::Number) {
                full = seen;
            }
        }
        full
    }

    /// The cells of a row of words from a cell on, where they are no values.
    fn head(&self, text: &str, at: usize, width: usize) -> Option<Vec<Span>> {
        let row = self.cells.get(at..at + width)?;
        let filled: Vec<Span> = row.iter().flatten().copied().collect();
        (filled.len() == width || self.kept)
            .then_some(filled)
            .filter(|filled| filled.iter().all(|span| fits(span.text(text), HEAD_CHARS)))
    }
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
    let first = begins.into_iter().find(|&first| headed(text, run, first, width, rules))?;
    let mut top = first - width;
    let upper = |top: usize| {
        let words = run.head(text, top, width).filter(|words| !words.is_empty() && words.len() < width);
        words.is_some_and(|words| roles(text, &words, rules).is_some())
    };
    while run.kept && first - top < MOST_HEADS * width && top >= from + width && upper(top - width) {
        top -= width;
    }
    let end = first + run.rows(first, end, width) * width;
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
    let rows: Vec<Vec<Option<Span>>> =
        run.cells[first..end].chunks(width).map(<[Option<Span>]>::to_vec).collect();
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
