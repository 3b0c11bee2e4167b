//! A notice as a Word document in the look of official papers: A4, 仿宋 of size three, notes at the foot of the page.

use std::io::{self, Cursor, Write};

use zip::{CompressionMethod, DateTime, ZipWriter, write::SimpleFileOptions};

use super::{Notice, Part, Run};
use crate::export::GENERATOR;

const WORD: &str = "xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\"";
const LINKS: &str = "xmlns:r=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships\"";
const HEAD: &str = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n";
const TYPES: &str = include_str!("parts/types.xml");
const RELATIONS: &str = include_str!("parts/relations.xml");
const DOCUMENT_RELATIONS: &str = include_str!("parts/document_relations.xml");
const FOOTER: &str = include_str!("parts/footer.xml");
const STYLES: &str = include_str!("parts/styles.xml");
/// A4, and the margins of official papers.
const PAGE: &str = "<w:sectPr><w:footerReference w:type=\"default\" r:id=\"rId3\"/><w:pgSz w:w=\"11906\" w:h=\"16838\"/><w:pgMar w:top=\"2098\" w:right=\"1474\" \
w:bottom=\"1984\" w:left=\"1588\" w:header=\"851\" w:footer=\"992\" w:gutter=\"0\"/></w:sectPr>";
/// What stands between the text and its notes.
const SEPARATORS: &str = "<w:footnote w:type=\"separator\" w:id=\"-1\"><w:p><w:r><w:separator/></w:r></w:p></w:footnote>\
<w:footnote w:type=\"continuationSeparator\" w:id=\"0\"><w:p><w:r><w:continuationSeparator/></w:r></w:p></w:footnote>";

/// The document's bytes; without a clock, so that the same notice gives the same bytes.
pub(super) fn written(notice: &Notice) -> io::Result<Vec<u8>> {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    let options = SimpleFileOptions::default()
        .compression_method(CompressionMethod::Deflated)
        .last_modified_time(DateTime::default());
    let parts = [
        ("[Content_Types].xml", TYPES.to_owned()),
        ("_rels/.rels", RELATIONS.to_owned()),
        ("docProps/core.xml", properties(notice)),
        ("word/_rels/document.xml.rels", DOCUMENT_RELATIONS.to_owned()),
        ("word/styles.xml", STYLES.to_owned()),
        ("word/footer.xml", FOOTER.to_owned()),
        ("word/footnotes.xml", notes(notice)),
        ("word/document.xml", document(notice)),
    ];
    for (name, text) in parts {
        zip.start_file(name, options).map_err(io::Error::other)?;
        zip.write_all(text.as_bytes())?;
    }
    Ok(zip.finish().map_err(io::Error::other)?.into_inner())
}

fn properties(notice: &Notice) -> String {
    let title =
        notice.parts.iter().find_map(|part| if let Part::Title(words) = part { Some(words) } else { None });
    let title = escaped(title.map_or("", String::as_str));
    format!(
        "{HEAD}<cp:coreProperties xmlns:cp=\"http://schemas.openxmlformats.org/package/2006/metadata/core-properties\" \
         xmlns:dc=\"http://purl.org/dc/elements/1.1/\"><dc:title>{title}</dc:title><dc:creator>{GENERATOR}</dc:creator>\
         </cp:coreProperties>"
    )
}

fn document(notice: &Notice) -> String {
    let part = |part: &Part| match part {
        Part::Title(words) => paragraph("Title", &[Run::Words(words.clone())]),
        Part::Heading(words) => paragraph("Heading1", &[Run::Words(words.clone())]),
        Part::Paragraph(runs) | Part::Item(runs) => paragraph("Normal", runs),
        Part::Table(rows) => table(rows),
    };
    let body: String = notice.parts.iter().map(part).collect();
    format!("{HEAD}<w:document {WORD} {LINKS}><w:body>{body}{PAGE}</w:body></w:document>")
}

