//! A number with its meaning, and where it stands.

use super::topic::Above;
use crate::{
    model::{AsOf, AsOfSource, Basis, Figure, GoalKind, Quantity, QuantityKind},
    rules::{Cue, Frame, RuleName, Rulebook},
    text::Span,
};

/// What a quantity is taken for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Role {
    /// To be reached, said so by a plan word or by its place.
    Goal,
    /// A count that a result may answer (改扩建15所，已开工12所); never an open goal.
    Base,
    /// Reached.
    Figure,
    /// How much of a goal is done, as printed.
    Rate,
    /// A change against another period.
    Change,
    /// Anything else: scale, shares, other periods, distances.
    Aside,
}

/// A quantity with its meaning.
#[derive(Clone, Debug)]
pub struct Claim {
    /// The quantity, its spans in the source.
    pub quantity: Quantity,
    /// What it is taken for.
    pub role: Role,
    /// What decided it: a row of `rules/roles.toml`, or what overruled the table (`list`, `name`, `answers-goal` …).
    pub rule: RuleName,
    /// What is counted.
    pub name: String,
    /// The key by which names are compared.
    pub key: String,
    /// What stands above it, which tells what it speaks of where its own name does not.
    pub above: Above,
    /// What its sentence speaks of, where its own name says next to nothing: 蓄水池新建 over 本年须建6座.
    pub about: String,
    /// The works that it is a part of, where its name says only which part; empty where nothing tells.
    pub works: String,
    /// True where the phrase names it itself; false where it takes the name of another claim.
    pub own: bool,
    /// The earlier claim whose name it takes, by its index in the list of claims.
    pub refers: Option<usize>,
    /// True where a plan word of its own phrase, or the label of its part, makes it a goal.
    pub declared: bool,
    /// True where a word such as 已 or 实际, or a stage, makes it a result.
    pub reached: bool,
    /// The stage of the works that it speaks of.
    pub stage: String,
    /// True for a stage before completion.
    pub early: bool,
    /// True for an application or a preparation.
    pub process: bool,
    /// True for a part of another claim (其中, in brackets).
    pub part: bool,
    /// The claim before the bracket that it stands in.
    pub host: Option<usize>,
    /// Where that bracket opens, in bytes of the source.
    pub bracket: Option<usize>,
    /// True where the words say that it fell.
    pub fell: bool,
    /// True for a growth rate or a fall.
    pub growth: bool,
    /// True where 全部 … follows: all of them reached that stage.
    pub whole: bool,
    /// The words after it make it the basis of the rate that follows (全年46万人目标的58%).
    pub basis: bool,
    /// A rate by a plan word (完成年计划的58%), not only by a name (开工率).
    pub of_plan: bool,
    /// The clause.
    pub clause: Span,
    /// True for the size of a work (总投资), of which only its own rate speaks.
    pub size: bool,
    /// True for a sum from the beginning of the work, not of the year.
    pub since: bool,
    /// What it is the goal of, where it is one.
    pub goal_of: Basis,
    /// True where its own words name what of the year it is for: 全年引进8个, 本月应收1200户.
    pub timed: bool,
    /// How it is measured, where its own words speak of a level: 达到300家, 稳定在18万头.
    pub level: Option<GoalKind>,
    /// A rate: the counter of what it is reckoned by, 户 of 按户数计开工率为104%.
    pub counted_in: Option<char>,
    /// True for a goal of which the block says in words that it is done.
    pub said_done: bool,
    /// True where a word such as 已 or 实际 stands with it.
    pub told: bool,
    /// True for a result of a year before that of the plan around it.
    pub bygone: bool,
    /// Where it stands.
    pub at: Position,
    /// Up to when it counts.
    pub as_of: Option<(AsOf, AsOfSource)>,
}

/// Where a claim stands, counted over the whole source.
#[derive(Clone, Debug, Default)]
pub struct Position {
    /// Index of its block.
    pub block: usize,
    /// Index of its piece.
    pub piece: usize,
    /// True where it stands in a heading.
    pub heading: bool,
    /// True where its piece has named this year.
    pub this_year: bool,
    /// True where its sentence has named this year, a part of it, or the present.
    pub current: bool,
    /// The year that the heading above it names.
    pub year: Option<i32>,
    /// The district or body that its piece speaks of; empty for the whole.
    pub scope: String,
    /// Number of its item in a list inside the block, as printed.
    pub item: String,
    /// Index of its sentence over the whole source.
    pub sentence: usize,
    /// Index of its part between semicolons over the whole source.
    pub segment: usize,
    /// Index of its clause over the whole source.
    pub clause: usize,
    /// Index of the enumeration that it is a member of, over the whole source.
    pub list: usize,
    /// True where its part of the block is labelled as goals.
    pub goal_part: bool,
    /// True where its part of the block is labelled as results.
    pub result_part: bool,
    /// True where its line is labelled as a completion rate.
    pub rate_part: bool,
    /// What the headings above its piece say.
    pub frame: Frame,
}

impl Claim {
    /// What it says has been reached; below zero only for a growth rate that fell, as 降至30 is 30.
    #[must_use]
    pub fn figure(&self) -> Figure {
        Figure {
            quantity: self.quantity.clone(),
            clause: self.clause,
            negative: self.growth && self.fell,
            as_of: self.as_of,
        }
    }

    /// True for what the report says is so, and for a rate of growth: that of a number which no row is made of is a
    /// figure all the same.
    pub(crate) fn is_reported(&self) -> bool {
        let base = self.role == Role::Base && !self.at.goal_part;
        (self.role == Role::Figure || base || self.grew()) && !self.name.is_empty()
    }

    fn grew(&self) -> bool {
        self.role == Role::Change && self.quantity.kind == QuantityKind::Percent
    }

    /// The name of a figure that no row is made of; how much a thing grew is told from how large it is.
    pub(crate) fn reported_name(&self, rules: &Rulebook) -> String {
        let moves =
            |name: &str| rules.verbs.without_cues(name, |_, set| set.any(&[Cue::Rise, Cue::Fall])) != name;
        if self.grew() && !moves(&self.name) { format!("{}增长", self.name) } else { self.name.clone() }
    }

    /// True where both count in the same word.
    #[must_use]
    pub fn same_counter(&self, other: &Quantity) -> bool {
        same_counter(&self.quantity, other)
    }

    /// True where both count in units of one dimension, or neither has a unit.
    #[must_use]
    pub fn same_unit(&self, other: &Quantity) -> bool {
        same_unit(&self.quantity, other)
    }
}

/// True where both count in the same word, or in words that stand for each other (人, 名, 人次).
fn same_counter(one: &Quantity, other: &Quantity) -> bool {
    match (&one.unit, &other.unit) {
        (Some(a), Some(b)) if a.dimension == b.dimension => {
            bare(&a.name) == bare(&b.name) || !a.counter || a.dimension.0 != "count"
        }
        (None, None) => true,
        (Some(_), Some(_)) | (Some(_), None) | (None, Some(_)) => false,
    }
}

/// A counter without another that stands behind it in a bracket: 台 of 台（套）.
fn bare(counter: &str) -> &str {
    counter.split(['(', '（']).next().unwrap_or(counter)
}

fn same_unit(one: &Quantity, other: &Quantity) -> bool {
    match (&one.unit, &other.unit) {
        (Some(a), Some(b)) => a.dimension == b.dimension,
        (None, None) => true,
        (Some(_), None) | (None, Some(_)) => false,
    }
}
