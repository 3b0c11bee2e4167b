//! The polars pipeline: ratio, gap, expected progress and pace gap; and the words that follow from them.

use polars::prelude::{
    Column as Series, DataFrame, DataType, Int128Chunked, IntoColumn, IntoLazy, NULL, NewChunkedArray,
    PolarsError, PolarsResult, col, lit, when,
};
use rust_decimal::{Decimal, RoundingStrategy};

use super::{Table, row::Row};
use crate::model::{Bound, GoalKind, Kind};

/// Decimal places of amounts in the frame.
const AMOUNT_PLACES: u32 = 10;
/// Decimal places of ratios.
const RATIO_PLACES: usize = 12;

/// An exact decimal column; what does not fit its scale is left empty, and the row says so.
fn decimals(name: &str, values: impl Iterator<Item = Option<Decimal>>) -> PolarsResult<Series> {
    let mantissas: Vec<Option<i128>> = values.map(|value| value.and_then(fitted)).collect();
    let column: Int128Chunked = Int128Chunked::from_iter_options(name.into(), mantissas.into_iter());
    Ok(column.into_decimal(38, AMOUNT_PLACES as usize)?.into_column())
}

fn fitted(value: Decimal) -> Option<i128> {
    let mut scaled = value;
    scaled.rescale(AMOUNT_PLACES);
    (scaled == value && scaled.scale() == AMOUNT_PLACES).then(|| scaled.mantissa())
}

/// Ratio, gap, expected ratio and pace gap of each row, as exact decimal columns.
pub(super) fn measured(rows: &[Row]) -> PolarsResult<DataFrame> {
    let comparable = |row: &&Row| {
        row.kind == Kind::Paired
            && !row.apart
            && matches!(
                row.goal_kind,
                Some(GoalKind::Flow | GoalKind::Level | GoalKind::Maintain | GoalKind::About)
            )
    };
    let frame = DataFrame::new_infer_height(vec![
        decimals("target", rows.iter().map(|row| row.target))?,
        decimals("actual", rows.iter().map(|row| row.actual))?,
        decimals(
            "divisor",
            rows.iter().map(|row| {
                Some(row)
                    .filter(comparable)
                    .and_then(|row| row.target)
                    .filter(|target| *target > Decimal::ZERO)
            }),
        )?,
        decimals("months", rows.iter().map(|row| row.months.map(Decimal::from)))?,
    ])?;
    let wide = DataType::Decimal(38, RATIO_PLACES);
    frame
        .lazy()
        .with_column(
            when(col("divisor").is_not_null().and(col("actual").gt_eq(lit(0))))
                .then(col("actual").cast(wide.clone()) / col("divisor").cast(wide.clone()))
                .otherwise(lit(NULL))
                .alias("completion_ratio"),
        )
        .with_columns([
            (col("actual") - col("target")).alias("gap"),
            (col("months").cast(wide.clone()) / lit(12).cast(wide.clone())).alias("expected_ratio"),
        ])
        .with_column(
            ((col("completion_ratio") - col("expected_ratio")) * lit(100).cast(wide)).alias("pace_gap_pp"),
        )
        .collect()
}

/// Puts what was computed into the rows, and the words that follow from it.
pub(super) fn fill(mut rows: Vec<Row>, frame: &DataFrame) -> Result<Table, PolarsError> {
    let read = |name: &str| -> PolarsResult<Vec<Option<Decimal>>> {
        let column = frame.column(name)?.decimal()?.clone();
        let scale = u32::try_from(column.scale()).unwrap_or(0);
        Ok(column
            .physical()
            .iter()
            .map(|value| value.and_then(|value| Decimal::try_from_i128_with_scale(value, scale).ok()))
            .collect())
    };
    let (ratios, gaps) = (read("completion_ratio")?, read("gap")?);
    let (expected, paces) = (read("expected_ratio")?, read("pace_gap_pp")?);
    for (at, row) in rows.iter_mut().enumerate() {
        let plain = |value: Option<Decimal>| value.map(|value| value.normalize().to_string());
        let (target, actual) = (row.target, row.actual);
        row.set("target", plain(target));
        row.set("actual", plain(actual));
        row.set("completion_ratio", plain(ratios[at]));
        row.set("gap", plain(gaps[at].filter(|_| row.kind == Kind::Paired && !row.apart)));
        let unit = if row.percent { Some("百分点".to_owned()) } else { row.cells[unit_at()].clone() };
        row.set("gap_unit", unit.filter(|_| row.kind == Kind::Paired && !row.apart));
        row.set("expected_ratio", plain(expected[at].filter(|_| ratios[at].is_some())));
        let pace =
            paces[at].map(|pace| pace.round_dp_with_strategy(2, RoundingStrategy::MidpointAwayFromZero));
        row.set("pace_gap_pp", plain(pace));
        let met = met(row);
        row.set("target_met", met.map(|met| i32::from(met).to_string()));
        if row.kind == Kind::Paired && !row.apart && ratios[at].is_none() {
            row.set("ratio_note", Some(note(row).to_owned()));
        }
        stated(row);
        let status = status(row, ratios[at], paces[at], met);
        row.set("status", Some(status.to_owned()));
    }
    Ok(Table { rows: rows.into_iter().map(|row| row.cells).collect() })
}

