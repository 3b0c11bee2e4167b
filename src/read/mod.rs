//! Documents as people have them, read into text with tables.
//!
//! What a file is follows from its bytes first and from the ending of its name second; [`READERS`] lists what is
//! known. The text of a table is written row by row, its cells joined by tabs, so that a cell has a span like any
//! other piece of text; the lines of a cell are joined by `\n`.

pub mod bounds;
mod csv;
mod decode;
mod draft;
mod error;
mod grid;
mod html;
mod markdown;
mod plain;
mod sniff;

use std::path::Path;

pub use error::ReadError;

use crate::text::Source;
use draft::Draft;

/// What a reader is told besides the bytes.
#[derive(Clone, Debug, Default)]
pub struct Options {
    /// The encoding of text files, where it is not to be found out.
    pub encoding: Option<String>,
}

/// One kind of document.
pub struct Reader {
    /// Its name, as shown to people.
    pub name: &'static str,
    /// The endings of its files, lower case, without the dot.
    pub endings: &'static [&'static str],
    read: Read,
}

/// How a kind of document is read.
enum Read {
    /// From its text.
    Text(fn(&str) -> Result<Draft, ReadError>),
}

impl std::fmt::Debug for Reader {
    fn fmt(&self, to: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        to.write_str(self.name)
    }
}

const PLAIN: Reader = Reader { name: "text", endings: &["txt", "text"], read: Read::Text(plain::read) };
const HTML: Reader =
    Reader { name: "HTML", endings: &["html", "htm", "xhtml", "shtml"], read: Read::Text(html::read) };

/// Every kind of document that can be read.
pub const READERS: &[Reader] = &[
    PLAIN,
    Reader { name: "Markdown", endings: &["md", "markdown"], read: Read::Text(markdown::read) },
    Reader { name: "CSV", endings: &["csv", "tsv"], read: Read::Text(csv::read) },
    HTML,
];

/// Reads a document; `name` is what the source is called, and its ending tells text files apart.
///
/// # Errors
/// Where the bytes are no document that can be read, with what to do about it.
pub fn read(name: &str, bytes: &[u8], options: &Options) -> Result<Source, ReadError> {
    ReadError::beyond("the size of the file in bytes", bytes.len(), bounds::FILE_BYTES)?;
    if bytes.iter().all(u8::is_ascii_whitespace) {
        return Err(ReadError::Empty);
    }
    sniff::refuse(bytes)?;
    let reader = by_ending(name).unwrap_or(&PLAIN);
    let text = decode::decode(bytes, options.encoding.as_deref())?;
    let reader = if sniff::is_html(&text) { &HTML } else { reader };
    let draft = match reader.read {
        Read::Text(read) => read(&text)?,
    };
    if draft.is_empty() { Err(ReadError::Empty) } else { Ok(draft.finish(name)) }
}

/// True where the ending of a name is that of a document, be it one that can only be refused with advice.
#[must_use]
pub fn is_document(name: &str) -> bool {
    by_ending(name).is_some()
}

fn by_ending(name: &str) -> Option<&'static Reader> {
    let ending = Path::new(name).extension()?.to_str()?.to_lowercase();
    READERS.iter().find(|reader| reader.endings.contains(&ending.as_str()))
}
