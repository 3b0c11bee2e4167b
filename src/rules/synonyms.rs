//! Names that mean the same, and words that exclude each other, read from `rules/synonyms.toml`.

use std::borrow::Cow;

use serde::Deserialize;

use super::{Fault, Layers, Lexicon, Placed};

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RawGroup {
    words: Vec<toml::Spanned<String>>,
}

/// Names that mean the same, and words that exclude each other.
#[derive(Clone, Debug, Default)]
pub struct Synonyms {
    same: Groups,
    exclusive: Groups,
    faults: Groups,
}

/// Groups of words, each group's longest word first.
#[derive(Clone, Debug, Default)]
struct Groups {
    groups: Vec<Vec<String>>,
    /// The words of all groups, numbered group by group.
    lexicon: Lexicon,
    /// Where the numbers of each group end.
    ends: Vec<usize>,
}

impl Groups {
    fn new(groups: Vec<Placed<'_, RawGroup>>) -> Self {
        let groups = groups.into_iter().map(|group| {
            let mut words: Vec<_> = group.entry.words.into_iter().map(toml::Spanned::into_inner).collect();
            words.sort_by_key(|word| std::cmp::Reverse(word.chars().count()));
            words
        });
        let groups: Vec<Vec<String>> = groups.collect();
        let lexicon = Lexicon::new(groups.iter().flatten());
        let mut end = 0;
        let ends = groups.iter().map(|group| {
            end += group.len();
            end
        });
        Self { ends: ends.collect(), groups, lexicon }
    }

    /// The first word of each group that a text holds: the number of the group, and that of the word in it.
    fn held(&self, text: &str) -> Vec<(usize, usize)> {
        let mut words: Vec<usize> = self.lexicon.everywhere(text).map(|(_, word)| word).collect();
        words.sort_unstable();
        let place = |word: usize| {
            let group = self.ends.partition_point(|&end| end <= word);
            (group, word + self.groups[group].len() - self.ends[group])
        };
        let mut held: Vec<(usize, usize)> = words.into_iter().map(place).collect();
        held.dedup_by_key(|&mut (group, _)| group);
        held
    }
}

impl Synonyms {
    /// Reads the file; what is wrong is added to `faults`.
    pub(crate) fn load(layers: &Layers, faults: &mut Vec<Fault>) -> Self {
        let lists = layers.lists(&["same", "exclusive", "fault"], faults);
        let wrong = Groups::new(lists.nameless("fault", faults));
        let (same, exclusive) = (lists.nameless("same", faults), lists.nameless("exclusive", faults));
        for Placed { file, entry } in same.iter().chain(&exclusive) {
            let group: &RawGroup = entry;
            if group.words.len() < 2 {
                let place = group.words.first().map_or(0..0, toml::Spanned::span);
                let message = "a group needs two words or more".into();
                faults.push(file.fault("group-small", message, vec![(place, String::new())]));
            }
        }
        Self { same: Groups::new(same), exclusive: Groups::new(exclusive), faults: wrong }
    }

    /// True for what goes wrong, which is never what is done of a whole: 不合格 of 抽检1386件，不合格42件，不合格率3.03%.
    #[must_use]
    pub fn tells_faults(&self, name: &str) -> bool {
        self.faults.lexicon.is_in(name)
    }

    /// The name with each synonym replaced by the longest word of its group.
    #[must_use]
    pub fn fold<'n>(&self, name: &'n str) -> Cow<'n, str> {
        if !self.same.lexicon.is_in(name) {
            return Cow::Borrowed(name);
        }
        let mut folded = name.to_owned();
        for group in &self.same.groups {
            if let Some(word) = group.iter().find(|word| folded.contains(word.as_str())) {
                folded = folded.replacen(word.as_str(), &group[0], 1);
            }
        }
        Cow::Owned(folded)
    }

    /// True where each name holds another word of one exclusive group; words that mean the same are no others.
    #[must_use]
    pub fn conflict(&self, one: &str, other: &str) -> bool {
        let (left, right) = (self.exclusive.held(one), self.exclusive.held(other));
        let beside = |&(group, a): &(usize, usize)| {
            right.iter().find(|&&(other, _)| other == group).map(|&(_, b)| {
                let words = &self.exclusive.groups[group];
                (&words[a], &words[b])
            })
        };
        // A name that holds both words beside each other excludes neither.
        left.iter().filter_map(beside).any(|(a, b)| {
            a != b
                && self.fold(a) != self.fold(b)
                && !one.replacen(a.as_str(), "", 1).contains(b.as_str())
                && !other.replacen(b.as_str(), "", 1).contains(a.as_str())
        })
    }
}
