use super::{
    Streams,
    formats::{Formats, Letter, Paragraph},
    lists,
    pieces::Piece,
    styles::Styles,
};
use crate::read::{Draft, ReadError, flowing::Flowing, html::shifted, lists::Lists};

/// Where the head counts the letters of the stories that stand before the text boxes: the text itself, notes,
/// heads and feet, macros, remarks, endnotes; and the text boxes.
const TEXT: usize = 0x4c;
const BETWEEN: [usize; 5] = [0x50, 0x54, 0x58, 0x5c, 0x60];
const BOXES: usize = 0x64;

/// The text and its text boxes.
pub(super) fn write(streams: &Streams, pieces: &[Piece]) -> Result<Draft, ReadError> {
    let text = streams.letters(TEXT);
    let boxes = text + BETWEEN.iter().map(|&at| streams.letters(at)).sum::<usize>();
    let stories = [(0, text), (boxes, boxes + streams.letters(BOXES))];
    let mut writer = Writer {
        streams,
        letters: Formats::letters(streams),
        paragraphs: Formats::paragraphs(streams),
        styles: Styles::of(streams),
        lists: lists::lists(streams),
        flowing: Flowing::default(),
        text: Vec::new(),
        fields: Vec::new(),
    };
    for (start, end) in stories {
        writer.story(pieces, start, end)?;
    }
    writer.flowing.finish()
}

/// A field that is open: its code so far, and whether its result has begun.
#[derive(Default)]
struct Field {
    code: Vec<u16>,
    result: bool,
}

impl Field {
    /// True for a table of contents, whose result is left out, too.
    fn is_contents(&self) -> bool {
        String::from_utf16_lossy(&self.code).trim_start().starts_with("TOC")
    }
}

/// True where a line ends with the number of a page, behind a blank or the dots that lead to it.
fn is_paged(line: &str) -> bool {
    let line = line.trim_end();
    let before = line.trim_end_matches(|c: char| c.is_ascii_digit());
    before.len() < line.len() && (before.ends_with(['.', '…']) || before.ends_with(char::is_whitespace))
}

struct Writer<'a> {
    streams: &'a Streams,
    letters: Formats<'a>,
    paragraphs: Formats<'a>,
    styles: Styles,
    lists: Lists,
    flowing: Flowing,
    /// The letters of the paragraph so far.
    text: Vec<u16>,
    fields: Vec<Field>,
}

/// Deepest nesting of fields that is kept apart.
const FIELDS: usize = 64;

impl Writer<'_> {
    /// Writes the letters between two places of the text.
    fn story(&mut self, pieces: &[Piece], start: usize, end: usize) -> Result<(), ReadError> {
        let (mut at, mut letter, mut known) = (0, Letter::default(), 0);
        for piece in pieces {
            let (first, last) = (at, at + piece.letters.len());
            at = last;
            let inside = start.max(first)..end.min(last);
            known = if inside.is_empty() { known } else { 0 };
            for index in inside.map(|index| index - first) {
                let place = piece.place(index);
                if place >= known || index == 0 {
                    let ((told, until), (style, end)) = (self.letters.at(place), self.paragraphs.at(place));
                    let hides = self.styles.hides(Paragraph::of(style, &[]).style);
                    (letter, known) = (Letter::of(told, hides), until.min(end));
                }
                self.letter(piece.letters[index], letter, place)?;
            }
        }
        self.fields.clear();
        if !self.text.is_empty() {
            self.end(&Paragraph::default(), false)?;
        }
        self.flowing.end_table()
    }

    fn letter(&mut self, unit: u16, letter: Letter, place: usize) -> Result<(), ReadError> {
        match unit {
            0x13 if self.fields.len() < FIELDS => self.fields.push(Field::default()),
            0x14 => {
                if let Some(field) = self.fields.last_mut() {
                    field.result = true;
                }
            }
            0x15 => drop(self.fields.pop()),
            0x07 | 0x0c | 0x0d => {
                let (told, _) = self.paragraphs.at(place);
                let paragraph = Paragraph::of(told, &self.streams.data);
                self.end(&paragraph, unit == 0x07)?;
            }
            _ if letter.gone => {}
            _ => {
                let shown = match unit {
                    0x09 | 0xa0 => 0x20,
                    0x0b => 0x0a,
                    0x1e => 0x2d,
                    0x28 if letter.symbol.is_some() => letter.symbol.unwrap_or(0),
                    0..0x20 | 0xf000..=0xf8ff => return Ok(()),
                    unit => unit,
                };
                self.push(shown, letter.shift);
            }
        }
        Ok(())
    }

    fn push(&mut self, unit: u16, shift: &str) {
        if let Some(field) = self.fields.iter_mut().rev().find(|field| !field.result) {
            field.code.push(unit);
        } else if !self.fields.iter().any(Field::is_contents) && !(0xf000..=0xf8ff).contains(&unit) {
            let digit = u8::try_from(unit).ok().filter(u8::is_ascii_digit).map(char::from);
            match digit.and_then(|digit| shifted(shift, &digit.to_string())) {
                Some(digit) => self.text.extend(digit.encode_utf16()),
                None => self.text.push(unit),
            }
        }
    }

    /// Ends a paragraph, a cell or a row.
    fn end(&mut self, told: &Paragraph, cell: bool) -> Result<(), ReadError> {
        let text = String::from_utf16_lossy(&std::mem::take(&mut self.text));
        let text = self.numbered(text, told);
        match told.depth {
            0 if !cell => {
                // A line of contents ends with a page; some write their headings in its style.
                let shown = !(is_paged(&text) && self.styles.is_contents(told.style));
                self.flowing.paragraph(Some(text.as_str()).filter(|_| shown))?;
            }
            2.. if told.inner.1 => self.flowing.end_inner(),
            2.. => self.flowing.inner(text),
            _ if cell && told.row_end => self.flowing.end_row(told.head, &told.cells),
            _ => {
                self.flowing.line(text);
                if cell {
                    self.flowing.end_cell();
                }
            }
        }
        Ok(())
    }

    /// The text with the number that its list gives it.
    fn numbered(&mut self, text: String, told: &Paragraph) -> String {
        if text.trim().is_empty() {
            return text;
        }
        let (list, level) = self.styles.list(told.style);
        let (list, level) = (told.list.or(list).unwrap_or(0), told.level.or(level).unwrap_or(0));
        if list == 0 {
            return text;
        }
        format!("{}{}", self.lists.next(&list.to_string(), level), text.trim_start())
    }
}

#[cfg(test)]
mod tests {
    use super::is_paged;

    #[test]
    fn a_line_of_contents_ends_with_a_page() {
        assert!(is_paged("一、总体情况 3") && is_paged("二、存在问题……12 "));
        assert!(!is_paged("三、下一步打算") && !is_paged("附表A12") && !is_paged(""));
    }
}
