//! Cells of a text that follow each other, each up to its bar, and what they hold.

use super::{heads::trimmed, piped::BAR_SIGNS, token::token};
use crate::{
    rules::Rulebook,
    tabular::caption::titled,
    text::{Covered, Source, Span, fits},
};

/// Fewest cells and most that are looked at together.
const FEWEST_CELLS: usize = 7;
const MOST_CELLS: usize = 2000;

/// Most lines that one cell stands in before its bar.
const MOST_PIECES: usize = 4;

/// Longest cell of a header, in characters.
const HEAD_CHARS: usize = 24;

/// What a cell holds, as far as columns are told apart by it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Holds {
    Number,
    Words,
    /// Nothing, or a word that may stand for a number.
    Either,
}

impl Holds {
    /// True for what may stand in one column.
    fn goes_with(self, other: Self) -> bool {
        self == other || self == Self::Either || other == Self::Either
    }
}

/// Cells that follow each other.
pub(super) struct Run {
    pub(super) cells: Vec<Option<Span>>,
    pub(super) holds: Vec<Holds>,
}

/// The cells of the text in the runs in which they stand.
pub(super) fn runs(source: &Source, known: &[Span], rules: &Rulebook) -> Vec<Run> {
    let text = source.text.as_str();
    let known = Covered::new(known.iter().copied());
    let lines = source.bare_lines().iter().copied();
    let lines: Vec<Span> = lines.filter(|line| !line.is_empty() && !known.covers(*line)).collect();
    let barred = |line: &Span| line.text(text).ends_with(BAR_SIGNS);
    let (mut found, mut at) = (Vec::new(), 0);
    while at < lines.len() {
        if !(at + 1 < lines.len() && (barred(&lines[at]) || is_bar(text, lines[at + 1]))) {
            at += 1;
            continue;
        }
        let pieces = |from: usize| lines[from..].iter().take(MOST_PIECES + 1).position(barred);
        let mut end = at;
        while let Some(more) = (end < lines.len()).then(|| pieces(end)).flatten() {
            end += more + 1;
        }
        let cells = split(text, &lines[at..end]);
        if cells.len() >= FEWEST_CELLS && even(text, &lines[at..end]) {
            found.push(Run::new(text, cells, rules));
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

/// The cells of lines, each up to its bar.
fn split(text: &str, lines: &[Span]) -> Vec<Option<Span>> {
    let (mut found, mut open): (Vec<Option<Span>>, Option<Span>) = (Vec::new(), None);
    for &line in lines {
        let mut parts = line.text(text).split(BAR_SIGNS).map(|part| trimmed(text, Span::of(text, part)));
        let last = parts.next_back();
        for part in parts {
            let begun = open.take().filter(|open| part.is_empty() || goes_on(text, *open));
            let whole = begun.map_or(part, |open| if part.is_empty() { open } else { open.to(part) });
            found.push((!whole.is_empty()).then_some(whole));
        }
        if let Some(last) = last.filter(|last| !last.is_empty()) {
            open = Some(open.filter(|open| goes_on(text, *open)).map_or(last, |open| open.to(last)));
        }
    }
    found
}

/// False for a title, 单位：亿元 or a sentence: no cell begins with it.
fn goes_on(text: &str, open: Span) -> bool {
    let words = open.text(text);
    fits(words, HEAD_CHARS) && !titled(words) && !words.ends_with('。') && !words.contains(['：', ':'])
}

impl Run {
    fn new(text: &str, mut cells: Vec<Option<Span>>, rules: &Rulebook) -> Self {
        cells.truncate(MOST_CELLS);
        let holds = cells.iter().map(|cell| {
            let read = token(text, *cell, rules);
            match () {
                () if read.words.is_empty() || read.nothing || read.done => Holds::Either,
                () if read.number.is_some() => Holds::Number,
                () => Holds::Words,
            }
        });
        Self { holds: holds.collect(), cells }
    }

    /// True where a cell and the one a row below hold the same.
    pub(super) fn repeats(&self, at: usize, width: usize) -> bool {
        self.holds[at].goes_with(self.holds[at + width])
    }

    /// How many rows from a cell on hold the same in the same columns as one of them; what stands alone behind the last
    /// heads another table.
    pub(super) fn rows(&self, first: usize, like: usize, end: usize, width: usize) -> usize {
        let mut columns = self.holds[like..like + width].to_vec();
        let (mut seen, mut full) = (0, 0);
        for (at, row) in self.holds[first..end].chunks_exact(width).enumerate() {
            let shifted = self.shifted(first + at * width, &columns);
            if !shifted && !row.iter().zip(&columns).all(|(own, column)| own.goes_with(*column)) {
                break;
            }
            for (own, column) in row.iter().zip(&mut columns) {
                if *own != Holds::Either && !shifted {
                    *column = *own;
                }
            }
            seen += 1;
            if row.contains(&Holds::Number) {
                full = seen;
            }
        }
        full
    }

    /// True for a row whose name is missing, so that its numbers stand one column further left, and nothing in the last.
    pub(super) fn shifted(&self, at: usize, columns: &[Holds]) -> bool {
        let row = &self.holds[at..at + columns.len()];
        let right = || row.iter().zip(&columns[1..]).all(|(own, column)| own.goes_with(*column));
        row[0] == Holds::Number
            && columns[0] == Holds::Words
            && self.cells[at + columns.len() - 1].is_none()
            && right()
    }

    /// The cells of a row of words from a cell on, where they are no values.
    pub(super) fn head(&self, text: &str, at: usize, width: usize) -> Option<Vec<Span>> {
        let row = self.cells.get(at..at + width)?;
        let filled: Vec<Span> = row.iter().flatten().copied().collect();
        filled.iter().all(|span| fits(span.text(text), HEAD_CHARS)).then_some(filled)
    }
}
