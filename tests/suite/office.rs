//! The same report in the formats of word processors, and the same sheet in those of spreadsheets.
//!
//! `tests/files/` holds what LibreOffice made of a .docx and of a sheet of the same content; where LibreOffice is at
//! hand, it makes them again.

use std::{
    fs,
    path::{Path, PathBuf},
    process::{Command, Stdio},
};

use duibiao::{pipeline, rules::Rulebook, text::Source};

use crate::{
    documents::{cells, source},
    made, made_office,
};

pub(crate) const TEXT: &str = "清岩县2024年上半年重点工作进展情况通报\n截至6月底，各项工作进展如下。\n一、交通建设\n\
    1. 计划新建农村公路120公里，截至目前已建成78公里。\n2. 计划改造危桥15座，已改造9座。\n二、水利建设\n\
    1. 今年计划疏浚塘坝48口，目前已疏浚31口，整治渠道3km²。\n附件：民生实事完成情况表\n\
    序号\t指标名称\t数量\t\t完成率\n\t\t目标任务\t实际完成\n1\t新建渡口\n（处）\t15\t9\t60%\n\
    2\t疏通暗渠\t≥28公里\t28.5公里\t101.8%\n3\t新增公共停车位\t1500个\t850个\t56.7%\n下一步，各单位要加快推进。\n";

