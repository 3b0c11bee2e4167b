//! What was computed, put into the cells of the rows.

use polars::prelude::{DataFrame, PolarsResult};

use super::{Measures, Table, frame, row::Row};
use crate::model::Kind;

/// Decimal columns that go from the frame into the table under their own name.
const DECIMALS: &[&str] = &[
    "target",
    "actual",
    "completion_ratio",
    "gap",
    "expected_ratio",
    "pace_gap_pp",
    "months_behind",
    "required_per_month",
    "forecast",
    "implied_target_low",
    "implied_target_high",
];

/// Columns of words that do.
const WORDS: &[&str] = &["ratio_note", "stated_check", "status_code"];

/// Puts what was computed into the rows.
pub(super) fn fill(mut rows: Vec<Row>, frame: &DataFrame, measures: &Measures) -> PolarsResult<Table> {
    for name in DECIMALS {
        set(&mut rows, name, frame::texts(frame, name)?);
    }
    set(&mut rows, "stated_ratio", frame::texts(frame, "stated")?);
    for name in WORDS {
        set(&mut rows, name, frame::strings(frame, name)?);
    }
    set(&mut rows, "target_met", frame::ones(frame, "target_met")?);
    let codes = frame::strings(frame, "status_code")?;
    let gaps = frame::texts(frame, "gap")?;
    for ((row, code), gap) in rows.iter_mut().zip(codes).zip(gaps) {
        let code = code.unwrap_or_default();
        let (word, light) = status(&code, measures);
        row.set("status", word.to_owned());
        row.set("light", light.to_owned());
        if row.kind == Kind::Paired && gap.is_some() {
            let unit = if row.folded.rate { Some("百分点".to_owned()) } else { row.folded.unit.clone() };
            row.set("gap_unit", unit);
        }
    }
    Ok(Table { rows: rows.into_iter().map(|row| row.cells).collect() })
}

fn set(rows: &mut [Row], name: &str, values: Vec<Option<String>>) {
    for (row, value) in rows.iter_mut().zip(values) {
        row.set(name, value);
    }
}

/// Word and light of a status: of the profile's bands, or of what no profile judges.
fn status<'m>(code: &str, measures: &'m Measures) -> (&'m str, &'m str) {
    if let Some(band) = measures.profile.bands.iter().find(|band| band.code == code) {
        return (&band.word, &band.light);
    }
    match code {
        "said_done" => ("自报完成", "grey"),
        "no_data" => ("无数据", "grey"),
        "no_target" => ("无目标", "grey"),
        "met" => ("达标", "green"),
        "not_met" => ("未达标", "yellow"),
        _ => ("不可比", "grey"),
    }
}
