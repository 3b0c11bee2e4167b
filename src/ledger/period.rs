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
    /// Reads 2024, 2024-05, 2024-Q1, 2024-H1, 2024-01/2024-05, and as people write: 202405, 2024.05, 2024年5月,
    /// 2024年上半年, 2024年1-5月, 2024年前五个月; `None` for anything else.
    #[must_use]
    pub fn read(text: &str) -> Option<Self> {
        Self::coded(text).or_else(|| Self::spoken(text))
    }

    /// As the column `report_period` writes it, so that two spellings of a period are one period.
    #[must_use]
    pub fn name(self) -> String {
        let Self { year, first, last } = self;
        match (first, last) {
            (1, 12) => format!("{year}"),
            (1, 6) => format!("{year}-H1"),
            (first, last) if first == last => format!("{year}-{first:02}"),
            (first, last) => format!("{year}-{first:02}/{year}-{last:02}"),
        }
    }

    /// Chinese and plain spellings.
    fn spoken(text: &str) -> Option<Self> {
        let plain: String = text.trim().chars().map(digit).filter(|c| !c.is_whitespace()).collect();
        let (year, rest) = plain.split_at_checked(4)?;
        let year: i32 = year.parse().ok().filter(|year| (1900..2200).contains(year))?;
        let rest =
            rest.trim_start_matches(['年', '.', '-', '/']).trim_end_matches("月份").trim_end_matches('月');
        let month = |text: &str| {
            let figures = Some(text).filter(|text| text.bytes().all(|byte| byte.is_ascii_digit()));
            figures?.parse::<u32>().ok().filter(|month| (1..=12).contains(month))
        };
        let (first, last) = match rest {
            "" | "全年度" | "全年" | "度" => (1, 12),
            "上半年" | "半年" | "半年度" => (1, 6),
            "下半年" => (7, 12),
            "1季度" | "第1季度" => (1, 3),
            "2季度" | "第2季度" => (4, 6),
            "3季度" | "第3季度" => (7, 9),
            "4季度" | "第4季度" => (10, 12),
            "前3季度" => (1, 9),
            _ => match (rest.strip_prefix('前').or(rest.strip_prefix('首')), rest.split_once(['-', '至']))
            {
                (Some(rest), _) => (1, month(rest.trim_end_matches('个'))?),
                (None, Some((from, to))) => (month(from.trim_end_matches('月'))?, month(to)?),
                (None, None) => (month(rest)?, month(rest)?),
            },
        };
        (first <= last).then_some(Self { year, first, last })
    }

    fn coded(text: &str) -> Option<Self> {
        let (year, rest) = text.split_at_checked(4)?;
        let year: i32 = year.parse().ok().filter(|year| (1900..2200).contains(year))?;
        let months = |first, last| (1 <= first && first <= last && last <= 12).then_some((first, last));
        let month = |text: &str| {
            let figures = text.len() == 2 && text.bytes().all(|byte| byte.is_ascii_digit());
            text.parse::<u32>().ok().filter(|_| figures)
        };
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

/// Chinese digits and dashes as plain ones; 十, 十一 and 十二 stand for themselves only in `前` and `月`.
fn digit(c: char) -> char {
    const DIGITS: &str = "〇一二三四五六七八九";
    match c {
        '零' | '０' => '0',
        '—' | '–' | '－' | '~' | '～' => '-',
        _ => DIGITS
            .chars()
            .position(|digit| digit == c)
            .and_then(|at| char::from_digit(u32::try_from(at).ok()?, 10))
            .unwrap_or(c),
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
        for (text, name) in [
            ("202406", "2024-06"),
            ("2024.06", "2024-06"),
            ("2024-5", "2024-05"),
            ("2024年6月", "2024-06"),
            ("2024年6月份", "2024-06"),
            ("2024年上半年", "2024-H1"),
            ("二〇二四年上半年", "2024-H1"),
            ("2024年1—5月", "2024-01/2024-05"),
            ("2024年前五个月", "2024-01/2024-05"),
            ("2024-Q1", "2024-01/2024-03"),
            ("2024年一季度", "2024-01/2024-03"),
            ("2024-01/2024-06", "2024-H1"),
            ("2024年下半年", "2024-07/2024-12"),
            ("2024年度", "2024"),
        ] {
            assert_eq!(ReportPeriod::read(text).map(ReportPeriod::name).as_deref(), Some(name), "{text}");
        }
        for wrong in [
            "",
            "五月",
            "2023-+5",
            "2023-01/2023-+5",
            "2024-13",
            "2024-Q5",
            "2024-03/2023-04",
            "2024-05/2024-03",
        ] {
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
