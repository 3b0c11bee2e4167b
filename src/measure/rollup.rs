use rust_decimal::Decimal;

use super::{Cell, Cells, Column, ColumnType, Field, Table};

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
    pub fn field(self) -> Field {
        match self {
            Self::Section => Field::Section,
            Self::Scope => Field::Scope,
            Self::Source => Field::Source,
            Self::Body => Field::BodyResponsible,
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
        let cell = table.cell(row, self.field()).unwrap_or_default();
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
    /// Rows that a person should look at, see `row.to_check`.
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

/// The columns of a roll-up: the group, what it holds, and its rows by status.
#[must_use]
pub fn rollup_columns(by: RollupBy) -> Vec<Column> {
    let integer = |name, zh, meaning| Column { name, zh, kind: ColumnType::Integer, meaning };
    let decimal = |name, zh, meaning| Column { name, zh, kind: ColumnType::Decimal, meaning };
    let mut columns = vec![
        Column {
            name: by.field().name(),
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
    pub fn cells(&self) -> Cells {
        let decimal = |value: Option<Decimal>| value.map(|value| value.normalize().into());
        let count = |count: usize| i64::try_from(count).ok().map(Cell::from);
        let mut cells = vec![
            Cell::words(self.group.clone()),
            count(self.rows),
            count(self.goals),
            count(self.answered),
            decimal(self.coverage),
            decimal(self.median),
            count(self.alerts),
        ];
        cells.extend(self.statuses.iter().map(|rows| count(*rows)));
        cells.push(decimal(self.mean));
        cells.push(self.rank.and_then(count));
        cells
    }
}
