//! What an outline is made of: blocks, and the pieces of each.

use std::sync::Arc;

use crate::{
    model::{AsOf, Period, Place},
    rules::Frame,
    text::Span,
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
    /// Says what is to be done next.
    Ahead,
    /// Neither: bodies in charge, troubles.
    Other,
}

impl Part {
    /// What it says of the numbers in it.
    #[must_use]
    pub fn frame(self) -> Frame {
        match self {
            Self::Goal => Frame::Goals,
            Self::Progress | Self::Rate => Frame::Results,
            Self::Ahead => Frame::Ahead,
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
    /// Which title or heading says so: the title 0, each heading that says something one more.
    pub under: usize,
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
            under: 0,
            as_of: None,
        }
    }
}

/// One task, heading or paragraph with what stands under it.
#[derive(Clone, Debug, Default)]
pub struct Block {
    /// Section, number and words.
    pub place: Arc<Place>,
    /// True where a label says which part is progress.
    pub labelled: bool,
}

/// So much of a paragraph is kept as the words of its task, in characters.
const TASK_CHARS: usize = 120;

impl Block {
    /// A block that no label has parted yet; of the words of its task the beginning is kept.
    pub(super) fn new(section: String, task_no: String, words: &str) -> Self {
        let end = words.char_indices().nth(TASK_CHARS).map_or(words.len(), |(at, _)| at);
        let task = words[..end].to_owned();
        Self { place: Place { section, task_no, task }.into(), labelled: false }
    }
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
