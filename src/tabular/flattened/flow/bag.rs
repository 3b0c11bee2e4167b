//! The words of a head, in whatever order.

use super::atoms::Atom;
use crate::{
    rules::{ColumnRole, Rulebook},
    scan::unit_text,
    tabular::header_text::header,
    text::{Span, fits},
};

/// Most cells without a role between two that have one.
const APART: usize = 3;

/// Longest piece of a word, in characters.
const PIECE_CHARS: usize = 5;

/// Fewest cells that have one.
const FEWEST: usize = 3;

/// Cells that say what stands below them, among them goals and figures.
#[derive(Clone, Debug)]
pub(super) struct Bag {
    pub(super) first: usize,
    pub(super) end: usize,
    /// Every cell with a role.
    pub(super) words: Vec<(usize, ColumnRole)>,
}

/// The heads among the cells.
pub(super) fn bags(atoms: &[Atom]) -> Vec<Bag> {
    let (mut found, mut at) = (Vec::new(), 0);
    while at < atoms.len() {
        let Some(role) = atoms[at].role else {
            at += 1;
            continue;
        };
        let mut bag = Bag { first: at, end: at + 1, words: vec![(at, role)] };
        let behind = |end: usize| {
            let near = atoms.iter().enumerate().skip(end).take(APART + 1);
            let open = near.take_while(|(_, atom)| atom.number.is_none() && !atom.sentence);
            open.filter_map(|(at, atom)| Some((at, atom.role?))).next()
        };
        while let Some(word) = behind(bag.end) {
            bag.end = word.0 + 1;
            bag.words.push(word);
        }
        at = bag.end;
        if bag.words.len() >= FEWEST && bag.has(ColumnRole::Goal) && bag.has(ColumnRole::Figure) {
            // The names of rows that follow are no part of it: 产出指标, 指标1:采购疫苗.
            let names = |role: ColumnRole| matches!(role, ColumnRole::Indicator | ColumnRole::Scope);
            let last = bag.words.iter().rfind(|(_, role)| !names(*role));
            bag.end = last.map_or(bag.end, |(at, _)| at + 1);
            found.push(bag);
        }
    }
    found
}

impl Bag {
    pub(super) fn has(&self, role: ColumnRole) -> bool {
        self.all(role).next().is_some()
    }

    pub(super) fn all(&self, role: ColumnRole) -> impl DoubleEndedIterator<Item = usize> {
        self.words.iter().filter(move |(_, own)| *own == role).map(|(at, _)| *at)
    }

    /// The words over columns of numbers, in their order.
    pub(super) fn measures(&self) -> Vec<(usize, ColumnRole)> {
        use ColumnRole::{Background, Figure, Gap, Goal, Rate, Score, Share};
        let measure =
            |role: ColumnRole| matches!(role, Background | Figure | Gap | Goal | Rate | Score | Share);
        self.words.iter().copied().filter(|(_, role)| measure(*role)).collect()
    }

    /// The word over the names of rows; or the one right before the goals that tells a unit: 项目资金(万元).
    pub(super) fn name(&self, text: &str, atoms: &[Atom], rules: &Rulebook) -> Option<Span> {
        let named = [ColumnRole::Indicator, ColumnRole::Scope, ColumnRole::Body];
        let measured = || {
            let before = self.all(ColumnRole::Goal).next()?.checked_sub(1).map(|at| atoms[at].span)?;
            let read = header(before.text(text), rules)?;
            (read.unit.is_some() && !read.words.is_empty()).then_some(before)
        };
        let at = || named.iter().find_map(|role| self.all(*role).next_back());
        measured().or_else(|| at().map(|at| atoms[at].span))
    }

    /// The first cell on the lines of the head, and on those before it that hold nothing but pieces of words.
    pub(super) fn begins(&self, text: &str, atoms: &[Atom]) -> usize {
        let piece = |at: &usize| {
            let atom = &atoms[*at];
            let words = atom.span.text(text);
            fits(words, PIECE_CHARS) && !words.contains([':', '：']) && !atom.sentence
        };
        (0..self.first).rev().take_while(piece).last().unwrap_or(self.first)
    }

    pub(super) fn unit(&self, atoms: &[Atom]) -> Option<Span> {
        self.all(ColumnRole::Unit).next().map(|at| atoms[at].span)
    }

    /// The word for units and the unit that holds for all rows: 单位：万元, (万元) in a cell of its own.
    pub(super) fn measure(&self, text: &str, atoms: &[Atom], rules: &Rulebook) -> Option<(Span, Span)> {
        let near = self.first.saturating_sub(APART)..(self.end + APART).min(atoms.len());
        atoms[near].iter().find_map(|atom| {
            let words = atom.span.text(text).trim_matches(['(', ')', '（', '）']);
            let (head, unit) =
                words.rsplit_once([':', '：']).map_or((None, words), |(head, unit)| (Some(head), unit));
            let word = head.map_or(atom.span, |head| Span::of(text, head));
            let told = atom.number.is_none() && words.len() + 1 < atom.span.len() || head.is_some();
            (told && unit_text(unit, rules).is_some()).then(|| (word, Span::of(text, unit)))
        })
    }
}
