//! The year that headings and labels name for what stands below them.

use super::DateSpan;

/// The year of the text that is read.
#[derive(Debug, Default)]
pub(super) struct Years {
    /// The year that the section's heading or the last label names.
    pub(super) now: Option<i32>,
    /// The year that the heading of the first level names.
    first: Option<i32>,
}

impl Years {
    /// A heading of the first or the second level with its dates.
    pub(super) fn heading(&mut self, level: u8, dates: &[DateSpan]) {
        let named = year(dates);
        if level == 0 {
            self.first = named;
        }
        // （一）稳住粮食面积 under 二、2022年工作计划 is of that year, too.
        self.now = named.or(self.first);
    }

    /// A label with its dates.
    pub(super) fn label(&mut self, dates: &[DateSpan]) {
        self.now = year(dates);
    }
}

fn year(dates: &[DateSpan]) -> Option<i32> {
    dates.iter().find_map(|date| date.year)
}
