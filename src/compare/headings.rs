//! Names without what stands before them as a heading. A report may name what it counts behind a heading (投资 under
//! 市级重点民生实事), the next may draw both together (市级重点民生实事有序推进投资): what is counted is the same.

use std::collections::HashMap;

use super::{Entry, entry::core};
use crate::{
    measure::Field,
    rules::{FindingWords, Rulebook},
};

/// Shortest heading, and shortest name behind one, in characters.
const LONG: usize = 4;
/// So many rows of a report that begin alike do so because of a heading.
const ALIKE: usize = 3;

/// What each row of a report counts, without its heading where that stands before it, with it where it names no more than
/// 投资 or 户数, without examples (A、B等道路堵点), words of acting, and how it goes.
pub(super) fn headless(entries: &[Entry], rules: &Rulebook) -> Vec<String> {
    let begin = beginnings(entries);
    entries.iter().map(|entry| one(entry, &begin, rules)).collect()
}

/// What a row counts whose own name says no more than 投资: with its heading.
pub(crate) fn under_heading(entry: &Entry, rules: &Rulebook) -> Option<String> {
    let heading = heading(entry.cell(Field::Section), rules);
    let long = heading.chars().count() >= LONG && entry.key.chars().count() < LONG && !entry.key.is_empty();
    long.then(|| core(&format!("{heading}{}", entry.key), rules))
}

fn one(entry: &Entry, begin: &HashMap<String, usize>, rules: &Rulebook) -> String {
    let name = behind_examples(entry, rules);
    let said = rules.findings.counted(&name);
    let heading = heading(entry.cell(Field::Section), rules);
    let short = said.chars().count() < LONG || rules.findings.is(FindingWords::Shared, &said);
    if heading.chars().count() >= LONG {
        if short {
            return core(&format!("{heading}{said}"), rules);
        }
        let rest = said.strip_prefix(heading.as_str()).filter(|rest| rest.chars().count() >= LONG);
        if let Some(rest) = rest {
            return core(rules.findings.plain(rest), rules);
        }
    }
    let rest = shared_beginning(&said, begin).map_or(said.as_str(), |length| &said[length..]);
    core(rules.findings.plain(rest), rules)
}

/// The name of a thing behind some that are given as examples: 道路堵点 of 滨河路、人才市场路口等道路堵点.
fn behind_examples(entry: &Entry, rules: &Rulebook) -> String {
    let name = entry.cell(Field::Indicator);
    let rest =
        name.rsplit_once('等').filter(|(before, rest)| before.contains('、') && rest.chars().count() >= LONG);
    rest.map_or_else(|| entry.key.clone(), |(_, rest)| super::key(rest, rules))
}

/// A heading as a name: without the number of what stands under it, and how it goes.
pub(super) fn heading(section: &str, rules: &Rulebook) -> String {
    let key = super::key(section, rules);
    let unnumbered = key.trim_start_matches(|letter: char| letter.is_ascii_digit());
    let counters = rules.findings.words(FindingWords::Counter).iter();
    let counted = counters.filter_map(|word| unnumbered.strip_prefix(word.as_str())).next();
    let name = if unnumbered.len() == key.len() { &key } else { counted.unwrap_or(unnumbered) };
    rules.findings.counted(name)
}

/// How many rows begin with each string of four characters or more before four others.
fn beginnings(entries: &[Entry]) -> HashMap<String, usize> {
    let mut count: HashMap<String, usize> = HashMap::new();
    let mut names: Vec<&str> = entries.iter().map(|entry| entry.key.as_str()).collect();
    names.sort_unstable();
    names.dedup();
    for pair in names.windows(ALIKE) {
        let [first, last] = [pair[0], pair[ALIKE - 1]];
        let alike = first.char_indices().zip(last.chars()).take_while(|((_, one), other)| one == other);
        let length: usize = alike.map(|((_, letter), _)| letter.len_utf8()).sum();
        if first[..length].chars().count() >= LONG {
            *count.entry(first[..length].to_owned()).or_default() += 1;
        }
    }
    count
}

/// The longest beginning that a name shares with others of its report, before a name of its own.
fn shared_beginning(name: &str, begin: &HashMap<String, usize>) -> Option<usize> {
    let ends = name.char_indices().map(|(at, _)| at).skip(LONG);
    let own = ends.filter(|at| begin.contains_key(&name[..*at]) && name[*at..].chars().count() >= LONG);
    own.last()
}
