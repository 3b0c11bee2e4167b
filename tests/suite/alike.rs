//! The report of `office.rs` in the kinds that are no file of a word processor: its rows are the same in each.

use std::fs;

use crate::{
    documents::source,
    made_ofd::{Sheet, ofd},
    made_office,
    mails::quoted,
    office::{TEXT, converted, rows},
};

/// The table of the report, an empty cell beside the head that lies over two columns.
const TABLE: &[&[&str]] = &[
    &["序号", "指标名称", "数量", "", "完成率"],
    &["", "", "目标任务", "实际完成", ""],
    &["1", "新建渡口（处）", "15", "9", "60%"],
    &["2", "疏通暗渠", "≥28公里", "28.5公里", "101.8%"],
    &["3", "新增公共停车位", "1500个", "850个", "56.7%"],
];

/// The lines of the report before its table.
fn lines() -> impl Iterator<Item = &'static str> {
    TEXT.lines().take_while(|line| !line.starts_with("序号"))
}

/// The report as a page.
fn page() -> String {
    let lines: String = lines().map(|line| format!("<p>{line}</p>")).collect();
    let head = "<tr><td rowspan=2>序号<td rowspan=2>指标名称<td colspan=2>数量<td rowspan=2>完成率<tr><td>目标任务<td>实际完成";
    let cells = |cells: &&[&str]| format!("<tr><td>{}", cells.join("<td>"));
    let rest: String = TABLE[2..].iter().map(cells).collect();
    format!(
        "<html><head><meta charset=utf-8></head><body>{lines}<table>{head}{rest}</table>\
         <p>下一步，各单位要加快推进。</p></body></html>"
    )
}

/// The report as a web archive, which is a mail with another first line.
fn letter(first: &str) -> Vec<u8> {
    format!(
        "{first}\r\nMIME-Version: 1.0\r\nContent-Type: multipart/related; type=\"text/html\"; boundary=\"=_x\"\r\n\r\n\
         --=_x\r\nContent-Type: text/html; charset=utf-8\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\n{}\r\n--=_x--\r\n",
        quoted(page().as_bytes())
    )
    .into_bytes()
}

/// The report as an OFD package.
fn package() -> Vec<u8> {
    let mut sheet = Sheet::default();
    let mut down = 20.0;
    for line in lines() {
        sheet = sheet.text(20.0, down, line);
        down += 8.0;
    }
    ofd(&[sheet.table(15.0, down, TABLE)], None)
}

/// The report as text, its table under one line of heads: text keeps no cells that lie over others.
fn plain() -> String {
    let (head, rest) = (["序号", "指标名称", "目标任务", "实际完成", "完成率"], &TABLE[2..]);
    let lines: String = lines().map(|line| format!("{line}\n")).collect();
    let table: String =
        std::iter::once(&head[..]).chain(rest.iter().copied()).map(|cells| cells.join("\t") + "\n").collect();
    lines + &table
}

#[test]
fn a_report_is_the_same_as_page_web_archive_mail_and_ofd() {
    let expected = rows(&source("a.docx", made_office::report()));
    assert_eq!(expected.len(), 6);
    for (name, bytes) in [
        ("a.html", page().into_bytes()),
        ("a.mht", letter("From: <Saved by Blink>")),
        ("a.eml", letter("From: a@b.c")),
        ("a.ofd", package()),
    ] {
        assert_eq!(rows(&source(name, &bytes)), expected, "{name}");
    }
    // Without the head over two columns, names do not end in its word.
    let single: Vec<String> = expected.iter().map(|row| row.replace("数量 ", " ")).collect();
    assert_eq!(rows(&source("a.txt", plain())), single);
}

#[test]
fn a_report_that_libreoffice_prints_is_the_same() {
    let folder = tempfile::tempdir().unwrap();
    let report = folder.path().join("report.html");
    fs::write(&report, page().replace("<table>", "<table border=1>")).unwrap();
    let Some(made) = converted(&report, "pdf:writer_pdf_Export") else {
        return eprintln!("skipped: no LibreOffice to print a report");
    };
    let printed = source("a.pdf", fs::read(made).unwrap());
    assert_eq!(rows(&printed), rows(&source("a.html", page())), "{}", printed.text);
}
