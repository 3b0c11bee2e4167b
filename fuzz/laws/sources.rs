//! Bytes to sources: what was decoded is text, what was read lies where it is said to lie.

use std::io::{Cursor, Write};

use duibiao::{
    read::{self, Options, courier},
    rules::Rulebook,
    text::{Source, Span},
};
use zip::{CompressionMethod, ZipWriter, write::SimpleFileOptions};

use super::choice;

/// Names of encodings as users give them; the empty one is to be found out.
const ENCODINGS: &[&str] =
    &["", "utf-8", "gb18030", "gbk", "gb2312", "utf-16le", "utf-16be", "big5", "iso-2022-jp", "shift_jis"];

/// A text of any encoding: line ends are `\n`, and what was lost is said.
pub(super) fn decode(bytes: &[u8], _: &Rulebook) {
    let Some((encoding, bytes)) = choice(bytes, ENCODINGS) else { return };
    let options = Options {
        encoding: Some((*encoding).to_owned()).filter(|name| !name.is_empty()),
        ..Options::default()
    };
    let Ok(source) = read::read("a.txt", bytes, &options) else { return };
    sound(&source);
    assert!(!source.text.contains('\r'), "a line end is `\\n`");
    let told = source.notes.iter().any(|note| note.code == "letters-broken");
    let (clean, utf8) = (std::str::from_utf8(bytes), encoding.is_empty() || *encoding == "utf-8");
    match clean {
        Ok(text) if utf8 && source.tables.is_empty() && !text.contains('<') && !is_other(text) => {
            let text = text.strip_prefix('\u{feff}').unwrap_or(text);
            assert_eq!(source.text, text.replace("\r\n", "\n").replace('\r', "\n"), "clean text is kept");
        }
        Ok(_) => {}
        Err(_) => {
            let lossy = String::from_utf8_lossy(bytes).replace("\r\n", "\n").replace('\r', "\n");
            assert!(told || source.text != lossy, "letters were lost without a note");
        }
    }
}

/// True for text that is a document of another kind, whatever its name: rich text or a mail.
fn is_other(text: &str) -> bool {
    text.starts_with("{\\rtf") || text.to_ascii_lowercase().contains("mime-version")
}

