//! The review page of the first of many reports: a page of all of them would open in no browser.

use std::io::{self, Write};

use super::{Cut, Growing, Lang, Part, written};
use crate::{measure::Table, model::Report, text::Source};

/// From so many rows on no further report comes on the page.
pub(super) const ROWS: usize = 10_000;

/// A page that is filled until it has enough rows, and then only counts.
pub(super) struct First<'w> {
    out: &'w mut dyn Write,
    lang: Lang,
    enough: usize,
    reports: Vec<(Source, Report)>,
    table: Table,
    of_rows: usize,
    of_reports: usize,
}

impl<'w> First<'w> {
    pub(super) fn new(out: &'w mut dyn Write, lang: Lang, enough: usize) -> Self {
        Self { out, lang, enough, reports: Vec::new(), table: Table::default(), of_rows: 0, of_reports: 0 }
    }
}

impl Growing for First<'_> {
    fn add(&mut self, part: Part, reports: Vec<(Source, Report)>) -> io::Result<()> {
        let full = self.table.rows.len() >= self.enough;
        self.of_rows += part.rows();
        self.of_reports += reports.len();
        if !full {
            self.table.rows.extend(part.table()?.rows);
            self.reports.extend(reports);
        }
        Ok(())
    }

    fn finish(self: Box<Self>) -> io::Result<Option<Cut>> {
        let (rows, reports) = (self.table.rows.len(), self.reports.len());
        let cut = Cut { rows, of_rows: self.of_rows, reports, of_reports: self.of_reports };
        let cut = Some(cut).filter(|cut| cut.reports < cut.of_reports);
        let reports: Vec<_> = self.reports.iter().map(|(source, report)| (source, report)).collect();
        written(&reports, &self.table, self.lang, None, cut, self.out)?;
        Ok(cut)
    }
}
