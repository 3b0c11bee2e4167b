use std::sync::Arc;

#[cfg(feature = "table")]
use crate::measure::Measures;
use crate::rules::Rulebook;

/// How documents are read and measured: what an engine was told, and what its reports go on with.
#[derive(Clone, Debug)]
pub(crate) struct Settings {
    pub(super) rules: Arc<Rulebook>,
    /// Rows of figures that no goal speaks of are given, too.
    pub(super) all: bool,
    #[cfg(feature = "table")]
    pub(super) measures: Measures,
    #[cfg(feature = "table")]
    pub(super) period: Option<String>,
    #[cfg(feature = "table")]
    pub(super) body: Option<String>,
}

impl Settings {
    /// Those that nobody chose.
    pub(super) fn usual(rules: Arc<Rulebook>) -> Self {
        Self {
            all: false,
            #[cfg(feature = "table")]
            measures: Measures::usual(&rules),
            #[cfg(feature = "table")]
            period: None,
            #[cfg(feature = "table")]
            body: None,
            rules,
        }
    }
}
