//! How often each rule was right, and the file in which that is kept.

use std::{
    collections::{BTreeMap, BTreeSet},
    fmt::Write,
};

use super::Found;

/// What made a row.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Made {
    /// The rules of its goal and its figure.
    pub rule: String,
    /// Why goal and figure were paired.
    pub grounds: String,
    /// The code of its kind.
    pub kind: &'static str,
}

/// How often a rule was right.
#[derive(Clone, Debug, Default)]
pub struct Fired {
    /// Rows that were expected.
    pub right: usize,
    /// Rows that were not.
    pub wrong: usize,
    /// The documents of these rows.
    pub documents: BTreeSet<String>,
}

/// How often each rule was right; rows that only may stand there are not counted.
#[derive(Clone, Debug, Default)]
pub struct ByRule(BTreeMap<Made, Fired>);

impl ByRule {
    pub(super) fn count(&mut self, document: &str, found: &Found, right: bool) {
        let made = Made { rule: found.rule.clone(), grounds: found.grounds.clone(), kind: found.kind.code() };
        let fired = self.0.entry(made).or_default();
        *(if right { &mut fired.right } else { &mut fired.wrong }) += 1;
        fired.documents.insert(document.to_owned());
    }

    /// The rules, those that were wrong most often first.
    #[must_use]
    pub fn worst_first(&self) -> Vec<(&Made, &Fired)> {
        let mut rules: Vec<_> = self.0.iter().collect();
        rules.sort_by_key(|(_, fired)| (std::cmp::Reverse(fired.wrong), std::cmp::Reverse(fired.right)));
        rules
    }

    /// The counts as the rule file `measured.toml`.
    #[must_use]
    pub fn toml(&self) -> String {
        let mut text = String::from(
            "# How often rows were right, by the rule that made them: written by `evaluate --write-measured` from the\n\
             # reports that were scored by hand, and read as the column `certainty`.\n",
        );
        for (Made { rule, grounds, kind }, Fired { right, wrong, documents }) in &self.0 {
            let (all, documents) = (right + wrong, documents.len());
            // Writing to a string cannot fail.
            let _ = write!(
                text,
                "\n[[measured]]\nrule = \"{rule}\"\ngrounds = \"{grounds}\"\nkind = \"{kind}\"\n\
                 right = {right}\nall = {all}\ndocuments = {documents}\n"
            );
        }
        text
    }
}
