//! A source as bytes: numbers seven bits a byte, words behind their length, lists behind their count.

use crate::{
    read::{Documents, NOTES, bounds},
    text::{Cell, Locus, Mark, Note, Recognised, Severity, Source, Span, Table},
};

pub(super) fn number(mut number: usize, out: &mut Vec<u8>) {
    while number >= 128 {
        out.push((number % 128) as u8 | 128);
        number /= 128;
    }
    out.push(number as u8);
}

pub(super) fn word(word: &str, out: &mut Vec<u8>) {
    number(word.len(), out);
    out.extend_from_slice(word.as_bytes());
}

fn span(span: Span, out: &mut Vec<u8>) {
    number(span.start, out);
    number(span.end - span.start, out);
}

/// Everything of a source but its name, which the other side knows.
pub(super) fn source(source: &Source, out: &mut Vec<u8>) {
    word(&source.text, out);
    number(source.tables.len(), out);
    source.tables.iter().for_each(|one| table(one, out));
    number(source.loci.len(), out);
    for (place, locus) in &source.loci {
        span(*place, out);
        match locus {
            Locus::Page(page) => [0, *page].into_iter().for_each(|part| number(part, out)),
            Locus::Paragraph(paragraph) => [1, *paragraph].into_iter().for_each(|part| number(part, out)),
            Locus::Cell(sheet, cell) => {
                number(2, out);
                word(sheet, out);
                word(cell, out);
            }
        }
    }
    number(source.notes.len(), out);
    for note in &source.notes {
        number(note.severity as usize, out);
        word(note.code, out);
        word(&note.message, out);
    }
    number(source.marks().len(), out);
    for mark in source.marks() {
        [mark.byte, mark.line, mark.scalar].into_iter().for_each(|part| number(part, out));
    }
    number(source.recognised.lines.len(), out);
    source.recognised.lines.iter().for_each(|line| span(*line, out));
    number(source.recognised.doubts.len(), out);
    for (digit, percent) in &source.recognised.doubts {
        span(*digit, out);
        number(usize::from(*percent), out);
    }
}

fn table(table: &Table, out: &mut Vec<u8>) {
    number(usize::from(table.caption.is_some()), out);
    span(table.caption.unwrap_or(table.span), out);
    span(table.span, out);
    [table.height, table.width, table.cells.len()].into_iter().for_each(|part| number(part, out));
    for cell in &table.cells {
        span(cell.span, out);
        let places = [cell.row, cell.col, cell.rows, cell.cols, usize::from(cell.header)];
        places.into_iter().for_each(|part| number(part, out));
    }
}

/// Bytes that are taken apart; every step is `None` where they are not in this form.
pub(super) struct Rest<'b> {
    bytes: &'b [u8],
    at: usize,
}

impl<'b> Rest<'b> {
    pub(super) fn new(bytes: &'b [u8]) -> Self {
        Self { bytes, at: 0 }
    }

    /// How many bytes were taken.
    pub(super) fn at(&self) -> usize {
        self.at
    }

    pub(super) fn number(&mut self) -> Option<usize> {
        let mut number = 0usize;
        for shift in (0..63).step_by(7) {
            let byte = *self.bytes.get(self.at)?;
            self.at += 1;
            number |= usize::try_from(u64::from(byte & 127) << shift).ok()?;
            if byte < 128 {
                return Some(number);
            }
        }
        None
    }

    pub(super) fn word(&mut self, limit: usize) -> Option<String> {
        let length = self.number().filter(|length| *length <= limit)?;
        let bytes = self.bytes.get(self.at..self.at.checked_add(length)?)?;
        self.at += length;
        std::str::from_utf8(bytes).ok().map(str::to_owned)
    }

    /// Things behind their count; memory is taken as they come.
    fn list<T>(&mut self, mut one: impl FnMut(&mut Self) -> Option<T>) -> Option<Vec<T>> {
        let count = self.number()?;
        let mut list = Vec::new();
        for _ in 0..count {
            list.push(one(self)?);
        }
        Some(list)
    }

    /// A piece of the text, between letters.
    fn span(&mut self, text: &str) -> Option<Span> {
        let start = self.number()?;
        let end = start.checked_add(self.number()?)?;
        text.get(start..end).map(|_| Span::new(start, end))
    }

