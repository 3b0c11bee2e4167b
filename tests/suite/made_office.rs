//! Documents of office programs that the tests make: a report for word processors, a sheet, and slides.

use crate::{made, made_xlsb::Xlsb};

const WORD: &str = "xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\" \
    xmlns:r=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships\"";
const LINKS: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";

fn paragraph(level: Option<usize>, runs: &str) -> String {
    let list = level.map_or_else(String::new, |level| {
        format!("<w:pPr><w:numPr><w:ilvl w:val=\"{level}\"/><w:numId w:val=\"1\"/></w:numPr></w:pPr>")
    });
    format!("<w:p>{list}{runs}</w:p>")
}

fn run(text: &str) -> String {
    format!("<w:r><w:t xml:space=\"preserve\">{text}</w:t></w:r>")
}

/// A cell: its text, the columns that it covers, and `+` where it begins a tall one, `|` where it goes on.
fn cell(text: &str, cols: usize, tall: char) -> String {
    let merge = match tall {
        '+' => "<w:vMerge w:val=\"restart\"/>",
        '|' => "<w:vMerge/>",
        _ => "",
    };
    let lines: String = text.split('\n').map(|line| paragraph(None, &run(line))).collect();
    let width = 1800 * cols;
    format!(
        "<w:tc><w:tcPr><w:tcW w:w=\"{width}\" w:type=\"dxa\"/><w:gridSpan w:val=\"{cols}\"/>{merge}</w:tcPr>{lines}</w:tc>"
    )
}

fn table() -> String {
    let head = [
        [cell("序号", 1, '+'), cell("指标名称", 1, '+'), cell("数量", 2, ' '), cell("完成率", 1, '+')]
            .concat(),
        [
            cell("", 1, '|'),
            cell("", 1, '|'),
            cell("目标任务", 1, ' '),
            cell("实际完成", 1, ' '),
            cell("", 1, '|'),
        ]
        .concat(),
    ];
    let rows = [
        ["1", "新建渡口\n（处）", "15", "9", "60%"],
        ["2", "疏通暗渠", "≥28公里", "28.5公里", "101.8%"],
        ["3", "新增公共停车位", "1500个", "850个", "56.7%"],
    ];
    let rows = rows.iter().map(|row| row.iter().map(|text| cell(text, 1, ' ')).collect::<String>());
    let rows: String = head.into_iter().chain(rows).map(|row| format!("<w:tr>{row}</w:tr>")).collect();
    let columns = "<w:gridCol w:w=\"1800\"/>".repeat(5);
    format!(
        "<w:tbl><w:tblPr><w:tblW w:w=\"9000\" w:type=\"dxa\"/></w:tblPr><w:tblGrid>{columns}</w:tblGrid>{rows}</w:tbl>"
    )
}

fn body() -> String {
    let changed = "<w:del w:id=\"1\" w:author=\"a\" w:date=\"2024-01-01T00:00:00Z\"><w:r><w:delText>已疏浚99口</w:delText></w:r></w:del>\
        <w:ins w:id=\"2\" w:author=\"a\" w:date=\"2024-01-01T00:00:00Z\"><w:r><w:t>，整治渠道3km</w:t></w:r></w:ins>\
        <w:r><w:rPr><w:vertAlign w:val=\"superscript\"/></w:rPr><w:t>2</w:t></w:r><w:r><w:t>。</w:t></w:r>\
        <w:r><w:rPr><w:vanish/></w:rPr><w:t>隐藏字</w:t></w:r>";
    let lines = [
        (None, run("清岩县2024年上半年重点工作进展情况通报")),
        (None, run("截至6月底，各项工作进展如下。")),
        (Some(0), run("交通建设")),
        (Some(1), run("计划新建农村公路120公里，截至目前已建成78公里。")),
        (Some(1), run("计划改造危桥15座，已改造9座。")),
        (Some(0), run("水利建设")),
        (Some(1), run("今年计划疏浚塘坝48口，目前已疏浚31口") + changed),
        (None, run("附件：民生实事完成情况表")),
    ];
    let lines: String = lines.iter().map(|(level, runs)| paragraph(*level, runs)).collect();
    format!("{lines}{}{}", table(), paragraph(None, &run("下一步，各单位要加快推进。")))
}

