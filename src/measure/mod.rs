//! Findings as a table: one row each, measured in a polars pipeline on exact decimals.
//!
//! Amounts enter the frame as `Decimal(38, 10)` built from their `rust_decimal` mantissas, so that no value
//! passes through `f64`; a division is done at scale 12, rounded half to even by polars.

mod alerts;
mod columns;
mod ratio;
mod row;
mod words;

pub use alerts::alerts;
pub use columns::{COLUMNS, Column, ColumnType};

use polars::prelude::{DataFrame, PolarsError};

use crate::{model::Report, rules::Rulebook, text::Source};

/// The measured rows, as text in the columns of [`COLUMNS`]; `None` is not known.
///
/// Numbers are exact decimals in plain notation, so that every exporter writes the same digits.
#[derive(Clone, Debug, Default)]
pub struct Table {
    /// One entry a row, one cell a column.
    pub rows: Vec<Vec<Option<String>>>,
}

impl Table {
    /// The cell of a row under a column's name.
    #[must_use]
    pub fn cell(&self, row: usize, name: &str) -> Option<&str> {
        let at = COLUMNS.iter().position(|column| column.name == name)?;
        self.rows.get(row)?.get(at)?.as_deref()
    }
}

/// Measures reports.
///
/// # Errors
/// What polars could not compute; a report alone cannot cause it.
pub fn table(reports: &[(&Source, &Report)], rules: &Rulebook) -> Result<Table, PolarsError> {
    let rows: Vec<row::Row> =
        reports.iter().flat_map(|(source, report)| row::rows(source, report, rules)).collect();
    let measured: DataFrame = ratio::measured(&rows)?;
    let mut table = ratio::fill(rows, &measured)?;
    alerts::fill(&mut table, &rules.findings);
    Ok(table)
}

#[cfg(test)]
mod tests {
    use super::table;
    use crate::{pipeline::understand, rules::Rulebook, text::Source};

    fn cells(text: &str, names: &[&str]) -> Vec<Vec<String>> {
        let rules = Rulebook::builtin().unwrap();
        let source = Source::new("t.txt", text);
        let report = understand(&source, &rules);
        let table = table(&[(&source, &report)], &rules).unwrap();
        (0..table.rows.len())
            .map(|row| names.iter().map(|name| table.cell(row, name).unwrap_or("").to_owned()).collect())
            .collect()
    }

    #[test]
    fn a_pair_is_measured_against_the_months_that_are_over() {
        let text = "2023年重点工作进展情况\n1.确保完成投资1260亿元以上。\n落实情况:年度计划完成投资1260亿元。截至5月底,完成投资687.9亿元,占全年计划投资的54.6%。\n";
        let rows = cells(
            text,
            &[
                "kind",
                "target",
                "actual",
                "completion_ratio",
                "expected_ratio",
                "pace_gap_pp",
                "stated_check",
                "as_of",
                "status",
            ],
        );
        assert_eq!(
            rows[0],
            [
                "paired",
                "126000000000",
                "68790000000",
                "0.545952380952",
                "0.416666666667",
                "12.93",
                "ok",
                "2023-05-31",
                "超序时"
            ]
        );
    }

    #[test]
    fn a_stated_rate_that_does_not_follow_is_a_conflict() {
        let text = "1.改造小区266个。\n落实情况:改造小区已开工108个,开工率63.4%。\n";
        let rows = cells(text, &["kind", "target_value", "actual_value", "stated_ratio", "stated_check"]);
        assert_eq!(rows, [["paired", "266", "108", "0.634", "conflict"]]);
    }

    #[test]
    fn a_goal_without_a_figure_has_no_ratio() {
        let rows = cells(
            "1.完成抚育5.7万亩。\n落实情况:正在筹备。\n",
            &["kind", "actual", "completion_ratio", "ratio_note", "status"],
        );
        assert_eq!(rows, [["open", "", "", "no_figure", "无数据"]]);
    }

    #[test]
    fn units_of_one_dimension_are_folded() {
        let rows = cells(
            "1.完成改厕1.6万户。\n落实情况:完成改厕6723户。\n",
            &["unit", "target", "actual", "completion_ratio"],
        );
        assert_eq!(rows, [["户", "16000", "6723", "0.4201875"]]);
    }
}
