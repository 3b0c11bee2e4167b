//! Words of a rule file, found in a text.

use crate::text::{Letters, Span};

/// The groups of words: one for each character of the basic plane.
const PLANE: usize = 1 << 16;

/// Words, found in a text by the character that they begin with.
///
/// Most characters of a text begin no word of a list, and one look into a table says so. An automaton for
/// all words finds them as fast, but six of the ten milliseconds that the rules took to load went into building them.
#[derive(Clone, Debug, Default)]
pub(crate) struct Lexicon {
    /// A bit for each character that a word begins with. It is small enough to stay in the fastest cache.
    begun: Box<Letters>,
    /// True where a word begins with a character beyond the plane, so that every such character may begin one.
    beyond: bool,
    /// A bit for each two characters that a word begins with, by a few of their bits; for a word of one character, that
    /// character with any other.
    pairs: Vec<u64>,
    /// A bit for each character that is a word by itself, by its last bits.
    alone: [u64; 16],
    /// For each first character the group of its words, from 1; 0 where no word begins with it.
    groups: Vec<u16>,
    /// The groups; the first is empty.
    heads: Vec<Group>,
    /// The words group by group, the longest first.
    words: Vec<Entry>,
    /// The words one behind the other.
    text: String,
    /// Their second characters, side by side: most words of a group differ there, and are looked at no further.
    seconds: Vec<u32>,
}

/// The words that begin with one character.
#[derive(Clone, Copy, Debug, Default)]
struct Group {
    /// Where they begin among the words, the longest first.
    start: usize,
    /// Where those of one character begin, which are the last.
    single: usize,
    end: usize,
    /// A bit for each second character, by its last six bits: most texts have none of them.
    seconds: u64,
}

/// A word, and its number.
#[derive(Clone, Copy, Debug)]
struct Entry {
    /// Where it stands among the words.
    start: usize,
    length: usize,
    /// It has two characters at most, and a character of the plane first, so that nothing else need be compared.
    short: bool,
    number: usize,
}

impl Entry {
    fn word<'t>(&self, text: &'t str) -> &'t str {
        &text[self.start..self.start + self.length]
    }
}

/// Stands for the second character of a word that has none.
const NONE: u32 = u32::MAX;

/// The bit of a character in a set of 64.
fn bit(letter: u32) -> u64 {
    1 << (letter % 64)
}

/// The bits for two characters: two to this power.
const PAIR_BITS: u32 = 15;

/// The place of two characters among these bits.
fn pair(first: u32, second: u32) -> usize {
    (first.wrapping_mul(0x9e37_79b1) ^ second.wrapping_mul(0x85eb_ca77)) as usize >> (32 - PAIR_BITS)
}

/// The second character of a text.
fn second(text: &str) -> u32 {
    text.chars().nth(1).map_or(NONE, u32::from)
}

impl Lexicon {
    /// A list of words; each has the number of its place in the list.
    pub(crate) fn new<W: AsRef<str>>(list: impl IntoIterator<Item = W>) -> Self {
        let (mut text, mut words) = (String::new(), Vec::new());
        for (number, word) in list.into_iter().enumerate().filter(|(_, word)| !word.as_ref().is_empty()) {
            let word = word.as_ref();
            let short =
                word.chars().next().is_some_and(|c| (c as usize) < PLANE) && word.chars().nth(2).is_none();
            let entry = Entry { start: text.len(), length: word.len(), short, number };
            words.push((place(word), second(word), entry));
            text.push_str(word);
        }
        words.sort_by_key(|(place, _, entry)| (*place, std::cmp::Reverse(entry.length), entry.number));
        let mut lexicon = Self {
            begun: Box::default(),
            beyond: false,
            pairs: vec![0; (1 << PAIR_BITS) / 64],
            alone: [0; 16],
            groups: vec![0; PLANE],
            heads: vec![Group::default()],
            seconds: words.iter().map(|(_, second, _)| *second).collect(),
            words: words.iter().map(|(.., entry)| *entry).collect(),
            text,
        };
        for (at, &(first, _, entry)) in words.iter().enumerate() {
            lexicon.enter(at, first, entry);
        }
        lexicon
    }

    /// Enters a word into the tables: its number among the sorted words, and the place of its first character.
    fn enter(&mut self, at: usize, first: usize, entry: Entry) {
        let letter = entry.word(&self.text).chars().next().unwrap_or_default();
        self.begun.add(letter);
        self.beyond |= letter as usize >= PLANE;
        let second = self.seconds[at];
        if second == NONE {
            self.alone[first / 64 % 16] |= 1 << (first % 64);
        } else {
            let pair = pair(first as u32, second);
            self.pairs[pair / 64] |= 1 << (pair % 64);
        }
        let group = &mut self.groups[first];
        if *group == 0 {
            *group = self.heads.len() as u16;
            self.heads.push(Group { start: at, single: at, end: at, seconds: 0 });
        }
        let head = &mut self.heads[*group as usize];
        head.end = at + 1;
        if second != NONE {
            head.single = at + 1;
            head.seconds |= bit(second);
        }
    }

    /// The words that a text starts with, the longest first: their numbers and their bytes.
    pub(crate) fn starts<'l>(&'l self, text: &'l str) -> impl Iterator<Item = (usize, usize)> + 'l {
        let mut letters = text.chars();
        let (first, second) = (letters.next(), letters.next());
        let known = first.filter(|&first| self.begins(first));
        let known = known.filter(|&first| self.may_begin(first, second));
        self.with(known, second, text)
    }

