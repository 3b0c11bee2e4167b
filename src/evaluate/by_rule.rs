//! How often each rule was right, and the file in which that is kept.

use std::{collections::BTreeMap, fmt::Write};

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

/// So many rows of one rule in one document say something of the rule; a table of fifty cells that was taken wrongly is
/// one mistake, not fifty.
const OF_ONE_DOCUMENT: usize = 5;

/// How often a rule was right.
#[derive(Clone, Debug, Default)]
pub struct Fired {
    /// Rows that were expected.
    pub right: usize,
    /// Rows that were not.
    pub wrong: usize,
    /// The rows that were right and those that were not, in each document.
    pub documents: BTreeMap<String, (usize, usize)>,
}

impl Fired {
    /// Rows that were right, and all rows, with at most five of one document, in their proportion.
    fn weighed(&self) -> (usize, usize) {
        let counts = self.documents.values().map(|&(right, wrong)| {
            let (all, most) = (right + wrong, (right + wrong).min(OF_ONE_DOCUMENT));
            // Rounded to the nearest row.
            ((2 * right * most + all) / (2 * all), most)
        });
        counts.fold((0, 0), |(right, all), (more, most)| (right + more, all + most))
    }
}

/// How often each rule was right; rows that only may stand there are not counted.
#[derive(Clone, Debug, Default)]
pub struct ByRule(BTreeMap<Made, Fired>);

impl ByRule {
    pub(super) fn count(&mut self, document: &str, found: &Found, right: bool) {
        let made = Made { rule: found.rule.clone(), grounds: found.grounds.clone(), kind: found.kind.code() };
        let fired = self.0.entry(made).or_default();
        let of_document = fired.documents.entry(document.to_owned()).or_default();
        *(if right { &mut fired.right } else { &mut fired.wrong }) += 1;
        *(if right { &mut of_document.0 } else { &mut of_document.1 }) += 1;
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
            "# How often rows were right, by the rule that made them: written by `evaluate --write-measured` from tables\n\
             # that were scored by hand, and read as the column `certainty`. Of one document at most five rows of a rule\n\
             # count, in their proportion.\n",
        );
        for (Made { rule, grounds, kind }, fired) in &self.0 {
            let ((right, all), documents) = (fired.weighed(), fired.documents.len());
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
