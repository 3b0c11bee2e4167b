//! A table as rows and columns of cell texts.

use crate::text::{Cell, Span, Table, is_digit};

/// A table with its cells at every place that they cover.
pub(crate) struct Grid<'a> {
    text: &'a str,
    table: &'a Table,
    places: Vec<Vec<Option<usize>>>,
    /// For each cell, its text without blanks at its ends.
    spans: Vec<Option<Span>>,
    /// For each row, the first columns of its cells that hold text.
    filled: Vec<Vec<usize>>,
}

impl<'a> Grid<'a> {
    pub(crate) fn new(text: &'a str, table: &'a Table) -> Self {
        let places = table.grid();
        let mut spans: Vec<Option<Span>> = table.cells.iter().map(|cell| inner(text, cell.span)).collect();
        let mut columns = vec![Vec::new(); table.width];
        for (at, cell) in table.cells.iter().enumerate().filter(|(at, _)| spans[*at].is_some()) {
            columns.get_mut(cell.col).into_iter().for_each(|column: &mut Vec<usize>| column.push(at));
        }
        columns.iter_mut().for_each(|column| unnumber(text, table, column, &mut spans));
        let filled = |row: &Vec<Option<usize>>| {
            let begins =
                |&(col, cell): &(usize, usize)| table.cells[cell].col == col && spans[cell].is_some();
            let cells = row.iter().enumerate().filter_map(|(col, cell)| Some((col, (*cell)?)));
            cells.filter(begins).map(|(col, _)| col).collect()
        };
        let filled = places.iter().map(filled).collect();
        Self { text, table, places, spans, filled }
    }

    pub(crate) fn text(&self) -> &'a str {
        self.text
    }

    pub(crate) fn height(&self) -> usize {
        self.table.height
    }

    pub(crate) fn width(&self) -> usize {
        self.table.width
    }

    pub(crate) fn cell(&self, row: usize, col: usize) -> Option<&'a Cell> {
        self.table.cells.get(self.place(row, col)?)
    }

    fn place(&self, row: usize, col: usize) -> Option<usize> {
        *self.places.get(row)?.get(col)?
    }

    /// The text of a cell without blanks at its ends; `None` where it is empty.
    pub(crate) fn span(&self, row: usize, col: usize) -> Option<Span> {
        *self.spans.get(self.place(row, col)?)?
    }

    pub(crate) fn words(&self, row: usize, col: usize) -> &'a str {
        self.span(row, col).map_or("", |span| span.text(self.text))
    }

    /// True where the cell at this place begins in this row.
    pub(crate) fn begins(&self, row: usize, col: usize) -> bool {
        self.cell(row, col).is_some_and(|cell| cell.row == row)
    }

    /// The cells of a row that hold text, each once, by their first column here.
    pub(crate) fn filled(&self, row: usize) -> &[usize] {
        self.filled.get(row).map_or(&[], Vec::as_slice)
    }

    /// The text of a row that holds one cell only, or one text over all its places.
    pub(crate) fn banner(&self, row: usize) -> Option<Span> {
        let [col] = *self.filled(row) else { return None };
        let cell = self.cell(row, col)?;
        let wide = cell.cols * 2 > self.width() || col == 0;
        wide.then(|| self.span(row, col)).flatten()
    }
}

/// Takes the numbers off the cells of a column that are counted from 1: *3.90%的医院设置口腔科 under 2.新增牙椅11台.
fn unnumber(text: &str, table: &Table, column: &mut [usize], spans: &mut [Option<Span>]) {
    column.sort_by_key(|&at| table.cells[at].row);
    let number = |at: &usize| spans[*at].and_then(|span| numbered(span.text(text)));
    // A cell and the length of its number.
    let (mut runs, mut run) = (Vec::<Vec<(usize, usize)>>::new(), Vec::new());
    for at in column.iter() {
        match number(at) {
            Some((1, length)) => runs.push(std::mem::replace(&mut run, vec![(*at, length)])),
            Some((count, length)) if !run.is_empty() && count == run.len() + 1 => run.push((*at, length)),
            _ => runs.push(std::mem::take(&mut run)),
        }
    }
    runs.push(run);
    for run in runs.iter().filter(|run| run.len() > 1) {
        let rest = |&(at, length): &(usize, usize)| spans[at].map_or("", |span| &span.text(text)[length..]);
        if run.iter().all(|one| rest(one).trim_start().starts_with(|c: char| !is_digit(c))) {
            continue;
        }
        // 1.5, 2.5, 3.1 are no numbers of cells: most of those stand before words.
        let worded = run.iter().filter(|one| rest(one).starts_with(|c: char| c.is_alphabetic())).count();
        let long = run.iter().all(|one| rest(one).chars().count() > SHORTEST_NUMBERED);
        if worded * 2 > run.len() && long {
            for &(at, length) in run {
                spans[at] = spans[at].and_then(|span| inner(text, Span::new(span.start + length, span.end)));
            }
        }
    }
}

/// Shortest text behind the number of a cell, in characters.
const SHORTEST_NUMBERED: usize = 5;

/// The number in front of a cell, and how long it is with its marks: 3 of *3.新增公办园学位.
fn numbered(words: &str) -> Option<(usize, usize)> {
    let plain = words.trim_start_matches(['*', '＊', '★', '▲', '☆']);
    let rest = plain.trim_start_matches(|c: char| c.is_ascii_digit());
    let count = plain[..plain.len() - rest.len()].parse().ok().filter(|count| (1..100).contains(count))?;
    let behind = rest.strip_prefix(['.', '．', '、'])?;
    Some((count, words.len() - behind.len()))
}

/// The part of a span that is no blank.
fn inner(text: &str, span: Span) -> Option<Span> {
    let words = span.text(text).trim_end();
    let start = words.len() - words.trim_start().len();
    (start < words.len()).then(|| Span::new(span.start + start, span.start + words.len()))
}

/// The same table with its rows as columns.
pub(crate) fn turned(table: &Table) -> Table {
    let mut cells: Vec<Cell> = table
        .cells
        .iter()
        .map(|cell| Cell { row: cell.col, col: cell.row, rows: cell.cols, cols: cell.rows, ..cell.clone() })
        .collect();
    cells.sort_by_key(|cell| (cell.row, cell.col));
    Table { height: table.width, width: table.height, cells, ..table.clone() }
}
