//! What the whole program costs, from the start of the process to the end of its output.
//!
//! `cargo bench --bench whole` prints how long one report takes beside the bare start of the program, how much
//! faster 1,000 reports are on two threads, how much memory 10,000 reports take beside 100, and what a ledger of
//! 100 bodies and 12 months takes (`-- start`, `-- jobs`, `-- memory`, `-- ledger` for one of them). Commands to be compared take turns; the middle or the fastest turn
//! counts. Memory is the peak that Linux reports for the process.

mod generated;

use std::{
    fs,
    path::{Path, PathBuf},
    process::{Child, Command, Stdio},
    thread,
    time::{Duration, Instant},
};

/// The program, built with the profile of benches.
const PROGRAM: &str = env!("CARGO_BIN_EXE_duibiao");

/// The half-year report of 56 KB.
const REPORT: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/seeds/pds-2023h1.txt");

/// How many generated reports differ; more files than that repeat them.
const DIFFERENT: u64 = 200;

/// The formats whose memory is measured.
const ENDINGS: [&str; 7] = ["csv", "ndjson", "parquet", "arrow", "sqlite", "xlsx", "html"];

/// What is measured in a folder of its own.
type Part = fn(&Path);

fn main() {
    let asked: Vec<String> = std::env::args().skip(1).filter(|argument| !argument.starts_with('-')).collect();
    let folder = tempfile::tempdir().unwrap_or_else(|error| panic!("no temporary folder: {error}"));
    let parts: [(&str, Part); 4] = [("start", start), ("jobs", jobs), ("memory", memory), ("ledger", ledger)];
    for (name, part) in parts {
        if asked.is_empty() || asked.iter().any(|asked| asked == name) {
            part(folder.path());
        }
    }
}

/// One report, from the start of the process to its CSV.
fn start(folder: &Path) {
    let empty = folder.join("one.txt");
    write(&empty, "新建桥梁17座，已建成3座。\n");
    let (report, small) = (vec!["extract", REPORT], vec!["extract", path(&empty)]);
    let commands: [(&str, &[&str]); 5] = [
        ("--version", &["--version"]),
        ("scan of one line", &["scan", path(&empty)]),
        ("extract of one line", &small),
        ("scan of the report", &["scan", REPORT]),
        ("extract of the report", &report),
    ];
    let mut times: Vec<Vec<Duration>> = commands.iter().map(|_| Vec::new()).collect();
    for _ in 0..41 {
        for (times, (_, arguments)) in times.iter_mut().zip(&commands) {
            times.push(timed(arguments));
        }
    }
    let medians: Vec<Duration> = times
        .iter_mut()
        .map(|times| {
            times.sort();
            times[times.len() / 2]
        })
        .collect();
    for ((name, _), median) in commands.iter().zip(&medians) {
        let times = median.as_secs_f64() / medians[0].as_secs_f64();
        println!("{name}: {:.1} ms, {times:.1} times the bare start", median.as_secs_f64() * 1000.0);
    }
}

/// 1,000 reports on one thread and on two.
fn jobs(folder: &Path) {
    let reports = reports(folder, "jobs", 1000, 120);
    let mut least = [Duration::MAX; 2];
    for _ in 0..3 {
        for (least, jobs) in least.iter_mut().zip(["1", "2"]) {
            let out = folder.join("jobs.csv");
            *least = (*least).min(timed(&["extract", path(&reports), "--jobs", jobs, "-o", path(&out)]));
        }
    }
    let [one, two] = least.map(|time| time.as_secs_f64());
    println!(
        "1,000 reports: {one:.2} s with --jobs 1, {two:.2} s with --jobs 2: {:.2} times as fast",
        one / two
    );
}

