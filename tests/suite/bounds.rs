//! No input brings the readers down: bombs, cut files, noise, and errors that say what to do.

use duibiao::read::{self, Options, ReadError};
use proptest::prelude::*;

use crate::{
    documents::refused,
    made,
    made_pdf::{Page, pdf},
    made_xls::xls,
};

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

fn sheet(rows: &str) -> Vec<u8> {
    made::archive(&[
        ("xl/workbook.xml", "<workbook><sheets><sheet name=\"甲\" r:id=\"r1\"/></sheets></workbook>"),
        (
            "xl/_rels/workbook.xml.rels",
            "<Relationships><Relationship Id=\"r1\" Target=\"worksheets/s.xml\"/></Relationships>",
        ),
        ("xl/sharedStrings.xml", &format!("<sst><si><t>{}</t></si></sst>", "长".repeat(1 << 18))),
        ("xl/worksheets/s.xml", &format!("<worksheet>{rows}</worksheet>")),
    ])
}

#[test]
fn sheets_that_grow_without_end_are_bounds() {
    crosses("a.xlsx", sheet(&"<row/>".repeat(200_001)), "rows of a sheet");
    let long = "<c t=\"s\"><v>0</v></c>".repeat(1000);
    crosses("a.xlsx", sheet(&format!("<row r=\"1\">{long}</row>")), "text of a sheet");
    let diagonal: String =
        (1..3000).map(|at| format!("<row r=\"{at}\"><c r=\"{}{at}\"><v>1</v></c></row>", name(at))).collect();
    crosses("a.xlsx", sheet(&diagonal), "size of a table");
    crosses("a.xls", xls(&[(0, 0, "1"), (65_535, 65_535, "2")]), "reach of the cells");
    let far = sheet(
        "<row r=\"1\"><c r=\"A1\"><v>1</v></c></row><row r=\"1048576\"><c r=\"XFD1048576\"><v>2</v></c></row>",
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

/// One document of each kind.
fn documents() -> Vec<(&'static str, Vec<u8>)> {
    const ROWS: &[&[&str]] = &[&["指标", "目标"], &["渡口", "15"]];
    vec![
        ("a.docx", made::docx(&(made::paragraph("甲") + &made::docx_table(ROWS)), "")),
        ("a.xlsx", made::xlsx(ROWS)),
        ("a.ods", made::ods(ROWS)),
        ("a.pdf", pdf(&[Page::default().text(60, 700, "进展").table(60, 600, ROWS)])),
        ("a.html", "<p>甲<table><tr><td rowspan=2>乙<td>1<tr><td>2</table><ol><li>丙".into()),
        ("a.md", "# 甲\n|指标|目标|\n|-|-|\n|渡口|15|\n".into()),
        ("a.csv", "指标,目标\n\"渡口\",15\n".into()),
        ("a.txt", "\u{feff}甲\r\n乙".into()),
        ("a.xls", xls(&[(0, 0, "指标"), (0, 1, "目标"), (1, 0, "渡口"), (1, 1, "15%")])),
    ]
}

/// What holds for every source: spans are in bounds, on borders, in order.
fn check(name: &str, bytes: &[u8]) {
    let Ok(source) = read::read(name, bytes, &Options::default()) else { return };
    let sound = |span: duibiao::text::Span| source.text.get(span.range()).is_some();
    let mut end = 0;
    for table in &source.tables {
        assert!(sound(table.span) && table.span.start >= end && table.caption.is_none_or(sound), "{name}");
        end = table.span.end;
        let mut before = table.span.start;
        for cell in &table.cells {
            assert!(sound(cell.span) && table.span.covers(cell.span) && cell.span.start >= before, "{name}");
            assert!(cell.row + cell.rows <= table.height && cell.col + cell.cols <= table.width, "{name}");
            before = cell.span.end;
        }
        let grid = table.grid();
        for (index, cell) in table.cells.iter().enumerate() {
            assert_eq!(grid[cell.row][cell.col], Some(index), "{name}: cells lie on one another");
        }
    }
    assert!(source.loci.windows(2).all(|pair| pair[0].0.start <= pair[1].0.start), "{name}");
}

#[test]
fn cut_documents_bring_nothing_down() {
    for (name, bytes) in documents() {
        for end in (0..bytes.len()).step_by((bytes.len() / 60).max(1)) {
            check(name, &bytes[..end]);
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig::default())]

    #[test]
    fn changed_documents_bring_nothing_down(kind in 0usize..9, changes in prop::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 1..8)) {
        let (name, mut bytes) = documents().swap_remove(kind);
        for (at, value) in changes {
            let at = at.index(bytes.len());
            bytes[at] = value;
        }
        check(name, &bytes);
    }

    #[test]
    fn noise_brings_nothing_down(kind in 0usize..9, bytes in prop::collection::vec(any::<u8>(), 0..400)) {
        check(documents()[kind].0, &bytes);
    }

    #[test]
    fn pieces_of_pages_bring_nothing_down(kind in 4usize..8, pieces in prop::collection::vec(prop::sample::select(PIECES), 0..60)) {
        check(documents()[kind].0, pieces.concat().as_bytes());
    }
}

/// What pages, Markdown and CSV are made of.
const PIECES: &[&str] = &[
    "<table>",
    "</table>",
    "<tr>",
    "</tr>",
    "<td>",
    "<td colspan=3>",
    "<td rowspan=2>",
    "<td rowspan=0>",
    "<td rowspan=9 colspan=9>",
    "<th>",
    "<thead>",
    "<caption>",
    "<p>",
    "</p>",
    "<br>",
    "<div class=nav>",
    "</div>",
    "<a href=x>",
    "</a>",
    "<ol><li>",
    "<b>",
    "</b>",
    "甲",
    "15",
    "\n",
    "|",
    "|---|---|",
    "\"",
    ",",
    ";",
    "# ",
    "<script>",
    "</script>",
    "<!--",
    "-->",
    "<title>",
    "<h1>",
    "&nbsp;",
    "\t",
    "。",
    "<td",
];
