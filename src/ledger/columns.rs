//! The columns of a trend and of the long table.

use crate::measure::{Column, ColumnType, column};

use ColumnType::{Code, Date, Decimal, Integer, Words, Written};

/// The columns of a trend.
pub const TREND_COLUMNS: &[Column] = &[
    column("body", "单位名称", Words, "whose report it is"),
    column("indicator", "指标", Words, "what is counted, as the report has it"),
    column("scope", "范围", Words, "district, body or part that the row is limited to"),
    column("stage", "环节", Words, "stage of the works"),
    column("period", "报告期", Code, "what the report covers"),
    column("unit", "统一单位", Words, "unit of `target` and `actual`"),
    column("target", "统一目标值", Decimal, "goal in `unit`"),
    column("actual", "统一完成值", Decimal, "figure in `unit`"),
    column("completion_ratio", "完成率", Decimal, "actual / target"),
    column("expected_ratio", "序时进度", Decimal, "completed months / 12"),
    column("status", "状态", Code, "status of the row"),
    column("as_of", "数据截至", Date, "up to when the figure counts"),
    column("goal_version", "目标版本", Integer, "1, and one more each time the goal changed within the year"),
    column("goal_id", "目标标识", Code, "the same goal in every month of a year"),
    column("target_value", "目标值", Written, "goal as written"),
    column("target_unit", "目标单位", Words, "its unit, as written"),
    column("actual_value", "完成值", Written, "figure as written"),
    column("actual_unit", "完成单位", Words, "its unit, as written"),
];

/// The columns that the long table has before those of the report's table.
pub const LONG_COLUMNS: &[Column] = &[
    column("body", "单位名称", Words, "whose report it is"),
    column("period", "报告期次", Code, "what the report covers; the key of an incremental load"),
    column("year", "年度", Integer, "year of the period"),
    column("first_month", "起月", Integer, "first month of the period"),
    column("last_month", "止月", Integer, "last month of the period"),
    column("vintage", "版次", Integer, "1, and one more each time the month was replaced"),
    column("is_current", "是否现行", Integer, "1, or 0 where a later version replaced the month"),
    column("is_plan", "是否计划", Integer, "1 where the report names goals only, else 0"),
    column("series_id", "序列标识", Code, "the same goal over all years"),
    column("goal_id", "目标标识", Code, "the same goal in every month of a year"),
    column("goal_version", "目标版本", Integer, "1, and one more each time the goal changed within the year"),
    column("valid_from", "目标生效", Code, "period that first names this version of the goal"),
    column("valid_to", "目标失效", Code, "period that first names the next one; empty for the latest"),
];
