//! Whether the heads over columns tell what is in them.

use super::token::Head;
use crate::{rules::ColumnRole, text::Span};

/// The lower cell of each column, or the upper one where there is none.
pub(super) fn over(upper: &[Option<Span>], lower: &[Option<Span>]) -> Vec<Option<Span>> {
    upper.iter().zip(lower).map(|(upper, lower)| lower.or(*upper)).collect()
}

/// False where rows have no column for their names, or where several blocks of columns lost their names.
pub(super) fn columns_known(text: &str, heads: &[Option<Span>], columns: &[Head]) -> bool {
    let named = columns.iter().any(|column| {
        matches!(
            column.role,
            None | Some(ColumnRole::Indicator | ColumnRole::Scope | ColumnRole::Body | ColumnRole::Serial)
        )
    });
    let goals: Vec<&str> = heads
        .iter()
        .zip(columns)
        .filter(|(_, column)| column.role == Some(ColumnRole::Goal))
        .filter_map(|(span, _)| Some((*span)?.text(text)))
        .collect();
    let twice = goals.iter().enumerate().any(|(at, goal)| goals[..at].contains(goal));
    named && !twice
}
