//! Rows that are perhaps the same under another name: proposed with the evidence, for a person to confirm.

use std::{
    cmp::Reverse,
    collections::{BTreeSet, HashMap},
};

use super::{
    Entry,
    headings::headless,
    likeness::{NEAR, NEARER, likeness},
    links::Links,
    pieces::pieces,
    proposals::{Rename, Renames},
};
use crate::{measure::Field, rules::Rulebook};

/// Shortest name that is looked for at the end of another, in characters.
const WITHIN: usize = 4;
/// Rows of one block that are compared with each other; in larger blocks nothing is proposed.
const BLOCK: usize = 64;

/// Proposes for rows without a link: same scope and dimension, and two of near name, same goal, same place
/// (the same number, or after the same row), or a very near name.
pub(crate) fn renames(old: &[Entry], new: &[Entry], links: &Links, rules: &Rulebook) -> Renames {
    let mut candidates: Vec<Candidate> = Vec::new();
    let [before, now] = [old, new].map(|entries| headless(entries, rules));
    for (from, to) in pairs(old, new, links) {
        let bare = likeness(&before[from], &now[to]);
        let (near, evidence) = evidence((old, new), (from, to), bare, links);
        let conflict =
            rules.synonyms.conflict(old[from].cell(Field::Indicator), new[to].cell(Field::Indicator));
        let itself = old[from].key == new[to].key && old[from].scope() == new[to].scope();
        if (evidence.len() >= 3 || near >= NEARER || evidence.iter().any(|one| one == "within"))
            && !conflict
            && !itself
        {
            candidates.push(Candidate { near, evidence, from, to });
        }
    }
    candidates.sort_by_key(|one| (Reverse(one.evidence.len()), Reverse(one.near), one.from, one.to));
    let mut renames = Renames::default();
    for Candidate { evidence, from, to, .. } in candidates {
        if !renames.of_old.contains_key(&from) && !renames.of_new.contains_key(&to) {
            renames.of_old.insert(from, Rename { other: new[to].name(), evidence: evidence.clone() });
            renames.of_new.insert(to, Rename { other: old[from].name(), evidence });
        }
    }
    pieces(old, new, links, &mut renames);
    renames
}

/// Two rows that are perhaps one.
struct Candidate {
    near: usize,
    evidence: Vec<String>,
    from: usize,
    to: usize,
}

/// Free rows of the same scope and dimension, each pair once.
fn pairs(old: &[Entry], new: &[Entry], links: &Links) -> BTreeSet<(usize, usize)> {
    let olds = blocks(old, |at| links.of_old[at].is_none());
    let news = blocks(new, |at| links.of_new[at].is_none());
    let mut pairs = shortened(old, new, links);
    for (key, theirs) in &olds {
        let Some(mine) = news.get(key).filter(|mine| mine.len().max(theirs.len()) <= BLOCK) else { continue };
        pairs.extend(theirs.iter().flat_map(|&from| mine.iter().map(move |&to| (from, to))));
    }
    for (from, entry) in old.iter().enumerate().skip(1).filter(|(from, _)| links.of_old[*from].is_none()) {
        let Some(to) = links.of_old[from - 1].map(|before| before + 1) else { continue };
        let Some(after) = new.get(to).filter(|_| links.of_new[to].is_none()) else { continue };
        if entry.scope() == after.scope() && entry.dimension() == after.dimension() {
            pairs.insert((from, to));
        }
    }
    pairs
}