    pub(super) fn source(&mut self, name: &str) -> Option<Source> {
        let text = self.word(bounds::ANSWER_BYTES)?;
        let mut end = 0;
        let tables = self.list(|rest| {
            let table = rest.table(&text)?;
            let behind = table.span.start >= std::mem::replace(&mut end, table.span.end);
            behind.then_some(table)
        })?;
        let mut start = 0;
        let loci = self.list(|rest| {
            let (span, locus) = (rest.span(&text)?, rest.locus()?);
            let behind = span.start >= std::mem::replace(&mut start, span.start);
            behind.then_some((span, locus))
        })?;
        let notes = self.list(Self::note)?;
        let mut from = 0;
        let marks = self.list(|rest| {
            let mark = Mark { byte: rest.number()?, line: rest.number()?, scalar: rest.number()? };
            let behind = mark.byte >= std::mem::replace(&mut from, mark.byte);
            // No file has more lines or letters than bytes.
            let inside = mark.line <= bounds::FILE_BYTES && mark.scalar <= bounds::FILE_BYTES;
            (behind && inside && text.is_char_boundary(mark.byte)).then_some(mark)
        })?;
        let recognised = self.recognised(&text)?;
        let mut source = Source::with_tables(name, text, tables, loci);
        source.notes = notes;
        source.recognised = recognised;
        Some(source.marked(marks))
    }

    fn recognised(&mut self, text: &str) -> Option<Recognised> {
        let mut start = 0;
        let lines = self.list(|rest| {
            let line = rest.span(text)?;
            (line.start >= std::mem::replace(&mut start, line.start)).then_some(line)
        })?;
        let mut start = 0;
        let doubts = self.list(|rest| {
            let (digit, percent) = (rest.span(text)?, u8::try_from(rest.number()?).ok()?);
            let behind = digit.start >= std::mem::replace(&mut start, digit.start);
            (behind && percent <= 100).then_some((digit, percent))
        })?;
        Some(Recognised { lines, doubts })
    }

    /// Documents that another one carries: their names and bytes, or why they cannot be taken out.
    pub(super) fn carried(&mut self) -> Option<Documents> {
        self.list(|rest| {
            let name = rest.word(super::WORD_BYTES)?;
            let whole = match rest.number()? {
                0 => return Some((name, Err(rest.word(super::WORD_BYTES)?))),
                1 => true,
                _ => false,
            };
            let length = rest.number()?;
            let bytes = rest.bytes.get(rest.at..rest.at.checked_add(length)?)?;
            rest.at += length;
            whole.then(|| (name, Ok(bytes.to_vec())))
        })
    }

    fn locus(&mut self) -> Option<Locus> {
        match self.number()? {
            0 => self.number().map(Locus::Page),
            1 => self.number().map(Locus::Paragraph),
            2 => Some(Locus::Cell(self.word(super::WORD_BYTES)?, self.word(super::WORD_BYTES)?)),
            _ => None,
        }
    }

    fn note(&mut self) -> Option<Note> {
        let severity = match self.number()? {
            0 => Severity::Note,
            1 => Severity::Warning,
            2 => Severity::Error,
            _ => return None,
        };
        let code = self.word(super::WORD_BYTES)?;
        let code = NOTES.iter().find(|known| **known == code)?;
        Some(Note { severity, code, message: self.word(super::WORD_BYTES)?, spans: Vec::new() })
    }

    fn table(&mut self, text: &str) -> Option<Table> {
        let captioned = self.number()? == 1;
        let caption = self.span(text)?;
        let span = self.span(text)?;
        let (height, width) = (self.number()?, self.number()?);
        if height.checked_mul(width)? > bounds::TABLE_PLACES {
            return None;
        }
        let cells = self.list(|rest| {
            let place = rest.span(text)?;
            let mut next = || rest.number();
            let (row, col, rows, cols, header) = (next()?, next()?, next()?, next()?, next()? == 1);
            let inside = row.checked_add(rows)? <= height && col.checked_add(cols)? <= width;
            let inside = inside && span.start <= place.start && place.end <= span.end;
            inside.then_some(Cell { span: place, row, col, rows, cols, header })
        })?;
        Some(Table { caption: captioned.then_some(caption), span, height, width, cells })
    }
}
