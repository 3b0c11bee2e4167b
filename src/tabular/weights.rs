//! Percentages that share out a whole among the steps of a plan: they add up to 100, and tell of no step how far it is.

use rust_decimal::Decimal;

use super::{arithmetic::ratio, column::Column, row::Row};
use crate::rules::ColumnRole;

/// Fewest rows whose percentages would not add up by chance.
const FEWEST: usize = 4;

/// Takes their role from columns of weights, where no goals and no figures stand beside.
pub(super) fn set_aside(columns: &mut [Column], rows: &[Row]) {
    let speaks = |column: &Column| {
        matches!(column.role, Some(ColumnRole::Goal | ColumnRole::Figure)) && column.cells.numbers > 0
    };
    if columns.iter().any(speaks) {
        return;
    }
    for (at, column) in columns.iter_mut().enumerate() {
        if column.role == Some(ColumnRole::Rate) && add_up(at, rows) {
            column.role = Some(ColumnRole::Background);
        }
    }
}

/// True where the numbers of a column add up to 100 %.
fn add_up(at: usize, rows: &[Row]) -> bool {
    let own = rows.iter().filter(|row| !row.total && !row.merged.get(at).is_some_and(|merged| *merged));
    let told: Vec<Decimal> = own.filter_map(|row| row.values.get(at)?.number()).map(ratio).collect();
    told.len() >= FEWEST && told.iter().sum::<Decimal>() == Decimal::ONE
}
