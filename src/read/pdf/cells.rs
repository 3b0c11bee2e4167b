use super::{
    line::{Word, between, lines},
    rules::Ruling,
    unruled,
};
use crate::{
    read::grid::{RawCell, RawTable},
    text::Locus,
};

/// Lines nearer to one another than this are one.
const NEAR: f32 = 3.0;
/// A border is there where lines cover this share of it.
const COVERED: f32 = 0.6;
/// Least height and width of a ruled table: what is smaller is the outline of a letter.
const LEAST: (f32, f32) = (18.0, 36.0);
/// Most rows and most columns of a ruled table on one page.
const LEVELS: usize = 400;

/// A ruled table: where its rows and columns end, and its cells.
#[derive(Debug)]
pub(super) struct Grid {
    /// From the top down.
    rows: Vec<f32>,
    /// From the left.
    columns: Vec<f32>,
    /// Row, column, rows, columns.
    cells: Vec<(usize, usize, usize, usize)>,
}

/// The ruled tables among the lines of a page.
pub(super) fn grids(rulings: &[Ruling]) -> Vec<Grid> {
    let mut grids: Vec<Grid> = groups(rulings).iter().filter_map(|group| grid(group)).collect();
    grids.sort_by(|a, b| b.top().total_cmp(&a.top()));
    grids
}

/// Lines that touch one another, through however many others.
fn groups(rulings: &[Ruling]) -> Vec<Vec<Ruling>> {
    let (across, down): (Vec<Ruling>, Vec<Ruling>) = rulings.iter().partition(|ruling| ruling.across);
    // Pieces of one border that are drawn cell by cell touch at their ends only.
    let all: Vec<Ruling> = across.iter().chain(&down).copied().collect();
    let mut group: Vec<usize> = (0..all.len()).collect();
    if across.len().saturating_mul(down.len()) > 4_000_000 {
        return Vec::new();
    }
    for (a, one) in across.iter().enumerate() {
        for (b, other) in down.iter().enumerate() {
            let meets = other.at >= one.from - NEAR
                && other.at <= one.to + NEAR
                && one.at >= other.from - NEAR
                && one.at <= other.to + NEAR;
            if meets {
                let (a, b) = (root(&mut group, a), root(&mut group, across.len() + b));
                group[a] = b;
            }
        }
    }
    let mut gathered: std::collections::BTreeMap<usize, Vec<Ruling>> = std::collections::BTreeMap::new();
    for (at, ruling) in all.iter().enumerate() {
        let root = root(&mut group, at);
        gathered.entry(root).or_default().push(*ruling);
    }
    gathered.into_values().collect()
}

fn root(group: &mut [usize], mut at: usize) -> usize {
    while group[at] != at {
        group[at] = group[group[at]];
        at = group[at];
    }
    at
}

fn grid(rulings: &[Ruling]) -> Option<Grid> {
    let mut rows = levels(rulings.iter().filter(|ruling| ruling.across));
    rows.reverse();
    let columns = levels(rulings.iter().filter(|ruling| !ruling.across));
    if rows.len() < 3 || columns.len() < 3 || rows.len() > LEVELS || columns.len() > LEVELS {
        return None;
    }
    let extent = |levels: &[f32]| levels.first().zip(levels.last()).map_or(0.0, |(a, b)| (a - b).abs());
    if extent(&rows) < LEAST.0 || extent(&columns) < LEAST.1 {
        return None;
    }
    let mut grid = Grid { rows, columns, cells: Vec::new() };
    grid.find_cells(rulings);
    (grid.cells.len() > 2).then_some(grid)
}

/// The places of lines, those that are near to one another once, in rising order.
fn levels<'a>(rulings: impl Iterator<Item = &'a Ruling>) -> Vec<f32> {
    let mut places: Vec<f32> = rulings.map(|ruling| ruling.at).collect();
    places.sort_by(f32::total_cmp);
    places.dedup_by(|b, a| *b - *a < NEAR);
    places
}

