//! Faults of the world, each made and met: what cannot be read, written or finished is named with what to do, the
//! rest is there, and nothing is half there.

use std::{
    fs,
    io::Write,
    path::Path,
    process::{Command, Output, Stdio},
};

use crate::cli::{command, duibiao, ends, folder_with, text};

pub(crate) const REPORT: &str = "今年计划疏浚塘坝48口，目前已疏浚31口。\n";

/// Every format that is text, and the rest.
pub(crate) const TEXTS: &[&str] = &["csv", "json", "ndjson", "text", "html"];
pub(crate) const FILES: &[&str] = &["xlsx", "parquet", "arrow", "sqlite"];

/// What is in a folder, hidden files included.
pub(crate) fn names(folder: &Path) -> Vec<String> {
    let mut names: Vec<String> = fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().file_name().to_string_lossy().into_owned())
        .collect();
    names.sort();
    names
}

pub(crate) fn rows(table: &[u8]) -> usize {
    csv::Reader::from_reader(table).records().map(Result::unwrap).count()
}

/// A line for the shell, with the program as `$0`.
pub(crate) fn shell(folder: &Path, line: &str) -> Output {
    let mut shell = Command::new("sh");
    shell.current_dir(folder).args(["-c", line, env!("CARGO_BIN_EXE_duibiao")]);
    shell.stdin(Stdio::null()).output().unwrap()
}

/// A report of so many rows, that reading and writing it takes a while.
pub(crate) fn long(rows: usize) -> String {
    (0..rows).map(|at| format!("今年计划疏浚塘坝{}口，目前已疏浚{}口。\n", 4048 + at, 31 + at)).collect()
}

#[test]
#[cfg(unix)]
fn the_bad_ones_among_a_thousand_are_named_and_the_others_are_read() {
    let folder = folder_with(&[]);
    for index in 0..1000 {
        fs::write(folder.path().join(format!("{index:03}.txt")), REPORT).unwrap();
    }
    std::os::unix::fs::symlink("nowhere", folder.path().join("gone.txt")).unwrap();
    fs::create_dir(folder.path().join("a_folder.txt")).unwrap();
    let pipe = Command::new("mkfifo").arg(folder.path().join("pipe.txt")).status().unwrap();
    assert!(pipe.success());
    let output = duibiao(folder.path(), &["extract", ".", "-o", "out.csv"]);
    ends(&output, 3, &["gone.txt: there is no such file", "1 of 1001 inputs"]);
    assert_eq!(rows(&fs::read(folder.path().join("out.csv")).unwrap()), 1000);
    let named = duibiao(folder.path(), &["extract", "a_folder.txt", "gone.txt", "001.txt"]);
    ends(&named, 3, &["a_folder.txt: there is no document in this folder", "gone.txt", "2 of 3 inputs"]);
    assert_eq!(rows(&named.stdout), 1);
}

/// Runs as a user without rights where this is root; `None` where that cannot be done.
#[cfg(unix)]
fn without_rights(folder: &Path, line: &str) -> Option<Output> {
    let root = Command::new("id").arg("-u").output().is_ok_and(|output| output.stdout == b"0\n");
    if !root {
        return Some(shell(folder, line));
    }
    let program = folder.join(".duibiao");
    fs::copy(env!("CARGO_BIN_EXE_duibiao"), &program).ok()?;
    let mut other = Command::new("setpriv");
    other.current_dir(folder).args(["--reuid=65534", "--regid=65534", "--clear-groups", "sh", "-c", line]);
    let output = other.arg(&program).env_remove("TMPDIR").stdin(Stdio::null()).output();
    fs::remove_file(program).unwrap();
    output.ok().filter(|output| output.status.code() != Some(127))
}

#[cfg(unix)]
fn mode(path: &Path, mode: u32) {
    use std::os::unix::fs::PermissionsExt;
    fs::set_permissions(path, fs::Permissions::from_mode(mode)).unwrap();
}

