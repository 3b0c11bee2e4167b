//! The program as its users meet it: exit codes, what goes where, and no half files.

use std::{
    fs,
    io::{Read, Write},
    path::Path,
    process::{Command, Output, Stdio},
};

const REPORT: &str = "今年计划疏浚塘坝48口，目前已疏浚31口。\n";

/// The program in a folder of its own.
pub(crate) fn duibiao(folder: &Path, arguments: &[&str]) -> Output {
    command(folder, arguments).stdin(Stdio::null()).output().unwrap()
}

pub(crate) fn command(folder: &Path, arguments: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_duibiao"));
    command.current_dir(folder).args(arguments).env("NO_COLOR", "1");
    command
}

pub(crate) fn text(bytes: &[u8]) -> String {
    String::from_utf8(bytes.to_vec()).unwrap()
}

/// Checks the exit code, and that each of `said` stands on stderr.
#[track_caller]
pub(crate) fn ends(output: &Output, code: i32, said: &[&str]) {
    let messages = text(&output.stderr);
    assert_eq!(output.status.code(), Some(code), "{messages}");
    for part in said {
        assert!(messages.contains(part), "`{part}` is not in: {messages}");
    }
}

pub(crate) fn folder_with(files: &[(&str, &[u8])]) -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    for (name, bytes) in files {
        fs::write(folder.path().join(name), bytes).unwrap();
    }
    folder
}

#[test]
fn a_report_becomes_csv_and_nothing_else_on_stdout() {
    let folder = folder_with(&[("a.txt", REPORT.as_bytes())]);
    let output = duibiao(folder.path(), &["extract", "a.txt"]);
    ends(&output, 0, &[]);
    let table = text(&output.stdout);
    assert!(table.starts_with("row_id,source,report_title,"), "{table}");
    assert!(output.stderr.is_empty());
}

#[test]
fn standard_input_is_read_without_a_name_and_as_a_dash() {
    let folder = folder_with(&[]);
    let tables = [&["extract"][..], &["extract", "-"][..]].map(|arguments| {
        let mut child = command(folder.path(), arguments)
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .unwrap();
        child.stdin.take().unwrap().write_all(REPORT.as_bytes()).unwrap();
        let output = child.wait_with_output().unwrap();
        ends(&output, 0, &[]);
        text(&output.stdout)
    });
    assert_eq!(tables[0], tables[1]);
    assert!(tables[0].starts_with("row_id,"));
}

