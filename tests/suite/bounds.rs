//! What cannot be read says what to do, and what has no end ends at a bound.

use duibiao::read::{self, Options, ReadError};

use crate::{documents::refused, made, made_xls::xls};

/// An OLE container that holds a stream of this name.
fn compound(stream: &str) -> Vec<u8> {
    let mut bytes = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1".to_vec();
    bytes.resize(512, 0);
    bytes.extend(stream.encode_utf16().flat_map(u16::to_le_bytes));
    bytes.resize(2048, 0);
    bytes
}

#[test]
fn files_of_other_programs_say_what_to_do() {
    let odt =
        made::archive(&[("mimetype", "application/vnd.oasis.opendocument.text"), ("content.xml", "<a/>")]);
    for (name, bytes, said) in [
        ("a.doc", compound("WordDocument"), ".docx"),
        ("a.wps", compound("WordDocument"), "WPS"),
        ("a.docx", compound("EncryptedPackage"), "password"),
        ("a.xlsx", compound("EncryptedPackage"), "password"),
        ("a.xls", compound("Workbook"), "no workbook"),
        ("a.bin", compound("Other"), "old Office"),
        ("a.odt", odt, "OpenDocument"),
        ("a.pptx", made::archive(&[("ppt/presentation.xml", "<a/>")]), "presentation"),
        ("a.zip", made::archive(&[("a.txt", "甲")]), "unpack"),
        ("a.docx", made::archive(&[("word/document.xml", "<a><b></a>")]), "XML"),
        (
            "a.docx",
            made::archive(&[("word/document.xml", "<!DOCTYPE a [<!ENTITY b 'c'>]><a>&b;</a>")]),
            "entities",
        ),
        ("a.docx", made::docx("", ""), "empty"),
        ("a.docx", b"PK\x03\x04 broken".to_vec(), "archive is broken"),
        ("a.doc", b"MIME-Version: 1.0\nContent-Type: multipart/related".to_vec(), "web archive"),
        (
            "a.xls",
            b"<?xml version=\"1.0\"?><?mso-application progid=\"Excel.Sheet\"?><Workbook/>".to_vec(),
            "XML",
        ),
        ("a.rtf", b"{\\rtf1 a}".to_vec(), "docx"),
    ] {
        let reason = refused(name, bytes).to_string();
        assert!(reason.contains(said), "{name}: {reason}");
    }
}

#[test]
fn a_name_of_an_encoding_is_followed_or_refused() {
    let bytes =
        encoding(&"完成３１口".encode_utf16().flat_map(u16::to_be_bytes).collect::<Vec<_>>(), "utf-16be");
    assert_eq!(bytes.unwrap(), "完成３１口");
    assert!(encoding(b"a", "klingon").unwrap_err().to_string().contains("klingon"));
    assert!(encoding(b"\xff\xfe\xfd", "utf-8").unwrap_err().to_string().contains("--encoding"));
}

fn encoding(bytes: &[u8], name: &str) -> Result<String, ReadError> {
    let options = Options { encoding: Some(name.to_owned()) };
    read::read("a.txt", bytes, &options).map(|source| source.text)
}

/// Asserts that a document crosses a bound whose name has `what` in it.
#[track_caller]
fn crosses(name: &str, bytes: Vec<u8>, what: &str) {
    let error = refused(name, bytes);
    let ReadError::Bound { what: named, found, limit } = error else { panic!("{name}: {error}") };
    assert!(named.contains(what) && found > limit, "{name}: {named} {found} {limit}");
}

#[test]
fn archives_that_unpack_without_end_are_bounds() {
    let blank = " ".repeat(300 << 20);
    crosses("a.docx", made::archive(&[("word/document.xml", &blank)]), "unpacked");
    let names: Vec<String> = (0..10_001).map(|index| format!("p{index}")).collect();
    let many: Vec<(&str, &str)> = names.iter().map(|name| (name.as_str(), "")).collect();
    crosses("a.xlsx", made::archive(&many), "parts");
}

#[test]
fn xml_that_nests_without_end_is_a_bound() {
    let deep = "<w:p>".repeat(100_000);
    crosses("a.docx", made::archive(&[("word/document.xml", &deep)]), "nesting");
}

/// An .xlsx with this sheet and one shared string.
pub(crate) fn sheet(rows: &str, shared: &str) -> Vec<u8> {
    made::archive(&[
        ("xl/workbook.xml", "<workbook><sheets><sheet name=\"甲\" r:id=\"r1\"/></sheets></workbook>"),
        (
            "xl/_rels/workbook.xml.rels",
            "<Relationships><Relationship Id=\"r1\" Target=\"worksheets/s.xml\"/></Relationships>",
        ),
        ("xl/sharedStrings.xml", &format!("<sst><si><t>{shared}</t></si></sst>")),
        ("xl/worksheets/s.xml", &format!("<worksheet>{rows}</worksheet>")),
    ])
}

#[test]
fn sheets_that_grow_without_end_are_bounds() {
    crosses("a.xlsx", sheet(&"<row/>".repeat(200_001), ""), "rows of a sheet");
    let long = "<c t=\"s\"><v>0</v></c>".repeat(1000);
    crosses("a.xlsx", sheet(&format!("<row r=\"1\">{long}</row>"), &"长".repeat(1 << 18)), "text of a sheet");
    let diagonal: String =
        (1..3000).map(|at| format!("<row r=\"{at}\"><c r=\"{}{at}\"><v>1</v></c></row>", name(at))).collect();
    crosses("a.xlsx", sheet(&diagonal, ""), "size of a table");
    crosses("a.xls", xls(&[(0, 0, "1"), (65_535, 65_535, "2")]), "reach of the cells");
    let far = sheet(
        "<row r=\"1\"><c r=\"A1\"><v>1</v></c></row><row r=\"1048576\"><c r=\"XFD1048576\"><v>2</v></c></row>",
        "",
    );
    let source = read::read("a.xlsx", &far, &Options::default()).unwrap();
    assert_eq!((source.tables[0].height, source.tables[0].width), (2, 2));
}

/// The name of a column: AAA and on.
fn name(col: usize) -> String {
    let letter = |part: usize| char::from(b'A' + (part % 26) as u8);
    [col / 676 % 26, col / 26, col].map(letter).iter().collect()
}

#[test]
fn repeated_cells_and_rows_of_sheets_are_bounds() {
    let ods = |rows: &str| {
        let content = format!("<d><table:table table:name=\"甲\">{rows}</table:table></d>");
        let kind = "application/vnd.oasis.opendocument.spreadsheet";
        made::archive(&[("mimetype", kind), ("content.xml", &content)])
    };
    let cell = |times: usize| {
        format!("<t:table-cell t:number-columns-repeated=\"{times}\"><x:p>1</x:p></t:table-cell>")
    };
    crosses("a.ods", ods(&format!("<t:table-row>{}</t:table-row>", cell(1_000_000_000))), "repeated cells");
    let rows = format!("<t:table-row t:number-rows-repeated=\"1000000000\">{}</t:table-row>", cell(1));
    crosses("a.ods", ods(&rows), "rows of a sheet");
}

#[test]
fn long_lines_and_many_rows_of_text_are_bounds() {
    crosses("a.txt", vec![b'1'; (16 << 20) + 1], "longest line");
    crosses("a.csv", "1,2\n".repeat(200_001).into_bytes(), "rows");
    crosses("a.docx", vec![b'1'; (128 << 20) + 1], "size of the file");
    let row = format!("|{}\n", "a|".repeat(1500));
    crosses("a.md", format!("{row}|---|\n{}", row.repeat(1500)).into_bytes(), "size of a table");
}
