//! Nothing that a run reads is written over, and no output by another one; what is written has come to the disk.

use std::{
    fs,
    path::Path,
    process::{Command, Stdio},
};

use crate::{
    cli::{duibiao, ends, folder_with, text},
    made,
};

const REPORT: &str = "2024年6月重点工作进展\n今年计划疏浚塘坝48口，目前已疏浚31口。\n";

/// Runs it, and asserts that it is refused for what it would overwrite and that no file of the folder is changed.
#[track_caller]
fn refused(folder: &Path, arguments: &[&str], what: &str) {
    let state = || {
        let files = fs::read_dir(folder).unwrap().map(|file| file.unwrap().path());
        let mut files: Vec<_> =
            files.filter(|file| file.is_file()).map(|file| (fs::read(&file).unwrap(), file)).collect();
        files.sort();
        files
    };
    let before = state();
    ends(&duibiao(folder, arguments), 2, &[what, "would overwrite it", "name another file"]);
    assert!(before == state(), "{arguments:?} changed a file");
}

#[test]
fn an_output_is_no_input_ledger_plan_summary_or_other_output() {
    let report = REPORT.as_bytes();
    let plan = "month,expected\n6,0.5\n".as_bytes();
    let folder = folder_with(&[
        ("a.txt", report),
        ("r.csv", b"a,b\n1,2\n"),
        ("p.csv", plan),
        ("g.txt", report),
        ("c.toml", b"version = 1\n"),
        ("k.json", b"{}"),
    ]);
    let folder = folder.path();
    ends(&duibiao(folder, &["ledger", "add", "--db", "l.db", "a.txt"]), 0, &[]);
    refused(folder, &["extract", "r.csv", "a.txt", "-o", "r.csv"], "r.csv is an input");
    refused(folder, &["extract", ".", "-o", "r.csv"], "r.csv is an input");
    refused(folder, &["extract", "a.txt", "--summary", "a.txt", "-o", "t.csv"], "is an input");
    refused(
        folder,
        &["extract", "a.txt", "--goals", "g.txt", "-o", "g.txt", "--format", "csv"],
        "is the plan",
    );
    refused(folder, &["extract", "a.txt", "--pace", "p.csv", "-o", "p.csv"], "is the plan or the profile");
    refused(
        folder,
        &["extract", "a.txt", "--corrections", "c.toml", "-o", "c.toml", "--format", "csv"],
        "is the corrections file",
    );
    refused(folder, &["extract", "a.txt", "-o", "t.csv", "--summary", "T.CSV"], "is the output");
    refused(folder, &["check", "a.txt", "-o", "a.txt"], "is an input");
    refused(folder, &["check", "a.txt", "--write-known", "a.txt"], "is an input");
    refused(
        folder,
        &["check", "a.txt", "--known", "k.json", "-o", "k.json"],
        "is the file of known findings",
    );
    refused(folder, &["check", "a.txt", "-o", "n.json", "--write-known", "./n.json"], "is the output");
    refused(folder, &["compare", "a.txt", "g.txt", "-o", "g.txt"], "is an input");
    refused(folder, &["ledger", "add", "--db", "a.txt", "a.txt"], "is an input");
    for action in [&["export"][..], &["list"], &["changes"], &["check"], &["trend", "塘坝"]] {
        refused(
            folder,
            &[&["ledger"], action, &["--db", "l.db", "-o", "l.db"]].concat()[..],
            "is the ledger",
        );
    }
}

#[test]
#[cfg(unix)]
fn links_and_letters_of_another_case_lead_to_the_same_file() {
    let folder = folder_with(&[("a.csv", b"a,b\n1,2\n")]);
    let folder = folder.path();
    std::os::unix::fs::symlink("a.csv", folder.join("soft.csv")).unwrap();
    fs::hard_link(folder.join("a.csv"), folder.join("hard.csv")).unwrap();
    for output in ["soft.csv", "hard.csv", "A.csv", "./a.csv", "../a.csv"] {
        let output = output.replace("..", &format!("../{}", folder.file_name().unwrap().to_str().unwrap()));
        refused(folder, &["extract", "a.csv", "-o", &output], "is an input");
    }
}