    /// The words that a text starts with, of which the first two letters are known.
    fn with<'l>(
        &'l self,
        first: Option<char>,
        second: Option<char>,
        text: &'l str,
    ) -> impl Iterator<Item = (usize, usize)> + 'l {
        let group = first.and_then(|c| self.groups.get(c as usize % PLANE)).map_or(0, |&at| usize::from(at));
        // A character beyond the plane shares a place, and is compared with the words of that place.
        let beyond = first.is_some_and(|c| c as usize >= PLANE);
        let Group { start, single, end, seconds } = self.heads.get(group).copied().unwrap_or_default();
        let next = second.map_or(NONE, u32::from);
        let known = self.text.as_str();
        let start = if next != NONE && seconds & bit(next) != 0 { start } else { single };
        (start..end)
            .filter(move |&at| self.seconds[at] == next || self.seconds[at] == NONE)
            .map(|at| &self.words[at])
            .filter(move |entry| if entry.short { !beyond } else { text.starts_with(entry.word(known)) })
            .map(|entry| (entry.number, entry.length))
    }

    /// The longest word that a text starts with: its number and its bytes.
    pub(crate) fn at_start(&self, text: &str) -> Option<(usize, usize)> {
        self.starts(text).next()
    }

    /// The words of a text, the longest at each place, left to right, none overlapping: where, and their
    /// numbers.
    pub(crate) fn apart<'l>(&'l self, text: &'l str) -> impl Iterator<Item = (Span, usize)> + 'l {
        let mut places = self.places(text);
        let mut past = 0;
        std::iter::from_fn(move || {
            loop {
                let (at, first, second) = places.find(|&(at, ..)| at >= past)?;
                if let Some((word, length)) = self.with(Some(first), second, &text[at..]).next() {
                    past = at + length;
                    return Some((Span::new(at, past), word));
                }
            }
        })
    }

    /// Every word at every place of a text, the longest first at each.
    pub(crate) fn everywhere<'l>(&'l self, text: &'l str) -> impl Iterator<Item = (Span, usize)> + 'l {
        self.places(text).flat_map(move |(at, first, second)| {
            let words = self.with(Some(first), second, &text[at..]);
            words.map(move |(word, length)| (Span::new(at, at + length), word))
        })
    }

    /// True where a text holds any of the words.
    pub(crate) fn is_in(&self, text: &str) -> bool {
        self.places(text)
            .any(|(at, first, second)| self.with(Some(first), second, &text[at..]).next().is_some())
    }

    /// The places of a text where a word may begin, each with its letter and the one behind it.
    fn places<'l>(&'l self, text: &'l str) -> impl Iterator<Item = (usize, char, Option<char>)> + 'l {
        let mut from = 0;
        std::iter::from_fn(move || {
            loop {
                let at = self.next(text, from)?;
                let mut letters = text[at..].chars();
                let (first, second) = (letters.next()?, letters.next());
                from = at + first.len_utf8();
                if self.may_begin(first, second) {
                    return Some((at, first, second));
                }
            }
        })
    }

    /// True where a word may begin with two letters, of which the first begins one.
    fn may_begin(&self, first: char, second: Option<char>) -> bool {
        let place = first as usize % PLANE;
        self.alone[place / 64 % 16] & 1 << (place % 64) != 0
            || second.is_some_and(|second| {
                let pair = pair(place as u32, u32::from(second));
                self.pairs.get(pair / 64).is_some_and(|bits| bits & 1 << (pair % 64) != 0)
            })
    }

    /// True where a word may begin with a character.
    pub(crate) fn begins(&self, first: char) -> bool {
        self.begun.has(first) || self.beyond && first as usize >= PLANE
    }

    /// The next place of a text whose character a word begins with.
    fn next(&self, text: &str, from: usize) -> Option<usize> {
        let found = self.begun.next(text, from);
        if !self.beyond {
            return found;
        }
        let rare = text[from..].char_indices().find(|(_, c)| *c as usize >= PLANE);
        let rare = rare.map(|(at, _)| from + at);
        rare.into_iter().chain(found).min()
    }
}

/// The place of a text's first character in the table; characters beyond the plane share places.
fn place(text: &str) -> usize {
    text.chars().next().map_or(0, |c| c as usize % PLANE)
}

#[cfg(test)]
mod tests {
    use super::Lexicon;

    fn lexicon(words: &[&str]) -> Lexicon {
        Lexicon::new(words.iter().map(|&word| word.to_owned()).collect::<Vec<_>>())
    }

    #[test]
    fn the_longest_word_at_each_place_is_found() {
        let words = ["完成", "完成率", "成率", "率", "𠀀"];
        let found = lexicon(&words);
        let shown = |text: &str| -> Vec<(usize, &str)> {
            found.apart(text).map(|(span, at)| (span.start, words[at])).collect()
        };
        assert_eq!(shown("年完成率为"), [(3, "完成率")]);
        assert_eq!(shown("完成成率率"), [(0, "完成"), (6, "成率"), (12, "率")]);
        assert_eq!(shown("a𠀀b"), [(1, "𠀀")]);
        assert_eq!(shown("无"), []);
        assert_eq!(found.everywhere("完成率").map(|(_, at)| at).collect::<Vec<_>>(), [1, 0, 2, 3]);
    }

    #[test]
    fn a_word_that_stands_twice_has_its_first_number() {
        assert_eq!(lexicon(&["个", "", "个"]).at_start("个人"), Some((0, "个".len())));
        assert_eq!(lexicon(&[]).at_start("个"), None);
        assert!(!Lexicon::default().is_in("个"));
    }
}
