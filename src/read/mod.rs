//! Documents as people have them, read into text with tables.
//!
//! What a file is follows from its bytes first and from the ending of its name second; [`READERS`] lists what is
//! known. The text of a table is written row by row, its cells joined by tabs, so that a cell has a span like any
//! other piece of text; the lines of a cell are joined by `\n`.

mod archive;
pub mod bounds;
mod carried;
mod code_page;
mod compound;
pub mod courier;
mod csv;
mod decode;
mod doc;
mod docx;
mod draft;
mod edges;
mod elements;
mod error;
mod flowing;
mod grid;
mod html;
mod links;
mod lists;
mod markdown;
mod markdown_hidden;
mod mime;
mod msg;
pub mod ocr;
mod odt;
mod ofd;
mod own;
mod pasted;
mod pdf;
mod places;
mod plain;
mod pptx;
mod ragged;
mod rtf;
mod running;
mod sheet;
mod sniff;
mod spoken;
mod xml;

use std::{path::Path, sync::Arc};

pub use carried::{Contents, Documents, carried};
pub use decode::is_encoding;
pub use error::ReadError;
pub use own::{is_own, is_own_reason, is_own_text};

use crate::text::Source;
use decode::Decoded;
use draft::Draft;
use ocr::Ocr;

/// What a reader is told besides the bytes.
#[derive(Clone, Debug, Default)]
pub struct Options {
    /// The encoding of text files, where it is not to be found out.
    pub encoding: Option<String>,
    /// What reads pictures, where its models are there.
    pub ocr: Option<Arc<Ocr>>,
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
    /// From its bytes.
    Bytes(fn(&[u8]) -> Result<Draft, ReadError>),
    /// From its bytes, pictures in it by the models, where they are there.
    Seen(fn(&[u8], Option<&Ocr>) -> Result<Draft, ReadError>),
}

impl std::fmt::Debug for Reader {
    fn fmt(&self, to: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        to.write_str(self.name)
    }
}

const PLAIN: Reader = Reader { name: "text", endings: &["txt", "text"], read: Read::Text(plain::read) };
const HTML: Reader =
    Reader { name: "HTML", endings: &["html", "htm", "xhtml", "shtml"], read: Read::Text(html::read) };

const DOCX: Reader = Reader { name: "Word", endings: &["docx", "docm"], read: Read::Bytes(docx::read) };
const DOC: Reader = Reader { name: "old Word", endings: &["doc", "wps"], read: Read::Bytes(doc::read) };
const RTF: Reader = Reader { name: "rich text", endings: &["rtf"], read: Read::Bytes(rtf::read) };
const ODT: Reader = Reader { name: "OpenDocument text", endings: &["odt"], read: Read::Bytes(odt::read) };
const XLSX: Reader =
    Reader { name: "Excel", endings: &["xlsx", "xlsm"], read: Read::Bytes(sheet::read_xlsx) };
const XLSB: Reader = Reader { name: "binary Excel", endings: &["xlsb"], read: Read::Bytes(sheet::read_xlsb) };
const ODS: Reader =
    Reader { name: "OpenDocument sheet", endings: &["ods"], read: Read::Bytes(sheet::read_ods) };
const XLS: Reader = Reader { name: "old Excel", endings: &["xls", "et"], read: Read::Bytes(sheet::read_xls) };
const PDF: Reader = Reader { name: "PDF", endings: &["pdf"], read: Read::Seen(pdf::read) };
/// Pictures are no documents but where they can be read: a folder or a mail may hold some that are none.
const PICTURE: Reader =
    Reader { name: "picture", endings: &["png", "jpg", "jpeg", "tif", "tiff"], read: Read::Seen(ocr::read) };
const OFD: Reader = Reader { name: "OFD", endings: &["ofd"], read: Read::Bytes(ofd::read) };
const PPTX: Reader = Reader { name: "PowerPoint", endings: &["pptx", "pptm"], read: Read::Bytes(pptx::read) };
const MAIL: Reader =
    Reader { name: "mail or web archive", endings: &["eml", "mht", "mhtml"], read: Read::Bytes(mime::read) };
const MSG: Reader = Reader { name: "Outlook mail", endings: &["msg"], read: Read::Bytes(msg::read) };
const FLAT: Reader =
    Reader { name: "XML of Office", endings: &["xml", "fods", "fodt"], read: Read::Text(flat) };
/// Endings of workbooks.
const SHEETS: &[&str] = &["xls", "xlsx", "et"];
/// Endings of files that are refused with advice, or that hold documents.
const OTHER_ENDINGS: &[&str] = &["zip"];

/// Every kind of document that can be read.
pub const READERS: &[Reader] = &[
    PLAIN,
    Reader { name: "Markdown", endings: &["md", "markdown"], read: Read::Text(markdown::read) },
    Reader { name: "CSV", endings: &["csv", "tsv"], read: Read::Text(csv::read) },
    HTML,
    DOCX,
    DOC,
    RTF,
    ODT,
    XLSX,
    XLSB,
    ODS,
    XLS,
    PDF,
    OFD,
    PPTX,
    MAIL,
    MSG,
    FLAT,
];

