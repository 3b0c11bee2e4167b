//! Which columns of a grid people see, in which order, and what heads them.

use super::{Grid, Head};
use crate::measure::STATUSES;

/// Columns for programs.
const PROGRAMS: &[&str] = &[
    "row_id",
    "old_row_id",
    "new_row_id",
    "goal_id",
    "series_id",
    "hash",
    "fingerprint",
    "goal_start",
    "goal_end",
    "figure_start",
    "figure_end",
    "status_code",
    "rule",
    // What is written stands in the columns of numbers, in its own unit.
    "target_value",
    "target_unit",
    "actual_value",
    "actual_unit",
];
/// Columns that say little on the sheet and the page that people look at first.
const ASIDE: &[&str] = &[
    "link",
    "old_kind",
    "new_kind",
    "target_basis",
    "stage",
    "old_source",
    "new_source",
    "old_line",
    "old_as_of",
    "goal_version",
    "evidence",
    "changed",
    "old_period",
    "new_as_of",
    "new_line",
    "old_indicator",
    "old_stated_ratio",
    "new_stated_ratio",
    // The goal of the latest report stands there, and what it was before where it is another.
    "old_target",
    "old_ratio",
    "old_status",
    "perhaps",
    "first_month",
    "last_month",
];
/// Columns that are left out where they say the same in every row, or nothing.
const DULL: &[&str] = &[
    "body",
    "scope",
    "section",
    "stage",
    "source",
    "since",
    "findings",
    "body_responsible",
    "new_period",
    "other",
    "stated_ratio",
    "is_current",
];
/// Columns that are left out where all of their numbers are nothing.
const IDLE: &[&str] = &["target_delta"];
/// Heads of what people see in the report's own unit, of the goal of both reports, and of the latest status.
const OWN: &[(&str, &str)] = &[
    ("unit", "单位"),
    ("target", "目标"),
    ("actual", "完成"),
    ("new_target", "目标"),
    ("new_ratio", "完成率"),
    ("new_status", "状态"),
];
/// Columns that say what a row is about, and stand before the others.
const FOREMOST: &[&str] = &["body", "new_period"];
/// Columns whose every value heads the rows that have it.
const GROUPS: &[&str] = &["body", "new_period", "period"];
/// What people see of the long table, which has a column for everything.
const LONG: &[&str] = &[
    "body",
    "period",
    "section",
    "task_no",
    "indicator",
    "scope",
    "unit",
    "target",
    "actual",
    "completion_ratio",
    "stated_ratio",
    "expected_ratio",
    "status",
    "as_of",
    "body_responsible",
    "findings",
];
/// A table of more columns than these is long.
const MANY: usize = 50;

/// What people see of a grid: what they look at first, or all that is known.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Extent {
    First,
    All,
}

/// Which columns people see, in their order.
pub(super) fn kept(grid: &Grid, extent: Extent) -> Vec<usize> {
    let keeps = |at: &usize| keeps(grid, *at, extent);
    let mut kept: Vec<usize> = (0..grid.columns.len()).filter(keeps).collect();
    let name = |at: &usize| grid.columns[*at].name.as_ref();
    // The order of the others stays; pages beside each other repeat the indicator.
    kept.sort_by_key(|at| match extent {
        Extent::First => !FOREMOST.contains(&name(at)),
        Extent::All => name(at) != "indicator",
    });
    kept
}

fn keeps(grid: &Grid, at: usize, extent: Extent) -> bool {
    let name = grid.columns[at].name.as_ref();
    if PROGRAMS.contains(&name) {
        return false;
    }
    let cells = || grid.rows.iter().map(|row| row[at].as_deref());
    let status = STATUSES.iter().any(|(code, _)| *code == name);
    let idle =
        (IDLE.contains(&name) || status) && cells().all(|cell| cell.is_none_or(|number| number == "0"));
    if extent == Extent::All {
        return !idle && (grid.rows.is_empty() || cells().any(|cell| cell.is_some()));
    }
    // A row that is absent has no period of its own.
    let named = |cell: &Option<&str>| name != "new_period" || cell.is_some();
    let mut said = cells().filter(named);
    let first = said.next().flatten();
    let dull =
        DULL.contains(&name) && said.all(|cell| cell == first) && (grid.rows.len() > 1 || first.is_none());
    let long = grid.columns.len() > MANY;
    !ASIDE.contains(&name) && !dull && !idle && (!long || LONG.contains(&name))
}

/// Columns whose values head the rows on a page: of changes whose they are and up to when, of the long table likewise.
pub(super) fn groups(grid: &Grid, kept: &[usize]) -> Vec<usize> {
    let of_months = grid.columns.len() > MANY || grid.columns.iter().any(|head| head.name == "new_period");
    let heads = |at: &&usize| of_months && GROUPS.contains(&grid.columns[**at].name.as_ref());
    kept.iter().filter(heads).copied().collect()
}

/// What people call a column: numbers stand in the report's own unit, and no longer in a common one.
pub(super) fn called(head: &Head, extent: Extent) -> &str {
    let both = extent == Extent::All && head.name.starts_with("new_");
    let own = OWN.iter().find(|(name, _)| head.name == *name && !both);
    own.map_or(head.zh.as_ref(), |(_, zh)| zh)
}
