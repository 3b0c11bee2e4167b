//! The way to lay cells under columns that is worth most.

mod safe;

use super::{
    super::{token::Head, top::Top},
    cut::Cells,
    price::{BANNER, EMPTY, LINE, PIECE, lack, worth},
};
use crate::{
    rules::{ColumnRole, Rulebook},
    text::Span,
};

/// Most cells that are laid.
const MOST_CELLS: usize = 4000;

/// How much less than the best end a way may be worth before no further cell is looked at.
const FAR: i32 = 1200;

/// Less than any way is worth.
const NONE: i32 = i32::MIN / 4;

/// Rows of cells by column.
pub(super) struct Laid {
    pub(super) rows: Vec<Vec<Option<Span>>>,
    /// The cell behind the last.
    pub(super) end: usize,
    pub(super) worth: i32,
}

/// How a place was come to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Step {
    No,
    /// The cell before stands in the column before.
    Stands,
    /// It is another piece of the cell in that column.
    Piece,
    /// It is empty and stands nowhere.
    Empty,
}

/// How a row came to its end before a cell.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum End {
    /// Its last cell stands before this column.
    Column(usize),
    /// The cell before is a heading, or empty.
    Banner,
}

/// Cells to be laid under a header.
pub(super) struct Way<'a, 't> {
    cells: &'a Cells<'t>,
    heads: &'a [Head],
    name: usize,
    begin: usize,
    numbers: Vec<bool>,
    /// Which cells count the rows, where no header stands over these.
    serials: Vec<bool>,
    /// What the columns before each cost together.
    lacks: Vec<i32>,
    rules: &'a Rulebook,
}

impl<'a, 't> Way<'a, 't> {
    pub(super) fn new(cells: &'a Cells<'t>, top: &'a Top, begin: usize, rules: &'a Rulebook) -> Self {
        let heads = top.heads.as_slice();
        let measured = |head: &Head| {
            head.year
                || head.measured
                || matches!(head.role, Some(ColumnRole::Goal | ColumnRole::Figure | ColumnRole::Rate))
        };
        let first = heads.iter().position(measured).unwrap_or(heads.len());
        let of = |wanted: &[Option<ColumnRole>]| {
            heads[..first].iter().rposition(|head| wanted.contains(&head.role))
        };
        let name = of(&[Some(ColumnRole::Indicator)])
            .or_else(|| of(&[Some(ColumnRole::Scope)]))
            .or_else(|| of(&[None]))
            .unwrap_or(0);
        let number = |head: &Head| {
            head.year
                || head.measured
                || matches!(
                    head.role,
                    Some(
                        ColumnRole::Goal
                            | ColumnRole::Figure
                            | ColumnRole::Rate
                            | ColumnRole::Score
                            | ColumnRole::Share
                            | ColumnRole::Gap
                    )
                )
        };
        let lacks = (0..heads.len()).scan(0, |sum, at| {
            *sum += lack(&heads[at], at == name);
            Some(*sum)
        });
        let lacks = std::iter::once(0).chain(lacks).collect();
        let numbers = heads.iter().map(number).collect();
        let serials = serials(cells, heads, begin, rules);
        Self { cells, heads, name, begin, numbers, serials, lacks, rules }
    }

    /// True for a cell that stands under no header: an empty one, or one that counts the rows.
    fn is_spare(&self, at: usize) -> bool {
        self.cells.span(at).is_none() || self.serials.get(at - self.begin).is_some_and(|serial| *serial)
    }

    /// The rows, first by what the headers say, then by what most of these hold.
    pub(super) fn laid(mut self) -> Laid {
        let first = self.once();
        let held = |col: usize| -> Option<bool> {
            let cells = || first.iter().filter_map(|row| row[col].first().copied());
            let told = || cells().map(|at| self.cells.token(at, self.rules)).filter(|token| !token.done);
            let numbers = told().filter(|token| token.number.is_some()).count();
            (told().count() > 0).then(|| numbers * 2 > told().count())
        };
        let numbers: Vec<bool> =
            (0..self.heads.len()).map(|col| held(col).unwrap_or(self.numbers[col])).collect();
        self.numbers = numbers;
        let rows = self.once();
        let whole = self.worth(&rows);
        let end = rows.iter().flatten().flatten().max().map_or(self.begin, |at| at + 1);
        let safe = self.safe(&rows, whole);
        let span = |cells: &Vec<usize>| cells.iter().filter_map(|at| self.cells.span(*at)).reduce(Span::to);
        let rows = rows.iter().filter(|_| safe).map(|row| row.iter().map(span).collect()).collect();
        Laid { rows, end, worth: whole }
    }

    fn worth(&self, rows: &[Vec<Vec<usize>>]) -> i32 {
        rows.iter()
            .flat_map(|row| row.iter().enumerate())
            .map(|(col, cells)| match cells.first() {
                Some(at) => self.stands(*at, col).unwrap_or(0),
                None => self.lacks[col] - self.lacks[col + 1],
            })
            .sum()
    }

    fn stands(&self, at: usize, col: usize) -> Option<i32> {
        if self.is_spare(at) {
            return self.cells.span(at).is_none().then_some(0);
        }
        worth(&self.heads[col], col == self.name, self.numbers[col], self.cells.token(at, self.rules))
    }

