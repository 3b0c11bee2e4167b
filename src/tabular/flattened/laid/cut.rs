//! A text as cells that follow each other.

use super::super::{
    heads::trimmed,
    piped::{BAR_SIGNS, BARS},
    token::{Token, token},
};
use crate::{
    rules::Rulebook,
    text::{Covered, Kinds, Source, Span},
};
use std::cell::OnceCell;

/// What parts the cells of a line that holds no bars.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Cut {
    /// Two blanks or more.
    Wide,
    /// Any blank.
    Blank,
}

impl Cut {
    /// What every cell in a row must be worth, at least, for the rows to be a table: a blank may stand inside of a cell.
    fn least(self) -> i32 {
        match self {
            Self::Wide => 50,
            Self::Blank => 60,
        }
    }
}

/// The ways to cut a text.
pub(super) const CUTS: [Cut; 2] = [Cut::Wide, Cut::Blank];

/// A cell.
struct Cell<'t> {
    span: Option<Span>,
    /// True where it begins a line.
    begins: bool,
    /// True where its line holds others.
    beside: bool,
    token: OnceCell<Token<'t>>,
}

/// The cells of a text.
pub(super) struct Cells<'t> {
    text: &'t str,
    cells: Vec<Cell<'t>>,
    cut: Cut,
}

impl<'t> Cells<'t> {
    /// The cells around the tables that are known.
    pub(super) fn of(source: &'t Source, known: &[Span], cut: Cut) -> Self {
        let text = source.text.as_str();
        let known = Covered::new(known.iter().copied());
        let mut cells: Vec<Cell> = Vec::new();
        let mut above = "";
        for &line in source.bare_lines().iter().filter(|line| !line.is_empty() && !known.covers(**line)) {
            let words = line.text(text);
            let mut parts = parts(source, line, cut);
            if is_bar(words) && !above.starts_with(BAR_SIGNS) {
                // It stands between two cells, and is none.
                parts.clear();
            }
            // | 2015年 / 目标: it goes on below.
            let open = above.starts_with(BAR_SIGNS) && !above.ends_with(BAR_SIGNS);
            let goes_on = open && !source.kinds(line).hold(Kinds::BAR);
            if let Some(last) = cells.last_mut().filter(|_| goes_on)
                && let Some(span) = last.span
            {
                last.span = Some(span.to(line));
                continue;
            }
            above = words;
            let beside = parts.len() > 1;
            let cell = |(at, span): (usize, Option<Span>)| Cell {
                span,
                begins: at == 0,
                beside,
                token: OnceCell::new(),
            };
            cells.extend(parts.into_iter().enumerate().map(cell));
        }
        Self { text, cells, cut }
    }

    /// What every cell in a row must be worth, at least.
    pub(super) fn least(&self) -> i32 {
        self.cut.least()
    }

    pub(super) fn len(&self) -> usize {
        self.cells.len()
    }

    /// Where a cell stands; `None` for an empty one.
    pub(super) fn span(&self, at: usize) -> Option<Span> {
        self.cells[at].span
    }

    pub(super) fn token(&self, at: usize, rules: &Rulebook) -> &Token<'t> {
        let cell = &self.cells[at];
        cell.token.get_or_init(|| token(self.text, cell.span, rules))
    }

    /// True where so many cells from one on stand in its line.
    pub(super) fn beside(&self, from: usize, count: usize) -> bool {
        self.cells[from..].iter().take(count).skip(1).all(|cell| cell.beside && !cell.begins)
    }

    /// Whether a line of several cells begins here, or goes on; `None` where each has a line of its own.
    pub(super) fn begins_line(&self, at: usize) -> Option<bool> {
        self.cells.get(at).filter(|cell| cell.beside).map(|cell| cell.begins)
    }
}

fn is_bar(words: &str) -> bool {
    words.chars().all(|letter| BAR_SIGNS.contains(&letter))
}

/// The cells of a line.
fn parts(source: &Source, line: Span, cut: Cut) -> Vec<Option<Span>> {
    let text = source.text.as_str();
    let words = line.text(text);
    let full = |part: &str| {
        let span = trimmed(text, Span::of(text, part));
        (!span.is_empty()).then_some(span)
    };
    if source.kinds(line).hold(Kinds::BAR) {
        let inner = words.strip_prefix(BAR_SIGNS).unwrap_or(words);
        let inner = inner.strip_suffix(BAR_SIGNS).unwrap_or(inner);
        return BARS.split(inner).map(full).collect();
    }
    if !source.kinds(line).hold(Kinds::BLANK.and(Kinds::GAP)) {
        return vec![full(words)];
    }
    match cut {
        Cut::Blank => words.split_whitespace().map(full).collect(),
        Cut::Wide => wide(words).into_iter().map(full).collect(),
    }
}

/// What two blanks or more part; one wide blank of the script is as good.
fn wide(words: &str) -> Vec<&str> {
    let (mut found, mut begun, mut blanks) = (Vec::new(), 0, 0);
    for (at, letter) in words.char_indices() {
        if letter.is_whitespace() {
            blanks += 1 + usize::from(letter == '\u{3000}');
            continue;
        }
        if blanks > 1 {
            found.push(&words[begun..at]);
            begun = at;
        }
        blanks = 0;
    }
    found.push(&words[begun..]);
    found
}
