//! Every rule, checked: what the stages read from.

mod load;

pub use load::{Fault, RuleFile};

/// Every rule, checked.
#[derive(Clone, Debug)]
pub struct Rulebook {}

impl Rulebook {
    /// The rules that are built into the program.
    ///
    /// # Errors
    /// All faults of the rule files.
    pub fn builtin() -> Result<Self, Vec<Fault>> {
        let faults = Vec::new();
        if faults.is_empty() { Ok(Self {}) } else { Err(faults) }
    }
}
