//! Documents on their way to a process that reads them for this one, and what it made of them on their way back.
//!
//! Both travel as frames: a length of eight bytes, the least first, and so many bytes. The reading process may have
//! been taken over by the document it reads, so what comes back is checked as any other input is.

mod pack;

use std::io::{self, Read, Write};

use super::{Contents, Documents, Options, bounds};
use crate::text::Source;

/// A document to be read.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Request {
    /// Its name, whose ending may tell what it is.
    pub name: String,
    /// The encoding of text, where it was named.
    pub encoding: Option<String>,
    /// What is asked for.
    pub asked: Asked,
    /// The document.
    pub bytes: Vec<u8>,
}

/// What is asked for of a document.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Asked {
    /// What it says.
    #[default]
    Text,
    /// The documents that it carries, and the names of the pictures beside them.
    Documents,
    /// The documents that it carries, pictures among them.
    Pictures,
}

impl Asked {
    const ALL: [Self; 3] = [Self::Text, Self::Documents, Self::Pictures];
}

/// What came of a document: what was read, or the reason why it could not be, as people are told it.
pub type Answer = Result<Source, String>;

/// The documents that a document carries, none for one that carries none; or the reason why it is not known.
pub type Carried = Result<Option<Documents>, String>;

/// Most bytes of a name, an encoding or a reason.
const WORD_BYTES: usize = 64 << 10;

/// Sends a document to be read.
///
/// # Errors
/// Where nobody takes it any more.
pub fn send(name: &str, options: &Options, bytes: &[u8], out: &mut impl Write) -> io::Result<()> {
    ask(Asked::Text, name, options, bytes, out)
}

/// Sends a document to be unpacked, with the pictures in it or their names alone.
///
/// # Errors
/// Where nobody takes it any more.
pub fn send_carrier(name: &str, bytes: &[u8], pictures: bool, out: &mut impl Write) -> io::Result<()> {
    ask(if pictures { Asked::Pictures } else { Asked::Documents }, name, &Options::default(), bytes, out)
}

fn ask(asked: Asked, name: &str, options: &Options, bytes: &[u8], out: &mut impl Write) -> io::Result<()> {
    let encoding = options.encoding.as_deref();
    let mut head = Vec::new();
    pack::number(asked as usize, &mut head);
    pack::word(name, &mut head);
    pack::number(usize::from(encoding.is_some()), &mut head);
    pack::word(encoding.unwrap_or_default(), &mut head);
    out.write_all(&((head.len() + bytes.len()) as u64).to_le_bytes())?;
    out.write_all(&head)?;
    out.write_all(bytes)?;
    out.flush()
}

/// The next document; `None` where no more come.
///
/// # Errors
/// Where it ends too soon or is none.
pub fn receive(input: &mut impl Read) -> io::Result<Option<Request>> {
    let Some(mut frame) = frame(input, bounds::FILE_BYTES + 3 * WORD_BYTES)? else { return Ok(None) };
    let mut rest = pack::Rest::new(&frame);
    let head = (|| {
        let asked = *Asked::ALL.get(rest.number()?)?;
        let name = rest.word(WORD_BYTES)?;
        let named = rest.number()? == 1;
        let encoding = rest.word(WORD_BYTES)?;
        Some((asked, name, named.then_some(encoding), rest.at()))
    })();
    let (asked, name, encoding, start) = head.ok_or_else(torn)?;
    frame.drain(..start);
    Ok(Some(Request { name, encoding, asked, bytes: frame }))
}

/// Sends what came of a document.
///
/// # Errors
/// Where nobody takes it any more.
pub fn answer(answer: &Answer, out: &mut impl Write) -> io::Result<()> {
    let mut frame = Vec::new();
    match answer {
        Ok(source) => {
            pack::number(1, &mut frame);
            pack::source(source, &mut frame);
        }
        Err(reason) => {
            pack::number(0, &mut frame);
            pack::word(reason, &mut frame);
        }
    }
    out.write_all(&(frame.len() as u64).to_le_bytes())?;
    out.write_all(&frame)?;
    out.flush()
}

