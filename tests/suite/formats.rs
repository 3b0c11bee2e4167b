//! The same content in every format gives the same text and the same table.

use std::fmt::Write;

use duibiao::text::Locus;

use crate::{
    cli::{duibiao, ends, folder_with},
    documents::{cells, source},
    made,
    made_ofd::{Sheet, ofd},
    made_pdf::{Page, pdf},
    made_xls::xls,
};

const TITLE: &str = "某县1-6月民生实事完成情况";
const ROWS: &[&[&str]] = &[
    &["序号", "指标名称", "目标任务", "实际完成", "完成率"],
    &["1", "新建渡口（处）", "15", "9", "60%"],
    &["2", "疏通暗渠", "≥28公里", "28.5公里", "101.8%"],
];

fn html() -> Vec<u8> {
    let mut rows = String::new();
    for row in ROWS {
        let cells: String = row.iter().map(|cell| format!("<td>{cell}</td>")).collect();
        write!(rows, "<tr>{cells}</tr>").unwrap();
    }
    format!("<html><body><p>{TITLE}</p><table>{rows}</table></body></html>").into_bytes()
}

fn joined(separator: &str) -> String {
    ROWS.iter().map(|row| row.join(separator) + "\n").collect()
}

fn markdown() -> Vec<u8> {
    let rows: Vec<String> = ROWS.iter().map(|row| format!("| {} |", row.join(" | "))).collect();
    format!("# {TITLE}\n\n{}\n|---|---|---|---|---|\n{}\n", rows[0], rows[1..].join("\n")).into_bytes()
}

/// Every letter by its number, as Word writes rich text.
fn rtf() -> Vec<u8> {
    let letters = |text: &str| -> String {
        text.encode_utf16().map(|unit| format!("\\u{}?", i32::from(unit.cast_signed()))).collect()
    };
    let mut text = format!("{{\\rtf1\\ansi {}\\par\n", letters(TITLE));
    for row in ROWS {
        let edges: String = (1..=row.len()).map(|at| format!("\\cellx{}", 1500 * at)).collect();
        let cells: String = row.iter().map(|cell| format!("\\pard\\intbl {}\\cell", letters(cell))).collect();
        writeln!(text, "\\trowd{edges}{cells}\\row").unwrap();
    }
    (text + "\\pard\\par}").into_bytes()
}

fn old_excel() -> Vec<u8> {
    let mut cells = vec![(0, 0, TITLE)];
    for (row, texts) in (1..).zip(ROWS) {
        cells.extend((0..).zip(*texts).map(|(col, text)| (row, col, *text)));
    }
    xls(&cells)
}

#[test]
fn the_same_table_is_the_same_in_every_format() {
    let titled: Vec<&[&str]> = [&[TITLE][..]].into_iter().chain(ROWS.iter().copied()).collect();
    let word = made::paragraph(TITLE) + &made::docx_table(ROWS);
    let expected = format!("{TITLE}\n{}", joined("\t"));
    for (name, bytes) in [
        ("a.html", html()),
        ("a.md", markdown()),
        ("a.csv", format!("{TITLE},,,,\n{}", joined(",")).into_bytes()),
        ("a.xlsx", made::xlsx(&titled)),
        ("a.ods", made::ods(&titled)),
        ("a.docx", made::docx(&word, "")),
        ("a.xls", old_excel()),
    ] {
        let source = source(name, bytes);
        assert_eq!(source.text, expected, "{name}");
        assert_eq!(source.tables.len(), 1, "{name}");
        assert_eq!(cells(&source, 0).len(), 15, "{name}");
        assert_eq!(source.name, name);
    }
}

/// The rows of a file without its name and what depends on where its text stands.
fn rows(name: &str, bytes: &[u8]) -> Vec<Vec<String>> {
    let folder = folder_with(&[(name, bytes)]);
    let output = duibiao(folder.path(), &["extract", name]);
    ends(&output, 0, &[]);
    let mut table = csv::Reader::from_reader(output.stdout.as_slice());
    let head = table.headers().unwrap().clone();
    let kept = [
        "report_title",
        "kind",
        "indicator",
        "target_value",
        "target_unit",
        "actual_value",
        "actual_unit",
        "completion_ratio",
        "stated_ratio",
    ];
    let at = kept.map(|column| head.iter().position(|found| found == column).unwrap());
    table.records().map(|row| row.unwrap()).map(|row| at.map(|at| row[at].to_owned()).to_vec()).collect()
}

