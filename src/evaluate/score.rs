use std::collections::BTreeMap;

use rust_decimal::Decimal;

use super::{
    ByRule, Expected, Found, Gold,
    likeness::{likeness, ratio},
};
use crate::model::Kind;

/// Printed rates agree within this many percentage points.
const RATE_TOLERANCE: Decimal = Decimal::from_parts(51, 0, 0, false, 4);
/// From this likeness on, two names are held to name the same thing.
const NAMED_ALIKE: f64 = 0.6;

/// Rows that are right, wrong, and missed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub struct Tally {
    /// Found and expected.
    pub right: usize,
    /// Found and not expected.
    pub wrong: usize,
    /// Expected and not found.
    pub missed: usize,
}

impl Tally {
    /// The share of found rows that are right; 1 where nothing was found.
    #[must_use]
    pub fn precision(self) -> f64 {
        ratio(self.right, self.right + self.wrong)
    }

    /// The share of expected rows that were found; 1 where nothing is expected.
    #[must_use]
    pub fn recall(self) -> f64 {
        ratio(self.right, self.right + self.missed)
    }

    /// The harmonic mean of both; 0 where both are 0.
    #[must_use]
    pub fn f1(self) -> f64 {
        let (precision, recall) = (self.precision(), self.recall());
        let sum = precision + recall;
        if sum > 0.0 { 2.0 * precision * recall / sum } else { 0.0 }
    }

    fn plus(self, other: Self) -> Self {
        Self {
            right: self.right + other.right,
            wrong: self.wrong + other.wrong,
            missed: self.missed + other.missed,
        }
    }
}

/// How right a table is.
#[derive(Clone, Debug, Default)]
pub struct Score {
    /// By kind of row, under its name ([`kind_name`](super::kind_name)).
    pub kinds: BTreeMap<&'static str, Tally>,
    /// By the grounds that the table names; nothing can be missed here.
    pub grounds: BTreeMap<String, Tally>,
    /// By the rules that the table names.
    pub rules: ByRule,
    /// Missed rows, as `document: row`.
    pub missed: Vec<String>,
    /// Wrong rows, as `document: row`.
    pub wrong: Vec<String>,
    /// Right rows whose indicator has the expected name, and all of them.
    pub names: (usize, usize),
    /// Right pairs whose printed rate is the expected one, and all that have one.
    pub stated: (usize, usize),
}

impl Score {
    /// All kinds together.
    #[must_use]
    pub fn all(&self) -> Tally {
        self.kinds.values().fold(Tally::default(), |sum, tally| sum.plus(*tally))
    }

    fn found_right(&mut self, document: &str, expected: &Expected, found: &Found) {
        self.rules.count(document, found, true);
        self.kinds.entry(super::kind_name(expected.kind)).or_default().right += 1;
        self.grounds.entry(found.grounds.clone()).or_default().right += 1;
        self.names.0 += usize::from(alike(expected, found) >= NAMED_ALIKE);
        self.names.1 += 1;
        if expected.kind == Kind::Paired && expected.stated.is_some() {
            self.stated.0 += usize::from(same_rate(expected.stated, found.stated));
            self.stated.1 += 1;
        }
    }

    fn found_wrong(&mut self, document: &str, found: &Found) {
        self.rules.count(document, found, false);
        self.kinds.entry(super::kind_name(found.kind)).or_default().wrong += 1;
        self.grounds.entry(found.grounds.clone()).or_default().wrong += 1;
        self.wrong.push(format!("{document}: {}", found.shown));
    }

    fn not_found(&mut self, document: &str, expected: &Expected) {
        self.kinds.entry(super::kind_name(expected.kind)).or_default().missed += 1;
        self.missed.push(format!("{document}: {} (line {})", expected.shown, expected.line));
    }
}

/// Scores found rows against the expected ones of the documents in `gold`; other documents are not looked at.
#[must_use]
pub fn score(gold: &Gold, found: &BTreeMap<String, Vec<Found>>) -> Score {
    let mut score = Score::default();
    for (document, expected) in gold {
        let mut left: Vec<&Expected> = expected.iter().collect();
        left.sort_by_key(|row| !row.must);
        for row in found.get(document).map_or(&[][..], Vec::as_slice) {
            match best(&left, row) {
                Some(index) => {
                    let taken = left.remove(index);
                    if taken.must {
                        score.found_right(document, taken, row);
                    }
                }
                None => score.found_wrong(document, row),
            }
        }
        for row in left.into_iter().filter(|row| row.must) {
            score.not_found(document, row);
        }
    }
    score
}

