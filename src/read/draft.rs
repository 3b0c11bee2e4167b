//! The text of a document while it is written down.

use super::{
    ReadError, bounds,
    grid::{Grid, RawCell, RawTable, place},
    ocr::{self, doubt},
    places,
};
use crate::text::{Cell, Locus, Mark, Note, Recognised, Severity, Source, Span, Table};

/// The text of a document while it is written down: lines and tables with their places.
#[derive(Debug, Default)]
pub(super) struct Draft {
    text: String,
    tables: Vec<Table>,
    loci: Vec<(Span, Locus)>,
    notes: Vec<Note>,
    /// The lines since the last table.
    lines: Vec<Span>,
    /// Places of all tables so far.
    places: usize,
    /// Where the text stands in the file.
    marks: Vec<Mark>,
    /// The pages that were read by OCR, and the digits that it did not read surely, with their percentage.
    recognised: Vec<usize>,
    doubts: Vec<(Span, u8)>,
}

/// Longest line over a table that is a unit or a date and no name, in characters.
const UNIT_CHARS: usize = 12;
/// Longest line that may name a table, in characters.
const CAPTION_CHARS: usize = 60;

impl Draft {
    /// A text some of whose pages are read by OCR.
    pub(super) fn recognised(pages: Vec<usize>) -> Self {
        Self { recognised: pages, ..Self::default() }
    }

    /// A text that is written down as it is, with its tables where they stand.
    pub(super) fn verbatim(text: String, tables: Vec<Table>) -> Self {
        Self { text, tables, ..Self::default() }
    }

    /// Adds a line; an empty one is left out.
    pub(super) fn line(&mut self, line: &str, locus: Option<Locus>) -> Option<Span> {
        let line = line.trim();
        if line.is_empty() {
            return None;
        }
        let span = self.push(line);
        self.text.push('\n');
        self.lines.push(span);
        if let Some(locus) = locus {
            self.loci.push((span, locus));
        }
        Some(span)
    }

    fn push(&mut self, text: &str) -> Span {
        let start = self.text.len();
        match self.recognised.is_empty() {
            true => self.text.push_str(text),
            false => doubt::take(text, &mut self.text, &mut self.doubts),
        }
        Span::new(start, self.text.len())
    }

    /// Adds a table: its caption and the lines over it as lines, then its rows.
    ///
    /// Rows at the top with one text in them (a title, 单位：万元) are lines over the table, remarks at its bottom
    /// lines under it; a table of one column
    /// or one row is no table, its cells are lines.
    pub(super) fn table(&mut self, table: RawTable) -> Result<(), ReadError> {
        let RawTable { caption, name, mut rows } = table;
        rows.iter_mut().flatten().for_each(tidy);
        let mut caption = caption.and_then(|caption| self.line(&one_line(&caption), None));
        let mut grid = place(rows)?;
        self.places += grid.height * grid.width;
        ReadError::beyond(
            "the number of table places of the document",
            self.places,
            bounds::DOCUMENT_PLACES,
        )?;
        self.counted()?;
        let lone = grid.width == 1;
        let above = if lone { grid.height } else { grid.lines_above() };
        if above == 0 || lone {
            caption = caption.or_else(|| name.and_then(|name| self.line(&one_line(&name), None)));
        }
        for placed in grid.cells.iter().filter(|placed| placed.row < above) {
            for line in placed.cell.text.lines() {
                self.line(line, placed.cell.locus.clone());
            }
        }
        let caption = caption.or_else(|| self.caption());
        let below = if lone { 0 } else { grid.lines_below(above) };
        let under: Vec<(String, Option<Locus>)> = grid
            .cells
            .iter()
            .filter(|placed| placed.row + below >= grid.height && !lone)
            .map(|placed| (placed.cell.text.clone(), placed.cell.locus.clone()))
            .collect();
        grid.cells.retain(|placed| placed.row >= above && placed.row + below < grid.height && !lone);
        if grid.cells.iter().any(|placed| !placed.cell.text.is_empty()) {
            grid.height -= above + below;
            for placed in &mut grid.cells {
                placed.row -= above;
                // A cell may hang down into a row that is a line now.
                placed.rows = placed.rows.min(grid.height - placed.row);
            }
            self.grid(caption, grid);
        }
        for (text, locus) in under {
            for line in text.lines() {
                self.line(line, locus.clone());
            }
        }
        Ok(())
    }

    fn grid(&mut self, caption: Option<Span>, grid: Grid) {
        if grid.height == 1 {
            let cells: Vec<&str> = grid.cells.iter().map(|placed| placed.cell.text.as_str()).collect();
            self.line(&cells.join("\t").replace('\n', " "), grid.cells[0].cell.locus.clone());
        } else {
            self.rows(caption, grid);
        }
    }

    /// The lines just above, as far as they may name what follows: a title, a heading, 单位：万元.
    fn caption(&self) -> Option<Span> {
        let names = |line: &&Span| {
            let words = line.text(&self.text);
            words.chars().count() <= CAPTION_CHARS && !words.contains(['。', '；', '\t'])
        };
        let mut above = self.lines.iter().rev().take_while(names);
        let mut caption = *above.next()?;
        // A unit in a line of its own stands under the name.
        // 一、年度任务 is a name, however short.
        let numbered = |line: Span| line.text(&self.text).starts_with(|c| "一二三四五六七八九十".contains(c));
        while caption.text(&self.text).chars().count() <= UNIT_CHARS
            && !numbered(caption)
            && let Some(line) = above.next()
        {
            caption = line.to(caption);
        }
        Some(caption)
    }

