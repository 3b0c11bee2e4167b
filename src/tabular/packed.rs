//! Headers whose wide cells were written as narrow ones, so that all of it stands at the left above rows that are whole.

use super::{
    flattened::{moved, under, widened},
    grid::Grid,
    heading::{may_head, tells, units},
};
use crate::{
    rules::Rulebook,
    scan::cell,
    text::{Cell, Span, Table, is_digit},
};

/// So many whole rows stand below such a header at least.
const FEWEST: usize = 2;

/// The table with its header drawn apart over its columns, where it was written so.
pub(super) fn apart(grid: &Grid, table: &Table, rules: &Rulebook) -> Option<Table> {
    let rows = grid.height().saturating_sub(FEWEST);
    let (row, heads) = (0..rows).find_map(|row| Some((row, levels(grid, row, rules)?)))?;
    let mut cells: Vec<Cell> =
        table.cells.iter().filter(|cell| !(row..row + heads.len()).contains(&cell.row)).cloned().collect();
    let filled = |level: usize, col: usize| heads.get(level).is_some_and(|head| head[col].is_some());
    for (level, head) in heads.iter().enumerate() {
        for (col, span) in head.iter().enumerate().filter_map(|(col, span)| Some((col, (*span)?))) {
            // A wide cell reaches over what stands below it, as far as no other begins.
            let wide = |&next: &usize| !filled(level, next) && (level != 1 && !filled(0, next) || level == 0);
            let cols = 1 + (col + 1..grid.width()).take_while(wide).count();
            let alone = (level + 1..heads.len()).all(|lower| !filled(lower, col));
            let rows = if alone { heads.len() - level } else { 1 };
            cells.push(Cell { span, row: row + level, col, rows, cols, header: true });
        }
    }
    cells.sort_by_key(|cell| (cell.row, cell.col));
    Some(Table { cells, ..table.clone() })
}

/// The rows of headers that begin at one, each over its columns: names, what stands under each of them, and their units.
fn levels(grid: &Grid, row: usize, rules: &Rulebook) -> Option<Vec<Vec<Option<Span>>>> {
    let upper = packed(grid, row, rules)?;
    let measured = row + 2 < grid.height() && units(grid, row + 2, rules);
    let pair = packed(grid, row + 1, rules).filter(|_| whole(grid, row + 2 + usize::from(measured)));
    let Some((upper, lower)) =
        pair.and_then(|lower| under(grid.text(), (&upper, &lower), grid.width(), rules))
    else {
        return Some(vec![numbered(grid, row, &upper).or_else(|| over_two(grid, row, &upper, rules))?]);
    };
    if !measured {
        return Some(vec![upper, lower]);
    }
    let units = packed(grid, row + 2, rules)?;
    let over = |own: &[Option<Span>]| -> Vec<usize> {
        (0..grid.width()).filter(|&col| own[col].is_some() && lower[col].is_some()).collect()
    };
    let places = [over(&upper), over(&lower)].into_iter().find(|places| places.len() == units.len())?;
    let mut third = vec![None; grid.width()];
    places.into_iter().zip(units).for_each(|(col, unit)| third[col] = Some(unit));
    Some(vec![upper, lower, third])
}

/// The table with rows that left out cells in front of others drawn apart over the columns, and how many there are: 见习岗位 |
/// 210个 | 70% under 行动 | 项目 | 目标 | 完成率.
pub(super) fn placed(grid: &Grid, table: &Table, rules: &Rulebook) -> Option<(Table, usize)> {
    let covered = |row: usize| (0..grid.width()).all(|col| grid.span(row, col).is_some());
    let top = (0..grid.height()).find(|&row| covered(row) && tells(grid, row, true, rules))?;
    // What stands under wide headers, beside those that reach down.
    let hangs =
        |row: usize| (0..grid.width()).any(|col| grid.cell(row, col).is_some_and(|cell| cell.row <= top));
    let head = (top + 1..grid.height()).take_while(|&row| hangs(row)).last().unwrap_or(top);
    let alone = |&col: &usize, row| grid.cell(row, col).is_some_and(|cell| cell.cols == 1 && cell.rows == 1);
    let row = |row: usize| -> Vec<Option<Span>> {
        let filled = grid.filled(row);
        let whole = filled.len() == grid.width() || filled.iter().all(|col| alone(col, row));
        let last = filled.last().filter(|_| whole).map_or(0, |last| last + 1);
        (0..last).map(|col| grid.span(row, col)).collect()
    };
    let body: Vec<Vec<Option<Span>>> = below(grid, head, grid.height(), rules).map(row).collect();
    let heads: Vec<Option<Span>> = (0..grid.width()).map(|col| grid.span(head, col)).collect();
    let found = moved(grid.text(), &heads, &body, rules);
    let count = Some(found.len()).filter(|count| *count > 0)?;
    let rows: Vec<usize> = found.iter().map(|(at, _)| head + 1 + at).collect();
    let mut cells: Vec<Cell> = table.cells.iter().filter(|cell| !rows.contains(&cell.row)).cloned().collect();
    for (row, columns) in rows.into_iter().zip(found) {
        let places = columns.1.into_iter().enumerate().filter_map(|(col, span)| Some((col, span?)));
        cells.extend(places.map(|(col, span)| Cell { span, row, col, rows: 1, cols: 1, header: false }));
    }
    cells.sort_by_key(|cell| (cell.row, cell.col));
    Some((Table { cells, ..table.clone() }, count))
}

