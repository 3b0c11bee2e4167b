//! A short list of words, asked for by what a text begins or ends with.

use serde::Deserialize;

use crate::text::behind;

/// Words in the order of their list. A text is asked of those alone that begin, or end, with its letter.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(from = "Vec<String>")]
pub(crate) struct Affixes {
    words: Vec<String>,
    first: Edge,
    last: Edge,
}

impl From<Vec<String>> for Affixes {
    fn from(words: Vec<String>) -> Self {
        let first = Edge::of(words.iter().map(|word| word.chars().next()));
        let last = Edge::of(words.iter().map(|word| word.chars().next_back()));
        Self { words, first, last }
    }
}

impl Affixes {
    /// The words, in their order.
    pub(crate) fn words(&self) -> &[String] {
        &self.words
    }

    /// True where a text is one of the words.
    #[inline]
    pub(crate) fn is(&self, text: &str) -> bool {
        self.first.may_begin(text)
            && self.last.may_end(text)
            && self.starts(text, 0).any(|(_, rest)| rest.is_empty())
    }

    /// True where a text begins with one of the words.
    #[inline]
    pub(crate) fn begin(&self, text: &str) -> bool {
        self.first.may_begin(text) && self.starts(text, 0).next().is_some()
    }

    /// False for most letters that no word ends with.
    #[inline]
    pub(crate) fn may_end(&self, last: Option<char>) -> bool {
        last.is_some_and(|last| self.last.may_be(last))
    }

    /// True where a text ends with one of the words.
    #[inline]
    pub(crate) fn end(&self, text: &str) -> bool {
        self.last.may_end(text) && self.ends(text, 0).next().is_some()
    }

    /// The words that a text begins with, from a place in the list on: the place of each, and what follows it.
    pub(crate) fn starts<'t>(&self, text: &'t str, from: usize) -> impl Iterator<Item = (usize, &'t str)> {
        let first = text.chars().next().filter(|_| self.first.may_begin(text));
        let places = self.first.places(first).filter(move |&place| place >= from);
        places.filter_map(|place| Some((place, text.strip_prefix(self.words[place].as_str())?)))
    }

    /// The words that a text ends with, from a place in the list on: the place of each, and what stands before it.
    pub(crate) fn ends<'t>(&self, text: &'t str, from: usize) -> impl Iterator<Item = (usize, &'t str)> {
        let last = text.chars().next_back().filter(|_| self.last.may_end(text));
        let places = self.last.places(last).filter(move |&place| place >= from);
        places.filter_map(|place| Some((place, text.strip_suffix(self.words[place].as_str())?)))
    }

    /// What follows the longest word that a text begins with.
    #[inline]
    pub(crate) fn ahead<'t>(&self, text: &'t str) -> Option<&'t str> {
        if !self.first.may_begin(text) {
            return None;
        }
        self.starts(text, 0).map(|(_, rest)| rest).min_by_key(|rest| rest.len())
    }

    /// What stands before the longest word that a text ends with.
    #[inline]
    pub(crate) fn behind<'t>(&self, text: &'t str) -> Option<&'t str> {
        if !self.last.may_end(text) {
            return None;
        }
        self.ends(text, 0).map(|(_, rest)| rest).min_by_key(|rest| rest.len())
    }

    /// True where a text holds one of the words.
    pub(crate) fn is_in(&self, text: &str) -> bool {
        self.first_in(text).is_some()
    }

    /// What stands before the first of the words in a text, the longest that begins there, and what follows it.
    pub(crate) fn parted<'t>(&self, text: &'t str) -> Option<(&'t str, &'t str)> {
        let at = self.first_in(text)?;
        Some((&text[..at], self.ahead(&text[at..])?))
    }

    /// Where the first of the words in a text stands.
    fn first_in(&self, text: &str) -> Option<usize> {
        let mut from = 0;
        loop {
            let at = self.first.next(text, from)?;
            if self.starts(&text[at..], 0).next().is_some() {
                return Some(at);
            }
            from = behind(text, at);
        }
    }
}

/// True where letters of three bytes begin at the first and the fourth byte.
#[inline]
fn wide(letters: [u8; 4]) -> bool {
    u32::from_le_bytes(letters) & 0xf000_00f0 == 0xe000_00e0
}

/// The letters at one end of words, and the places of the words in the list.
#[derive(Clone, Debug, Default)]
struct Edge {
    /// A bit for each letter, by its last ten bits: most letters are none and need no search.
    seen: [u64; 16],
    /// Letter and place, in their order.
    places: Vec<(char, usize)>,
}

