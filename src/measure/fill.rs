//! What was computed, put into the cells of the rows.

use polars::prelude::{DataFrame, PolarsResult};

use super::{Cell, Field, Measures, Table, frame, making::Making};
use crate::model::Kind;

/// Decimal columns that go from the frame into the table under their own name.
const DECIMALS: &[Field] = &[
    Field::Target,
    Field::Actual,
    Field::CompletionRatio,
    Field::Gap,
    Field::ExpectedRatio,
    Field::PaceGapPp,
    Field::MonthsBehind,
    Field::RequiredPerMonth,
    Field::Forecast,
    Field::ImpliedTargetLow,
    Field::ImpliedTargetHigh,
];

/// Columns of words that do.
const WORDS: &[Field] = &[Field::RatioNote, Field::StatedCheck, Field::StatusCode];

/// Puts what was computed into the rows.
pub(super) fn fill(mut rows: Vec<Making>, frame: &DataFrame, measures: &Measures) -> PolarsResult<Table> {
    for field in DECIMALS.iter().copied() {
        set(&mut rows, field, frame::cells(frame, field.name())?);
    }
    set(&mut rows, Field::StatedRatio, frame::cells(frame, "stated")?);
    for field in WORDS.iter().copied() {
        let words = frame::strings(frame, field.name())?.into_iter();
        set(&mut rows, field, words.map(|words| words.and_then(Cell::words)).collect());
    }
    set(&mut rows, Field::TargetMet, frame::ones(frame, "target_met")?);
    let codes = frame::strings(frame, "status_code")?;
    let gaps = frame::cells(frame, "gap")?;
    for ((row, code), gap) in rows.iter_mut().zip(codes).zip(gaps) {
        let code = code.unwrap_or_default();
        let (word, light) = status(&code, measures);
        row.say(Field::Status, word);
        row.say(Field::Light, light);
        if row.kind == Kind::Paired && gap.is_some() {
            let unit = if row.folded.rate { Some("百分点".to_owned()) } else { row.folded.unit.clone() };
            row.tell(Field::GapUnit, unit);
        }
    }
    Ok(Table { rows: rows.into_iter().map(|row| row.row).collect() })
}

fn set(rows: &mut [Making], field: Field, values: Vec<Option<Cell>>) {
    for (row, value) in rows.iter_mut().zip(values) {
        row.row.set(field, value);
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

#[cfg(test)]
mod tests {
    use super::{DECIMALS, Field, WORDS};
    use crate::measure::COMPUTED;

    /// What needs no goal: the figure itself, and what its printed rate implies.
    const WITHOUT_GOAL: &[Field] = &[Field::Actual, Field::ImpliedTargetLow, Field::ImpliedTargetHigh];

    #[test]
    fn what_is_computed_from_a_goal_is_computed_again_where_the_ledger_lends_one() {
        let filled = DECIMALS.iter().chain(WORDS).filter(|field| !WITHOUT_GOAL.contains(field));
        let missing: Vec<_> = filled.filter(|field| !COMPUTED.contains(field)).collect();
        assert!(missing.is_empty(), "say these in `COMPUTED` of src/measure/known.rs: {missing:?}");
    }
}
