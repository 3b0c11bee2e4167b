//! Rows that do not say where their cells stand: rows of tabs whose last cells were empty and went with the blanks at the
//! end of their lines, and rows that left out cells in front and were filled up at their ends.

use crate::text::{Span, is_digit};

/// Fewest cells of the widest row.
const CELLS: usize = 3;

/// Fills the rows up to the widest, where what they lost stood at their ends: some row begins with a tab, so cells left
/// empty in front were kept, or every short row has numbers and words where the whole rows have them.
pub(super) fn evened(text: &str, rows: &mut [Vec<Span>]) {
    let width = rows.iter().map(Vec::len).max().unwrap_or(0);
    if width < CELLS || rows.iter().all(|row| row.len() == width) {
        return;
    }
    let kept = rows.iter().any(|row| row.first().is_some_and(|cell| cell.is_empty()));
    let whole: Vec<&Vec<Span>> =
        rows.iter().filter(|row| row.len() == width && numbered(text, row)).collect();
    let stands = |row: &Vec<Span>| row.len() == width || !numbered(text, row) || under(text, row, &whole);
    // Short rows of a header alone lost nothing at their ends: their cells stand over several columns.
    let lost = || rows.iter().any(|row| row.len() < width && numbered(text, row));
    if kept || lost() && rows.iter().all(stands) {
        rows.iter_mut().for_each(|row| fill(row, width));
    }
}

/// True for rows that were filled up with empty cells at their ends, whatever cells they left out in front: no cell is empty
/// but at an end, many rows below the first end far before the last column, and words and numbers stand in one column.
pub(super) fn filled_up<'t, R: Iterator<Item = &'t str>>(rows: impl Iterator<Item = R>) -> bool {
    let (mut lengths, mut width, mut kinds) = (Vec::new(), 0, Vec::new());
    for row in rows {
        let (mut empty, mut filled) = (0, 0);
        for (col, cell) in row.enumerate() {
            if !cell.is_empty() && empty > 0 {
                return false;
            }
            empty += usize::from(cell.is_empty());
            filled += usize::from(!cell.is_empty());
            kinds.resize(kinds.len().max(col + 1), [0usize; 2]);
            kinds[col][usize::from(is_number(cell))] += usize::from(!cell.is_empty() && !lengths.is_empty());
        }
        width = width.max(empty + filled);
        lengths.push(filled);
    }
    let below = lengths.get(1..).unwrap_or_default();
    let (fewest, most) = (below.iter().min().copied().unwrap_or(0), below.iter().max().copied().unwrap_or(0));
    let mixed = kinds.iter().any(|kinds| kinds.iter().all(|count| *count > 1));
    mixed
        && most > fewest + 1
        && below.iter().filter(|length| **length + 1 < width).count() * 3 > lengths.len()
}

fn fill(row: &mut Vec<Span>, width: usize) {
    let end = row.last().map_or(0, |cell| cell.end);
    row.resize(width, Span::new(end, end));
}

/// True where the cells of a short row are numbers under numbers and words under words, and would not be if they stood
/// at the right end.
fn under(text: &str, row: &[Span], whole: &[&Vec<Span>]) -> bool {
    let alike = |shift: usize| {
        let told = |col: usize, cell: &Span| {
            let above: Vec<Span> =
                whole.iter().map(|row| row[col + shift]).filter(|above| !above.is_empty()).collect();
            let same = above.iter().filter(|above| number(text, above) == number(text, cell));
            same.count() * 2 > above.len()
        };
        row.iter().enumerate().filter(|(_, cell)| !cell.is_empty()).all(|(col, cell)| told(col, cell))
    };
    whole.first().is_some_and(|full| alike(0) && !alike(full.len() - row.len()))
}

fn numbered(text: &str, row: &[Span]) -> bool {
    row.iter().any(|cell| number(text, cell))
}

fn number(text: &str, cell: &Span) -> bool {
    is_number(cell.text(text))
}

fn is_number(words: &str) -> bool {
    words.trim_start_matches(['≥', '≤', '<', '>', '=', '-', '+']).starts_with(is_digit)
}
