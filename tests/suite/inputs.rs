//! Which files the arguments name.

use std::{fs, io::Write, process::Stdio};

use crate::{
    cli::{command, duibiao, ends, folder_with, text},
    made,
};

const REPORT: &[u8] = "今年计划疏浚塘坝48口，目前已疏浚31口。\n".as_bytes();

/// The files that have rows in the table, in order.
fn sources(table: &[u8]) -> Vec<String> {
    let table = text(table);
    let mut sources: Vec<String> =
        table.lines().skip(1).filter_map(|row| Some(row.split(',').nth(1)?.to_owned())).collect();
    sources.dedup();
    sources
}

#[test]
fn a_folder_is_read_in_sorted_order_without_what_is_hidden() {
    let folder =
        folder_with(&[("b.txt", REPORT), ("a.md", REPORT), (".c.txt", REPORT), ("d.png", b"\x89PNG")]);
    fs::create_dir_all(folder.path().join("in/side")).unwrap();
    fs::create_dir_all(folder.path().join(".git")).unwrap();
    fs::write(folder.path().join("in/side/e.txt"), REPORT).unwrap();
    fs::write(folder.path().join(".git/f.txt"), REPORT).unwrap();
    let output = duibiao(folder.path(), &["extract", "."]);
    ends(&output, 0, &[]);
    assert_eq!(sources(&output.stdout), ["a.md", "b.txt", "in/side/e.txt"]);
}

#[test]
fn patterns_name_files_and_a_file_is_read_once() {
    let folder = folder_with(&[("b1.txt", REPORT), ("b2.txt", REPORT), ("[x].txt", REPORT)]);
    let output = duibiao(folder.path(), &["extract", "b2.txt", "b*.txt", "[x].txt"]);
    ends(&output, 0, &[]);
    assert_eq!(sources(&output.stdout), ["b2.txt", "b1.txt", "[x].txt"]);
    ends(&duibiao(folder.path(), &["extract", "z*.txt"]), 3, &["z*.txt", "pattern"]);
}

#[test]
#[cfg(unix)]
fn a_file_is_read_once_whatever_ways_lead_to_it() {
    let folder = folder_with(&[("b1.txt", REPORT), ("b2.txt", REPORT)]);
    std::os::unix::fs::symlink("b1.txt", folder.path().join("a.txt")).unwrap();
    let whole = folder.path().join("b1.txt").canonicalize().unwrap();
    let whole = whole.to_str().unwrap();
    let output = duibiao(folder.path(), &["extract", "./b1.txt", whole, "a.txt", "."]);
    ends(&output, 0, &[]);
    assert_eq!(sources(&output.stdout), ["./b1.txt", "b2.txt"]);
}

#[test]
fn an_archive_that_cannot_be_unpacked_says_why_and_the_archives_of_a_call_share_a_bound() {
    let zip = made::archive(&[("a.txt", std::str::from_utf8(REPORT).unwrap())]);
    let (cut, blank) = (&zip[..zip.len() / 2], " ".repeat(100 << 20));
    let large = made::archive(&[("a.txt", &blank), ("b.txt", &blank)]);
    let folder = folder_with(&[("a.zip", &large), ("b.zip", &large), ("c.zip", &zip), ("d.zip", cut)]);
    let output = duibiao(folder.path(), &["extract", "."]);
    ends(&output, 3, &["b.zip: too much", "419430400 bytes, and at most 402653184", "name fewer archives"]);
    ends(&output, 3, &["d.zip: its archive is broken", "unpack it"]);
    assert_eq!(sources(&output.stdout), ["c.zip/a.txt"]);
    let over = duibiao(folder.path(), &["extract", "d.zip", "--format", "csv", "-o", "d.zip"]);
    ends(&over, 2, &["d.zip is an input, too"]);
}

/// An archive with a part of this name twice, and one with a part whose bytes do not fit what is said of them.
fn doubled_and_damaged(report: &str) -> [Vec<u8>; 2] {
    let replace = |bytes: &[u8], old: &[u8], new: &[u8]| {
        let mut bytes = bytes.to_vec();
        for at in 0..=bytes.len() - old.len() {
            if bytes[at..].starts_with(old) {
                bytes[at..at + new.len()].copy_from_slice(new);
            }
        }
        bytes
    };
    let doubled = made::archive(&[("a.txt", report), ("b.txt", report)]);
    let damaged = made::archive(&[("a.txt", report), ("b.txt", &"甲乙丙丁".repeat(99))]);
    let at = damaged.windows(5).position(|window| window == b"b.txt").unwrap() + 5;
    let mut damaged = damaged;
    damaged[at..at + 12].fill(0xff);
    [replace(&doubled, b"b.txt", b"a.txt"), damaged]
}

