//! The columns of the table, in their frozen order: the one list that the schema and the exporters use.

/// What a column holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ColumnType {
    /// Words of the report, which may hold anything.
    Words,
    /// A code, or a name of our own.
    Code,
    /// A number as it was written: 12.50.
    Written,
    /// A whole number.
    Integer,
    /// An exact decimal.
    Decimal,
    /// A date, `YYYY-MM-DD`.
    Date,
}

/// A column of the table.
#[derive(Clone, Copy, Debug)]
pub struct Column {
    /// Its name in machine formats.
    pub name: &'static str,
    /// Its header for people.
    pub zh: &'static str,
    /// What it holds.
    pub kind: ColumnType,
    /// What it means.
    pub meaning: &'static str,
}

const fn column(name: &'static str, zh: &'static str, kind: ColumnType, meaning: &'static str) -> Column {
    Column { name, zh, kind, meaning }
}

/// Where a column of this name stands.
pub(crate) fn place(name: &str) -> Option<usize> {
    COLUMNS.iter().position(|column| column.name == name)
}

use ColumnType::{Code, Date, Decimal, Integer, Words, Written};

/// Every column; new ones are only appended.
pub const COLUMNS: &[Column] = &[
    column("row_id", "行标识", Code, "stable hash of report, goal and figure"),
    column("source", "来源文件", Words, "file name as given"),
    column("report_title", "报告标题", Words, "title of the report"),
    column("report_period", "报告期", Code, "2023-H1, 2023-05, 2023-01/2023-05"),
    column("section", "板块", Words, "section as printed"),
    column("task_no", "序号", Words, "number as printed, or the ordinal of an unnumbered block"),
    column("task", "任务", Words, "the task's own words"),
    column("kind", "行类型", Code, "paired, stated, progress, open or figure"),
    column("indicator", "指标", Words, "what is counted"),
    column("scope", "范围", Words, "district, body or part that the row is limited to"),
    column(
        "goal_kind",
        "目标类型",
        Code,
        "flow, level, growth, at_most, reduction, maintain, range, about, rank, binary",
    ),
    column("target_op", "目标符号", Code, "how the goal holds its figure"),
    column("target_value", "目标值", Written, "as written"),
    column("target_high", "目标上限", Written, "upper end of a range, as written"),
    column("target_unit", "目标单位", Words, "as written"),
    column(
        "target_basis",
        "目标口径",
        Code,
        "annual, period, province, total_plan, multi_year, implied, unknown",
    ),
    column("actual_value", "完成值", Written, "as written"),
    column("actual_unit", "完成单位", Words, "as written"),
    column("actual_qualifier", "约数", Code, "exact, about, over, nearly"),
    column("stage", "环节", Words, "stage of the works, as in the text"),
    column("as_of", "数据截至", Date, "up to when the figure counts"),
    column("as_of_source", "截至来源", Code, "sentence, task, report or assumed"),
    column("unit", "统一单位", Words, "unit of `target` and `actual`"),
    column("target", "统一目标值", Decimal, "goal in `unit`"),
    column("actual", "统一完成值", Decimal, "figure in `unit`"),
    column(
        "completion_ratio",
        "完成率",
        Decimal,
        "actual / target, not capped; empty where a ratio would mislead",
    ),
    column("ratio_note", "完成率说明", Code, "why the ratio is empty, or by which formula it is not A/T"),
    column("stated_ratio", "自报完成率", Decimal, "as printed, as a ratio"),
    column("stated_check", "自报核对", Code, "ok, rounding, conflict, no_target"),
    column(
        "implied_target_low",
        "反推目标下限",
        Decimal,
        "what the stated ratio implies, lower end, in `unit`",
    ),
    column(
        "implied_target_high",
        "反推目标上限",
        Decimal,
        "what the stated ratio implies, upper end, in `unit`",
    ),
    column("gap", "差额", Decimal, "actual - target"),
    column("gap_unit", "差额单位", Words, "unit of the gap; 百分点 for rates"),
    column("target_met", "是否达标", Integer, "1, 0 or empty"),
    column(
        "expected_ratio",
        "序时进度",
        Decimal,
        "completed months / 12 at the figure's as-of date; flow goals of the year only",
    ),
    column("pace_gap_pp", "与序时差(百分点)", Decimal, "(completion_ratio - expected_ratio) x 100"),
    column(
        "status",
        "状态",
        Code,
        "已完成, 超序时, 达序时, 略滞后, 滞后, 严重滞后; 达标, 未达标 where there is no pace; 无数据, 无目标, 不可比, 自报完成",
    ),
    column("grounds", "匹配依据", Code, "why this figure answers this goal"),
    column("goal_text", "目标原文", Words, "the clause of the goal"),
    column("goal_line", "目标行", Integer, "its line, from 1"),
    column("goal_start", "目标起", Integer, "its first Unicode scalar value"),
    column("goal_end", "目标止", Integer, "one past its last"),
    column("figure_text", "完成原文", Words, "the clause of the figure"),
    column("figure_line", "完成行", Integer, "its line, from 1"),
    column("figure_start", "完成起", Integer, "its first Unicode scalar value"),
    column("figure_end", "完成止", Integer, "one past its last"),
    column("findings", "预警", Code, "codes, `;` between them"),
    column("review", "人工复核", Code, "what a person said of the row: accepted, corrected, or empty"),
    column(
        "status_code",
        "状态代码",
        Code,
        "the status as a code: done, ahead, on_pace, slightly_behind, behind, far_behind, met, not_met, no_data, no_target, not_comparable, said_done",
    ),
    column("light", "亮灯", Code, "green, yellow, red or grey"),
    column(
        "months_behind",
        "滞后月数",
        Decimal,
        "(expected_ratio - completion_ratio) x 12; below zero is ahead",
    ),
    column(
        "required_per_month",
        "后续月均需完成",
        Decimal,
        "what is left over the months that are left, in `unit`",
    ),
    column("forecast", "全年预测", Decimal, "actual / expected_ratio, from the end of March on, in `unit`"),
    column("goal_source", "目标来源文件", Words, "the document of the goal, where it is not the source"),
    column(
        "rule",
        "规则",
        Code,
        "the rules that made the row: of the goal and of the figure, or of its one number",
    ),
    column(
        "certainty",
        "确信度",
        Decimal,
        "share of rows of the same rule and grounds that were right in reports scored by hand, 0 to 1",
    ),
    column(
        "flow_period",
        "完成值期间",
        Code,
        "what the figure adds up over, where its sentence says it: month, quarter, year_to_date, since_start",
    ),
    column("text_source", "文字来源", Code, "text, or ocr where a number was read from a scan or a picture"),
    column(
        "text_certainty",
        "识别置信度",
        Decimal,
        "how surely OCR read the least sure digit of its numbers, 0 to 0.9 (0.9 is sure); empty for text",
    ),
    column(
        "body_responsible",
        "责任单位",
        Words,
        "the bodies in charge as the report names them, `;` between several",
    ),
    column(
        "contradicts",
        "矛盾之处",
        Words,
        "what in the same report contradicts the row: code, place of the other row, both numbers; `; ` between several",
    ),
    column("reviewed_by", "复核人", Words, "who decided the row, several with `;`"),
    column("review_reason", "复核理由", Words, "why it was decided so, as the corrections file has it"),
];
