use std::collections::HashMap;

use rust_decimal::Decimal;

use super::{Column, ColumnType, Table, ranks, to_check};

/// What rows are gathered by.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RollupBy {
    /// The section of the report: 板块.
    Section,
    /// The district, body or part that rows are limited to: 范围.
    Scope,
    /// The report itself, which is the body that wrote it where several report: 来源文件.
    Source,
    /// The body in charge: 责任单位. A row of several counts for each of them.
    Body,
}

impl RollupBy {
    /// The column of the table.
    #[must_use]
    pub fn column(self) -> &'static str {
        match self {
            Self::Section => "section",
            Self::Scope => "scope",
            Self::Source => "source",
            Self::Body => "body_responsible",
        }
    }

    /// What the groups are called.
    #[must_use]
    pub fn zh(self) -> &'static str {
        match self {
            Self::Section => "板块",
            Self::Scope => "范围",
            Self::Source => "来源文件",
            Self::Body => "责任单位",
        }
    }

    /// The groups of a row.
    pub(super) fn groups(self, table: &Table, row: usize) -> Vec<String> {
        let cell = table.cell(row, self.column()).unwrap_or_default();
        match self {
            Self::Body => cell.split(';').map(str::to_owned).collect(),
            Self::Section | Self::Scope | Self::Source => vec![cell.to_owned()],
        }
    }
}

/// What a group of rows amounts to. Nothing is summed across units, and no mean is taken of uncapped ratios.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Rollup {
    /// The group as printed; empty for rows that belong to none, 合计 for all rows.
    pub group: String,
    /// Rows of any kind.
    pub rows: usize,
    /// Goals: rows with one printed.
    pub goals: usize,
    /// Goals that a figure answers.
    pub answered: usize,
    /// Answered goals over goals; empty without goals.
    pub coverage: Option<Decimal>,
    /// The middle completion ratio, each counted as 1 at most; empty below three.
    pub median: Option<Decimal>,
    /// The mean completion ratio, each counted as 1 at most; empty without any.
    pub mean: Option<Decimal>,
    /// Mean completion, each counted as 1 at most, and mean expected progress of the rows that have both.
    pub paced: Option<(Decimal, Decimal)>,
    /// The place by `mean` among the groups that have a name; equal ones share it.
    pub rank: Option<usize>,
    /// Rows by status, in the order of [`STATUSES`].
    pub statuses: Vec<usize>,
    /// Rows that a person should look at, see [`to_check`].
    pub alerts: usize,
}

/// Codes of every status with the words of the usual profile.
pub const STATUSES: &[(&str, &str)] = &[
    ("done", "已完成"),
    ("ahead", "超序时"),
    ("on_pace", "达序时"),
    ("slightly_behind", "略滞后"),
    ("behind", "滞后"),
    ("far_behind", "严重滞后"),
    ("met", "达标"),
    ("not_met", "未达标"),
    ("said_done", "自报完成"),
    ("no_data", "无数据"),
    ("no_target", "无目标"),
    ("not_comparable", "不可比"),
];

/// The groups of a table in the order in which they first appear, and all rows together last.
#[must_use]
pub fn rollup(table: &Table, by: RollupBy) -> Vec<Rollup> {
    let mut groups: Vec<(String, Vec<usize>)> = Vec::new();
    let mut places: HashMap<String, usize> = HashMap::new();
    for row in 0..table.rows.len() {
        for group in by.groups(table, row) {
            match places.get(&group) {
                Some(&at) => groups[at].1.push(row),
                None => {
                    places.insert(group.clone(), groups.len());
                    groups.push((group, vec![row]));
                }
            }
        }
    }
    let mut found: Vec<Rollup> = groups.into_iter().map(|(group, rows)| of(table, group, &rows)).collect();
    let means: Vec<_> = found.iter().map(|group| group.mean.filter(|_| !group.group.is_empty())).collect();
    for (group, rank) in found.iter_mut().zip(ranks(&means)) {
        group.rank = rank;
    }
    found.push(of(table, "合计".to_owned(), &(0..table.rows.len()).collect::<Vec<_>>()));
    found
}

