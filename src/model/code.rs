//! The codes that machine formats use for our enums.

use super::{AsOfSource, Basis, Bound, GoalKind, Grounds, Period, Review, Roughness, Unanswered};

impl GoalKind {
    /// Its code in machine formats.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            Self::Flow => "flow",
            Self::Level => "level",
            Self::Growth => "growth",
            Self::AtMost => "at_most",
            Self::Reduction => "reduction",
            Self::Maintain => "maintain",
            Self::Range => "range",
            Self::About => "about",
            Self::Rank => "rank",
            Self::Binary => "binary",
        }
    }
}

impl Bound {
    /// Its code in machine formats: `>=`, `..`.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            Self::Exactly => "=",
            Self::AtLeast => ">=",
            Self::MoreThan => ">",
            Self::AtMost => "<=",
            Self::LessThan => "<",
            Self::About => "~",
            Self::Between => "..",
        }
    }
}

impl Basis {
    /// Its code in machine formats.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            Self::Annual => "annual",
            Self::Period => "period",
            Self::Province => "province",
            Self::TotalPlan => "total_plan",
            Self::MultiYear => "multi_year",
            Self::Implied => "implied",
            Self::Unknown => "unknown",
        }
    }
}

impl Roughness {
    /// Its code in machine formats.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            Self::Exact => "exact",
            Self::About => "about",
            Self::Over => "over",
            Self::Nearly => "nearly",
        }
    }
}

impl AsOfSource {
    /// Its code in machine formats.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            Self::Sentence => "sentence",
            Self::Task => "task",
            Self::Report => "report",
            Self::Assumed => "assumed",
        }
    }
}

impl Grounds {
    /// Its code in machine formats.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            Self::RateConfirms => "rate_confirms",
            Self::RatePhrase => "rate_phrase",
            Self::SameFrame => "same_frame",
            Self::SameIndicator => "same_indicator",
            Self::Synonym => "synonym",
            Self::SameHead => "same_head",
            Self::SamePlace => "same_place",
            Self::SameRow => "same_row",
            Self::OnlyOne => "only_one",
            Self::Whole => "whole",
            Self::Person => "person",
        }
    }
}

impl Unanswered {
    /// Its code in machine formats.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            Self::NoFigure => "no_figure",
            Self::SaidDone => "said_done",
            Self::StageDiffers => "stage_differs",
            Self::UnitDiffers => "unit_differs",
            Self::PeriodDiffers => "period_differs",
            Self::ScopeDiffers => "scope_differs",
            Self::Tied => "tied",
            Self::OnlyProgress => "only_progress",
            Self::NotComparable => "not_comparable",
        }
    }
}

impl Review {
    /// Its code in machine formats.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            Self::Accepted => "accepted",
            Self::Corrected => "corrected",
        }
    }
}

impl Period {
    /// 2023-H1, 2023-05, 2023-01/2023-05, 2023; without a year nothing can be named.
    #[must_use]
    pub fn name(self) -> Option<String> {
        let year = self.year?;
        Some(match (self.from, self.to) {
            (1, 12) => format!("{year}"),
            (1, 6) => format!("{year}-H1"),
            (from, to) if from == to => format!("{year}-{from:02}"),
            (from, to) => format!("{year}-{from:02}/{year}-{to:02}"),
        })
    }
}