/// How much of `from..to` the lines at a place cover.
fn covered(rulings: &[Ruling], across: bool, at: f32, from: f32, to: f32) -> bool {
    let there = rulings.iter().filter(|ruling| ruling.across == across && (ruling.at - at).abs() < NEAR);
    let mut parts: Vec<(f32, f32)> = there
        .map(|ruling| (ruling.from.max(from), ruling.to.min(to)))
        .filter(|(from, to)| to > from)
        .collect();
    parts.sort_by(|a, b| a.0.total_cmp(&b.0));
    let (mut sum, mut end) = (0.0, from);
    for (start, stop) in parts {
        sum += (stop - start.max(end)).max(0.0);
        end = end.max(stop);
    }
    sum >= COVERED * (to - from)
}

impl Grid {
    /// Cells are the places between the lines, put together where no line parts them.
    fn find_cells(&mut self, rulings: &[Ruling]) {
        let (height, width) = (self.rows.len() - 1, self.columns.len() - 1);
        if rulings.len().saturating_mul(height * width) > 50_000_000 {
            return;
        }
        let right = self.borders(rulings, false);
        let below = self.borders(rulings, true);
        let mut taken = vec![vec![false; width]; height];
        for row in 0..height {
            for col in 0..width {
                if taken[row][col] {
                    continue;
                }
                let mut cols = 1;
                while col + cols < width && !right[row][col + cols - 1] && !taken[row][col + cols] {
                    cols += 1;
                }
                let mut rows = 1;
                let open = |row: usize| (col..col + cols).all(|col| !below[row][col] && !taken[row + 1][col]);
                while row + rows < height && open(row + rows - 1) {
                    rows += 1;
                }
                for line in taken.iter_mut().skip(row).take(rows) {
                    line[col..col + cols].fill(true);
                }
                self.cells.push((row, col, rows, cols));
            }
        }
    }

    /// For each place, whether a line stands on its right side, or below it.
    fn borders(&self, rulings: &[Ruling], below: bool) -> Vec<Vec<bool>> {
        let rows = self.rows.windows(2);
        rows.map(|row| {
            let columns = self.columns.windows(2);
            let side = |column: &[f32]| {
                if below {
                    covered(rulings, true, row[1], column[0], column[1])
                } else {
                    covered(rulings, false, column[1], row[1], row[0])
                }
            };
            columns.map(side).collect()
        })
        .collect()
    }

    pub(super) fn top(&self) -> f32 {
        self.rows.first().copied().unwrap_or(0.0)
    }

    /// Where its columns begin and end.
    pub(super) fn columns(&self) -> &[f32] {
        &self.columns
    }

    /// True where a word stands in the table.
    pub(super) fn holds(&self, word: &Word) -> bool {
        self.place(word).is_some()
    }

    /// The row and column that a word stands in.
    fn place(&self, word: &Word) -> Option<(usize, usize)> {
        let (x, y) = ((word.left + word.right) / 2.0, word.y + 0.3 * word.size);
        let row = self.rows.windows(2).position(|row| y <= row[0] && y > row[1])?;
        let col = self.columns.windows(2).position(|column| x >= column[0] && x < column[1])?;
        Some((row, col))
    }

    /// The table with its words.
    pub(super) fn table(&self, page: usize, words: Vec<Word>) -> RawTable {
        match self.parted(page, &words) {
            Some(parted) => parted.filled(page, words),
            None => self.filled(page, words),
        }
    }

    /// The table with the rows that no line parts; `None` where lines part all of them.
    fn parted(&self, page: usize, words: &[Word]) -> Option<Self> {
        let bands: Vec<Vec<f32>> = self.lines(page, words).iter().map(|cells| unruled::cuts(cells)).collect();
        let added: usize = bands.iter().map(Vec::len).sum();
        if added == 0 || self.rows.len() + added > LEVELS {
            return None;
        }
        let (mut rows, mut begins) = (Vec::new(), Vec::new());
        for (top, cuts) in self.rows.iter().zip(&bands) {
            begins.push(rows.len());
            rows.push(*top);
            rows.extend(cuts);
        }
        begins.push(rows.len());
        rows.extend(self.rows.last());
        let mut cells = Vec::new();
        for &(row, col, down, cols) in &self.cells {
            let all = begins[row + down] - begins[row];
            match down {
                1 => cells.extend((0..all).map(|at| (begins[row] + at, col, 1, cols))),
                _ => cells.push((begins[row], col, all, cols)),
            }
        }
        cells.sort_unstable();
        Some(Self { rows, columns: self.columns.clone(), cells })
    }

