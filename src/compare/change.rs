//! What changed in one row, and the columns that show it.

use rust_decimal::{Decimal, RoundingStrategy};

use super::{Entry, Link, Rename, Side, Spoken};
use crate::measure::{Cell, Cells, Column, ColumnType, Field, column};

/// What became of a row.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Class {
    /// It stands in the new table only.
    New,
    /// It stands in both and says something else.
    Updated,
    /// It stands in both and says the same.
    Unchanged,
    /// It stands in the old table only.
    Absent,
}

impl Class {
    /// Every class.
    pub const ALL: &'static [Self] = &[Self::New, Self::Updated, Self::Unchanged, Self::Absent];

    /// Its code in the column `change`.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            Self::New => "new",
            Self::Updated => "updated",
            Self::Unchanged => "unchanged",
            Self::Absent => "absent",
        }
    }

    /// Its word for people.
    #[must_use]
    pub fn zh(self) -> &'static str {
        match self {
            Self::New => "新增",
            Self::Updated => "更新",
            Self::Unchanged => "未变",
            Self::Absent => "缺失",
        }
    }
}

/// An undertaking before and after; at least one of the two is there.
#[derive(Clone, Debug)]
pub struct Change<'t> {
    /// The row of the old table.
    pub old: Option<Entry<'t>>,
    /// The row of the new table.
    pub new: Option<Entry<'t>>,
    /// Why the two were taken to be the same.
    pub link: Option<Link>,
    /// A row of the other table that is perhaps this one.
    pub rename: Option<Rename>,
    /// What the new report says of a row that its table does not have.
    pub spoken: Spoken,
    /// Why a goal that moved is doubted.
    pub doubt: Doubt,
}

/// Columns whose text says something else when it changes.
const SAYINGS: &[Field] = &[
    Field::Kind,
    Field::TargetOp,
    Field::TargetHigh,
    Field::TargetBasis,
    Field::Stage,
    Field::AsOf,
    Field::StatedRatio,
    Field::Status,
];

impl<'t> Change<'t> {
    /// A row that the new table does not have.
    #[must_use]
    pub fn absent(old: Entry<'t>) -> Self {
        Self { old: Some(old), new: None, link: None, rename: None, spoken: Spoken::Not, doubt: Doubt::None }
    }

    /// What became of the row.
    #[must_use]
    pub fn class(&self) -> Class {
        match (&self.old, &self.new) {
            (None, _) => Class::New,
            (_, None) => Class::Absent,
            (Some(_), Some(_)) if self.changed().is_empty() => Class::Unchanged,
            (Some(_), Some(_)) => Class::Updated,
        }
    }

    /// The row as it stands now, or as it stood last.
    #[must_use]
    pub fn latest(&self) -> Option<&Entry<'t>> {
        self.new.as_ref().or(self.old.as_ref())
    }

    /// The columns that say something else, in the order of the table.
    #[must_use]
    pub fn changed(&self) -> Vec<&'static str> {
        let (Some(old), Some(new)) = (&self.old, &self.new) else { return Vec::new() };
        let value = |entry: &Entry, number: Option<Decimal>| number.map(|value| new.in_my_unit(entry, value));
        let mut changed = Vec::new();
        if value(old, old.target) != value(new, new.target) {
            changed.push("target");
        }
        if value(old, old.actual) != value(new, new.actual) {
            changed.push("actual");
        }
        if old.ratio != new.ratio {
            changed.push("completion_ratio");
        }
        let moved = SAYINGS.iter().filter(|field| old.cell(**field) != new.cell(**field));
        changed.extend(moved.map(|field| field.name()));
        changed
    }

    /// New less old of a number, in the unit of the new row.
    #[must_use]
    pub fn delta(&self, side: Side) -> Option<Decimal> {
        let (old, new) = (self.old.as_ref()?, self.new.as_ref()?);
        new.number(side)?.checked_sub(new.in_my_unit(old, old.number(side)?)?)
    }

    /// The same as the reports write it, where both write it in one unit: +8.3亿元.
    #[must_use]
    pub fn written_delta(&self, side: Side) -> Option<String> {
        let printed = |entry: &Option<Entry<'t>>| entry.as_ref()?.printed(side);
        let (delta, unit) = match (printed(&self.old), printed(&self.new)) {
            (Some((old, one)), Some((new, other))) if one == other => (new.checked_sub(old)?, one),
            (Some(_) | None, Some(_) | None) => (self.delta(side)?, self.new.as_ref()?.cell(Field::Unit)),
        };
        let plus = if delta > Decimal::ZERO { "+" } else { "" };
        Some(format!("{plus}{}{unit}", delta.normalize()))
    }

    /// New less old ratio, in percentage points.
    #[must_use]
    pub fn ratio_delta(&self) -> Option<Decimal> {
        let (old, new) = (self.old.as_ref()?.ratio?, self.new.as_ref()?.ratio?);
        let points = new.checked_sub(old)?.checked_mul(Decimal::ONE_HUNDRED)?;
        Some(points.round_dp_with_strategy(2, RoundingStrategy::MidpointAwayFromZero))
    }

    /// The cells of the row under [`CHANGE_COLUMNS`]; `findings` are the codes raised for it.
    #[must_use]
    pub fn cells(&self, findings: &str) -> Cells {
        CHANGE_COLUMNS.iter().map(|column| self.cell(column.name, findings)).collect()
    }

    fn cell(&self, name: &str, findings: &str) -> Option<Cell> {
        let plain = |value: Option<Decimal>| value.map(|value| value.normalize().into());
        match name {
            "change" => Cell::words(self.class().code()),
            "changed" => Cell::words(self.changed().join(";")),
            "link" => Cell::words(self.link?.code()),
            "perhaps" => Cell::words(self.rename.as_ref()?.other.clone()),
            "evidence" => Cell::words(self.rename.as_ref()?.evidence.join(";")),
            "findings" => Cell::words(findings),
            "target_delta" => plain(self.delta(Side::Goal)),
            "actual_delta" => plain(self.delta(Side::Figure)),
            "ratio_delta_pp" => plain(self.ratio_delta()),
            _ => self.side(name),
        }
    }

    /// `old_x` and `new_x` are the cell `x` of either side; another name that of the latest row.
    fn side(&self, name: &str) -> Option<Cell> {
        let (entry, column) = match (name.strip_prefix("old_"), name.strip_prefix("new_")) {
            (Some(column), _) => (self.old.as_ref()?, column),
            (None, Some(column)) => (self.new.as_ref()?, column),
            (None, None) => (self.latest()?, name),
        };
        let field = match column {
            "ratio" => Field::CompletionRatio,
            "period" => Field::ReportPeriod,
            "line" if entry.cell(Field::FigureLine).is_empty() => Field::GoalLine,
            "line" => Field::FigureLine,
            other => Field::named(other)?,
        };
        entry.typed(field).cloned()
    }
}

