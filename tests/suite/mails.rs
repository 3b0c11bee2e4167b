//! Web archives, mails with what they carry, and archives of files.

use base64::{Engine, engine::general_purpose::STANDARD};
use duibiao::read;

use crate::{
    cli::{duibiao, ends, folder_with, text},
    documents::{refused, source},
    made,
    made_compound::{Item, compound},
};

const PAGE: &str = "<html><head><meta charset=utf-8></head><body><p>渡口整治进展</p><p>计划整治渡口48处，已整治31处。</p>\
    <table><tr><td>指标</td><td>目标</td><td>完成</td></tr><tr><td>渡口</td><td>15</td><td>9</td></tr></table></body></html>";
const READ: &str = "渡口整治进展\n计划整治渡口48处，已整治31处。\n指标\t目标\t完成\n渡口\t15\t9\n";

/// Bytes as `=E8` wherever they are no plain letters, lines broken at 60 bytes.
pub(crate) fn quoted(bytes: &[u8]) -> String {
    let mut out = String::new();
    for (at, &byte) in bytes.iter().enumerate() {
        if at % 25 == 24 {
            out.push_str("=\r\n");
        }
        match byte {
            b'=' | 0x80.. => out += &format!("={byte:02X}"),
            _ => out.push(char::from(byte)),
        }
    }
    out
}

/// A web archive as Chrome writes it, and one of an office program in GBK.
pub(crate) fn archives() -> [Vec<u8>; 2] {
    let chrome = format!(
        "From: <Saved by Blink>\r\nSnapshot-Content-Location: http://a/\r\nSubject: =?utf-8?Q?=E9=80=9A=E6=8A=A5?=\r\n\
         MIME-Version: 1.0\r\nContent-Type: multipart/related;\r\n\ttype=\"text/html\";\r\n\tboundary=\"--x--\"\r\n\r\n\
         ----x--\r\nContent-Type: text/html\r\nContent-Transfer-Encoding: quoted-printable\r\nContent-Location: http://a/\r\n\r\n{}\r\n\
         ----x--\r\nContent-Type: text/css\r\nContent-Location: cid:b\r\n\r\n@charset \"utf-8\";\r\n----x----\r\n",
        quoted(PAGE.as_bytes())
    );
    let page = PAGE.replace("utf-8", "gb2312");
    let gbk = encoding_rs::GBK.encode(&page).0;
    let office = format!(
        "MIME-Version: 1.0\r\nX-Document-Type: Worddocument\r\nContent-Type: multipart/related; boundary=\"----=_N\"\r\n\r\n\
         This is a web archive.\r\n\r\n------=_N\r\nContent-Location: file:///C:/a.htm\r\nContent-Transfer-Encoding: base64\r\n\
         Content-Type: text/html; charset=\"gb2312\"\r\n\r\n{}\r\n------=_N--\r\n",
        STANDARD.encode(gbk)
    );
    [chrome.into_bytes(), office.into_bytes()]
}

/// A mail with its text in two forms, and a Word file.
pub(crate) fn mail() -> Vec<u8> {
    let word = made::docx(&made::paragraph("计划修路30公里，已修21公里。"), "");
    format!(
        "From: a@b.c\r\nSubject: =?gb2312?B?{}?=\r\nMIME-Version: 1.0\r\nContent-Type: multipart/mixed; boundary=x1\r\n\r\n\
         --x1\r\nContent-Type: multipart/alternative; boundary=\"x2\"\r\n\r\n\
         --x2\r\nContent-Type: text/plain; charset=utf-8\r\nContent-Transfer-Encoding: base64\r\n\r\n{}\r\n\
         --x2\r\nContent-Type: text/html; charset=utf-8\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\n{}\r\n--x2--\r\n\
         --x1\r\nContent-Type: application/octet-stream; name=\"x\"\r\n\
         Content-Disposition: attachment; filename*=UTF-8\'\'%E8%A1%A8.docx\r\nContent-Transfer-Encoding: base64\r\n\r\n{}\r\n\
         --x1\r\nContent-Type: image/png; name=\"a.png\"\r\nContent-Transfer-Encoding: base64\r\n\r\nAAAA\r\n--x1--\r\n",
        STANDARD.encode(encoding_rs::GBK.encode("转发通报").0),
        STANDARD.encode("见附件。"),
        quoted(PAGE.as_bytes()),
        STANDARD.encode(word)
    )
    .into_bytes()
}

#[test]
fn web_archives_of_browsers_and_office_programs_give_their_page() {
    for archive in archives() {
        for name in ["a.mht", "a.mhtml", "a.doc", "a.html"] {
            let source = source(name, &archive);
            assert_eq!(source.text, READ, "{name}");
            assert_eq!(source.tables.len(), 1);
        }
    }
}

#[test]
fn a_mail_gives_its_subject_and_its_text_and_tells_of_its_files() {
    let source = source("a.eml", mail());
    assert_eq!(source.text, format!("转发通报\n{READ}"));
    assert_eq!(source.tables[0].caption.map(|span| span.text(&source.text)), None);
    assert_eq!(source.notes[0].code, "mail-files");
    let plain = "Subject: 半年\nMIME-Version: 1.0\nContent-Type: text/plain; charset=gbk\nContent-Transfer-Encoding: 8bit\n\n计划48处。\n";
    let bytes = encoding_rs::GBK.encode(plain).0.into_owned();
    assert_eq!(crate::documents::source("a.eml", bytes).text, "半年\n计划48处。\n");
}