#[test]
fn a_run_may_replace_what_an_earlier_one_left_in_the_folder() {
    let folder = folder_with(&[("a.txt", REPORT.as_bytes())]);
    for output in ["t.csv", "t.xlsx", "t.html", "t.json"] {
        for _ in 0..2 {
            ends(&duibiao(folder.path(), &["extract", ".", "-o", output]), 0, &[]);
        }
        fs::remove_file(folder.path().join(output)).unwrap();
    }
    // A workbook of somebody else is a report.
    fs::write(folder.path().join("t.xlsx"), made::xlsx(&[&["指标", "目标"], &["渡口", "15"]])).unwrap();
    refused(folder.path(), &["extract", ".", "-o", "t.xlsx"], "t.xlsx is an input");
    ends(&duibiao(folder.path(), &["check", "a.txt", "--write-known", "k.json"]), 0, &[]);
    ends(
        &duibiao(folder.path(), &["check", "a.txt", "--known", "k.json", "--write-known", "k.json"]),
        0,
        &[],
    );
}

#[test]
fn a_ledger_is_a_file_by_its_own_name() {
    let folder = folder_with(&[("a.txt", REPORT.as_bytes())]);
    for name in [":memory:", "file:l.db", "FILE:l.db?mode=memory", "-"] {
        ends(&duibiao(folder.path(), &["ledger", "add", "--db", name, "a.txt"]), 2, &["a ledger is a file"]);
        ends(&duibiao(folder.path(), &["ledger", "list", "--db", name]), 2, &["a ledger is a file"]);
    }
    assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 1);
}

#[test]
#[cfg(unix)]
fn new_files_and_folders_have_the_permissions_that_the_user_gives_new_ones() {
    use std::os::unix::fs::PermissionsExt;
    for (mask, file, inside) in [("022", 0o755, 0o644), ("077", 0o700, 0o600), ("002", 0o775, 0o664)] {
        let folder = folder_with(&[("a.txt", REPORT.as_bytes())]);
        let run = format!("umask {mask}; exec {} extract a.txt -o out/", env!("CARGO_BIN_EXE_duibiao"));
        let output = Command::new("sh").args(["-c", &run]).current_dir(folder.path()).output().unwrap();
        ends(&output, 0, &[]);
        let mode = |path: &str| fs::metadata(folder.path().join(path)).unwrap().permissions().mode() & 0o777;
        assert_eq!((mode("out"), mode("out/table.csv")), (file, inside), "umask {mask}");
    }
}

#[test]
#[cfg(target_os = "linux")]
fn a_signal_that_the_caller_ignores_is_ignored() {
    let folder = folder_with(&[]);
    let run = format!("trap '' HUP; exec {} extract -", env!("CARGO_BIN_EXE_duibiao"));
    let mut shell = Command::new("sh");
    let shell = shell.args(["-c", &run]).current_dir(folder.path());
    let mut child = shell.stdin(Stdio::piped()).stdout(Stdio::piped()).spawn().unwrap();
    let status = format!("/proc/{}/status", child.id());
    let watched = || {
        fs::read_to_string(&status)
            .is_ok_and(|status| !status.contains("SigCgt:\t0000000000000000") && status.contains("duibiao"))
    };
    while !watched() {
        std::thread::sleep(std::time::Duration::from_millis(5));
    }
    assert!(Command::new("kill").args(["-HUP", &child.id().to_string()]).status().unwrap().success());
    std::io::Write::write_all(child.stdin.as_mut().unwrap(), REPORT.as_bytes()).unwrap();
    let output = child.wait_with_output().unwrap();
    assert!(output.status.success() && text(&output.stdout).contains("疏浚塘坝"));
}