/// What came of the document that is called `name`; `None` where no answer came.
///
/// # Errors
/// Where it ends too soon or holds what no reader gives: places outside the text, tables beyond the bounds.
pub fn answered(name: &str, input: &mut impl Read) -> io::Result<Option<Answer>> {
    let Some(frame) = frame(input, bounds::ANSWER_BYTES)? else { return Ok(None) };
    let mut rest = pack::Rest::new(&frame);
    let answer = match rest.number() {
        Some(1) => rest.source(name).map(Ok),
        Some(0) => rest.word(WORD_BYTES).map(Err),
        Some(_) | None => None,
    };
    answer.filter(|_| rest.at() == frame.len()).map(Some).ok_or_else(torn)
}

/// Sends the documents that a document carries.
///
/// # Errors
/// Where nobody takes them any more.
pub fn answer_carrier(carried: &Carried, out: &mut impl Write) -> io::Result<()> {
    let documents = carried.as_ref().ok().and_then(Option::as_deref).unwrap_or_default();
    let mut head = Vec::new();
    match carried {
        Err(reason) => {
            pack::number(0, &mut head);
            pack::word(reason, &mut head);
        }
        Ok(None) => pack::number(1, &mut head),
        Ok(Some(_)) => {
            pack::number(2, &mut head);
            pack::number(documents.len(), &mut head);
        }
    }
    // They may be large: they are sent as they are, each behind its head.
    let heads: Vec<Vec<u8>> = documents
        .iter()
        .map(|(name, contents)| {
            let mut head = Vec::new();
            pack::word(name, &mut head);
            pack::number(usize::from(contents.is_ok()), &mut head);
            pack::number(held(contents).len(), &mut head);
            head
        })
        .collect();
    let each = heads.iter().zip(documents).map(|(head, (_, contents))| head.len() + held(contents).len());
    out.write_all(&((head.len() + each.sum::<usize>()) as u64).to_le_bytes())?;
    out.write_all(&head)?;
    for (head, (_, contents)) in heads.iter().zip(documents) {
        out.write_all(head)?;
        out.write_all(held(contents))?;
    }
    out.flush()
}

/// The bytes of a document, or of the reason why there are none.
fn held(contents: &Contents) -> &[u8] {
    match contents {
        Ok(bytes) => bytes,
        Err(reason) => reason.as_bytes(),
    }
}

/// The documents that a document carries; `None` where no answer came.
///
/// # Errors
/// Where it ends too soon or is none.
pub fn answered_carrier(input: &mut impl Read) -> io::Result<Option<Carried>> {
    let Some(frame) = frame(input, bounds::UNPACKED_BYTES + bounds::FILE_BYTES)? else { return Ok(None) };
    let mut rest = pack::Rest::new(&frame);
    let carried = match rest.number() {
        Some(0) => rest.word(WORD_BYTES).map(Err),
        Some(1) => Some(Ok(None)),
        Some(2) => rest.carried().map(|documents| Ok(Some(documents))),
        Some(_) | None => None,
    };
    carried.filter(|_| rest.at() == frame.len()).map(Some).ok_or_else(torn)
}

fn frame(input: &mut impl Read, limit: usize) -> io::Result<Option<Vec<u8>>> {
    let mut length = [0; 8];
    if input.read(&mut length[..1])? == 0 {
        return Ok(None);
    }
    input.read_exact(&mut length[1..])?;
    let length = u64::from_le_bytes(length);
    if length > limit as u64 {
        return Err(torn());
    }
    // Memory is taken as bytes come, whatever length was announced.
    let mut bytes = Vec::new();
    input.take(length).read_to_end(&mut bytes)?;
    if bytes.len() as u64 == length { Ok(Some(bytes)) } else { Err(io::ErrorKind::UnexpectedEof.into()) }
}

fn torn() -> io::Error {
    io::Error::new(io::ErrorKind::InvalidData, "the frame is not in the form of documents")
}

#[cfg(test)]
mod tests;
