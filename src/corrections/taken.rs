use std::sync::Arc;

use crate::model::{Figure, Place, StatedRate};

/// A figure on its way from one row to another.
pub(super) struct Taken {
    pub(super) figure: Figure,
    pub(super) stated: Option<StatedRate>,
    pub(super) stage: String,
    pub(super) place: Arc<Place>,
    pub(super) indicator: String,
}
