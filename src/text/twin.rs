use std::collections::HashSet;

use super::{Source, Span};

/// A text as it is read, beside the text as it is printed: each character of the one takes the bytes of the other's.
#[derive(Clone, Debug)]
pub struct Twin {
    read: Source,
    printed: String,
    /// The characters that stand for others.
    stands: HashSet<char>,
}

impl Twin {
    /// The twin of a source in which `read` says what the character at each place of its text is read as; `None` where all are read as they
    /// stand. A character that takes other bytes stays.
    #[must_use]
    pub fn of(source: &Source, read: impl Fn(&str, usize) -> char) -> Option<Self> {
        let printed = &source.text;
        let first = printed.char_indices().find(|&(at, c)| read(printed, at) != c).map(|(at, _)| at)?;
        let mut text = String::with_capacity(source.text.len());
        let mut stands = HashSet::new();
        for (at, c) in printed.char_indices() {
            let other = if at < first { c } else { read(printed, at) };
            if other != c && other.len_utf8() == c.len_utf8() {
                stands.insert(other);
                text.push(other);
            } else {
                text.push(c);
            }
        }
        Some(Self { read: source.reworded(text), printed: source.text.clone(), stands })
    }

    /// The text as it is read, with its tables.
    #[must_use]
    pub fn source(&self) -> &Source {
        &self.read
    }

    /// Words that were read at a place, or put together from the text, as they are printed.
    #[must_use]
    pub fn printed(&self, words: &str, place: Option<Span>) -> String {
        let near = place.unwrap_or(Span::new(0, 0));
        if let Some(at) = near.text(&self.read.text).find(words) {
            return self.printed[near.start + at..near.start + at + words.len()].to_owned();
        }
        let mut printed = String::with_capacity(words.len());
        let mut rest = words;
        while !rest.is_empty() {
            let length = self.known(rest, near.start);
            match length.1 {
                Some(at) => printed.push_str(&self.printed[at..at + length.0]),
                None => printed.push_str(&rest[..length.0]),
            }
            rest = &rest[length.0..];
        }
        printed
    }

    /// The longest beginning of some words that stands in the text, best before or behind `near`: its bytes, and
    /// where it stands; none where its characters stand for no others.
    fn known(&self, words: &str, near: usize) -> (usize, Option<usize>) {
        let first = words.chars().next().map_or(0, char::len_utf8);
        let plain = words.find(|c| self.stands.contains(&c)).unwrap_or(words.len());
        if plain == words.len() {
            return (plain, None);
        }
        // Where a beginning does not stand in the text, no longer one does.
        let ends = words.char_indices().map(|(at, c)| at + c.len_utf8()).collect::<Vec<_>>();
        let stands = |end: usize| self.read.text.contains(&words[..end]);
        let longest = if stands(words.len()) { ends.len() } else { ends.partition_point(|&end| stands(end)) };
        let Some(&end) = longest.checked_sub(1).and_then(|last| ends.get(last)) else { return (first, None) };
        let before = self.read.text.get(..near).and_then(|text| text.rfind(&words[..end]));
        (end, before.or_else(|| self.read.text.find(&words[..end])))
    }
}

#[cfg(test)]
mod tests {
    use super::Twin;
    use crate::text::{Source, Span};

    fn read(text: &str, at: usize) -> char {
        match text[at..].chars().next().unwrap() {
            '萬' => '万',
            '畝' => '亩',
            '發' | '髮' => '发',
            c => c,
        }
    }

    #[test]
    fn a_twin_is_read_in_other_characters_and_leads_back_to_the_printed_ones() {
        let source = Source::new("a", "開發3萬畝,理髮5家");
        let twin = Twin::of(&source, read).unwrap();
        assert_eq!(twin.source().text, "開发3万亩,理发5家");
        assert_eq!(twin.printed("万亩", None), "萬畝");
        assert_eq!(twin.printed("理发开发", None), "理髮开發");
        assert_eq!(twin.printed("发", Some(Span::new(3, 6))), "發");
    }

    #[test]
    fn a_text_that_is_read_as_it_stands_has_no_twin() {
        assert!(Twin::of(&Source::new("a", "完成3万亩"), read).is_none());
    }
}