/// The parts of a .docx with numbered paragraphs, changes, hidden words, a head and a table with merged cells.
pub(crate) fn report_parts() -> Vec<(&'static str, String)> {
    let level = |at: usize, format: &str, text: &str| {
        format!(
            "<w:lvl w:ilvl=\"{at}\"><w:start w:val=\"1\"/><w:numFmt w:val=\"{format}\"/><w:lvlText w:val=\"{text}\"/></w:lvl>"
        )
    };
    let levels = level(0, "chineseCountingThousand", "%1、") + &level(1, "decimal", "%2.");
    let numbering = format!(
        "<w:numbering {WORD}><w:abstractNum w:abstractNumId=\"0\"><w:multiLevelType w:val=\"multilevel\"/>{levels}</w:abstractNum>\
         <w:num w:numId=\"1\"><w:abstractNumId w:val=\"0\"/></w:num></w:numbering>"
    );
    let end = "<w:sectPr><w:headerReference w:type=\"default\" r:id=\"rId2\"/></w:sectPr>";
    let document = format!("<w:document {WORD}><w:body>{}{end}</w:body></w:document>", body());
    let head = format!("<w:hdr {WORD}>{}</w:hdr>", paragraph(None, &run("页眉：计划77处")));
    vec![("word/document.xml", document), ("word/numbering.xml", numbering), ("word/header1.xml", head)]
}

/// The same as a file that every word processor opens.
pub(crate) fn report() -> Vec<u8> {
    let kind = |part: &str, kind: &str| {
        format!(
            "<Override PartName=\"/word/{part}.xml\" \
             ContentType=\"application/vnd.openxmlformats-officedocument.wordprocessingml.{kind}+xml\"/>"
        )
    };
    let kinds =
        kind("document", "document.main") + &kind("numbering", "numbering") + &kind("header1", "header");
    let types = format!(
        "<Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\"><Default Extension=\"rels\" \
         ContentType=\"application/vnd.openxmlformats-package.relationships+xml\"/>\
         <Default Extension=\"xml\" ContentType=\"application/xml\"/>{kinds}</Types>"
    );
    let links = |links: &[(&str, &str, &str)]| {
        let links: String = links
            .iter()
            .map(|(id, kind, to)| {
                format!("<Relationship Id=\"{id}\" Type=\"{LINKS}/{kind}\" Target=\"{to}\"/>")
            })
            .collect();
        format!(
            "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">{links}</Relationships>"
        )
    };
    let mut parts = vec![
        ("[Content_Types].xml", types),
        ("_rels/.rels", links(&[("rId1", "officeDocument", "word/document.xml")])),
        (
            "word/_rels/document.xml.rels",
            links(&[("rId1", "numbering", "numbering.xml"), ("rId2", "header", "header1.xml")]),
        ),
    ];
    parts.extend(report_parts());
    let parts: Vec<(&str, &str)> = parts.iter().map(|(name, text)| (*name, text.as_str())).collect();
    made::archive(&parts)
}

/// The rows of the sheet: a text, or a number as it is stored and as it is shown.
const ROWS: &[[(&str, &str); 5]] = &[
    [("", "1"), ("", "新建渡口（处）"), ("15", "15"), ("9", "9"), ("0.6", "60%")],
    [("", "2"), ("", "污水处理厂完成投资（万元）"), ("2000", "2000"), ("147.5", "148"), ("0.07375", "7%")],
];
const TITLE: &str = "清岩县2024年上半年民生实事完成情况表";
/// The heads: text, column, columns and rows covered.
const HEADS: &[(&str, usize, usize, usize)] =
    &[("序号", 0, 1, 2), ("指标名称", 1, 1, 2), ("计划", 2, 2, 1), ("完成率", 4, 1, 2)];
const SECOND: &[&str] = &["目标任务", "实际完成"];

