use std::sync::OnceLock;

use super::{Kinds, Note, Recognised, Span, Table, bare};

/// Where a piece of the text stood in the document it was read from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Locus {
    /// A page of a PDF, from 1.
    Page(usize),
    /// A paragraph of a word-processor file, from 1.
    Paragraph(usize),
    /// A cell of a sheet, with the sheet's name and the cell's own name (`B7`).
    Cell(String, String),
}

impl std::fmt::Display for Locus {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Page(page) => write!(f, "第{page}页"),
            Self::Paragraph(paragraph) => write!(f, "第{paragraph}段"),
            Self::Cell(sheet, cell) if sheet.is_empty() => f.write_str(cell),
            Self::Cell(sheet, cell) => write!(f, "{sheet} {cell}"),
        }
    }
}

/// One document as it was read: its text, its tables, and where each piece stood.
///
/// The text is never rewritten afterwards; every span of the program points into it.
#[derive(Clone, Debug, Default)]
pub struct Source {
    /// The name as the user gave it.
    pub name: String,
    /// What was read, decoded to UTF-8, line ends as `\n`.
    pub text: String,
    /// Tables, in the order of the text, none overlapping.
    pub tables: Vec<Table>,
    /// Where pieces stood in the document, in the order of the text; empty for plain text.
    pub loci: Vec<(Span, Locus)>,
    /// What the reader of the document noticed.
    pub notes: Vec<Note>,
    /// What was read from pictures.
    pub recognised: Recognised,
    /// Name of a second document, and the byte at which its text begins.
    second: Option<(String, usize)>,
    /// Where the text leaves out or joins what the file holds, in the order of the text.
    marks: Vec<Mark>,
    lines: Vec<usize>,
    /// What stands in each line, found out when it is asked for.
    kinds: OnceLock<Vec<Kinds>>,
    /// The lines without the blanks around them, likewise.
    bare_lines: OnceLock<Vec<Span>>,
    scalars: Vec<u32>,
}

/// A byte of the text, and where it stands in its file; what follows stands behind it there, too.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Mark {
    /// The byte of the text.
    pub byte: usize,
    /// The line of the file, from 1.
    pub line: usize,
    /// How many Unicode scalar values stand before it in the file.
    pub scalar: usize,
}

/// A scalar count is kept for every so many bytes.
const STRIDE: usize = 256;

impl Source {
    /// A source without tables.
    #[must_use]
    pub fn new(name: impl Into<String>, text: impl Into<String>) -> Self {
        Self::with_tables(name, text, Vec::new(), Vec::new())
    }

    /// A source whose tables and loci are known.
    #[must_use]
    pub fn with_tables(
        name: impl Into<String>,
        text: impl Into<String>,
        tables: Vec<Table>,
        loci: Vec<(Span, Locus)>,
    ) -> Self {
        let text = text.into();
        let lines = std::iter::once(0).chain(text.match_indices('\n').map(|(at, _)| at + 1)).collect();
        let mut scalars = Vec::with_capacity(text.len() / STRIDE + 1);
        let mut seen = 0u32;
        for chunk in text.as_bytes().chunks(STRIDE) {
            scalars.push(seen);
            seen += u32::from(chunk.iter().map(|&byte| u16::from(!is_continuation(byte))).sum::<u16>());
        }
        Self {
            name: name.into(),
            text,
            tables,
            loci,
            notes: Vec::new(),
            recognised: Recognised::default(),
            second: None,
            marks: Vec::new(),
            lines,
            kinds: OnceLock::new(),
            bare_lines: OnceLock::new(),
            scalars,
        }
    }

    /// Two documents as one: the text of the second behind that of the first, with an empty line between.
    /// With it the byte at which the second begins.
    ///
    /// A report whose goals stand in a plan is one text, so that every row can still show both its places.
    #[must_use]
    pub fn followed_by(&self, other: &Self) -> (Self, usize) {
        let start = self.text.len() + 2;
        let shifted = |(span, locus): &(Span, Locus)| (span.shifted(start), locus.clone());
        let loci = self.loci.iter().cloned().chain(other.loci.iter().map(shifted)).collect();
        let text = format!("{}\n\n{}", self.text, other.text);
        let mut both = Self::with_tables(self.name.clone(), text, self.tables.clone(), loci);
        both.notes = self.notes.iter().chain(&other.notes).cloned().collect();
        both.recognised = self.recognised.followed_by(other.recognised.shifted(start));
        both.second = Some((other.name.clone(), start));
        both.marks = self.marks.clone();
        both.marks.push(Mark { byte: start, line: 1, scalar: 0 });
        both.marks.extend(other.marks.iter().map(|mark| Mark { byte: mark.byte + start, ..*mark }));
        (both, start)
    }

    /// The same source in other words that take the same bytes, line by line.
    #[must_use]
    pub fn reworded(&self, text: String) -> Self {
        debug_assert_eq!(text.len(), self.text.len(), "every place stays where it is");
        Self { text, kinds: OnceLock::new(), bare_lines: OnceLock::new(), ..self.clone() }
    }

    /// The document that a byte belongs to where that is not the first one: its name, and where it begins.
    #[must_use]
    pub fn second(&self, byte: usize) -> Option<(&str, usize)> {
        self.second.as_ref().filter(|(_, start)| *start <= byte).map(|(name, start)| (name.as_str(), *start))
    }