#[test]
fn what_is_broken_in_an_archive_is_named_and_harms_no_other() {
    let report = std::str::from_utf8(REPORT).unwrap();
    let inner =
        made::archive(&[("六月.txt", report), ("坏.docx", "PK\u{3}\u{4}xyz"), ("坏.zip", "PK\u{3}\u{4}xyz")]);
    let outside = made::archive(&[("../up.txt", report), ("./a.txt", report)]);
    let [doubled, damaged] = doubled_and_damaged(report);
    let parts = [("a.zip", inner), ("b.zip", outside), ("c.zip", doubled), ("d.zip", damaged)];
    let parts: Vec<(&str, &[u8])> = parts.iter().map(|(name, bytes)| (*name, bytes.as_slice())).collect();
    let folder = folder_with(&parts);
    let broken =
        ["a.zip/坏.docx: its archive is broken", "a.zip/坏.zip: its archive is broken", "2 of 3 inputs"];
    for more in [&[][..], &["--no-sandbox"]] {
        let output = duibiao(folder.path(), &[&["extract", "a.zip"], more].concat());
        ends(&output, 3, &broken);
        assert_eq!(sources(&output.stdout), ["a.zip/六月.txt"]);
        let output = duibiao(folder.path(), &[&["extract", "b.zip"], more].concat());
        ends(&output, 3, &["b.zip/../up.txt: its name leads out of the archive", "1 of 2"]);
        assert_eq!(sources(&output.stdout), ["b.zip/./a.txt"]);
        let output = duibiao(folder.path(), &[&["extract", "c.zip"], more].concat());
        ends(&output, 3, &["c.zip/a.txt: another document of the archive has the same name", "1 of 2"]);
        assert_eq!(sources(&output.stdout), ["c.zip/a.txt"]);
        let output = duibiao(folder.path(), &[&["extract", "d.zip"], more].concat());
        ends(&output, 3, &["d.zip/b.txt: its part b.txt is broken", "1 of 2"]);
        assert_eq!(sources(&output.stdout), ["d.zip/a.txt"]);
    }
}

#[test]
fn a_document_in_an_archive_is_named_as_its_source() {
    let report = std::str::from_utf8(REPORT).unwrap();
    let zip = made::archive(&[("六月.txt", report), ("七月.txt", report), ("坏.docx", "PK\u{3}\u{4}xyz")]);
    let folder = folder_with(&[("a.zip", &zip)]);
    let output = duibiao(folder.path(), &["extract", "a.zip/七月.txt"]);
    ends(&output, 0, &[]);
    assert_eq!(sources(&output.stdout), ["a.zip/七月.txt"]);
    ends(&duibiao(folder.path(), &["extract", "a.zip/八月.txt"]), 3, &["no such document in it", "六月.txt"]);
    ends(&duibiao(folder.path(), &["explain", "a.zip/七月.txt", "--format", "json"]), 0, &[]);
    ends(&duibiao(folder.path(), &["explain", "a.zip"]), 2, &["holds several documents: name one"]);
    // Of several documents each is shown with its name, and one that is broken harms no other.
    let output = duibiao(folder.path(), &["text", "a.zip"]);
    ends(&output, 3, &["a.zip/坏.docx: its archive is broken", "1 of 3"]);
    let shown = text(&output.stdout);
    assert!(shown.contains("==> a.zip/六月.txt <==") && shown.contains("==> a.zip/七月.txt <=="), "{shown}");
    let output = duibiao(folder.path(), &["scan", "a.zip"]);
    ends(&output, 3, &["1 of 3"]);
    assert_eq!(text(&output.stdout).matches("{\"source\":\"a.zip/七月.txt\",\"text\":").count(), 2);
    let alone = duibiao(folder.path(), &["scan", "a.zip/六月.txt"]);
    assert!(text(&alone.stdout).starts_with("{\"text\":"), "one document is shown as ever");
}

#[test]
#[cfg(unix)]
fn a_pattern_passes_pipes_by_and_a_name_with_a_bracket_is_no_wrong_pattern() {
    let folder = folder_with(&[("a.txt", REPORT)]);
    let pipe = std::process::Command::new("mkfifo").arg(folder.path().join("b.txt")).status();
    assert!(pipe.unwrap().success());
    let output = duibiao(folder.path(), &["extract", "*.txt"]);
    ends(&output, 0, &[]);
    assert_eq!(sources(&output.stdout), ["a.txt"]);
    ends(
        &duibiao(folder.path(), &["extract", "报告[1.txt"]),
        3,
        &["there is no such file, and as a pattern"],
    );
}

#[test]
fn standard_input_is_read_for_one_thing_alone() {
    let folder = folder_with(&[("a.txt", REPORT)]);
    for line in
        [&["extract", "-", "--answers", "-"][..], &["compare", "-", "-"], &["check", "-", "--against", "-"]]
    {
        ends(&duibiao(folder.path(), line), 2, &["standard input is read for"]);
    }
}

