//! What a glued row is made of: names, numbers, and the marks and signs between them.

use rust_decimal::Decimal;

use crate::{
    model::{Quantity, QuantityKind},
    rules::Rulebook,
    scan::quantities,
    tabular::arithmetic::follows,
    text::Span,
};

/// True for a number with a sign before it: ≥312米.
pub(in crate::tabular::flattened) fn signed(text: &str, goal: &Quantity) -> bool {
    let sign = |c: char| "≥≧≤＞＜><=＝".contains(c);
    text[goal.span.start..].starts_with(sign) || text[..goal.span.start].ends_with(sign)
}

/// The lowest of the names that stand before a number, without the marks behind it.
pub(in crate::tabular::flattened) fn lowest(text: &str, name: Span, rules: &Rulebook) -> Span {
    let words = name.text(text).trim_end_matches(|c: char| c.is_ascii_digit() || "≥≧≤＞＜><=＝".contains(c));
    let own = below_levels(text, Span::of(text, words), rules).text(text);
    let last = if own.len() < words.len() { own } else { words.rsplit("指标").next().unwrap_or(words) };
    Span::of(text, if last.is_empty() { words } else { last })
}

/// A name behind the kinds of indicators over it: 新增床位 of 产出指标数量指标新增床位.
pub(super) fn below_levels(text: &str, name: Span, rules: &Rulebook) -> Span {
    let words = name.text(text);
    let levels = rules.layouts.names.levels.iter();
    let end = levels.filter_map(|level| Some(words.rfind(level.as_str())? + level.len())).max();
    Span::of(text, words[end.unwrap_or(0)..].trim_start())
}

/// A name without the marks of the level above it: 10分 before 满意度.
pub(in crate::tabular::flattened) fn unmarked(text: &str, name: Span) -> Span {
    let words = name.text(text).trim_start_matches(['(', '（']);
    let rest = words.trim_start_matches(|c: char| c.is_ascii_digit());
    let rest = rest.strip_prefix('分').filter(|_| rest.len() < words.len()).unwrap_or(words);
    Span::of(text, rest.trim_start_matches([')', '）']))
}

/// True where goal and figure touch, have one dimension, and the rate follows or neither is far from the other.
pub(super) fn agree(goal: &Quantity, figure: &Quantity, rate: Option<&Quantity>) -> bool {
    let touching = goal.span.end == figure.core.start || goal.span.end == figure.span.start;
    let same =
        goal.unit.as_ref().map(|unit| &unit.dimension) == figure.unit.as_ref().map(|unit| &unit.dimension);
    let confirmed = rate.is_none_or(|rate| rate.kind == QuantityKind::Percent && follows(goal, figure, rate));
    let share = figure.amount.low().checked_div(goal.amount.low());
    let far = rate.is_none() && share.is_none_or(|share| share < Decimal::new(1, 1) || share > Decimal::TEN);
    touching && same && confirmed && !far
}

/// The end of the marks behind a figure: digits and nothing else.
pub(in crate::tabular::flattened) fn after_marks(text: &str, start: usize, end: usize) -> usize {
    let rest = &text[start..end];
    let name = rest.trim_start_matches(|c: char| c.is_ascii_digit() || c == '.' || c == '/');
    start + rest.len() - name.len()
}

/// The quantities of the body that have a unit.
pub(super) fn measured(text: &str, body: Span, rules: &Rulebook) -> Vec<Quantity> {
    quantities(body.text(text), rules)
        .into_iter()
        .filter(|quantity| quantity.unit.is_some())
        .map(|mut quantity| {
            quantity.span = quantity.span.shifted(body.start);
            quantity.core = quantity.core.shifted(body.start);
            quantity
        })
        .collect()
}
