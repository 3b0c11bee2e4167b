//! Documents on their way to a process that reads them for this one, and what it made of them on their way back.
//!
//! Both travel as frames: a length of eight bytes, the least first, and so many bytes. The reading process may have
//! been taken over by the document it reads, so what comes back is checked as any other input is.

mod pack;

use std::io::{self, Read, Write};

use super::{Documents, Options, bounds};
use crate::text::Source;

/// A document to be read.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Request {
    /// Its name, whose ending may tell what it is.
    pub name: String,
    /// The encoding of text, where it was named.
    pub encoding: Option<String>,
    /// True where the documents that it carries are asked for, not what it says.
    pub unpack: bool,
    /// The document.
    pub bytes: Vec<u8>,
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
    ask(false, name, options, bytes, out)
}

/// Sends a document to be unpacked.
///
/// # Errors
/// Where nobody takes it any more.
pub fn send_carrier(name: &str, bytes: &[u8], out: &mut impl Write) -> io::Result<()> {
    ask(true, name, &Options::default(), bytes, out)
}

fn ask(unpack: bool, name: &str, options: &Options, bytes: &[u8], out: &mut impl Write) -> io::Result<()> {
    let encoding = options.encoding.as_deref();
    let mut head = Vec::new();
    pack::number(usize::from(unpack), &mut head);
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
        let unpack = rest.number()? == 1;
        let name = rest.word(WORD_BYTES)?;
        let named = rest.number()? == 1;
        let encoding = rest.word(WORD_BYTES)?;
        Some((unpack, name, named.then_some(encoding), rest.at()))
    })();
    let (unpack, name, encoding, start) = head.ok_or_else(torn)?;
    frame.drain(..start);
    Ok(Some(Request { name, encoding, unpack, bytes: frame }))
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
        .map(|(name, bytes)| {
            let mut head = Vec::new();
            pack::word(name, &mut head);
            pack::number(bytes.len(), &mut head);
            head
        })
        .collect();
    let each = heads.iter().zip(documents).map(|(head, (_, bytes))| head.len() + bytes.len());
    out.write_all(&((head.len() + each.sum::<usize>()) as u64).to_le_bytes())?;
    out.write_all(&head)?;
    for (head, (_, bytes)) in heads.iter().zip(documents) {
        out.write_all(head)?;
        out.write_all(bytes)?;
    }
    out.flush()
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
mod tests {
    use super::*;
    use crate::text::{Cell, Locus, Mark, Note, Recognised, Severity, Span, Table};

    fn source() -> Source {
        let cell = |start, end, col| Cell {
            span: Span::new(start, end),
            row: 0,
            col,
            rows: 1,
            cols: 1,
            header: col == 0,
        };
        let cells = vec![cell(7, 10, 0), cell(11, 13, 1)];
        let table =
            Table { caption: Some(Span::new(0, 6)), span: Span::new(7, 13), height: 1, width: 2, cells };
        let loci = vec![
            (Span::new(0, 6), Locus::Page(1)),
            (Span::new(7, 10), Locus::Paragraph(200)),
            (Span::new(11, 13), Locus::Cell("表".to_owned(), "B1".to_owned())),
        ];
        let mut source = Source::with_tables("a", "一季\n修\t12\n", vec![table], loci);
        let note =
            |severity| Note { severity, code: "page-silent", message: "二".to_owned(), spans: Vec::new() };
        source.recognised = Recognised { lines: vec![Span::new(0, 6)], doubts: vec![(Span::new(3, 6), 61)] };
        source.notes = [Severity::Note, Severity::Warning, Severity::Error].map(note).to_vec();
        source.marked(vec![Mark { byte: 0, line: 2, scalar: 9 }, Mark { byte: 7, line: 5, scalar: 30 }])
    }

    fn carried(one: &Answer) -> Vec<u8> {
        let mut bytes = Vec::new();
        answer(one, &mut bytes).unwrap();
        bytes
    }

    #[test]
    fn what_was_read_comes_back_as_it_was() {
        let bytes = carried(&Ok(source()));
        let back = answered("a", &mut bytes.as_slice()).unwrap().unwrap().unwrap();
        assert_eq!(back.marks(), source().marks());
        assert_eq!((back.text, back.tables, back.loci, back.notes, back.recognised), {
            let source = source();
            (source.text, source.tables, source.loci, source.notes, source.recognised)
        });
        let refused = carried(&Err("它是空的".to_owned()));
        assert_eq!(answered("a", &mut refused.as_slice()).unwrap().unwrap().unwrap_err(), "它是空的");
        assert!(answered("a", &mut [].as_slice()).unwrap().is_none());
    }

    #[test]
    fn a_document_arrives_with_its_name_and_encoding() {
        for encoding in [None, Some("gb18030".to_owned())] {
            let mut bytes = Vec::new();
            send(
                "甲.pdf",
                &Options { encoding: encoding.clone(), ..Options::default() },
                b"%PDF",
                &mut bytes,
            )
            .unwrap();
            let request = receive(&mut bytes.as_slice()).unwrap().unwrap();
            assert_eq!(
                request,
                Request { name: "甲.pdf".to_owned(), encoding, unpack: false, bytes: b"%PDF".to_vec() }
            );
        }
        assert_eq!(receive(&mut [].as_slice()).unwrap(), None);
    }

    #[test]
    fn carried_documents_come_back_as_they_are_and_cut_ones_are_refused() {
        let documents =
            vec![("a.zip/表.doc".to_owned(), vec![0, 1, 255]), ("a.zip/b.txt".to_owned(), Vec::new())];
        for one in [Ok(Some(documents)), Ok(None), Err("坏".to_owned())] {
            let mut bytes = Vec::new();
            answer_carrier(&one, &mut bytes).unwrap();
            assert_eq!(answered_carrier(&mut bytes.as_slice()).unwrap().unwrap(), one);
            (1..bytes.len()).for_each(|end| assert!(answered_carrier(&mut &bytes[..end]).is_err(), "{end}"));
        }
        let mut bytes = Vec::new();
        send_carrier("a.zip", b"PK", &mut bytes).unwrap();
        assert!(receive(&mut bytes.as_slice()).unwrap().unwrap().unpack);
    }

    #[test]
    fn an_answer_that_is_cut_or_changed_is_refused_or_sound() {
        let whole = carried(&Ok(source()));
        for end in 1..whole.len() {
            assert!(answered("a", &mut &whole[..end]).is_err(), "{end}");
        }
        for at in 8..whole.len() {
            for value in [0, 1, 0x7f, 0x80, 0xff] {
                let mut changed = whole.clone();
                changed[at] = value;
                if let Ok(Some(Ok(source))) = answered("a", &mut changed.as_slice()) {
                    let cells = source.tables.iter().flat_map(|table| &table.cells);
                    cells.for_each(|cell| assert!(source.text.get(cell.span.start..cell.span.end).is_some()));
                    assert!(source.loci.is_sorted_by_key(|(span, _)| span.start));
                    source.lines().for_each(|line| {
                        assert!(source.line(line.start) + source.scalar(line.end) < usize::MAX)
                    });
                }
            }
        }
        let endless = [u64::MAX.to_le_bytes().as_slice(), b"\x01"].concat();
        assert!(answered("a", &mut endless.as_slice()).is_err());
    }
}