fn file(name: &str) -> Vec<u8> {
    fs::read(Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/files").join(name)).unwrap()
}

/// Kind, indicator, goal and figure of each row.
pub(crate) fn rows(source: &Source) -> Vec<String> {
    let rules = Rulebook::builtin().unwrap();
    let report = pipeline::understand(source, &rules);
    let text = |span: Option<duibiao::text::Span>| span.map_or("", |span| span.text(&source.text));
    let row = |row: &duibiao::model::Finding| {
        let goal = text(row.goal.as_ref().map(|goal| goal.quantity.span));
        let figure = text(row.figure.as_ref().map(|figure| figure.quantity.span));
        format!("{} {} {goal} {figure}", row.kind.code(), row.indicator)
    };
    report.findings.iter().map(row).collect()
}

/// Asserts that a document is the report: its text, its table and its rows.
#[track_caller]
fn is_the_report(name: &str, bytes: &[u8]) {
    let (report, expected) = (source(name, bytes), source("a.docx", made_office::report()));
    assert_eq!(report.text, TEXT, "{name}");
    assert_eq!(cells(&report, 0), cells(&expected, 0), "{name}");
    assert_eq!(rows(&report), rows(&expected), "{name}");
}

#[test]
fn a_report_is_the_same_in_every_word_processor() {
    is_the_report("a.docx", &made_office::report());
    assert_eq!(rows(&source("a.docx", made_office::report())).len(), 6);
    for (name, stored) in [
        ("a.doc", "report.doc"),
        ("a.wps", "report.doc"),
        ("a.txt", "report.doc"),
        ("a.rtf", "report.rtf"),
        ("a.doc", "report.rtf"),
        ("a.odt", "report.odt"),
    ] {
        is_the_report(name, &file(stored));
    }
}

#[test]
fn a_report_is_the_same_in_one_file_of_xml() {
    let parts = made_office::report_parts();
    let part = |(name, xml): &(&str, String)| {
        let xml = xml.trim_start_matches("<?xml version=\"1.0\" encoding=\"UTF-8\"?>");
        format!("<pkg:part pkg:name=\"/{name}\"><pkg:xmlData>{xml}</pkg:xmlData></pkg:part>")
    };
    let parts: String = parts.iter().map(part).collect();
    let package = format!(
        "<?xml version=\"1.0\"?><?mso-application progid=\"Word.Document\"?>\
         <pkg:package xmlns:pkg=\"http://schemas.microsoft.com/office/2006/xmlPackage\">{parts}</pkg:package>"
    );
    is_the_report("a.xml", package.as_bytes());
}

#[test]
fn a_report_of_word_2003_keeps_its_numbers_and_loses_what_was_deleted() {
    let body = "<w:p><w:pPr><w:listPr><w:ilvl w:val=\"0\"/><w:ilfo w:val=\"2\"/></w:listPr></w:pPr><w:r><w:t>修路</w:t></w:r>\
        <aml:annotation w:type=\"Word.Deletion\"><aml:content><w:r><w:delText>99</w:delText></w:r></aml:content></aml:annotation>\
        <aml:annotation w:type=\"Word.Insertion\"><aml:content><w:r><w:t>48公里</w:t></w:r></aml:content></aml:annotation></w:p>\
        <w:tbl><w:tr><w:tc><w:tcPr><w:vmerge w:val=\"restart\"/></w:tcPr><w:p><w:r><w:t>指标</w:t></w:r></w:p></w:tc>\
        <w:tc><w:p><w:r><w:t>目标</w:t></w:r></w:p></w:tc></w:tr><w:tr><w:tc><w:tcPr><w:vmerge/></w:tcPr><w:p/></w:tc>\
        <w:tc><w:p><w:r><w:t>5</w:t></w:r></w:p></w:tc></w:tr></w:tbl>";
    let lists = "<w:lists><w:listDef w:listDefId=\"1\"><w:lvl w:ilvl=\"0\"><w:start w:val=\"1\"/><w:nfc w:val=\"37\"/>\
        <w:lvlText w:val=\"（%1）\"/></w:lvl></w:listDef><w:list w:ilfo=\"2\"><w:ilst w:val=\"1\"/></w:list></w:lists>";
    let xml = format!(
        "<?xml version=\"1.0\"?><w:wordDocument xmlns:w=\"http://schemas.microsoft.com/office/word/2003/wordml\" \
         xmlns:aml=\"http://schemas.microsoft.com/aml/2001/core\">{lists}<w:body><wx:sect>{body}</wx:sect></w:body></w:wordDocument>"
    );
    let source = source("a.doc", xml);
    assert_eq!(source.text, "（一）修路48公里\n指标\t目标\n\t5\n");
    assert_eq!(cells(&source, 0)[0], "0,0+2x1 指标");
}

const SHEET: &str = "清岩县2024年上半年民生实事完成情况表\n序号\t指标名称\t计划\t\t完成率\n\t\t目标任务\t实际完成\n\
    1\t新建渡口（处）\t15\t9\t60%\n2\t污水处理厂完成投资（万元）\t2000\t147.5\t7.375%\n";

#[test]
fn a_sheet_is_the_same_in_every_format_and_keeps_its_stored_numbers() {
    for (name, bytes) in [
        ("a.fods", made_office::fods().into_bytes()),
        (
            "a.ods",
            made::archive(&[
                ("mimetype", "application/vnd.oasis.opendocument.spreadsheet"),
                ("content.xml", &made_office::fods()),
            ]),
        ),
        ("a.xlsb", made_office::xlsb()),
        ("a.xls", made_office::xml2003().into_bytes()),
    ] {
        let sheet = source(name, bytes);
        assert_eq!(sheet.text, SHEET, "{name}");
        assert_eq!(rows(&sheet), ["paired 新建渡口 15 9", "paired 污水处理厂完成投资 2000 147.5"], "{name}");
    }
    let stored = source("a.xml", file("sheet.xml"));
    assert!(
        stored.text.contains("\t\t目标任务\t实际完成\n") && stored.text.contains("147.5\t7.375%"),
        "{}",
        stored.text
    );
}

#[test]
fn a_page_of_a_spreadsheet_shows_no_notes_and_its_stored_numbers() {
    let page = "<html><body><table><tr><td>指标</td><td>目标</td></tr><tr><td>投资</td>\
        <td sdval=\"147.5\" sdnum=\"1033;0;0\"><a class=\"comment-indicator\"></a><comment>应为200</comment>148</td></tr></table></body></html>";
    assert_eq!(source("a.html", page).text, "指标\t目标\n投资\t147.5\n");
}

#[test]
fn slides_give_their_paragraphs_and_tables() {
    let source = source("a.pptx", made_office::pptx());
    assert_eq!(source.text, "半年进展\n计划疏浚塘坝48口，已疏浚31口。\n指标\t目标\t完成\n渡口\t15\t9\n");
    assert_eq!(source.locus(0), Some(&duibiao::text::Locus::Page(1)));
    assert_eq!(source.tables.len(), 1);
}

#[test]
fn rich_text_in_old_encodings_is_read() {
    let head = "{\\rtf1\\ansi\\ansicpg936{\\fonttbl{\\f0\\fcharset134 \\'cb\\'ce\\'cc\\'e5;}}{\\header\\pard \\'cc\\par}\\f0 ";
    let row = "\\trowd\\clvmgf\\cellx1000\\cellx2000\\pard\\intbl \\'d6\\'b8\\cell 1\\cell\\row\
        \\trowd\\clvmrg\\cellx1000\\cellx2000\\pard\\intbl\\cell 2\\cell\\row\\pard\\par";
    let rtf = format!(
        "{head}\\'bc\\'c6\\'bb\\'ae48\\uc2\\u21475 \\'bf\\'da{{\\v \\'cc}}{{\\deleted 99}}3km{{\\super 2}}\\par\n{row}}}"
    );
    let source = source("a.rtf", rtf);
    assert_eq!(source.text, "计划48口3km²\n指\t1\n\t2\n");
    assert_eq!(cells(&source, 0)[0], "0,0+2x1 指");
}

/// A folder with what LibreOffice makes of a file, where it is at hand.
pub(crate) fn converted(from: &Path, to: &str) -> Option<PathBuf> {
    let folder = from.parent().unwrap();
    let home = format!("-env:UserInstallation=file://{}/profile", folder.display());
    let mut office = Command::new("soffice");
    // Pages are opened as texts, not as pages.
    if from.extension().is_some_and(|ending| ending == "html") {
        office.arg("--infilter=HTML (StarWriter)");
    }
    office.args([home.as_str(), "--headless", "--convert-to", to, "--outdir"]).arg(folder).arg(from);
    let done = office.stdout(Stdio::null()).stderr(Stdio::null()).status();
    let made = from.with_extension(to.split(':').next().unwrap());
    (done.is_ok() && made.exists()).then_some(made)
}

#[test]
fn what_libreoffice_makes_of_a_report_now_is_read_the_same() {
    let folder = tempfile::tempdir().unwrap();
    let report = folder.path().join("report.docx");
    fs::write(&report, made_office::report()).unwrap();
    for to in ["doc:MS Word 97", "rtf", "odt", "fodt"] {
        let Some(made) = converted(&report, to) else {
            eprintln!("skipped: no LibreOffice to make {to} of a report");
            return;
        };
        is_the_report(&made.display().to_string(), &fs::read(&made).unwrap());
    }
    let sheet = folder.path().join("sheet.fods");
    fs::write(&sheet, made_office::fods()).unwrap();
    for to in ["xlsx", "xls", "ods", "html", "pdf"] {
        let made = converted(&sheet, to).unwrap_or_else(|| panic!("LibreOffice made no {to}"));
        let read = source(&made.display().to_string(), fs::read(&made).unwrap());
        // A page of paper has only the number that is shown.
        let figure = if to == "pdf" { "148" } else { "147.5" };
        assert_eq!(
            rows(&read),
            ["paired 新建渡口 15 9".to_owned(), format!("paired 污水处理厂完成投资 2000 {figure}")],
            "{to}"
        );
    }
}

#[test]
fn files_that_are_called_otherwise_are_read_as_what_they_are() {
    let csv = "指标,目标,完成\n塘坝（口）,48,31\n";
    let page =
        "<html><body><table><tr><td>指标<td>目标<td>完成<tr><td>塘坝（口）<td>48<td>31</table></body></html>";
    let gbk = |text: &str| encoding_rs::GBK.encode(text).0.into_owned();
    let wide = |text: &str| text.encode_utf16().flat_map(u16::to_le_bytes).collect::<Vec<u8>>();
    let mut named = vec![("a.xls", gbk(csv)), ("a.xlsx", csv.into()), ("a.et", gbk(csv))];
    named.push(("a.xls", [b"\xff\xfe".to_vec(), wide(&csv.replace(',', "\t"))].concat()));
    for name in ["a.doc", "a.wps", "a.xls", "a.xlsx", "a.et", "a.docx", "a.rtf", "a.pdf"] {
        named.push((name, gbk(page)));
    }
    named.push(("a.xls", made::xlsx(&[&["指标", "目标", "完成"], &["塘坝（口）", "48", "31"]])));
    for (name, bytes) in named {
        let source = source(name, bytes);
        assert_eq!(rows(&source), ["paired 塘坝 48 31"], "{name}: {}", source.text);
    }
    let prose = source("a.xls", "计划疏浚塘坝48口，已疏浚31口。");
    assert!(prose.tables.is_empty());
}
