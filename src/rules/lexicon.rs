//! Words of a rule file, found in a text.

use crate::text::{Letters, Span, behind};

/// The characters of the basic plane.
const PLANE: usize = 1 << 16;

/// Words, found in a text by the two characters that they begin with.
///
/// Most characters of a text begin no word of a list, and one look into a table says so; most that do are followed by
/// one that no such word goes on with, and one look into a second table says that. An automaton for
/// all words finds them as fast, but six of the ten milliseconds that the rules took to load went into building them.
#[derive(Clone, Debug, Default)]
pub(crate) struct Lexicon {
    /// A bit for each character that a word begins with. It is small enough to stay in the fastest cache.
    begun: Box<Letters>,
    /// True where a word begins with a character beyond the plane, so that every such character may begin one.
    beyond: bool,
    /// A bit for each character that is a word by itself, by its last bits.
    alone: [u64; 16],
    /// The runs by the hash of their characters, from 1; 0 where none is. A run whose place is taken has the next one.
    places: Vec<u32>,
    runs: Vec<Run>,
    /// The words run by run, the longest first.
    words: Vec<Entry>,
    /// The words one behind the other.
    text: String,
}

/// The words that begin with the same two characters, or the one of a single character.
#[derive(Clone, Copy, Debug)]
struct Run {
    /// The bytes of these characters.
    letters: u64,
    /// Where they stand among the words.
    start: usize,
    end: usize,
}

/// A word, and its number.
#[derive(Clone, Copy, Debug)]
struct Entry {
    /// Where it stands among the words.
    start: usize,
    length: usize,
    /// It has two characters at most, so that nothing else need be compared.
    short: bool,
    /// Its last three bytes, which tell most longer words apart.
    end: [u8; 3],
    number: usize,
}

impl Entry {
    fn word<'t>(&self, text: &'t str) -> &'t str {
        &text[self.start..self.start + self.length]
    }
}

/// The characters that a text begins with, by the bytes that they are written with.
#[derive(Clone, Copy, PartialEq, Eq)]
struct Begun {
    first: u64,
    /// The first and the second; the first alone where there is no other.
    both: u64,
}

impl Begun {
    #[inline]
    fn of(text: &str) -> Self {
        // Most characters have three bytes; eight are read at once, and six where the text ends with them.
        let wide = |letters: u64| letters & 0xf000_00f0 == 0xe000_00e0;
        let both = match *text.as_bytes() {
            [a, b, c, d, e, f, g, h, ..] => u64::from_le_bytes([a, b, c, d, e, f, g, h]) & 0xffff_ffff_ffff,
            [a, b, c, d, e, f, ..] => u64::from_le_bytes([a, b, c, d, e, f, 0, 0]),
            [..] => 0,
        };
        if wide(both) {
            return Self { first: both & 0xff_ffff, both };
        }
        let end = behind(text, 0);
        let number = |bytes: &[u8]| bytes.iter().rev().fold(0, |number, byte| number << 8 | u64::from(*byte));
        let [first, both] = [end, behind(text, end)].map(|end| number(&text.as_bytes()[..end]));
        Self { first, both }
    }
}

/// The bit of a character among those that are words by themselves: the last bits of its second and third byte.
fn bit(first: u64) -> (usize, u64) {
    ((first >> 8 & 0x0f) as usize, 1 << (first >> 16 & 0x3f))
}

impl Lexicon {
    /// A list of words; each has the number of its place in the list.
    pub(crate) fn new<W: AsRef<str>>(list: impl IntoIterator<Item = W>) -> Self {
        let (mut text, mut words) = (String::new(), Vec::new());
        for (number, word) in list.into_iter().enumerate().filter(|(_, word)| !word.as_ref().is_empty()) {
            let word = word.as_ref();
            let short = word.chars().nth(2).is_none();
            let end = word.as_bytes().last_chunk().copied().unwrap_or_default();
            let entry = Entry { start: text.len(), length: word.len(), short, end, number };
            words.push((Begun::of(word).both, entry));
            text.push_str(word);
        }
        words.sort_by_key(|(letters, entry)| (*letters, std::cmp::Reverse(entry.length), entry.number));
        let words_of = words.iter().map(|(_, entry)| *entry).collect();
        let mut lexicon = Self { words: words_of, text, ..Self::default() };
        for (at, &(letters, _)) in words.iter().enumerate() {
            match lexicon.runs.last_mut().filter(|run| run.letters == letters) {
                Some(run) => run.end = at + 1,
                None => lexicon.runs.push(Run { letters, start: at, end: at + 1 }),
            }
        }
        lexicon.enter();
        lexicon
    }

