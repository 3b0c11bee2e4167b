//! Tables of districts under another caption: the same districts with the same goals are the same rows, whatever their
//! table is called, and whether the district stands in a column of its own or before the name.

use std::collections::{BTreeMap, HashMap, HashSet};

use super::{Entry, entry::key, links::Links, names::step, numbers::same_goal};
use crate::{measure::Field, rules::Rulebook};

/// So many districts make a table.
const TABLE: usize = 3;
/// Shortest name behind a district, in characters.
const NAMED: usize = 2;

/// Rows of one name, measure and stage, by their districts.
type Tables = BTreeMap<[String; 3], BTreeMap<String, usize>>;

/// The pairs of rows of two tables of districts of which more than half have their goals in common.
pub(super) fn districts(
    old: &[Entry],
    new: &[Entry],
    links: &Links,
    rules: &Rulebook,
) -> Vec<(usize, usize)> {
    let scopes = old.iter().chain(new).map(|entry| key(entry.scope(), rules));
    let known: HashSet<String> = scopes.filter(|scope| scope.chars().count() >= NAMED).collect();
    let [theirs, mine] = [old, new].map(|entries| tables(entries, &known, rules));
    let mut pairs = Vec::new();
    for (about, rows) in &mine {
        let alike = theirs.iter().filter(|(other, _)| other[1..] == about[1..]);
        let shared = |others: &BTreeMap<String, usize>| -> Vec<(usize, usize)> {
            rows.iter().filter_map(|(place, to)| Some((*others.get(place)?, *to))).collect()
        };
        let same = |pairs: &[(usize, usize)]| {
            pairs.iter().filter(|(from, to)| same_goal(&old[*from], &new[*to])).count()
        };
        let mut found: Vec<(usize, Vec<(usize, usize)>)> =
            alike.map(|(_, others)| shared(others)).map(|pairs| (same(&pairs), pairs)).collect();
        found.sort_by_key(|(same, _)| std::cmp::Reverse(*same));
        let best = found.first().filter(|(same, pairs)| *same >= TABLE && same * 2 > pairs.len());
        if let Some((same, shared)) =
            best.filter(|(same, _)| found.get(1).is_none_or(|(other, _)| other < same))
        {
            debug_assert!(*same <= shared.len());
            pairs.extend(shared);
        }
    }
    pairs.retain(|(from, to)| links.of_old[*from].is_none() && links.of_new[*to].is_none());
    once(pairs)
}

/// Pairs of which neither row stands in another.
fn once(pairs: Vec<(usize, usize)>) -> Vec<(usize, usize)> {
    let (mut olds, mut news): (HashMap<usize, usize>, HashMap<usize, usize>) = Default::default();
    for (from, to) in &pairs {
        *olds.entry(*from).or_default() += 1;
        *news.entry(*to).or_default() += 1;
    }
    pairs.into_iter().filter(|(from, to)| olds[from] == 1 && news[to] == 1).collect()
}

/// The tables of districts among the rows of a report; their total stands under no district.
fn tables(entries: &[Entry], known: &HashSet<String>, rules: &Rulebook) -> Tables {
    let mut tables = Tables::new();
    let mut twice: HashSet<([String; 3], String)> = HashSet::new();
    for (at, entry) in entries.iter().enumerate() {
        let (place, name) = parted(entry, known, rules);
        let about =
            [name, entry.dimension().to_owned(), step(entry.cell(Field::Stage), &rules.findings).to_owned()];
        if tables.entry(about.clone()).or_default().insert(place.clone(), at).is_some() {
            twice.insert((about, place));
        }
    }
    for (about, place) in twice {
        tables.entry(about).or_default().remove(&place);
    }
    tables.retain(|_, rows| rows.keys().filter(|place| !place.is_empty()).count() >= TABLE);
    tables
}

/// The district of a row, and what it counts there: 绿谷区 and 投资 of 绿谷区投资.
fn parted(entry: &Entry, known: &HashSet<String>, rules: &Rulebook) -> (String, String) {
    let scope = key(entry.scope(), rules);
    let ends = entry.key.char_indices().map(|(at, _)| at).skip(NAMED);
    let mut parts: Vec<(&str, &str)> = ends.map(|end| entry.key.split_at(end)).collect();
    parts.reverse();
    if scope.is_empty() {
        let whole = |place: &str| known.get(place).map(String::as_str);
        let own =
            parts.iter().find_map(|(place, name)| Some((whole(place).or_else(|| cut(place, known))?, *name)));
        return own.map_or((scope, entry.key.clone()), |(place, name)| (place.to_owned(), name.to_owned()));
    }
    let own = parts.iter().find(|(place, _)| scope.ends_with(place));
    let name = own.map_or(entry.key.as_str(), |(_, name)| name);
    (scope, name.to_owned())
}

/// The one district whose first letter was taken for a word of its own: 前洲镇 of 洲镇.
fn cut<'k>(place: &str, known: &'k HashSet<String>) -> Option<&'k str> {
    let rest = |known: &&String| known.char_indices().nth(1).is_some_and(|(at, _)| known[at..] == *place);
    let mut found = known.iter().filter(rest);
    found.next().filter(|_| found.next().is_none()).map(String::as_str)
}
