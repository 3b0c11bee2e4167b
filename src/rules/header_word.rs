//! What a column of a table holds, and the word of its header that tells it.

/// What a column of a table holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum ColumnRole {
    /// 序号.
    Serial,
    /// What is counted: 指标名称, 三级指标.
    Indicator,
    /// The district or body of a row: 地区.
    Scope,
    /// 计量单位.
    Unit,
    /// ≥, ≤ in a column of their own.
    Operator,
    /// What is to be reached: 目标任务, 全年预算数.
    Goal,
    /// What has been reached: 实际完成值, 进展情况.
    Figure,
    /// A completion rate: 完成率.
    Rate,
    /// A share; a completion rate only where the arithmetic says so: 占比.
    Share,
    /// The distance to a goal or a schedule: 差距.
    Gap,
    /// Marks: 分值, 得分.
    Score,
    /// Who answers for it: 责任单位.
    Body,
    /// Anything that is neither goal nor figure: 总投资, 上年同期.
    Background,
    /// 备注.
    Remark,
}

impl ColumnRole {
    pub(super) fn named(id: &str) -> Option<Self> {
        Some(match id {
            "serial" => Self::Serial,
            "indicator" => Self::Indicator,
            "scope" => Self::Scope,
            "unit" => Self::Unit,
            "operator" => Self::Operator,
            "goal" => Self::Goal,
            "figure" => Self::Figure,
            "rate" => Self::Rate,
            "share" => Self::Share,
            "gap" => Self::Gap,
            "score" => Self::Score,
            "body" => Self::Body,
            "background" => Self::Background,
            "remark" => Self::Remark,
            _ => return None,
        })
    }
}

/// How a header was read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct HeaderWord {
    /// What its column holds.
    pub role: ColumnRole,
    /// Where the word that told it starts in the header, in bytes.
    pub start: usize,
    /// Where it ends.
    pub end: usize,
    /// True where the word also belongs to the name of what is counted.
    pub keep: bool,
}
