//! Goals that a later report speaks of although no row of it is theirs: read under another name, drawn into another row,
//! or no more than the heading of what stands under it. What is spoken of has not vanished.

use std::collections::HashSet;

use super::{
    Entry,
    entry::core,
    headings,
    likeness::likeness,
    links::Links,
    names::{stageless, step},
    numbers::same_goal,
};
use crate::{
    measure::Field,
    rules::{FindingWords, Rulebook},
};

/// What a later report says of a goal that no row of it is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Spoken {
    /// Nothing.
    #[default]
    Not,
    /// It is named, and no number stands beside its name.
    Named,
    /// A row holds it under another name or with others, it is told with a number or as done, or it is no more than the
    /// heading of what stands under it.
    Told,
}

/// The letters of a report, a sentence a line with blanks between its clauses: what it speaks of although none of its
/// rows is that.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Letters(String);

impl Letters {
    /// Those of texts.
    #[must_use]
    pub fn of<'s>(texts: impl IntoIterator<Item = &'s str>, rules: &Rulebook) -> Self {
        let sentences = texts.into_iter().flat_map(|text| text.split(['\n', '。', '；', ';']));
        let clauses = |sentence: &str| {
            let clauses = sentence
                .split([',', '，', '、', '：', ':', '|', '\t'])
                .map(|clause| super::key(clause, rules));
            clauses.filter(|clause| !clause.is_empty()).collect::<Vec<_>>().join(" ")
        };
        let lines: Vec<String> = sentences.map(clauses).filter(|line| !line.is_empty()).collect();
        Self(lines.join("\n"))
    }

    /// As they were stored.
    #[must_use]
    pub fn stored(letters: String) -> Self {
        Self(letters)
    }

    /// To be stored.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// What one of its sentences says of what a row counts, within what the row is limited to.
    pub(super) fn speak_of(&self, entry: &Entry, rules: &Rulebook) -> Spoken {
        let name = core(rules.findings.plain(&rules.findings.counted(&stageless(entry, rules))), rules);
        let scope = super::key(entry.scope(), rules);
        let length = name.chars().count();
        if length >= SHORT && self.tabled(&name, &scope) {
            return Spoken::Told;
        }
        // 6所新建、改扩建学校全部开工: a list of verbs is one name.
        let whole = stageless(entry, rules);
        let joined = |line: &str| line.replace(' ', "").contains(&whole) && told(line, rules);
        if whole.chars().count() > NAMED && self.0.lines().any(joined) {
            return Spoken::Told;
        }
        if length < NAMED {
            return Spoken::Not;
        }
        let lines = self.0.lines().filter(|line| line.contains(&scope));
        let said = lines.filter_map(|line| line.find(&name).map(|at| &line[at + name.len()..]));
        said.map(|rest| if told(rest, rules) { Spoken::Told } else { Spoken::Named })
            .fold(Spoken::Not, Spoken::most)
    }
}

impl Letters {
    /// True where a line has a district with numbers, and another has the name: a table names what it counts in its head.
    fn tabled(&self, name: &str, district: &str) -> bool {
        let numbered = |line: &&str| line.contains(|letter: char| letter.is_ascii_digit());
        let line = |words: &str| self.0.lines().filter(numbered).any(|line| line.contains(words));
        !district.is_empty() && line(district) && self.0.contains(name)
    }
}

impl Spoken {
    fn most(self, other: Self) -> Self {
        match (self, other) {
            (Self::Told, _) | (_, Self::Told) => Self::Told,
            (Self::Named, _) | (_, Self::Named) => Self::Named,
            (Self::Not, Self::Not) => Self::Not,
        }
    }
}

/// True where the words behind a name, in its clause and the next, have a number or say that it is done.
fn told(rest: &str, rules: &Rulebook) -> bool {
    let clauses: Vec<&str> = rest.splitn(3, ' ').take(2).collect();
    let done = [FindingWords::Finished, FindingWords::Ended].map(|list| rules.findings.words(list));
    let done =
        |clause: &&str| done.iter().any(|words| words.iter().any(|word| clause.contains(word.as_str())));
    let number = |clause: &&str| clause.contains(|letter: char| letter.is_ascii_digit());
    clauses.iter().any(number) || clauses.iter().any(done)
}

/// Shortest name that is looked for in others, in characters.
const SURE: usize = 4;
/// Shortest name of what a table counts of its districts, in characters.
const SHORT: usize = 2;
/// Shortest name that is looked for in the letters of a report, in characters.
const NAMED: usize = 3;
/// Rows without a link that are looked for; where more are gone, another report was read.
pub(super) const MANY: usize = 500;
/// So many new rows without a link are looked at.
const FREE: usize = 2000;
/// Names must share this much of their pairs of letters, in percent, beside one goal.
const NEAR: usize = 25;

/// The old rows without a link that the new table speaks of nevertheless.
pub(super) fn spoken(old: &[Entry], new: &[Entry], links: &Links, rules: &Rulebook) -> HashSet<usize> {
    let gone =
        (0..old.len()).filter(|at| links.of_old[*at].is_none() && old[*at].target.is_some()).take(MANY);
    let heads: HashSet<String> =
        old.iter().map(|entry| headings::heading(entry.cell(Field::Section), rules)).collect();
    let [before, now] = [old, new].map(|entries| headings::headless(entries, rules));
    let free: Vec<usize> = (0..new.len()).filter(|at| links.of_new[*at].is_none()).take(FREE).collect();
    let spoken = gone.filter(|&at| {
        let entry = &old[at];
        let heading = entry.actual.is_none() && heads.contains(&rules.findings.counted(&entry.key));
        let continued = |to: usize| {
            let near = || likeness(&before[at], &now[to]).max(likeness(&entry.key, &new[to].key)) >= NEAR;
            let stages = || [entry, &new[to]].map(|entry| step(entry.cell(Field::Stage), &rules.findings));
            let staged = || matches!(stages(), [one, other] if one == other && !one.is_empty());
            let place = entry.scope() == new[to].scope() && entry.dimension() == new[to].dimension();
            place && same_goal(entry, &new[to]) && (staged() || near())
        };
        // The total of a table says again what the text says.
        let twin = |to: usize| {
            let other = &old[to];
            let same = other.dimension() == entry.dimension() && other.scope() == entry.scope();
            let longer = other.key != entry.key && other.key.contains(&entry.key);
            same && longer && same_goal(entry, other)
        };
        // 占比 does not say of what.
        let nameless = entry.key.is_empty() || rules.findings.is(FindingWords::Stock, &entry.key);
        let told = nameless || (0..old.len()).any(twin);
        heading || told || free.iter().any(|to| continued(*to)) || named(entry, &before[at], new, &now)
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
