//! Where the walk is: its place counted over the whole source, and the piece that it walks through.

use super::{
    Position,
    frame::Mode,
    turn::goal_words,
    words::{Kind, Words},
};
use crate::{
    outline::{Part, Piece},
    rules::Rulebook,
    text::Source,
};

/// Where the walk is, counted over the whole source.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Place {
    pub(crate) sentence: usize,
    pub(crate) segment: usize,
    pub(crate) clause: usize,
    pub(crate) list: usize,
}

impl Place {
    pub(crate) fn next_sentence(&mut self) {
        self.sentence += 1;
        self.next_segment();
    }

    pub(crate) fn next_segment(&mut self) {
        self.segment += 1;
        self.next_clause();
    }

    pub(crate) fn next_clause(&mut self) {
        self.clause += 1;
        self.list += 1;
    }

    /// The place of a claim of a piece.
    pub(crate) fn at(self, piece: &Piece, index: usize) -> Position {
        Position {
            block: piece.block,
            piece: index,
            item: piece.item.clone(),
            heading: piece.heading,
            year: piece.year,
            scope: piece.scope.clone(),
            sentence: self.sentence,
            segment: self.segment,
            clause: self.clause,
            list: self.list,
            goal_part: piece.part == Part::Goal,
            result_part: false,
            rate_part: piece.part == Part::Rate,
        }
    }
}

/// The piece that is walked through.
pub(crate) struct Here<'a> {
    pub(crate) index: usize,
    pub(crate) piece: &'a Piece,
    pub(crate) words: Words<'a>,
    /// Words up to here belong to sentences that say only goals.
    goals_until: usize,
    /// A dash between goal and result.
    dash: Option<usize>,
}

impl<'a> Here<'a> {
    pub(crate) fn new(
        source: &'a Source,
        index: usize,
        piece: &'a Piece,
        turning: bool,
        rules: &Rulebook,
    ) -> Self {
        let words = Words::new(piece.span.text(&source.text), rules);
        let goals_until = goal_words(&words, piece, turning);
        let dash = words.words.iter().rposition(|word| word.kind == Kind::Dash);
        Self { index, piece, words, goals_until, dash }
    }

    /// True in a part that is labelled as results, and behind a dash.
    pub(crate) fn is_result(&self, at: usize) -> bool {
        matches!(self.piece.part, Part::Progress | Part::Rate) || self.dash.is_some_and(|dash| at > dash)
    }

    /// What the label or the place makes of a quantity without cues.
    pub(crate) fn default(&self, at: usize, plan: bool) -> Option<Mode> {
        let goals = at < self.goals_until || self.piece.heading || plan;
        match (self.piece.part, self.dash) {
            (Part::Goal, _) => Some(Mode::Goal),
            (Part::Progress | Part::Rate, _) => Some(Mode::Figure),
            (Part::Title | Part::Neutral | Part::Other, Some(dash)) if at > dash => Some(Mode::Figure),
            (Part::Title | Part::Neutral | Part::Other, Some(dash)) if goals || at < dash => Some(Mode::Goal),
            (Part::Title | Part::Neutral | Part::Other, _) => goals.then_some(Mode::Goal),
        }
    }
}