fn of(table: &Table, group: String, rows: &[usize]) -> Rollup {
    let count = |holds: &dyn Fn(usize) -> bool| rows.iter().filter(|row| holds(**row)).count();
    let kind = |row: usize| table.cell(row, "kind").unwrap_or_default();
    let answered = count(&|row| kind(row) == "paired");
    let goals = answered + count(&|row| kind(row) == "open");
    let ratios = rows.iter().filter_map(|row| table.cell(*row, "completion_ratio"));
    let capped =
        ratios.filter_map(|ratio| Decimal::from_str_exact(ratio).ok()).map(|ratio| ratio.min(Decimal::ONE));
    let capped: Vec<Decimal> = capped.collect();
    let status = |code: &str| count(&|row| table.cell(row, "status_code") == Some(code));
    Rollup {
        group,
        rows: rows.len(),
        goals,
        answered,
        coverage: Decimal::from(answered).checked_div(Decimal::from(goals)).map(|share| share.round_dp(12)),
        mean: mean(&capped),
        paced: paced(table, rows),
        rank: None,
        median: median(capped),
        statuses: STATUSES.iter().map(|(code, _)| status(code)).collect(),
        alerts: count(&|row| to_check(table, row)),
    }
}

/// Fewer values have no middle worth showing.
const LEAST: usize = 3;

fn mean(values: &[Decimal]) -> Option<Decimal> {
    let sum = values.iter().try_fold(Decimal::ZERO, |sum, value| sum.checked_add(*value))?;
    sum.checked_div(Decimal::from(values.len())).map(|mean| mean.round_dp(12))
}

fn paced(table: &Table, rows: &[usize]) -> Option<(Decimal, Decimal)> {
    let number = |row: usize, name| Decimal::from_str_exact(table.cell(row, name)?).ok();
    let both = |row: &usize| {
        Some((number(*row, "completion_ratio")?.min(Decimal::ONE), number(*row, "expected_ratio")?))
    };
    let (ratios, expected): (Vec<Decimal>, Vec<Decimal>) = rows.iter().filter_map(both).unzip();
    Some((mean(&ratios)?, mean(&expected)?))
}

/// The middle value, or half-way between the two in the middle.
fn median(mut values: Vec<Decimal>) -> Option<Decimal> {
    if values.len() < LEAST {
        return None;
    }
    values.sort();
    let middle = values.len() / 2;
    let upper = *values.get(middle)?;
    let half = |low: Decimal| low.checked_add(upper).map_or(upper, |sum| (sum / Decimal::TWO).round_dp(12));
    Some(if values.len() % 2 == 1 { upper } else { half(values[middle - 1]) })
}

/// The columns of a roll-up: the group, what it holds, and its rows by status.
#[must_use]
pub fn rollup_columns(by: RollupBy) -> Vec<Column> {
    let integer = |name, zh, meaning| Column { name, zh, kind: ColumnType::Integer, meaning };
    let decimal = |name, zh, meaning| Column { name, zh, kind: ColumnType::Decimal, meaning };
    let mut columns = vec![
        Column {
            name: by.column(),
            zh: by.zh(),
            kind: ColumnType::Words,
            meaning: "the group; 合计 is all rows",
        },
        integer("rows", "行数", "rows of any kind"),
        integer("goals", "目标数", "rows with a goal"),
        integer("answered", "有完成值", "goals that a figure answers"),
        decimal("coverage", "覆盖率", "answered / goals"),
        decimal(
            "median_ratio",
            "完成率中位数",
            "the middle completion ratio, each counted as 1 at most; empty below three",
        ),
        integer("alerts", "待核对", "rows that a person should look at before they are used"),
    ];
    columns.extend(STATUSES.iter().map(|(code, word)| integer(code, word, "rows of this status")));
    columns.push(decimal(
        "mean_ratio",
        "平均完成率(封顶)",
        "the mean completion ratio, each counted as 1 at most",
    ));
    columns.push(integer("rank", "名次", "place by mean_ratio; equal ones share it"));
    columns
}

impl Rollup {
    /// Its cells, in the order of [`rollup_columns`].
    #[must_use]
    pub fn cells(&self) -> Vec<Option<String>> {
        let decimal = |value: Option<Decimal>| value.map(|value| value.normalize().to_string());
        let mut cells = vec![
            Some(self.group.clone()).filter(|group| !group.is_empty()),
            Some(self.rows.to_string()),
            Some(self.goals.to_string()),
            Some(self.answered.to_string()),
            decimal(self.coverage),
            decimal(self.median),
            Some(self.alerts.to_string()),
        ];
        cells.extend(self.statuses.iter().map(|count| Some(count.to_string())));
        cells.push(decimal(self.mean));
        cells.push(self.rank.map(|rank| rank.to_string()));
        cells
    }
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
