//! Goals that a row or the headers set for all other rows: 目标值 over 内科 and 外科, 平均住院日（目标≤8天）.
//!
//! ```text
//! 科室   | 平均住院日 | 药占比        科室 | 平均住院日（目标≤8天） | 药占比（目标≤30%）
//! 目标值 | ≤8         | ≤30%          内科 | 8.6                    | 33.5%
//! 内科   | 8.6        | 33.5%
//! ```

use super::{
    band::Band,
    column::{Column, has},
    grid::Grid,
    header_text::header,
    row::Row,
    value::Value,
};
use crate::{
    outline::dates,
    rules::{ColumnRole, Rulebook},
    text::Span,
};

/// Gives every column that has such a goal a column of goals beside it, and takes the row of goals away.
pub(super) fn spread(
    text: &str,
    (grid, band): (&Grid, &Band),
    columns: &mut Vec<Column>,
    rows: &mut Vec<Row>,
    rules: &Rulebook,
) {
    if has(columns, ColumnRole::Goal) {
        return;
    }
    let goals =
        in_row(columns, rows, rules).unwrap_or_else(|| in_headers(text, (grid, band), columns, rules));
    for (at, goal) in goals {
        let own = &mut columns[at];
        let name =
            [own.over.as_str(), own.words.strip_prefix(own.over.as_str()).unwrap_or(&own.words)].concat();
        (own.role, own.group, own.noun) = (Some(ColumnRole::Figure), name.clone(), String::new());
        let unit = own.unit.clone();
        columns.push(Column {
            role: Some(ColumnRole::Goal),
            group: name,
            unit: unit.clone(),
            ..Column::default()
        });
        for row in rows.iter_mut() {
            let goal = goal.clone().measured(&[unit.as_ref()]);
            row.values.push(if row.values[at].number().is_some() { goal } else { Value::Empty });
            row.merged.push(false);
        }
    }
}

/// True for a column of numbers that may answer a goal.
fn may(column: &Column) -> bool {
    use ColumnRole::{Background, Figure, Rate, Share};
    matches!(column.role, None | Some(Figure | Rate | Share | Background))
        && column.cells.numbers > 0
        && !column.words.is_empty()
}

/// The goals of the one row that is called 目标值, by their columns, where all other rows only say whose the numbers are.
fn in_row(columns: &[Column], rows: &mut Vec<Row>, rules: &Rulebook) -> Option<Vec<(usize, Value)>> {
    let name = |row: &Row| [row.scope.as_str(), row.name(), row.total_name.as_str()].concat();
    let role = |name: &str| {
        let read = header(name, rules).filter(|read| !read.weak)?;
        let word = read.word.filter(|word| word.end == read.words.len())?;
        Some((word.role, word.start))
    };
    let set =
        |row: &Row| role(&name(row)).is_some_and(|(role, start)| role == ColumnRole::Goal && start <= WHOSE);
    let other =
        |row: &Row| role(&name(row)).is_none() && dates(&name(row)).is_empty() && !name(row).is_empty();
    let at = rows.iter().position(set)?;
    if rows.len() < FEWEST || !rows.iter().enumerate().all(|(own, row)| own == at || other(row)) {
        return None;
    }
    let goals = (0..columns.len()).filter(|&col| may(&columns[col]));
    let goals = goals.filter(|&col| rows[at].values[col].number().is_some());
    let goals: Vec<(usize, Value)> = goals.map(|col| (col, rows[at].values[col].clone())).collect();
    if goals.len() < FEWEST_GOALS {
        return None;
    }
    rows.remove(at);
    Some(goals)
}

/// Fewest rows, that of the goals among them.
const FEWEST: usize = 3;

/// Fewest goals of a row: 任务数 | 45项 in a list of values is one of them.
const FEWEST_GOALS: usize = 2;

/// Longest words before 目标 that say whose goals they are, in bytes: 全院目标.
const WHOSE: usize = "全医院".len();

/// The goals in brackets behind the headers.
fn in_headers(
    text: &str,
    (grid, band): (&Grid, &Band),
    columns: &[Column],
    rules: &Rulebook,
) -> Vec<(usize, Value)> {
    let first = band.rows.first().map_or(0, |(row, _)| *row);
    let of = |row: usize, col: usize| {
        let inner = grid.words(row, col).strip_suffix([')', '）'])?;
        let inner = inner[inner.rfind(['(', '（'])?..].trim_start_matches(['(', '（']);
        let rests = rules.layouts.morphemes.planning().filter_map(|word| inner.strip_prefix(word.as_str()));
        let rest = rests.min_by_key(|rest| rest.len())?.trim_start_matches(['值', '数', '为', ':', '：']);
        let value = Value::read(text, Some(Span::of(text, rest)), rules);
        value.number().is_some().then_some((col, value))
    };
    let cells = (0..columns.len()).filter(|&col| may(&columns[col]));
    cells.filter_map(|col| (0..first).rev().find_map(|row| of(row, col))).collect()
}
