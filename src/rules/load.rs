use std::ops::Range;

use serde::de::DeserializeOwned;

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
}

impl std::fmt::Debug for Fault {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{} {}: {}", self.file.path, self.code, self.message)
    }
}

impl RuleFile {
    /// The file as the raw type `T`, which must deny unknown fields and keep its spans
    /// (`toml::Spanned`); what does not fit is added to `faults`.
    pub fn parse<T: DeserializeOwned>(&self, faults: &mut Vec<Fault>) -> Option<T> {
        match toml::from_str(&self.text) {
            Ok(raw) => Some(raw),
            Err(error) => {
                let place = error.span().unwrap_or(0..self.text.len().min(1));
                faults.push(self.fault(
                    "file-unreadable",
                    error.message().to_owned(),
                    vec![(place, String::new())],
                ));
                None
            }
        }
    }

    /// A fault of this file.
    #[must_use]
    pub fn fault(&self, code: &'static str, message: String, labels: Vec<(Range<usize>, String)>) -> Fault {
        Fault { code, message, file: self.clone(), labels }
    }
}