/// Peak memory for 100 reports and for 10,000.
fn memory(folder: &Path) {
    let mut peaks = Vec::new();
    for count in [100, 10_000] {
        let reports = reports(folder, &format!("memory-{count}"), count, 30);
        for ending in ENDINGS {
            let out = folder.join(format!("memory.{ending}"));
            let peak = peak(&["extract", path(&reports), "--jobs", "2", "-o", path(&out)]);
            let written = fs::metadata(&out).map_or(0, |file| file.len());
            let (peak, written) = (peak as f64 / 1e3, written as f64 / 1e6);
            println!("{count} reports as {ending}: peak {peak:.0} MB, output {written:.1} MB");
            peaks.push((ending, peak, written));
        }
    }
    for ((ending, few, less), (_, many, more)) in peaks.iter().zip(&peaks[ENDINGS.len()..]) {
        let (peak, output) = (many - few, more - less);
        println!(
            "{ending}: 9,900 reports more take {peak:.0} MB more memory, and their output {output:.0} MB more"
        );
    }
}

/// How many bodies have their twelve months in a ledger, and how many tasks each report has.
const BODIES: usize = 100;
const TASKS: usize = 100;

/// 1,200 reports of 120,000 rows and more in a ledger: what has changed, what deserves a look, and all rows.
fn ledger(folder: &Path) {
    let file = folder.join("ledger.db");
    for body in 0..BODIES {
        let reports = folder.join(format!("body-{body:03}"));
        fs::create_dir(&reports).unwrap_or_else(|error| panic!("{}: {error}", reports.display()));
        for month in 1..=12 {
            write(&reports.join(format!("2023-{month:02}.txt")), &generated::month(body, month, TASKS));
        }
        let named = format!("测试{body:03}县");
        timed(&["ledger", "add", "--db", path(&file), "--body", &named, path(&reports)]);
    }
    let size = fs::metadata(&file).map_or(0, |file| file.len()) as f64 / 1e6;
    println!("1,200 reports: a ledger of {size:.0} MB");
    for command in ["changes", "check", "export"] {
        let out = folder.join(format!("{command}.csv"));
        let mut arguments = vec!["ledger", command, "--db", path(&file), "-o", path(&out)];
        if command == "check" {
            arguments.extend(["--format", "json", "--fail-on", "never"]);
        }
        let before = Instant::now();
        let peak = peak(&arguments) as f64 / 1e3;
        let lines = fs::read_to_string(&out).map_or(0, |text| text.lines().count());
        println!("{command}: peak {peak:.0} MB, {:.1} s, {lines} lines", before.elapsed().as_secs_f64());
    }
}

/// A folder of so many generated reports of about so many tasks.
fn reports(folder: &Path, name: &str, count: u64, tasks: usize) -> PathBuf {
    let reports = folder.join(name);
    fs::create_dir(&reports).unwrap_or_else(|error| panic!("{}: {error}", reports.display()));
    let different: Vec<String> = (0..DIFFERENT.min(count))
        .map(|seed| generated::report(seed, tasks / 2 + seed as usize % tasks))
        .collect();
    for nth in 0..count {
        write(&reports.join(format!("{nth:05}.txt")), &different[nth as usize % different.len()]);
    }
    reports
}

fn write(path: &Path, text: &str) {
    fs::write(path, text).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
}

fn path(path: &Path) -> &str {
    path.to_str().unwrap_or_else(|| panic!("{} is no UTF-8", path.display()))
}

fn started(arguments: &[&str]) -> Child {
    let mut command = Command::new(PROGRAM);
    let command = command.args(arguments).stdout(Stdio::null()).stderr(Stdio::null());
    command.spawn().unwrap_or_else(|error| panic!("{PROGRAM}: {error}"))
}

fn timed(arguments: &[&str]) -> Duration {
    let before = Instant::now();
    let status = started(arguments).wait();
    assert!(status.is_ok_and(|status| status.success()), "duibiao {arguments:?} failed");
    before.elapsed()
}

/// The most memory that the process held, in KB; it only grows, so the last look before the end is near it.
fn peak(arguments: &[&str]) -> u64 {
    let mut child = started(arguments);
    let mut most = 0;
    while let Ok(None) = child.try_wait() {
        let status = fs::read_to_string(format!("/proc/{}/status", child.id())).unwrap_or_default();
        let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"));
        let now = line.and_then(|line| line.split_whitespace().next()?.parse().ok());
        most = now.unwrap_or(0).max(most);
        thread::sleep(Duration::from_millis(3));
    }
    most
}
