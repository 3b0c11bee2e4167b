//! The codes that machine formats use for our enums.

use crate::model::{
    AsOf, AsOfSource, Basis, Bound, GoalKind, Grounds, Period, Review, Roughness, Unanswered,
};

pub(super) fn goal_kind(kind: GoalKind) -> &'static str {
    match kind {
        GoalKind::Flow => "flow",
        GoalKind::Level => "level",
        GoalKind::Growth => "growth",
        GoalKind::AtMost => "at_most",
        GoalKind::Reduction => "reduction",
        GoalKind::Maintain => "maintain",
        GoalKind::Range => "range",
        GoalKind::About => "about",
        GoalKind::Rank => "rank",
        GoalKind::Binary => "binary",
    }
}

pub(super) fn bound(bound: Bound) -> &'static str {
    match bound {
        Bound::Exactly => "=",
        Bound::AtLeast => ">=",
        Bound::MoreThan => ">",
        Bound::AtMost => "<=",
        Bound::LessThan => "<",
        Bound::About => "~",
        Bound::Between => "..",
    }
}

pub(super) fn basis(basis: Basis) -> &'static str {
    match basis {
        Basis::Annual => "annual",
        Basis::Period => "period",
        Basis::Province => "province",
        Basis::TotalPlan => "total_plan",
        Basis::MultiYear => "multi_year",
        Basis::Implied => "implied",
        Basis::Unknown => "unknown",
    }
}

pub(super) fn roughness(roughness: Roughness) -> &'static str {
    match roughness {
        Roughness::Exact => "exact",
        Roughness::About => "about",
        Roughness::Over => "over",
        Roughness::Nearly => "nearly",
    }
}

pub(super) fn as_of_source(source: AsOfSource) -> &'static str {
    match source {
        AsOfSource::Sentence => "sentence",
        AsOfSource::Task => "task",
        AsOfSource::Report => "report",
        AsOfSource::Assumed => "assumed",
    }
}

pub(super) fn grounds(grounds: Grounds) -> &'static str {
    match grounds {
        Grounds::RateConfirms => "rate_confirms",
        Grounds::RatePhrase => "rate_phrase",
        Grounds::SameFrame => "same_frame",
        Grounds::SameIndicator => "same_indicator",
        Grounds::Synonym => "synonym",
        Grounds::SameHead => "same_head",
        Grounds::SamePlace => "same_place",
        Grounds::SameRow => "same_row",
        Grounds::OnlyOne => "only_one",
        Grounds::Whole => "whole",
        Grounds::Person => "person",
    }
}

pub(super) fn unanswered(reason: Unanswered) -> &'static str {
    match reason {
        Unanswered::NoFigure => "no_figure",
        Unanswered::SaidDone => "said_done",
        Unanswered::StageDiffers => "stage_differs",
        Unanswered::UnitDiffers => "unit_differs",
        Unanswered::PeriodDiffers => "period_differs",
        Unanswered::ScopeDiffers => "scope_differs",
        Unanswered::Tied => "tied",
        Unanswered::OnlyProgress => "only_progress",
        Unanswered::NotComparable => "not_comparable",
    }
}

pub(super) fn review(review: Review) -> &'static str {
    match review {
        Review::Accepted => "accepted",
        Review::Corrected => "corrected",
    }
}

/// 2023-H1, 2023-05, 2023-01/2023-05, 2023; without a year nothing can be named.
pub(super) fn period(period: Period) -> Option<String> {
    let year = period.year?;
    Some(match (period.from, period.to) {
        (1, 12) => format!("{year}"),
        (1, 6) => format!("{year}-H1"),
        (from, to) if from == to => format!("{year}-{from:02}"),
        (from, to) => format!("{year}-{from:02}/{year}-{to:02}"),
    })
}

pub(super) fn date(as_of: AsOf) -> Option<String> {
    as_of.date().map(|date| date.to_string())
}
