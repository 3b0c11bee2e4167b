//! Phrases that are no numbers, and words at numbers, read from `rules/numerals.toml`.

use std::sync::Arc;

use serde::Deserialize;
use toml::Spanned;

use super::{Affixes, Case, Fault, Layers, Placed, Reads, RuleFile, WordMap, Words, entry, phrases::Phrases};
use crate::model::{Bound, Roughness};

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RawWords {
    id: Spanned<String>,
    /// What a `thing` or a `word` is about: a dimension, or `none`.
    #[serde(default)]
    dimension: String,
    #[serde(default)]
    within: usize,
    /// True for phrases whose numeral counts where every number is asked for: 两年.
    #[serde(default)]
    counts: bool,
    #[serde(default)]
    words: Vec<String>,
    #[serde(default)]
    before: Vec<String>,
    #[serde(default)]
    inside: Vec<String>,
    #[serde(default)]
    after: Vec<String>,
    #[serde(default)]
    cases: Vec<(Spanned<String>, String)>,
    #[serde(default)]
    not: Vec<Spanned<String>>,
    #[serde(default)]
    replaces: bool,
    #[serde(default)]
    extends: bool,
}

entry!(RawWords, extends);

/// A quantity of a dimension, with one of the words after it, names a thing: 15分钟生活圈.
#[derive(Clone, Debug)]
struct Thing {
    dimension: Option<String>,
    after: Affixes,
    /// True where an empty word is among them: whatever follows, it names a thing.
    always: bool,
    within: usize,
}

impl Thing {
    fn of(entry: RawWords) -> Self {
        let dimension = (entry.dimension != "none").then_some(entry.dimension);
        let always = entry.after.iter().any(String::is_empty);
        Self { dimension, after: entry.after.into(), always, within: entry.within }
    }
}

/// A word before a number, and what it says.
type Before = (String, Option<Bound>, Option<Roughness>);

/// Phrases that are no numbers, and words at numbers; longest words first.
#[derive(Clone, Debug, Default)]
pub struct Numerals {
    phrases: Phrases,
    things: Vec<Thing>,
    lists: [Affixes; 4],
    /// By their last character.
    before: WordMap<char, Vec<Before>>,
    /// By their first.
    after: WordMap<char, Vec<(String, Bound)>>,
    inside: Affixes,
    /// What each of these says.
    inside_rough: Vec<Roughness>,
    cases: Vec<Case>,
}

impl Numerals {
    /// Reads the file; what is wrong is added to `faults`.
    pub(crate) fn load(layers: &Layers, faults: &mut Vec<Fault>) -> Self {
        let lists = layers.lists(&["phrase", "thing", "words", "bound", "rough"], faults);
        let (mut read, mut words) = (Self::default(), [const { Vec::new() }; 4]);
        for placed in lists.entries::<RawWords>("phrase", faults) {
            read.cases(&placed, faults);
            read.phrases(placed, faults);
        }
        read.phrases.sort();
        for placed in lists.entries::<RawWords>("thing", faults) {
            read.cases(&placed, faults);
            read.things.push(Thing::of(placed.entry));
        }
        for placed in lists.entries::<RawWords>("words", faults) {
            read.cases(&placed, faults);
            match Words::ALL.iter().find(|(_, id)| *id == placed.entry.id.as_ref()) {
                Some((list, _)) => words[*list as usize].extend(placed.entry.words),
                None => faults.push(unknown(placed.file, &placed.entry.id)),
            }
        }
        read.lists = words.map(Affixes::from);
        for placed in lists.entries::<RawWords>("bound", faults) {
            read.cases(&placed, faults);
            read.bound(placed, faults);
        }
        let mut inside = Vec::new();
        for placed in lists.entries::<RawWords>("rough", faults) {
            read.cases(&placed, faults);
            read.rough(placed, &mut inside, faults);
        }
        read.inside = Affixes::from(inside);
        for words in read.before.values_mut() {
            words.sort_by_key(|(word, ..)| std::cmp::Reverse(word.len()));
        }
        for words in read.after.values_mut() {
            words.sort_by_key(|(word, _)| std::cmp::Reverse(word.len()));
        }
        read
    }

    fn phrases(&mut self, placed: Placed<'_, RawWords>, faults: &mut Vec<Fault>) {
        for word in &placed.entry.words {
            if !self.phrases.add(word, placed.entry.counts) {
                let message = format!("`{word}` holds no numeral");
                let place = placed.entry.id.span();
                faults.push(placed.file.fault("phrase-plain", message, vec![(place, String::new())]));
            }
        }
    }

    fn bound(&mut self, placed: Placed<'_, RawWords>, faults: &mut Vec<Fault>) {
        let Some(bound) = bound_of(placed.entry.id.as_ref()) else {
            faults.push(unknown(placed.file, &placed.entry.id));
            return;
        };
        for word in placed.entry.before {
            self.add_before((word, Some(bound), None));
        }
        for word in placed.entry.after {
            if let Some(first) = word.chars().next() {
                self.after.entry(first).or_default().push((word, bound));
            }
        }
    }