impl Edge {
    fn of(letters: impl Iterator<Item = Option<char>>) -> Self {
        let mut edge = Self::default();
        edge.places.extend(letters.enumerate().filter_map(|(place, letter)| Some((letter?, place))));
        edge.places.sort_unstable();
        for &(letter, _) in &edge.places {
            edge.seen[letter as usize / 64 % 16] |= 1 << (letter as usize % 64);
        }
        edge
    }

    fn may_be(&self, letter: char) -> bool {
        self.seen[letter as usize / 64 % 16] & (1 << (letter as usize % 64)) != 0
    }

    /// False for most texts whose first letter is none of them; the last ten bits of a letter are those of its last two
    /// bytes, so that none need be decoded.
    #[inline]
    fn may_begin(&self, text: &str) -> bool {
        let (bits, last) = match text.as_bytes() {
            [0xe0..=0xef, upper, last, ..] | [0xf0..=0xff, _, upper, last, ..] => {
                (self.seen[usize::from(upper & 0x0f)], last)
            }
            [letter @ 0..=0x7f, ..] => (self.seen[usize::from(letter >> 6)], letter),
            [upper, last, ..] => (self.seen[usize::from(upper & 0x0f)], last),
            [..] => return false,
        };
        bits >> (last & 0x3f) & 1 != 0
    }

    /// The same for the last letter of a text.
    #[inline]
    fn may_end(&self, text: &str) -> bool {
        let (bits, last) = match text.as_bytes() {
            [.., letter @ 0..=0x7f] => (self.seen[usize::from(letter >> 6)], letter),
            [.., upper, last] => (self.seen[usize::from(upper & 0x0f)], last),
            [..] => return false,
        };
        bits >> (last & 0x3f) & 1 != 0
    }

    /// The next place of a text where such a letter may stand.
    #[inline]
    fn next(&self, text: &str, from: usize) -> Option<usize> {
        let mut rest = text.as_bytes().get(from..)?;
        let may_be = |upper: u8, last: u8| self.seen[usize::from(upper & 0x0f)] >> (last & 0x3f) & 1 != 0;
        loop {
            // Most letters have three bytes, and most are none: two at once, as long as they are.
            while let [a, b, c, d, e, f, tail @ ..] = rest
                && wide([*a, *b, *c, *d])
                && !may_be(*b, *c)
                && !may_be(*e, *f)
            {
                rest = tail;
            }
            let (bits, last, tail) = match rest {
                [0xe0..=0xef, upper, last, tail @ ..] | [0xf0..=0xff, _, upper, last, tail @ ..] => {
                    (self.seen[usize::from(upper & 0x0f)], last, tail)
                }
                [letter @ 0..=0x7f, tail @ ..] => (self.seen[usize::from(letter >> 6)], letter, tail),
                [upper, last, tail @ ..] => (self.seen[usize::from(upper & 0x0f)], last, tail),
                [..] => return None,
            };
            if bits >> (last & 0x3f) & 1 != 0 {
                return Some(text.len() - rest.len());
            }
            rest = tail;
        }
    }

    /// The places of the words with this letter, in their order; none where there is no letter.
    fn places(&self, letter: Option<char>) -> impl Iterator<Item = usize> {
        let start = letter
            .map_or(self.places.len(), |letter| self.places.partition_point(|&(other, _)| other < letter));
        let places = self.places[start..].iter();
        places.take_while(move |(other, _)| Some(*other) == letter).map(|&(_, place)| place)
    }
}

#[cfg(test)]
mod tests {
    use super::Affixes;

    fn list(words: &[&str]) -> Affixes {
        Affixes::from(words.iter().map(|&word| word.to_owned()).collect::<Vec<_>>())
    }

    #[test]
    fn the_longest_word_at_an_end_counts() {
        let list = list(&["完", "完成", "成", "成率", "率"]);
        assert_eq!(list.ahead("完成了"), Some("了"));
        assert_eq!(list.behind("完成率"), Some("完"));
        assert_eq!(list.ahead("了完成"), None);
        assert_eq!(list.behind(""), None);
        assert!(list.is("成率") && !list.is("成率了"));
        assert!(list.is_in("年成") && !list.is_in("年"));
        assert_eq!(list.parted("年a完成度"), Some(("年a", "度")));
        assert_eq!(list.parted("\u{ad}𠀀率"), Some(("\u{ad}𠀀", "")));
        assert_eq!(list.parted("年"), None);
    }

    #[test]
    fn words_come_in_the_order_of_their_list_from_a_place_on() {
        let list = list(&["新建", "新", "建", "新建"]);
        let found: Vec<_> = list.starts("新建桥", 1).collect();
        assert_eq!(found, [(1, "建桥"), (3, "桥")]);
        // 冰 has its last ten bits in common with 新, and is no beginning for that.
        assert!(!list.is("冰"));
    }
}
