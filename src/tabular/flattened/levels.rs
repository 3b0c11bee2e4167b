//! Two header rows that lost their spans: names of blocks over the columns that repeat in each block.

use super::cut::Line;
use crate::{
    rules::{ColumnRole, Rulebook},
    tabular::header::header,
    text::Span,
};

/// The two rows as one header, where the lower one repeats the same columns once for each name of the upper one.
pub(super) fn levels(text: &str, upper: &[Span], lower: &[Span], rules: &Rulebook) -> Option<Line> {
    let role = |span: &Span| header(span.text(text), rules).and_then(|header| header.role());
    let stub = |role: Option<ColumnRole>| {
        matches!(
            role,
            Some(
                ColumnRole::Serial
                    | ColumnRole::Indicator
                    | ColumnRole::Scope
                    | ColumnRole::Unit
                    | ColumnRole::Body
            )
        )
    };
    let stubs = upper.iter().take_while(|span| stub(role(span))).count();
    let names = &upper[stubs..];
    if stubs == 0 || names.is_empty() || !lower.len().is_multiple_of(names.len()) {
        return None;
    }
    let width = lower.len() / names.len();
    let roles: Vec<Option<ColumnRole>> = lower.iter().map(role).collect();
    let repeats = roles.chunks(width).all(|block| block == &roles[..width]);
    let has = |wanted: ColumnRole| roles[..width].contains(&Some(wanted));
    if width < 2 || !repeats || !(has(ColumnRole::Goal) || has(ColumnRole::Figure)) {
        return None;
    }
    let mut top: Vec<Option<Span>> = upper[..stubs].iter().copied().map(Some).collect();
    for &name in names {
        top.push(Some(name));
        top.extend(std::iter::repeat_n(None, width - 1));
    }
    let bottom = std::iter::repeat_n(None, stubs).chain(lower.iter().copied().map(Some)).collect();
    Some(Line::Levels(top, bottom))
}
