//! Whether what stands under a title or a heading of goals sets them or tells what became of them.

use std::{collections::HashMap, ops::Range};

use super::{
    piece::{ReadPiece, reports_at},
    words::{Kind, Words},
};
use crate::{
    model::Bound,
    outline::Frame,
    rules::{Cue, Sign},
};

/// So many sentences that tell make a section that reports.
const TELLING: usize = 3;

/// Cues of what is compared, which a goal may be as well.
const COMPARING: &[Cue] = &[Cue::Compare, Cue::RateName, Cue::Beyond, Cue::Distance];

/// How many sentences of a section that count something tell, how many set, and how many do neither.
#[derive(Clone, Copy, Debug, Default)]
struct Tally {
    told: usize,
    set: usize,
}

/// Takes the frame of goals from the pieces of each section that reports.
pub(super) fn settle(heres: &mut [Option<ReadPiece>]) {
    let mut sections: HashMap<usize, Tally> = HashMap::new();
    for here in heres.iter().flatten().filter(|here| here.piece.frame == Frame::Goals) {
        let tally = sections.entry(here.piece.under).or_default();
        for sentence in sentences(&here.words) {
            match () {
                () if !counts(&here.words, &sentence) => {}
                () if tells(&here.words, &sentence) => tally.told += 1,
                () if sets(&here.words, &sentence) => tally.set += 1,
                () => {}
            }
        }
    }
    for here in heres.iter_mut().flatten().filter(|here| here.piece.frame == Frame::Goals) {
        here.section_reports = sections[&here.piece.under].reports();
    }
}

impl Tally {
    /// Goals that are repeated beside their results are fewer than these.
    fn reports(self) -> bool {
        self.told >= TELLING && self.told > 2 * self.set
    }
}

/// The words of each sentence.
fn sentences(words: &Words) -> Vec<Range<usize>> {
    let stops = (0..words.words.len()).filter(|&at| words.words[at].kind == Kind::Stop);
    let mut start = 0;
    let ends = stops.chain([words.words.len()]);
    ends.map(|end| std::mem::replace(&mut start, end + 1)..end).collect()
}

fn counts(words: &Words, sentence: &Range<usize>) -> bool {
    sentence.clone().any(|at| matches!(words.words[at].kind, Kind::Quantity(_)))
}

/// True where a sentence says what has been reached, or up to when it counts; a word of comparison says so where
/// nothing is set: 高于目标值.
fn tells(words: &Words, sentence: &Range<usize>) -> bool {
    let until = |at: usize| {
        let dated = matches!(words.words.get(at + 1).map(|word| word.kind), Some(Kind::Date(_)));
        dated && words.rules.signs.is(Sign::Until, words.bare(at))
    };
    let plainly = |at: usize| reports_at(words, at) && !words.cue(at).any(COMPARING) || until(at);
    let compares = || sentence.clone().any(|at| reports_at(words, at)) && !sets(words, sentence);
    sentence.clone().any(plainly) || compares()
}

/// True where a sentence says what is to be reached: a word of plans or of the time to come, a bound.
fn sets(words: &Words, sentence: &Range<usize>) -> bool {
    sentence.clone().any(|at| match words.words[at].kind {
        Kind::Quantity(index) => words.quantities[index].bound != Bound::Exactly,
        Kind::Cue(set) => set.any(&[Cue::Plan, Cue::PlanNoun, Cue::Future]),
        _ => false,
    })
}
