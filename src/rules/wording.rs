//! The words of a notice, read from `rules/brief.toml`.

use std::collections::HashMap;

use serde::Deserialize;
use toml::Spanned;

use super::{Fault, Layers, Placed, entry};

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RawText {
    id: Spanned<String>,
    words: Spanned<String>,
    /// The same in English.
    en: Option<Spanned<String>>,
    #[serde(default)]
    replaces: bool,
}

entry!(RawText);

/// Every text and what can be filled into it.
const KNOWN: &[(&str, &[&str])] = &[
    ("title", &[]),
    ("source", &["reports"]),
    ("report", &["title"]),
    ("head_situation", &[]),
    ("situation", &["goals", "answered", "open", "done", "ahead", "behind", "far", "check"]),
    ("head_best", &[]),
    ("head_worst", &[]),
    ("head_groups", &[]),
    ("groups_body", &[]),
    ("groups_district", &[]),
    ("head_open", &[]),
    ("head_doubts", &[]),
    ("paced", &["name", "goal", "figure", "ratio", "expected", "body"]),
    ("plain", &["name", "goal", "figure", "ratio", "body"]),
    ("unrated", &["name", "goal", "figure", "status", "body"]),
    ("open", &["name", "goal", "body"]),
    ("said", &["name", "goal", "body"]),
    ("conflict", &["name", "numbers", "stated", "body"]),
    ("doubt", &["name", "numbers", "doubt", "body"]),
    ("clash", &["name", "finding", "one", "other"]),
    ("at_least", &["number"]),
    ("more_than", &["number"]),
    ("at_most", &["number"]),
    ("less_than", &["number"]),
    ("numbers", &["goal", "figure"]),
    ("figure_only", &["figure"]),
    ("body", &["bodies"]),
    ("none", &[]),
    ("no_groups", &[]),
    ("more", &["count"]),
    ("note", &["report", "line", "quote"]),
    ("lines", &["report", "lines"]),
];

/// A piece of a text: words, or what is to be filled in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Piece {
    /// Words as they stand.
    Words(String),
    /// A name in braces.
    Gap(String),
}

/// The words of a notice, by what they are for.
#[derive(Clone, Debug, Default)]
pub struct Wording {
    texts: HashMap<String, Vec<Piece>>,
    english: HashMap<String, Vec<Piece>>,
}

impl Wording {
    /// Reads the file; what is wrong is added to `faults`.
    pub(crate) fn load(layers: &Layers, faults: &mut Vec<Fault>) -> Self {
        let (mut texts, mut english) = (HashMap::new(), HashMap::new());
        for Placed { file, entry } in layers.lists(&["text"], faults).entries::<RawText>("text", faults) {
            let Some((_, gaps)) = KNOWN.iter().find(|(name, _)| *name == entry.id.as_ref()) else {
                let message = format!("`{}` is no text of a notice", entry.id.as_ref());
                faults.push(file.fault("entry-unknown", message, vec![(entry.id.span(), String::new())]));
                continue;
            };
            let mut read = |words: &Spanned<String>| {
                let pieces = pieces(words.as_ref());
                let unknown = pieces.iter().filter_map(|piece| match piece {
                    Piece::Gap(name) if !gaps.contains(&name.as_str()) => Some(name),
                    Piece::Gap(_) | Piece::Words(_) => None,
                });
                for name in unknown {
                    let message = format!("nothing is called {{{name}}} here; known are {}", gaps.join(", "));
                    faults.push(file.fault("gap-unknown", message, vec![(words.span(), String::new())]));
                }
                pieces
            };
            let words = read(&entry.words);
            english.insert(entry.id.as_ref().clone(), entry.en.as_ref().map_or(words.clone(), read));
            texts.insert(entry.id.into_inner(), words);
        }
        Self { texts, english }
    }

    /// The same with the English words; a text without them stays as it is.
    #[must_use]
    pub fn in_english(&self) -> Self {
        Self { texts: self.english.clone(), english: self.english.clone() }
    }

    /// The pieces of a text; none where the rules have no such text.
    #[must_use]
    pub fn text(&self, id: &str) -> &[Piece] {
        self.texts.get(id).map_or(&[], Vec::as_slice)
    }
}

fn pieces(text: &str) -> Vec<Piece> {
    let mut pieces = Vec::new();
    let mut rest = text;
    while let Some((before, after)) = rest.split_once('{') {
        let Some((name, behind)) = after.split_once('}') else { break };
        pieces.push(Piece::Words(before.to_owned()));
        pieces.push(Piece::Gap(name.to_owned()));
        rest = behind;
    }
    pieces.push(Piece::Words(rest.to_owned()));
    pieces.retain(|piece| *piece != Piece::Words(String::new()));
    pieces
}

#[cfg(test)]
mod tests {
    use super::{KNOWN, Piece, pieces};
    use crate::rules::Rulebook;

    #[test]
    fn every_text_of_a_notice_has_words() {
        let rules = Rulebook::builtin().unwrap();
        for (id, _) in KNOWN {
            assert!(!rules.wording.text(id).is_empty(), "{id}");
            let english = rules.wording.in_english();
            let chinese = |piece: &Piece| matches!(piece, Piece::Words(text) if text.chars().any(|c| ('一'..='龥').contains(&c)));
            assert!(!english.text(id).is_empty() && !english.text(id).iter().any(chinese), "{id}");
        }
    }

    #[test]
    fn a_text_is_words_and_gaps() {
        let gap = |name: &str| Piece::Gap(name.to_owned());
        assert_eq!(pieces("{a}项{b}"), [gap("a"), Piece::Words("项".to_owned()), gap("b")]);
    }
}
