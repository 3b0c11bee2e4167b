//! Rows gathered into groups one after the other: of each group only its sums are kept.

use std::collections::HashMap;

use rust_decimal::Decimal;

use super::{Field, Rollup, RollupBy, STATUSES, Table, ranks, to_check};

/// Fewer values have no middle worth showing.
const LEAST: usize = 3;

/// Groups of rows in the order in which they first appear.
#[derive(Debug)]
pub struct Gathering {
    by: RollupBy,
    groups: Vec<Sums>,
    places: HashMap<String, usize>,
    all: Sums,
}

/// What the rows of a group add up to.
#[derive(Debug, Default)]
struct Sums {
    group: String,
    rows: usize,
    goals: usize,
    answered: usize,
    statuses: [usize; STATUSES.len()],
    alerts: usize,
    /// Completion ratios, each counted as 1 at most: their middle needs all of them.
    capped: Vec<Decimal>,
    /// Ratios and expected progress of the rows that have both.
    ratios: Mean,
    expected: Mean,
}

/// A mean on its way; none where the sum has too many digits.
#[derive(Debug)]
struct Mean {
    sum: Option<Decimal>,
    count: usize,
}

/// The groups of a table in the order in which they first appear, and all rows together last.
#[must_use]
pub fn rollup(table: &Table, by: RollupBy) -> Vec<Rollup> {
    let mut gathering = Gathering::new(by);
    gathering.add(table);
    gathering.rollups()
}

impl Gathering {
    /// No rows yet.
    #[must_use]
    pub fn new(by: RollupBy) -> Self {
        Self { by, groups: Vec::new(), places: HashMap::new(), all: Sums::named("合计".to_owned()) }
    }

    /// Adds the rows of a table.
    pub fn add(&mut self, table: &Table) {
        for row in 0..table.rows.len() {
            for group in self.by.groups(table, row) {
                let at = self.places.get(&group).copied().unwrap_or_else(|| {
                    self.places.insert(group.clone(), self.groups.len());
                    self.groups.push(Sums::named(group));
                    self.groups.len() - 1
                });
                self.groups[at].add(table, row);
            }
            self.all.add(table, row);
        }
    }

    /// The names of the groups.
    pub fn names(&self) -> impl Iterator<Item = &str> {
        self.groups.iter().map(|sums| sums.group.as_str())
    }

    /// What each group amounts to, and all rows together last.
    #[must_use]
    pub fn rollups(&self) -> Vec<Rollup> {
        let mut found: Vec<Rollup> = self.groups.iter().map(Sums::rollup).collect();
        let named = |group: &Rollup| group.mean.filter(|_| !group.group.is_empty());
        let means: Vec<_> = found.iter().map(named).collect();
        for (group, rank) in found.iter_mut().zip(ranks(&means)) {
            group.rank = rank;
        }
        found.push(self.all.rollup());
        found
    }
}

impl Sums {
    fn named(group: String) -> Self {
        Self { group, ..Self::default() }
    }

    fn add(&mut self, table: &Table, row: usize) {
        let kind = table.cell(row, Field::Kind).unwrap_or_default();
        let number = |name| table.number(row, name);
        let ratio = number(Field::CompletionRatio).map(|ratio| ratio.min(Decimal::ONE));
        self.rows += 1;
        self.answered += usize::from(kind == "paired");
        self.goals += usize::from(kind == "paired" || kind == "open");
        self.alerts += usize::from(to_check(table, row));
        self.capped.extend(ratio);
        if let (Some(ratio), Some(expected)) = (ratio, number(Field::ExpectedRatio)) {
            self.ratios.add(ratio);
            self.expected.add(expected);
        }
        let status = table.cell(row, Field::StatusCode).unwrap_or_default();
        if let Some(at) = STATUSES.iter().position(|(code, _)| *code == status) {
            self.statuses[at] += 1;
        }
    }