#[test]
#[cfg(unix)]
fn what_may_not_be_read_or_written_is_named() {
    let folder = folder_with(&[("a.txt", REPORT.as_bytes()), ("secret.txt", REPORT.as_bytes())]);
    mode(folder.path(), 0o755);
    mode(&folder.path().join("secret.txt"), 0);
    for (name, rights) in [("locked", 0), ("kept", 0o555)] {
        fs::create_dir(folder.path().join(name)).unwrap();
        fs::write(folder.path().join(name).join("b.txt"), REPORT).unwrap();
        mode(&folder.path().join(name), rights);
    }
    let Some(output) = without_rights(folder.path(), "exec \"$0\" extract .") else {
        return println!("skipped: there is no user without rights here");
    };
    ends(&output, 3, &["secret.txt: you may not read it", "locked: you may not read it", "2 of 4 inputs"]);
    assert_eq!(rows(&output.stdout), 2, "a.txt and kept/b.txt");
    for line in ["exec \"$0\" extract a.txt -o kept/out.csv", "exec \"$0\" extract a.txt -o kept/out/"] {
        let output = without_rights(folder.path(), line).unwrap();
        ends(&output, 3, &["kept/out", "cannot be written to", "name a folder that you may write to"]);
    }
    // A home and a working folder that cannot be written to, or no home at all, are no hindrance.
    let line =
        "cd kept && export HOME=$PWD && \"$0\" extract b.txt && unset HOME && exec \"$0\" extract b.txt";
    let output = without_rights(folder.path(), line).unwrap();
    ends(&output, 0, &[]);
    assert_eq!(text(&output.stdout).lines().count(), 4);
    assert_eq!(names(&folder.path().join("kept")), ["b.txt"]);
    mode(&folder.path().join("locked"), 0o755);
}

/// A disk of a few pages, for as long as this lives.
#[cfg(unix)]
struct SmallDisk(tempfile::TempDir);

#[cfg(unix)]
impl SmallDisk {
    fn new() -> Option<Self> {
        let folder = tempfile::tempdir().unwrap();
        let mut mount = Command::new("mount");
        mount.args(["-t", "tmpfs", "-o", "size=16k", "tmpfs"]).arg(folder.path()).stderr(Stdio::null());
        mount.status().is_ok_and(|status| status.success()).then_some(Self(folder))
    }
}

#[cfg(unix)]
impl Drop for SmallDisk {
    fn drop(&mut self) {
        drop(Command::new("umount").arg(self.0.path()).status());
    }
}

const FULL: &str = "free some space, or write to another disk";

#[test]
#[cfg(unix)]
fn a_full_disk_is_named_and_nothing_is_left_on_it() {
    let folder = folder_with(&[("a.txt", long(200).as_bytes())]);
    for format in TEXTS.iter().chain(FILES) {
        for line in [
            format!("exec \"$0\" extract a.txt --format {format} >/dev/full"),
            format!("exec \"$0\" extract a.txt --format {format} -o /dev/full"),
        ] {
            ends(&shell(folder.path(), &line), 3, &["No space left", FULL]);
        }
    }
    let Some(disk) = SmallDisk::new() else {
        return println!("skipped in part: no small disk can be mounted here");
    };
    let disk = disk.0.path();
    for format in ["csv", "json", "html", "xlsx", "sqlite", "folder"] {
        fs::write(disk.join("old"), "old").unwrap();
        let name = if format == "folder" { disk.join("out/") } else { disk.join("old") };
        let arguments = ["extract", "a.txt", "--format", format, "-o", name.to_str().unwrap()];
        ends(&duibiao(folder.path(), &arguments), 3, &[disk.to_str().unwrap(), "No space left", FULL]);
        assert_eq!(names(disk), ["old"], "{format}");
        assert_eq!(fs::read_to_string(disk.join("old")).unwrap(), "old");
    }
}

#[test]
fn an_output_folder_that_is_not_there_is_named_before_the_work_or_behind_it() {
    let folder = folder_with(&[("a.txt", REPORT.as_bytes())]);
    let output = duibiao(folder.path(), &["extract", "a.txt", "gone.txt", "-o", "no/out.csv"]);
    ends(&output, 3, &["cannot write no/out.csv: its folder does not exist; make it"]);
    assert!(!text(&output.stderr).contains("gone.txt"), "nothing is read in vain");
    for name in ["out/table.csv", "out/tables/"] {
        fs::create_dir(folder.path().join("out")).unwrap();
        let mut child = command(folder.path(), &["extract", "-", "-o", name])
            .stdin(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .unwrap();
        let mut input = child.stdin.take().unwrap();
        // More than a pipe holds: it has begun to read when this is through.
        input.write_all(long(1000).as_bytes()).unwrap();
        fs::remove_dir(folder.path().join("out")).unwrap();
        drop(input);
        ends(&child.wait_with_output().unwrap(), 3, &[name, "its folder does not exist"]);
        assert_eq!(names(folder.path()), ["a.txt"]);
    }
}
