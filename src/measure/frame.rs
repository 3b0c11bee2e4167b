//! Between rows and frames: exact decimals in, exact decimals out.

use polars::prelude::{
    Column as Series, DataFrame, DataType, Int128Chunked, IntoColumn, NamedFrom, NewChunkedArray,
    PolarsResult, Series as Values,
};
use rust_decimal::Decimal;

use super::{Cell, cell::PLACES, making::Making};
use crate::model::{Basis, GoalKind, Kind};

/// Amounts of this size or more stay out of the frame, so that no quotient or product of two of them can pass the
/// 38 digits of a frame's decimals; 10^18 yuan is a million times a million million.
const TOO_LARGE: Decimal = Decimal::from_parts(2_808_348_672, 232_830_643, 0, false, 0);

/// The type of every decimal in a frame.
pub(super) fn decimal() -> DataType {
    DataType::Decimal(38, PLACES as usize)
}

/// The value as the frame can hold it: the same value, below 10^18, with at most twelve decimals.
pub(super) fn fitting(value: Decimal) -> Option<Decimal> {
    let value = value.normalize();
    (value.scale() <= PLACES && value.abs() < TOO_LARGE).then_some(value)
}

/// An exact decimal column; what does not fit is empty.
pub(super) fn decimals(name: &str, values: impl Iterator<Item = Option<Decimal>>) -> PolarsResult<Series> {
    let mantissas: Vec<Option<i128>> =
        values.map(|value| value.and_then(fitting).and_then(mantissa)).collect();
    let column: Int128Chunked = Int128Chunked::from_iter_options(name.into(), mantissas.into_iter());
    Ok(column.into_decimal(38, PLACES as usize)?.into_column())
}

/// The value in steps of the frame's last place; `Decimal::rescale` would give up past 28 digits.
pub(super) fn mantissa(value: Decimal) -> Option<i128> {
    value.mantissa().checked_mul(10i128.checked_pow(PLACES.checked_sub(value.scale())?)?)
}

/// A column of words, of which the empty ones are unknown.
fn words_column(name: &str, values: impl Iterator<Item = Option<&'static str>>) -> Series {
    Values::new(name.into(), values.collect::<Vec<_>>()).into_column()
}

fn flags(name: &str, values: impl Iterator<Item = Option<bool>>) -> Series {
    Values::new(name.into(), values.collect::<Vec<_>>()).into_column()
}

/// The rows as the frame that [`measured`](super::measured) takes.
pub(super) fn of_rows(rows: &[Making]) -> PolarsResult<DataFrame> {
    let each = || rows.iter();
    let unfit = |row: &Making| {
        let unfit = |value: Option<Decimal>| value.is_none_or(|value| fitting(value).is_none());
        row.kind == Kind::Paired && (unfit(row.folded.target) || unfit(row.folded.actual))
    };
    DataFrame::new_infer_height(vec![
        words_column("kind", each().map(|row| Some(row.kind.code()))),
        words_column("goal_kind", each().map(|row| row.goal_kind.map(GoalKind::code))),
        words_column("basis", each().map(|row| row.basis.map(Basis::code))),
        words_column("way", each().map(|row| Some(row.way.code()))),
        words_column("note", each().map(|row| row.note)),
        flags("comparable", each().map(|row| Some(row.folded.comparable && row.note.is_none()))),
        flags("overflow", each().map(|row| Some(unfit(row)))),
        flags("equal_holds", each().map(|row| row.equal_holds)),
        flags("rate", each().map(|row| Some(row.folded.rate))),
        flags("counted", each().map(|row| Some(row.folded.counted))),
        decimals("target", each().map(|row| row.folded.target))?,
        decimals("target_high", each().map(|row| row.folded.target_high))?,
        decimals("actual", each().map(|row| row.folded.actual))?,
        decimals("target_half", each().map(|row| Some(row.folded.target_half)))?,
        decimals("actual_half", each().map(|row| Some(row.folded.actual_half)))?,
        decimals("stated", each().map(|row| row.stated))?,
        decimals("stated_half", each().map(|row| row.stated.map(stated_half)))?,
        decimals("elapsed", each().map(|row| row.elapsed.map(|(over, _)| over)))?,
        decimals("year", each().map(|row| row.elapsed.map(|(_, whole)| whole)))?,
    ])
}

/// Half of the last place of a printed rate: 0.0005 of 54.6%.
fn stated_half(ratio: Decimal) -> Decimal {
    Decimal::new(5, (ratio.scale() + 1).min(Decimal::MAX_SCALE))
}

/// A decimal column as cells, trailing zeros left off.
pub(super) fn cells(frame: &DataFrame, name: &str) -> PolarsResult<Vec<Option<Cell>>> {
    let column = frame.column(name)?.decimal()?.clone();
    let scale = u32::try_from(column.scale()).unwrap_or(0);
    Ok(column.physical().iter().map(|value| value.map(|value| Cell::of_frame(value, scale))).collect())
}

/// A column of words as text.
pub(super) fn strings(frame: &DataFrame, name: &str) -> PolarsResult<Vec<Option<String>>> {
    Ok(frame.column(name)?.str()?.iter().map(|value| value.map(str::to_owned)).collect())
}

/// A column of yes and no as 1 and 0.
pub(super) fn ones(frame: &DataFrame, name: &str) -> PolarsResult<Vec<Option<Cell>>> {
    Ok(frame.column(name)?.bool()?.iter().map(|value| value.map(|flag| i64::from(flag).into())).collect())
}

#[cfg(test)]
mod tests {
    use super::{Decimal, TOO_LARGE, cells, decimals, fitting};
    use polars::prelude::DataFrame;

    #[test]
    fn values_come_back_digit_for_digit_or_not_at_all() {
        assert_eq!(TOO_LARGE, Decimal::from(10i64.pow(18)));
        let values = [
            "123456789012345678.123456789",
            "-0.000000000001",
            "0",
            "1000000000000000000",
            "0.0000000000001",
        ];
        let column = decimals("x", values.iter().map(|text| Decimal::from_str_exact(text).ok())).unwrap();
        let frame = DataFrame::new_infer_height(vec![column]).unwrap();
        let back = cells(&frame, "x").unwrap();
        let back: Vec<_> = back.iter().map(|cell| cell.as_deref().unwrap_or_default()).collect();
        assert_eq!(back, ["123456789012345678.123456789", "-0.000000000001", "0", "", ""]);
        assert_eq!(fitting(Decimal::MAX), None);
    }
}
