//! Documents that the tests make: the bytes of .docx, .xlsx, .ods and .pdf files.

use std::io::{Cursor, Write};

use rust_xlsxwriter::{Format, Workbook};
use zip::{ZipWriter, write::SimpleFileOptions};

/// A zip archive with these parts.
pub(crate) fn archive(parts: &[(&str, &str)]) -> Vec<u8> {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, text) in parts {
        zip.start_file(*name, SimpleFileOptions::default()).unwrap();
        zip.write_all(text.as_bytes()).unwrap();
    }
    zip.finish().unwrap().into_inner()
}

const WORD: &str = r#"xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006""#;

/// A .docx with this body and these lists.
pub(crate) fn docx(body: &str, numbering: &str) -> Vec<u8> {
    archive(&[
        ("[Content_Types].xml", "<Types/>"),
        (
            "word/document.xml",
            &format!("<?xml version=\"1.0\"?><w:document {WORD}><w:body>{body}</w:body></w:document>"),
        ),
        ("word/numbering.xml", &format!("<w:numbering {WORD}>{numbering}</w:numbering>")),
    ])
}

/// A paragraph of a .docx.
pub(crate) fn paragraph(text: &str) -> String {
    format!("<w:p><w:r><w:t>{text}</w:t></w:r></w:p>")
}

/// A table of a .docx.
pub(crate) fn docx_table(rows: &[&[&str]]) -> String {
    let cell = |text: &&str| format!("<w:tc>{}</w:tc>", paragraph(text));
    let row = |row: &&[&str]| format!("<w:tr>{}</w:tr>", row.iter().map(cell).collect::<String>());
    format!("<w:tbl>{}</w:tbl>", rows.iter().map(row).collect::<String>())
}

/// An .xlsx with one sheet of these rows; numbers are written as numbers, percentages with their format.
pub(crate) fn xlsx(rows: &[&[&str]]) -> Vec<u8> {
    let mut book = Workbook::new();
    let percent = Format::new().set_num_format("0%");
    let sheet = book.add_worksheet();
    for (row, cells) in rows.iter().enumerate() {
        for (col, text) in cells.iter().enumerate() {
            let (row, col) = (row as u32, col as u16);
            if let Ok(number) = text.parse::<f64>() {
                sheet.write_number(row, col, number).unwrap();
            } else if let Some(Ok(number)) = text.strip_suffix('%').map(str::parse::<f64>) {
                sheet.write_number_with_format(row, col, number / 100.0, &percent).unwrap();
            } else {
                sheet.write_string(row, col, *text).unwrap();
            }
        }
    }
    book.save_to_buffer().unwrap()
}

/// An .ods with one sheet of these rows.
pub(crate) fn ods(rows: &[&[&str]]) -> Vec<u8> {
    let cell = |text: &&str| {
        let text = text.replace('<', "&lt;");
        format!("<table:table-cell><text:p>{text}</text:p></table:table-cell>")
    };
    let row = |row: &&[&str]| {
        let cells: String = row.iter().map(cell).collect();
        format!(
            "<table:table-row>{cells}<table:table-cell table:number-columns-repeated=\"16000\"/></table:table-row>"
        )
    };
    let rows: String = rows.iter().map(row).collect();
    let content = format!(
        "<office:document-content xmlns:office=\"o\" xmlns:table=\"t\" xmlns:text=\"x\"><office:body><office:spreadsheet>\
         <table:table table:name=\"Sheet1\">{rows}<table:table-row table:number-rows-repeated=\"1048000\"><table:table-cell/>\
         </table:table-row></table:table></office:spreadsheet></office:body></office:document-content>"
    );
    archive(&[("mimetype", "application/vnd.oasis.opendocument.spreadsheet"), ("content.xml", &content)])
}
