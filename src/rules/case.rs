use std::{ops::Range, sync::Arc};

use rust_decimal::Decimal;

use super::{Fault, RuleFile};

/// What must be read in a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Reads {
    /// One quantity of this value in the base unit.
    Base(Decimal),
    /// The quantities as [`Quantity`](crate::model::Quantity) shows them, `; ` between them.
    Shown(String),
    /// No quantity at all.
    Nothing,
}

/// A text that an entry of a rule file carries as its proof.
#[derive(Clone, Debug)]
pub struct Case {
    /// The text.
    pub text: String,
    /// What must be read in it.
    pub reads: Reads,
    file: Arc<RuleFile>,
    place: Range<usize>,
}

impl Case {
    pub(crate) fn new(text: String, reads: Reads, file: &Arc<RuleFile>, place: Range<usize>) -> Self {
        let file = Arc::clone(file);
        Self { text, reads, file, place }
    }

    /// The fault of a case that reads otherwise.
    #[must_use]
    pub fn fails(&self, got: &str) -> Fault {
        let wanted = match &self.reads {
            Reads::Base(value) => format!("{value} in the base unit"),
            Reads::Shown(wanted) => format!("`{wanted}`"),
            Reads::Nothing => "no quantity".to_owned(),
        };
        let got = if got.is_empty() { "no quantity".to_owned() } else { format!("`{got}`") };
        let message = format!("`{}` reads as {got}, not as {wanted}", self.text);
        self.file.fault("case-fails", message, vec![(self.place.clone(), String::new())])
    }
}
