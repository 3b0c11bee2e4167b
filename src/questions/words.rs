//! The prompts, as data.

use std::collections::HashMap;

const FILE: &str = include_str!("words.json");

/// The language of the questions.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Tongue {
    /// 中文
    Zh,
    /// English
    En,
}

/// The words of one language.
pub(super) struct Words(HashMap<String, String>);

impl Words {
    pub(super) fn of(tongue: Tongue) -> Self {
        let code = match tongue {
            Tongue::Zh => "zh",
            Tongue::En => "en",
        };
        let mut all: HashMap<String, HashMap<String, String>> =
            serde_json::from_str(FILE).unwrap_or_default();
        Self(all.remove(code).unwrap_or_default())
    }

    /// A phrase with its gaps filled.
    pub(super) fn say(&self, name: &str, gaps: &[(&str, &str)]) -> String {
        let phrase = self.0.get(name).cloned().unwrap_or_default();
        gaps.iter().fold(phrase, |phrase, (gap, word)| phrase.replace(&format!("{{{gap}}}"), word))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn both_languages_have_the_same_words_with_the_same_gaps() {
        let (zh, en) = (Words::of(Tongue::Zh).0, Words::of(Tongue::En).0);
        let gaps = |text: &str| {
            let mut gaps: Vec<String> = text
                .split('{')
                .skip(1)
                .filter_map(|part| part.split('}').next())
                .map(str::to_owned)
                .collect();
            gaps.sort();
            gaps
        };
        assert!(zh.len() > 15);
        assert_eq!(zh.len(), en.len());
        for (name, phrase) in &zh {
            assert_eq!(gaps(phrase), gaps(&en[name]), "{name}");
        }
    }
}
