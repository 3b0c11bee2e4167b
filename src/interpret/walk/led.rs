//! A paragraph that announces goals, and the items of the list below it.

use crate::{
    interpret::words::{Kind, Words},
    outline::{Block, Piece},
    rules::{Cue, Sign},
};

/// How the items of a list are marked.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Marking {
    Bullet,
    Digits,
    Chinese,
}

/// What the paragraph before says of the items of a list.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum Led {
    /// Nothing.
    #[default]
    No,
    /// They are goals, however they are marked; the paragraph is itself an item of a list marked so.
    Opened(Option<Marking>),
    /// They are goals as long as they are marked so.
    Marked(Marking),
}

impl Led {
    /// True for an item that the paragraph before the list speaks of; anything else ends the list.
    pub(super) fn takes(&mut self, marking: Option<Marking>) -> bool {
        *self = match (*self, marking) {
            (Self::Opened(_), Some(marking)) => Self::Marked(marking),
            (Self::Marked(known), Some(marking)) if known == marking => *self,
            _ => Self::No,
        };
        *self != Self::No
    }

    /// 分别是：（1）…（2）…: what was opened stands in the paragraph itself, and nothing below it is led.
    pub(super) fn within(&mut self) {
        if matches!(self, Self::Opened(_)) {
            *self = self.around().map_or(Self::No, Self::Marked);
        }
    }

    fn around(self) -> Option<Marking> {
        match self {
            Self::No => None,
            Self::Opened(outer) => outer,
            Self::Marked(marking) => Some(marking),
        }
    }

    /// Reads a paragraph that may stand over a list: 今年的目标任务如下： over anything, 提出今年的主要任务，… over bullets.
    pub(super) fn lead(&mut self, opens: bool, words: &Words) {
        if opens {
            *self = Self::Opened(self.around());
        } else if sets_out(words) {
            *self = Self::Marked(Marking::Bullet);
        }
    }
}

/// How a piece is marked that begins a block of its own.
pub(super) fn marking(piece: &Piece, block: &Block) -> Option<Marking> {
    let first = block.place.task_no.chars().next().filter(|_| piece.listed && !piece.heading)?;
    Some(match first {
        'p' => Marking::Bullet,
        '0'..='9' => Marking::Digits,
        _ => Marking::Chinese,
    })
}

/// True where a numbered task begins; a bullet goes on with what stands over it.
pub(super) fn begins_task(piece: &Piece, block: &Block) -> bool {
    marking(piece, block).is_some_and(|marking| marking != Marking::Bullet)
}

/// 提出2022年主要任务: a clause of a text without a number sets out goals, and nothing reports.
fn sets_out(words: &Words) -> bool {
    let told = |kind: &Kind| match kind {
        Kind::Quantity(_) => true,
        Kind::Cue(set) => set.any(&[Cue::Done, Cue::Now]),
        _ => false,
    };
    let signs = &words.rules.signs;
    let sets = |clause: &str| signs.ends(Sign::PlanNoun, clause) && signs.holds(Sign::SetsOut, clause);
    !words.words.iter().any(|word| told(&word.kind))
        && words.text.split(['，', ',', '。', '；', '：', ':']).any(sets)
}