/// A document in one file of XML, of whatever program.
fn flat(text: &str) -> Result<Draft, ReadError> {
    let read = sniff::flat(text).ok_or(ReadError::Unsupported(
        "XML of an unknown program: save the document as .docx, .xlsx or .html",
    ))?;
    read(text)
}

/// Reads a document; `name` is what the source is called, and its ending tells text files apart.
///
/// # Errors
/// Where the bytes are no document that can be read, with what to do about it.
pub fn read(name: &str, bytes: &[u8], options: &Options) -> Result<Source, ReadError> {
    let decode = || decode::decode(bytes, options.encoding.as_deref());
    read_decoding(name, bytes, options, decode)
}

/// The same of a text, which need not be decoded.
///
/// # Errors
/// A text that is no document, or none that can be read.
pub fn read_text(name: &str, text: &str) -> Result<Source, ReadError> {
    read_decoding(name, text.as_bytes(), &Options::default(), || decode::known(text))
}

fn read_decoding(
    name: &str,
    bytes: &[u8],
    options: &Options,
    decode: impl FnOnce() -> Result<Decoded, ReadError>,
) -> Result<Source, ReadError> {
    ReadError::beyond("the size of the file in bytes", bytes.len(), bounds::FILE_BYTES)?;
    if bytes.iter().all(u8::is_ascii_whitespace) {
        return Err(ReadError::Empty);
    }
    if is_own(bytes) {
        return Err(ReadError::Unsupported(own::WHAT));
    }
    let draft = match sniff::reader(name, bytes)?.map(|reader| &reader.read) {
        Some(Read::Bytes(read)) => read(bytes)?,
        Some(Read::Seen(read)) => read(bytes, options.ocr.as_deref())?,
        Some(Read::Text(_)) | None => text(name, &decode()?)?,
    };
    draft.counted()?;
    if draft.is_empty() {
        return Err(ReadError::Empty);
    }
    let source = draft.finish(name);
    let longest = source.lines().map(|line| line.len()).max().unwrap_or(0);
    ReadError::beyond("the longest line in bytes", longest, bounds::LINE_BYTES)?;
    running::counted(&source)?;
    Ok(source)
}

/// The codes of what readers note.
pub const NOTES: &[&str] = &[
    "letters-broken",
    "page-silent",
    "page-pictures",
    "page-recognised",
    "pdf-damaged",
    "digit-doubtful",
    "formula-uncomputed",
    "cells-hidden",
    "slides-hidden",
    "mail-files",
    "read-code",
];

/// True where models could make more of a document than what came of it: it is a picture, or some of its pages are.
#[must_use]
pub fn wants_ocr(answer: &Result<Source, String>) -> bool {
    match answer {
        Ok(source) => source.notes.iter().any(|note| note.code == "page-silent"),
        Err(reason) => {
            [ReadError::Scanned, ReadError::Picture].iter().any(|error| error.to_string() == *reason)
        }
    }
}

/// True where bytes are of a kind that is best read in a process of its own: anything but plain text and pages.
#[must_use]
pub fn is_foreign(name: &str, bytes: &[u8]) -> bool {
    sniff::is_container(bytes)
        || sniff::is_xml(bytes)
        || matches!(sniff::reader(name, bytes), Ok(Some(Reader { read: Read::Bytes(_) | Read::Seen(_), .. })))
}

fn text(name: &str, decoded: &Decoded) -> Result<Draft, ReadError> {
    let silent = spoken::silent(&decoded.text);
    let text = silent.as_deref().unwrap_or(&decoded.text);
    let mut draft = if let Some(read) = sniff::flat(text) {
        read(text)?
    } else if sniff::is_html(text) {
        html::read(text).and_then(|draft| sniff::frames(text, &draft).map_or(Ok(draft), Err))?
    } else {
        // Marks and blanks of such text are text as well.
        ReadError::beyond("the text of the document in bytes", text.trim().len(), bounds::DOCUMENT_BYTES)?;
        match by_ending(name).map(|reader| &reader.read) {
            Some(Read::Text(read)) => read(text)?,
            // Systems call the CSV that they write a workbook.
            Some(_) if SHEETS.contains(&ending(name).as_str()) && csv::is_table(text) => csv::read(text)?,
            Some(Read::Bytes(_) | Read::Seen(_)) | None => plain::read(text)?,
        }
    };
    if decoded.broken > 0 {
        draft.note("letters-broken", format!("{} letters could not be decoded", decoded.broken));
    }
    Ok(draft)
}

/// True where the ending of a name is that of a document, be it one that can only be refused with advice.
#[must_use]
pub fn is_document(name: &str) -> bool {
    by_ending(name).is_some() || OTHER_ENDINGS.contains(&ending(name).as_str())
}

/// True where the ending of a name is that of a picture.
#[must_use]
pub fn is_picture(name: &str) -> bool {
    PICTURE.endings.contains(&ending(name).as_str())
}

fn by_ending(name: &str) -> Option<&'static Reader> {
    let ending = ending(name);
    READERS.iter().find(|reader| reader.endings.contains(&ending.as_str()))
}

/// The ending of a name in lower case.
fn ending(name: &str) -> String {
    Path::new(name).extension().map(|ending| ending.to_string_lossy().to_lowercase()).unwrap_or_default()
}
