//! Choices of the measuring.

use super::{Engine, Error};
use crate::{
    choices, error,
    ledger::{LedgerError, ReportPeriod},
    measure::AtMost,
};

/// How rows are measured and judged.
impl Engine {
    /// What reports cover that do not say it: `2024-05`, `2024-Q1`, `2024-H1`, `2024`, `2024-01/2024-05`.
    ///
    /// # Errors
    /// What is no period.
    pub fn period(mut self, period: &str) -> Result<Self, Error> {
        let read = ReportPeriod::read(period);
        let wrong = || error::Error::Usage(LedgerError::Period(period.to_owned()).to_string());
        self.settings.period = Some(read.ok_or_else(wrong)?.name());
        Ok(self)
    }

    /// Whose reports they are, where their titles do not say it: only numbers of one body contradict each other.
    #[must_use]
    pub fn body(mut self, name: impl Into<String>) -> Self {
        self.settings.body = Some(name.into());
        self
    }

    /// Gives growth goals a ratio, too, where goal and figure are above zero.
    #[must_use]
    pub fn growth_ratio(mut self, given: bool) -> Self {
        self.settings.measures.growth_ratio = given;
        self
    }

    /// Gives ceilings (控制在…以内) a ratio: `inverse` is T/A, `linear` is 2 - A/T.
    ///
    /// # Errors
    /// Another word.
    pub fn at_most(mut self, formula: &str) -> Result<Self, Error> {
        self.settings.measures.at_most = match formula {
            "inverse" => AtMost::Inverse,
            "linear" => AtMost::Linear,
            other => {
                return Err(error::Error::Usage(format!("at_most {other}: use inverse or linear")).into());
            }
        };
        Ok(self)
    }

    /// What expected progress follows: `months`, `days`, or a CSV file with the columns `month,expected` and perhaps `indicator`.
    ///
    /// # Errors
    /// A file that cannot be read, or is no such plan.
    pub fn pace(mut self, pace: &str) -> Result<Self, Error> {
        self.settings.measures.pace = choices::pace(pace)?;
        Ok(self)
    }

    /// How rows are judged: `default`, `binary`, `yinchuan`, `changsha`, or a file like `rules/profiles.toml`.
    ///
    /// # Errors
    /// A file that cannot be read, or has faults.
    pub fn profile(mut self, profile: &str) -> Result<Self, Error> {
        self.settings.measures.profile = choices::profile(profile, &self.settings.rules)?;
        Ok(self)
    }
}