    fn rollup(&self) -> Rollup {
        let mut mean = Mean::default();
        self.capped.iter().for_each(|ratio| mean.add(*ratio));
        let coverage = Decimal::from(self.answered).checked_div(Decimal::from(self.goals));
        Rollup {
            group: self.group.clone(),
            rows: self.rows,
            goals: self.goals,
            answered: self.answered,
            coverage: coverage.map(|share| share.round_dp(12)),
            mean: mean.value(),
            paced: self.ratios.value().zip(self.expected.value()),
            rank: None,
            median: median(self.capped.clone()),
            statuses: self.statuses.to_vec(),
            alerts: self.alerts,
        }
    }
}

impl Default for Mean {
    fn default() -> Self {
        Self { sum: Some(Decimal::ZERO), count: 0 }
    }
}

impl Mean {
    fn add(&mut self, value: Decimal) {
        self.sum = self.sum.and_then(|sum| sum.checked_add(value));
        self.count += 1;
    }

    fn value(&self) -> Option<Decimal> {
        self.sum?.checked_div(Decimal::from(self.count)).map(|mean| mean.round_dp(12))
    }
}

/// The middle value, or half-way between the two in the middle.
fn median(mut values: Vec<Decimal>) -> Option<Decimal> {
    if values.len() < LEAST {
        return None;
    }
    values.sort_unstable();
    let middle = values.len() / 2;
    let upper = *values.get(middle)?;
    let half = |low: Decimal| low.checked_add(upper).map_or(upper, |sum| (sum / Decimal::TWO).round_dp(12));
    Some(if values.len() % 2 == 1 { upper } else { half(values[middle - 1]) })
}

#[cfg(test)]
mod tests {
    use super::{Decimal, RollupBy, Table, median, rollup};

    #[test]
    fn groups_count_goals_answers_and_the_middle_ratio() {
        let rows = vec![
            Table::row(&[
                ("section", "一"),
                ("kind", "paired"),
                ("completion_ratio", "0.5"),
                ("status_code", "ahead"),
            ]),
            Table::row(&[
                ("section", "二"),
                ("kind", "open"),
                ("status_code", "no_data"),
                ("findings", "R12"),
            ]),
            Table::row(&[
                ("section", "一"),
                ("kind", "paired"),
                ("completion_ratio", "3"),
                ("findings", "R09;R10"),
            ]),
            Table::row(&[("section", "一"), ("kind", "open"), ("status_code", "no_data")]),
            Table::row(&[("kind", "stated")]),
        ];
        let found = rollup(&Table { rows }, RollupBy::Section);
        let names: Vec<_> = found.iter().map(|group| group.group.as_str()).collect();
        assert_eq!(names, ["一", "二", "", "合计"]);
        let first = &found[0];
        assert_eq!((first.rows, first.goals, first.answered, first.alerts), (3, 3, 2, 1));
        assert_eq!((first.median, first.mean), (None, Some(Decimal::new(75, 2))));
        assert_eq!((first.rank, found[1].rank), (Some(1), None));
        assert_eq!(first.coverage.map(|share| share.to_string()).as_deref(), Some("0.666666666667"));
        assert_eq!(found[2].coverage, None);
        assert_eq!(found[3].rows, 5);
    }

    #[test]
    fn a_median_needs_three_values_and_a_body_counts_its_shared_rows() {
        let values = |list: &[i64]| list.iter().map(|value| Decimal::new(*value, 1)).collect();
        assert_eq!(median(values(&[9, 1])), None);
        assert_eq!(median(values(&[9, 1, 5, 6])), Some(Decimal::new(55, 2)));
        let row = |body, ratio| {
            Table::row(&[("body_responsible", body), ("kind", "paired"), ("completion_ratio", ratio)])
        };
        let rows = vec![row("教育局;财政局", "1.5"), row("财政局", "0.5"), row("水利局", "1")];
        let found = rollup(&Table { rows }, RollupBy::Body);
        let named: Vec<_> =
            found.iter().map(|group| (group.group.as_str(), group.rows, group.rank)).collect();
        let ranked =
            [("教育局", 1, Some(1)), ("财政局", 2, Some(3)), ("水利局", 1, Some(1)), ("合计", 3, None)];
        assert_eq!(named, ranked);
    }
}
