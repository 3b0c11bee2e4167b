//! Parts that no label names and that say only goals, because the blocks around them report and they do not.

use super::{Outline, Part, Piece, dates};
use crate::{
    rules::{Cue, Rulebook},
    text::is_digit,
};

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
        let unsaid = piece.part == Part::Neutral && !block.labelled && !block.place.task_no.starts_with('p');
        if unsaid && !reports(piece.span.text(text), &[Cue::Now], rules) {
            piece.part = Part::Goal;
        }
    }
}

/// 新建公厕5座。完成情况：…: what stands before the label of a progress part says its goals, unless it reports itself.
pub(super) fn goals_before_progress(outline: &mut Outline, text: &str, rules: &Rulebook) {
    for at in 1..outline.pieces.len() {
        let (before, label) = (&outline.pieces[at - 1], &outline.pieces[at]);
        let follows = label.part == Part::Progress && before.part == Part::Neutral;
        let together = before.block == label.block && before.item == label.item && !before.heading;
        if !(follows && together) {
            continue;
        }
        let words = before.span.text(text);
        let counts = words.contains(is_number);
        if counts && !reports(words, REPORTING, rules) && !words.contains("完成") {
            outline.pieces[at - 1].part = Part::Goal;
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
    let turns = |piece: &Piece| {
        let words = piece.span.text(text);
        // ——把农业做强。…: a dash before it only marks an item.
        words.trim_start_matches(['—', ' ']).contains("——") || reports(words, REPORTING, rules)
    };
    let urges = |piece: &Piece| {
        let words = piece.span.text(text);
        let behind = behind_title(words);
        let mut cues = rules.verbs.cues(behind);
        let titled = behind.len() < words.len() && behind.contains(is_number);
        if titled {
            let told = &[Cue::Share, Cue::Beyond, Cue::RateName, Cue::Rise, Cue::Fall];
            let begins =
                cues.next().is_some_and(|(span, set)| span.start == 0 && set.any(&[Cue::Action, Cue::Build]));
            return (begins || behind.starts_with('为')) && !cues.any(|(_, set)| set.any(told));
        }
        cues.next()
            .is_some_and(|(span, set)| span.start == 0 && set.any(&[Cue::Action, Cue::Done, Cue::Promote]))
    };
    let urging = (0..outline.pieces.len())
        .filter(|&index| numbered(&outline.pieces[index]) && urges(&outline.pieces[index]));
    let (told, silent): (Vec<usize>, Vec<usize>) = urging.partition(|&index| turns(&outline.pieces[index]));
    // What says its goals first turns behind a sentence that counts and does not report.
    let begins = |words: &str| {
        let words = behind_title(words);
        let first = words.find(['。', '—', '；', '，']).map_or(words, |at| &words[..at]);
        first.len() < words.len() && first.contains(is_number) && !reports(first, REPORTING, rules)
    };
    let turned: Vec<usize> =
        told.into_iter().filter(|&index| begins(outline.pieces[index].span.text(text))).collect();
    outline.turning = turned.len() >= 3 && turned.len() >= silent.len();
    if outline.turning {
        for index in silent {
            outline.pieces[index].part = Part::Goal;
        }
    }
}

/// Longest first sentence of an item that only names it, in characters.
const TITLE_CHARS: usize = 20;

/// What an item says behind a short first sentence without a number: 适老化改造。为老年人家庭实施改造320户。.
fn behind_title(words: &str) -> &str {
    let title = words.split_once('。').filter(|(title, rest)| {
        !rest.is_empty()
            && !title.contains([',', '，'])
            && !title.contains(is_number)
            && title.chars().nth(TITLE_CHARS).is_none()
    });
    title.map_or(words, |(_, rest)| rest)
}

/// True for a character that a number may begin with.
fn is_number(c: char) -> bool {
    is_digit(c) || "一二两三四五六七八九十百".contains(c)
}

/// True for a text that names months or holds a cue of these classes.
fn reports(text: &str, cues: &[Cue], rules: &Rulebook) -> bool {
    rules.verbs.cues(text).any(|(_, set)| set.any(cues))
        || dates(text).iter().any(|date| date.months.is_some())
}