#[test]
fn encodings_are_named_rightly_or_refused() {
    let words = std::str::from_utf8(REPORT).unwrap().repeat(3) + "一、一";
    let little: Vec<u8> = words.encode_utf16().flat_map(u16::to_le_bytes).collect();
    let bare: Vec<u8> = "一二三四".repeat(40).encode_utf16().flat_map(u16::to_be_bytes).collect();
    let folder = folder_with(&[("a.txt", REPORT), ("b.txt", &little), ("c.txt", &bare)]);
    ends(&duibiao(folder.path(), &["extract", "a.txt", "--encoding", "foo"]), 2, &["foo", "utf-16le"]);
    let wrong = duibiao(folder.path(), &["extract", "a.txt", "--encoding", "gb18030"]);
    ends(&wrong, 3, &["no valid gb18030 text: leave --encoding out"]);
    ends(&duibiao(folder.path(), &["extract", "b.txt"]), 0, &[]);
    ends(&duibiao(folder.path(), &["text", "c.txt"]), 3, &["--encoding utf-16le or utf-16be"]);
}

#[test]
fn more_jobs_than_are_read_at_once_are_refused() {
    let folder = folder_with(&[("a.txt", REPORT)]);
    let output = duibiao(folder.path(), &["extract", "a.txt", "--jobs", "20000"]);
    ends(&output, 2, &["20000", "--jobs", "at most 128 files are read at once"]);
    ends(&duibiao(folder.path(), &["extract", "a.txt", "--jobs", "128"]), 0, &[]);
    ends(&duibiao(folder.path(), &["extract", "a.txt", "--jobs", "0"]), 2, &["at least one file"]);
}

#[test]
fn an_empty_folder_is_named() {
    let folder = folder_with(&[]);
    fs::create_dir(folder.path().join("empty")).unwrap();
    ends(&duibiao(folder.path(), &["extract", "empty"]), 3, &["empty", "no document"]);
}

#[test]
fn an_output_is_never_its_own_input() {
    let folder = folder_with(&[("a.txt", REPORT)]);
    for output in ["out.csv", "out.csv", "next.csv"] {
        ends(&duibiao(folder.path(), &["extract", ".", "-o", output]), 0, &[]);
        let table = fs::read(folder.path().join(output)).unwrap();
        assert_eq!(sources(&table), ["a.txt"]);
    }
    ends(&duibiao(folder.path(), &["extract", "out.csv"]), 3, &["out.csv", "not a report"]);
}

#[test]
fn what_comes_through_a_pipe_is_known_by_its_bytes() {
    let folder = folder_with(&[]);
    let line = String::from_utf8_lossy(REPORT);
    for bytes in [
        format!("<html><body><p>{line}</p></body></html>").into_bytes(),
        made::docx(&made::paragraph(line.trim()), ""),
        line.encode_utf16().flat_map(u16::to_le_bytes).collect(),
    ] {
        let mut child = command(folder.path(), &["extract", "-"])
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .unwrap();
        child.stdin.take().unwrap().write_all(&bytes).unwrap();
        let output = child.wait_with_output().unwrap();
        ends(&output, 0, &[]);
        assert_eq!(text(&output.stdout).lines().count(), 2, "{}", text(&output.stdout));
    }
}

#[test]
fn pictures_in_folders_and_archives_are_passed_by_with_what_to_do_where_none_can_be_read() {
    let zip = made::archive(&[("a.txt", std::str::from_utf8(REPORT).unwrap()), ("scan.png", "\u{89}PNG")]);
    let mail = crate::mails::mail();
    let folder =
        folder_with(&[("a.zip", &zip), ("b.jpg", b"\xff\xd8\xff"), ("c.tif", b"II*\0"), ("m.eml", &mail)]);
    let run = |lang: &str, arguments: &[&str]| {
        let mut run = command(folder.path(), arguments);
        run.args(["--lang", lang, "--ocr-models", "none"]).output().unwrap()
    };
    if cfg!(feature = "ocr") {
        // Models that were named and are not there stop what they are asked for.
        return ends(&run("en", &["extract", "b.jpg"]), 3, &["b.jpg", "none"]);
    }
    let output = run("en", &["extract", "."]);
    ends(
        &output,
        0,
        &["note: a.zip/scan.png: it is a picture", "build it with", "so is every other picture"],
    );
    assert_eq!(text(&output.stderr).matches("picture-passed").count(), 0);
    assert!(!text(&output.stderr).contains("b.jpg"), "it is said once");
    assert_eq!(sources(&output.stdout)[0], "a.zip/a.txt");
    ends(&run("zh", &["extract", "."]), 0, &["图片未读取"]);
    ends(&run("en", &["extract", "b.jpg"]), 3, &["b.jpg: it is a picture"]);
    fs::remove_file(folder.path().join("a.zip")).unwrap();
    fs::remove_file(folder.path().join("m.eml")).unwrap();
    ends(&run("en", &["extract", "."]), 3, &["b.jpg: it is a picture", "2 of 2 inputs could not be read"]);
}
