use rust_decimal::Decimal;

use super::{Column, ColumnType, Table};

/// What rows are gathered by.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RollupBy {
    /// The section of the report: 板块.
    Section,
    /// The district, body or part that rows are limited to: 范围.
    Scope,
    /// The report itself, which is the body that wrote it where several report: 来源文件.
    Source,
}

impl RollupBy {
    /// The column of the table.
    #[must_use]
    pub fn column(self) -> &'static str {
        match self {
            Self::Section => "section",
            Self::Scope => "scope",
            Self::Source => "source",
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
    /// The middle completion ratio; empty without any.
    pub median: Option<Decimal>,
    /// Rows by status, in the order of [`STATUSES`].
    pub statuses: Vec<usize>,
    /// Rows with an alert other than that nothing was reported.
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
    for row in 0..table.rows.len() {
        let group = table.cell(row, by.column()).unwrap_or_default();
        match groups.iter_mut().find(|(known, _)| known == group) {
            Some((_, rows)) => rows.push(row),
            None => groups.push((group.to_owned(), vec![row])),
        }
    }
    groups.push(("合计".to_owned(), (0..table.rows.len()).collect()));
    groups.into_iter().map(|(group, rows)| of(table, group, &rows)).collect()
}

fn of(table: &Table, group: String, rows: &[usize]) -> Rollup {
    let count = |holds: &dyn Fn(usize) -> bool| rows.iter().filter(|row| holds(**row)).count();
    let kind = |row: usize| table.cell(row, "kind").unwrap_or_default();
    let answered = count(&|row| kind(row) == "paired");
    let goals = answered + count(&|row| kind(row) == "open");
    let ratios = rows.iter().filter_map(|row| table.cell(*row, "completion_ratio"));
    let status = |code: &str| count(&|row| table.cell(row, "status_code") == Some(code));
    Rollup {
        group,
        rows: rows.len(),
        goals,
        answered,
        coverage: Decimal::from(answered).checked_div(Decimal::from(goals)).map(|share| share.round_dp(12)),
        median: median(ratios.filter_map(|ratio| Decimal::from_str_exact(ratio).ok()).collect()),
        statuses: STATUSES.iter().map(|(code, _)| status(code)).collect(),
        alerts: count(&|row| {
            table.cell(row, "text_source") == Some("ocr")
                || table.cell(row, "findings").is_some_and(|codes| codes.split(';').any(|code| code != "R12"))
        }),
    }
}

/// The middle value, or half-way between the two in the middle.
fn median(mut values: Vec<Decimal>) -> Option<Decimal> {
    values.sort();
    let middle = values.len() / 2;
    let upper = *values.get(middle)?;
    let half = |low: Decimal| low.checked_add(upper).map_or(upper, |sum| (sum / Decimal::TWO).round_dp(12));
    Some(if values.len() % 2 == 1 { upper } else { half(values[middle - 1]) })
}

/// The columns of a roll-up: the group, what it holds, and its rows by status.
#[must_use]
pub fn rollup_columns(by: RollupBy) -> Vec<Column> {
    let zh = match by {
        RollupBy::Section => "板块",
        RollupBy::Scope => "范围",
        RollupBy::Source => "来源文件",
    };
    let integer = |name, zh, meaning| Column { name, zh, kind: ColumnType::Integer, meaning };
    let decimal = |name, zh, meaning| Column { name, zh, kind: ColumnType::Decimal, meaning };
    let mut columns = vec![
        Column { name: by.column(), zh, kind: ColumnType::Words, meaning: "the group; 合计 is all rows" },
        integer("rows", "行数", "rows of any kind"),
        integer("goals", "目标数", "rows with a goal"),
        integer("answered", "有完成值", "goals that a figure answers"),
        decimal("coverage", "覆盖率", "answered / goals"),
        decimal("median_ratio", "完成率中位数", "the middle completion ratio"),
        integer("alerts", "待核对", "rows with an alert other than R12, or read from a picture"),
    ];
    columns.extend(STATUSES.iter().map(|(code, word)| integer(code, word, "rows of this status")));
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
        cells
    }
}

#[cfg(test)]
mod tests {
    use super::{Decimal, RollupBy, Table, median, rollup};
    use crate::measure::COLUMNS;

    fn row(cells: &[(&str, &str)]) -> Vec<Option<String>> {
        let mut row = vec![None; COLUMNS.len()];
        for (name, text) in cells {
            row[COLUMNS.iter().position(|column| column.name == *name).unwrap()] = Some((*text).to_owned());
        }
        row
    }

    #[test]
    fn groups_count_goals_answers_and_the_middle_ratio() {
        let rows = vec![
            row(&[
                ("section", "一"),
                ("kind", "paired"),
                ("completion_ratio", "0.5"),
                ("status_code", "ahead"),
            ]),
            row(&[("section", "二"), ("kind", "open"), ("status_code", "no_data"), ("findings", "R12")]),
            row(&[("section", "一"), ("kind", "paired"), ("completion_ratio", "3"), ("findings", "R09;R10")]),
            row(&[("section", "一"), ("kind", "open"), ("status_code", "no_data")]),
            row(&[("kind", "stated")]),
        ];
        let found = rollup(&Table { rows }, RollupBy::Section);
        let names: Vec<_> = found.iter().map(|group| group.group.as_str()).collect();
        assert_eq!(names, ["一", "二", "", "合计"]);
        let first = &found[0];
        assert_eq!((first.rows, first.goals, first.answered, first.alerts), (3, 3, 2, 1));
        assert_eq!(first.median, Some(Decimal::new(175, 2)));
        assert_eq!(first.coverage.map(|share| share.to_string()).as_deref(), Some("0.666666666667"));
        assert_eq!(found[2].coverage, None);
        assert_eq!(found[3].rows, 5);
        assert_eq!(median(Vec::new()), None);
    }
}
