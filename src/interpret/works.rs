//! The works that a part of works belongs to: 沔县公路 of 沔县公路：路基土石方完成35.4%.

use super::{
    Claim,
    name::of_words,
    words::{Kind, Words},
};
use crate::{
    outline::Outline,
    rules::{NameLists, NameWords},
};

/// Shortest and longest name of works, in characters.
const SHORTEST: usize = 4;
const LONGEST: usize = 20;

/// Gives the parts of works in each piece the works that a label or an earlier name of the piece tells.
pub(super) fn mark(outline: &Outline, words: &[Option<&Words>], claims: &mut [Claim]) {
    let mut claims = claims.iter_mut().peekable();
    for (index, words) in words.iter().enumerate() {
        let Some(words) = words else { continue };
        let (lists, start) = (&words.rules.names, outline.pieces[index].span.start);
        let labels = labels(words, lists);
        let mut told: Option<(usize, String)> = None;
        while let Some(claim) = claims.next_if(|claim| claim.at.piece == index) {
            let at = claim.quantity.core.start.saturating_sub(start);
            let label = labels.iter().rfind(|(end, _)| *end <= at);
            let works = [label, told.as_ref()].into_iter().flatten().max_by_key(|(at, _)| *at);
            if lists.begins(NameWords::WorksPart, &claim.name) {
                claim.works = works.map_or_else(String::new, |(_, works)| works.clone());
            } else if let Some(works) = whole(&claim.name, lists) {
                told = Some((at, works.to_owned()));
            }
        }
    }
}

/// The labels that name works, and where each ends: 天坝水利枢纽：.
fn labels(words: &Words, lists: &NameLists) -> Vec<(usize, String)> {
    let colon =
        |&at: &usize| words.words[at].kind == Kind::Comma && matches!(words.text_of(at).trim(), "：" | ":");
    let label = |colon: usize| {
        let clause: Vec<usize> = (words.clause_start(colon)..colon).collect();
        let from = words.words.get(*clause.first()?)?.span.start;
        let counted = clause.iter().any(|&at| matches!(words.words[at].kind, Kind::Quantity(_)));
        // 汉沅110千伏输变电 holds a number and counts nothing.
        let name = match counted {
            true => words.text[from..words.words[colon].span.start].trim().to_owned(),
            false => of_words(words, &clause),
        };
        (is_works(&name) && lists.ends(NameWords::Works, &name)).then(|| (words.words[colon].span.end, name))
    };
    (0..words.words.len()).filter(colon).filter_map(label).collect()
}

/// 营前道站 of 营前道站围护结构: the works before one of their parts.
fn whole<'n>(name: &'n str, lists: &NameLists) -> Option<&'n str> {
    let ends = name.char_indices().map(|(at, _)| at).rev();
    let part = |at: &usize| lists.begins(NameWords::WorksPart, &name[*at..]);
    ends.filter(part)
        .map(|at| &name[..at])
        .find(|works| is_works(works) && lists.ends(NameWords::Works, works))
}

fn is_works(name: &str) -> bool {
    (SHORTEST..=LONGEST).contains(&name.chars().count())
}
