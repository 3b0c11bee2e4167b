//! What the program says, in both languages: each English text as the sources have it, with its Chinese one beside it,
//! and each Chinese word of tables and pages with its English one.
//!
//! Texts are data, in `zh/*.toml` and `en/*.toml`. A text with numbers or names in it is a template (`{unread} of {all} inputs …`), as
//! the sources have it; what stands in its holes is told in Chinese as well, where it is a text of ours.

mod template;

use std::{
    collections::{BTreeMap, HashMap},
    sync::LazyLock,
};

use template::Template;

/// The files of texts, each a table of texts by theme.
const FILES: &[(&str, &str)] = &[
    ("help.toml", include_str!("zh/help.toml")),
    ("columns.toml", include_str!("zh/columns.toml")),
    ("reading.toml", include_str!("zh/reading.toml")),
    ("running.toml", include_str!("zh/running.toml")),
    ("rules.toml", include_str!("zh/rules.toml")),
    ("foreign.toml", include_str!("zh/foreign.toml")),
];

/// The same for Chinese words of tables, workbooks and pages.
const ENGLISH: &[(&str, &str)] =
    &[("words.toml", include_str!("en/words.toml")), ("page.toml", include_str!("en/page.toml"))];

/// Pieces of the scripts of pages.
const SCRIPT: &[(&str, &str)] = &[("script.toml", include_str!("en/script.toml"))];

/// Texts within texts are told so deep.
const DEPTH: usize = 4;

/// Every text of a language, by that of the other.
struct Texts {
    whole: HashMap<String, String>,
    /// What stands between the entries of a list.
    between: &'static str,
    /// Those with holes, the ones that say most first.
    open: Vec<(Template, Template)>,
}

static TEXTS: LazyLock<Texts> = LazyLock::new(|| Texts::of(pairs(), "、"));
static WORDS: LazyLock<Texts> = LazyLock::new(|| Texts::of(pairs_in(ENGLISH), ", "));

impl Texts {
    fn of(pairs: Vec<(&'static str, String, String)>, between: &'static str) -> Self {
        let (mut whole, mut open) = (HashMap::new(), Vec::new());
        for (_, english, chinese) in pairs {
            let template = Template::of(&english);
            if template.holes() > 0 {
                open.push((template, Template::of(&chinese)));
            } else {
                whole.insert(template.plain(), Template::of(&chinese).plain());
                whole.insert(english, chinese);
            }
        }
        open.sort_by_key(|(english, _)| std::cmp::Reverse(english.letters()));
        Self { whole, between, open }
    }

    /// A text in the other language, and how many bytes of it are texts of ours. Of several forms that fit, the one that
    /// leaves least untold is the one that was meant.
    fn told(&self, text: &str, depth: usize) -> Option<(String, usize)> {
        if let Some(known) = self.whole.get(text) {
            return Some((known.clone(), text.len()));
        }
        let formed = self.open.iter().filter_map(|(own, other)| {
            let (mut known, mut inner) = (own.letters(), Vec::new());
            for (name, value) in own.values(text)? {
                let told = depth.checked_sub(1).and_then(|depth| self.told(value, depth));
                let (value, bytes) = told.unwrap_or_else(|| (value.to_owned(), 0));
                known += bytes;
                inner.push((name, value));
            }
            Some((other.filled(&inner), known))
        });
        // The first of equal ones has most words of its own.
        let best = formed.reduce(|best, other| if other.1 > best.1 { other } else { best });
        // A list is told where each of its entries is.
        best.or_else(|| {
            let parts: Option<Vec<_>> = text.split(", ").map(|part| self.part(part, depth)).collect();
            let parts = parts.filter(|parts| parts.len() > 1)?;
            let known = parts.iter().map(|(_, known)| known).sum();
            let parts: Vec<String> = parts.into_iter().map(|(part, _)| part).collect();
            Some((parts.join(self.between), known))
        })
    }

    fn part(&self, text: &str, depth: usize) -> Option<(String, usize)> {
        if text.contains(", ") || depth == 0 { None } else { self.told(text, depth - 1) }
    }
}

/// A text in Chinese; what has no Chinese text, as words of a report or of another program, stays as it is.
#[must_use]
pub fn chinese(text: &str) -> String {
    TEXTS.told(text, DEPTH).map_or_else(|| text.to_owned(), |(told, _)| told)
}

/// A text of tables and pages in English; what has no English text, as the words of reports, stays as it is.
#[must_use]
pub fn english(text: &str) -> String {
    WORDS.told(text, DEPTH).map_or_else(|| text.to_owned(), |(told, _)| told)
}

/// A word of ours in English, alone or in a list; what only looks like one of our sentences stays as it is.
#[must_use]
pub fn english_word(text: &str) -> String {
    let word = |word: &str| WORDS.whole.get(word).map_or_else(|| word.to_owned(), Clone::clone);
    if WORDS.whole.contains_key(text) || !text.contains('；') {
        return word(text);
    }
    text.split('；').map(word).collect::<Vec<_>>().join("; ")
}

/// A script of a page with its words in English.
#[must_use]
pub fn script_in_english(script: &str) -> String {
    let mut pieces = pairs_in(SCRIPT);
    // What holds another piece goes before it.
    pieces.sort_by_key(|(_, chinese, _)| std::cmp::Reverse(chinese.len()));
    pieces
        .into_iter()
        .fold(script.to_owned(), |script, (_, chinese, english)| script.replace(&chinese, &english))
}

/// True where the text, as it stands, has a Chinese one.
#[must_use]
pub fn knows(text: &str) -> bool {
    TEXTS.whole.contains_key(text)
}

/// Each text as (file, English, Chinese).
#[must_use]
pub fn pairs() -> Vec<(&'static str, String, String)> {
    pairs_in(FILES)
}

/// Each text of some files, with that of the other language.
fn pairs_in(files: &[(&'static str, &'static str)]) -> Vec<(&'static str, String, String)> {
    let of = |(file, text): &(&'static str, &'static str)| {
        let texts: BTreeMap<String, String> = toml::from_str(text).unwrap_or_default();
        texts.into_iter().map(|(own, other)| (*file, own, other)).collect::<Vec<_>>()
    };
    files.iter().flat_map(of).collect()
}

#[cfg(test)]
mod tests;
