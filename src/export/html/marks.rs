//! The marks in the text: what is marked, as what, and to which rows it belongs.

use super::facts::Facts;
use crate::{model::Kind, text::Span};

/// What a marked number is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Part {
    Goal,
    Figure,
    Rate,
    Progress,
    Free,
}

impl Part {
    /// Its class in the page.
    pub(super) fn class(self) -> &'static str {
        match self {
            Self::Goal => "goal",
            Self::Figure => "figure",
            Self::Rate => "rate",
            Self::Progress => "progress",
            Self::Free => "free",
        }
    }

    /// Its label for readers.
    pub(super) fn label(self) -> &'static str {
        match self {
            Self::Goal => "目标",
            Self::Figure => "完成",
            Self::Rate => "自报",
            Self::Progress => "进度",
            Self::Free => "",
        }
    }
}

/// One marked number.
pub(super) struct Mark {
    pub(super) span: Span,
    pub(super) part: Part,
    /// Indices of its rows; none for a free number.
    pub(super) rows: Vec<usize>,
}

/// The marks in the order of the text, none overlapping.
pub(super) fn marks(facts: &Facts<'_>) -> Vec<Mark> {
    let mut found: Vec<(Span, Part, Option<usize>)> = Vec::new();
    for (index, row) in facts.rows.iter().enumerate() {
        let finding = row.finding;
        let part = if finding.kind == Kind::Progress { Part::Progress } else { Part::Figure };
        found.extend(finding.goal.iter().map(|goal| (goal.quantity.core, Part::Goal, Some(index))));
        found.extend(finding.figure.iter().map(|figure| (figure.quantity.core, part, Some(index))));
        found.extend(finding.stated.iter().map(|stated| (stated.span, Part::Rate, Some(index))));
    }
    for free in facts.free() {
        found.extend(free.figure.iter().map(|figure| (figure.quantity.core, Part::Free, None)));
    }
    found.sort_by_key(|&(span, part, row)| (span.start, part, row));
    let mut marks: Vec<Mark> = Vec::new();
    for (span, part, row) in found.into_iter().filter(|(span, ..)| !span.is_empty()) {
        match marks.last_mut() {
            Some(last) if last.span == span => last.rows.extend(row.filter(|row| !last.rows.contains(row))),
            Some(last) if last.span.end > span.start => {}
            Some(_) | None => marks.push(Mark { span, part, rows: row.into_iter().collect() }),
        }
    }
    marks
}
