use super::{AsOf, AsOfSource, Bound, Quantity};
use crate::text::Span;

/// How a goal is measured: DESIGN section 4 gives each its formula.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum GoalKind {
    /// Things to be done over the period: 新增, 新建, 完成, 改造.
    Flow,
    /// A stock to be reached: 达到, 突破, 总量, 保有量, a rate of coverage.
    Level,
    /// A growth rate.
    Growth,
    /// A ceiling.
    AtMost,
    /// A fall to be reached.
    Reduction,
    /// A level to be kept.
    Maintain,
    /// Between two ends.
    Range,
    /// Near a value.
    About,
    /// A place in a ranking.
    Rank,
    /// Done or not.
    Binary,
}

/// What a goal's number is the goal of.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Basis {
    /// The year.
    Annual,
    /// Part of the year: a quarter, a half-year.
    Period,
    /// Set by the province or another upper level.
    Province,
    /// The whole life of a project.
    TotalPlan,
    /// Several years: 十四五, 到2025年.
    MultiYear,
    /// Not declared as a goal; a base that the text answers (改扩建15所，已开工12所).
    Implied,
    /// Not known.
    Unknown,
}

impl Basis {
    /// Every basis.
    pub const ALL: &'static [Self] = &[
        Self::Annual,
        Self::Period,
        Self::Province,
        Self::TotalPlan,
        Self::MultiYear,
        Self::Implied,
        Self::Unknown,
    ];
}

/// What a task says it will reach.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Goal {
    /// The number.
    pub quantity: Quantity,
    /// The clause that it stands in.
    pub clause: Span,
    /// How it is measured.
    pub kind: GoalKind,
    /// How it holds its figure, from the words of the whole clause.
    pub bound: Bound,
    /// What it is the goal of.
    pub basis: Basis,
}

/// What the report says has been reached.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Figure {
    /// The number.
    pub quantity: Quantity,
    /// The clause that it stands in.
    pub clause: Span,
    /// True where the words say that it fell (同比下降10.4%).
    pub negative: bool,
    /// Up to when it counts, and what told us.
    pub as_of: Option<(AsOf, AsOfSource)>,
}
