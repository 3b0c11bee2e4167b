//! Numbers that no word tells, beside goals or beside figures alone: they are the other side where the printed rates
//! follow from them, or where they are the only ones and may be.
//!
//! ```text
//! 项目 | 年度目标 | 甲乙丙丁        the numbers of 甲乙丙丁 answer the goals
//! ```

use rust_decimal::Decimal;

use super::{arithmetic::follows, band::Band, caption::Caption, column::Column, grid::Grid};
use crate::{
    model::{Quantity, QuantityKind},
    rules::{ColumnRole, Rulebook},
    scan::{cell, leading_cell, quantities},
};

/// So many rows hold both numbers at least.
const FEWEST: usize = 2;

/// What stands beside is at most so many times as much or as little.
const FARTHEST: Decimal = Decimal::TEN;

/// Gives numbers without a role the side that is not told: the only ones, or those from which the printed rates follow.
pub(super) fn tell(columns: &mut [Column], at: (&Grid, &Band), caption: &Caption, rules: &Rulebook) {
    let numbers = |role: ColumnRole| {
        let held = |&at: &usize| columns[at].role == Some(role) && columns[at].cells.numbers > 0;
        (0..columns.len()).filter(held).collect::<Vec<usize>>()
    };
    let other = |role: ColumnRole| columns.iter().any(|column| column.role == Some(role) && column.speaks());
    let (goals, figures) = (numbers(ColumnRole::Goal), numbers(ColumnRole::Figure));
    let rate = columns.iter().position(|column| column.role == Some(ColumnRole::Rate) && column.progress);
    let signed = columns.iter().position(|column| column.role == Some(ColumnRole::Operator));
    let (known, role) = match (&goals[..], &figures[..]) {
        (&[goal], []) if !other(ColumnRole::Figure) && (!caption.plan || rate.is_some()) => {
            (goal, ColumnRole::Figure)
        }
        // 当天要练 | 实际练了: what really was is told beside what was to be.
        ([], &[figure]) if !other(ColumnRole::Goal) => (figure, ColumnRole::Goal),
        _ => return,
    };
    let free: Vec<usize> = (0..columns.len()).filter(|&at| may(&columns[at], rules)).collect();
    let follows = |&&free: &&usize| {
        let (goal, figure) = if role == ColumnRole::Goal { (free, known) } else { (known, free) };
        rate.is_some_and(|rate| follow(at, [goal, figure, rate], rules))
    };
    // 指标性质 | 指标值: what stands behind a sign is bounded by it.
    let bounded = |&&free: &&usize| role == ColumnRole::Goal && signed == free.checked_sub(1);
    let told = role == ColumnRole::Figure || firm(&columns[known], rules);
    let rates =
        columns.iter().any(|column| column.role == Some(ColumnRole::Rate) && column.cells.numbers > 0);
    let only = || match free[..] {
        [free] if told && !rates && beside(columns, known, free) => Some(free),
        _ => free.iter().find(bounded).copied(),
    };
    let comparable = |free: &usize| comparable(at, (known, *free), rules);
    let found = free.iter().find(follows).copied().or_else(|| only().filter(comparable));
    if let Some(found) = found {
        let column = &mut columns[found];
        (column.role, column.group) = (Some(role), String::new());
    } else if role == ColumnRole::Goal {
        promised(columns, at, known, rules);
    }
}

/// 征拆专班 | 征收房屋320户 | 288户 | 90%: works with how much of each, whatever stands over them, where the rates follow; what
/// stands before them says who does them.
fn promised(columns: &mut [Column], at: (&Grid, &Band), figure: usize, rules: &Rulebook) {
    let rate = columns.iter().position(|column| column.role == Some(ColumnRole::Rate));
    let untold = |column: &Column| {
        column.role.is_none() || column.role == Some(ColumnRole::Indicator) && !column.named
    };
    let told = |goal: &usize| {
        let column = &columns[*goal];
        untold(column)
            && column.cells.mostly(column.cells.sentences)
            && rate.is_some_and(|rate| follow(at, [*goal, figure, rate], rules))
    };
    let Some(goal) = (0..figure).find(told) else { return };
    columns[..goal].iter_mut().filter(|column| untold(column)).for_each(|column| {
        column.role = Some(ColumnRole::Scope);
    });
    (columns[goal].role, columns[goal].group) = (Some(ColumnRole::Goal), String::new());
}

/// True where the rates follow from goals and figures in most rows that print the three.
fn follow((grid, band): (&Grid, &Band), sides: [usize; 3], rules: &Rulebook) -> bool {
    let values = band.rows.iter().filter_map(|&(row, _)| {
        let [goal, figure, rate] = sides.map(|at| number(grid.words(row, at), rules));
        Some(follows(&goal?, &figure?, &rate?))
    });
    let values: Vec<bool> = values.collect();
    let count = values.iter().filter(|follows| **follows).count();
    count >= FEWEST && count * 3 >= values.len() * 2
}

/// The number of a cell, or the only one of its words: 320户 of 征收房屋320户.
fn number(words: &str, rules: &Rulebook) -> Option<Quantity> {
    let only = || quantities(words, rules).try_into().ok().map(|[only]: [Quantity; 1]| only);
    leading_cell(words, rules).or_else(only)
}

/// True for a figure that its header sets against what was planned: 实际用时.
fn firm(column: &Column, rules: &Rulebook) -> bool {
    !column.weak && rules.layouts.morphemes.is_firm(&column.words)
}

/// True for numbers under a header that tells nothing: no period, no other time.
fn may(column: &Column, rules: &Rulebook) -> bool {
    column.role.is_none()
        && !column.words.is_empty()
        && !column.past
        && column.cells.mostly(column.cells.numbers + column.cells.leading)
        && !rules.layouts.morphemes.is_aside(&column.words)
}

/// True where nothing that counts stands between two columns.
fn beside(columns: &[Column], one: usize, other: usize) -> bool {
    let between = one.min(other) + 1..one.max(other);
    columns[one].over == columns[other].over
        && columns[between]
            .iter()
            .all(|column| column.cells.numbers == 0 || column.role == Some(ColumnRole::Score))
}

/// True where the numbers of two columns may be those of a goal and of what was done of it, in most rows.
fn comparable((grid, band): (&Grid, &Band), (known, free): (usize, usize), rules: &Rulebook) -> bool {
    let both = band.rows.iter().filter_map(|&(row, _)| {
        let free = grid.words(row, free);
        Some((
            leading_cell(grid.words(row, known), rules)?,
            cell(free, rules).or_else(|| leading_cell(free, rules))?,
        ))
    });
    let both: Vec<(Quantity, Quantity)> = both.collect();
    let fit = both.iter().filter(|(known, free)| near(known, free)).count();
    both.len() >= FEWEST && fit * 4 >= both.len() * 3
}

/// True for amounts of the same unit that are not far apart.
fn near(known: &Quantity, free: &Quantity) -> bool {
    let unit = |quantity: &Quantity| quantity.unit.as_ref().map(|unit| unit.dimension.0.clone());
    let units = [unit(known), unit(free)];
    let percent = |quantity: &Quantity| quantity.kind == QuantityKind::Percent;
    let alike =
        percent(known) == percent(free) && (units[0] == units[1] || units.iter().any(Option::is_none));
    let (known, free) = (known.amount.low().abs(), free.amount.low().abs());
    alike && free <= known * FARTHEST && free * FARTHEST >= known
}
