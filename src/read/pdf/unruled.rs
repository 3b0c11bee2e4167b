//! Rows of a ruled table that no line parts: only its columns are ruled, as in long lists and on invoices.

use super::line::Line;

/// A line that fills less of its cell was not broken at its end.
const FULL: f32 = 0.75;
/// Baselines nearer to one another than this share of the size are one.
const SAME: f32 = 0.5;
/// Fewest columns of numbers that say where rows are.
const COLUMNS: usize = 2;

/// A cell: its width, and the lines in it.
pub(super) type Cell = (f32, Vec<Line>);

/// The heights at which rows of cells beside one another are to be parted; none where they are one row.
///
/// Columns of numbers that stand beside one another line by line, and beside a line of some text each, are rows.
pub(super) fn cuts(cells: &[Cell]) -> Vec<f32> {
    let (numbers, texts): (Vec<&Cell>, Vec<&Cell>) =
        cells.iter().partition(|(width, lines)| are_numbers(*width, lines));
    let Some((_, most)) = numbers.iter().max_by_key(|(_, lines)| lines.len()) else { return Vec::new() };
    let beside = |(_, lines): &&&Cell| {
        let near = |line: &Line, other: &Line| (line.y - other.y).abs() < SAME * line.size;
        most.iter().all(|line| lines.iter().any(|other| near(line, other)))
    };
    if numbers.iter().filter(beside).count() < COLUMNS || !texts.iter().any(|cell| beside(&cell)) {
        return Vec::new();
    }
    most.iter().skip(1).map(|line| line.y + line.size).collect()
}

fn are_numbers(width: f32, lines: &[Line]) -> bool {
    let number = |text: &str| {
        text.contains(|c: char| c.is_ascii_digit())
            && text.chars().all(|c| c.is_ascii_digit() || ".,%-+¥￥ ".contains(c))
    };
    let Some((_, before)) = lines.split_last() else { return false };
    !before.is_empty()
        && lines.iter().all(|line| number(&line.text()))
        && before.iter().all(|line| !fills(line, width))
}

/// True where a line goes to the end of its cell, so that the next one may go on with it.
pub(super) fn fills(line: &Line, width: f32) -> bool {
    line.right() - line.left() >= FULL * width
}