#[test]
fn bad_files_are_named_and_the_rest_is_written() {
    let folder = folder_with(&[
        ("good.txt", REPORT.as_bytes()),
        ("empty.txt", b""),
        ("noise.bin", b"\x00\x01\x02\xff\x00\x00\x01\x02"),
        ("scan.doc", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1 old"),
    ]);
    let inputs =
        ["extract", "missing.txt", "good.txt", "empty.txt", "noise.bin", "scan.doc", "-o", "out.csv"];
    let output = duibiao(folder.path(), &inputs);
    ends(&output, 3, &["missing.txt", "empty.txt", "noise.bin", "scan.doc", "4 of 5 inputs"]);
    let table = fs::read_to_string(folder.path().join("out.csv")).unwrap();
    assert!(table.starts_with("row_id,"));
    assert!(!table.contains("empty.txt"));
}

#[test]
fn nothing_is_written_where_nothing_could_be_read() {
    let folder = folder_with(&[("empty.txt", b" \n")]);
    ends(&duibiao(folder.path(), &["extract", "empty.txt", "-o", "out.csv"]), 3, &["empty.txt"]);
    assert!(!folder.path().join("out.csv").exists());
}

#[test]
fn undecodable_text_asks_for_the_encoding() {
    let folder = folder_with(&[("a.txt", REPORT.as_bytes())]);
    let output = duibiao(folder.path(), &["extract", "a.txt", "--encoding", "klingon"]);
    ends(&output, 2, &["--encoding", "klingon"]);
}

#[test]
fn wrong_usage_says_what_to_do() {
    let folder = folder_with(&[("a.txt", REPORT.as_bytes())]);
    ends(&duibiao(folder.path(), &["extract", "a.txt", "-o", "out.docx"]), 2, &["out.docx", ".csv"]);
    ends(&duibiao(folder.path(), &["extract", "a.txt", "--format", "docx"]), 2, &["docx", "csv"]);
    ends(&duibiao(folder.path(), &["extrakt"]), 2, &["extract"]);
    ends(&duibiao(folder.path(), &["extract", "a.txt", "--rules", "no-such-folder"]), 2, &["no-such-folder"]);
    ends(&duibiao(folder.path(), &["evaluate", "--gold", "gone.csv", "a.txt"]), 3, &["gone.csv"]);
    ends(&duibiao(folder.path(), &["man", "extrakt"]), 2, &["extrakt"]);
    assert!(!folder.path().join("out.docx").exists());
}

#[test]
fn an_output_that_cannot_be_written_is_named_and_leaves_nothing() {
    let folder = folder_with(&[("a.txt", REPORT.as_bytes())]);
    ends(
        &duibiao(folder.path(), &["extract", "a.txt", "-o", "no/such/out.csv"]),
        3,
        &["no/such/out.csv", "folder"],
    );
    fs::create_dir(folder.path().join("taken.csv")).unwrap();
    ends(&duibiao(folder.path(), &["extract", "a.txt", "-o", "taken.csv"]), 3, &["taken.csv", "folder"]);
    let left: Vec<_> = fs::read_dir(folder.path()).unwrap().map(|entry| entry.unwrap().file_name()).collect();
    assert_eq!(left.len(), 2, "{left:?}");
}

#[test]
fn a_reader_that_goes_away_is_no_error() {
    let folder = folder_with(&[("a.txt", REPORT.repeat(3000).as_bytes())]);
    let mut child = command(folder.path(), &["extract", "a.txt"])
        .stdin(Stdio::null())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    let mut out = child.stdout.take().unwrap();
    let mut first = [0];
    out.read_exact(&mut first).unwrap();
    drop(out);
    let output = child.wait_with_output().unwrap();
    ends(&output, 0, &[]);
    assert!(output.stderr.is_empty(), "{}", text(&output.stderr));
}

#[test]
fn the_table_is_the_same_in_any_number_of_threads() {
    let folder = folder_with(&[]);
    for index in 0..20 {
        fs::write(
            folder.path().join(format!("{index}.txt")),
            REPORT.replace("48", &format!("{}", 40 + index)),
        )
        .unwrap();
    }
    let tables = ["1", "7"].map(|jobs| duibiao(folder.path(), &["extract", ".", "--jobs", jobs]).stdout);
    assert!(tables[0].len() > 100);
    assert_eq!(tables[0], tables[1]);
}

#[test]
fn rows_written_a_few_reports_at_a_time_are_those_of_all_at_once() {
    let folder = folder_with(&[("0000.txt", b""), ("0150.txt", b"")]);
    for index in 1..150 {
        let report = REPORT.replace("48", &format!("{}", 40 + index));
        fs::write(folder.path().join(format!("{index:04}.txt")), report).unwrap();
    }
    for more in [&["--format", "csv", "--bom", "--lang", "zh"][..], &["--format", "ndjson", "--all"][..]] {
        let run = |asked: &[&str]| duibiao(folder.path(), &[&["extract", "."], more, asked].concat());
        let few = run(&["--jobs", "2"]);
        // A summary needs all rows at once.
        let all = run(&["--summary", "s.json"]);
        ends(&few, 3, &["0000.txt", "0150.txt", "151"]);
        assert!(few.stdout.len() > 149 * 100);
        assert_eq!(text(&few.stdout), text(&all.stdout));
        assert_eq!(text(&few.stderr), text(&all.stderr));
        fs::remove_file(folder.path().join("s.json")).unwrap();
    }
}

#[test]
fn messages_can_be_json() {
    let folder = folder_with(&[("empty.txt", b"")]);
    let output = duibiao(folder.path(), &["extract", "empty.txt", "--log", "json"]);
    ends(&output, 3, &[]);
    for line in text(&output.stderr).lines() {
        let message: serde_json::Value = serde_json::from_str(line).unwrap();
        assert_eq!(message["severity"], "error");
    }
}

#[test]
fn scan_writes_one_object_for_each_quantity() {
    let folder = folder_with(&[("a.txt", REPORT.as_bytes())]);
    let output = duibiao(folder.path(), &["scan", "a.txt"]);
    ends(&output, 0, &[]);
    let lines: Vec<serde_json::Value> =
        text(&output.stdout).lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    assert_eq!(lines.len(), 2, "{}", text(&output.stdout));
}

#[test]
fn every_command_has_help_with_an_example() {
    let folder = folder_with(&[]);
    for command in [
        "extract",
        "serve",
        "questions",
        "scan",
        "explain",
        "check",
        "compare",
        "ledger",
        "evaluate",
        "rules",
        "schema",
        "completions",
        "man",
    ] {
        let help = text(&duibiao(folder.path(), &[command, "--help"]).stdout);
        assert!(help.contains("Example"), "{command}: {help}");
        assert!(help.contains(&format!("duibiao {command}")), "{command}: {help}");
    }
}

#[test]
fn pages_and_scripts_are_written() {
    let folder = folder_with(&[]);
    for arguments in [
        &["man"][..],
        &["man", "extract"],
        &["completions", "bash"],
        &["schema"],
        &["schema", "--format", "json"],
        &["schema", "--format", "sql"],
        &["rules", "check"],
        &["rules", "show"],
    ] {
        let output = duibiao(folder.path(), arguments);
        ends(&output, 0, &[]);
        assert!(!output.stdout.is_empty(), "{arguments:?}");
    }
}

#[test]
fn explain_tells_of_every_number_what_became_of_it() {
    let report =
        "1.疏浚塘坝48口。\n落实情况：截至6月底，已疏浚塘坝31口，同比增长12%，总投资3亿元。\n2.修路5公里。\n";
    let folder = folder_with(&[("a.txt", report.as_bytes())]);
    let output = duibiao(folder.path(), &["explain", "a.txt:1"]);
    ends(&output, 0, &[]);
    let told = text(&output.stdout);
    for part in [
        "48口",
        "31口",
        "12%",
        "3亿元",
        "完成值 31口 (第2行)",
        "答目标 48口 (第1行)",
        "300000000元",
        "已[now]",
    ] {
        assert!(told.contains(part), "`{part}` is not in:\n{told}");
    }
    assert!(!told.contains("5公里") && !told.contains("Some("), "{told}");
    let output = duibiao(folder.path(), &["explain", "a.txt:1", "--format", "json"]);
    let answer: serde_json::Value = serde_json::from_slice(&output.stdout).unwrap();
    let numbers = answer["tasks"][0]["numbers"].as_array().unwrap();
    let ids: Vec<_> = numbers.iter().map(|number| (&number["role"], &number["outcome"])).collect();
    let wanted =
        [("goal", "answered_by"), ("figure", "answers"), ("change", "comparison"), ("aside", "background")];
    assert_eq!(
        ids.iter()
            .map(|(role, outcome)| (role.as_str().unwrap(), outcome.as_str().unwrap()))
            .collect::<Vec<_>>(),
        wanted
    );
    assert_eq!((&numbers[0]["other"], &numbers[0]["other_line"]), (&"31口".into(), &2.into()));
    // Machines read the same in any language.
    for lang in ["zh", "en"] {
        let told = duibiao(folder.path(), &["--lang", lang, "explain", "a.txt:1", "--format", "json"]);
        assert_eq!(told.stdout, output.stdout);
    }
    assert_eq!(answer["tasks"][0]["rows"][0]["actual_value"], "31");
    ends(&duibiao(folder.path(), &["explain", "a.txt:7"]), 2, &["`7`"]);
    ends(&duibiao(folder.path(), &["explain", "gone.txt"]), 3, &["gone.txt"]);
}

#[test]
fn a_usage_error_is_json_where_messages_are() {
    let folder = folder_with(&[]);
    for line in [&["--log", "json", "extract", "--nope"][..], &["serve", "--port", "99999", "--log=json"]] {
        let output = duibiao(folder.path(), line);
        ends(&output, 2, &[]);
        let told: serde_json::Value = serde_json::from_slice(&output.stderr).unwrap();
        assert_eq!(told["severity"], "error", "{told}");
    }
    let many = duibiao(folder.path(), &["compare", "a.txt", "b.txt", "c.txt", "--lang", "zh"]);
    ends(&many, 2, &["多了 c.txt 这一项"]);
}

#[test]
fn what_is_written_into_a_file_is_told() {
    let report = "今年计划疏浚塘坝48口，目前已疏浚31口。\n";
    let folder = folder_with(&[("a.txt", report.as_bytes()), ("n.txt", "没有数。\n".as_bytes())]);
    for (line, told) in [
        (&["compare", "a.txt", "a.txt", "-o", "c.csv"][..], "c.csv: 1 rows written"),
        (&["check", "a.txt", "-o", "k.json", "--fail-on", "never"], "k.json: "),
        (&["brief", "a.txt", "-o", "n.docx"], "n.docx: the notice is written, of 1 rows"),
        (&["questions", "a.txt", "-o", "q.ndjson"], "questions written"),
    ] {
        ends(&duibiao(folder.path(), line), 0, &[told]);
    }
    ends(&duibiao(folder.path(), &["brief", "n.txt", "-o", "e.md"]), 2, &["nothing to write a notice of"]);
    assert!(!folder.path().join("e.md").exists());
    let proc = duibiao(folder.path(), &["extract", "a.txt", "-o", "a.txt/x.csv"]);
    ends(&proc, 3, &["its folder is a file"]);
}