fn unit_at() -> usize {
    super::COLUMNS.iter().position(|column| column.name == "unit").unwrap_or(0)
}

/// Why a pair has no ratio.
fn note(row: &Row) -> &'static str {
    match row.goal_kind {
        Some(GoalKind::Growth) => "growth",
        Some(GoalKind::AtMost) => "at_most",
        Some(GoalKind::Reduction) => "reduction",
        Some(GoalKind::Range) => "range",
        _ if row.target.is_some_and(|target| target.is_zero()) => "zero_target",
        _ => "sign",
    }
}

/// Whether the figure holds the goal; a figure below a plain goal does not.
fn met(row: &Row) -> Option<bool> {
    let (target, actual) = (row.target.filter(|_| row.kind == Kind::Paired && !row.apart)?, row.actual?);
    match row.bound? {
        Bound::AtMost => Some(actual <= target),
        Bound::LessThan => Some(actual < target),
        Bound::MoreThan => Some(actual > target),
        Bound::Exactly | Bound::AtLeast => Some(actual >= target),
        Bound::About | Bound::Between => None,
    }
}

/// Checks a printed rate against goal and figure, all three rounded as printed, and what goal it implies.
fn stated(row: &mut Row) {
    let (Some(ratio), Some(actual)) = (row.stated, row.actual) else { return };
    let half = Decimal::new(5, ratio.scale() + 1);
    let figure_half = row.actual_step / Decimal::TWO;
    let low =
        (ratio - half > Decimal::ZERO).then(|| (actual + figure_half).checked_div(ratio - half)).flatten();
    let high = (actual - figure_half).checked_div(ratio + half);
    let places = |value: Option<Decimal>| value.map(|value| value.round_dp(4).normalize().to_string());
    row.set("implied_target_low", places(high));
    row.set("implied_target_high", places(low));
    let target_half = row.target_step / Decimal::TWO;
    let check = match (row.target, high, low) {
        (None, ..) => "no_target",
        (Some(target), Some(least), Some(most)) if target >= least && target <= most => "ok",
        (Some(target), Some(least), Some(most))
            if target + target_half >= least && target - target_half <= most =>
        {
            "rounding"
        }
        _ => "conflict",
    };
    row.set("stated_check", Some(check.to_owned()));
}

/// The status by the default profile.
fn status(row: &Row, ratio: Option<Decimal>, pace: Option<Decimal>, met: Option<bool>) -> &'static str {
    match (row.kind, ratio, pace, met) {
        (Kind::Open, ..) => "无数据",
        (Kind::Stated | Kind::Figure | Kind::Progress, ..) => "无目标",
        (_, Some(ratio), ..) if ratio >= Decimal::ONE => "已完成",
        (_, _, _, Some(true)) => "已完成",
        (_, _, Some(pace), _) => match pace {
            pace if pace.abs() <= Decimal::new(5, 2) => "达序时",
            pace if pace > Decimal::ZERO => "超序时",
            pace if pace > Decimal::from(-10) => "略滞后",
            pace if pace >= Decimal::from(-30) => "滞后",
            _ => "严重滞后",
        },
        _ => "不可比",
    }
}