use ColumnType::{Code, Date, Decimal as Number, Integer, Words, Written};

/// Every column of a comparison; new ones are only appended.
pub const CHANGE_COLUMNS: &[Column] = &[
    column("change", "变化", Code, "new, updated, unchanged, absent"),
    column("section", "板块", Words, "section as printed"),
    column("task_no", "序号", Words, "number as printed"),
    column("indicator", "指标", Words, "what is counted"),
    column("scope", "范围", Words, "district, body or part that the row is limited to"),
    column("unit", "单位", Words, "unit of the numbers; each side's own where they differ"),
    column("target_basis", "目标口径", Code, "what the goal is the goal of"),
    column("stage", "环节", Words, "stage of the works"),
    column("old_period", "上期", Code, "period of the old report"),
    column("new_period", "本期", Code, "period of the new report"),
    column("old_kind", "上期行类型", Code, "paired, stated, progress, open or figure"),
    column("new_kind", "本期行类型", Code, "paired, stated, progress, open or figure"),
    column("old_target", "上期目标", Number, "goal in the old row's unit"),
    column("new_target", "本期目标", Number, "goal in the new row's unit"),
    column("target_delta", "目标变动", Number, "new less old, in the new row's unit"),
    column("old_actual", "上期完成", Number, "figure in the old row's unit"),
    column("new_actual", "本期完成", Number, "figure in the new row's unit"),
    column("actual_delta", "完成变动", Number, "new less old, in the new row's unit"),
    column("old_ratio", "上期完成率", Number, "figure over goal"),
    column("new_ratio", "本期完成率", Number, "figure over goal"),
    column("ratio_delta_pp", "完成率变动(百分点)", Number, "new less old x 100"),
    column("old_status", "上期状态", Code, "status of the old row"),
    column("new_status", "本期状态", Code, "status of the new row"),
    column("old_as_of", "上期数据截至", Date, "up to when the old figure counts"),
    column("new_as_of", "本期数据截至", Date, "up to when the new figure counts"),
    column("changed", "变动列", Code, "columns that say something else, `;` between them"),
    column("link", "关联依据", Code, "why the two rows were taken to be the same"),
    column("old_indicator", "上期指标", Words, "the old row's own name"),
    column("perhaps", "疑似同一指标", Words, "a row of the other report that is perhaps this one"),
    column("evidence", "疑似依据", Code, "what speaks for it, `;` between them"),
    column("findings", "预警", Code, "codes, `;` between them"),
    column("old_source", "上期来源", Words, "file of the old row"),
    column("old_line", "上期行", Integer, "its line, from 1"),
    column("new_source", "本期来源", Words, "file of the new row"),
    column("new_line", "本期行", Integer, "its line, from 1"),
    column("old_row_id", "上期行标识", Code, "id of the old row"),
    column("new_row_id", "本期行标识", Code, "id of the new row"),
    column("old_stated_ratio", "上期自报完成率", Number, "completion rate as the old report prints it"),
    column("new_stated_ratio", "本期自报完成率", Number, "completion rate as the new report prints it"),
    column("target_value", "目标值", Written, "goal of the latest row, as written"),
    column("target_unit", "目标单位", Words, "its unit, as written"),
    column("actual_value", "完成值", Written, "figure of the latest row, as written"),
    column("actual_unit", "完成单位", Words, "its unit, as written"),
];

/// Why a goal that moved is doubted.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Doubt {
    /// It is not.
    #[default]
    None,
    /// Another row of its name has the goal as it was, or the goal as it was is the figure now.
    Goal,
    /// The new goal is a figure that stands beside under its name.
    Figure,
}
