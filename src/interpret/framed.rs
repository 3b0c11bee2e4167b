//! Whether what stands under a title or a heading of goals sets them or tells what became of them.

use std::{collections::HashMap, ops::Range};

use super::{
    piece::ReadPiece,
    reporting::reports_at,
    words::{Kind, Words},
};
use crate::{
    model::Bound,
    outline::Frame,
    rules::{Cue, Sign},
};

/// So many sentences that tell make a section that reports.
const TELLING: usize = 2;

/// Cues that goals and results share: 完成率, 超出, 剩余.
const NEUTRAL: &[Cue] = &[Cue::RateName, Cue::Beyond, Cue::Distance];

/// How many sentences of a section that count something tell, and how many of the others set.
#[derive(Clone, Copy, Debug, Default)]
struct Tally {
    told: usize,
    set: usize,
}

/// Says of each piece under goals whether its section reports.
pub(super) fn settle(heres: &mut [Option<ReadPiece>]) {
    let mut sections: HashMap<usize, Tally> = HashMap::new();
    for here in heres.iter().flatten().filter(|here| here.piece.frame == Frame::Goals) {
        let tally = sections.entry(here.piece.under).or_default();
        for sentence in sentences(&here.words) {
            if !counts(&here.words, &sentence) {
                continue;
            }
            if tells(&here.words, &sentence) {
                tally.told += 1;
            } else if sets(&here.words, &sentence) {
                tally.set += 1;
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
    let dated = |at: usize| words.words.get(at).is_some_and(|word| matches!(word.kind, Kind::Date(_)));
    let signs = &words.rules.signs;
    let until = |at: usize| {
        signs.is(Sign::Until, words.bare(at)) && dated(at + 1)
            || dated(at) && signs.begins(Sign::Until, words.bare(at))
    };
    // 完成了
    let done = |at: usize| words.cue(at).any(&[Cue::Done, Cue::Stage]) && words.bare(at).ends_with('了');
    let told = |at: usize| reports_at(words, at) && !words.cue(at).any(NEUTRAL);
    let plainly = |at: usize| told(at) && !words.cue(at).has(Cue::Compare) || until(at) || done(at);
    let compares = || sentence.clone().any(told) && !sets(words, sentence);
    sentence.clone().any(plainly) || compares()
}

/// True where a sentence says what is to be reached: a verb of plans, a word of the time to come, a bound.
fn sets(words: &Words, sentence: &Range<usize>) -> bool {
    sentence.clone().any(|at| match words.words[at].kind {
        Kind::Quantity(index) => words.quantities[index].bound != Bound::Exactly,
        Kind::Cue(set) => set.any(&[Cue::Plan, Cue::Future]),
        _ => false,
    })
}
