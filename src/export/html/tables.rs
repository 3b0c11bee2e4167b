//! A table of the report as a table of the page, merged cells as they are merged there.
//!
//! Each piece of a line stands in an element that names its line, and the pieces of a line together hold all of its
//! text, so that places in a line are found again however its cells lie.

use maud::{Markup, html};

use super::{facts::Facts, line::line_of, marks::Mark};
use crate::text::{Cell, Span, Table};

/// A table on its way to the page.
pub(super) struct Drawn<'f> {
    facts: &'f Facts<'f>,
    /// The number of the report on the page.
    report: usize,
    table: &'f Table,
    /// Its cells, row by row.
    cells: Vec<&'f Cell>,
    /// The lines that it covers, with their numbers from 1.
    lines: &'f [(usize, Span)],
    marks: &'f [Mark],
    /// How far the text is written.
    at: usize,
}

impl<'f> Drawn<'f> {
    /// `None` where the cells do not stand in the text in the order of the rows.
    pub(super) fn of(
        facts: &'f Facts<'f>,
        report: usize,
        table: &'f Table,
        lines: &'f [(usize, Span)],
        marks: &'f [Mark],
    ) -> Option<Self> {
        let mut cells: Vec<&Cell> = table.cells.iter().collect();
        cells.sort_by_key(|cell| (cell.row, cell.col));
        let at = lines.first()?.1.start;
        let inside = |cell: &&Cell| cell.row < table.height && cell.span.start >= at;
        let in_order = cells.is_sorted_by_key(|cell| cell.span.start) && cells.iter().all(inside);
        (in_order && !cells.is_empty()).then_some(Self { facts, report, table, cells, lines, marks, at })
    }

    /// The table, and above it the lines before its first row.
    pub(super) fn markup(mut self) -> Markup {
        let first = self.cells.first().map_or(0, |cell| cell.span.start);
        let above: Vec<Markup> = self.loose(first).into_iter().map(|line| self.above(line)).collect();
        let grid = self.table.grid();
        let rows: Vec<Markup> = grid.iter().enumerate().map(|(row, places)| self.row(row, places)).collect();
        let below = self.between(usize::MAX);
        html! {
            @for line in &above { (line) }
            table.grid { tbody { @for row in &rows { (row) } (below) } }
        }
    }

    /// A line that is no row.
    fn above(&mut self, (number, line): (usize, Span)) -> Markup {
        self.at = line.end;
        html! { p id=(self.id(number)) data-line=(number) { (self.words(line)) } }
    }

    fn row(&mut self, row: usize, places: &[Option<usize>]) -> Markup {
        let from = self.cells.partition_point(|cell| cell.row < row);
        let own: Vec<&Cell> = self.cells[from..].iter().copied().take_while(|cell| cell.row == row).collect();
        let between = own.first().map(|cell| self.between(cell.span.start));
        let line = own.first().and_then(|cell| self.lines_of(cell).next());
        let locus = line.and_then(|(_, line)| self.facts.source.locus(line.start));
        let free = |from: usize, to: usize| {
            (from..to).filter(|col| places.get(*col).is_none_or(Option::is_none)).count()
        };
        let (mut cells, mut end) = (Vec::new(), 0);
        for cell in own {
            let blank = free(end, cell.col);
            end = cell.col + cell.cols;
            cells.push(html! { @for _ in 0..blank { td {} } (self.cell(cell)) });
        }
        html! {
            @if let Some(between) = between { (between) }
            tr data-no=[line.map(|(number, _)| number)] title=[locus] {
                @for cell in &cells { (cell) }
                @for _ in 0..free(end, self.table.width) { td {} }
            }
        }
    }

    /// Lines up to a place that are not written yet and hold no cell.
    fn loose(&self, start: usize) -> Vec<(usize, Span)> {
        let from = self.lines.partition_point(|(_, line)| line.start < self.at);
        let lines = self.lines[from..].iter().take_while(|(_, line)| line.end < start);
        lines.filter(|(_, line)| !self.facts.words(*line).is_empty()).copied().collect()
    }

    /// The same as rows, such as the rule below a head.
    fn between(&mut self, start: usize) -> Markup {
        let loose = self.loose(start);
        self.at = loose.last().map_or(self.at, |(_, line)| line.end);
        html! {
            @for (number, line) in loose {
                tr.rule { td colspan=(self.table.width.max(1)) {
                    span id=(self.id(number)) data-line=(number) { (self.words(line)) }
                } }
            }
        }
    }

    /// The lines that a cell stands in.
    fn lines_of(&self, cell: &Cell) -> impl Iterator<Item = (usize, Span)> + use<'f> {
        let end = cell.span.end;
        let from = self.lines.partition_point(|(_, line)| line.end < cell.span.start);
        self.lines[from..].iter().copied().take_while(move |(_, line)| line.start <= end)
    }

    fn cell(&mut self, cell: &Cell) -> Markup {
        let pieces: Vec<Markup> = self.lines_of(cell).map(|line| self.piece(cell, line)).collect();
        let rows = cell.rows.min(self.table.height - cell.row);
        let spans = |many: usize| (many > 1).then_some(many);
        let (rows, cols) = (spans(rows), spans(cell.cols));
        html! {
            @if cell.header { th rowspan=[rows] colspan=[cols] { @for piece in &pieces { (piece) } } }
            @else { td rowspan=[rows] colspan=[cols] { @for piece in &pieces { (piece) } } }
        }
    }

    /// What a cell has of a line, with what stands before it, and behind it up to the next cell or the end of the line.
    fn piece(&mut self, cell: &Cell, (number, line): (usize, Span)) -> Markup {
        let text = &self.facts.source.text;
        let from = self.at.clamp(line.start, line.end);
        let words = Span::new(cell.span.start.clamp(from, line.end), cell.span.end.clamp(from, line.end));
        let next = self.cells.partition_point(|other| other.span.start <= cell.span.start);
        let next = self.cells.get(next).map_or(usize::MAX, |next| next.span.start);
        let end = next.clamp(words.end, line.end);
        // The first piece of a line is where it is gone to.
        let id = (from == line.start).then(|| self.id(number));
        self.at = end;
        html! {
            span.piece id=[id] data-line=(number) {
                i.gap { (Span::new(from, words.start).text(text)) }
                (self.words(words))
                i.gap { (Span::new(words.end, end).text(text)) }
            }
        }
    }

    fn words(&self, span: Span) -> Markup {
        let from = self.marks.partition_point(|mark| mark.span.start < span.start);
        let own = self.marks[from..].iter().take_while(|mark| mark.span.start <= span.end);
        let own: Vec<&Mark> = own.filter(|mark| span.covers(mark.span)).collect();
        line_of(self.facts, span, &own)
    }

    fn id(&self, number: usize) -> String {
        format!("t{}-{number}", self.report)
    }
}
