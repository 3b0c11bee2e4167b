//! Where goal, figure and rate stand among the numbers of a row: told by the rows themselves.

use rust_decimal::Decimal;

use super::{atoms::Atom, bag::Bag, records::Record};
use crate::{
    model::{Bound, Quantity, QuantityKind},
    rules::ColumnRole,
    tabular::arithmetic::follows,
    text::Span,
};

/// Fewest rows whose rate proves them.
const FEWEST: usize = 3;

/// Fewest rows of two numbers in one unit.
const FEWEST_ALIKE: usize = 2;

/// Highest marks of a row.
const MARKS: i64 = 60;

/// Most numbers of a row.
const WIDTH: usize = 16;

/// Where the numbers of a row stand.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Model {
    pub(super) goal: usize,
    pub(super) figure: usize,
    pub(super) rate: Option<usize>,
    /// How many numbers most rows have.
    pub(super) width: usize,
    /// How many of them are marks.
    marks: usize,
}

/// What the rows tell: by their rates, or else by their units.
pub(super) fn models(atoms: &[Atom], bag: &Bag, records: &[Record]) -> Vec<Model> {
    let runs: Vec<Vec<&Quantity>> = records.iter().map(|record| numbers(atoms, record)).collect();
    let width = commonest(runs.iter().map(Vec::len).filter(|&len| len > 1));
    let proven = proven(&runs, width.unwrap_or(0));
    if !proven.is_empty() {
        // Of blocks side by side the words tell which is which.
        let measures = bag.measures();
        let told = |model: &Model| {
            let role = |at: usize| measures.get(at).map(|(_, role)| *role);
            role(model.goal) == Some(ColumnRole::Goal) && role(model.figure) == Some(ColumnRole::Figure)
        };
        return if proven.len() == 1 || proven.iter().all(told) { proven } else { Vec::new() };
    }
    let told = width.and_then(|width| told(&runs, width, bag));
    if told.is_some() || bag.has(ColumnRole::Rate) {
        return told.into_iter().collect();
    }
    width.and_then(|width| alike(&runs, width, marks(atoms, bag, records), bag)).into_iter().collect()
}

/// How many columns of marks there are: their words may stand among the rows, where none stands in the head.
fn marks(atoms: &[Atom], bag: &Bag, records: &[Record]) -> usize {
    let scores = |record: &Record| {
        atoms[record.words..record.first].iter().filter(|atom| atom.role == Some(ColumnRole::Score)).count()
    };
    let own = bag.all(ColumnRole::Score).count();
    if own == 0 { records.iter().map(scores).sum() } else { own }
}

fn numbers<'a>(atoms: &'a [Atom], record: &Record) -> Vec<&'a Quantity> {
    atoms[record.first..record.end].iter().filter_map(|atom| atom.number.as_ref()).collect()
}

fn commonest<T: Copy + Eq + Ord>(all: impl Iterator<Item = T>) -> Option<T> {
    let mut all: Vec<T> = all.collect();
    all.sort_unstable();
    all.chunk_by(T::eq).max_by_key(|same| same.len()).map(|same| same[0])
}

/// The model that the order of the words tells, where they are as many as the numbers of a row and a rate follows.
fn told(runs: &[Vec<&Quantity>], width: usize, bag: &Bag) -> Option<Model> {
    let measures = bag.measures();
    let of = |role: ColumnRole| measures.iter().rposition(|(_, own)| *own == role);
    let (goal, figure, rate) = (of(ColumnRole::Goal)?, of(ColumnRole::Figure)?, of(ColumnRole::Rate)?);
    let mut wide = runs.iter().filter(|run| run.len() == width);
    let fits = measures.len() == width && wide.any(|run| follows(run[goal], run[figure], run[rate]));
    fits.then_some(Model { goal, figure, rate: Some(rate), width, marks: 0 })
}

/// The models whose rates follow in most of the rows that are wide enough, none of them over another.
fn proven(runs: &[Vec<&Quantity>], width: usize) -> Vec<Model> {
    let mut votes: Vec<(usize, usize, usize)> = Vec::new();
    for run in runs.iter().filter(|run| run.len() <= WIDTH) {
        for rate in 2..run.len() {
            for (goal, figure) in (0..rate).flat_map(|one| (0..rate).map(move |other| (one, other))) {
                if goal != figure && telling(run[goal], run[figure], run[rate]) {
                    votes.push((goal, figure, rate));
                }
            }
        }
    }
    votes.sort_unstable();
    let mut counted: Vec<(usize, (usize, usize, usize))> =
        votes.chunk_by(PartialEq::eq).map(|same| (same.len(), same[0])).collect();
    counted.sort_by_key(|(count, at)| (std::cmp::Reverse(*count), at.2 - at.0.min(at.1)));
    let mut found: Vec<Model> = Vec::new();
    for (count, (goal, figure, rate)) in counted {
        let wide = runs.iter().filter(|run| run.len() > rate).count();
        let free = found.iter().all(|model| {
            let taken = [Some(model.goal), Some(model.figure), model.rate];
            ![goal, figure, rate].iter().any(|at| taken.contains(&Some(*at)))
        });
        if count >= FEWEST && count * 5 >= wide * 3 && free {
            found.push(Model { goal, figure, rate: Some(rate), width, marks: 0 });
        }
    }
    found.sort_by_key(|model| model.goal);
    found
}

