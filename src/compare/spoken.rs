//! Goals that a later report speaks of although no row of it is theirs: read under another name, drawn into another row,
//! or no more than the heading of what stands under it. What is spoken of has not vanished.

use std::collections::{HashMap, HashSet};

use super::{Entry, headings, link::Links, rename::likeness};
use crate::rules::Rulebook;

/// Shortest name that is looked for in others, in characters.
const SURE: usize = 4;
/// Rows without a link that are looked for; where more are gone, another report was read.
const MANY: usize = 500;
/// Names must share this much of their pairs of letters, in percent, beside one goal.
const NEAR: usize = 25;

/// The old rows without a link that the new table speaks of nevertheless.
pub(super) fn spoken(old: &[Entry], new: &[Entry], links: &Links, rules: &Rulebook) -> HashSet<usize> {
    let gone: Vec<usize> = (0..old.len())
        .filter(|at| links.of_old[*at].is_none() && old[*at].target.is_some())
        .take(MANY)
        .collect();
    let heads: HashSet<String> =
        old.iter().map(|entry| headings::heading(entry.cell("section"), rules)).collect();
    let [before, now] = [old, new].map(|entries| headings::headless(entries, rules));
    let goals = goals(new, links);
    let spoken = gone.into_iter().filter(|&at| {
        let entry = &old[at];
        let heading = entry.actual.is_none() && heads.contains(&rules.findings.counted(&entry.key));
        let same = goal(entry).and_then(|goal| goals.get(&goal)).into_iter().flatten();
        let near = |to: &usize| {
            likeness(&before[at], &now[*to]) >= NEAR || likeness(&entry.key, &new[*to].key) >= NEAR
        };
        heading || same.copied().any(|to| near(&to)) || named(entry, &before[at], new, &now)
    });
    spoken.collect()
}

/// True where a new row of the same measure has the old name within its own, or is called by a part of it.
fn named(entry: &Entry, name: &str, new: &[Entry], now: &[String]) -> bool {
    let long = |name: &str| name.chars().count() >= SURE;
    let holds =
        |one: &str, other: &str| (long(one) && other.contains(one)) || (long(other) && one.ends_with(other));
    new.iter().zip(now).any(|(row, said)| {
        row.dimension() == entry.dimension()
            && (row.scope() == entry.scope() || row.scope().is_empty())
            && (holds(name, said) || holds(name, &row.key))
    })
}

fn goal(entry: &Entry) -> Option<String> {
    let goal = entry.base(entry.target?)?.normalize();
    Some(format!("{goal}\u{1f}{}\u{1f}{}", entry.dimension(), entry.scope()))
}

/// The free rows of each goal.
fn goals(new: &[Entry], links: &Links) -> HashMap<String, Vec<usize>> {
    let mut goals: HashMap<String, Vec<usize>> = HashMap::new();
    for (at, entry) in new.iter().enumerate().filter(|(at, _)| links.of_new[*at].is_none()) {
        if let Some(goal) = goal(entry) {
            goals.entry(goal).or_default().push(at);
        }
    }
    goals
}
