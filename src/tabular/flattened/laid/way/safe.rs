//! Whether rows that were laid hold enough to be believed.

use rust_decimal::Decimal;

use super::Way;
use crate::rules::ColumnRole;

impl Way<'_, '_> {
    /// True where most rows have all of what was to be and what was done, in numbers of one kind, and a name.
    pub(super) fn safe(&self, rows: &[Vec<Vec<usize>>], whole: i32) -> bool {
        let sides =
            |col: &usize| matches!(self.heads[*col].role, Some(ColumnRole::Goal | ColumnRole::Figure));
        let measured: Vec<usize> = (0..self.heads.len()).filter(sides).collect();
        let several = |row: &&Vec<Vec<usize>>| row.iter().filter(|cells| !cells.is_empty()).count() > 1;
        let laid: Vec<&Vec<Vec<usize>>> = rows.iter().filter(several).collect();
        let has = |row: &Vec<Vec<usize>>, col: usize| !row[col].is_empty();
        let full = |row: &&&Vec<Vec<usize>>| has(row, self.name) && measured.iter().all(|&col| has(row, col));
        let full = laid.iter().filter(full).count();
        let dimension = |row: &Vec<Vec<usize>>, col: usize| {
            let number = self.cells.token(*row[col].first()?, self.rules).number.as_ref()?;
            Some(number.unit.as_ref()?.dimension.clone())
        };
        let below = |row: &Vec<Vec<usize>>| {
            let least = |at: &usize| {
                self.cells.token(*at, self.rules).number.as_ref().map(|number| number.amount.low())
            };
            measured.iter().filter_map(|&col| least(row[col].first()?)).any(|least| least < Decimal::ZERO)
        };
        let apart = |row: &&&Vec<Vec<usize>>| {
            let told: Vec<_> = measured.iter().filter_map(|&col| dimension(row, col)).collect();
            below(row) || told.windows(2).any(|pair| pair[0] != pair[1])
        };
        let apart = laid.iter().filter(apart).count();
        let cells = i32::try_from(laid.len() * self.heads.len().min(8)).unwrap_or(i32::MAX);
        measured.iter().any(|&col| self.numbers[col])
            && rows.len() <= laid.len() * 2
            && full > 1
            && full * 3 >= laid.len() * 2
            && apart * 4 <= laid.len()
            && whole >= cells.saturating_mul(self.cells.least())
    }
}
