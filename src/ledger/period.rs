//! The period that a report covers, as the column `report_period` writes it, and its place among others.

/// The months of one year that a report covers.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct ReportPeriod {
    /// The year.
    pub year: i32,
    /// First month, 1 to 12.
    pub first: u32,
    /// Last month, 1 to 12.
    pub last: u32,
}

impl ReportPeriod {
    /// Reads 2024, 2024-05, 2024-Q1, 2024-H1 and 2024-01/2024-05; `None` for anything else.
    #[must_use]
    pub fn read(text: &str) -> Option<Self> {
        let (year, rest) = text.split_at_checked(4)?;
        let year: i32 = year.parse().ok().filter(|year| (1900..2200).contains(year))?;
        let months = |first, last| (1 <= first && first <= last && last <= 12).then_some((first, last));
        let month = |text: &str| text.parse::<u32>().ok().filter(|_| text.len() == 2);
        let (first, last) = match rest {
            "" => (1, 12),
            "-H1" => (1, 6),
            "-H2" => (7, 12),
            _ => match (rest.strip_prefix("-Q"), rest.split_once('/')) {
                (Some(quarter), _) => {
                    let quarter = quarter.parse::<u32>().ok().filter(|quarter| (1..=4).contains(quarter))?;
                    (quarter * 3 - 2, quarter * 3)
                }
                (None, Some((from, to))) => {
                    let to = to.strip_prefix(&format!("{year}-"))?;
                    months(month(from.strip_prefix('-')?)?, month(to)?)?
                }
                (None, None) => {
                    let one = month(rest.strip_prefix('-')?)?;
                    months(one, one)?
                }
            },
        };
        Some(Self { year, first, last })
    }

    /// True where it covers a whole year: a report on it that has no figures is the plan of the year.
    #[must_use]
    pub fn is_year(self) -> bool {
        (self.first, self.last) == (1, 12)
    }

    /// Its place among the periods of a body: by its last month, the plan of a year by its first.
    #[must_use]
    pub fn place(self, is_plan: bool) -> i64 {
        let month = if is_plan { self.first } else { self.last };
        i64::from(self.year) * 10_000 + i64::from(month) * 100 + i64::from(self.last - self.first)
    }
}

#[cfg(test)]
mod tests {
    use super::ReportPeriod;

    #[test]
    fn every_form_of_a_period_is_read() {
        let read = |text| ReportPeriod::read(text).map(|period| (period.year, period.first, period.last));
        assert_eq!(read("2024"), Some((2024, 1, 12)));
        assert_eq!(read("2024-05"), Some((2024, 5, 5)));
        assert_eq!(read("2024-Q3"), Some((2024, 7, 9)));
        assert_eq!(read("2024-H1"), Some((2024, 1, 6)));
        assert_eq!(read("2024-01/2024-11"), Some((2024, 1, 11)));
        for wrong in ["", "五月", "2024-13", "2024-5", "2024-Q5", "2024-03/2023-04", "2024-05/2024-03"] {
            assert_eq!(read(wrong), None, "{wrong}");
        }
    }

    #[test]
    fn quarters_and_half_years_stand_between_the_months() {
        let place = |text, plan| ReportPeriod::read(text).unwrap().place(plan);
        let order = ["2024-Q1", "2024-05", "2024-06", "2024-H1", "2024-01/2024-11", "2024"];
        let places: Vec<i64> = order.iter().map(|text| place(text, false)).collect();
        assert!(places.is_sorted(), "{places:?}");
        assert!(place("2024", true) < places[0]);
    }
}
