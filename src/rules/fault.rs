use std::ops::Range;

use serde::de::DeserializeOwned;
pub use toml::{Spanned, value::Datetime};

use crate::text;

/// A rule file as it was read.
#[derive(Clone, Debug)]
pub struct RuleFile {
    /// The name that faults show: `rules/units.toml`.
    pub path: String,
    /// Its text.
    pub text: String,
}

/// A mistake in a rule file, at its place.
#[derive(Clone)]
pub struct Fault {
    /// `noun-fault`: `unit-spelling-twice`.
    pub code: &'static str,
    /// One sentence.
    pub message: String,
    /// The file.
    pub file: RuleFile,
    /// Byte ranges of the file and what to say at each, the main one first.
    pub labels: Vec<(Range<usize>, String)>,
    /// Places in other files that belong to it.
    pub elsewhere: Vec<(RuleFile, Range<usize>, String)>,
}

impl std::fmt::Debug for Fault {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{} {}: {}", self.file.path, self.code, self.message)
    }
}

impl Fault {
    /// With a place more, in this file or another.
    #[must_use]
    pub fn beside(mut self, file: &RuleFile, place: Range<usize>, label: &str) -> Self {
        if file.path == self.file.path && file.text.len() == self.file.text.len() {
            self.labels.push((place, label.to_owned()));
        } else {
            self.elsewhere.push((file.clone(), place, label.to_owned()));
        }
        self
    }

    /// The line of its main place, from 1.
    #[must_use]
    pub fn line(&self) -> Option<usize> {
        let before = self.file.text.get(..self.labels.first()?.0.start)?;
        Some(before.matches('\n').count() + 1)
    }

    /// The fault with the lines of its places, for people, behind the word for an error; with terminal colours where
    /// `colour`.
    #[must_use]
    pub fn shown(&self, word: &str, colour: bool) -> String {
        let own = text::Excerpt { path: &self.file.path, text: &self.file.text, labels: self.labels.clone() };
        let others = self.elsewhere.iter().map(|(file, place, label)| text::Excerpt {
            path: &file.path,
            text: &file.text,
            labels: vec![(place.clone(), label.clone())],
        });
        let excerpts: Vec<_> = std::iter::once(own).chain(others).collect();
        text::pointed((word, self.code), &self.message, &excerpts, colour)
    }
}

impl RuleFile {
    /// Its name without its folder.
    #[must_use]
    pub fn name(&self) -> &str {
        self.path.rsplit(['/', '\\']).next().unwrap_or_default()
    }

    /// A fault of this file.
    #[must_use]
    pub fn fault(&self, code: &'static str, message: String, labels: Vec<(Range<usize>, String)>) -> Fault {
        let labels = labels.into_iter().map(|(place, label)| (self.on_borders(place), label)).collect();
        Fault { code, message, file: self.clone(), labels, elsewhere: Vec::new() }
    }

    /// A place moved outwards to the borders of characters: TOML's own errors may stand inside one.
    fn on_borders(&self, place: Range<usize>) -> Range<usize> {
        let start = self.text.floor_char_boundary(place.start);
        start..self.text.ceil_char_boundary(place.end.max(start))
    }

    /// The file as the raw type `T`, which must deny unknown fields and keep its spans; what does not fit is
    /// added to `faults`.
    pub fn parse<T: DeserializeOwned>(&self, faults: &mut Vec<Fault>) -> Option<T> {
        let read = toml::from_str(&self.text);
        read.map_err(|error| faults.push(self.unreadable(&error, 0..self.text.len().min(1)))).ok()
    }

    /// What the TOML reader says, at its place or else at `place`.
    pub(crate) fn unreadable(&self, error: &toml::de::Error, place: Range<usize>) -> Fault {
        let place = error.span().filter(|span| span.len() < 200).unwrap_or(place);
        // What our types are called says nothing to who writes the file.
        let message = match error.message().split_once(", expected struct ") {
            Some((told, _)) => format!("{told}, expected a table"),
            None => error.message().to_owned(),
        };
        self.fault("file-unreadable", message, vec![(place, String::new())])
    }
}
