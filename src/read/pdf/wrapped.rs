//! Tables without lines whose cells hold several lines of text, as spreadsheets print them.
//!
//! A line that fills most columns stands for a row. The other lines belong to the cell above or below them in their
//! column, whichever is nearer: lines of one cell stand closer than rows.

use super::line::{Line, Piece, Word, between};

/// Fewest columns and fewest rows that are surely a table.
const COLUMNS: usize = 3;
const ROWS: usize = 3;
/// A line is a row where it fills this share of the columns.
const FILLED: f32 = 0.55;
/// Distances that differ by less than this are the same, in points.
const SAME: f32 = 0.2;

/// Words so near to one another leave no gap between columns, in points.
const TOUCHING: f32 = 0.5;
/// Words and numbers are hardly of one cell: so many points are added to their distance.
const UNLIKE: f32 = 2.0;

/// What stands in a column on one line.
struct Cell {
    line: usize,
    y: f32,
    text: String,
}

impl Cell {
    fn is_number(&self) -> bool {
        let text = self.text.trim();
        text.starts_with(|c: char| c.is_ascii_digit())
            && text.chars().all(|c| c.is_ascii_digit() || ".,%".contains(c))
    }
}

/// The texts of a table, row by row, and the places of its columns; `None` where the lines are none.
pub(super) fn table(lines: &[Line]) -> Option<(Vec<Vec<String>>, Vec<f32>)> {
    let columns = columns(lines)?;
    let cells = cells(lines, &columns)?;
    let mut filled = vec![0; lines.len()];
    cells.iter().flatten().for_each(|cell: &Cell| filled[cell.line] += 1);
    let anchors: Vec<usize> =
        (0..lines.len()).filter(|&line| filled[line] as f32 >= FILLED * columns.len() as f32).collect();
    // Where every line is a row there is nothing to put together.
    if anchors.len() < ROWS || anchors.len() == lines.len() {
        return None;
    }
    let lone = |line: usize| !anchors.contains(&line) && filled[line] == 1;
    let inside = anchors[0]..=anchors[anchors.len() - 1];
    // A lone line above is a title or a paragraph, and one below is a note unless cells are seen to hold several lines.
    if lone(0) || lone(lines.len() - 1) && inside.clone().count() == anchors.len() {
        return None;
    }
    let mut rows = vec![vec![String::new(); columns.len()]; anchors.len()];
    for (col, cells) in cells.iter().enumerate() {
        for group in groups(cells, &anchors) {
            let row = row(group, &anchors, lines)?;
            let text: &mut String = &mut rows[row][col];
            for cell in group {
                text.push_str(between(text, &cell.text));
                text.push_str(cell.text.trim());
            }
        }
    }
    Some((rows, columns.iter().map(|column| column.0).collect()))
}

/// From where to where each column reaches: where words stand, of whatever line. There must be as many as the
/// fullest lines have pieces.
fn columns(lines: &[Line]) -> Option<Vec<(f32, f32)>> {
    let most = lines.iter().map(|line| line.pieces.len()).max()?;
    let full = lines.iter().filter(|line| line.pieces.len() == most).count();
    if most < COLUMNS || full < ROWS {
        return None;
    }
    let mut reaches: Vec<(f32, f32)> =
        lines.iter().flat_map(|line| &line.words).map(|word| (word.left, word.right)).collect();
    reaches.sort_by(|a, b| a.0.total_cmp(&b.0));
    let mut columns: Vec<(f32, f32)> = Vec::new();
    for (left, right) in reaches {
        match columns.last_mut() {
            Some(column) if left <= column.1 + TOUCHING => column.1 = column.1.max(right),
            _ => columns.push((left, right)),
        }
    }
    (columns.len() == most).then_some(columns)
}

/// The texts of each column, from the top down.
fn cells(lines: &[Line], columns: &[(f32, f32)]) -> Option<Vec<Vec<Cell>>> {
    let mut cells: Vec<Vec<Cell>> = columns.iter().map(|_| Vec::new()).collect();
    for (at, line) in lines.iter().enumerate() {
        let mut words: Vec<Vec<&Word>> = vec![Vec::new(); columns.len()];
        for word in &line.words {
            words[columns.iter().position(|column| word.left < column.1)?].push(word);
        }
        for (cells, words) in cells.iter_mut().zip(words) {
            if let Some(piece) = Piece::joined(&words) {
                cells.push(Cell { line: at, y: words[0].y, text: piece.text });
            }
        }
    }
    Some(cells)
}