    /// The name without its folders.
    #[must_use]
    pub fn file_name(&self) -> &str {
        self.name.rsplit(['/', '\\']).next().unwrap_or(&self.name)
    }

    /// The line of a byte of the text, from 1.
    #[must_use]
    pub fn text_line(&self, byte: usize) -> usize {
        self.lines.partition_point(|&start| start <= byte)
    }

    /// The line of the text that a byte stands in.
    #[must_use]
    pub fn line_at(&self, byte: usize) -> Span {
        let number = self.text_line(byte);
        let end = self.lines.get(number).map_or(self.text.len(), |next| next - 1);
        Span::new(self.lines[number - 1], end)
    }

    /// How many Unicode scalar values of the text stand before a byte.
    fn text_scalar(&self, byte: usize) -> usize {
        let chunk = (byte / STRIDE).min(self.scalars.len().saturating_sub(1));
        let known = self.scalars.get(chunk).map_or(0, |&count| count as usize);
        let rest = &self.text.as_bytes()[chunk * STRIDE..byte];
        known + rest.iter().filter(|&&byte| !is_continuation(byte)).count()
    }

    /// Tells where pieces of the text stand in the file that it was read from.
    #[must_use]
    pub fn marked(mut self, marks: Vec<Mark>) -> Self {
        self.marks = marks;
        self
    }

    /// Where the text leaves out or joins what the file holds, in the order of the text.
    #[must_use]
    pub fn marks(&self) -> &[Mark] {
        &self.marks
    }

    /// The line of a byte in its own file, from 1: the same as in the text, but where the reader left marks out.
    #[must_use]
    pub fn line(&self, byte: usize) -> usize {
        self.mark(byte).map_or_else(
            || self.text_line(byte),
            |mark| mark.line + self.text_line(byte) - self.text_line(mark.byte),
        )
    }

    /// How many Unicode scalar values stand before a byte in its own file.
    #[must_use]
    pub fn scalar(&self, byte: usize) -> usize {
        self.mark(byte).map_or_else(
            || self.text_scalar(byte),
            |mark| mark.scalar + self.text_scalar(byte) - self.text_scalar(mark.byte),
        )
    }

    /// The first and one past the last Unicode scalar value of a span in its own file.
    #[must_use]
    pub fn scalars(&self, span: Span) -> (usize, usize) {
        let start = self.scalar(span.start);
        let last = self.text[span.range()].char_indices().next_back();
        (start, last.map_or(start, |(at, _)| self.scalar(span.start + at) + 1))
    }

    fn mark(&self, byte: usize) -> Option<&Mark> {
        self.marks.partition_point(|mark| mark.byte <= byte).checked_sub(1).map(|index| &self.marks[index])
    }

    /// The lines of the text with their spans, line ends left off.
    pub fn lines(&self) -> impl Iterator<Item = Span> + '_ {
        self.lines.iter().enumerate().map(|(index, &start)| {
            let end = self.lines.get(index + 1).map_or(self.text.len(), |next| next - 1);
            Span::new(start, end)
        })
    }

    /// The lines without the blanks around them.
    #[must_use]
    pub fn bare_lines(&self) -> &[Span] {
        let without = |line: Span| {
            let words = line.text(&self.text);
            let start = line.end - words.trim_start().len();
            Span::new(start, start + bare(words).len())
        };
        self.bare_lines.get_or_init(|| self.lines().map(without).collect())
    }

    /// True where a line of the text holds a character of any of the kinds.
    #[must_use]
    pub fn holds(&self, any: Kinds) -> bool {
        self.line_kinds().iter().any(|kinds| kinds.hold(any))
    }

    fn line_kinds(&self) -> &[Kinds] {
        self.kinds.get_or_init(|| self.lines().map(|line| Kinds::of(line.text(&self.text))).collect())
    }

    /// The kinds of characters in the line that a part of the text stands in.
    #[must_use]
    pub fn kinds(&self, part: Span) -> Kinds {
        let line = self.text_line(part.start).saturating_sub(1);
        self.line_kinds().get(line).copied().unwrap_or_default()
    }

    /// Where in the document a byte stood, if the reader noted it.
    #[must_use]
    pub fn locus(&self, byte: usize) -> Option<&Locus> {
        let index = self.loci.partition_point(|(span, _)| span.start <= byte).checked_sub(1)?;
        let (span, locus) = &self.loci[index];
        (byte <= span.end).then_some(locus)
    }
}

fn is_continuation(byte: u8) -> bool {
    byte & 0b1100_0000 == 0b1000_0000
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_and_scalars_are_counted_over_wide_characters() {
        let source = Source::new("a", "一二三\n四五\n".repeat(100));
        assert_eq!(source.line(0), 1);
        assert_eq!(source.line(10), 2);
        assert_eq!(source.scalar(10), 4);
        let last = source.text.len();
        assert_eq!(source.scalar(last), source.text.chars().count());
        assert_eq!(source.lines().count(), 201);
    }

    #[test]
    fn a_second_document_keeps_its_name_and_place() {
        let (both, start) =
            Source::new("七月.txt", "完成三件").followed_by(&Source::new("一月.txt", "计划五件"));
        assert_eq!(&both.text[start..], "计划五件");
        assert_eq!(both.second(start), Some(("一月.txt", start)));
        assert_eq!(both.second(start - 1), None);
        assert_eq!(both.text_line(start), 3);
        assert_eq!((both.line(start), both.scalars(Span::new(start, start + 6))), (1, (0, 2)));
    }
}
