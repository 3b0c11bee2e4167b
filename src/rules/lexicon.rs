//! Words of a rule file, found in a text.

use crate::text::Span;

/// The groups of words: one for each character of the basic plane.
const PLANE: usize = 1 << 16;

/// Words, found in a text by the character that they begin with.
///
/// Most characters of a text begin no word of a list, and one look into a table says so. An automaton for
/// all words finds them as fast, but six of the ten milliseconds that the rules took to load went into building them.
#[derive(Clone, Debug, Default)]
pub(crate) struct Lexicon {
    /// A bit for each character that a word begins with. It is small enough to stay in the fastest cache.
    begun: Vec<u64>,
    /// For each first character the group of its words, from 1; 0 where no word begins with it.
    groups: Vec<u16>,
    /// The groups; the first is empty.
    heads: Vec<Group>,
    /// The words group by group, the longest first.
    words: Vec<Entry>,
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
#[derive(Clone, Debug)]
struct Entry {
    word: String,
    /// It has two characters at most, and a character of the plane first, so that nothing else need be compared.
    short: bool,
    number: usize,
}

impl Entry {
    fn new(number: usize, word: &str) -> Self {
        let plain = word.chars().next().is_some_and(|c| (c as usize) < PLANE);
        Self { word: word.to_owned(), short: plain && word.chars().nth(2).is_none(), number }
    }
}

/// Stands for the second character of a word that has none.
const NONE: u32 = u32::MAX;

/// The bit of a character in a set of 64.
fn bit(letter: u32) -> u64 {
    1 << (letter % 64)
}

/// The second character of a text.
fn second(text: &str) -> u32 {
    text.chars().nth(1).map_or(NONE, u32::from)
}

impl Lexicon {
    /// A list of words; each has the number of its place in the list.
    pub(crate) fn new<'a>(words: impl IntoIterator<Item = &'a String>) -> Self {
        let words = words.into_iter().enumerate().filter(|(_, word)| !word.is_empty());
        let mut words: Vec<Entry> = words.map(|(number, word)| Entry::new(number, word)).collect();
        words.sort_by_cached_key(|entry| {
            (place(&entry.word), std::cmp::Reverse(entry.word.len()), entry.number)
        });
        let mut lexicon = Self {
            begun: vec![0; PLANE / 64],
            groups: vec![0; PLANE],
            heads: vec![Group::default()],
            seconds: words.iter().map(|entry| second(&entry.word)).collect(),
            words,
        };
        for (at, entry) in lexicon.words.iter().enumerate() {
            let first = place(&entry.word);
            lexicon.begun[first / 64] |= 1 << (first % 64);
            let group = &mut lexicon.groups[first];
            if *group == 0 {
                *group = lexicon.heads.len() as u16;
                lexicon.heads.push(Group { start: at, single: at, end: at, seconds: 0 });
            }
            let head = &mut lexicon.heads[*group as usize];
            head.end = at + 1;
            if lexicon.seconds[at] != NONE {
                head.single = at + 1;
                head.seconds |= bit(lexicon.seconds[at]);
            }
        }
        lexicon
    }

    /// The words that a text starts with, the longest first: their numbers and their bytes.
    pub(crate) fn starts<'l>(&'l self, text: &'l str) -> impl Iterator<Item = (usize, usize)> + 'l {
        let mut letters = text.chars();
        let first = letters.next().filter(|&c| self.begins(c));
        self.with(first, first.and_then(|_| letters.next()), text)
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
        let start = if next != NONE && seconds & bit(next) != 0 { start } else { single };
        (start..end)
            .filter(move |&at| self.seconds[at] == next || self.seconds[at] == NONE)
            .map(|at| &self.words[at])
            .filter(move |entry| if entry.short { !beyond } else { text.starts_with(entry.word.as_str()) })
            .map(|entry| (entry.number, entry.word.len()))
    }

    /// The longest word that a text starts with: its number and its bytes.
    pub(crate) fn at_start(&self, text: &str) -> Option<(usize, usize)> {
        self.starts(text).next()
    }

    /// The words of a text, the longest at each place, left to right, none overlapping: where, and their
    /// numbers.
    pub(crate) fn apart<'l>(&'l self, text: &'l str) -> impl Iterator<Item = (Span, usize)> + 'l {
        let mut letters = text.char_indices();
        std::iter::from_fn(move || {
            loop {
                let (at, first) = letters.find(|&(_, c)| self.begins(c))?;
                let second = letters.clone().next().map(|(_, c)| c);
                if let Some((word, length)) = self.with(Some(first), second, &text[at..]).next() {
                    let end = at + length;
                    while letters.offset() < end {
                        letters.next();
                    }
                    return Some((Span::new(at, end), word));
                }
            }
        })
    }

    /// Every word at every place of a text, the longest first at each.
    pub(crate) fn everywhere<'l>(&'l self, text: &'l str) -> impl Iterator<Item = (Span, usize)> + 'l {
        text.char_indices().filter(|&(_, c)| self.begins(c)).flat_map(move |(at, _)| {
            self.starts(&text[at..]).map(move |(word, length)| (Span::new(at, at + length), word))
        })
    }

    /// True where a text holds any of the words.
    pub(crate) fn is_in(&self, text: &str) -> bool {
        text.char_indices().any(|(at, c)| self.begins(c) && self.at_start(&text[at..]).is_some())
    }

    /// True where a word begins with the character.
    fn begins(&self, c: char) -> bool {
        let place = c as usize % PLANE;
        self.begun.get(place / 64).is_some_and(|bits| bits & (1 << (place % 64)) != 0)
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
        Lexicon::new(&words.iter().map(|&word| word.to_owned()).collect::<Vec<_>>())
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
