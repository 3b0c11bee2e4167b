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

/// A column by its name, its header, what it holds and what it means.
#[must_use]
pub const fn column(name: &'static str, zh: &'static str, kind: ColumnType, meaning: &'static str) -> Column {
    Column { name, zh, kind, meaning }
}

/// The columns, each as its field, its name in machine formats, its header for people, what it holds and what it means.
macro_rules! columns {
    ($($field:ident $name:literal $zh:literal $kind:ident $meaning:literal,)*) => {
        /// A column of the table: what code asks a row for.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum Field {
            $(#[doc = concat!($zh, ": ", $meaning, ".")] $field,)*
        }

        impl Field {
            /// Every column, in the order of the table.
            pub const ALL: &'static [Self] = &[$(Self::$field),*];
        }

        /// Every column; new ones are only appended.
        pub const COLUMNS: &[Column] =
            &[$(Column { name: $name, zh: $zh, kind: ColumnType::$kind, meaning: $meaning }),*];
    };
}

columns! {
    RowId "row_id" "行标识" Code "stable hash of report, goal and figure",
    Source "source" "来源文件" Words "file name as given",
    ReportTitle "report_title" "报告标题" Words "title of the report",
    ReportPeriod "report_period" "报告期" Code "2023-H1, 2023-05, 2023-01/2023-05",
    Section "section" "板块" Words "section as printed",
    TaskNo "task_no" "序号" Words "number as printed, or the ordinal of an unnumbered block",
    Task "task" "任务" Words "the task's own words",
    Kind "kind" "行类型" Code "paired, stated, progress, open or figure",
    Indicator "indicator" "指标" Words "what is counted",
    Scope "scope" "范围" Words "district, body or part that the row is limited to",
    GoalKind "goal_kind" "目标类型" Code "flow, level, growth, at_most, reduction, maintain, range, about, rank, binary",
    TargetOp "target_op" "目标符号" Code "how the goal holds its figure",
    TargetValue "target_value" "目标值" Written "as written",
    TargetHigh "target_high" "目标上限" Written "upper end of a range, as written",
    TargetUnit "target_unit" "目标单位" Words "as written",
    TargetBasis "target_basis" "目标口径" Code "annual, period, province, total_plan, multi_year, implied, unknown",
    ActualValue "actual_value" "完成值" Written "as written",
    ActualUnit "actual_unit" "完成单位" Words "as written",
    ActualQualifier "actual_qualifier" "约数" Code "exact, about, over, nearly",
    Stage "stage" "环节" Words "stage of the works, as in the text",
    AsOf "as_of" "数据截至" Date "up to when the figure counts",
    AsOfSource "as_of_source" "截至来源" Code "sentence, task, report or assumed",
    Unit "unit" "统一单位" Words "unit of `target` and `actual`",
    Target "target" "统一目标值" Decimal "goal in `unit`",
    Actual "actual" "统一完成值" Decimal "figure in `unit`",
    CompletionRatio "completion_ratio" "完成率" Decimal "actual / target, not capped; empty where a ratio would mislead",
    RatioNote "ratio_note" "完成率说明" Code "why the ratio is empty, or by which formula it is not A/T, or why no calendar judges it",
    StatedRatio "stated_ratio" "自报完成率" Decimal "as printed, as a ratio",
    StatedCheck "stated_check" "自报核对" Code "ok, rounding, conflict, no_target",
    ImpliedTargetLow "implied_target_low" "反推目标下限" Decimal "what the stated ratio implies, lower end, in `unit`",
    ImpliedTargetHigh "implied_target_high" "反推目标上限" Decimal "what the stated ratio implies, upper end, in `unit`",
    Gap "gap" "差额" Decimal "actual - target",
    GapUnit "gap_unit" "差额单位" Words "unit of the gap; 百分点 for rates",
    TargetMet "target_met" "是否达标" Integer "1, 0 or empty",
    ExpectedRatio "expected_ratio" "序时进度" Decimal "completed months / 12 at the figure's as-of date; flow goals of the year only",
    PaceGapPp "pace_gap_pp" "与序时差(百分点)" Decimal "(completion_ratio - expected_ratio) x 100",
    Status "status" "状态" Code "已完成, 超序时, 达序时, 略滞后, 滞后, 严重滞后; 达标, 未达标 where there is no pace; 无数据, 无目标, 不可比, 自报完成",
    Grounds "grounds" "匹配依据" Code "why this figure answers this goal",
    GoalText "goal_text" "目标原文" Words "the clause of the goal",
    GoalLine "goal_line" "目标行" Integer "its line, from 1",
    GoalStart "goal_start" "目标起" Integer "its first Unicode scalar value",
    GoalEnd "goal_end" "目标止" Integer "one past its last",
    FigureText "figure_text" "完成原文" Words "the clause of the figure",
    FigureLine "figure_line" "完成行" Integer "its line, from 1",
    FigureStart "figure_start" "完成起" Integer "its first Unicode scalar value",
    FigureEnd "figure_end" "完成止" Integer "one past its last",
    Findings "findings" "预警" Code "codes, `;` between them",
    Review "review" "人工复核" Code "what a person said of the row: accepted, corrected, or empty",
    StatusCode "status_code" "状态代码" Code "the status as a code: done, ahead, on_pace, slightly_behind, behind, far_behind, met, not_met, no_data, no_target, not_comparable, said_done",
    Light "light" "亮灯" Code "green, yellow, red or grey",
    MonthsBehind "months_behind" "滞后月数" Decimal "(expected_ratio - completion_ratio) x 12; below zero is ahead",
    RequiredPerMonth "required_per_month" "后续月均需完成" Decimal "what is left over the months that are left, in `unit`",
    Forecast "forecast" "全年预测" Decimal "actual / expected_ratio, from the end of March on, in `unit`",
    GoalSource "goal_source" "目标来源文件" Words "the document of the goal, where it is not the source",
    Rule "rule" "规则" Code "the rules that made the row: of the goal and of the figure, or of its one number",
    Certainty "certainty" "确信度" Decimal "share of rows of the same rule and grounds that were right in reports scored by hand, 0 to 1",
    FlowPeriod "flow_period" "完成值期间" Code "what the figure adds up over, where its sentence says it: month, quarter, year_to_date, since_start",
    TextSource "text_source" "文字来源" Code "text, or ocr where a number was read from a scan or a picture",
    TextCertainty "text_certainty" "识别置信度" Decimal "how surely OCR read the least sure digit of its numbers, 0 to 0.9 (0.9 is sure); empty for text",
    BodyResponsible "body_responsible" "责任单位" Words "the bodies in charge as the report names them, `;` between several",
    Contradicts "contradicts" "矛盾之处" Words "what in the same report contradicts the row: code, place of the other row, both numbers; `; ` between several",
    ReviewedBy "reviewed_by" "复核人" Words "who decided the row, several with `;`",
    ReviewReason "review_reason" "复核理由" Words "why it was decided so, as the corrections file has it",
}

impl Field {
    /// The column of this name.
    #[must_use]
    pub fn named(name: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|field| field.name() == name)
    }

    /// What is known of the column.
    #[must_use]
    pub fn column(self) -> &'static Column {
        &COLUMNS[self as usize]
    }

    /// Its name in machine formats.
    #[must_use]
    pub fn name(self) -> &'static str {
        self.column().name
    }
}
