use crate::{
    alerts::{self, Raised},
    measure::Field,
    text::Severity,
};

/// Something that deserves a look: R01 to R18 in a report or between two months, C01 to C08 where numbers contradict
/// each other. `duibiao rules show findings.toml` lists them.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Finding {
    /// `R09`, `C03`.
    pub code: &'static str,
    /// Its name in English: `rate-conflict`.
    pub name: &'static str,
    /// How much it matters.
    pub severity: Severity,
    /// One sentence for a person.
    pub message: String,
    /// What is counted in its row.
    pub indicator: String,
    /// The id of its row.
    pub row_id: String,
    /// The file and line of its row.
    pub place: String,
    /// The place of the row before it, or of the one that it contradicts.
    pub other_place: Option<String>,
    /// Names the same trouble in every month, whatever the numbers and lines are.
    pub fingerprint: String,
}

#[doc(hidden)]
impl From<&Raised<'_>> for Finding {
    fn from(raised: &Raised<'_>) -> Self {
        Self {
            code: raised.alert.code(),
            name: raised.alert.name(),
            severity: raised.severity,
            message: raised.message.clone(),
            indicator: raised.entry.cell(Field::Indicator).to_owned(),
            row_id: raised.entry.cell(Field::RowId).to_owned(),
            place: alerts::place(&raised.entry),
            other_place: raised.before.as_ref().map(alerts::place),
            fingerprint: raised.fingerprint.clone(),
        }
    }
}
