//! The key by which names are compared.

use crate::{
    rules::{Cue, Rulebook},
    text::is_han,
};

/// Cue classes that a key leaves out.
const STRIPPED: &[Cue] = &[
    Cue::Action,
    Cue::Done,
    Cue::Stage,
    Cue::Early,
    Cue::Present,
    Cue::Years,
    Cue::Rise,
    Cue::Fall,
    Cue::Compare,
    Cue::Share,
    Cue::Link,
    Cue::Now,
    Cue::Shown,
    Cue::Process,
    Cue::Build,
    Cue::Since,
];

/// True where two keys have two neighbouring characters in common.
pub(crate) fn touching(one: &str, other: &str) -> bool {
    let pairs = |key: &str| key.chars().zip(key.chars().skip(1)).collect::<Vec<_>>();
    let known = pairs(one);
    pairs(other).iter().any(|pair| known.contains(pair))
}

/// A name as it is compared with others.
pub(crate) struct Folded {
    /// Synonyms folded, verbs, common words and punctuation left out.
    pub(crate) key: String,
    /// True where the name holds a noun, not only verbs.
    pub(crate) noun: bool,
}

impl Folded {
    /// Folds a name.
    pub(crate) fn new(name: &str, rules: &Rulebook) -> Self {
        let letters: String = rules.synonyms.fold(name).chars().filter(|&c| is_letter(c)).collect();
        let plain = rules.verbs.without_generic(&letters);
        let mut verbs = 0;
        let key = rules.verbs.without_cues(&plain, |word, set| {
            // A word of one character is too short to be told from a part of the noun.
            let verb = set.any(STRIPPED) && !set.has(Cue::Noun) && word.chars().nth(1).is_some();
            verbs += if verb { word.len() } else { 0 };
            verb && !set.has(Cue::Work)
        });
        Self { key, noun: verbs < plain.len() }
    }
}

/// True for letters and digits; most are Chinese, and the table of all scripts is slow to look into.
fn is_letter(c: char) -> bool {
    is_han(c) || c.is_alphanumeric()
}

/// The key by which names are compared.
pub(crate) fn key(name: &str, rules: &Rulebook) -> String {
    Folded::new(name, rules).key
}
