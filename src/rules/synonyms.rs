//! Names that mean the same, and words that exclude each other, read from `rules/synonyms.toml`.

use serde::Deserialize;

use super::{Fault, Layers, Placed};

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RawGroup {
    words: Vec<toml::Spanned<String>>,
}

/// Names that mean the same, and words that exclude each other.
#[derive(Clone, Debug, Default)]
pub struct Synonyms {
    same: Vec<Vec<String>>,
    exclusive: Vec<Vec<String>>,
}

impl Synonyms {
    /// Reads the file; what is wrong is added to `faults`.
    pub(crate) fn load(layers: &Layers, faults: &mut Vec<Fault>) -> Self {
        let lists = layers.lists(&["same", "exclusive"], faults);
        let (same, exclusive) = (lists.nameless("same", faults), lists.nameless("exclusive", faults));
        for Placed { file, entry } in same.iter().chain(&exclusive) {
            let group: &RawGroup = entry;
            if group.words.len() < 2 {
                let place = group.words.first().map_or(0..0, toml::Spanned::span);
                let message = "a group needs two words or more".into();
                faults.push(file.fault("group-small", message, vec![(place, String::new())]));
            }
        }
        let words = |groups: Vec<Placed<'_, RawGroup>>| -> Vec<Vec<String>> {
            groups
                .into_iter()
                .map(|group| {
                    let words = group.entry.words.into_iter();
                    let mut words: Vec<_> = words.map(toml::Spanned::into_inner).collect();
                    words.sort_by_key(|word| std::cmp::Reverse(word.chars().count()));
                    words
                })
                .collect()
        };
        Self { same: words(same), exclusive: words(exclusive) }
    }

    /// The name with each synonym replaced by the longest word of its group.
    #[must_use]
    pub fn fold(&self, name: &str) -> String {
        let mut folded = name.to_owned();
        for group in &self.same {
            if group.iter().any(|word| folded.contains(word.as_str()))
                && let Some(word) = group.iter().find(|word| folded.contains(word.as_str()))
            {
                folded = folded.replacen(word.as_str(), &group[0], 1);
            }
        }
        folded
    }

    /// True where each name holds another word of one exclusive group.
    #[must_use]
    pub fn conflict(&self, one: &str, other: &str) -> bool {
        self.exclusive.iter().any(|group| {
            let held = |name: &str| group.iter().find(|word| name.contains(word.as_str()));
            let (Some(a), Some(b)) = (held(one), held(other)) else { return false };
            // A name that holds both words beside each other excludes neither.
            a != b
                && !one.replacen(a.as_str(), "", 1).contains(b.as_str())
                && !other.replacen(b.as_str(), "", 1).contains(a.as_str())
        })
    }
}
