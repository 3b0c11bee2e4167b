//! The key by which names are compared.

use std::borrow::Cow;

use crate::{
    rules::{Cue, NameWords, Rulebook},
    text::is_letter,
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
        if name.is_empty() {
            return Self { key: String::new(), noun: false };
        }
        let folded = rules.synonyms.fold(name);
        let letters = match folded.chars().all(is_letter) {
            true => folded,
            false => Cow::Owned(folded.split(|c| !is_letter(c)).collect()),
        };
        let Some((before, class, behind)) = class(&letters, rules) else {
            return Self::plain(&letters, rules);
        };
        let (before, behind) = (Self::plain(before, rules), Self::plain(behind, rules));
        Self { key: [&before.key, class, &behind.key].concat(), noun: true }
    }

    fn plain(letters: &str, rules: &Rulebook) -> Self {
        let plain = rules.verbs.without_generic(letters);
        let (mut verbs, mut works) = (0, false);
        let key = rules.verbs.without_cues(&plain, |word, set| {
            // A word of one character is too short to be told from a part of the noun.
            let verb = set.any(STRIPPED) && !set.has(Cue::Noun) && word.chars().nth(1).is_some();
            verbs += if verb { word.len() } else { 0 };
            // 养护工程 names works, as 安防工程 beside it does.
            works |= set.has(Cue::Work) && letters.ends_with(&format!("{word}工程"));
            verb && !set.has(Cue::Work)
        });
        // 结案率 and 执行完毕率: what is left of a rate names none.
        let key = if matches!(&*key, "率" | "比例" | "比率") { plain.clone() } else { key };
        Self { key: key.into_owned(), noun: works || verbs < plain.len() }
    }
}

/// A name around the class of projects that it speaks of: 续建项目 of 省级续建项目投资.
fn class<'n>(name: &'n str, rules: &Rulebook) -> Option<(&'n str, &'n str, &'n str)> {
    if !rules.names.holds(NameWords::ClassNoun, name) {
        return None;
    }
    let nouns = rules.names.words(NameWords::ClassNoun).iter();
    let (at, noun) = nouns.filter_map(|noun| Some((name.find(noun.as_str())?, noun))).min()?;
    let mut before = &name[..at];
    while let Some(rest) = rules.names.before(NameWords::ClassVerb, before) {
        before = rest;
    }
    let end = at + noun.len();
    (before.len() < at).then(|| (before, &name[before.len()..end], &name[end..]))
}

/// True for a class of projects that is named by a stage and nothing else: 开工项目.
pub(crate) fn is_stage(name: &str, rules: &Rulebook) -> bool {
    rules
        .names
        .before(NameWords::ClassNoun, name)
        .is_some_and(|verb| rules.names.is(NameWords::ToldStage, verb))
}

/// The key by which names are compared.
pub(crate) fn key(name: &str, rules: &Rulebook) -> String {
    Folded::new(name, rules).key
}