/// A kind of document, and how the bytes become one.
type Made = (&'static str, fn(&[u8]) -> Vec<u8>);

/// Every kind; those that are archives also from the XML inside them, which no mutation of packed bytes reaches.
const KINDS: &[Made] = &[
    ("a.txt", <[u8]>::to_vec),
    ("a.md", <[u8]>::to_vec),
    ("a.html", <[u8]>::to_vec),
    ("a.csv", <[u8]>::to_vec),
    ("a.docx", <[u8]>::to_vec),
    ("a.xlsx", <[u8]>::to_vec),
    ("a.ods", <[u8]>::to_vec),
    ("a.xls", <[u8]>::to_vec),
    ("a.pdf", <[u8]>::to_vec),
    ("a.docx", docx),
    ("a.xlsx", xlsx),
    ("a.ods", ods),
    ("a.rtf", <[u8]>::to_vec),
    ("a.eml", <[u8]>::to_vec),
    ("a.doc", <[u8]>::to_vec),
    ("a.xml", <[u8]>::to_vec),
    ("a.odt", odt),
    ("a.ofd", ofd),
    ("a.xlsb", xlsb),
    ("a.pptx", pptx),
    ("a.msg", <[u8]>::to_vec),
    ("a.fods", <[u8]>::to_vec),
];

/// A document of any kind.
pub(super) fn document(bytes: &[u8], _: &Rulebook) {
    let Some(((name, made), bytes)) = choice(bytes, KINDS) else { return };
    let whole = made(bytes);
    let Ok(source) = read::read(name, &whole, &Options::default()) else { return };
    sound(&source);
    if *name == "a.csv" && source.notes.is_empty() && !source.text.contains(['<', '\u{fffd}']) {
        let kept = std::str::from_utf8(bytes).is_ok_and(|text| digits(text) == digits(&source.text));
        assert!(kept || std::str::from_utf8(bytes).is_err() || bytes.contains(&b'<'), "a number was lost");
    }
}

fn odt(content: &[u8]) -> Vec<u8> {
    archive(&[("mimetype", b"application/vnd.oasis.opendocument.text"), ("content.xml", content)])
}

fn ofd(page: &[u8]) -> Vec<u8> {
    archive(&[
        ("OFD.xml", b"<OFD><DocBody><DocRoot>d.xml</DocRoot></DocBody></OFD>"),
        ("d.xml", b"<Document><Pages><Page ID=\"1\" BaseLoc=\"p.xml\"/></Pages></Document>"),
        ("p.xml", page),
    ])
}

/// The sheet of a binary workbook; its name is the part's.
fn xlsb(sheet: &[u8]) -> Vec<u8> {
    let book = b"\x9c\x01\x12\0\0\0\0\x01\0\0\0\x01\0\0\0r\0\x01\0\0\0s\0";
    let links = b"<Relationships><Relationship Id=\"r\" Target=\"worksheets/s.bin\"/></Relationships>";
    archive(&[
        ("xl/workbook.bin", book),
        ("xl/_rels/workbook.bin.rels", links),
        ("xl/worksheets/s.bin", sheet),
    ])
}

fn pptx(slide: &[u8]) -> Vec<u8> {
    archive(&[
        ("ppt/presentation.xml", b"<presentation><sldIdLst><sldId r:id=\"r\"/></sldIdLst></presentation>"),
        (
            "ppt/_rels/presentation.xml.rels",
            b"<Relationships><Relationship Id=\"r\" Target=\"slides/s.xml\"/></Relationships>",
        ),
        ("ppt/slides/s.xml", slide),
    ])
}

fn digits(text: &str) -> String {
    text.chars().filter(char::is_ascii_digit).collect()
}

/// The parts of an archive, without compression.
fn archive(parts: &[(&str, &[u8])]) -> Vec<u8> {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    let stored = SimpleFileOptions::default().compression_method(CompressionMethod::Stored);
    for (name, bytes) in parts {
        zip.start_file(*name, stored).expect("the names are known and good");
        zip.write_all(bytes).expect("memory takes what is written");
    }
    zip.finish().expect("memory takes what is written").into_inner()
}

/// The bytes cut in two at a zero byte: the main part and the one beside it.
fn halves(bytes: &[u8]) -> (&[u8], &[u8]) {
    let at = bytes.iter().position(|&byte| byte == 0).unwrap_or(bytes.len());
    (&bytes[..at], bytes.get(at + 1..).unwrap_or_default())
}

fn docx(bytes: &[u8]) -> Vec<u8> {
    let (body, numbering) = halves(bytes);
    archive(&[
        ("[Content_Types].xml", b"<Types/>"),
        ("word/document.xml", body),
        ("word/numbering.xml", numbering),
    ])
}

fn xlsx(bytes: &[u8]) -> Vec<u8> {
    let (sheet, shared) = halves(bytes);
    archive(&[
        ("xl/workbook.xml", b"<workbook><sheets><sheet name=\"s\" r:id=\"r1\"/></sheets></workbook>"),
        (
            "xl/_rels/workbook.xml.rels",
            b"<Relationships><Relationship Id=\"r1\" Target=\"worksheets/s.xml\"/></Relationships>",
        ),
        ("xl/sharedStrings.xml", shared),
        ("xl/styles.xml", b"<styleSheet><numFmts><numFmt numFmtId=\"164\" formatCode=\"0.00%\"/></numFmts><cellXfs><xf/><xf numFmtId=\"9\"/><xf numFmtId=\"14\"/><xf numFmtId=\"164\"/></cellXfs></styleSheet>"),
        ("xl/worksheets/s.xml", sheet),
    ])
}

fn ods(bytes: &[u8]) -> Vec<u8> {
    archive(&[("mimetype", b"application/vnd.oasis.opendocument.spreadsheet"), ("content.xml", bytes)])
}

/// What holds for every source: spans are in bounds, on borders, in order; cells do not lie on one another.
pub(crate) fn sound(source: &Source) {
    let sound = |span: Span| source.text.get(span.range()).is_some();
    let mut end = 0;
    for table in &source.tables {
        assert!(sound(table.span) && table.span.start >= end && table.caption.is_none_or(sound));
        end = table.span.end;
        let mut before = table.span.start;
        for cell in &table.cells {
            assert!(sound(cell.span) && table.span.covers(cell.span) && cell.span.start >= before);
            assert!(cell.row + cell.rows <= table.height && cell.col + cell.cols <= table.width);
            before = cell.span.end;
        }
        let grid = table.grid();
        for (index, cell) in table.cells.iter().enumerate() {
            assert_eq!(grid[cell.row][cell.col], Some(index), "cells lie on one another");
        }
    }
    assert!(source.loci.windows(2).all(|pair| pair[0].0.start <= pair[1].0.start));
    assert!(source.loci.iter().all(|(span, _)| sound(*span)));
    let mut sent = Vec::new();
    courier::answer(&Ok(source.clone()), &mut sent).expect("memory takes what is written");
    let back = courier::answered(&source.name, &mut sent.as_slice()).expect("a child may give what is read");
    let back = back.expect("an answer was sent").expect("it was read");
    assert!((&back.text, &back.tables, &back.loci) == (&source.text, &source.tables, &source.loci));
    assert_eq!(back.marks(), source.marks());
    assert!(source.notes.iter().flat_map(|note| &note.spans).all(|span| sound(*span)));
}