/// The sheet as flat OpenDocument; its formats show no decimals, and a cell has a note.
pub(crate) fn fods() -> String {
    let cell = |(stored, shown): &(&str, &str)| {
        let kind = if shown.ends_with('%') { "percentage" } else { "float" };
        let style = if shown.ends_with('%') { "share" } else { "whole" };
        let value = if stored.is_empty() {
            " office:value-type=\"string\"".to_owned()
        } else {
            format!(" office:value-type=\"{kind}\" office:value=\"{stored}\" table:style-name=\"{style}\"")
        };
        let note = if *shown == "15" {
            "<office:annotation><text:p>应为200</text:p></office:annotation>"
        } else {
            ""
        };
        format!("<table:table-cell{value}>{note}<text:p>{shown}</text:p></table:table-cell>")
    };
    let wide = |text: &str, cols: usize, rows: usize| {
        format!(
            "<table:table-cell office:value-type=\"string\" table:number-columns-spanned=\"{cols}\" \
             table:number-rows-spanned=\"{rows}\"><text:p>{text}</text:p></table:table-cell>{}",
            "<table:covered-table-cell/>".repeat(cols - 1)
        )
    };
    let row = |cells: String| format!("<table:table-row>{cells}</table:table-row>");
    let heads: String = HEADS.iter().map(|(text, _, cols, rows)| wide(text, *cols, *rows)).collect();
    let hung = "<table:covered-table-cell/>";
    let second: String = SECOND.iter().map(|text| cell(&("", text))).collect();
    let rows: String = ROWS.iter().map(|cells| row(cells.iter().map(cell).collect())).collect();
    let rows = row(wide(TITLE, 5, 1)) + &row(heads) + &row(format!("{hung}{hung}{second}{hung}")) + &rows;
    format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?><office:document {ODF} office:version=\"1.2\" \
         office:mimetype=\"application/vnd.oasis.opendocument.spreadsheet\"><office:automatic-styles>{STYLES}</office:automatic-styles>\
         <office:body><office:spreadsheet><table:table table:name=\"Sheet1\"><table:table-column table:style-name=\"column\" \
         table:number-columns-repeated=\"5\"/>{rows}</table:table></office:spreadsheet></office:body></office:document>"
    )
}

const ODF: &str = "xmlns:office=\"urn:oasis:names:tc:opendocument:xmlns:office:1.0\" \
    xmlns:style=\"urn:oasis:names:tc:opendocument:xmlns:style:1.0\" xmlns:text=\"urn:oasis:names:tc:opendocument:xmlns:text:1.0\" \
    xmlns:table=\"urn:oasis:names:tc:opendocument:xmlns:table:1.0\" \
    xmlns:fo=\"urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0\" \
    xmlns:number=\"urn:oasis:names:tc:opendocument:xmlns:datastyle:1.0\"";
const STYLES: &str = "<number:number-style style:name=\"N1\"><number:number number:decimal-places=\"0\" number:min-integer-digits=\"1\"/>\
    </number:number-style><number:percentage-style style:name=\"N2\"><number:number number:decimal-places=\"0\" \
    number:min-integer-digits=\"1\"/><number:text>%</number:text></number:percentage-style>\
    <style:style style:name=\"column\" style:family=\"table-column\"><style:table-column-properties style:column-width=\"3cm\"/></style:style>\
    <style:style style:name=\"Default\" style:family=\"table-cell\"><style:table-cell-properties fo:border=\"0.5pt solid #000000\"/></style:style>\
    <style:style style:name=\"whole\" style:family=\"table-cell\" style:data-style-name=\"N1\"><style:table-cell-properties \
    fo:border=\"0.5pt solid #000000\"/></style:style><style:style style:name=\"share\" style:family=\"table-cell\" \
    style:data-style-name=\"N2\"><style:table-cell-properties fo:border=\"0.5pt solid #000000\"/></style:style>";

