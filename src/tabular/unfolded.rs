//! Tables that stand beside themselves: a row that holds two.

use super::{grid::Grid, header_text::header};
use crate::{
    rules::{ColumnRole, Rulebook},
    text::{Cell, Table},
};

/// True for a part of a form that ends above a header of its own: one cell, 预期目标, stands over names and values alike,
/// 三级指标 and 年度指标值.
pub(super) fn apart(grid: &Grid, row: usize, below: usize, rules: &Rulebook) -> bool {
    let role = |col: usize| header(grid.words(below, col), rules).and_then(|header| header.role());
    let names = |col: usize| role(col) == Some(ColumnRole::Indicator);
    let values =
        |col: usize| matches!(role(col), Some(ColumnRole::Goal | ColumnRole::Figure | ColumnRole::Score));
    grid.filled(row).iter().any(|&col| {
        let cols = grid.cell(row, col).map_or(0, |cell| cell.cols);
        grid.begins(row, col) && (col..col + cols).any(names) && (col..col + cols).any(values)
    })
}

/// How many rows from the top may be the header of a table whose parts stand side by side.
const TOP: usize = 4;

/// The parts of a table one under the other, where its columns stand there again: 项目 | 完成 | 项目 | 完成.
pub(crate) fn unfolded(grid: &Grid, table: &Table, rules: &Rulebook) -> Option<Table> {
    let again = |row: usize, width: usize| {
        let alike = |col: usize| {
            let words = grid.words(row, col);
            let own = grid.cell(row, col).is_some_and(|cell| cell.cols == 1);
            own && !words.is_empty() && words == grid.words(row, col % width)
        };
        let names = |col: usize| {
            let role = header(grid.words(row, col), rules).and_then(|header| header.role());
            matches!(role, Some(ColumnRole::Indicator | ColumnRole::Scope))
        };
        width > 1 && (0..grid.width()).all(alike) && (0..width).any(names)
    };
    let parts = [2, 3].into_iter().filter(|parts| grid.width().is_multiple_of(*parts));
    let mut found =
        parts.flat_map(|parts| (0..TOP.min(grid.height())).map(move |top| (grid.width() / parts, top)));
    let (width, top) = found.find(|&(width, top)| again(top, width))?;
    let below = grid.height() - top - 1;
    let place = |cell: &Cell| {
        let part = cell.col / width;
        let kept = part == 0 || cell.row > top;
        let cols = cell.cols.min(width - cell.col % width);
        kept.then(|| Cell { row: cell.row + part * below, col: cell.col % width, cols, ..cell.clone() })
    };
    let mut cells: Vec<Cell> = table.cells.iter().filter_map(place).collect();
    cells.sort_by_key(|cell| (cell.row, cell.col));
    let height = grid.height() + (grid.width() / width - 1) * below;
    Some(Table { height, width, cells, ..table.clone() })
}
