//! Printed rates against our own, and the status of a row.

use polars::prelude::{DataType, Expr, RoundMode, col, lit, when};

use super::{
    Measures,
    frame::decimal,
    terms::{is, no_value, number, unknown},
};
use crate::rules::BandFrom;

/// The goals that a printed rate can be the rate of, by the rounding of rate and figure.
pub(super) fn implied() -> Vec<Expr> {
    let above = col("stated") + col("stated_half");
    let below = col("stated") - col("stated_half");
    let sure =
        |divisor: Expr| when(divisor.clone().gt_eq(number("0.000001"))).then(divisor).otherwise(unknown());
    let round = |value: Expr| value.round(4, RoundMode::HalfAwayFromZero).cast(decimal());
    let low = (col("actual") - col("actual_half")) / sure(above);
    let high = (col("actual") + col("actual_half")) / sure(below);
    // A rate that was cut off, not rounded, may be a whole step above what is printed.
    let cut = (col("actual") - col("actual_half")) / sure(col("stated") + col("stated_half") * number("2"));
    let asked = is("kind", &["paired", "stated"]).and(measurable()).and(col("actual").gt(number("0")));
    let known = |value: Expr| when(asked.clone()).then(value).otherwise(unknown());
    vec![
        known(cut).alias("_cut"),
        known(low.clone()).alias("_low"),
        known(high.clone()).alias("_high"),
        round(known(low)).alias("implied_target_low"),
        round(known(high)).alias("implied_target_high"),
    ]
}

/// Goals whose printed rate is figure over goal, or rows without a goal.
fn measurable() -> Expr {
    col("goal_kind").is_null().or(is("goal_kind", &["flow", "level", "maintain", "about", "range"]))
}

/// ok where figure over goal prints as the rate; rounding where it can, given how all three were rounded, or
/// where the rate was cut off, or is all of a goal that is passed; conflict where no goal fits, or no whole number
/// for things counted. A rate of nothing beside a figure, and a rate beside no figure, imply no goal and can still not follow.
pub(super) fn stated_check() -> Expr {
    let says = |text: &str| lit(text.to_owned());
    let own = col("actual") / col("_target");
    let off = own.clone() - col("stated");
    let prints =
        off.clone().gt_eq(number("0") - col("stated_half")).and(off.clone().lt_eq(col("stated_half")));
    let cut = off.clone().gt_eq(number("0")).and(off.clone().lt(col("stated_half") * number("2")));
    let capped = col("stated")
        .eq(number("1"))
        .and(off.clone().gt_eq(number("0")))
        .and(off.lt(number("1")))
        .and(is("goal_kind", &["flow"]));
    let can = (col("target_high") + col("target_half"))
        .gt_eq(col("_low"))
        .and((col("target") - col("target_half")).lt_eq(col("_high")).or(col("_high").is_null()));
    let whole = col("_high").floor().gt_eq(col("_cut").ceil());
    let goal = is("kind", &["paired"]).and(col("comparable")).and(col("_target").is_not_null());
    let asked = is("kind", &["paired", "stated"])
        .and(measurable())
        .and(col("stated").is_not_null())
        .and(col("actual").is_not_null());
    let nothing = col("actual").eq(number("0")).and(col("stated").gt(col("stated_half")));
    when(asked.and(col("actual").gt_eq(number("0"))).not().or(col("stated").lt(number("0"))))
        .then(no_value(DataType::String))
        .when(goal.clone().and(prints))
        .then(says("ok"))
        .when(goal.clone().and(can.or(cut).or(capped)))
        .then(says("rounding"))
        .when(goal.or(nothing).or(col("counted").and(whole.not())))
        .then(says("conflict"))
        .otherwise(says("no_target"))
}

/// The code of the status: what cannot be judged first, then the bands of the profile.
pub(super) fn status(measures: &Measures) -> Expr {
    let says = |text: &str| lit(text.to_owned());
    let flow = is("goal_kind", &["flow"]);
    let mut chain = when(is("kind", &["open"]).and(is("note", &["said_done"])))
        .then(says("said_done"))
        .when(is("kind", &["open"]))
        .then(says("no_data"))
        .when(is("kind", &["stated", "progress", "figure"]))
        .then(says("no_target"))
        .when(col("_pair").not())
        .then(says("not_comparable"));
    for band in &measures.profile.bands {
        let holds = match band.from {
            BandFrom::Ratio(from) => {
                let reached = col("completion_ratio").gt_eq(number(&from.to_string()));
                if from < rust_decimal::Decimal::ONE { reached.and(flow.clone()) } else { reached }
            }
            BandFrom::Gap(from) => col("_pace").gt_eq(number(&from.to_string())),
            BandFrom::GapAbove(from) => col("_pace").gt(number(&from.to_string())),
            BandFrom::Paced => col("_pace").is_not_null(),
        };
        chain = chain.when(holds).then(says(&band.code));
    }
    // What has no pace is met or not; a flow that is not met yet, at no known date, is neither late nor early.
    chain
        .when(col("target_met"))
        .then(says("met"))
        .when(col("target_met").not().and(flow.not()))
        .then(says("not_met"))
        .otherwise(says("not_comparable"))
}
