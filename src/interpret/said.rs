//! Goals that are answered by words alone: 新增返乡创业提前完成省定任务.

use std::collections::{HashMap, HashSet};

use super::{Claim, Role, key};
use crate::{
    outline::{Outline, Part},
    rules::Rulebook,
    text::{Letters, Source},
};

/// Marks the goals of a block that a clause without a number says are done.
pub(crate) fn mark(source: &Source, outline: &Outline, rules: &Rulebook, claims: &mut [Claim]) {
    let mut said: HashMap<usize, HashSet<String>> = HashMap::new();
    for piece in outline.pieces.iter().filter(|piece| !matches!(piece.part, Part::Title | Part::Goal)) {
        let text = piece.span.text(&source.text);
        for clause in CLAUSES.split(text) {
            if DIGITS.are_in(clause) {
                continue;
            }
            let told = rules.verbs.said_done(clause);
            let key = told.map(|subject| key::key(subject, rules)).filter(|key| key.chars().count() >= 2);
            if let Some(key) = key {
                said.entry(piece.block).or_default().insert(key);
            }
        }
    }
    for claim in claims.iter_mut().filter(|claim| claim.role == Role::Goal && !claim.key.is_empty()) {
        claim.said_done = said.get(&claim.at.block).is_some_and(|keys| {
            keys.iter().any(|key| key.contains(&claim.key) || claim.key.contains(key.as_str()))
        });
    }
}

/// What ends a clause.
static CLAUSES: Letters = Letters::of("，,。；;");
static DIGITS: Letters = Letters::of("0123456789０１２３４５６７８９");
