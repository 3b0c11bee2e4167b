//! One alert of one row.

use crate::{
    compare::{Entry, Link},
    measure::Field,
    model::Alert,
    text::Severity,
};

/// One alert, raised for one row.
#[derive(Clone, Debug)]
pub struct Raised<'t> {
    /// Which one.
    pub alert: Alert,
    /// How much it matters.
    pub severity: Severity,
    /// One sentence for a person.
    pub message: String,
    /// Names the same trouble in every month, whatever the numbers and lines are.
    pub fingerprint: String,
    /// The place of its change in the comparison, where one was made.
    pub change: Option<usize>,
    /// Why its row and the one before were taken to be one.
    pub link: Option<Link>,
    /// The row as it stands now, or as it stood last.
    pub entry: Entry<'t>,
    /// The row of the report before, or the other row of a contradiction.
    pub before: Option<Entry<'t>>,
    /// Whether it was known before.
    pub state: State,
    /// The period in which it was raised first.
    pub first_seen: String,
    /// Whose month raised it; empty where that is not known.
    pub body: String,
}

impl Raised<'_> {
    /// What is counted; where its table gives it no name, as the row before is called.
    #[must_use]
    pub fn indicator(&self) -> &str {
        let before = self.before.as_ref().map_or("", |before| before.cell(Field::Indicator));
        Some(self.entry.cell(Field::Indicator)).filter(|name| !name.is_empty()).unwrap_or(before)
    }
}

/// Whether an alert was known before.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum State {
    /// It was not.
    New,
    /// It was, and still holds.
    Unchanged,
}

impl State {
    /// Its word in outputs, as SARIF has it.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::New => "new",
            Self::Unchanged => "unchanged",
        }
    }
}
