//! What a machine, its user and its clock are like changes no byte of an output; names may be long and strange.

use std::{
    fs::{self, File},
    path::{Path, PathBuf},
    process::Stdio,
    time::{Duration, SystemTime},
};

use crate::{
    cli::{command, duibiao, ends, folder_with},
    faults::{FILES, REPORT, TEXTS},
};

/// The output in every format, with this environment.
fn outputs(folder: &Path, environment: &[(&str, &str)]) -> Vec<(&'static str, Vec<u8>)> {
    let of = |format: &'static str| {
        let mut run = command(folder, &["extract", "a.txt", "--format", format, "-o", "out"]);
        let output = run.envs(environment.iter().copied()).stdin(Stdio::null()).output().unwrap();
        ends(&output, 0, &[]);
        (format, fs::read(folder.join("out")).unwrap())
    };
    TEXTS.iter().chain(FILES).map(|format| of(format)).collect()
}

#[test]
fn neither_the_clock_nor_the_locale_nor_the_home_changes_a_byte() {
    let folder = folder_with(&[("a.txt", REPORT.as_bytes())]);
    let known = outputs(folder.path(), &[]);
    // Some formats hold seconds, zip archives two of them.
    std::thread::sleep(Duration::from_millis(2100));
    let later = SystemTime::now() + Duration::from_secs(400 * 24 * 3600);
    File::options().write(true).open(folder.path().join("a.txt")).unwrap().set_modified(later).unwrap();
    for environment in [
        &[("TZ", "Pacific/Kiritimati"), ("LC_ALL", "C")][..],
        &[("LC_ALL", "zh_CN.GBK"), ("LANGUAGE", "zh")],
        &[("LC_ALL", "tr_TR.UTF-8"), ("SOURCE_DATE_EPOCH", "0")],
        &[("HOME", "/nonexistent"), ("TMPDIR", "/nonexistent"), ("LC_ALL", "zh_CN.UTF-8")],
    ] {
        for ((format, known), (_, now)) in known.iter().zip(outputs(folder.path(), environment)) {
            assert!(*known == now, "{format} is another one with {environment:?}");
        }
    }
    let Some(library) = faketime() else { return println!("skipped in part: faketime is not installed") };
    for clock in ["1970-01-02 00:00:00", "2107-12-31 23:59:59"] {
        let environment = [("LD_PRELOAD", library.to_str().unwrap()), ("FAKETIME", clock)];
        for ((format, known), (_, now)) in known.iter().zip(outputs(folder.path(), &environment)) {
            assert!(*known == now, "{format} is another one at {clock}");
        }
    }
}

/// The library that gives a program another clock.
fn faketime() -> Option<PathBuf> {
    let places = fs::read_dir("/usr/lib").ok()?.flatten().map(|entry| entry.path());
    places.map(|place| place.join("faketime/libfaketime.so.1")).find(|library| library.exists())
}

#[test]
#[cfg(unix)]
fn messages_are_in_letters_that_the_locale_shows() {
    let folder = folder_with(&[]);
    for (locale, word) in [
        ("C", "error: gone"),
        ("tr_TR.UTF-8", "error: gone"),
        ("zh_CN.GBK", "error: gone"),
        ("zh_CN.UTF-8", "错误: gone"),
        ("zh_CN", "错误: gone"),
    ] {
        let mut run = command(folder.path(), &["extract", "gone.txt"]);
        ends(&run.env("LC_ALL", locale).stdin(Stdio::null()).output().unwrap(), 3, &[word]);
    }
    ends(&duibiao(folder.path(), &["extract", "a\u{1b}c.txt"]), 3, &["a\\u{1b}c.txt: there is no such file"]);
}

#[test]
#[cfg(unix)]
fn long_and_strange_names_are_read_or_refused_by_name() {
    use std::{ffi::OsStr, os::unix::ffi::OsStrExt};
    let folder = folder_with(&[("a.txt", REPORT.as_bytes())]);
    let long = "长".repeat(81);
    ends(&duibiao(folder.path(), &["extract", "a.txt", "-o", &format!("{long}.csv")]), 0, &[]);
    let deep = format!("{long}/").repeat(20) + "a.txt";
    ends(&duibiao(folder.path(), &["extract", "a.txt", &deep]), 3, &[&long, "its name is too long"]);
    let longer = format!("{long}{long}.csv");
    ends(&duibiao(folder.path(), &["extract", "a.txt", "-o", &longer]), 3, &[&longer, "shorter name"]);
    let strange = [&b"x\xff.txt"[..], b"y\xff.csv"].map(OsStr::from_bytes);
    fs::rename(folder.path().join("a.txt"), folder.path().join(strange[0])).unwrap();
    let mut run = command(folder.path(), &["extract", "-o"]);
    let output = run.args([strange[1], strange[0]]).stdin(Stdio::null()).output().unwrap();
    ends(&output, 0, &[]);
    let table = fs::read_to_string(folder.path().join(strange[1])).unwrap();
    assert!(table.contains(",x\u{fffd}.txt,"), "{table}");
}

#[test]
fn a_terminal_is_shown_what_strangers_wrote_and_obeys_none_of_it() {
    let hostile =
        "今年计划疏浚\u{1b}]0;x\u{7}塘坝\u{202e}48口，目前已疏浚31口。今年计划修建\u{9b}2J码头9座。\n";
    let folder = folder_with(&[("a\u{1b}[2J.txt", hostile.as_bytes()), ("b.txt", REPORT.as_bytes())]);
    let name = "a\u{1b}[2J.txt";
    let steers = |c: char| c.is_control() && !"\n\r\t".contains(c) || ('\u{202a}'..='\u{202e}').contains(&c);
    let table = |form: &str| ["extract", name, "b.txt", "--format", form].map(str::to_owned).to_vec();
    let runs = [
        table("text"),
        ["explain", name].map(str::to_owned).to_vec(),
        ["check", name].map(str::to_owned).to_vec(),
        ["compare", "b.txt", name].map(str::to_owned).to_vec(),
        ["ledger", "add", "--db", "l.db", "--period", "2024-05", name].map(str::to_owned).to_vec(),
        ["ledger", "list", "--db", "l.db"].map(str::to_owned).to_vec(),
    ];
    for run in &runs {
        let run: Vec<&str> = run.iter().map(String::as_str).collect();
        let output = duibiao(folder.path(), &run);
        for shown in [output.stdout, output.stderr] {
            let shown = String::from_utf8(shown).unwrap();
            assert!(!shown.contains(steers), "{run:?}: {shown:?}");
        }
    }
    // What machines read keeps every letter; a terminal is shown it all the same.
    assert!(
        String::from_utf8(duibiao(folder.path(), &["extract", name]).stdout).unwrap().contains('\u{202e}')
    );
    let run = format!("{} extract a*.txt --format csv", env!("CARGO_BIN_EXE_duibiao"));
    let mut script = std::process::Command::new("script");
    let shown =
        script.args(["-qec", &run, "/dev/null"]).current_dir(folder.path()).stdin(Stdio::null()).output();
    let Ok(shown) = shown else { return println!("skipped in part: script is not installed") };
    let shown = String::from_utf8(shown.stdout).unwrap();
    assert!(shown.contains("\\u{202e}") && !shown.contains(steers), "{shown:?}");
}
