//! A piece of text as words: quantities, cues, dates, plain text and stops.

use std::borrow::Cow;

pub(crate) use super::word::{Kind, Word};
use super::{
    clauses::{Clause, clauses},
    cut::{
        is_age, is_blank_year, is_called, is_ordinal, is_per, overlaps, plain, really, take_objects, without,
    },
    persons, sums,
};
use crate::{
    model::Quantity,
    outline::{DateSpan, dates},
    rules::{CueSet, Rulebook},
    scan,
    text::{Span, bare},
};

/// So many bytes a word takes in most texts.
const WORD_BYTES: usize = 6;

/// So many words stand before most numbers, at most.
const BESIDE: usize = 12;

/// A piece of text cut into words.
pub(crate) struct Words<'t> {
    pub(crate) text: &'t str,
    pub(crate) words: Vec<Word>,
    pub(crate) quantities: Vec<Quantity>,
    pub(crate) dates: Vec<DateSpan>,
    pub(crate) rules: &'t Rulebook,
    /// The text of each word, and the same without the blanks around it.
    texts: Vec<&'t str>,
    bares: Vec<&'t str>,
    clauses: Vec<Clause>,
    /// What stands before the end.
    last: Clause,
}

impl<'t> Words<'t> {
    /// Cuts a text; spans are byte ranges of `text`.
    pub(crate) fn new(text: &'t str, rules: &'t Rulebook) -> Self {
        let quantities: Vec<Quantity> = scan::quantities(text, rules)
            .into_iter()
            .filter(|quantity| {
                !is_age(text, quantity)
                    && !is_called(text, quantity)
                    && !is_ordinal(text, quantity, &rules.signs)
                    && !is_per(text, quantity)
                    && !is_blank_year(text, quantity)
            })
            .map(|quantity| persons::counted(text, quantity, rules))
            .collect();
        let found = dates(text);
        let quantities: Vec<Quantity> = without(text, sums::counted(text, quantities, rules), &found);
        let mut marks: Vec<Word> = Vec::new();
        let dates: Vec<DateSpan> =
            found.into_iter().filter(|date| !overlaps(&quantities, date.span)).collect();
        marks.extend(
            quantities.iter().enumerate().map(|(i, q)| Word { kind: Kind::Quantity(i), span: q.core }),
        );
        marks.extend(dates.iter().enumerate().map(|(i, d)| Word { kind: Kind::Date(i), span: d.span }));
        marks.sort_by_key(|word| word.span.start);
        let mut words = Vec::with_capacity(text.len() / WORD_BYTES);
        let mut at = 0;
        for mark in marks {
            if mark.span.start < at {
                continue;
            }
            plain(text, Span::new(at, mark.span.start), rules, &mut words);
            words.push(mark);
            at = mark.span.end;
        }
        plain(text, Span::new(at, text.len()), rules, &mut words);
        really(text, &mut words);
        take_objects(text, &mut words);
        let (clauses, last) = clauses(&words);
        let texts: Vec<&str> = words.iter().map(|word| word.span.text(text)).collect();
        let bares = texts.iter().map(|text| bare(text)).collect();
        Self { text, words, quantities, dates, rules, texts, bares, clauses, last }
    }

    /// The cue classes of a word; empty for anything but a cue.
    pub(crate) fn cue(&self, at: usize) -> CueSet {
        match self.words[at].kind {
            Kind::Cue(set) => set,
            Kind::Quantity(_)
            | Kind::Date(_)
            | Kind::Text
            | Kind::Stop
            | Kind::Semicolon
            | Kind::Comma
            | Kind::Pause
            | Kind::Dash
            | Kind::Open
            | Kind::Close => CueSet::default(),
        }
    }

