//! The formulas of the field, as polars expressions on exact decimals.

use polars::prelude::{DataType, Expr, LazyFrame, RoundMode, col, lit, when};

use super::{
    AtMost, Measures,
    frame::decimal,
    judge,
    terms::{is, no_value, number, unknown},
};

/// Measures a frame of goals and figures: the pipeline behind [`table`](super::table), for frames of any origin.
///
/// Every decimal is `Decimal(38, 12)`, so that sums, differences and comparisons are exact; quotients are rounded
/// half to even at the twelfth place, and nothing passes through a float. Amounts must be below 10^18.
///
/// Columns it takes:
///
/// | column | type | meaning |
/// |---|---|---|
/// | `kind` | str | paired, stated, progress, open, figure |
/// | `goal_kind`, `basis` | str | codes of the columns `goal_kind` and `target_basis` |
/// | `way` | str | up, down, inside, near, near_up: which way a figure holds its goal |
/// | `note` | str | why there is no ratio, where that is known before |
/// | `comparable`, `overflow` | bool | goal and figure measure the same; one of them does not fit |
/// | `equal_holds` | bool | a figure that equals its goal holds it; null where that is open |
/// | `rate`, `counted` | bool | shares of a whole; things counted one by one |
/// | `target`, `target_high`, `actual` | decimal | in one unit; falls are below zero on both sides |
/// | `target_half`, `actual_half` | decimal | half of the last printed place |
/// | `stated`, `stated_half` | decimal | the printed rate as a ratio, and half of its last place |
/// | `elapsed`, `year` | decimal | what of the year is over at the figure's date: 5 of 12 months |
///
/// Columns it adds: `completion_ratio`, `ratio_note`, `gap`, `target_met`, `expected_ratio`, `pace_gap_pp`,
/// `months_behind`, `required_per_month`, `forecast`, `implied_target_low`, `implied_target_high`,
/// `stated_check`, `status_code`.
pub fn measured(frame: LazyFrame, measures: &Measures) -> LazyFrame {
    frame
        .with_columns([
            at_least("target", "0.0001").alias("_target"),
            at_least("actual", "0.0001").alias("_actual"),
            pair().alias("_pair"),
        ])
        .with_columns([
            ratio(measures).alias("completion_ratio"),
            gap().alias("gap"),
            met(measures).alias("target_met"),
        ])
        .with_columns(judge::implied())
        .with_columns([
            note(measures).alias("ratio_note"),
            when(paced())
                .then(col("elapsed") / above_zero("year"))
                .otherwise(unknown())
                .alias("expected_ratio"),
            judge::stated_check().alias("stated_check"),
        ])
        .with_column(((col("completion_ratio") - col("expected_ratio")) * number("100")).alias("_pace"))
        .with_columns(ahead())
        .with_column(judge::status(measures).alias("status_code"))
        .with_column(unpaced().alias("ratio_note"))
}

/// The column where it is at least that; a divisor that small would leave the digits of a frame.
fn at_least(name: &str, least: &str) -> Expr {
    when(col(name).gt_eq(number(least))).then(col(name)).otherwise(unknown())
}

/// A pair whose sides measure the same.
fn pair() -> Expr {
    is("kind", &["paired"]).and(col("comparable")).and(col("overflow").not()).and(col("note").is_null())
}

/// Figure over goal where that says how much is done.
fn plain() -> Expr {
    is("goal_kind", &["flow", "level", "maintain", "about"]).and(open_ended())
}

/// Goals with one end only.
fn open_ended() -> Expr {
    col("target").eq(col("target_high"))
}

fn ratio(measures: &Measures) -> Expr {
    let quotient = || col("actual") / col("_target");
    let plain = when(col("_pair").and(plain()).and(col("actual").gt_eq(number("0")))).then(quotient());
    let plain = if measures.growth_ratio {
        plain
            .when(col("_pair").and(is("goal_kind", &["growth"])).and(col("actual").gt(number("0"))))
            .then(quotient())
    } else {
        plain.when(lit(false)).then(unknown())
    };
    let ceiling = col("_pair").and(is("goal_kind", &["at_most"])).and(col("actual").gt_eq(number("0")));
    let formula = match measures.at_most {
        AtMost::None => unknown(),
        AtMost::Inverse => col("target") / col("_actual"),
        AtMost::Linear => {
            let left = number("2") - quotient();
            when(left.clone().lt(number("0"))).then(number("0")).otherwise(left)
        }
    };
    plain.when(ceiling).then(formula).otherwise(unknown())
}

