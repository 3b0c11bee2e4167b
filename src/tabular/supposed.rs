//! Numbers under no known word beside goals or figures: what they are follows from where they stand, and is believed
//! where the numbers agree.

use rust_decimal::Decimal;

use super::{arithmetic::confirms, caption::Caption, column::Column, row::Row};
use crate::{model::Quantity, rules::ColumnRole};

/// So many rows with both numbers tell whether they agree.
const FEWEST: usize = 2;

/// Supposes that the only numbers under no known word are the figures of goals that have none, or the goals of figures
/// whose rates are printed.
pub(super) fn suppose(columns: &mut [Column], caption: &Caption) {
    let numbers =
        |column: &Column| column.cells.mostly(column.cells.numbers + column.cells.leading) && !column.past;
    let free: Vec<usize> = (0..columns.len())
        .filter(|&at| {
            columns[at].role.is_none() && !columns[at].words.is_empty() && numbers(&columns[at])
        })
        .collect();
    let of = |role: ColumnRole| {
        let told = |column: &Column| column.role == Some(role) && column.cells.filled > 0;
        columns.iter().position(told)
    };
    let signed = of(ColumnRole::Operator);
    let (role, at) = match (of(ColumnRole::Goal), of(ColumnRole::Figure)) {
        (Some(goal), None) if !caption.plan => {
            let behind = free.iter().copied().find(|&at| at > goal);
            (ColumnRole::Figure, behind.or(free.last().copied().filter(|_| rate(columns).is_some())))
        }
        (None, Some(figure)) if rate(columns).is_some() || signed.is_some() => {
            let before = free.iter().copied().filter(|&at| at < figure);
            (ColumnRole::Goal, before.min_by_key(|&at| signed.unwrap_or(figure).abs_diff(at)))
        }
        _ => return,
    };
    let Some(at) = at else { return };
    let column = &mut columns[at];
    (column.role, column.supposed) = (Some(role), true);
    column.group.clear();
}

/// The column of rates of what is to be done.
fn rate(columns: &[Column]) -> Option<usize> {
    columns.iter().position(|column| column.role == Some(ColumnRole::Rate) && column.progress)
}

/// Takes back what was supposed where the numbers do not agree.
pub(super) fn doubt(columns: &mut [Column], rows: &[Row]) {
    let Some(at) = columns.iter().position(|column| column.supposed) else { return };
    let of = |role: ColumnRole| columns.iter().position(|column| column.role == Some(role));
    let agree = of(ColumnRole::Goal).zip(of(ColumnRole::Figure)).is_some_and(|sides| agree(columns, rows, sides));
    if !agree {
        columns[at].role = None;
    }
}

/// True where the rates follow in most rows, or where none does and figures are about as large as their goals.
fn agree(columns: &[Column], rows: &[Row], (goal, figure): (usize, usize)) -> bool {
    let rate = rate(columns);
    let shares: Vec<(Decimal, bool)> = rows
        .iter()
        .filter_map(|row| {
            let [goal, figure] = [goal, figure].map(|at| &row.values[at]);
            let follows = rate.is_some_and(|rate| confirms(goal, figure, &row.values[rate]));
            Some((share(goal.number()?, figure.number()?)?, follows))
        })
        .collect();
    let follow = shares.iter().filter(|(_, follows)| *follows).count();
    let near = shares.iter().filter(|(share, _)| (LEAST..=MOST).contains(share)).count();
    let signed = columns.iter().any(|column| column.role == Some(ColumnRole::Operator));
    let count = match follow {
        0 if columns[goal].supposed && !signed => 0,
        0 => near,
        follow => follow,
    };
    count >= FEWEST && count * 3 >= shares.len() * 2 || shares.is_empty() && rate.is_some()
}

/// What a figure is of its goal at least, where nothing else tells that it is one.
const LEAST: Decimal = Decimal::from_parts(2, 0, 0, false, 1);

/// … and at most.
const MOST: Decimal = Decimal::TWO;

/// Figure over goal, where both are of one measure.
fn share(goal: &Quantity, figure: &Quantity) -> Option<Decimal> {
    let [planned, reached] = [goal, figure].map(|side| side.unit.as_ref().map(|unit| &unit.dimension.0));
    let alike = planned.zip(reached).is_none_or(|(planned, reached)| planned == reached);
    figure.base_low()?.checked_div(goal.base_low()?).filter(|_| alike)
}