/// The sheet as Excel 2003 writes XML.
pub(crate) fn xml2003() -> String {
    let cell = |(stored, shown): &(&str, &str)| match (stored.is_empty(), shown.ends_with('%')) {
        (true, _) => format!("<Cell><Data ss:Type=\"String\">{shown}</Data></Cell>"),
        (_, true) => format!("<Cell ss:StyleID=\"s2\"><Data ss:Type=\"Number\">{stored}</Data></Cell>"),
        (_, false) => format!(
            "<Cell ss:StyleID=\"s1\"><Data ss:Type=\"Number\">{stored}</Data><Comment><ss:Data>应为200</ss:Data></Comment></Cell>"
        ),
    };
    let head = |(text, col, cols, rows): &(&str, usize, usize, usize)| {
        format!(
            "<Cell ss:Index=\"{}\" ss:MergeAcross=\"{}\" ss:MergeDown=\"{}\"><Data ss:Type=\"String\">{text}</Data></Cell>",
            col + 1,
            cols - 1,
            rows - 1
        )
    };
    let row = |cells: String| format!("<Row>{cells}</Row>");
    let second: String = SECOND.iter().map(|text| cell(&("", text))).collect();
    let rows: String = ROWS.iter().map(|cells| row(cells.iter().map(cell).collect())).collect();
    let rows = row(head(&(TITLE, 0, 5, 1))) + &row(HEADS.iter().map(head).collect()) + &row(second) + &rows;
    let office = "urn:schemas-microsoft-com:office:spreadsheet";
    format!(
        "<?xml version=\"1.0\"?>\n<?mso-application progid=\"Excel.Sheet\"?><Workbook xmlns=\"{office}\" xmlns:ss=\"{office}\"><Styles>\
         <Style ss:ID=\"s1\"><NumberFormat ss:Format=\"0\"/></Style><Style ss:ID=\"s2\"><NumberFormat ss:Format=\"Percent\"/></Style></Styles>\
         <Worksheet ss:Name=\"隐藏\"><Table><Row><Cell><Data ss:Type=\"String\">计划9处</Data></Cell></Row></Table><WorksheetOptions>\
         <Visible>SheetHidden</Visible></WorksheetOptions></Worksheet><Worksheet ss:Name=\"Sheet1\"><Table>{rows}</Table></Worksheet></Workbook>"
    )
}

/// The sheet as a binary workbook.
pub(crate) fn xlsb() -> Vec<u8> {
    let mut book = Xlsb::default();
    book.text(0, 0, TITLE);
    book.merge((0, 0, 0, 4));
    for (text, col, cols, rows) in HEADS {
        book.text(1, *col, text);
        book.merge((1, *col, rows.to_owned(), col + cols - 1));
    }
    for (at, text) in SECOND.iter().enumerate() {
        book.text(2, 2 + at, text);
    }
    for (row, cells) in (3..).zip(ROWS) {
        for (col, (stored, shown)) in cells.iter().enumerate() {
            match stored.parse() {
                Ok(number) => book.number(row, col, number, shown.ends_with('%')),
                Err(_) => book.text(row, col, shown),
            }
        }
    }
    book.finish()
}

/// A slide with a title, a line, a table, and the number of the slide.
pub(crate) fn pptx() -> Vec<u8> {
    let shape = |kind: &str, text: &str| {
        format!(
            "<p:sp><p:nvSpPr><p:nvPr><p:ph type=\"{kind}\"/></p:nvPr></p:nvSpPr><p:txBody><a:p><a:r><a:t>{text}</a:t></a:r></a:p></p:txBody></p:sp>"
        )
    };
    let cell =
        |text: &&str| format!("<a:tc><a:txBody><a:p><a:r><a:t>{text}</a:t></a:r></a:p></a:txBody></a:tc>");
    let row = |row: &[&str; 3]| format!("<a:tr>{}</a:tr>", row.iter().map(cell).collect::<String>());
    let rows: String = [["指标", "目标", "完成"], ["渡口", "15", "9"]].iter().map(row).collect();
    let slide = format!(
        "<p:sld><p:cSld><p:spTree>{}{}{}<p:graphicFrame><a:graphic><a:graphicData><a:tbl>{rows}</a:tbl></a:graphicData></a:graphic>\
         </p:graphicFrame></p:spTree></p:cSld></p:sld>",
        shape("title", "半年进展"),
        shape("body", "计划疏浚塘坝48口，已疏浚31口。"),
        shape("sldNum", "7")
    );
    made::archive(&[
        (
            "ppt/presentation.xml",
            "<p:presentation><p:sldIdLst><p:sldId id=\"256\" r:id=\"rId5\"/></p:sldIdLst></p:presentation>",
        ),
        (
            "ppt/_rels/presentation.xml.rels",
            "<Relationships><Relationship Id=\"rId5\" Target=\"slides/slide3.xml\"/></Relationships>",
        ),
        ("ppt/slides/slide3.xml", &slide),
    ])
}
