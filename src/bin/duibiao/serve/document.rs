//! A document on the desk.

use std::sync::Arc;

use crate::reading::Reading;

/// A document that was read.
pub(super) struct Document {
    pub(super) id: u32,
    /// The file in the folder.
    pub(super) file: String,
    pub(super) reading: Arc<Reading>,
    pub(super) rows: usize,
    pub(super) open: usize,
    /// Rows that a person should look at.
    pub(super) look: Vec<String>,
}
