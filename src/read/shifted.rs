//! Rows that lost their first cells: a cell that reached down over several rows was written once, and the cells behind it
//! moved to the left.

use super::grid::{Grid, Placed};
use crate::text::is_digit;

/// Fewest columns of a table whose rows may have moved.
const COLUMNS: usize = 4;

/// What the cells of a column are in the rows that lost nothing.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Kind {
    Words,
    Numbers,
}

/// Moves the cells of each short row to the right where they stand under words and numbers as in the whole rows, and do
/// not where they are; says how many moved.
pub(super) fn restore(grid: &mut Grid) -> usize {
    if grid.width < COLUMNS {
        return 0;
    }
    let mut rows: Vec<Vec<usize>> = vec![Vec::new(); grid.height];
    // Rows of wide cells, and below cells that reach down, say themselves where they stand.
    let mut told = vec![false; grid.height];
    for (at, placed) in grid.cells.iter().enumerate() {
        rows[placed.row].push(at);
        told[placed.row] |= placed.cols > 1;
        told[placed.row..placed.row + placed.rows].iter_mut().for_each(|row| *row |= placed.rows > 1);
    }
    let kinds = kinds(grid, &rows);
    let mut moved = 0;
    for (row, told) in rows.iter().zip(told) {
        let cells: Vec<&Placed> =
            row.iter().map(|&at| &grid.cells[at]).filter(|placed| !placed.cell.text.is_empty()).collect();
        if let Some(shift) = shift(&cells, &kinds).filter(|_| !told) {
            moved += 1;
            row.iter().for_each(|&at| grid.cells[at].col += shift);
            // What was empty at the end has no place any more.
            row.iter().for_each(|&at| grid.cells[at].cols = usize::from(grid.cells[at].col < grid.width));
        }
    }
    grid.cells.retain(|placed| placed.cols > 0);
    moved
}

/// What stands in each column, up to the last that is used, of the rows that hold a number and reach from the first to it.
fn kinds(grid: &Grid, rows: &[Vec<usize>]) -> Vec<Option<Kind>> {
    // Some writers fill their rows up with cells that none of them uses.
    let filled = grid.cells.iter().filter(|placed| !placed.cell.text.is_empty());
    let last = filled.map(|placed| placed.col).max().unwrap_or(0);
    let mut counts = vec![(0, 0); last + 1];
    for row in rows {
        let cells = || row.iter().map(|&at| &grid.cells[at]).filter(|placed| !placed.cell.text.is_empty());
        let reaches = |col| cells().any(|placed| placed.col == col);
        let numbers = cells().filter(|placed| kind(placed) == Kind::Numbers).count();
        if numbers == 0 || !reaches(0) || !reaches(last) {
            continue;
        }
        for placed in cells() {
            match kind(placed) {
                Kind::Words => counts[placed.col].0 += 1,
                Kind::Numbers => counts[placed.col].1 += 1,
            }
        }
    }
    let most = |(words, numbers): (usize, usize)| match words.cmp(&numbers) {
        std::cmp::Ordering::Less => Some(Kind::Numbers),
        std::cmp::Ordering::Equal => None,
        std::cmp::Ordering::Greater => Some(Kind::Words),
    };
    counts.into_iter().map(most).collect()
}

fn kind(placed: &Placed) -> Kind {
    let words = placed.cell.text.trim_start_matches(['≥', '≤', '<', '>', '=', '-', '+', '＞', '＜', '＝']);
    if words.starts_with(is_digit) { Kind::Numbers } else { Kind::Words }
}

/// How far the cells of a row moved to the left.
fn shift(cells: &[&Placed], kinds: &[Option<Kind>]) -> Option<usize> {
    let last = cells.last()?.col;
    let fits = |shift: &usize| cells.iter().all(|placed| kinds[placed.col + shift] == Some(kind(placed)));
    // 合计 | | 1400 | 420: a cell left empty between others says where they stand.
    let close = cells.iter().enumerate().all(|(at, placed)| placed.col == at);
    let worded = close && kind(cells[0]) == Kind::Words;
    let clashes = cells.iter().any(|placed| kinds[placed.col].is_some_and(|own| own != kind(placed)));
    let counted = cells.iter().any(|placed| kind(placed) == Kind::Numbers);
    (1..kinds.len() - last).find(fits).filter(|_| worded && clashes && counted)
}

#[cfg(test)]
mod tests {
    use super::super::grid::{RawCell, place};

    fn columns(rows: &[&[&str]]) -> Vec<Vec<usize>> {
        let raw = |row: &&[&str]| row.iter().map(|text| RawCell::single(*text)).collect();
        let mut grid = place(rows.iter().map(raw).collect()).unwrap();
        super::restore(&mut grid);
        let of = |row| grid.cells.iter().filter(move |cell| cell.row == row).map(|cell| cell.col).collect();
        (0..grid.height).map(of).collect()
    }

    #[test]
    fn a_row_without_its_first_cell_goes_under_its_headers() {
        let rows = columns(&[
            &["区县", "项目", "计划", "完成", "备注"],
            &["东区", "道路", "500", "420", "在建"],
            &["管网", "300", "150"],
            &["西区", "厂房", "900", "900", "完工"],
            &["学校", "80", "20", "停工"],
        ]);
        assert_eq!((&rows[2], &rows[4]), (&vec![1, 2, 3], &vec![1, 2, 3, 4]));
    }

    #[test]
    fn a_row_that_fits_where_it_is_stays() {
        let rows = columns(&[
            &["区县", "项目", "计划", "完成", "备注"],
            &["东区", "道路", "500", "420", "在建"],
            &["西区", "厂房", "900"],
            &["合计", "", "1400", "420"],
            &["注", "数据为初步统计"],
        ]);
        assert_eq!(rows[2..], [vec![0, 1, 2], vec![0, 1, 2, 3], vec![0, 1]]);
    }

    #[test]
    fn a_row_with_a_cell_left_empty_stays() {
        let rows = columns(&[
            &["序号", "项目", "计划", "完成", "完成率"],
            &["1", "道路", "500", "420", "84%"],
            &["2", "厂房", "900", "900", "100%"],
            &["合计", "", "1400", "1320"],
        ]);
        assert_eq!(rows[3], [0, 1, 2, 3]);
    }
}