    /// The text of a word.
    pub(crate) fn text_of(&self, at: usize) -> &'t str {
        self.texts[at]
    }

    /// The text of a word without the blanks around it.
    pub(crate) fn bare(&self, at: usize) -> &'t str {
        self.bares[at]
    }

    /// Words as one text; where nothing stands between them it is not copied.
    pub(crate) fn joined(&self, indices: &[usize]) -> Cow<'t, str> {
        let [Some(first), Some(last)] = [indices.first(), indices.last()] else { return Cow::default() };
        let span = |&index: &usize| self.words[index].span;
        match indices.windows(2).all(|two| span(&two[0]).end == span(&two[1]).start) {
            true => Cow::Borrowed(span(first).to(span(last)).text(self.text)),
            false => {
                Cow::Owned(indices.iter().map(|&index| self.text_of(index)).collect::<Vec<_>>().concat())
            }
        }
    }

    /// The words that lead up to the quantity at `at`, back to the last stop or quantity; what
    /// stands in closed brackets is left out.
    pub(crate) fn left(&self, at: usize) -> Vec<usize> {
        let mut found = Vec::with_capacity(BESIDE);
        let mut index = at;
        while index > 0 {
            index -= 1;
            match self.words[index].kind {
                Kind::Text | Kind::Cue(_) | Kind::Date(_) => found.push(index),
                Kind::Pause if !self.quantity_before(index) => found.push(index),
                Kind::Close => match self.opening(index) {
                    Some(open) if !self.has_quantity(open, index) => {
                        found.extend((open + 1..index).rev());
                        index = open;
                    }
                    Some(open) if self.rate_follows(index) => index = open,
                    Some(_) | None => break,
                },
                Kind::Open if self.closing(index).is_some_and(|close| self.rate_follows(close)) => {}
                Kind::Quantity(_)
                | Kind::Stop
                | Kind::Semicolon
                | Kind::Comma
                | Kind::Pause
                | Kind::Dash
                | Kind::Open => break,
            }
        }
        found.reverse();
        if found.last().is_some_and(|&last| self.words[last].kind == Kind::Pause) {
            found.clear();
        }
        if let Some(&last) = found.last()
            && self.words[last].kind == Kind::Text
            && self.text_of(last).ends_with(['和', '及', '与'])
            && self.quantity_before(last)
        {
            found.clear();
        }
        found
    }

    /// The words that follow the quantity at `at`, up to the next stop or quantity; what stands in closed
    /// brackets is left out.
    pub(crate) fn right(&self, at: usize) -> Vec<usize> {
        let mut found = Vec::with_capacity(BESIDE);
        let mut index = at + 1;
        while let Some(word) = self.words.get(index) {
            match word.kind {
                Kind::Text | Kind::Cue(_) | Kind::Date(_) => found.push(index),
                Kind::Open if !found.is_empty() => match self.closing(index) {
                    Some(close) if !self.has_quantity(index, close) => index = close,
                    Some(_) | None => break,
                },
                Kind::Quantity(_)
                | Kind::Stop
                | Kind::Semicolon
                | Kind::Comma
                | Kind::Pause
                | Kind::Dash
                | Kind::Open
                | Kind::Close => break,
            }
            index += 1;
        }
        found
    }

    /// True right behind a number and 、 or a word that joins: 12‰ of 9‰和12‰.
    pub(crate) fn listed_behind(&self, at: usize) -> bool {
        let joins = |index: usize| {
            self.words[index].kind == Kind::Pause
                || self.words[index].kind == Kind::Text && matches!(self.bare(index), "和" | "及" | "与")
        };
        at > 1
            && joins(at - 1)
            && (matches!(self.words[at - 2].kind, Kind::Quantity(_))
                || self.words[at - 1].kind == Kind::Pause)
            || self
                .left(at)
                .first()
                .is_some_and(|&first| first > 0 && self.words[first - 1].kind == Kind::Pause)
    }

    /// True for a number that follows another of its list without words of its own.
    pub(crate) fn follows_in_list(&self, at: usize) -> bool {
        let mut index = at;
        while index > 0 {
            index -= 1;
            match self.words[index].kind {
                Kind::Pause => {}
                Kind::Comma if !matches!(self.text_of(index), "：" | ":") => {}
                Kind::Text if matches!(self.bare(index), "和" | "及" | "与") => {}
                // 142万元46万元和163万元: a stop was lost between them.
                Kind::Quantity(last) => return index + 1 < at || self.glued(index, last, at),
                Kind::Cue(_) if self.bounds(index) => {}
                Kind::Cue(_)
                | Kind::Date(_)
                | Kind::Text
                | Kind::Stop
                | Kind::Semicolon
                | Kind::Comma
                | Kind::Dash
                | Kind::Open
                | Kind::Close => return false,
            }
        }
        false
    }

    /// True for an amount in the unit of the one right before it, where a list goes on before or behind them.
    fn glued(&self, before: usize, last: usize, at: usize) -> bool {
        let lists = |at: usize| {
            self.words.get(at).is_some_and(|word| {
                word.kind == Kind::Pause
                    || word.kind == Kind::Text && matches!(self.bare(at), "和" | "及" | "与")
            })
        };
        let unit = |index: usize| self.quantities[index].unit_text.as_str();
        let alike = matches!(self.words[at].kind, Kind::Quantity(index) if unit(index) == unit(last));
        alike && (lists(at + 1) || before.checked_sub(1).is_some_and(lists))
    }

    /// True for the bound behind a quantity: 以上 of 98%以上.
    pub(crate) fn bounds(&self, index: usize) -> bool {
        let Some(Kind::Quantity(before)) = index.checked_sub(1).map(|at| self.words[at].kind) else {
            return false;
        };
        self.quantities[before].span.covers(self.words[index].span)
    }

    pub(super) fn has_quantity(&self, from: usize, to: usize) -> bool {
        (from..to).any(|index| matches!(self.words[index].kind, Kind::Quantity(_)))
    }

    /// True where a quantity stands between the last comma or stop and `at`.
    fn quantity_before(&self, at: usize) -> bool {
        self.clauses[at].counted
    }

    /// What stands before a word in its clause.
    pub(super) fn clause(&self, at: usize) -> Clause {
        self.clauses.get(at).copied().unwrap_or(self.last)
    }

    /// The first word of the clause that `at` stands in, or that it ends.
    pub(crate) fn clause_start(&self, at: usize) -> usize {
        self.clause(at).start
    }
}