    /// For each row the width and the lines of the cells that stand in it alone.
    fn lines(&self, page: usize, words: &[Word]) -> Vec<Vec<unruled::Cell>> {
        let height = self.rows.len() - 1;
        let mut owner = std::collections::HashMap::new();
        for (index, &(row, col, rows, cols)) in self.cells.iter().enumerate() {
            owner.extend((col..col + cols).filter(|_| rows == 1).map(|col| ((row, col), index)));
        }
        let mut inside: Vec<Vec<Word>> = vec![Vec::new(); self.cells.len()];
        for word in words {
            if let Some(&index) = self.place(word).and_then(|place| owner.get(&place)) {
                inside[index].push(word.clone());
            }
        }
        let mut bands: Vec<Vec<unruled::Cell>> = (0..height).map(|_| Vec::new()).collect();
        for (&(row, col, rows, cols), words) in self.cells.iter().zip(inside) {
            if rows == 1 && !words.is_empty() {
                bands[row].push((self.columns[col + cols] - self.columns[col], lines(page, words)));
            }
        }
        bands
    }

    fn filled(&self, page: usize, words: Vec<Word>) -> RawTable {
        let (height, width) = (self.rows.len() - 1, self.columns.len() - 1);
        let mut owner = vec![vec![0; width]; height];
        for (index, &(row, col, rows, cols)) in self.cells.iter().enumerate() {
            for line in owner.iter_mut().skip(row).take(rows) {
                line[col..col + cols].fill(index);
            }
        }
        let mut inside: Vec<Vec<Word>> = vec![Vec::new(); self.cells.len()];
        for word in words {
            if let Some((row, col)) = self.place(&word) {
                inside[owner[row][col]].push(word);
            }
        }
        let mut table = RawTable { caption: None, name: None, rows: vec![Vec::new(); height] };
        for (&(row, col, rows, cols), words) in self.cells.iter().zip(inside) {
            let text = text(page, words, self.columns[col + cols] - self.columns[col]);
            table.rows[row].push(RawCell { text, rows, cols, header: false, locus: Some(Locus::Page(page)) });
        }
        table
    }
}

/// The text of a cell of some width: its lines are one text, but where a sentence ends, a number begins an item, or
/// a number stands below another one that does not fill its line.
fn text(page: usize, words: Vec<Word>, width: f32) -> String {
    let (mut text, mut filled, mut lone) = (String::new(), true, true);
    for line in lines(page, words) {
        let words = line.text().replace('\t', " ");
        let filled = std::mem::replace(&mut filled, unruled::fills(&line, width));
        // Digits one below the other run down the page.
        let lone = std::mem::replace(&mut lone, words.chars().nth(1).is_none());
        let ends = text.ends_with(['。', '；', ';']);
        let mut item = words.trim_start_matches(|c: char| c.is_ascii_digit()).chars();
        let numbered = words.starts_with(|c: char| c.is_ascii_digit())
            && item.next().is_some_and(|c| "、.．)）".contains(c))
            && item.next().is_some_and(|c| !c.is_ascii_digit());
        let digit = |c: char| c.is_ascii_digit() || c == '%';
        let two =
            !filled && !lone && text.ends_with(digit) && words.starts_with(|c: char| c.is_ascii_digit());
        if ends || two || (numbered && !text.is_empty()) {
            text.push('\n');
        } else {
            text.push_str(between(&text, &words));
        }
        text.push_str(&words);
    }
    text
}