#[test]
fn the_same_table_gives_the_same_rows_in_every_format() {
    let word = made::paragraph(TITLE) + &made::docx_table(ROWS);
    let titled: Vec<&[&str]> = [&[TITLE][..]].into_iter().chain(ROWS.iter().copied()).collect();
    let expected = rows("a.html", &html());
    assert_eq!(expected.len(), 2);
    assert_eq!(expected[0][1..4], ["paired", "新建渡口", "15"]);
    for (name, bytes) in [
        ("a.md", markdown()),
        ("a.csv", format!("{TITLE},,,,\n{}", joined(",")).into_bytes()),
        ("a.xlsx", made::xlsx(&titled)),
        ("a.ods", made::ods(&titled)),
        ("a.docx", made::docx(&word, "")),
        ("a.xls", old_excel()),
        ("a.pdf", pdf(&[Page::default().text(60, 700, TITLE).table(60, 680, ROWS)])),
        ("a.ofd", ofd(&[Sheet::default().text(25.0, 40.0, TITLE).table(15.0, 60.0, ROWS)], None)),
        ("a.rtf", rtf()),
    ] {
        assert_eq!(rows(name, &bytes), expected, "{name}");
    }
}

#[test]
fn lists_of_word_files_keep_their_numbers() {
    let level = |at: usize, format: &str, text: &str| {
        format!(
            "<w:lvl w:ilvl=\"{at}\"><w:start w:val=\"1\"/><w:numFmt w:val=\"{format}\"/><w:lvlText w:val=\"{text}\"/></w:lvl>"
        )
    };
    let lists = format!(
        "<w:abstractNum w:abstractNumId=\"0\">{}{}{}</w:abstractNum><w:num w:numId=\"3\"><w:abstractNumId w:val=\"0\"/></w:num>",
        level(0, "chineseCounting", "%1、"),
        level(1, "decimal", "%2."),
        level(2, "bullet", "\u{f0b7}")
    );
    let item = |level: usize, text: &str| {
        format!(
            "<w:p><w:pPr><w:numPr><w:ilvl w:val=\"{level}\"/><w:numId w:val=\"3\"/></w:numPr></w:pPr><w:r><w:t>{text}</w:t></w:r></w:p>"
        )
    };
    let body: String = [(0, "交通"), (1, "修路"), (1, "架桥"), (2, "细节"), (0, "水利"), (1, "挖渠")]
        .map(|(level, text)| item(level, text))
        .concat();
    let source = source("a.docx", made::docx(&body, &lists));
    assert_eq!(source.text, "一、交通\n1. 修路\n2. 架桥\n细节\n二、水利\n1. 挖渠\n");
    assert_eq!(source.locus(0), Some(&Locus::Paragraph(1)));
    assert_eq!(source.locus(source.text.find("架桥").unwrap()), Some(&Locus::Paragraph(3)));
}

#[test]
fn word_files_are_read_as_they_are_shown() {
    let body = "<w:p><w:r><w:t>计划</w:t></w:r><w:del><w:r><w:delText>30</w:delText></w:r></w:del>\
        <w:ins><w:r><w:t>48</w:t></w:r></w:ins><w:r><w:rPr><w:vanish/></w:rPr><w:t>隐藏</w:t></w:r><w:r><w:t>口&amp;3km</w:t></w:r>\
        <w:r><w:rPr><w:vertAlign w:val=\"superscript\"/></w:rPr><w:t>2</w:t></w:r></w:p>\
        <w:p><w:r><mc:AlternateContent><mc:Choice><w:drawing><w:txbxContent><w:p><w:r><w:t>框中</w:t></w:r></w:p></w:txbxContent>\
        </w:drawing></mc:Choice><mc:Fallback><w:pict><w:txbxContent><w:p><w:r><w:t>框中</w:t></w:r></w:p></w:txbxContent></w:pict>\
        </mc:Fallback></mc:AlternateContent></w:r></w:p>";
    assert_eq!(source("a.docx", made::docx(body, "")).text, "计划48口&3km²\n框中\n");
}