/// So many rows below a header tell whether it was written so.
const BODY: usize = 64;

/// The rows from a header to the next one, so many at most.
fn below(grid: &Grid, head: usize, most: usize, rules: &Rulebook) -> std::ops::Range<usize> {
    let rows = head + 1..grid.height().min(head + 1 + most);
    head + 1..rows.clone().find(|&row| tells(grid, row, false, rules)).unwrap_or(rows.end)
}

/// The cells of a row of headers that leaves the last columns empty.
fn packed(grid: &Grid, row: usize, rules: &Rulebook) -> Option<Vec<Span>> {
    let filled = grid.filled(row);
    let own = |col: usize| grid.cell(row, col).is_some_and(|cell| cell.cols == 1 && cell.rows == 1);
    let worded = |col: usize| own(col) && cell(grid.words(row, col), rules).is_none();
    let left = filled.iter().enumerate().all(|(at, &col)| at == col && worded(col));
    let narrow = filled.len() > 1 && filled.len() < grid.width();
    let spans = || filled.iter().filter_map(|&col| grid.span(row, col)).collect();
    (narrow && left && may_head(grid, row, rules)).then(spans)
}

/// True where most of the rows from one on reach from the first column to the last.
fn whole(grid: &Grid, from: usize) -> bool {
    // What is remarked in the last column is left out in most rows.
    let reach = |row: usize| {
        let filled = grid.filled(row);
        filled.len() + 1 >= grid.width() && filled.iter().enumerate().all(|(at, &col)| at == col)
    };
    let rows = from..grid.height().min(from + BODY);
    let count = rows.clone().filter(|&row| reach(row)).count();
    reach(from) && count >= FEWEST && count * 2 > rows.len()
}

/// 序号 | 实事 | 目标 over 1 | 健康保障 | 孕妇筛查 | 2600: the names of the rows stand in two columns.
fn over_two(grid: &Grid, row: usize, header: &[Span], rules: &Rulebook) -> Option<Vec<Option<Span>>> {
    if header.len() + 1 != grid.width() {
        return None;
    }
    let cells = |row: usize| -> Vec<Option<Span>> {
        let last = grid.filled(row).last().map_or(0, |last| last + 1);
        (0..last).map(|col| grid.span(row, col)).collect()
    };
    let body: Vec<Vec<Option<Span>>> = below(grid, row, BODY, rules).map(cells).collect();
    let head: Vec<Option<Span>> = header.iter().copied().map(Some).collect();
    widened(grid.text(), &head, &body, rules).filter(|wide| wide.len() == grid.width())
}

/// 地区 | 项目数 over 1 | 市直单位 | 17: the first header of a list stands over the numbers of its rows as well.
fn numbered(grid: &Grid, row: usize, header: &[Span]) -> Option<Vec<Option<Span>>> {
    let number = |row: usize| {
        let words = grid.words(row, 0);
        !words.is_empty() && words.chars().all(is_digit) && !grid.words(row, 1).contains(is_digit)
    };
    if header.len() + 1 != grid.width() || grid.words(row + 1, 0) != "1" {
        return None;
    }
    let rows: Vec<usize> =
        (row + 1..grid.height()).filter(|&row| grid.filled(row).len() == grid.width()).collect();
    let one = header.len() + 1 == grid.width() && rows.len() >= FEWEST;
    let listed = one
        && rows.iter().all(|&row| number(row))
        && rows.first().is_some_and(|&row| grid.words(row, 0) == "1");
    let (first, rest) = header.split_first().filter(|_| listed)?;
    Some([Some(*first), None].into_iter().chain(rest.iter().copied().map(Some)).collect())
}
