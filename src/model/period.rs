use chrono::NaiveDate;

/// The months that a report or a claim covers.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Period {
    /// The year, where the text tells it.
    pub year: Option<i32>,
    /// First month, 1 to 12.
    pub from: u32,
    /// Last month, 1 to 12.
    pub to: u32,
}

/// Up to when a figure counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct AsOf {
    /// The year, where the text tells it.
    pub year: Option<i32>,
    /// The month, 1 to 12.
    pub month: u32,
    /// The day; `None` means the end of the month.
    pub day: Option<u32>,
}

impl AsOf {
    /// The date, where the year is known and the day exists.
    #[must_use]
    pub fn date(self) -> Option<NaiveDate> {
        let year = self.year?;
        match self.day {
            Some(day) => NaiveDate::from_ymd_opt(year, self.month, day),
            None => NaiveDate::from_ymd_opt(year, self.month, 1)?
                .checked_add_months(chrono::Months::new(1))?
                .pred_opt(),
        }
    }
}

/// What told us the as-of date.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum AsOfSource {
    /// The sentence of the figure, or one before it in the same paragraph.
    Sentence,
    /// The task or block.
    Task,
    /// The title or the opening of the report.
    Report,
    /// Nothing but the report's year.
    Assumed,
}