fn notes(notice: &Notice) -> String {
    let note = |(number, text): (usize, &String)| {
        format!(
            "<w:footnote w:id=\"{number}\"><w:p><w:pPr><w:pStyle w:val=\"FootnoteText\"/></w:pPr><w:r><w:rPr>\
             <w:rStyle w:val=\"FootnoteReference\"/></w:rPr><w:footnoteRef/></w:r>{}</w:p></w:footnote>",
            run(&format!(" {text}"))
        )
    };
    let all: String = (1..).zip(&notice.notes).map(note).collect();
    format!("{HEAD}<w:footnotes {WORD}>{SEPARATORS}{all}</w:footnotes>")
}

fn paragraph(style: &str, runs: &[Run]) -> String {
    let runs: String = runs
        .iter()
        .map(|piece| match piece {
            Run::Words(words) => run(words),
            Run::Note(number) => format!(
                "<w:r><w:rPr><w:rStyle w:val=\"FootnoteReference\"/></w:rPr><w:footnoteReference w:id=\"{number}\"/></w:r>"
            ),
        })
        .collect();
    format!("<w:p><w:pPr><w:pStyle w:val=\"{style}\"/></w:pPr>{runs}</w:p>")
}

fn run(words: &str) -> String {
    format!("<w:r><w:t xml:space=\"preserve\">{}</w:t></w:r>", escaped(words))
}

/// Widths of the columns of a table of groups, in twentieths of a point.
const WIDTHS: [u32; 8] = [760, 2300, 900, 900, 1200, 900, 900, 1000];

fn table(rows: &[Vec<Vec<Run>>]) -> String {
    let grid: String = WIDTHS.iter().map(|width| format!("<w:gridCol w:w=\"{width}\"/>")).collect();
    let line = |(at, row): (usize, &Vec<Vec<Run>>)| {
        let head = if at == 0 { "<w:trPr><w:tblHeader/></w:trPr>" } else { "" };
        let style = if at == 0 { "TableHead" } else { "TableText" };
        let cells = row.iter().zip(WIDTHS.iter().chain(std::iter::repeat(&900)));
        let cells: String = cells
            .map(|(cell, width)| {
                format!(
                    "<w:tc><w:tcPr><w:tcW w:w=\"{width}\" w:type=\"dxa\"/></w:tcPr>{}</w:tc>",
                    paragraph(style, cell)
                )
            })
            .collect();
        format!("<w:tr>{head}{cells}</w:tr>")
    };
    let rows: String = rows.iter().enumerate().map(line).collect();
    format!(
        "<w:tbl><w:tblPr><w:tblStyle w:val=\"Grid\"/><w:tblW w:w=\"0\" w:type=\"auto\"/><w:jc w:val=\"center\"/>\
         </w:tblPr><w:tblGrid>{grid}</w:tblGrid>{rows}</w:tbl>"
    )
}

/// Text for XML, without the control characters that XML has no place for.
fn escaped(text: &str) -> String {
    let mut shown = String::with_capacity(text.len());
    for letter in text.chars() {
        match letter {
            '&' => shown.push_str("&amp;"),
            '<' => shown.push_str("&lt;"),
            '>' => shown.push_str("&gt;"),
            '"' => shown.push_str("&quot;"),
            '\n' | '\r' | '\t' => shown.push(' '),
            letter if letter.is_control() || matches!(letter, '\u{fffe}' | '\u{ffff}') => {}
            letter => shown.push(letter),
        }
    }
    shown
}

#[cfg(test)]
mod tests {
    use super::{Notice, Part, Run, escaped, written};

    #[test]
    fn the_same_notice_gives_the_same_bytes_and_no_mark_of_xml() {
        let parts = vec![
            Part::Title("通报".to_owned()),
            Part::Item(vec![Run::Words("<a>".to_owned()), Run::Note(1)]),
        ];
        let notice = Notice { parts, notes: vec!["第1行：“&”".to_owned()] };
        assert_eq!(written(&notice).unwrap(), written(&notice).unwrap());
        assert_eq!(escaped("<a>&\u{1}\n"), "&lt;a&gt;&amp; ");
    }
}