/// The expected row that a found one answers: needed ones first, then the likest name, then the first.
fn best(left: &[&Expected], found: &Found) -> Option<usize> {
    let mut best: Option<(usize, bool, f64)> = None;
    for (index, expected) in left.iter().enumerate().filter(|(_, expected)| agrees(expected, found)) {
        let alike = alike(expected, found);
        let better = best.is_none_or(|(_, must, highest)| {
            (expected.must && !must) || (expected.must == must && alike > highest)
        });
        if better {
            best = Some((index, expected.must, alike));
        }
    }
    best.map(|(index, ..)| index)
}

/// How well a name, alone or behind whose it is, gives the expected one.
fn alike(expected: &Expected, found: &Found) -> f64 {
    let behind = [found.scope.as_str(), &found.indicator].concat();
    let alone = likeness(&expected.indicator, &found.indicator);
    alone.max(likeness(&expected.indicator, &behind))
}

fn agrees(expected: &Expected, found: &Found) -> bool {
    let target = || expected.target.agrees(&found.target);
    let actual = || expected.actual.agrees(&found.actual);
    expected.kind == found.kind
        && match expected.kind {
            Kind::Paired => target() && actual(),
            Kind::Stated => actual() && same_rate(expected.stated, found.stated),
            Kind::Progress => actual(),
            Kind::Open => target(),
            Kind::Figure => false,
        }
}

fn same_rate(expected: Option<Decimal>, found: Option<Decimal>) -> bool {
    match (expected, found) {
        (Some(one), Some(two)) => (one - two).abs() <= RATE_TOLERANCE,
        (None, None) => true,
        (Some(_), None) | (None, Some(_)) => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::evaluate::{found, gold};

    const GOLD: &str = "\
doc,task,need,kind,indicator,target,target_unit,bound,actual,actual_unit,stated,note
a,1,must,pair,堤坝,1.2,万米,exact,6000,米,50,
a,2,must,stated,果树,,,,4.9,万株,80,
a,3,may,open,水井,7,口,exact,,,,
a,4,must,open,书屋,23,家,exact,,,,
b,,,none,,,,,,,,
";
    const HEADER: &str =
        "source,kind,indicator,target_value,target_unit,actual_value,actual_unit,stated_ratio,grounds\n";

    fn scored(rows: &str) -> Score {
        let gold = gold("gold.csv", GOLD.as_bytes()).unwrap();
        score(&gold, &found("table.csv", format!("{HEADER}{rows}").as_bytes(), None).unwrap())
    }

    #[test]
    fn an_empty_table_misses_only_what_must_be_there() {
        let score = scored("");
        assert_eq!(score.all(), Tally { right: 0, wrong: 0, missed: 3 });
        assert!(score.all().f1().abs() < 1e-9);
    }

    #[test]
    fn rows_count_once_and_only_in_their_document() {
        let pair = "x/a.txt,paired,堤坝,12000,米,6000,米,0.5,same_frame\n";
        let score = scored(&format!(
            "{pair}{pair}a.txt,open,水井,7,口,,,,\nb.md,open,桥,3,座,,,,\nc.txt,open,桥,3,座,,,,\n"
        ));
        assert_eq!(score.all(), Tally { right: 1, wrong: 2, missed: 2 });
        assert_eq!((score.names, score.stated), ((1, 1), (1, 1)));
        assert_eq!(score.grounds["same_frame"], Tally { right: 1, wrong: 1, missed: 0 });
    }

    #[test]
    fn a_name_counts_behind_whose_it_is() {
        let header = HEADER.replace("indicator", "scope,indicator");
        let expected = gold("gold.csv", GOLD.replace("书屋", "石桥镇").as_bytes()).unwrap();
        let names = |row: &str| {
            let found = found("t.csv", format!("{header}{row}").as_bytes(), None).unwrap();
            score(&expected, &found).names
        };
        assert_eq!(names("a.txt,open,石桥镇,书屋,23,家,,,,\n"), (1, 1));
        assert_eq!(names("a.txt,open,云岭镇,书屋,23,家,,,,\n"), (0, 1));
    }

    #[test]
    fn a_gold_row_of_unknown_kind_is_named_by_its_line() {
        let text = GOLD.replace("must,open", "must,opened");
        let error = gold("gold.csv", text.as_bytes()).unwrap_err().to_string();
        assert!(error.starts_with("gold.csv:5: `opened` is no kind"), "{error}");
    }
}
