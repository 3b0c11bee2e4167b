//! Tables without lines between their columns: rows of the same number of pieces, each under the one above.

use super::{line::Line, page::Item};
use crate::{
    read::grid::{RawCell, RawTable},
    text::Locus,
};

/// Fewest columns and fewest rows that are surely a table.
const COLUMNS: usize = 3;
const ROWS: usize = 3;

/// The items of a page with such rows put together to tables.
pub(super) fn tables(page: usize, items: Vec<Item>) -> Vec<Item> {
    let (mut made, mut rows) = (Vec::new(), Vec::new());
    for item in items {
        match item {
            Item::Line(line) => {
                if rows.last().is_some_and(|above| !under(above, &line)) {
                    end(page, &mut rows, &mut made);
                }
                rows.push(line);
            }
            Item::Table(..) => {
                end(page, &mut rows, &mut made);
                made.push(item);
            }
        }
    }
    end(page, &mut rows, &mut made);
    made
}

/// True where every piece of a line stands under one piece of the line above, and no other.
fn under(above: &Line, line: &Line) -> bool {
    above.pieces.len() == line.pieces.len()
        && line.pieces.iter().enumerate().all(|(at, piece)| {
            let over: Vec<usize> = (0..above.pieces.len())
                .filter(|&over| {
                    above.pieces[over].left < piece.right && piece.left < above.pieces[over].right
                })
                .collect();
            over == [at]
        })
}

fn end(page: usize, rows: &mut Vec<Line>, made: &mut Vec<Item>) {
    let lines = std::mem::take(rows);
    let columns = lines.first().map_or(0, |line| line.pieces.len());
    if lines.len() < ROWS || columns < COLUMNS {
        made.extend(lines.into_iter().map(Item::Line));
        return;
    }
    let places = lines[0].pieces.iter().map(|piece| piece.left).collect();
    let cells = |line: Line| {
        let pieces = line.pieces.into_iter();
        let cell = |text: String| RawCell { locus: Some(Locus::Page(page)), ..RawCell::single(text) };
        pieces.map(|piece| cell(piece.text)).collect()
    };
    let rows = lines.into_iter().map(cells).collect();
    made.push(Item::Table(RawTable { caption: None, name: None, rows }, places));
}
