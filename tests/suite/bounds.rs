//! What cannot be read says what to do, and what has no end ends at a bound.

use duibiao::read::{self, Options, ReadError};

use crate::{
    cli::{duibiao, ends, folder_with, text},
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
    let odp = made::archive(&[("mimetype", "application/vnd.oasis.opendocument.presentation")]);
    for (name, bytes, said) in [
        ("a.doc", compound("WordDocument"), "is missing"),
        ("a.wps", compound("WordDocument"), "is missing"),
        ("a.docx", compound("EncryptedPackage"), "password"),
        ("a.xlsx", compound("EncryptedPackage"), "password"),
        ("a.xls", compound("Workbook"), "no workbook"),
        ("a.bin", compound("Other"), "old Office"),
        ("a.odp", odp, "presentation"),
        ("a.ppt", compound("PowerPoint Document"), "presentation"),
        ("a.zip", made::archive(&[("a.txt", "甲")]), "unpack"),
        ("a.docx", made::archive(&[("word/document.xml", "<a><b></a>")]), "XML"),
        (
            "a.docx",
            made::archive(&[("word/document.xml", "<!DOCTYPE a [<!ENTITY b 'c'>]><a>&b;</a>")]),
            "entities",
        ),
        ("a.docx", made::docx("", ""), "empty"),
        ("a.docx", b"PK\x03\x04 broken".to_vec(), "archive is broken"),
        ("a.xml", b"<?xml version=\"1.0\"?><a/>".to_vec(), "unknown program"),
        ("a.rtf", b"{\\rtf1 }".to_vec(), "empty"),
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
    let options = Options { encoding: Some(name.to_owned()), ..Options::default() };
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
    crosses("a.xlsx", sheet(&"<row><c><v>1</v></c></row>".repeat(65_537), ""), "rows of a sheet");
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

#[test]
fn all_sheets_of_a_document_share_its_bounds_and_formatted_rows_without_text_are_none() {
    let table = "<t:table><t:table-row t:number-rows-repeated=\"1000\"><t:table-cell t:number-columns-repeated=\"900\"><x:p>1</x:p></t:table-cell></t:table-row></t:table>";
    let kind = "application/vnd.oasis.opendocument.spreadsheet";
    let content = format!("<d>{}</d>", table.repeat(4));
    crosses(
        "a.ods",
        made::archive(&[("mimetype", kind), ("content.xml", &content)]),
        "cells of the document",
    );
    let rows = "<row><c s=\"0\"/></row>".repeat(300_000);
    let source =
        read::read("a.xlsx", &sheet(&format!("<row><c><v>7</v></c></row>{rows}"), ""), &Options::default());
    assert_eq!(source.unwrap().text, "甲\n7\n");
}

#[test]
fn a_number_that_is_repeated_before_every_paragraph_counts_as_text() {
    crosses("a.docx", crate::apart::hostile("docx_label_bomb.docx"), "text of the document");
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
    crosses("a.txt", vec![b'1'; (2 << 20) + 1], "longest line");
    let paragraph = made::paragraph(&"1".repeat((2 << 20) + 1));
    crosses("a.docx", made::docx(&paragraph, ""), "longest line");
    crosses("a.txt", "五个1\n".repeat(50_001).into_bytes(), "number of numbers");
    crosses("a.txt", "路\n".repeat(100_001).into_bytes(), "number of lines");
    crosses("a.md", format!("{}\n", "|".repeat(1000)).repeat(1501).into_bytes(), "number of stops");
    crosses("a.txt", "路 桥 路 桥 路\n".repeat(80_001).into_bytes(), "number of words");
    let page = format!("<table>{}</table>", "<tr><td>路<td>桥".repeat(40_001));
    crosses("a.html", page.repeat(2).into_bytes(), "rows of all tables");
    let table = made::docx_table(&[["1"; 500].as_slice(); 600]);
    assert!(read::read("a.docx", &made::docx(&table, ""), &Options::default()).is_ok());
    crosses("a.csv", "1,2\n".repeat(65_537).into_bytes(), "rows");
    crosses("a.docx", vec![b'1'; (128 << 20) + 1], "size of the file");
    let row = format!("|{}\n", "a|".repeat(1500));
    crosses("a.md", format!("{row}|---|\n{}", row.repeat(1500)).into_bytes(), "size of a table");
}

#[test]
fn pages_and_objects_of_a_pdf_are_bounds() {
    let pages: Vec<Page> = (0..5001).map(|_| Page::default()).collect();
    crosses("a.pdf", pdf(&pages), "number of pages");
    crosses("a.pdf", format!("%PDF-1.5\n{}", " obj\n".repeat(1_000_001)).into_bytes(), "objects of the PDF");
}

#[test]
#[ignore = "takes its time: cargo test -- --ignored elements"]
fn elements_of_pages_and_of_xml_are_bounds() {
    crosses("a.html", "<p>".repeat(3_000_001).into_bytes(), "number of elements of the page");
    let many = format!("<a>{}</a>", "<b/>".repeat(1_500_001));
    crosses("a.docx", made::archive(&[("word/document.xml", &many)]), "number of elements of the XML");
}

#[test]
fn entities_and_documents_from_elsewhere_are_never_fetched_or_expanded() {
    let laughs: String =
        (1..10).map(|at| format!("<!ENTITY l{at} \"{}\">", format!("&l{};", at - 1).repeat(10))).collect();
    for declared in [
        laughs.as_str(),
        "<!ENTITY l9 SYSTEM \"file:///etc/passwd\">",
        "<!ENTITY % l9 SYSTEM \"http://127.0.0.1/\"> %l9;",
    ] {
        let xml = format!("<!DOCTYPE a [<!ENTITY l0 \"甲\">{declared}]><a>&l9;</a>");
        for (name, part) in
            [("a.docx", "word/document.xml"), ("a.xlsx", "xl/workbook.xml"), ("a.ods", "content.xml")]
        {
            let kind = "application/vnd.oasis.opendocument.spreadsheet";
            let parts = [("mimetype", if name == "a.ods" { kind } else { "" }), (part, &xml)];
            let reason = refused(name, made::archive(&parts)).to_string();
            assert!(reason.contains("entities"), "{name}: {reason}");
        }
        let page = format!("<!DOCTYPE html [{declared}]><p>完成31口&l9;</p>");
        let source = read::read("a.html", page.as_bytes(), &Options::default()).unwrap();
        assert!(source.text.contains("完成31口&l9;"), "{}", source.text);
    }
}

#[test]
fn a_table_that_is_too_wide_is_named_and_the_rest_is_read() {
    let cells = |word: &str| format!("|{}\n", format!("{word}|").repeat(600));
    let report = format!("计划疏浚塘坝48口，已疏浚31口。\n\n{}|---|\n{}", cells("目标值"), cells("3"));
    let folder = folder_with(&[("a.md", report.as_bytes())]);
    let output = duibiao(folder.path(), &["extract", "a.md"]);
    ends(&output, 0, &["a.md:3: ", "600 columns, and at most 512 are read", "save the columns that matter"]);
    assert_eq!(text(&output.stdout).lines().count(), 2, "{}", text(&output.stdout));
}

#[test]
fn a_bound_that_is_crossed_is_told_with_its_file_its_value_and_a_remedy_and_all_are_listed() {
    let long = "1".repeat((2 << 20) + 1);
    let folder =
        folder_with(&[("long.txt", long.as_bytes()), ("good.txt", "计划修路3公里，已修2公里。".as_bytes())]);
    let output = duibiao(folder.path(), &["extract", "."]);
    ends(
        &output,
        3,
        &["long.txt: too much: the longest line", "is 2097153", "at most 2097152", "save the part"],
    );
    assert_eq!(text(&output.stdout).lines().count(), 2);
    let listed = text(&duibiao(folder.path(), &["schema", "--of", "bounds"]).stdout);
    let unshown = read::bounds::UNSHOWN;
    assert_eq!(listed.lines().count(), 2 + read::bounds::ALL.len() + 1 + 3 + unshown.len(), "{listed}");
    assert!(unshown.iter().all(|(what, then)| listed.contains(&format!("| {what} | {then} |"))), "{listed}");
    assert!(listed.contains("| Longest line of text, in bytes. | 2097152 |"), "{listed}");
}