/// True where a rate follows and that is no chance.
fn telling(goal: &Quantity, figure: &Quantity, rate: &Quantity) -> bool {
    let percent = |number: &Quantity| number.kind == QuantityKind::Percent;
    let rates = percent(rate) || rate.unit.is_none();
    let low = |number: &Quantity| number.amount.low();
    let same = low(goal) == low(figure);
    let units = match (&goal.unit, &figure.unit) {
        (Some(goal), Some(figure)) => goal.dimension == figure.dimension,
        _ => true,
    };
    rates
        && units
        && percent(goal) == percent(figure)
        && !same
        && !low(figure).is_zero()
        && low(goal) != Decimal::ONE_HUNDRED
        && follows(goal, figure, rate)
}

/// The model of rows in which two numbers of one unit stand beside each other, and marks around them.
fn alike(runs: &[Vec<&Quantity>], width: usize, marks: usize, bag: &Bag) -> Option<Model> {
    let at: Vec<usize> = runs.iter().filter_map(|run| pair(run)).collect();
    let first = commonest(at.iter().copied())?;
    let rows = at.iter().filter(|own| **own == first).count();
    let spare = first + 2 + marks;
    let counted = |run: &&Vec<&Quantity>| run.len() > 1 || run[0].unit.is_some();
    if marks == 0 && at.len() * 4 < runs.iter().filter(counted).count() * 3 {
        return None;
    }
    if rows < FEWEST_ALIKE || width > spare || rows * 2 < at.len() {
        return None;
    }
    let turned = turned(runs, first, bag);
    let (goal, figure) = if turned { (first + 1, first) } else { (first, first + 1) };
    Some(Model { goal, figure, rate: None, width, marks })
}

/// Where two numbers of one unit stand beside each other, and no third one.
fn pair(run: &[&Quantity]) -> Option<usize> {
    let dimension = |at: usize| run.get(at).and_then(|own| own.unit.as_ref()).map(|unit| &unit.dimension);
    let points = |at: usize| run[at].unit_text.ends_with('分');
    let same = |at: usize| dimension(at).is_some() && dimension(at) == dimension(at + 1);
    let mut all = (0..run.len().saturating_sub(1)).filter(|&at| same(at) && !points(at));
    let first = all.next()?;
    let others: Vec<&&Quantity> = run[..first].iter().chain(&run[first + 2..]).collect();
    let sane = others.iter().all(|own| own.unit.is_none() && own.amount.low() <= Decimal::from(MARKS));
    (all.next().is_none() && sane).then_some(first)
}

/// True where what was reached stands before the goal: a sign tells the goal, or else the order of the words.
fn turned(runs: &[Vec<&Quantity>], first: usize, bag: &Bag) -> bool {
    let signed = |at: usize| {
        runs.iter().filter(|run| run.get(at).is_some_and(|own| own.bound != Bound::Exactly)).count()
    };
    let (one, other) = (signed(first), signed(first + 1));
    if one != other || bag.has(ColumnRole::Score) {
        return one < other;
    }
    bag.all(ColumnRole::Figure).next() < bag.all(ColumnRole::Goal).next()
}

impl Model {
    /// The words of the head over goal, figure and rate; of models side by side this is the one at a place.
    pub(super) fn words(&self, atoms: &[Atom], bag: &Bag, place: usize) -> [Option<Span>; 3] {
        let measures = bag.measures();
        let whole = measures.len() == self.width;
        let of = |role: ColumnRole, at: Option<usize>| {
            let own = at.filter(|_| whole).map(|at| measures[at]).filter(|(_, own)| *own == role);
            let own = own.map(|(at, _)| at);
            own.or_else(|| bag.all(role).nth(place)).or_else(|| bag.all(role).next_back())
        };
        let at = [
            of(ColumnRole::Goal, Some(self.goal)),
            of(ColumnRole::Figure, Some(self.figure)),
            of(ColumnRole::Rate, self.rate).filter(|_| self.rate.is_some()),
        ];
        at.map(|at| at.map(|at| atoms[at].span))
    }

    /// The numbers of a record that are goal, figure and rate.
    pub(super) fn of(&self, atoms: &[Atom], record: &Record) -> Option<[Option<usize>; 3]> {
        let run = numbers(atoms, record);
        let most = self.goal.max(self.figure);
        match self.rate {
            Some(rate) if run.len() > rate.max(most) => {
                let own = follows(run[self.goal], run[self.figure], run[rate]);
                (own || run.len() == self.width).then_some([Some(self.goal), Some(self.figure), Some(rate)])
            }
            Some(_) => {
                (run.len() == most + 1 && most == 1).then_some([Some(self.goal), Some(self.figure), None])
            }
            None => self.alike(&run),
        }
    }

    fn alike(&self, run: &[&Quantity]) -> Option<[Option<usize>; 3]> {
        let first = self.goal.min(self.figure);
        let own = pair(run);
        let bare = |at: usize| run.get(at).is_some_and(|own| own.unit.is_none());
        let sane = || run.len() == self.width && (bare(first) || bare(first + 1)) && self.marked(run, first);
        let at = own.or_else(|| sane().then_some(first))?;
        Some([Some(at + self.goal - first), Some(at + self.figure - first), None])
    }

    /// True where the numbers around a pair are marks.
    fn marked(&self, run: &[&Quantity], first: usize) -> bool {
        let others: Vec<&&Quantity> = run[..first].iter().chain(&run[first + 2..]).collect();
        let low = |own: &Quantity| own.amount.low();
        others.len() == self.marks
            && self.marks > 1
            && others.iter().all(|own| own.unit.is_none() && low(own) <= Decimal::from(MARKS))
            && others.windows(2).all(|both| low(both[1]) <= low(both[0]))
    }
}
