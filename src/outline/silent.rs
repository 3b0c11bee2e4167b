//! Parts that no label names and that say only goals, because the blocks around them report and they do not.

use super::{Outline, Part, Piece, dates};
use crate::rules::{Cue, Rulebook};

/// Cues of a text that reports.
const REPORTING: &[Cue] = &[Cue::Now, Cue::Compare, Cue::Distance, Cue::Undone, Cue::Process];

/// Where most blocks have a labelled progress part, a numbered block without one says only its goals.
pub(super) fn goals_without_results(outline: &mut Outline, text: &str, rules: &Rulebook) {
    let labelled = outline.blocks.iter().filter(|block| block.labelled).count();
    if labelled < 3 || labelled * 2 < outline.blocks.len() {
        return;
    }
    let blocks = &outline.blocks;
    for piece in &mut outline.pieces {
        let block = &blocks[piece.block];
        let reports = dates(piece.span.text(text)).iter().any(|date| date.months.is_some())
            || rules.verbs.cues(piece.span.text(text)).any(|(_, set)| set.has(Cue::Now));
        if piece.part == Part::Neutral && !block.labelled && !block.place.task_no.starts_with('p') && !reports
        {
            piece.part = Part::Goal;
        }
    }
}

/// Where most items of a list turn from goals to results of a period, an item that only urges says its goals.
pub(super) fn goals_among_turns(outline: &mut Outline, text: &str, rules: &Rulebook) {
    let numbered = |piece: &Piece| {
        piece.part == Part::Neutral
            && !piece.heading
            && !outline.blocks[piece.block].place.task_no.starts_with('p')
    };
    let reports = |piece: &Piece| {
        let words = piece.span.text(text);
        words.contains("——")
            || dates(words).iter().any(|date| date.months.is_some())
            || rules.verbs.cues(words).any(|(_, set)| set.any(REPORTING))
    };
    let urges = |piece: &Piece| {
        let mut cues = rules.verbs.cues(piece.span.text(text));
        cues.next()
            .is_some_and(|(span, set)| span.start == 0 && set.any(&[Cue::Action, Cue::Done, Cue::Promote]))
    };
    let turned =
        outline.pieces.iter().filter(|piece| numbered(piece) && urges(piece) && reports(piece)).count();
    let silent: Vec<usize> = (0..outline.pieces.len())
        .filter(|&index| {
            let piece = &outline.pieces[index];
            numbered(piece) && urges(piece) && !reports(piece)
        })
        .collect();
    if turned >= 3 && turned >= silent.len() {
        for index in silent {
            outline.pieces[index].part = Part::Goal;
        }
    }
}
