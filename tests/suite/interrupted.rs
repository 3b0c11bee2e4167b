//! Runs that end early: nobody reads on, an end is closed, a signal comes. Nothing is half there afterwards.

use std::{
    fs,
    io::{BufRead, BufReader, Read},
    path::Path,
    process::{Child, Command, Stdio},
    time::Duration,
};

use crate::{
    cli::{command, duibiao, ends, folder_with, text},
    faults::{FILES, REPORT, TEXTS, long, names, rows, shell},
};

#[test]
#[cfg(unix)]
fn a_reader_that_has_seen_enough_ends_every_command_in_peace() {
    let folder = folder_with(&[("a.txt", long(1000).as_bytes()), ("b.txt", REPORT.as_bytes())]);
    let mut lines: Vec<String> =
        TEXTS.iter().chain(FILES).map(|format| format!("extract a.txt --format {format}")).collect();
    lines.extend(
        [
            "scan a.txt",
            "explain a.txt",
            "check a.txt --fail-on never",
            "compare b.txt a.txt",
            "rules show",
            "schema",
        ]
        .map(str::to_owned),
    );
    for line in lines {
        let mut child = command(folder.path(), &line.split(' ').collect::<Vec<_>>())
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .unwrap();
        let mut first = [0];
        child.stdout.take().unwrap().read_exact(&mut first).unwrap();
        let output = child.wait_with_output().unwrap();
        ends(&output, 0, &[]);
        assert!(output.stderr.is_empty(), "{line}: {}", text(&output.stderr));
    }
    // Messages that nobody reads stop nothing either.
    for line in ["2>/dev/full", "2>&-"] {
        let output = shell(folder.path(), &format!("exec \"$0\" extract gone.txt b.txt {line}"));
        assert_eq!((output.status.code(), rows(&output.stdout)), (Some(3), 1), "{line}");
    }
}

#[test]
#[cfg(unix)]
fn closed_ends_spoil_no_file() {
    let folder = folder_with(&[("a.txt", REPORT.as_bytes())]);
    let table = duibiao(folder.path(), &["extract", "a.txt"]).stdout;
    for closed in ["<&-", ">&-", "2>&-", "<&- >&- 2>&-"] {
        let line = format!("exec \"$0\" extract a.txt gone.txt -o out.csv {closed}");
        assert_eq!(shell(folder.path(), &line).status.code(), Some(3), "{closed}");
        assert_eq!(fs::read(folder.path().join("out.csv")).unwrap(), table, "{closed}");
    }
    ends(&shell(folder.path(), "exec \"$0\" extract - <&-"), 3, &["-: it is empty"]);
    ends(&shell(folder.path(), "exec \"$0\" extract - <."), 3, &["-: it is a folder"]);
}

/// Reports that are written a few at a time, so that the run can be interrupted between the first and the last.
const REPORTS: usize = 80;
/// Rows of each.
const ROWS: usize = 10;

/// Waits until the run has begun to write a file or folder beside its output.
fn writing(child: &mut Child, folder: &Path) -> bool {
    while child.try_wait().unwrap().is_none() {
        if names(folder).iter().any(|name| name.starts_with(".duibiao-")) {
            return true;
        }
        std::thread::sleep(Duration::from_millis(1));
    }
    false
}

/// Starts a run over an old output, and ends it by a signal while it writes.
#[cfg(unix)]
fn stopped(signal: &str, output: &str) -> Option<(tempfile::TempDir, i32)> {
    use std::os::unix::process::ExitStatusExt;
    let folder = folder_with(&[]);
    let reports = folder.path().join("in");
    fs::create_dir(&reports).unwrap();
    for report in 0..REPORTS {
        fs::write(reports.join(format!("{report}.txt")), long(ROWS)).unwrap();
    }
    let out = folder.path().join("out");
    fs::create_dir(&out).unwrap();
    fs::write(out.join("old.csv"), "old").unwrap();
    let mut child = command(folder.path(), &["extract", "in", "--jobs", "1", "-o", output])
        .stdin(Stdio::null())
        .stderr(Stdio::null())
        .spawn()
        .unwrap();
    if !writing(&mut child, &out) {
        return None;
    }
    assert!(Command::new("kill").args([signal, &child.id().to_string()]).status().unwrap().success());
    Some((folder, child.wait().unwrap().signal()?))
}