    fn rough(&mut self, placed: Placed<'_, RawWords>, inside: &mut Vec<String>, faults: &mut Vec<Fault>) {
        let Some(rough) = rough_of(placed.entry.id.as_ref()) else {
            faults.push(unknown(placed.file, &placed.entry.id));
            return;
        };
        for word in placed.entry.before {
            self.add_before((word, None, Some(rough)));
        }
        self.inside_rough.extend(placed.entry.inside.iter().map(|_| rough));
        inside.extend(placed.entry.inside);
    }

    fn add_before(&mut self, word: Before) {
        if let Some(last) = word.0.chars().next_back() {
            self.before.entry(last).or_default().push(word);
        }
    }

    fn cases(&mut self, placed: &Placed<'_, RawWords>, faults: &mut Vec<Fault>) {
        let Placed { file, entry } = placed;
        let file: &Arc<RuleFile> = file;
        if entry.cases.is_empty() && entry.not.is_empty() {
            let message = "an entry carries a case: `cases` or `not`".to_owned();
            faults.push(file.fault("entry-caseless", message, vec![(entry.id.span(), String::new())]));
        }
        for (text, shown) in &entry.cases {
            let reads = Reads::Shown(shown.clone());
            self.cases.push(Case::new(text.as_ref().clone(), reads, file, text.span()));
        }
        for text in &entry.not {
            self.cases.push(Case::new(text.as_ref().clone(), Reads::Nothing, file, text.span()));
        }
    }

    /// How many phrases and words there are.
    #[must_use]
    pub fn len(&self) -> usize {
        let phrases = self.phrases.len();
        let before: usize = self.before.values().map(Vec::len).sum();
        let after: usize = self.after.values().map(Vec::len).sum();
        phrases + before + after + self.inside_rough.len()
    }

    /// True where there are none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// The cases that the entries carry.
    #[must_use]
    pub fn cases_of_entries(&self) -> &[Case] {
        &self.cases
    }

    /// Where the phrase ends whose first numeral stands at `at`.
    #[must_use]
    pub fn phrase_at(&self, text: &str, at: usize) -> Option<usize> {
        self.phrases.at(text, at).next().map(|phrase| at + phrase.rest.len())
    }

    /// True where all phrases at `at` have numerals that count where every number is asked for.
    #[must_use]
    pub fn counts_at(&self, text: &str, at: usize) -> bool {
        self.phrases.at(text, at).all(|phrase| phrase.counts)
    }

    /// True where a quantity of a dimension with `after` behind it names a thing.
    #[must_use]
    pub fn names_a_thing(&self, dimension: Option<&str>, after: &str) -> bool {
        self.things.iter().filter(|thing| thing.dimension.as_deref() == dimension).any(|thing| {
            let follows = |rest: &str| thing.after.begin(rest);
            let inside = after.char_indices().take_while(|(_, c)| c.is_alphanumeric());
            thing.always
                || follows(after)
                || inside.take(thing.within).any(|(at, c)| follows(&after[at + c.len_utf8()..]))
        })
    }

    /// The words of a list.
    #[must_use]
    pub(crate) fn list(&self, list: Words) -> &Affixes {
        &self.lists[list as usize]
    }

    /// The bound or approximation word that a text ends with.
    #[must_use]
    pub fn before(&self, text: &str) -> Option<(usize, Option<Bound>, Option<Roughness>)> {
        let words = self.before.get(&text.chars().next_back()?)?;
        let found = words.iter().find(|(word, ..)| text.ends_with(word.as_str()))?;
        Some((found.0.len(), found.1, found.2))
    }

    /// The bound word that a text starts with.
    #[must_use]
    pub fn after(&self, text: &str) -> Option<(usize, Bound)> {
        let words = self.after.get(&text.chars().next()?)?;
        let found = words.iter().find(|(word, _)| text.starts_with(word.as_str()));
        found.map(|(word, bound)| (word.len(), *bound))
    }

    /// The word of approximation inside a number that a text starts with.
    #[must_use]
    pub fn inside(&self, text: &str) -> Option<(usize, Roughness)> {
        let (place, rest) = self.inside.starts(text, 0).next()?;
        Some((text.len() - rest.len(), self.inside_rough[place]))
    }
}

fn unknown(file: &RuleFile, id: &Spanned<String>) -> Fault {
    let message = format!("`{}` is no entry that the grammar asks for", id.as_ref());
    file.fault("entry-unknown", message, vec![(id.span(), String::new())])
}

fn bound_of(id: &str) -> Option<Bound> {
    Some(match id {
        "at_least" => Bound::AtLeast,
        "more_than" => Bound::MoreThan,
        "at_most" => Bound::AtMost,
        "less_than" => Bound::LessThan,
        "about" => Bound::About,
        _ => return None,
    })
}

fn rough_of(id: &str) -> Option<Roughness> {
    Some(match id {
        "over" => Roughness::Over,
        "nearly" => Roughness::Nearly,
        "about" => Roughness::About,
        _ => return None,
    })
}
