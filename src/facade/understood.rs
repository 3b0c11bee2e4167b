use crate::{model, text::Source};

/// A document that was understood by itself, before corrections and measuring.
#[doc(hidden)]
#[derive(Debug)]
pub struct Understood {
    pub(super) source: Source,
    pub(super) report: model::Report,
    pub(super) alone: Option<Source>,
}