    /// The cells of each column of each row.
    fn once(&self) -> Vec<Vec<Vec<usize>>> {
        let width = self.heads.len();
        let count = (self.cells.len() - self.begin).min(MOST_CELLS);
        // By how many cells are laid, and under which column the next one may stand: what the way there is worth.
        let mut came: Vec<Vec<(i32, Step)>> = vec![vec![(NONE, Step::No); width + 1]];
        let mut ends: Vec<(i32, End)> = vec![(0, End::Banner)];
        let mut best = (0, 0);
        for at in 0..count {
            let open = self.open(&came[at], ends[at].0);
            let next = self.next(at, &came[at], &open);
            let (worth, step) = self.end(at, &next, ends[at].0);
            if worth > best.0 {
                best = (worth, at + 1);
            }
            let far = next.iter().map(|(worth, _)| *worth).max().unwrap_or(NONE).max(worth) < best.0 - FAR;
            came.push(next);
            ends.push((worth, step));
            if far {
                break;
            }
        }
        self.back(&came, &ends, best.1)
    }

    /// What it is worth to have the next cell under each column, by which column the last one stands before; `None`
    /// where it begins a row.
    fn open(&self, came: &[(i32, Step)], end: i32) -> Vec<(i32, Option<usize>)> {
        let mut most = (end, None);
        let step = |col: usize| {
            let own = came[col].0 + self.lacks[col];
            if col > 0 && came[col].0 > NONE && own > most.0 {
                most = (own, Some(col));
            }
            (most.0 - self.lacks[col], most.1)
        };
        (0..self.heads.len()).map(step).collect()
    }

    fn next(&self, at: usize, came: &[(i32, Step)], open: &[(i32, Option<usize>)]) -> Vec<(i32, Step)> {
        let place = self.begin + at;
        let empty = self.is_spare(place);
        let words = |at: usize| self.cells.token(at, self.rules).is_text();
        let piece = !empty
            && at > 0
            && words(place)
            && words(place - 1)
            && self.cells.begins_line(place) != Some(false);
        let mut next = vec![(NONE, Step::No); self.heads.len() + 1];
        for col in 0..self.heads.len() {
            if let Some(worth) = self.stands(place, col) {
                next[col + 1] = (open[col].0 + worth, Step::Stands);
            }
        }
        for col in 1..=self.heads.len() {
            let (before, step) = came[col];
            let more = match () {
                () if empty => (before - EMPTY, Step::Empty),
                () if piece && matches!(step, Step::Stands | Step::Piece) => (before - PIECE, Step::Piece),
                () => continue,
            };
            if before > NONE && more.0 > next[col].0 {
                next[col] = more;
            }
        }
        next
    }

    /// The best way to end a row, or to have none, behind a cell.
    fn end(&self, at: usize, next: &[(i32, Step)], before: i32) -> (i32, End) {
        let place = self.begin + at;
        let all = self.lacks[self.heads.len()];
        let own = (1..next.len()).filter(|&col| next[col].0 > NONE);
        let own = own.map(|col| (next[col].0 - (all - self.lacks[col]), End::Column(col)));
        let empty = self.is_spare(place);
        let heading = || self.cells.token(place, self.rules).is_text();
        let aside = if empty { Some(EMPTY) } else { heading().then_some(BANNER) };
        let aside = aside.map(|cost| (before - cost, End::Banner));
        let line = match self.cells.begins_line(place + 1) {
            Some(true) => LINE,
            Some(false) => -LINE,
            None => 0,
        };
        let (worth, end) = own.chain(aside).max_by_key(|(worth, _)| *worth).unwrap_or((NONE, End::Banner));
        (worth.saturating_add(if matches!(end, End::Column(_)) { line } else { 0 }).max(NONE), end)
    }

    /// The rows on the way to an end.
    fn back(&self, came: &[Vec<(i32, Step)>], ends: &[(i32, End)], end: usize) -> Vec<Vec<Vec<usize>>> {
        let mut rows = Vec::new();
        let mut at = end;
        while at > 0 {
            let mut row: Vec<Vec<usize>> = vec![Vec::new(); self.heads.len()];
            let End::Column(mut col) = ends[at].1 else {
                at -= 1;
                if !self.is_spare(self.begin + at) {
                    row[0].push(self.begin + at);
                    rows.push(row);
                }
                continue;
            };
            while col > 0 && at > 0 {
                let step = came[at][col].1;
                at -= 1;
                if matches!(step, Step::Stands | Step::Piece) {
                    row[col - 1].insert(0, self.begin + at);
                }
                if step == Step::Stands {
                    col = self.open(&came[at], ends[at].0)[col - 1].1.unwrap_or(0);
                }
            }
            rows.push(row);
        }
        rows.reverse();
        rows
    }
}

/// Fewest rows that cells count without a header.
const FEWEST_SERIALS: usize = 3;

/// Which cells from one on count the rows without a header: 1, 2, 3, …, each before a name.
fn serials(cells: &Cells, heads: &[Head], begin: usize, rules: &Rulebook) -> Vec<bool> {
    let end = cells.len().min(begin + MOST_CELLS);
    if heads.iter().any(|head| head.role == Some(ColumnRole::Serial)) {
        return Vec::new();
    }
    let names = |at: usize| at < end && cells.token(at, rules).is_text() && !cells.token(at, rules).unit;
    let mut count = 0;
    let found: Vec<bool> = (begin..end)
        .map(|at| {
            let next = names(at + 1) && cells.token(at, rules).words.parse() == Ok(count + 1);
            count += usize::from(next);
            next
        })
        .collect();
    if count < FEWEST_SERIALS { Vec::new() } else { found }
}
