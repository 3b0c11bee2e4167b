//! Phrases that hold numerals and are no numbers, by the first numeral in them.

use super::WordMap;

/// A phrase around its first numeral.
#[derive(Clone, Debug)]
pub(super) struct Phrase {
    prefix: String,
    /// From the numeral on.
    pub(super) rest: String,
    /// True where the numeral counts if every number is asked for: 两年.
    pub(super) counts: bool,
}

/// Phrases, longest first, by the first numeral and the character behind it.
#[derive(Clone, Debug, Default)]
pub(super) struct Phrases(WordMap<(char, Option<char>), Vec<Phrase>>);

/// True for characters that numbers are written with.
fn is_numeral(c: char) -> bool {
    c.is_ascii_digit() || ('０'..='９').contains(&c) || "零〇一二两三四五六七八九十百千万亿".contains(c)
}

impl Phrases {
    /// Adds a phrase; false where it holds no numeral.
    pub(super) fn add(&mut self, word: &str, counts: bool) -> bool {
        let Some((at, first)) = word.char_indices().find(|(_, c)| is_numeral(*c)) else { return false };
        let (prefix, rest) = (word[..at].to_owned(), word[at..].to_owned());
        let second = rest.chars().nth(1);
        self.0.entry((first, second)).or_default().push(Phrase { prefix, rest, counts });
        true
    }

    pub(super) fn sort(&mut self) {
        for phrases in self.0.values_mut() {
            phrases.sort_by_key(|phrase| std::cmp::Reverse(phrase.rest.len()));
        }
    }

    pub(super) fn len(&self) -> usize {
        self.0.values().map(Vec::len).sum()
    }

    /// The phrases whose first numeral stands at `at`.
    pub(super) fn at<'a>(&'a self, text: &'a str, at: usize) -> impl Iterator<Item = &'a Phrase> {
        let (before, rest) = text.split_at(at);
        let mut letters = rest.chars();
        let key = letters.next().map(|first| (first, letters.next()));
        let longer = key.filter(|(_, second)| second.is_some()).and_then(|key| self.0.get(&key));
        let alone = key.and_then(|(first, _)| self.0.get(&(first, None)));
        longer.into_iter().chain(alone).flatten().filter(move |phrase| {
            rest.starts_with(&phrase.rest) && before.ends_with(phrase.prefix.as_str()) && {
                // 统一 is a word, 有一亿 is a number.
                let after = &rest[phrase.rest.len()..];
                !(phrase.rest.ends_with(is_numeral) && after.starts_with(is_numeral))
            }
        })
    }
}
