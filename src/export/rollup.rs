use super::Grid;
use crate::measure::{RollupBy, Table, rollup, rollup_columns};

/// The roll-up of a table, one row a group and all rows together last.
#[must_use]
pub fn rollup_grid(table: &Table, by: RollupBy) -> Grid {
    let columns = rollup_columns(by);
    let rows = rollup(table, by).iter().map(|group| group.cells()).collect();
    Grid { title: format!("完成率汇总: 按{}", columns[0].zh), columns, rows, charts: Vec::new() }
}
