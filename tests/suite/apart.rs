//! One bad file harms no other: PDF and Office files are read by a child process within bounds.

use std::{
    fs,
    io::Write,
    path::{Path, PathBuf},
    process::{Command, Output, Stdio},
};

use duibiao::read::{Options, courier};

use crate::{
    cli::{command, duibiao, ends, folder_with, text},
    made, made_office,
    made_pdf::{Page, pdf},
};

const REPORT: &str = "今年计划疏浚塘坝48口，目前已疏浚31口。";

/// A file of those that brought the program down once.
pub(crate) fn hostile(name: &str) -> Vec<u8> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/cases/hostile");
    fs::read(folder.join(name)).unwrap()
}

/// A good document of each kind that is read apart.
fn good() -> Vec<(&'static str, Vec<u8>)> {
    vec![
        ("a.docx", made::docx(&made::paragraph(REPORT), "")),
        ("a.pdf", pdf(&[Page::default().text(60, 700, REPORT)])),
        ("a.xlsx", made::xlsx(&[&["指标", "目标", "完成"], &["塘坝（口）", "48", "31"]])),
        ("a.ods", made::ods(&[&["指标", "目标", "完成"], &["塘坝（口）", "48", "31"]])),
    ]
}

/// A good document of each kind that another program wrote.
fn others() -> Vec<(&'static str, Vec<u8>)> {
    let file =
        |name: &str| fs::read(Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/files").join(name)).unwrap();
    vec![
        ("a.doc", file("report.doc")),
        ("a.rtf", file("report.rtf")),
        ("a.odt", file("report.odt")),
        ("a.xml", made_office::xml2003().into_bytes()),
        ("a.fods", made_office::fods().into_bytes()),
        ("a.xlsb", made_office::xlsb()),
        ("a.pptx", made_office::pptx()),
        ("a.mht", crate::mails::archives()[0].clone()),
        ("m.eml", crate::mails::mail()),
    ]
}

#[test]
#[cfg(target_os = "linux")]
fn what_archives_and_mails_carry_is_unpacked_apart_and_the_same_as_here() {
    let zip = made::archive(&[("甲.txt", REPORT), ("b.rtf", "{\\rtf1 abc}")]);
    let folder = folder_with(&[("a.zip", zip.as_slice()), ("m.eml", crate::mails::mail().as_slice())]);
    let run = |more: &[&str]| {
        let output = duibiao(folder.path(), &[&["extract", ".", "--all", "--jobs", "1"], more].concat());
        (output.status.code(), text(&output.stdout), text(&output.stderr))
    };
    let apart = run(&[]);
    assert!(apart.1.contains("a.zip/甲.txt") && apart.1.contains("m.eml/"), "{apart:?}");
    assert_eq!(apart, run(&["--no-sandbox"]));
}

#[test]
#[cfg(target_os = "linux")]
fn an_archive_that_breaks_its_unpacking_leaves_the_others() {
    let blank = " ".repeat(140 << 20);
    let bomb = made::archive(&[("a.txt", &blank), ("b.txt", &blank)]);
    let folder = folder_with(&[("a.zip", bomb.as_slice()), ("b.txt", REPORT.as_bytes())]);
    let output = duibiao(folder.path(), &["extract", "."]);
    ends(&output, 3, &["a.zip", "unpack it", "1 of 2 inputs could not be read"]);
}

#[test]
#[cfg(target_os = "linux")]
fn a_folder_with_a_bad_file_gives_the_others_and_names_its_fault() {
    const MEMORY: &str = "takes more than 1073741824 bytes of memory";
    for (name, said) in [
        ("pdf_cmap_ranges.pdf", "the number of codes in the maps of its fonts"),
        ("pdf_forms_8_7.pdf", "the number of pieces of text of a page"),
        ("pdf_xref_w_negative.pdf", "its table of objects is broken"),
        ("pdf_cmap_panic.pdf", "its pages cannot be decoded"),
        ("pdf_cmap_deep.pdf", "do not say which characters they show"),
        ("xls_dir_loop.xls", MEMORY),
        ("ods_tables_bomb.ods", "too much"),
        ("docx_label_bomb.docx", "too much"),
    ] {
        let folder = folder_with(&[(name, &hostile(name))]);
        for (at, (kind, bytes)) in good().into_iter().enumerate() {
            fs::write(folder.path().join(format!("{at}{kind}")), &bytes).unwrap();
            fs::write(folder.path().join(format!("z{at}{kind}")), &bytes).unwrap();
        }
        let output = duibiao(folder.path(), &["extract", ".", "--jobs", "1", "-o", "t.csv"]);
        ends(&output, 3, &[name, said, "1 of 9 inputs could not be read"]);
        let messages = text(&output.stderr);
        assert!(!messages.contains("src/") && !messages.contains("panicked"), "{messages}");
        assert_eq!(fs::read_to_string(folder.path().join("t.csv")).unwrap().lines().count(), 9);
    }
}

#[test]
#[cfg(target_os = "linux")]
fn a_worker_answers_behind_a_file_that_brings_its_reader_down() {
    use base64::{Engine, engine::general_purpose::STANDARD};
    let line = |name: &str, bytes: &[u8]| {
        format!("{{\"id\": \"{name}\", \"name\": \"{name}\", \"bytes\": \"{}\"}}\n", STANDARD.encode(bytes))
    };
    let lines = [
        line("a.docx", &made::docx(&made::paragraph(REPORT), "")),
        line("b.xls", &hostile("xls_dir_loop.xls")),
        line("c.docx", &made::docx(&made::paragraph(REPORT), "")),
    ];
    let folder = folder_with(&[("in.ndjson", lines.concat().as_bytes())]);
    let output =
        duibiao(folder.path(), &["extract", "--input-format", "ndjson", "--errors", "rows", "in.ndjson"]);
    ends(&output, 0, &[]);
    let rows = text(&output.stdout);
    let rows: Vec<&str> = rows.lines().collect();
    assert!(rows.len() == 3 && rows[0].contains("疏浚塘坝") && rows[2].contains("疏浚塘坝"), "{rows:?}");
    assert!(rows[1].contains("bytes of memory"), "{}", rows[1]);
}

#[test]
fn what_is_read_apart_is_what_is_read_here() {
    for (name, bytes) in good().into_iter().chain(others()) {
        let folder = folder_with(&[(name, &bytes)]);
        let rows = |more: &[&str]| {
            let output = duibiao(folder.path(), &[&["extract", name, "--all"], more].concat());
            ends(&output, 0, &[]);
            text(&output.stdout)
        };
        let apart = rows(&[]);
        assert!(apart.lines().count() > 1, "{name}: {apart}");
        assert_eq!(apart, rows(&["--no-sandbox"]), "{name}");
    }
}

/// What a child that reads apart answers to these bytes.
fn child(bytes: &[u8]) -> Output {
    let folder = folder_with(&[]);
    let mut run = command(folder.path(), &["read-apart"]);
    let run = run.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
    let mut child = run.spawn().unwrap();
    // A child that has seen enough is gone before all is written.
    drop(child.stdin.take().unwrap().write_all(bytes));
    child.wait_with_output().unwrap()
}

#[test]
fn a_child_reads_one_document_after_the_other_and_ends_where_no_more_come() {
    let mut sent = Vec::new();
    let document = made::docx(&made::paragraph(REPORT), "");
    courier::send("a.docx", &Options::default(), &document, &mut sent).unwrap();
    courier::send("b.pdf", &Options::default(), b"%PDF-1.4", &mut sent).unwrap();
    courier::send("a.docx", &Options::default(), &document, &mut sent).unwrap();
    let output = child(&sent);
    assert!(output.status.success());
    let mut answers = output.stdout.as_slice();
    let mut next = || courier::answered("a", &mut answers).unwrap();
    assert_eq!(next().unwrap().unwrap().text, format!("{REPORT}\n"));
    assert!(next().unwrap().unwrap_err().contains("PDF"));
    assert_eq!(next().unwrap().unwrap().text, format!("{REPORT}\n"));
    assert!(next().is_none());
    assert!(child(b"noise that is no frame at all").stdout.is_empty());
}

#[test]
#[cfg(target_os = "linux")]
fn a_child_has_no_rights_and_ends_with_its_parent() {
    let folder = folder_with(&[]);
    let mut run = command(folder.path(), &["read-apart"]);
    let mut child = run.stdin(Stdio::piped()).stdout(Stdio::piped()).spawn().unwrap();
    let mut sent = Vec::new();
    courier::send("a.txt", &Options::default(), REPORT.as_bytes(), &mut sent).unwrap();
    child.stdin.as_mut().unwrap().write_all(&sent).unwrap();
    let answer = courier::answered("a", child.stdout.as_mut().unwrap()).unwrap();
    assert!(answer.unwrap().is_ok());
    let of =
        |file: &str| fs::read_to_string(PathBuf::from(format!("/proc/{}", child.id())).join(file)).unwrap();
    let (status, limits) = (of("status"), of("limits"));
    assert!(status.contains("Seccomp:\t2") && status.contains("NoNewPrivs:\t1"), "{status}");
    let bound = |line: &str, value: &str| {
        let line = limits.lines().find(|found| found.starts_with(line)).unwrap();
        assert!(line.contains(value), "{line}");
    };
    bound("Max address space", "1073741824");
    bound("Max file size", " 0 ");
    bound("Max core file size", " 0 ");
    drop(child.stdin.take());
    assert!(child.wait().unwrap().success());
}

#[test]
#[cfg(unix)]
fn where_no_child_can_be_started_the_message_says_what_to_do() {
    let folder =
        folder_with(&[("a.docx", &made::docx(&made::paragraph(REPORT), "")), ("b.txt", REPORT.as_bytes())]);
    // Of a user who may not have more processes the system refuses the child; root may have any number.
    let root = Command::new("id").arg("-u").output().unwrap().stdout == b"0\n";
    if root {
        return println!("skipped: root may start any number of processes");
    }
    let run = format!("ulimit -u 1; exec {} extract . --jobs 1", env!("CARGO_BIN_EXE_duibiao"));
    let output = Command::new("sh").args(["-c", &run]).current_dir(folder.path()).output().unwrap();
    ends(&output, 3, &["--no-sandbox"]);
}
