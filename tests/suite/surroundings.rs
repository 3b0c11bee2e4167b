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
