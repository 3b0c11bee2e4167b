//! What the page shows of one report: its rows with their measured cells, and its numbers.

use std::collections::HashMap;

use rust_decimal::Decimal;

use crate::{
    measure::{Field, Table, to_check},
    model::{Finding, Kind, Report, row_ids},
    text::{Source, Span},
};

/// One report.
pub(super) struct Facts<'a> {
    pub(super) source: &'a Source,
    pub(super) report: &'a Report,
    /// Rows in the order of the text; figures without a goal are not among them.
    pub(super) rows: Vec<Row<'a>>,
    /// Figures without a goal.
    pub(super) figures: Vec<&'a Finding>,
    /// The other numbers.
    pub(super) others: Vec<&'a Finding>,
}

/// One row and its measured cells.
pub(super) struct Row<'a> {
    pub(super) finding: &'a Finding,
    pub(super) id: String,
    table: &'a Table,
    at: usize,
}

impl<'a> Row<'a> {
    pub(super) fn cell(&self, field: Field) -> &'a str {
        self.table.cell(self.at, field).unwrap_or_default()
    }

    pub(super) fn number(&self, field: Field) -> Option<Decimal> {
        self.table.number(self.at, field)
    }

    /// A ratio as a percentage with one decimal.
    pub(super) fn percent(&self, field: Field) -> Option<String> {
        self.number(field).and_then(|ratio| percent(ratio, 1))
    }

    /// True where the figure is behind its time.
    pub(super) fn behind(&self) -> bool {
        let gap = self.number(Field::PaceGapPp);
        gap.is_some_and(|gap| gap < Decimal::new(-5, 2)) && self.cell(Field::TargetMet) != "1"
    }

    pub(super) fn conflict(&self) -> bool {
        self.cell(Field::StatedCheck) == "conflict"
    }

    /// True where another row of the report contradicts it.
    pub(super) fn clash(&self) -> bool {
        !self.cell(Field::Contradicts).is_empty()
    }

    /// True where a person should look before the row is used.
    pub(super) fn look(&self) -> bool {
        to_check(self.table, self.at)
    }
}

impl<'a> Facts<'a> {
    /// The numbers that stand in no row.
    pub(super) fn free(&self) -> impl Iterator<Item = &'a Finding> {
        self.figures.iter().chain(&self.others).copied()
    }

    /// The title, or the file's name where there is none.
    pub(super) fn title(&self) -> &str {
        if self.report.title.is_empty() { self.source.file_name() } else { &self.report.title }
    }

    /// What stands in a span, blanks at its ends left off.
    pub(super) fn words(&self, span: Span) -> &str {
        span.text(&self.source.text).trim()
    }
}

/// The reports with the rows that the table has of them.
pub(super) fn of<'a>(reports: &[(&'a Source, &'a Report)], table: &'a Table) -> Vec<Facts<'a>> {
    let mut places: HashMap<(&str, &str), usize> = HashMap::new();
    for at in 0..table.rows.len() {
        if let (Some(source), Some(id)) = (table.cell(at, Field::Source), table.cell(at, Field::RowId)) {
            places.entry((source, id)).or_insert(at);
        }
    }
    let one = |&(source, report): &(&'a Source, &'a Report)| {
        let mut rows = Vec::new();
        let mut figures: Vec<&Finding> = Vec::new();
        for (finding, id) in report.findings.iter().zip(row_ids(source, &report.findings)) {
            match places.get(&(source.name.as_str(), id.as_str())) {
                Some(&at) if finding.kind != Kind::Figure => rows.push(Row { finding, id, table, at }),
                Some(_) | None => figures.push(finding),
            }
        }
        Facts { source, report, rows, figures, others: report.asides.iter().collect() }
    };
    reports.iter().map(one).collect()
}

/// A ratio in percent, 四舍五入.
pub(super) fn percent(ratio: Decimal, places: u32) -> Option<String> {
    let strategy = rust_decimal::RoundingStrategy::MidpointAwayFromZero;
    let percent = ratio.checked_mul(Decimal::ONE_HUNDRED)?.round_dp_with_strategy(places, strategy);
    Some(format!("{:.*}%", places as usize, percent))
}
