//! Characters that are read like others, read from `rules/characters.toml`.

use serde::Deserialize;
use toml::Spanned;

use super::{Fault, Layers, Placed, entry};
use crate::text::Letters;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RawFold {
    id: Spanned<String>,
    pairs: Vec<Spanned<String>>,
    /// What stands behind a character that is read so; anything where none is given.
    #[serde(default)]
    before: Vec<String>,
    /// What stands before it; anything where none is given.
    #[serde(default)]
    behind: Vec<String>,
    /// What never stands before it.
    #[serde(default)]
    never_behind: Vec<String>,
    #[serde(default)]
    cases: Vec<(Spanned<String>, String)>,
    #[serde(default)]
    not: Vec<Spanned<String>>,
    #[serde(default)]
    replaces: bool,
    #[serde(default)]
    extends: bool,
}

entry!(RawFold, extends);

/// The characters of the basic plane.
const PLANE: usize = 1 << 16;

/// Characters that are read like others: 萬 like 万. Both take the same number of bytes.
#[derive(Clone, Debug, Default)]
pub struct Characters {
    /// What each character of the basic plane is read as; 0 where it is read as it stands.
    read: Vec<u16>,
    /// Those that are read otherwise than they stand: most texts hold none.
    folded: Box<Letters>,
    /// Those that are read otherwise only beside something.
    beside: Vec<Beside>,
}

/// A character that is read like another where certain letters stand behind it: 之 of 預算數2億元之60%.
#[derive(Clone, Debug)]
struct Beside {
    written: char,
    read: char,
    before: Vec<String>,
    behind: Vec<String>,
    never_behind: Vec<String>,
}

impl Characters {
    /// Reads the file; what is wrong is added to `faults`.
    pub(crate) fn load(layers: &Layers, faults: &mut Vec<Fault>) -> Self {
        let entries = layers.lists(&["fold"], faults).entries::<RawFold>("fold", faults);
        let mut characters = Self { read: vec![0; PLANE], ..Self::default() };
        for entry in &entries {
            characters.add(entry, faults);
        }
        for entry in &entries {
            characters.try_cases(entry, faults);
        }
        characters
    }

    fn add(&mut self, placed: &Placed<'_, RawFold>, faults: &mut Vec<Fault>) {
        for row in &placed.entry.pairs {
            let mut letters = row.as_ref().chars();
            while let Some(written) = letters.next() {
                let pair = letters.next().and_then(|read| fitting(written, read));
                match pair {
                    Some(pair) => self.fold(&placed.entry, written, pair),
                    None => {
                        let message =
                            format!("`{written}` needs one character of as many bytes that it is read as");
                        let label = vec![(row.span(), String::new())];
                        faults.push(placed.file.fault("fold-unequal", message, label));
                        break;
                    }
                }
            }
        }
    }

    fn fold(&mut self, entry: &RawFold, written: char, (place, read): (usize, u16)) {
        self.folded.add(written);
        if entry.before.is_empty() {
            self.read[place] = read;
        } else if let Some(read) = char::from_u32(read.into()) {
            let (before, behind) = (entry.before.clone(), entry.behind.clone());
            let never_behind = entry.never_behind.clone();
            self.beside.push(Beside { written, read, before, behind, never_behind });
        }
    }

    /// True where a text holds a character that is read otherwise than it stands.
    pub(crate) fn are_in(&self, text: &str) -> bool {
        self.folded.places(text).any(|at| !text[at..].starts_with(self.read(text, at)))
    }

    fn try_cases(&self, placed: &Placed<'_, RawFold>, faults: &mut Vec<Fault>) {
        let Placed { file, entry } = placed;
        if entry.cases.is_empty() && entry.not.is_empty() {
            let message = "an entry carries a case: `cases` or `not`".to_owned();
            faults.push(file.fault("entry-caseless", message, vec![(entry.id.span(), String::new())]));
        }
        let cases = entry.cases.iter().map(|(text, read)| (text, read.as_str()));
        for (text, wanted) in cases.chain(entry.not.iter().map(|text| (text, text.as_ref().as_str()))) {
            let whole = text.as_ref();
            let got: String = whole.char_indices().map(|(at, _)| self.read(whole, at)).collect();
            if got != wanted {
                let message = format!("`{}` reads as `{got}`, not as `{wanted}`", text.as_ref());
                faults.push(file.fault("case-fails", message, vec![(text.span(), String::new())]));
            }
        }
    }

    /// What the character at a place of a text is read as.
    #[must_use]
    pub fn read(&self, text: &str, at: usize) -> char {
        let mut rest = text[at..].chars();
        let Some(c) = rest.next() else { return char::default() };
        let read = self.read.get(c as usize).copied().filter(|&read| read != 0);
        let plain = || read.and_then(|read| char::from_u32(read.into()));
        self.read_beside(&text[..at], c, rest.as_str()).or_else(plain).unwrap_or(c)
    }

    fn read_beside(&self, before: &str, c: char, rest: &str) -> Option<char> {
        if !self.beside.iter().any(|row| row.written == c) {
            return None;
        }
        let rest: String = letters(rest.chars()).collect();
        let mut before: Vec<char> = letters(before.chars().rev()).collect();
        before.reverse();
        let before: String = before.into_iter().collect();
        let fits = |row: &&Beside| {
            row.written == c
                && row.before.iter().any(|word| rest.starts_with(word.as_str()))
                && (row.behind.is_empty() || row.behind.iter().any(|word| before.ends_with(word.as_str())))
                && !row.never_behind.iter().any(|word| before.ends_with(word.as_str()))
        };
        self.beside.iter().find(fits).map(|row| row.read)
    }
}

/// So many letters beside a character say how it is read.
const NEAR: usize = 4;

/// The next letters without blanks, wide digits as plain ones.
fn letters(text: impl Iterator<Item = char>) -> impl Iterator<Item = char> {
    let plain = |c: char| match c {
        '０'..='９' => char::from_u32(u32::from(c) - u32::from('０') + u32::from('0')).unwrap_or(c),
        _ => c,
    };
    text.filter(|c| !c.is_whitespace()).take(NEAR).map(plain)
}

/// The two as places in the table, where they are different and take the same number of bytes.
fn fitting(written: char, read: char) -> Option<(usize, u16)> {
    let place = u16::try_from(u32::from(read)).ok()?;
    let equal = written != read && written.len_utf8() == read.len_utf8();
    (equal && (written as usize) < PLANE).then_some((written as usize, place))
}
