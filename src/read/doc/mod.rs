//! Word 97 to 2003 (.doc) and WPS (.wps): the pieces of the text with the properties of their letters and paragraphs.
//!
//! The text stands in pieces all over the stream `WordDocument` ([`pieces`]); pages of properties tell for each
//! stretch of that stream what its letters and paragraphs are ([`formats`]); lists and styles stand in a stream of
//! tables ([`lists`], [`styles`]). What is deleted, hidden, or the code of a field is left out ([`body`]).

mod body;
mod formats;
mod lists;
mod pieces;
mod sprm;
mod styles;

use super::{
    Draft, ReadError,
    compound::{Compound, short, word},
};

/// The beginning of every Word file since 1997.
const MARK: u16 = 0xa5ec;
/// The number of the first version whose tables stand where they are looked for.
const FIRST_VERSION: u16 = 0xc1;
const WORKS: &str = "a file of Microsoft Works: open it in LibreOffice or Word and save it as .docx";
/// The streams that hold the text of Microsoft Works.
const WORKS_TEXT: &[&str] = &["CONTENTS", "MN0"];
const OLDER: &str = "a file of Word 95 or older: open it in Word, WPS or LibreOffice and save it as .docx";

/// The streams of a Word file.
struct Streams {
    /// The text and the properties.
    main: Vec<u8>,
    /// Styles, lists, and where the pieces are.
    table: Vec<u8>,
    /// Long lists of properties.
    data: Vec<u8>,
}

impl Streams {
    /// A part of the table stream whose place stands at `at` in the head of the main one.
    fn part(&self, at: usize) -> &[u8] {
        let (start, size) = (word(&self.main, at), word(&self.main, at + 4));
        let range = start.zip(size).map(|(start, size)| start as usize..start as usize + size as usize);
        range.and_then(|range| self.table.get(range)).unwrap_or_default()
    }

    /// How many letters a story has whose count stands at `at` in the head.
    fn letters(&self, at: usize) -> usize {
        word(&self.main, at).map_or(0, |count| (count as usize).min(self.main.len()))
    }
}

pub(super) fn read(bytes: &[u8]) -> Result<Draft, ReadError> {
    let broken = |what: &str| ReadError::Broken(format!("its {what} is missing"));
    let compound = Compound::open(bytes).ok_or_else(|| broken("container of streams"))?;
    let Some(main) = compound.stream(0, &["WordDocument"]) else {
        let works = compound.stream(0, WORKS_TEXT).is_some();
        return Err(if works { ReadError::Unsupported(WORKS) } else { broken("text") });
    };
    let (mark, version, flags) = (short(&main, 0), short(&main, 2), short(&main, 10).unwrap_or(0));
    if mark != Some(MARK) || version.is_none_or(|version| version < FIRST_VERSION) {
        return Err(ReadError::Unsupported(OLDER));
    }
    if flags & 0x100 != 0 {
        return Err(ReadError::Encrypted);
    }
    let name = if flags & 0x200 == 0 { "0Table" } else { "1Table" };
    let table = compound.stream(0, &[name]).ok_or_else(|| broken("stream of tables"))?;
    let data = compound.stream(0, &["Data"]).unwrap_or_default();
    let streams = Streams { main, table, data };
    let text = pieces::text(&streams)?;
    body::write(&streams, &text)
}
