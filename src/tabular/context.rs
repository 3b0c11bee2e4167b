//! What the findings of a row are made of.

use super::{block::Block, column::Column, row::Row};
use crate::{model::Quantity, outline::Outline, rules::Rulebook, text::Source};

/// What the rows of a band share.
pub(crate) struct Context<'a> {
    pub(crate) source: &'a Source,
    pub(crate) outline: &'a Outline,
    pub(crate) rules: &'a Rulebook,
    /// What the table is about, from its caption.
    pub(crate) topic: String,
    /// What the title of the report is about.
    pub(crate) title: String,
    /// The heading over the table.
    pub(crate) section: String,
    /// The columns of the band.
    pub(crate) columns: &'a [Column],
    /// True where the title calls the table a plan and nothing else.
    pub(crate) planned: bool,
    /// True where rows are members of what the columns measure: 资金来源 over 中央, 省级.
    pub(crate) members: bool,
    /// True where the names of rows may hold goals: no goal column stands beside them.
    pub(crate) named_goals: bool,
    /// True where one block of columns is all that is told of the rows.
    pub(crate) one_block: bool,
}

/// The cells of one row in one block.
pub(super) struct Cells<'a> {
    pub(super) context: &'a Context<'a>,
    pub(super) row: &'a Row,
    pub(super) block: &'a Block,
    pub(super) goal: Option<usize>,
    pub(super) figure: Option<usize>,
    pub(super) rate: Option<Quantity>,
}
