//! Column blocks: which goal, figure and rate columns belong together.

use super::{arithmetic::confirms, column::Column, row::Row};

/// A goal, a figure and the rate that follows from them, by their columns.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Triple {
    pub(super) goal: usize,
    pub(super) figure: usize,
    pub(super) rate: usize,
}

/// Most columns of one role and group of which the printed rates are asked which one is meant.
pub(super) const RIVALS: usize = 16;

/// A rate belongs to another block than its header says where it follows from that one in so many rows.
pub(super) const FEWEST_CONFIRMED: usize = 2;

/// Columns that speak of one indicator.
#[derive(Clone, Debug, Default)]
pub(crate) struct Block {
    /// What its headers name besides roles.
    pub(crate) name: String,
    /// The period of its columns, where another block has the same name and another period: 累计 beside 当月.
    pub(crate) period: String,
    /// Goal columns that may be meant, best first.
    pub(crate) goals: Vec<usize>,
    /// Figure columns that may be meant, best first.
    pub(crate) figures: Vec<usize>,
    /// The completion rate.
    pub(crate) rate: Option<usize>,
    /// Growth rates, for goals that are growth rates.
    pub(crate) growth: Option<usize>,
    /// Columns of sentences beside those of numbers.
    pub(crate) beside: Vec<usize>,
    /// Rates of other goals or figures, unused.
    pub(super) rates: Vec<usize>,
}

/// What is measured under a header that names its unit.
pub(super) fn dimension(column: &Column) -> Option<&str> {
    Some(column.unit.as_ref()?.unit.as_ref()?.dimension.0.as_str())
}

pub(super) fn follow(rows: &[Row], goal: usize, figure: usize, rate: usize) -> usize {
    let fits = |row: &&Row| confirms(&row.values[goal], &row.values[figure], &row.values[rate]);
    rows.iter().filter(fits).count()
}
