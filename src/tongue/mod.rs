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

    fn told(&self, text: &str, depth: usize) -> Option<String> {
        if let Some(known) = self.whole.get(text) {
            return Some(known.clone());
        }
        let open = self.open.iter().find_map(|(english, chinese)| {
            let values = english.values(text)?;
            let inner = |value: &str| match depth {
                0 => value.to_owned(),
                _ => self.told(value, depth - 1).unwrap_or_else(|| value.to_owned()),
            };
            let values: Vec<(&str, String)> =
                values.iter().map(|(name, value)| (*name, inner(value))).collect();
            Some(chinese.filled(&values))
        });
        // A list is told where each of its entries is.
        open.or_else(|| {
            let parts: Option<Vec<String>> = text.split(", ").map(|part| self.part(part, depth)).collect();
            parts.filter(|parts| parts.len() > 1).map(|parts| parts.join(self.between))
        })
    }

    fn part(&self, text: &str, depth: usize) -> Option<String> {
        if text.contains(", ") || depth == 0 { None } else { self.told(text, depth - 1) }
    }
}

/// A text in Chinese; what has no Chinese text, as words of a report or of another program, stays as it is.
#[must_use]
pub fn chinese(text: &str) -> String {
    TEXTS.told(text, DEPTH).unwrap_or_else(|| text.to_owned())
}

/// A text of tables and pages in English; what has no English text, as the words of reports, stays as it is.
#[must_use]
pub fn english(text: &str) -> String {
    WORDS.told(text, DEPTH).unwrap_or_else(|| text.to_owned())
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