    /// Enters the runs into the tables.
    fn enter(&mut self) {
        self.places = vec![0; (2 * self.runs.len()).next_power_of_two()];
        for (number, run) in self.runs.iter().enumerate() {
            let word = self.words[run.start].word(&self.text);
            let first = word.chars().next().unwrap_or_default();
            self.begun.add(first);
            self.beyond |= first as usize >= PLANE;
            if Begun::of(word).first == run.letters {
                let (place, bit) = bit(run.letters);
                self.alone[place] |= bit;
            }
            let mut place = self.place(run.letters);
            while self.places[place] != 0 {
                place = (place + 1) % self.places.len();
            }
            self.places[place] = number as u32 + 1;
        }
    }

    /// Where a run of two characters is looked for first.
    fn place(&self, letters: u64) -> usize {
        // The upper half of the bits is the better one, and the number of places is a power of two.
        (letters.wrapping_mul(0x9e37_79b9_7f4a_7c15) >> 40) as usize & (self.places.len() - 1)
    }

    /// The words that begin with two characters and no other, the longest first.
    #[inline]
    fn run(&self, letters: u64) -> &[Entry] {
        if self.places.is_empty() {
            return &[];
        }
        let mut place = self.place(letters);
        while let Some(number) = (self.places[place] as usize).checked_sub(1) {
            let run = &self.runs[number];
            if run.letters == letters {
                return &self.words[run.start..run.end];
            }
            place = (place + 1) & (self.places.len() - 1);
        }
        &[]
    }

    /// The word of one character.
    #[inline]
    fn single(&self, first: u64) -> &[Entry] {
        let (place, bit) = bit(first);
        if self.alone[place] & bit == 0 { &[] } else { self.run(first) }
    }

    /// The words that a text starts with, the longest first: their numbers and their bytes.
    pub(crate) fn starts<'l>(&'l self, text: &'l str) -> impl Iterator<Item = (usize, usize)> + 'l {
        let known = text.starts_with(|first| self.begins(first)).then(|| Begun::of(text));
        let longer = known.filter(|begun| begun.both != begun.first).map(|begun| self.run(begun.both));
        let single = known.map(|begun| self.single(begun.first));
        let words = longer.into_iter().chain(single).flatten();
        words.filter(|entry| self.holds(entry, text)).map(|entry| (entry.number, entry.length))
    }

    /// True where a text whose first two characters are those of a word starts with the word.
    fn holds(&self, entry: &Entry, text: &str) -> bool {
        let end = || text.as_bytes().get(..entry.length).and_then(<[u8]>::last_chunk);
        entry.short || end() == Some(&entry.end) && text.starts_with(entry.word(&self.text))
    }

    /// The longest word that a text starts with: its number and its bytes.
    pub(crate) fn at_start(&self, text: &str) -> Option<(usize, usize)> {
        text.starts_with(|first| self.begins(first)).then(|| self.longest(text)).flatten()
    }

    /// The same for a text whose first character begins a word.
    fn longest(&self, text: &str) -> Option<(usize, usize)> {
        let Begun { first, both } = Begun::of(text);
        let longer = self.run(both).iter().find(|entry| self.holds(entry, text));
        let found = longer.or_else(|| self.single(first).first())?;
        Some((found.number, found.length))
    }

    /// The words of a text, the longest at each place, left to right, none overlapping: where, and their
    /// numbers.
    pub(crate) fn apart<'l>(&'l self, text: &'l str) -> impl Iterator<Item = (Span, usize)> + 'l {
        let mut from = 0;
        std::iter::from_fn(move || {
            loop {
                let at = self.next(text, from)?;
                if let Some((word, length)) = self.longest(&text[at..]) {
                    from = at + length;
                    return Some((Span::new(at, from), word));
                }
                from = behind(text, at);
            }
        })
    }

    /// Every word at every place of a text, the longest first at each.
    pub(crate) fn everywhere<'l>(&'l self, text: &'l str) -> impl Iterator<Item = (Span, usize)> + 'l {
        let mut from = 0;
        let places = std::iter::from_fn(move || {
            let at = self.next(text, from)?;
            from = behind(text, at);
            Some(at)
        });
        places.flat_map(move |at| {
            let words = self.starts(&text[at..]);
            words.map(move |(word, length)| (Span::new(at, at + length), word))
        })
    }

    /// True where a text holds any of the words.
    pub(crate) fn is_in(&self, text: &str) -> bool {
        self.apart(text).next().is_some()
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
