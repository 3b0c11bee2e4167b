//! Goals and figures by their names.

use super::across_names::Names;
use crate::model::{Body, Finding};

/// A row with what its names are compared by.
pub(super) struct Named {
    pub(super) row: Finding,
    pub(super) names: Names,
    pub(super) body: Option<Body>,
    pub(super) growth: bool,
    pub(super) barred: bool,
    pub(super) early: bool,
    /// True where its clause says how much there is in all: 累计达到.
    pub(super) in_all: bool,
}