    /// Writes the rows of a grid, a tab between neighbouring places.
    fn rows(&mut self, caption: Option<Span>, grid: Grid) {
        let start = self.text.len();
        let mut cells = Vec::with_capacity(grid.cells.len());
        let (mut row, mut col) = (0, 0);
        for placed in grid.cells {
            while row < placed.row {
                self.text.push('\n');
                (row, col) = (row + 1, 0);
            }
            while col < placed.col {
                self.text.push('\t');
                col += 1;
            }
            let span = self.push(&placed.cell.text);
            if let Some(locus) = placed.cell.locus {
                self.loci.push((span, locus));
            }
            let (rows, cols, header) = (placed.rows, placed.cols, placed.cell.header);
            cells.push(Cell { span, row, col, rows, cols, header });
        }
        let span = Span::new(start, self.text.len());
        self.text.push('\n');
        self.lines.clear();
        self.tables.push(Table { caption, span, height: grid.height, width: grid.width, cells });
    }

    /// Writes the lines of a paragraph.
    pub(super) fn paragraph(&mut self, text: &str, locus: &Locus) -> Result<(), ReadError> {
        for line in text.lines() {
            self.line(line, Some(locus.clone()));
        }
        self.counted()
    }

    /// An error where more was written down than one document may hold.
    pub(super) fn counted(&self) -> Result<(), ReadError> {
        ReadError::beyond("the text of the document in bytes", self.text.len(), bounds::DOCUMENT_BYTES)
    }

    /// Notes where what was written down stands in the text of the file, of which these pieces were kept, in order.
    pub(super) fn places(&mut self, file: &str, kept: &[&str]) {
        self.marks = places::marks(file, kept, &self.text);
    }

    /// The same with a line over it.
    pub(super) fn below(self, title: &str) -> Self {
        let mut titled = Self { places: self.places, ..Self::default() };
        titled.line(title, None);
        let start = titled.text.len();
        titled.text.push_str(&self.text);
        titled.lines.extend(self.lines.into_iter().map(|line| line.shifted(start)));
        titled.loci = self.loci.into_iter().map(|(span, locus)| (span.shifted(start), locus)).collect();
        titled.tables = self.tables;
        for table in &mut titled.tables {
            table.caption = table.caption.map(|caption| caption.shifted(start));
            table.span = table.span.shifted(start);
            for cell in &mut table.cells {
                cell.span = cell.span.shifted(start);
            }
        }
        titled.notes = self.notes;
        titled
    }

    /// True where nothing was written down.
    pub(super) fn is_empty(&self) -> bool {
        self.text.trim().is_empty()
    }

    /// What was written down so far.
    pub(super) fn text(&self) -> &str {
        &self.text
    }

    /// Adds a warning about the whole document.
    pub(super) fn note(&mut self, code: &'static str, message: String) {
        self.notes.push(Note { severity: Severity::Warning, code, message, spans: Vec::new() });
    }

    /// The finished source.
    pub(super) fn finish(self, name: &str) -> Source {
        let on_them = |locus: &Locus| matches!(locus, Locus::Page(page) if self.recognised.contains(page));
        let lines = self.loci.iter().filter(|(_, locus)| on_them(locus)).map(|(span, _)| *span).collect();
        let mut source = Source::with_tables(name, self.text, self.tables, self.loci);
        source.notes = self.notes;
        source.recognised = Recognised { lines, doubts: self.doubts };
        source.notes.extend(ocr::notes(&source));
        source.marked(self.marks)
    }
}

/// Blanks at the ends of the lines of a cell taken away, empty lines left out, tabs made blanks.
fn tidy(cell: &mut RawCell) {
    let lines = cell.text.split(['\n', '\r']).map(str::trim).filter(|line| !line.is_empty());
    cell.text = lines.collect::<Vec<_>>().join("\n").replace('\t', " ");
}

fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn row(texts: &[&str]) -> Vec<RawCell> {
        texts.iter().map(|text| RawCell::single(*text)).collect()
    }

    #[test]
    fn a_table_is_written_row_by_row_and_every_cell_points_at_its_text() {
        let mut draft = Draft::default();
        let rows = vec![
            row(&["完成情况表", "", ""]),
            row(&["指标", "目标", "完成"]),
            row(&["渡口", "", "9\n处"]),
            row(&["注：含码头。", "", ""]),
        ];
        draft.table(RawTable { caption: None, name: None, rows }).unwrap();
        let source = draft.finish("a");
        assert_eq!(source.text, "完成情况表\n指标\t目标\t完成\n渡口\t\t9\n处\n注：含码头。\n");
        let table = &source.tables[0];
        assert_eq!((table.height, table.width), (2, 3));
        assert_eq!(table.caption.map(|span| span.text(&source.text)), Some("完成情况表"));
        let texts: Vec<_> = table.cells.iter().map(|cell| cell.span.text(&source.text)).collect();
        assert_eq!(texts, ["指标", "目标", "完成", "渡口", "", "9\n处"]);
    }
}
