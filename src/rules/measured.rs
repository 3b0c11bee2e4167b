//! How often rows were right, by the rule that made them: counts of reports that were scored by hand.

use rust_decimal::Decimal;
use serde::Deserialize;

use super::{Fault, Layers, Placed, WordMap};
use crate::model::{Finding, Grounds, Kind};

/// As many rows of its grounds speak for a rule as if they had been its own, and as many of its kind for the grounds:
/// what was seen seldom is as sure as what is like it (a hierarchical beta-binomial estimate).
const PRIOR: u32 = 10;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RawCount {
    rule: String,
    grounds: String,
    kind: toml::Spanned<String>,
    right: u32,
    all: toml::Spanned<u32>,
    /// In how many documents it fired, for those who review the file.
    #[serde(rename = "documents")]
    _documents: u32,
}

/// Rows that were right, and all rows.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
struct Count {
    right: u32,
    all: u32,
}

impl Count {
    fn add(&mut self, other: Self) {
        self.right += other.right;
        self.all += other.all;
    }

    /// The share that was right, as if one row more had been right and one more wrong: 3 of 3 is not certain.
    fn share(self) -> Decimal {
        Decimal::from(self.right + 1) / Decimal::from(self.all + 2)
    }

    /// The share that was right, with ten rows more of which `prior` were.
    fn beside(self, prior: Decimal) -> Decimal {
        (Decimal::from(self.right) + prior * Decimal::from(PRIOR)) / Decimal::from(self.all + PRIOR)
    }
}

/// What was counted of a rule, of grounds, and of a kind of row.
#[derive(Clone, Debug, Default)]
pub struct Measured {
    rules: WordMap<(String, String, String), Count>,
    grounds: WordMap<(String, String), Count>,
    kinds: WordMap<String, Count>,
}

impl Measured {
    /// Reads the file; what is wrong is added to `faults`.
    pub(crate) fn load(layers: &Layers, faults: &mut Vec<Fault>) -> Self {
        let mut measured = Self::default();
        for Placed { file, entry } in layers.lists(&["measured"], faults).nameless("measured", faults) {
            let RawCount { rule, grounds, kind, right, all, .. } = entry;
            let known = [Kind::Paired, Kind::Stated, Kind::Progress, Kind::Open].map(Kind::code);
            if !known.contains(&kind.get_ref().as_str()) {
                let message =
                    format!("`{}` is no kind of row; there are {}", kind.get_ref(), known.join(", "));
                faults.push(file.fault("kind-unknown", message, vec![(kind.span(), String::new())]));
            }
            if right > *all.get_ref() {
                let message = format!("{right} rows cannot be right of {}", all.get_ref());
                faults.push(file.fault("count-impossible", message, vec![(all.span(), String::new())]));
            }
            measured.add(rule, grounds, kind.into_inner(), Count { right, all: all.into_inner() });
        }
        measured
    }

    fn add(&mut self, rule: String, grounds: String, kind: String, count: Count) {
        self.kinds.entry(kind.clone()).or_default().add(count);
        self.grounds.entry((grounds.clone(), kind.clone())).or_default().add(count);
        self.rules.entry((rule, grounds, kind)).or_default().add(count);
    }

    /// How sure a row is: what a person has looked at is certain, and numbers without a goal are no findings.
    #[must_use]
    pub fn of(&self, row: &Finding) -> Option<Decimal> {
        if row.review.is_some() {
            return Some(Decimal::ONE);
        }
        self.certainty(&row.rule, row.grounds.map_or("", Grounds::code), row.kind)
    }

    /// The share of rows that were right among those of the same rule and grounds, with those of the same grounds, and
    /// of the same kind, where few were counted. `None` for kinds that are not scored.
    #[must_use]
    pub fn certainty(&self, rule: &str, grounds: &str, kind: Kind) -> Option<Decimal> {
        let kind = kind.code().to_owned();
        let of_kind = self.kinds.get(&kind)?.share();
        let of_grounds = self.grounds.get(&(grounds.to_owned(), kind.clone())).copied().unwrap_or_default();
        let own = self.rules.get(&(rule.to_owned(), grounds.to_owned(), kind)).copied().unwrap_or_default();
        Some(own.beside(of_grounds.beside(of_kind)).round_dp(3).normalize())
    }
}

#[cfg(test)]
mod tests {
    use super::{Count, Measured};
    use crate::model::Kind;

    fn measured(counts: &[(&str, &str, u32, u32)]) -> Measured {
        let mut measured = Measured::default();
        for &(rule, grounds, right, all) in counts {
            measured.add(rule.into(), grounds.into(), "paired".into(), Count { right, all });
        }
        measured
    }

    #[test]
    fn a_few_right_rows_make_nothing_certain() {
        let share = measured(&[("a+b", "same_frame", 3, 3)]).certainty("a+b", "same_frame", Kind::Paired);
        assert_eq!(share.unwrap().to_string(), "0.882");
    }

    #[test]
    fn a_rule_that_was_seen_seldom_is_nearly_as_sure_as_its_grounds() {
        let measured =
            measured(&[("a+b", "same_frame", 0, 3), ("c+d", "same_frame", 97, 97), ("e", "tied", 0, 9)]);
        let share = |rule, grounds| measured.certainty(rule, grounds, Kind::Paired).unwrap().to_string();
        assert_eq!(share("c+d", "same_frame"), "0.996");
        assert_eq!(share("a+b", "same_frame"), "0.74");
        assert_eq!(share("new", "same_frame"), "0.962");
        assert_eq!(share("new", "unheard"), "0.883");
        assert_eq!(measured.certainty("a+b", "same_frame", Kind::Open), None);
    }
}
