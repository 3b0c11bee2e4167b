//! Goals that are answered by words alone: 新增返乡创业提前完成省定任务.

use std::collections::{HashMap, HashSet};

use super::{Claim, Role, key};
use crate::{
    outline::{Outline, Part, Piece},
    rules::Rulebook,
    text::{Letters, Source, behind},
};

/// Marks the goals of a block that a clause without a number says are done.
pub(crate) fn mark(source: &Source, outline: &Outline, rules: &Rulebook, claims: &mut [Claim]) {
    let goal = |claim: &Claim| claim.role == Role::Goal && !claim.key.is_empty();
    // Only what stands in the block of a goal speaks of it.
    let planned: HashSet<usize> =
        claims.iter().filter(|claim| goal(claim)).map(|claim| claim.at.block).collect();
    let told = |piece: &&Piece| !matches!(piece.part, Part::Title | Part::Goal);
    let mut said: HashMap<usize, HashSet<String>> = HashMap::new();
    for piece in outline.pieces.iter().filter(told).filter(|piece| planned.contains(&piece.block)) {
        let text = piece.span.text(&source.text);
        let mut past = 0;
        for word in rules.verbs.said_done(text) {
            // The first word of each clause counts.
            if word.start < past {
                continue;
            }
            let start = text[..word.start].rfind(|c| CLAUSES.has(c)).map_or(0, |at| behind(text, at));
            past = CLAUSES.next(text, word.end).unwrap_or(text.len());
            let key = (!DIGITS.are_in(&text[start..past])).then(|| key::key(&text[start..word.start], rules));
            if let Some(key) = key.filter(|key| key.chars().count() >= 2) {
                said.entry(piece.block).or_default().insert(key);
            }
        }
    }
    for claim in claims.iter_mut().filter(|claim| goal(claim)) {
        claim.said_done = said.get(&claim.at.block).is_some_and(|keys| {
            keys.iter().any(|key| key.contains(&claim.key) || claim.key.contains(key.as_str()))
        });
    }
}

/// What ends a clause.
static CLAUSES: Letters = Letters::of("，,。；;");
static DIGITS: Letters = Letters::of("0123456789０１２３４５６７８９");
