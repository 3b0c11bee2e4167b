//! How groups of rows stand: reports, districts, sections, bodies.

use super::paper::{Cell, Column};
use crate::measure::{Rollup, STATUSES};

/// Statuses that count as done, as on schedule, and as behind.
pub(super) const DONE: &[&str] = &["done", "met"];
pub(super) const ON_PACE: &[&str] = &["ahead", "on_pace"];
pub(super) const BEHIND: &[&str] = &["slightly_behind", "behind", "far_behind"];

/// Columns of the completion and of the expected progress in [`columns`], for charts.
pub(super) const COMPLETION: u16 = 10;
pub(super) const EXPECTED: u16 = 11;

/// Rows of a group with one of these statuses.
pub(super) fn count(group: &Rollup, codes: &[&str]) -> usize {
    let all = STATUSES.iter().zip(&group.statuses);
    all.filter(|((code, _), _)| codes.contains(code)).map(|(_, count)| count).sum()
}

/// The groups as a table; `called` are their names, `none` that of rows without one.
pub(super) fn columns(head: &str, groups: &[&Rollup], called: impl Fn(&str) -> String) -> Vec<Column> {
    let named = |group: &&Rollup| Cell::words(called(&group.group));
    let counted = |head: &str, value: &dyn Fn(&Rollup) -> usize| {
        Column::new(head, 10, groups.iter().map(|group| Cell::count(value(group))).collect())
    };
    let share = |head: &str, value: &dyn Fn(&Rollup) -> Cell| {
        Column::new(head, 14, groups.iter().map(|group| value(group)).collect())
    };
    vec![
        Column::new(head, 30, groups.iter().map(named).collect()),
        counted("目标数", &|group| group.goals),
        counted("已报数", &|group| group.answered),
        counted("未报数", &|group| group.goals - group.answered),
        counted("已完成或达标", &|group| count(group, DONE)),
        counted("达到序时", &|group| count(group, ON_PACE)),
        counted("滞后", &|group| count(group, BEHIND)),
        counted("待核对", &|group| group.alerts),
        share("完成率中位数", &|group| Cell::percent(group.median)),
        share("平均完成率", &|group| Cell::percent(group.mean)),
        share("完成率(可比序时)", &|group| Cell::percent(group.paced.map(|(ratio, _)| ratio))),
        share("序时进度", &|group| Cell::percent(group.paced.map(|(_, expected)| expected))),
    ]
}
