use html5ever::{
    driver::{ParseOpts, parse_document},
    tendril::{StrTendril, TendrilSink},
};
use scraper::{Html, HtmlTreeSink};

use crate::read::{ReadError, bounds};

/// Bytes parsed between two looks at the tree.
const PIECE: usize = 4 << 10;

/// The tree of a page, refused where it nests too deeply or grows out of proportion.
pub(super) fn parse(text: &str) -> Result<Html, ReadError> {
    attributes(text)?;
    let mut parser = parse_document(HtmlTreeSink::new(Html::new_document()), ParseOpts::default());
    let mut rest = text;
    while !rest.is_empty() {
        let cut =
            (0..=PIECE.min(rest.len())).rev().find(|&at| rest.is_char_boundary(at)).unwrap_or(rest.len());
        let cut = if cut == 0 { rest.len() } else { cut };
        let (piece, after) = rest.split_at(cut);
        parser.process(StrTendril::from_slice(piece));
        look(&parser.tokenizer.sink.sink.0.borrow())?;
        rest = after;
    }
    let page = parser.finish();
    look(&page)?;
    Ok(page)
}

/// The parser adds at the end of the tree, so the chain of last children shows how deep it stands.
fn look(page: &Html) -> Result<(), ReadError> {
    let last = std::iter::successors(Some(page.tree.root()), |node| node.last_child());
    ReadError::beyond("the nesting of the page", last.take(bounds::NESTING + 2).count(), bounds::NESTING)?;
    ReadError::beyond("the number of elements of the page", page.tree.values().len(), bounds::HTML_NODES)
}

/// Attributes are compared with one another while a tag is read, so their number is looked at before.
fn attributes(text: &str) -> Result<(), ReadError> {
    let bytes = text.as_bytes();
    let mut at = 0;
    while let Some(open) = text[at..].find('<').map(|found| at + found) {
        at = open + 1;
        if !bytes.get(at).is_some_and(u8::is_ascii_alphabetic) {
            continue;
        }
        let raw = ["script", "style"].into_iter().find(|name| {
            bytes.get(at..at + name.len()).is_some_and(|start| start.eq_ignore_ascii_case(name.as_bytes()))
        });
        let (end, count) = tag(bytes, at);
        ReadError::beyond("the number of attributes of an element", count, bounds::ATTRIBUTES)?;
        at = end;
        if let Some(name) = raw {
            at = raw_end(bytes, at, name);
        }
        while !text.is_char_boundary(at) {
            at += 1;
        }
    }
    Ok(())
}

/// The end of a tag and how many attributes it has at most.
fn tag(bytes: &[u8], start: usize) -> (usize, usize) {
    let (mut quote, mut count, mut before) = (None, 0, b'<');
    for (at, &byte) in bytes.iter().enumerate().skip(start) {
        match quote {
            Some(open) if open == byte => quote = None,
            Some(_) => {}
            None if byte == b'>' => return (at, count),
            None if (byte == b'"' || byte == b'\'') && before == b'=' => quote = Some(byte),
            None => {
                let begins = before.is_ascii_whitespace() || b"/\"'".contains(&before);
                count += usize::from(begins && !byte.is_ascii_whitespace());
            }
        }
        if !(before == b'=' && byte.is_ascii_whitespace()) {
            before = byte;
        }
    }
    (bytes.len(), count)
}

/// Where the text of a script or style ends.
fn raw_end(bytes: &[u8], start: usize, name: &str) -> usize {
    let close = |at: usize| {
        bytes.get(at + 2..at + 2 + name.len()).is_some_and(|end| end.eq_ignore_ascii_case(name.as_bytes()))
    };
    (start..bytes.len()).find(|&at| bytes[at..].starts_with(b"</") && close(at)).unwrap_or(bytes.len())
}