/// True for a signal that this run of the tests ignores (`nohup`, a job in the background of a script): the
/// program inherits that, and keeps to it.
#[cfg(unix)]
fn ignored(number: i32) -> bool {
    let status = fs::read_to_string("/proc/self/status").unwrap_or_default();
    let mask = status.lines().find_map(|line| line.strip_prefix("SigIgn:"));
    let mask = mask.and_then(|mask| u64::from_str_radix(mask.trim(), 16).ok());
    mask.is_some_and(|mask| mask >> (number - 1) & 1 == 1)
}

#[test]
#[cfg(unix)]
fn an_interrupted_run_leaves_the_old_output_and_nothing_else() {
    for (signal, number) in [("-INT", 2), ("-TERM", 15), ("-HUP", 1), ("-QUIT", 3)] {
        if ignored(number) {
            eprintln!("skipped: {signal} is ignored by whoever started the tests");
            continue;
        }
        // Where the run was faster than the signal, its output is whole, and it is tried again.
        let interrupted = (0..20).filter_map(|_| stopped(signal, "out/old.csv")).any(|(folder, by)| {
            assert_eq!((by, names(&folder.path().join("out"))), (number, vec!["old.csv".to_owned()]));
            let table = fs::read(folder.path().join("out/old.csv")).unwrap();
            assert!(table == b"old" || rows(&table) == REPORTS * ROWS);
            table == b"old"
        });
        assert!(interrupted, "the output is always written before {signal} comes");
        for (folder, _) in (0..2).filter_map(|_| stopped(signal, "out/new/")) {
            let out = folder.path().join("out");
            let whole = ["datapackage.json", "table.csv", "table.parquet"];
            match &names(&out)[..] {
                [old] => assert_eq!(old, "old.csv"),
                both => assert_eq!(
                    (both, &names(&out.join("new"))[..]),
                    (&["new", "old.csv"].map(str::to_owned)[..], &whole.map(str::to_owned)[..])
                ),
            }
        }
    }
}

#[test]
#[cfg(unix)]
fn a_killed_run_leaves_the_old_output_and_a_hidden_file_that_nothing_reads() {
    let unread = |(folder, by): &(tempfile::TempDir, i32)| {
        *by == 9 && fs::read(folder.path().join("out/old.csv")).unwrap() == b"old"
    };
    let (folder, _) = (0..20).filter_map(|_| stopped("-KILL", "out/old.csv")).find(unread).unwrap();
    let out = folder.path().join("out");
    let left = names(&out);
    assert!(left.iter().all(|name| name == "old.csv" || name.starts_with(".duibiao-")), "{left:?}");
    fs::remove_dir_all(folder.path().join("in")).unwrap();
    fs::write(out.join("b.txt"), REPORT).unwrap();
    let output = duibiao(folder.path(), &["extract", "out/b.txt", "out", "-o", "new.csv"]);
    // What is no table of ours is a report without rows.
    ends(&output, 0, &[]);
    assert_eq!(rows(&fs::read(folder.path().join("new.csv")).unwrap()), 1);
}

#[test]
#[cfg(unix)]
fn a_ledger_is_whole_whenever_it_is_interrupted() {
    let folder = folder_with(&[]);
    let months: Vec<String> = (1..=9).map(|month| format!("2024-0{month}.txt")).collect();
    for (index, name) in months.iter().enumerate() {
        let report = format!("2024年1—{}月进展情况\n", index + 1) + &REPORT.repeat(20);
        fs::write(folder.path().join(name), report).unwrap();
    }
    let mut arguments = vec!["ledger", "add", "--db", "l.db"];
    arguments.extend(months.iter().map(String::as_str));
    for lines in [1, 2, 4] {
        drop(fs::remove_file(folder.path().join("l.db")));
        let mut child = command(folder.path(), &arguments).stdout(Stdio::piped()).spawn().unwrap();
        let mut told = BufReader::new(child.stdout.take().unwrap()).lines();
        let told = told.by_ref().take(lines).map_while(Result::ok).count();
        drop(Command::new("kill").args(["-INT", &child.id().to_string()]).status());
        child.wait().unwrap();
        let ledger = rusqlite::Connection::open(folder.path().join("l.db")).unwrap();
        let verdict: String = ledger.query_row("PRAGMA integrity_check", [], |row| row.get(0)).unwrap();
        let stored: i64 = ledger.query_row("SELECT count(*) FROM run", [], |row| row.get(0)).unwrap();
        assert!(
            verdict == "ok" && stored >= i64::try_from(told).unwrap(),
            "{verdict}: {told} told, {stored} stored"
        );
        drop(ledger);
        ends(&duibiao(folder.path(), &arguments), 0, &[]);
    }
}