/// Free rows of one name and dimension, one of whose districts may be short for the other.
fn shortened(old: &[Entry], new: &[Entry], links: &Links) -> BTreeSet<(usize, usize)> {
    // Of two districts one of which is short for the other both ends are one.
    let about = |entry: &Entry| {
        let ends = [entry.scope().chars().next(), entry.scope().chars().next_back()];
        (entry.key.clone(), entry.dimension().to_owned(), ends)
    };
    let mut named: HashMap<_, Vec<usize>> = HashMap::new();
    for (from, entry) in old.iter().enumerate().filter(|(from, _)| links.of_old[*from].is_none()) {
        named.entry(about(entry)).or_default().push(from);
    }
    let mut pairs = BTreeSet::new();
    for (to, entry) in new.iter().enumerate().filter(|(to, _)| links.of_new[*to].is_none()) {
        let theirs = named.get(&about(entry)).into_iter().flatten();
        let short = theirs.filter(|from| is_short(old[**from].scope(), entry.scope()));
        pairs.extend(short.map(|from| (*from, to)));
    }
    pairs
}

/// True where one name is short for the other: 高新区 for 高新技术开发区.
fn is_short(one: &str, other: &str) -> bool {
    let (short, long) = if one.len() < other.len() { (one, other) } else { (other, one) };
    let mut rest = long.chars();
    let ends = short.chars().next() == long.chars().next() && short.chars().last() == long.chars().last();
    let within = short.chars().all(|letter| rest.any(|own| own == letter));
    one != other && short.chars().count() > 2 && ends && within
}

/// Free rows that could be one: those that share scope and dimension, and of these, where they are many,
/// those that share their goal or their place.
fn blocks(entries: &[Entry], free: impl Fn(usize) -> bool) -> HashMap<String, Vec<usize>> {
    let mut blocks: HashMap<String, Vec<usize>> = HashMap::new();
    for (at, entry) in entries.iter().enumerate().filter(|(at, _)| free(*at)) {
        let same = format!("{}\u{1f}{}\u{1f}", entry.scope(), entry.dimension());
        blocks.entry(same.clone()).or_default().push(at);
        if let Some(goal) = goal(entry) {
            blocks.entry(format!("{same}goal\u{1f}{goal}")).or_default().push(at);
        }
        if let Some(place) = place(entry) {
            blocks.entry(format!("{same}place\u{1f}{place}")).or_default().push(at);
        }
    }
    blocks
}

fn goal(entry: &Entry) -> Option<String> {
    Some(entry.base(entry.target?)?.normalize().to_string())
}

fn place(entry: &Entry) -> Option<String> {
    let task = Some(entry.cell(Field::TaskNo)).filter(|task| !task.is_empty())?;
    Some(format!("{}\u{1f}{task}", entry.cell(Field::Section)))
}

/// How near the names are, with or without their headings, and what speaks for one row being the other.
fn evidence(
    (olds, news): (&[Entry], &[Entry]),
    (from, to): (usize, usize),
    bare: usize,
    links: &Links,
) -> (usize, Vec<String>) {
    let (old, new) = (&olds[from], &news[to]);
    let after = from.checked_sub(1).and_then(|before| links.of_old[before]).map(|before| before + 1);
    let near = likeness(&old.key, &new.key).max(bare);
    let mut evidence = vec!["unit".to_owned()];
    if near >= NEAR {
        evidence.push(format!("near_name:{near}"));
    }
    if within(&old.key, &new.key) {
        evidence.push("within".to_owned());
    }
    if goal(old).is_some() && goal(old) == goal(new) {
        evidence.push("goal".to_owned());
    }
    if is_short(old.scope(), new.scope()) {
        evidence.push("short_name".to_owned());
    }
    if place(old).is_some() && place(old) == place(new) || after == Some(to) {
        evidence.push("place".to_owned());
    }
    (near, evidence)
}

/// True where one name ends with the other.
fn within(one: &str, other: &str) -> bool {
    let (short, long) = if one.len() < other.len() { (one, other) } else { (other, one) };
    short.chars().count() >= WITHIN && short != long && long.ends_with(short)
}

#[cfg(test)]
mod tests {
    use super::is_short;

    #[test]
    fn a_district_may_be_called_by_a_short_name() {
        assert!(is_short("高新区", "高新技术开发区") && is_short("经济技术开发区", "经开区"));
        assert!(!is_short("城东区", "城西区") && !is_short("", "高新区") && !is_short("高新区", "高新区"));
    }
}
