//! A source cut the way it is written: title, sections, blocks with their parts, and sentences.

mod builder;
mod covers;
mod date;
mod frames;
mod furniture;
mod genre;
mod glued;
mod heading;
mod items;
mod label;
mod lines;
mod scope;
mod silent;
mod title;
mod titled;

pub use date::{DateSpan, dates};
use frames::Frames;
pub(crate) use furniture::failing_lines;
pub use furniture::is_furniture;
pub use heading::{Marker, marker};
pub(crate) use items::inline;
pub use lines::{begins, holds_sentences, labelled, tears};

pub use crate::rules::Frame;

use crate::{
    model::{AsOf, Period, Place},
    rules::Rulebook,
    text::{Covered, Source, Span},
};

/// What a piece of a block speaks of, as its label or its place says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Part {
    /// The title of the document.
    Title,
    /// Says what is to be reached.
    Goal,
    /// Says what has been reached.
    Progress,
    /// A completion rate in a line of its own.
    Rate,
    /// Says both, or nothing tells.
    Neutral,
    /// Neither: bodies in charge, troubles, next steps.
    Other,
}

impl Part {
    /// What it says of the numbers in it.
    #[must_use]
    pub fn frame(self) -> Frame {
        match self {
            Self::Goal => Frame::Goals,
            Self::Progress | Self::Rate => Frame::Results,
            Self::Title | Self::Neutral | Self::Other => Frame::Unsaid,
        }
    }
}

/// A paragraph, or what one label of a paragraph governs.
#[derive(Clone, Debug)]
pub struct Piece {
    /// Where it stands, label and number left off.
    pub span: Span,
    /// What it speaks of.
    pub part: Part,
    /// The block that it belongs to.
    pub block: usize,
    /// True for a heading.
    pub heading: bool,
    /// Number of its item in a list inside the block, as printed; empty where it has none.
    pub item: String,
    /// True for an item of a list: numbered, lettered or with a bullet.
    pub listed: bool,
    /// The district or body that it speaks of, where the block goes through several; else empty.
    pub scope: String,
    /// The year that the heading above it names.
    pub year: Option<i32>,
    /// It stands in a section of the year after the report.
    pub coming: bool,
    /// What the label, the headings or the title above it say of its numbers.
    pub frame: Frame,
    /// Up to when it counts, where its label says so (1—6月进展).
    pub as_of: Option<AsOf>,
}

impl Piece {
    /// A piece of a block that has no heading, item, district or date of its own.
    #[must_use]
    pub fn new(span: Span, part: Part, block: usize) -> Self {
        Self {
            span,
            part,
            block,
            heading: false,
            listed: false,
            item: String::new(),
            scope: String::new(),
            year: None,
            coming: false,
            frame: part.frame(),
            as_of: None,
        }
    }
}

/// One task, heading or paragraph with what stands under it.
#[derive(Clone, Debug, Default)]
pub struct Block {
    /// Section, number and words.
    pub place: Place,
    /// True where a label says which part is progress.
    pub labelled: bool,
}

/// A source cut the way it is written.
#[derive(Clone, Debug, Default)]
pub struct Outline {
    /// The title, if one stands at the top.
    pub title: Option<Span>,
    /// What the report covers, from its title or opening.
    pub period: Option<Period>,
    /// Up to when it counts.
    pub as_of: Option<AsOf>,
    /// True where the title says that the document is a plan.
    pub plan: bool,
    /// True for a document of a kind that sets no goals: an agreement, a statute, a manual, a study.
    pub goalless: bool,
    /// True where the items of its lists turn from their goals to what was reached.
    pub turning: bool,
    /// Blocks in order.
    pub blocks: Vec<Block>,
    /// Pieces in order.
    pub pieces: Vec<Piece>,
}

impl Outline {
    /// For each block, whether labels tell its goals from its results, so that it answers itself.
    #[must_use]
    pub fn closed(&self) -> Vec<bool> {
        let mut parts = vec![(false, false); self.blocks.len()];
        for piece in &self.pieces {
            parts[piece.block].0 |= piece.part == Part::Goal;
            parts[piece.block].1 |= piece.part == Part::Progress;
        }
        parts.into_iter().map(|(goals, results)| goals && results).collect()
    }
}

/// Lines among which one says on which day the report was written.
const OPENING: usize = 6;

/// Cuts a source; the text that `tables` cover is left out.
#[must_use]
pub fn outline(source: &Source, tables: &[Span], rules: &Rulebook) -> Outline {
    let tables = Covered::new(tables.iter().copied());
    let lines: Vec<Span> = source
        .lines()
        .filter(|line| !tables.covers(*line))
        .map(|line| trimmed(&source.text, line))
        .filter(|line| !line.is_empty())
        .collect();
    let opening: Vec<Span> = lines.iter().take(OPENING).copied().collect();
    let lines = furniture::without(&source.text, lines, rules);
    let lines = glued::apart(&source.text, lines, rules);
    let mut outline = builder::built(&source.text, &lines, rules);
    outline.goalless = genre::sets_no_goals(&outline, &source.text, &lines, rules);
    silent::goals_without_results(&mut outline, &source.text, rules);
    silent::goals_before_progress(&mut outline, &source.text, rules);
    silent::goals_among_turns(&mut outline, &source.text, rules);
    scope::assign(&mut outline, &source.text, rules);
    covers::place_report(&source.text, &lines, &mut outline);
    covers::dated_by_line(&source.text, &opening, &mut outline);
    covers::whole_year(&source.text, &mut outline, rules);
    outline
}

/// The span without blanks at its ends, full-width ones included.
fn trimmed(text: &str, span: Span) -> Span {
    let part = span.text(text);
    let start = part.len() - part.trim_start().len();
    Span::new(span.start + start, span.start + start.max(part.trim_end().len()))
}