/// The pieces of each cell of a column.
fn groups<'c>(cells: &'c [Cell], anchors: &[usize]) -> Vec<&'c [Cell]> {
    let gap = |at: usize| match (cells.get(at), cells.get(at + 1)) {
        (Some(above), Some(below)) => {
            let unlike = above.is_number() != below.is_number();
            above.y - below.y + if unlike { UNLIKE } else { 0.0 }
        }
        _ => f32::MAX,
    };
    let nearest = |at: usize| gap(at).min(at.checked_sub(1).map_or(f32::MAX, gap));
    let loose = |at: usize| !anchors.contains(&cells[at].line);
    // A loose piece belongs to the nearer of its neighbours, and to both where they are as near.
    let joined = |at: usize| {
        let wants = |piece: usize| loose(piece) && gap(at) <= nearest(piece) + SAME;
        (loose(at) || loose(at + 1)) && (!loose(at) || wants(at)) && (!loose(at + 1) || wants(at + 1))
    };
    let (mut groups, mut start) = (Vec::new(), 0);
    for at in 0..cells.len() {
        if at + 1 == cells.len() || !joined(at) {
            groups.push(&cells[start..=at]);
            start = at + 1;
        }
    }
    groups
}

/// The row that a cell belongs to: that of its only line that is one, or else the nearest to its middle.
fn row(group: &[Cell], anchors: &[usize], lines: &[Line]) -> Option<usize> {
    let mut own = group.iter().filter_map(|cell| anchors.iter().position(|&anchor| anchor == cell.line));
    match (own.next(), own.next()) {
        (Some(_), Some(_)) => None,
        (Some(row), None) => Some(row),
        (None, _) => {
            let middle = group.iter().map(|cell| cell.y).sum::<f32>() / group.len() as f32;
            let apart = |&row: &usize| (lines[anchors[row]].y - middle).abs();
            (0..anchors.len()).min_by(|a, b| apart(a).total_cmp(&apart(b)))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::table;
    use crate::read::pdf::line::{Line, Word, lines};

    const LEFTS: [f32; 4] = [60.0, 170.0, 240.0, 310.0];

    fn line(y: f32, texts: [&str; 4]) -> Line {
        let texts = texts.iter().zip(LEFTS);
        let words = texts.filter_map(|(text, left)| Word::new(text, (left, y), 50.0, 10.0));
        lines(1, words.collect()).remove(0)
    }

    #[test]
    fn a_name_over_several_lines_stays_with_its_numbers() {
        let lines = [
            line(700.0, ["", "", "年度", "截至6月底"]),
            line(685.5, ["项目名称", "单位", "目标", "完成"]),
            line(670.5, ["新建改建农村公路", "公里", "120", "76.4"]),
            line(655.5, ["开展妇女乳腺癌", "", "", ""]),
            line(641.0, ["免费筛查", "人", "18600", "9975"]),
            line(625.4, ["改造老旧小区", "个", "36", "19"]),
        ];
        let (rows, places) = table(&lines).unwrap();
        assert_eq!(places, LEFTS);
        assert_eq!(rows[0], ["项目名称", "单位", "年度目标", "截至6月底完成"]);
        assert_eq!(rows[2], ["开展妇女乳腺癌免费筛查", "人", "18600", "9975"]);
        assert_eq!(rows[3][0], "改造老旧小区");
    }

    #[test]
    fn numbers_may_stand_beside_the_middle_of_a_name() {
        let lines = [
            line(700.0, ["项目名称", "单位", "目标", "完成"]),
            line(680.0, ["新建充电桩", "个", "860", "512"]),
            line(660.0, ["农村自来水普及", "", "", ""]),
            line(653.0, ["", "人", "32000", "17400"]),
            line(646.0, ["受益人口", "", "", ""]),
            line(626.0, ["改造老旧小区", "个", "36", "19"]),
        ];
        let rows = table(&lines).unwrap().0;
        assert_eq!(rows[2], ["农村自来水普及受益人口", "人", "32000", "17400"]);
        assert!(
            table(&lines[..2]).is_none()
                && table(&[lines[0].clone(), lines[1].clone(), lines[5].clone()]).is_none()
        );
    }
}
