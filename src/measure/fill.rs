//! What was computed, put into the cells of the rows.

use polars::prelude::{DataFrame, PolarsResult};

use super::{Cell, Measures, Table, frame, making::Making};
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
pub(super) fn fill(mut rows: Vec<Making>, frame: &DataFrame, measures: &Measures) -> PolarsResult<Table> {
    for name in DECIMALS {
        set(&mut rows, name, frame::cells(frame, name)?);
    }
    set(&mut rows, "stated_ratio", frame::cells(frame, "stated")?);
    for name in WORDS {
        let words = frame::strings(frame, name)?.into_iter();
        set(&mut rows, name, words.map(|words| words.and_then(Cell::words)).collect());
    }
    set(&mut rows, "target_met", frame::ones(frame, "target_met")?);
    let codes = frame::strings(frame, "status_code")?;
    let gaps = frame::cells(frame, "gap")?;
    for ((row, code), gap) in rows.iter_mut().zip(codes).zip(gaps) {
        let code = code.unwrap_or_default();
        let (word, light) = status(&code, measures);
        row.say("status", word);
        row.say("light", light);
        if row.kind == Kind::Paired && gap.is_some() {
            let unit = if row.folded.rate { Some("百分点".to_owned()) } else { row.folded.unit.clone() };
            row.tell("gap_unit", unit);
        }
    }
    Ok(Table { rows: rows.into_iter().map(|row| row.row).collect() })
}

fn set(rows: &mut [Making], name: &str, values: Vec<Option<Cell>>) {
    for (row, value) in rows.iter_mut().zip(values) {
        row.row.set(name, value);
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
