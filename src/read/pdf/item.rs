//! What a page is made of.

use super::line::Line;
use crate::read::grid::RawTable;

/// What stands on a page, from the top down.
#[derive(Debug)]
pub(super) enum Item {
    /// A line outside tables.
    Line(Line),
    /// A table with the places of its columns.
    Table(RawTable, Vec<f32>),
}