#[test]
fn what_a_mail_or_an_archive_carries_is_read_each_by_itself_under_its_own_name() {
    let zip = made::archive(&[
        ("六月/a.txt", "计划架桥5座，已架3座。"),
        ("六月/b.png", "x"),
        ("__MACOSX/六月/a.txt", "计划架桥99座，已架98座。"),
    ]);
    let folder = folder_with(&[("mail.eml", &mail()), ("all.zip", &zip)]);
    let output = duibiao(folder.path(), &["extract", "."]);
    ends(&output, 0, &[]);
    let table = text(&output.stdout);
    let source = |row: &str| row.split(',').nth(1).map(str::to_owned);
    let mut sources: Vec<String> = table.lines().skip(1).filter_map(source).collect();
    sources.dedup();
    assert_eq!(sources, ["all.zip/六月/a.txt", "mail.eml", "mail.eml/表.docx"], "{table}");
    let names = |name: &str, bytes: &[u8]| {
        let found = read::carried(name, bytes, false).unwrap().unwrap_or_default();
        found.into_iter().map(|(name, _)| name).collect::<Vec<_>>()
    };
    let outer = folder_zip(&[("b.eml", &mail()), ("c.zip", &zip)]);
    let carried = ["b.eml", "b.eml/表.docx", "c.zip/六月/a.txt", "c.zip/六月/b.png"];
    assert_eq!(names("o.zip", &outer), carried.map(|name| format!("o.zip/{name}")));
    assert!(read::carried("a.docx", &made::docx("", ""), false).unwrap().is_none());
}

fn folder_zip(parts: &[(&str, &[u8])]) -> Vec<u8> {
    use std::io::Write;
    let mut zip = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
    for (name, bytes) in parts {
        zip.start_file(*name, zip::write::SimpleFileOptions::default()).unwrap();
        zip.write_all(bytes).unwrap();
    }
    zip.finish().unwrap().into_inner()
}

#[test]
fn parts_that_nest_without_end_are_a_bound_and_frames_say_where_their_sheets_are() {
    let deep: String = (0..100)
        .map(|at| format!("MIME-Version: 1.0\nContent-Type: multipart/mixed; boundary=b{at}\n\n--b{at}\n"))
        .collect();
    assert!(refused("a.eml", deep).to_string().contains("nesting"));
    let frames = "<html><head><title>a</title></head><frameset rows=\"*,39\"><frame src=\"a.files/sheet001.htm\"></frameset></html>";
    assert!(refused("a.htm", frames).to_string().contains("sheet001.htm"));
}

#[test]
fn the_text_of_a_document_can_be_checked_from_outside() {
    let report = "# 半年\n\n计划疏浚**塘坝48口**。\n\n| 指标 | 目标 |\n|---|---|\n| 渡口 | 15 |\n";
    let folder = folder_with(&[("a.md", report.as_bytes())]);
    let output = duibiao(folder.path(), &["text", "a.md"]);
    ends(&output, 0, &[]);
    assert_eq!(text(&output.stdout), "半年\n计划疏浚塘坝48口。\n指标\t目标\n渡口\t15\n");
    let placed = duibiao(folder.path(), &["text", "--places", "a.md"]);
    let lines: Vec<Vec<String>> =
        text(&placed.stdout).lines().map(|line| line.split('\t').map(str::to_owned).collect()).collect();
    assert_eq!(lines.iter().map(|line| line[0].as_str()).collect::<Vec<_>>(), ["1", "3", "5", "7"]);
    for line in &lines {
        let (start, end): (usize, usize) = (line[1].parse().unwrap(), line[2].parse().unwrap());
        let there: String = report.chars().skip(start).take(end - start).collect();
        assert!(there.starts_with(&line[4][..3]) && report.contains(&there), "{there} {line:?}");
    }
    let output = duibiao(folder.path(), &["extract", "a.md"]);
    let table = text(&output.stdout);
    let mut rows = csv::Reader::from_reader(table.as_bytes());
    let head = rows.headers().unwrap().clone();
    let row = rows.records().next().unwrap().unwrap();
    let value = |column: &str| row[head.iter().position(|found| found == column).unwrap()].to_owned();
    assert_eq!(value("goal_line"), "3");
    let (start, end): (usize, usize) =
        (value("goal_start").parse().unwrap(), value("goal_end").parse().unwrap());
    let there: String = report.chars().skip(start).take(end - start).collect();
    assert!(there.replace("**", "").contains("塘坝48口"), "{there}");
}

#[test]
fn a_mail_of_outlook_gives_its_text_and_its_files() {
    let wide = |text: &str| text.encode_utf16().flat_map(u16::to_le_bytes).collect::<Vec<u8>>();
    let file = vec![
        Item::Stream("__substg1.0_3707001F", wide("表.docx")),
        Item::Stream(
            "__substg1.0_37010102",
            made::docx(&made::paragraph("计划修路30公里，已修21公里。"), ""),
        ),
    ];
    let mail = compound(&[
        Item::Stream("__properties_version1.0", vec![0; 32]),
        Item::Stream("__substg1.0_0037001F", wide("转发通报")),
        Item::Stream("__substg1.0_1000001F", wide("计划整治渡口48处，已整治31处。\r\n")),
        Item::Folder("__attach_version1.0_#00000000", file),
    ]);
    let source = source("a.msg", &mail);
    assert_eq!(source.text, "转发通报\n计划整治渡口48处，已整治31处。\n\n".trim_end().to_owned() + "\n");
    let found = read::carried("a.msg", &mail, false).unwrap().unwrap();
    let names: Vec<&str> = found.iter().map(|(name, _)| name.as_str()).collect();
    assert_eq!(names, ["a.msg", "a.msg/表.docx"]);
    assert_eq!(
        crate::documents::source(&found[1].0, found[1].1.as_deref().unwrap()).text,
        "计划修路30公里，已修21公里。\n"
    );
}
