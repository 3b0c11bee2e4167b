use super::Notice;
use crate::{export::Lang, measure::Table, rules::Wording};

/// A notice that is being written.
pub(super) struct Draft<'t> {
    pub(super) notice: Notice,
    pub(super) table: &'t Table,
    pub(super) wording: &'t Wording,
    pub(super) lang: Lang,
}
