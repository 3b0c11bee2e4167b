//! Expected progress (序时进度): how much of the year's goal should be done at a date.

use std::collections::BTreeSet;

use chrono::Datelike;
use rust_decimal::Decimal;

use crate::model::AsOf;

/// Decimal places of expected progress.
const PLACES: u32 = 12;

/// What expected progress follows.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Pace {
    /// Completed months over twelve, as published reports count.
    #[default]
    Months,
    /// Days over the days of the year.
    Days,
    /// A plan of its own.
    Plan(Plan),
}

/// How much should be done at the end of each month, for all indicators or for one.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Plan {
    steps: Vec<Step>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
struct Step {
    indicator: String,
    month: u32,
    expected: Decimal,
}

impl Plan {
    /// Reads a CSV with the columns `month` (1 to 12), `expected` (`0.25` or `25%`) and, where a plan is for
    /// one indicator, `indicator`.
    ///
    /// # Errors
    /// The line that is wrong, and how.
    pub fn read(text: &str) -> Result<Self, String> {
        let mut reader = csv::Reader::from_reader(text.trim_start_matches('\u{feff}').as_bytes());
        let heads = reader.headers().map_err(|error| error.to_string())?.clone();
        let at = |name: &str| heads.iter().position(|head| head.trim() == name);
        let (Some(month), Some(expected)) = (at("month"), at("expected")) else {
            return Err("a plan needs the columns `month` and `expected`".to_owned());
        };
        let indicator = at("indicator");
        let mut steps = Vec::new();
        for (number, record) in reader.records().enumerate() {
            let record = record.map_err(|error| error.to_string())?;
            let cell = |at: usize| record.get(at).unwrap_or_default().trim();
            let wrong = |what: &str| format!("line {}: {what}", number + 2);
            let month = cell(month).parse().ok().filter(|month| (1..=12).contains(month));
            let expected =
                share(cell(expected)).filter(|share| (Decimal::ZERO..=Decimal::ONE).contains(share));
            let month = month.ok_or_else(|| wrong("`month` is a number from 1 to 12"))?;
            let name = indicator.map(cell).unwrap_or_default();
            if steps.iter().any(|step: &Step| step.month == month && step.indicator == name) {
                return Err(wrong(&format!("the month {month} stands there twice")));
            }
            steps.push(Step {
                indicator: name.to_owned(),
                month,
                expected: expected
                    .ok_or_else(|| wrong("`expected` is a share from 0 to 1, or 0% to 100%"))?,
            });
        }
        if steps.is_empty() { Err("the plan has no row".to_owned()) } else { Ok(Self { steps }) }
    }

    /// The indicators that it has plans of their own for, each once.
    pub fn indicators(&self) -> impl Iterator<Item = &str> {
        let named = self.steps.iter().map(|step| step.indicator.as_str()).filter(|name| !name.is_empty());
        named.collect::<BTreeSet<_>>().into_iter()
    }

    /// The step of the last month that is over; a plan of the indicator's own comes before the general one.
    fn expected(&self, indicator: &str, months: u32) -> Option<Decimal> {
        let of = |name: &str| {
            let own = self.steps.iter().filter(|step| step.indicator == name && step.month <= months);
            own.max_by_key(|step| step.month).map(|step| step.expected)
        };
        let has_own = self.steps.iter().any(|step| !indicator.is_empty() && step.indicator == indicator);
        if has_own { of(indicator) } else { of("") }
    }
}

/// `0.25` or `25%` as a share.
fn share(text: &str) -> Option<Decimal> {
    match text.strip_suffix('%') {
        Some(percent) => Decimal::from_str_exact(percent.trim()).ok()?.checked_mul(Decimal::new(1, 2)),
        None => Decimal::from_str_exact(text).ok(),
    }
}

impl Pace {
    /// How much of a year's goal should be done at that date.
    #[must_use]
    pub fn expected(&self, as_of: AsOf, indicator: &str) -> Option<Decimal> {
        let (over, whole) = self.elapsed(as_of, indicator)?;
        over.checked_div(whole).map(|share| share.round_dp(PLACES).normalize())
    }

    /// The same as two exact numbers: 5 of 12 months.
    pub(super) fn elapsed(&self, as_of: AsOf, indicator: &str) -> Option<(Decimal, Decimal)> {
        match self {
            Self::Months => Some((completed_months(as_of).into(), Decimal::from(12))),
            Self::Days => days(as_of),
            Self::Plan(plan) => Some((plan.expected(indicator, completed_months(as_of))?, Decimal::ONE)),
        }
    }
}

/// The months that are over: all of 5月底, none of July in 7月6日.
fn completed_months(as_of: AsOf) -> u32 {
    match as_of.day {
        None => as_of.month,
        Some(day) if day >= last_day(as_of) => as_of.month,
        Some(_) => as_of.month.saturating_sub(1),
    }
}

/// The last day of the month; of February without a year the 28th.
fn last_day(as_of: AsOf) -> u32 {
    let end = AsOf { year: Some(as_of.year.unwrap_or(2023)), month: as_of.month, day: None };
    end.date().map_or(31, |date| date.day())
}

fn days(as_of: AsOf) -> Option<(Decimal, Decimal)> {
    let date = AsOf { year: Some(as_of.year.unwrap_or(2023)), ..as_of }.date()?;
    let year = if date.leap_year() { 366 } else { 365 };
    Some((date.ordinal().into(), Decimal::from(year)))
}

#[cfg(test)]
mod tests {
    use super::{AsOf, Pace, Plan};

    fn at(pace: &Pace, year: Option<i32>, month: u32, day: Option<u32>) -> String {
        pace.expected(AsOf { year, month, day }, "新建桥梁")
            .map_or_else(String::new, |share| share.to_string())
    }

    #[test]
    fn a_month_counts_when_it_is_over() {
        for (month, day, expected) in [
            (5, None, "0.416666666667"),
            (5, Some(31), "0.416666666667"),
            (7, Some(6), "0.5"),
            (6, Some(30), "0.5"),
            (2, Some(28), "0.166666666667"),
            (12, None, "1"),
            (1, Some(15), "0"),
        ] {
            assert_eq!(at(&Pace::Months, Some(2023), month, day), expected, "{month} {day:?}");
        }
        assert_eq!(at(&Pace::Months, Some(2024), 2, Some(28)), "0.083333333333");
    }

    #[test]
    fn days_know_leap_years() {
        assert_eq!(at(&Pace::Days, Some(2023), 7, Some(6)), "0.512328767123");
        assert_eq!(at(&Pace::Days, Some(2024), 12, None), "1");
        assert_eq!(at(&Pace::Days, None, 12, Some(31)), "1");
    }

    #[test]
    fn a_plan_steps_by_month_and_an_indicator_may_have_its_own() {
        let plan = Plan::read("month,expected,indicator\n3,20%,\n6,0.45,\n6,0.7,新建桥梁\n").unwrap();
        let pace = Pace::Plan(plan.clone());
        assert_eq!(at(&pace, Some(2023), 7, Some(1)), "0.7");
        assert_eq!(at(&pace, Some(2023), 5, None), "");
        assert_eq!(plan.expected("别的", 5).map(|share| share.to_string()).as_deref(), Some("0.20"));
        assert!(Plan::read("month,expected\n13,0.1\n").unwrap_err().contains("line 2"));
        assert!(Plan::read("month\n").is_err());
    }
}
