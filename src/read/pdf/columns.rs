//! Tables without lines between their columns: rows of the same number of pieces, each under the one above.

use super::{item::Item, line::Line, wrapped};
use crate::{
    read::grid::{RawCell, RawTable},
    text::Locus,
};

/// Fewest columns and fewest rows that are surely a table.
const COLUMNS: usize = 3;
const ROWS: usize = 3;

/// The items of a page with such rows put together to tables.
pub(super) fn tables(page: usize, items: Vec<Item>) -> Vec<Item> {
    let (mut made, mut lines) = (Vec::new(), Vec::new());
    for item in items {
        match item {
            Item::Line(line) => {
                let ends = |above: &Line| {
                    !stands_in_columns(above)
                        || !stands_in_columns(&line)
                        || above.y - line.y > FAR * above.size.max(line.size)
                };
                if lines.last().is_some_and(ends) {
                    made.extend(region(page, std::mem::take(&mut lines)));
                }
                lines.push(line);
            }
            Item::Table(..) => {
                made.extend(region(page, std::mem::take(&mut lines)));
                made.push(item);
            }
        }
    }
    made.extend(region(page, lines));
    made
}

/// A line as wide as a page is running text.
const WIDE: f32 = 30.0;

/// Lines so many sizes apart are of no one table.
const FAR: f32 = 4.0;

fn stands_in_columns(line: &Line) -> bool {
    line.pieces.iter().all(|piece| piece.right - piece.left < WIDE * line.size)
}

/// The items of lines of which none is as wide as the page: from some line on they may be a table with wrapped cells.
fn region(page: usize, mut lines: Vec<Line>) -> Vec<Item> {
    // A title, a unit and a date may stand above, notes below.
    let ends = (0..ABOVE.min(lines.len())).flat_map(|start| (0..BELOW).map(move |below| (start, below)));
    for (start, below) in ends {
        let end = lines.len().saturating_sub(below).max(start);
        if let Some((rows, places)) = wrapped::table(&lines[start..end]) {
            let after = lines.split_off(end);
            lines.truncate(start);
            let cell = |text: String| RawCell { locus: Some(Locus::Page(page)), ..RawCell::single(text) };
            let rows = rows.into_iter().map(|row| row.into_iter().map(cell).collect()).collect();
            let table = Item::Table(RawTable { caption: None, name: None, rows }, places);
            let before = lines.into_iter().map(Item::Line);
            return before.chain([table]).chain(after.into_iter().map(Item::Line)).collect();
        }
    }
    plain(page, lines.into_iter().map(Item::Line).collect())
}

/// Most lines above and below a table that are looked over.
const ABOVE: usize = 6;
const BELOW: usize = 4;

/// Rows of one line each put together to tables.
fn plain(page: usize, items: Vec<Item>) -> Vec<Item> {
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
