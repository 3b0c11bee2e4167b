//! The works that a part of works belongs to, 沔县公路 of 沔县公路：路基土石方完成35.4%; and the district that a clause goes
//! on with: 东区完成公路14公里；完成桥梁18座.

use std::collections::{HashMap, HashSet};

use super::{
    Claim,
    name::of_words,
    whose::is_place,
    words::{Kind, Words},
};
use crate::{
    outline::Outline,
    rules::{NameLists, NameWords, Rulebook},
};

/// Shortest and longest name of works, in characters.
const SHORTEST: usize = 4;
const LONGEST: usize = 20;

/// Gives the parts of works in each piece the works that a label or an earlier name of the piece tells.
pub(super) fn mark(outline: &Outline, words: &[Option<&Words>], claims: &mut [Claim]) {
    let Some(rules) = words.iter().flatten().next().map(|words| words.rules) else { return };
    let (lists, districts) = (&rules.names, districts(claims, rules));
    let mut claims = claims.iter_mut().zip(districts).peekable();
    for (index, words) in words.iter().enumerate() {
        let Some(words) = words else { continue };
        let start = outline.pieces[index].span.start;
        let labels = labels(words, lists);
        let mut told: Option<(usize, String)> = None;
        let mut place: Option<(Spot, String)> = labels
            .first()
            .filter(|(_, name)| is_place(name, lists))
            .map(|(at, name)| (Spot { sentence: None, at: *at }, name.clone()));
        while let Some((claim, district)) = claims.next_if(|(claim, _)| claim.at.piece == index) {
            let at = claim.quantity.core.start.saturating_sub(start);
            let label = labels.iter().rfind(|(end, name)| *end <= at && !is_place(name, lists));
            let works = [label, told.as_ref()].into_iter().flatten().max_by_key(|(at, _)| *at);
            let here = Spot { sentence: Some(claim.at.sentence), at };
            if let Some(end) = district {
                place = Some((here, claim.name[..end].to_owned()));
            } else if let Some((_, district)) =
                place.as_ref().filter(|(told, _)| goes_on(told, &here, claim) && !placed(&claim.name))
            {
                claim.works.clone_from(district);
            }
            if lists.begins(NameWords::WorksPart, &claim.name) {
                claim.works = works.map_or_else(|| claim.works.clone(), |(_, works)| works.clone());
            } else if let Some(works) = whole(&claim.name, lists) {
                told = Some((at, works.to_owned()));
            }
        }
    }
}

/// The labels that name works, and where each ends: 天坝水利枢纽：.
fn labels(words: &Words, lists: &NameLists) -> Vec<(usize, String)> {
    let colon = |&at: &usize| words.words[at].kind == Kind::Comma && matches!(words.bare(at), "：" | ":");
    let label = |colon: usize| {
        let clause: Vec<usize> = (words.clause_start(colon)..colon).collect();
        let from = words.words.get(*clause.first()?)?.span.start;
        let counted = clause.iter().any(|&at| matches!(words.words[at].kind, Kind::Quantity(_)));
        // 汉沅110千伏输变电 holds a number and counts nothing.
        let name = match counted {
            true => words.text[from..words.words[colon].span.start].trim().to_owned(),
            false => of_words(words, &clause),
        };
        let works = is_works(&name) && lists.ends(NameWords::Works, &name);
        (works || from == 0 && is_place(&name, lists)).then(|| (words.words[colon].span.end, name))
    };
    (0..words.words.len()).filter(colon).filter_map(label).collect()
}

/// 营前道站 of 营前道站围护结构: the works before one of their parts.
fn whole<'n>(name: &'n str, lists: &NameLists) -> Option<&'n str> {
    // Most names hold no word for a part of works.
    if !lists.holds(NameWords::WorksPart, name) {
        return None;
    }
    let ends = name.char_indices().map(|(at, _)| at).rev();
    let part = |at: &usize| lists.begins(NameWords::WorksPart, &name[*at..]);
    ends.filter(part).map(|at| &name[..at]).find(|works| lists.ends(NameWords::Works, works))
}

fn is_works(name: &str) -> bool {
    (SHORTEST..=LONGEST).contains(&name.chars().count())
}

/// Where a district was told: its sentence, or none for the label of a line.
struct Spot {
    sentence: Option<usize>,
    at: usize,
}

/// True for a claim behind a district, in its line or its sentence, or for a part of what the sentence before counted.
fn goes_on(told: &Spot, here: &Spot, claim: &Claim) -> bool {
    let line = told.sentence.is_none() && told.at <= here.at;
    let next = claim.part && told.sentence.map(|sentence| sentence + 1) == here.sentence;
    claim.at.scope.is_empty() && (line || told.sentence == here.sentence || next)
}

/// What a body calls itself beside its districts.
pub(super) const OWN_LEVEL: &str = "本级";

/// How much of each name is its district: those whose names go on with the same words, 东区 and 西区 of 东区公路 and
/// 西区公路, and what a body calls itself beside them.
fn districts(claims: &[Claim], rules: &Rulebook) -> Vec<Option<usize>> {
    let parts: Vec<Option<(&str, &str)>> = claims.iter().map(|claim| parted(&claim.name, rules)).collect();
    let mut of: HashMap<&str, HashSet<&str>> = HashMap::new();
    for &(place, rest) in parts.iter().flatten() {
        of.entry(rest).or_default().insert(place);
    }
    let known: HashSet<&str> = of.into_values().filter(|places| places.len() > 1).flatten().collect();
    let own = |place: &str| place.ends_with(OWN_LEVEL) && place != OWN_LEVEL;
    let district = |place: &&str| known.contains(place) || own(place);
    let places = parts.iter().map(|part| part.map(|(place, _)| place));
    places.map(|place| place.filter(district).map(str::len)).collect()
}

/// A name as a place and what follows it.
pub(super) fn parted<'n>(name: &'n str, rules: &Rulebook) -> Option<(&'n str, &'n str)> {
    let (places, mut before) = (rules.names.list(NameWords::Place), None);
    let mut placed = |(at, letter)| (at, before.replace(letter));
    let ends = name.char_indices().map(&mut placed).skip(2).take(PLACE_CHARS);
    let ends = ends.filter(|(_, last)| places.may_end(*last)).map(|(at, _)| at);
    let whole = |at: &usize| is_place(&name[..*at], &rules.names) && name[*at..].chars().nth(1).is_some();
    let plain = |at: &usize| rules.verbs.cues(&name[..*at]).next().is_none();
    ends.filter(whole).last().filter(plain).map(|at| name.split_at(at))
}

/// True where a name may begin with a district of its own: 瑶山区新建幼儿园.
fn placed(name: &str) -> bool {
    name.chars().take(FIRST_CHARS).any(|c| "市县区镇乡州旗".contains(c))
}

/// So many letters of a name may be its district.
const FIRST_CHARS: usize = 5;

/// Longest name of a place, in characters.
const PLACE_CHARS: usize = 8;
