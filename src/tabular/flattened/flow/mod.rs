//! Tables of any cut whose head is broken: the words of the head, in whatever order they stand and wherever their lines
//! break, only say that goals and figures follow; the rows themselves say where these stand.
//!
//! ```text
//! 年度 实际 / 三级指标 分值 得分 / 指标值 完成值           words that belong together stand in several lines
//! 新建蓄水池 36座 36座 10 10                            two numbers of one unit, marks around them
//! 澄湖大桥 主桥及引道 32500 29900 92.0% 桥面铺装           two numbers and the rate that follows from them
//! ```

mod atoms;
mod bag;
mod model;
mod records;
mod worth;

use super::region::Region;
use crate::{
    rules::Rulebook,
    scan::unit_text,
    text::{Source, Span},
};
pub(super) use atoms::is_level;
use atoms::{Atom, atoms};
use bag::{Bag, bags};
use model::{Model, models};
use records::{APART, Record, records};
use worth::worth;

/// Longest name, in characters.
const NAME_CHARS: usize = 60;

/// The tables of the text around those that are known; heads that follow each other closely are of one table.
pub(super) fn regions(source: &Source, known: &[Span], rules: &Rulebook) -> Vec<Found> {
    let text = source.text.as_str();
    let atoms = atoms(source, known, rules);
    let bags = bags(&atoms);
    let mut found: Vec<Band> = Vec::new();
    for (at, bag) in bags.iter().enumerate() {
        let end = bags.get(at + 1).map_or(atoms.len(), |next| next.first);
        found.extend(band(text, &atoms, bag, end, rules));
    }
    found.chunk_by(|one, next| next.first <= one.end + APART).map(Found::of).collect()
}

/// The rows under one head.
struct Band {
    first: usize,
    end: usize,
    span: Span,
    grid: Vec<(bool, Vec<Option<Span>>)>,
}

/// A table.
pub(super) struct Found {
    region: Region,
}

impl Found {
    pub(super) fn new(region: Region) -> Self {
        Self { region }
    }

    fn of(bands: &[Band]) -> Self {
        let span = bands.iter().map(|band| band.span).fold(bands[0].span, Span::to);
        let grid: Vec<(bool, Vec<Option<Span>>)> =
            bands.iter().flat_map(|band| band.grid.iter().cloned()).collect();
        let region = Region::of(span, &grid);
        Self { region }
    }

    /// Takes the place of regions that it overlaps where it tells more than they, at least so many times as much.
    pub(super) fn replace(self, source: &Source, others: &mut Vec<Region>, times: usize, rules: &Rulebook) {
        let own = self.region.span;
        let mine = |other: &&Region| other.span.start < own.end && own.start < other.span.end;
        let known = worth(source, others.iter().filter(mine), rules);
        let told = worth(source, std::iter::once(&self.region), rules);
        // Goals alone, more than one a row, are columns that were not understood.
        let height = self.region.table.as_ref().map_or(0, |table| table.height);
        let sane = told.pairs > 0 || told.rows < height;
        if sane && known.pairs * times <= told.pairs && known.rows * times <= told.rows && known < told {
            self.region.take(others);
        }
    }
}

/// The table under a head, up to the next one.
fn band(text: &str, atoms: &[Atom], bag: &Bag, end: usize, rules: &Rulebook) -> Option<Band> {
    let records = records(atoms, bag.end, end);
    let models = models(atoms, bag, &records);
    let whole = bag.measure(text, atoms, rules);
    let unit = whole.map(|(_, unit)| unit);
    let placed: Vec<(usize, Vec<Option<Span>>)> = records
        .iter()
        .filter_map(|record| Some((record.end, row(text, atoms, record, (&models, unit), rules)?)))
        .collect();
    let end = placed.last()?.0;
    let mut heads = vec![bag.name(text, atoms, rules), bag.unit(atoms).or(whole.map(|(word, _)| word))];
    heads.extend(models.iter().enumerate().flat_map(|(at, model)| model.words(atoms, bag, at)));
    let first = bag.begins(text, atoms);
    let span = Span::new(atoms[first].span.start, atoms[end - 1].span.end);
    let mut grid = vec![(true, heads)];
    grid.extend(placed.into_iter().map(|(_, row)| (false, row)));
    Some(Band { first: bag.first, end, span, grid })
}

/// The cells of a record: its name, its unit, and the sides of each model.
fn row(
    text: &str,
    atoms: &[Atom],
    record: &Record,
    (models, whole): (&[Model], Option<Span>),
    rules: &Rulebook,
) -> Option<Vec<Option<Span>>> {
    let sides: Vec<[Option<usize>; 3]> =
        models.iter().map(|model| model.of(atoms, record)).collect::<Option<_>>()?;
    if sides.is_empty() {
        return None;
    }
    let words = &atoms[record.words..record.first];
    let unit = words.last().filter(|atom| unit_text(atom.span.text(text), rules).is_some());
    let words = &words[..words.len() - usize::from(unit.is_some())];
    let mut cells = vec![Some(name(text, atoms, record, words)?), unit.map(|atom| atom.span).or(whole)];
    cells.extend(sides.iter().flatten().map(|side| side.map(|at| atoms[record.first + at].span)));
    Some(cells)
}

/// The words on one line before numbers that name them, without the levels above. Behind the numbers of another row on
/// that line only the last of them is sure to be no remark; a serial number says that all are.
fn name(text: &str, atoms: &[Atom], record: &Record, words: &[Atom]) -> Option<Span> {
    let last = words.last()?;
    let numbers = atoms[..record.words].iter().rev().take_while(|atom| atom.number.is_some());
    let follows = numbers.take_while(|atom| atom.line == last.line).count() > 1;
    let own = words.iter().rev().take_while(|atom| atom.line == last.line && !atom.level(text));
    let first = own.last().filter(|_| !follows).unwrap_or(last);
    let whole = first.span.to(last.span);
    let name = if whole.text(text).chars().count() > NAME_CHARS { last.span } else { whole };
    (name.text(text).chars().filter(|c| c.is_alphabetic()).count() > 1).then_some(name)
}