#[test]
fn a_table_of_contents_is_left_out() {
    let line = |style: &str, text: &str| {
        format!("<w:p><w:pPr><w:pStyle w:val=\"{style}\"/></w:pPr><w:r><w:t>{text}</w:t></w:r></w:p>")
    };
    let frame = "<w:sdt><w:sdtPr><w:docPartObj><w:docPartGallery w:val=\"Table of Contents\"/></w:docPartObj></w:sdtPr>";
    let body = format!(
        "{frame}<w:sdtContent>{}</w:sdtContent></w:sdt>{}{}",
        line("a", "一、交通 3"),
        line("TOC1", "二、水利 8"),
        line("b", "一、交通")
    );
    assert_eq!(source("a.docx", made::docx(&body, "")).text, "一、交通\n");
}

#[test]
fn merged_cells_of_word_files_stand_once() {
    let cell = |properties: &str, text: &str| {
        format!("<w:tc><w:tcPr>{properties}</w:tcPr>{}</w:tc>", made::paragraph(text))
    };
    let body = format!(
        "<w:tbl><w:tr><w:trPr><w:tblHeader/></w:trPr>{}{}</w:tr><w:tr>{}{}{}</w:tr><w:tr>{}{}{}</w:tr></w:tbl>",
        cell("<w:vMerge w:val=\"restart\"/>", "指标"),
        cell("<w:gridSpan w:val=\"2\"/>", "数量"),
        cell("<w:vMerge/>", ""),
        cell("", "目标"),
        cell("", "完成"),
        cell("", "渡口"),
        cell("", "48"),
        cell("", "31")
    );
    let source = source("a.docx", made::docx(&body, ""));
    assert_eq!(
        cells(&source, 0),
        [
            "0,0+2x1 #指标",
            "0,1+1x2 #数量",
            "1,1+1x1 目标",
            "1,2+1x1 完成",
            "2,0+1x1 渡口",
            "2,1+1x1 48",
            "2,2+1x1 31"
        ]
    );
}

#[test]
fn cells_of_sheets_know_their_names_and_merges() {
    let mut book = rust_xlsxwriter::Workbook::new();
    let plain = rust_xlsxwriter::Format::new();
    let sheet = book.add_worksheet().set_name("六月").unwrap();
    sheet.merge_range(1, 1, 2, 1, "指标", &plain).unwrap();
    sheet.merge_range(1, 2, 1, 3, "数量", &plain).unwrap();
    sheet.write_string(2, 2, "目标").unwrap();
    sheet.write_string(2, 3, "完成").unwrap();
    sheet.write_string(4, 1, "渡口").unwrap();
    sheet.write_number(4, 2, 0.1 + 0.2).unwrap();
    sheet.write_formula(4, 3, rust_xlsxwriter::Formula::new("=1+1").set_result("2")).unwrap();
    let source = source("a.xlsx", book.save_to_buffer().unwrap());
    assert_eq!(source.text, "六月\n指标\t数量\n\t目标\t完成\n渡口\t0.3\t2\n");
    let at = source.text.find("渡口").unwrap();
    assert_eq!(source.locus(at), Some(&Locus::Cell("六月".into(), "B5".into())));
}

#[test]
fn formulas_that_were_never_computed_are_reported() {
    let sheet = "<worksheet><sheetData><row r=\"1\"><c r=\"A1\" t=\"inlineStr\"><is><t>渡口</t></is></c>\
                 <c r=\"B1\"><f>1+1</f></c></row><row r=\"2\"><c><v>5</v></c><c><v>6</v></c></row><row><c><v>7</v></c><c><v>8</v></c></row></sheetData></worksheet>";
    let bytes = made::archive(&[
        ("xl/workbook.xml", "<workbook><sheets><sheet name=\"甲\" r:id=\"r1\"/></sheets></workbook>"),
        (
            "xl/_rels/workbook.xml.rels",
            "<Relationships><Relationship Id=\"r1\" Target=\"worksheets/s.xml\"/></Relationships>",
        ),
        ("xl/worksheets/s.xml", sheet),
    ]);
    let source = source("a.xlsx", bytes);
    assert_eq!(source.notes.len(), 1);
    assert!(source.notes[0].message.starts_with('1'), "{}", source.notes[0].message);
    assert_eq!(source.tables.len(), 1);
}