/// Why there is no ratio, or by which formula there is one.
fn note(measures: &Measures) -> Expr {
    let says = |text: &str| lit(text.to_owned());
    let formula = match measures.at_most {
        AtMost::None => "at_most",
        AtMost::Inverse => "inverse",
        AtMost::Linear => "linear",
    };
    let known = col("completion_ratio").is_not_null();
    when(col("note").is_not_null())
        .then(col("note"))
        .when(is("kind", &["progress"]))
        .then(says("only_progress"))
        .when(is("kind", &["stated", "figure"]))
        .then(says("no_target"))
        .when(is("kind", &["open"]))
        .then(says("no_figure"))
        .when(col("comparable").not())
        .then(says("unit_differs"))
        .when(known.clone().and(is("goal_kind", &["at_most"])))
        .then(says(formula))
        .when(known.clone().and(is("goal_kind", &["growth"])))
        .then(says("growth_ratio"))
        .when(known)
        .then(no_value(DataType::String))
        .when(col("overflow"))
        .then(says("overflow"))
        .when(is("goal_kind", &["growth", "at_most", "reduction", "range", "rank", "binary"]))
        .then(col("goal_kind"))
        .when(open_ended().not())
        .then(says("range"))
        .when(col("target").eq(number("0")))
        .then(says("zero_target"))
        .when(col("target").lt(number("0")).or(col("actual").lt(number("0"))))
        .then(says("sign"))
        .otherwise(says("overflow"))
}

/// The note; for a ratio that no calendar judges why: the basis of its goal, or that nothing dates it.
fn unpaced() -> Expr {
    let silent = col("ratio_note").is_null().and(is("status_code", &["not_comparable"]));
    when(silent.clone().and(is("basis", &["annual"])))
        .then(lit("undated"))
        .when(silent)
        .then(col("basis"))
        .otherwise(col("ratio_note"))
}

/// How far the figure is from its goal, or from the nearer end of a range.
fn gap() -> Expr {
    let (low, high) = (col("actual") - col("target"), col("actual") - col("target_high"));
    let ranged = is("way", &["inside"]).or(open_ended().not());
    when(col("_pair").not())
        .then(unknown())
        .when(
            ranged
                .clone()
                .and(col("actual").gt_eq(col("target")))
                .and(col("actual").lt_eq(col("target_high"))),
        )
        .then(number("0"))
        .when(ranged.and(col("actual").gt(col("target_high"))))
        .then(high)
        .otherwise(low)
}

/// Whether the figure holds its goal.
fn met(measures: &Measures) -> Expr {
    let profile = &measures.profile;
    let near = when(col("rate"))
        .then(number(&profile.about_points.to_string()))
        .otherwise(abs(col("target")) * number(&profile.about_ratio.to_string()));
    let equal = |end: &str| col("actual").eq(col(end));
    when(col("_pair").not())
        .then(no_value(DataType::Boolean))
        .when(is("way", &["near"]))
        .then(abs(col("actual") - col("target")).lt_eq(near.clone()))
        .when(is("way", &["near_up"]))
        .then(col("actual").gt_eq(col("target") - near))
        .when(is("way", &["inside"]))
        .then(col("actual").gt_eq(col("target")).and(col("actual").lt_eq(col("target_high"))))
        .when(is("way", &["down"]))
        .then(
            when(equal("target_high"))
                .then(col("equal_holds"))
                .otherwise(col("actual").lt(col("target_high"))),
        )
        .otherwise(when(equal("target")).then(col("equal_holds")).otherwise(col("actual").gt(col("target"))))
}

fn abs(value: Expr) -> Expr {
    when(value.clone().lt(number("0"))).then(number("0") - value.clone()).otherwise(value)
}

/// Only what is to be done over this year is held against the months that are over.
fn paced() -> Expr {
    col("completion_ratio").is_not_null().and(is("goal_kind", &["flow"])).and(is("basis", &["annual"]))
}

/// The column where it can divide.
fn above_zero(name: &str) -> Expr {
    at_least(name, "0.0001")
}

/// Distance to expected progress, the pace that is needed from now on, and where this one leads.
fn ahead() -> Vec<Expr> {
    let round = |value: Expr, places| value.round(places, RoundMode::HalfAwayFromZero).cast(decimal());
    let known = |value: Expr, holds: Expr| when(paced().and(holds)).then(value).otherwise(unknown());
    let rest = || col("year") - col("elapsed");
    let short = known((col("target") - col("actual")) * col("year"), col("actual").lt(col("target")));
    let left = known(rest() * number("12"), rest().gt_eq(number("0.001")));
    // Before the first quarter is over a forecast says more about January than about the year.
    let over = known(
        col("elapsed"),
        (col("elapsed") * number("4")).gt_eq(col("year")).and(col("elapsed").gt(number("0"))),
    );
    vec![
        round(col("_pace"), 2).alias("pace_gap_pp"),
        round((col("expected_ratio") - col("completion_ratio")) * number("12"), 2).alias("months_behind"),
        round(short / left, 4).alias("required_per_month"),
        round(col("actual") * col("year") / over, 4).alias("forecast"),
    ]
}
