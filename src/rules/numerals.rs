//! Phrases that are no numbers, and words of bounds and approximation, read from `rules/numerals.toml`.

use aho_corasick::{AhoCorasick, MatchKind};
use serde::Deserialize;
use toml::Spanned;

use super::{Case, Entry, Fault, Layers, Placed, RuleFile};
use crate::{
    model::{Bound, Roughness},
    text::Span,
};

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RawWords {
    id: Spanned<String>,
    #[serde(default)]
    words: Vec<String>,
    #[serde(default)]
    before: Vec<String>,
    #[serde(default)]
    inside: Vec<String>,
    #[serde(default)]
    after: Vec<String>,
    #[serde(default)]
    replaces: bool,
    #[serde(default)]
    extends: bool,
}

impl Entry for RawWords {
    fn id(&self) -> &Spanned<String> {
        &self.id
    }
    fn replaces(&self) -> bool {
        self.replaces
    }
    fn extends(&self) -> bool {
        self.extends
    }
}

/// Phrases that are no numbers, and words at numbers; longest words first.
#[derive(Clone, Debug)]
pub struct Numerals {
    never: AhoCorasick,
    before: Vec<(String, Option<Bound>, Option<Roughness>)>,
    after: Vec<(String, Bound)>,
    inside: Vec<(String, Roughness)>,
    cases: Vec<Case>,
}

impl Numerals {
    /// Reads the file; what is wrong is added to `faults`.
    pub(crate) fn load(layers: &Layers, faults: &mut Vec<Fault>) -> Option<Self> {
        let lists = layers.lists(&["phrase", "bound", "rough"], faults);
        let phrases: Vec<Placed<'_, RawWords>> = lists.entries("phrase", faults);
        let (mut before, mut after, mut inside) = (Vec::new(), Vec::new(), Vec::new());
        for Placed { file, entry } in lists.entries::<RawWords>("bound", faults) {
            let Some(bound) = bound_of(entry.id.as_ref()) else {
                faults.push(unknown(file, &entry.id));
                continue;
            };
            before.extend(entry.before.into_iter().map(|word| (word, Some(bound), None)));
            after.extend(entry.after.into_iter().map(|word| (word, bound)));
        }
        for Placed { file, entry } in lists.entries::<RawWords>("rough", faults) {
            let Some(rough) = rough_of(entry.id.as_ref()) else {
                faults.push(unknown(file, &entry.id));
                continue;
            };
            before.extend(entry.before.into_iter().map(|word| (word, None, Some(rough))));
            inside.extend(entry.inside.into_iter().map(|word| (word, rough)));
        }
        before.sort_by_key(|(word, ..)| std::cmp::Reverse(word.len()));
        after.sort_by_key(|(word, _)| std::cmp::Reverse(word.len()));
        let words = phrases.iter().flat_map(|phrase| &phrase.entry.words);
        let never = AhoCorasick::builder().match_kind(MatchKind::LeftmostLongest).build(words).ok()?;
        Some(Self { never, before, after, inside, cases: Vec::new() })
    }

    /// How many phrases and words there are.
    #[must_use]
    pub fn len(&self) -> usize {
        self.never.patterns_len() + self.before.len() + self.after.len() + self.inside.len()
    }

    /// True where there are none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// The cases that the entries carry.
    #[must_use]
    pub fn cases(&self) -> &[Case] {
        &self.cases
    }

    /// The places of phrases that are no numbers.
    #[must_use]
    pub fn never(&self, text: &str) -> Vec<Span> {
        self.never.find_iter(text).map(|found| Span::new(found.start(), found.end())).collect()
    }

    /// The bound or approximation word that a text ends with.
    #[must_use]
    pub fn before(&self, text: &str) -> Option<(usize, Option<Bound>, Option<Roughness>)> {
        let found = self.before.iter().find(|(word, ..)| text.ends_with(word.as_str()))?;
        Some((found.0.len(), found.1, found.2))
    }

    /// The bound word that a text starts with.
    #[must_use]
    pub fn after(&self, text: &str) -> Option<(usize, Bound)> {
        self.after
            .iter()
            .find(|(word, _)| text.starts_with(word.as_str()))
            .map(|(word, bound)| (word.len(), *bound))
    }

    /// The word of approximation inside a number that a text starts with.
    #[must_use]
    pub fn inside(&self, text: &str) -> Option<(usize, Roughness)> {
        self.inside
            .iter()
            .find(|(word, _)| text.starts_with(word.as_str()))
            .map(|(word, rough)| (word.len(), *rough))
    }
}

fn unknown(file: &RuleFile, id: &Spanned<String>) -> Fault {
    file.fault(
        "bound-unknown",
        format!("`{}` is no bound or approximation", id.as_ref()),
        vec![(id.span(), String::new())],
    )
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
