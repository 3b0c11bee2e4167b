//! Lines of a text that are a table.

use crate::{
    tabular::notes,
    text::{Cell, Covered, Kinds, Letters, Note, Severity, Source, Span, Table, words},
};

/// A part of the text that was a table.
#[derive(Clone, Debug)]
pub struct Region {
    /// Everything that belongs to it.
    pub span: Span,
    /// The table, where it could be found again.
    pub table: Option<Table>,
    /// Rows that could not be placed.
    pub lost: Vec<Span>,
    /// How many rows stand under what is like them, and did not.
    pub moved: usize,
}

impl Region {
    /// A part with a table of these rows, which are headers or not.
    pub(super) fn of(span: Span, grid: &[(bool, Vec<Option<Span>>)]) -> Self {
        Self { span, table: Some(table(span, grid)), lost: Vec::new(), moved: 0 }
    }

    /// A part whose table cannot be found again.
    pub(super) fn unread(span: Span) -> Self {
        Self { span, table: None, lost: vec![span], moved: 0 }
    }

    /// What the reader should know of it.
    pub fn notes(&self) -> impl Iterator<Item = Note> {
        let moved = (self.moved > 0).then(|| notes::moved(self.span, self.moved));
        self.unplaced().into_iter().chain(moved)
    }

    /// What is said of rows that give no findings.
    fn unplaced(&self) -> Option<Note> {
        let (message, spans) = match (&self.table, self.lost.len()) {
            (Some(_), 0) => return None,
            (Some(_), lost) => (
                format!(
                    "a table lost its lines here; {lost} of its rows could not be placed and give no findings"
                ),
                self.lost.clone(),
            ),
            (None, _) => (
                "a table lost its lines here and cannot be put together safely; it gives no findings"
                    .to_owned(),
                vec![self.span],
            ),
        };
        Some(Note { severity: Severity::Warning, code: "table-flattened", message, spans })
    }

    /// Takes the place of regions that it overlaps.
    pub(super) fn take(self, others: &mut Vec<Self>) {
        others.retain(|other| other.span.end <= self.span.start || self.span.end <= other.span.start);
        others.push(self);
    }

    /// Takes the place of regions that it overlaps where it holds more rows than they.
    pub(super) fn replace(self, others: &mut Vec<Self>) {
        let rows = |region: &Self| region.table.as_ref().map_or(0, |table| table.height);
        let mine = |other: &Self| other.span.start < self.span.end && self.span.start < other.span.end;
        let known: usize = others.iter().filter(|other| mine(other)).map(rows).sum();
        if known < rows(&self) {
            others.retain(|other| !mine(other));
            others.push(self);
        }
    }
}

/// What bars and tabs part of a line; most lines hold none.
pub(super) fn parted<'t>(source: &'t Source, line: Span, bars: &'t Letters) -> impl Iterator<Item = &'t str> {
    let words = line.text(&source.text);
    let barred = source.kinds(line).hold(Kinds::BAR);
    let whole = (!barred).then_some(words);
    whole.into_iter().chain(barred.then(|| bars.split(words)).into_iter().flatten())
}

/// What blanks part of a part of a line; most lines hold none.
pub(super) fn words_of<'t>(source: &'t Source, line: Span, part: &'t str) -> impl Iterator<Item = &'t str> {
    let blank = source.kinds(line).hold(Kinds::BLANK.and(Kinds::BAR).and(Kinds::GAP));
    let whole = (!blank && !part.is_empty()).then_some(part);
    whole.into_iter().chain(blank.then(|| words(part)).into_iter().flatten())
}

/// The lines of a text around the tables that are known, without the blanks at their ends.
pub(super) fn lines_around(source: &Source, known: &[Span]) -> Vec<Span> {
    let known = Covered::new(known.iter().copied());
    let lines = source.bare_lines().iter().copied();
    lines.filter(|line| !line.is_empty() && !known.covers(*line)).collect()
}

/// The regions that begin at lines, each behind the one before: `at_line` gives one, and the line behind it.
pub(super) fn one_by_one(lines: &[Span], at_line: impl Fn(usize) -> Option<(Region, usize)>) -> Vec<Region> {
    let (mut found, mut at) = (Vec::new(), 0);
    while at < lines.len() {
        let begun = at_line(at);
        at = begun.as_ref().map_or(at + 1, |(_, next)| *next);
        found.extend(begun.map(|(region, _)| region));
    }
    found
}

pub(super) fn whole_lines(text: &str, span: Span) -> Span {
    let start = text[..span.start].rfind('\n').map_or(0, |at| at + 1);
    let end = text[span.end..].find('\n').map_or(text.len(), |at| span.end + at);
    Span::new(start, end)
}

fn table(span: Span, grid: &[(bool, Vec<Option<Span>>)]) -> Table {
    let width = grid.iter().map(|(_, row)| row.len()).max().unwrap_or(0);
    let mut cells = Vec::new();
    for (row, (header, places)) in grid.iter().enumerate() {
        for (col, place) in places.iter().enumerate() {
            let span = place.unwrap_or(Span::new(span.start, span.start));
            cells.push(Cell { span, row, col, rows: 1, cols: 1, header: *header });
        }
    }
    Table { caption: None, span, height: grid.len(), width, cells }
}
