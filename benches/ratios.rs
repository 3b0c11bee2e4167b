//! What the stages cost beside work that everybody knows: the digit runs of the same text, counted in a loop, by
//! the regex that ripgrep would run, and by ripgrep itself where it is installed.
//!
//! `cargo bench --bench ratios` measures the report of `seeds/`, the documents of `../shared/dev` where they are
//! there, and generated text of 1, 10 and 100 MB (`-- 1 10` leaves the last out). All contenders of a text take
//! turns, and the fastest turn of each counts, so that a disturbed machine disturbs all alike. What is printed
//! last are ratios; they mean something on other machines, too.

mod generated;

use std::{
    fs,
    io::Write as _,
    path::Path,
    process::{Command, Stdio},
    time::{Duration, Instant},
};

use duibiao::{outline::outline, pipeline, read, rules::Rulebook, scan, text::Source};
use regex::bytes::Regex;

/// The real layout, retold: 122 tasks.
const REPORT: &str = include_str!("../seeds/pds-2023h1.txt");

/// The contenders of a table, in its order.
const NAMES: [&str; 6] = ["digit loop", "regex", "ripgrep", "scan", "outline", "rows"];

/// One kind of work on a text; what it returns keeps it from being left out.
type Work<'w> = Box<dyn FnMut() -> usize + 'w>;

/// A text, and the least time of each contender on it.
struct Measured {
    name: String,
    bytes: usize,
    least: [Option<Duration>; NAMES.len()],
}

fn main() {
    let sizes: Vec<usize> = std::env::args().filter_map(|argument| argument.parse().ok()).collect();
    let sizes = if sizes.is_empty() { vec![1, 10, 100] } else { sizes };
    let rules = Rulebook::builtin()
        .unwrap_or_else(|faults| panic!("the built-in rules have {} faults", faults.len()));
    let mut all = vec![measure("the report of seeds/", &[Source::new("report.txt", REPORT)], &rules, 60)];
    let documents = documents();
    if !documents.is_empty() {
        all.push(measure("development documents", &documents, &rules, 9));
    }
    for megabytes in sizes {
        let source = Source::new("generated.txt", generated(megabytes * 1_000_000));
        let turns = (100 / megabytes).clamp(2, 9);
        all.push(measure(&format!("generated, {megabytes} MB"), &[source], &rules, turns));
    }
    print(&all);
}

/// Generated reports one after the other, so many bytes of them.
fn generated(bytes: usize) -> String {
    let mut text = String::with_capacity(bytes + 200_000);
    for seed in 0.. {
        text.push_str(&generated::report(seed, 40 + seed as usize % 7 * 15));
        if text.len() >= bytes {
            break;
        }
    }
    text.truncate(text.floor_char_boundary(bytes));
    text
}

/// The documents of the shared folder that have gold rows, where that folder is there.
fn documents() -> Vec<Source> {
    let dev = Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared/dev");
    let folders = ["prose", "table"].map(|name| dev.join(name));
    let entries = folders.iter().filter_map(|folder| fs::read_dir(folder).ok()).flatten().flatten();
    let mut paths: Vec<_> = entries.map(|entry| entry.path()).collect();
    paths.sort();
    let source = |path: &std::path::PathBuf| {
        let name = path.file_name()?.to_string_lossy().into_owned();
        read::read(&name, &fs::read(path).ok()?, &read::Options::default()).ok()
    };
    paths.iter().filter_map(source).collect()
}

/// Lets all contenders take turns on the same sources.
fn measure(name: &str, sources: &[Source], rules: &Rulebook, turns: usize) -> Measured {
    let bytes: usize = sources.iter().map(|source| source.text.len()).sum();
    eprintln!("{name}: {:.3} MB, {turns} turns", bytes as f64 / 1e6);
    let Ok(runs) = Regex::new("[0-9]+") else { panic!("the regex does not compile") };
    let texts = || sources.iter().map(|source| source.text.as_str());
    let whole: String = texts().collect::<Vec<_>>().join("\n");
    let mut works: [Work<'_>; NAMES.len()] = [
        Box::new(|| digit_runs(whole.as_bytes())),
        Box::new(|| runs.find_iter(whole.as_bytes()).count()),
        Box::new(|| 0),
        Box::new(|| {
            whole.lines().map(|line| scan::quantities(std::hint::black_box(line), rules).len()).sum()
        }),
        Box::new(|| sources.iter().map(|source| outline(source, &[], rules).pieces.len()).sum()),
        Box::new(|| sources.iter().map(|source| pipeline::understand(source, rules).findings.len()).sum()),
    ];
    let file =
        tempfile::NamedTempFile::new().and_then(|mut file| file.write_all(whole.as_bytes()).map(|()| file));
    let mut least = [None; NAMES.len()];
    for _ in 0..turns {
        for (at, work) in works.iter_mut().enumerate() {
            let taken = if NAMES[at] == "ripgrep" {
                file.as_ref().ok().and_then(|file| ripgrep(file.path()))
            } else {
                Some(timed(work))
            };
            least[at] = [least[at], taken].into_iter().flatten().min();
        }
    }
    Measured { name: name.to_owned(), bytes, least }
}

fn timed(work: &mut Work<'_>) -> Duration {
    let before = Instant::now();
    std::hint::black_box(work());
    before.elapsed()
}

/// The whole process, which reads the file from memory; on a small text that is mostly its start.
fn ripgrep(file: &Path) -> Option<Duration> {
    let before = Instant::now();
    let mut command = Command::new("rg");
    let command = command.args(["--no-config", "-j1", "--count-matches", "[0-9]+"]).arg(file);
    let status = command.stdout(Stdio::null()).stderr(Stdio::null()).status().ok()?;
    status.success().then(|| before.elapsed())
}

/// The least that any reader of numbers does.
fn digit_runs(text: &[u8]) -> usize {
    let starts = |pair: &&[u8]| !pair[0].is_ascii_digit() && pair[1].is_ascii_digit();
    text.windows(2).filter(starts).count()
}

fn print(all: &[Measured]) {
    let row = |cells: Vec<String>| println!("| {} |", cells.join(" | "));
    let heads = |names: &[&str]| {
        row(names.iter().map(|name| (*name).to_owned()).collect());
        row(names.iter().map(|_| "---".to_owned()).collect());
    };
    println!("\nMB/s of text on one core, the fastest turn:\n");
    heads(&["text", NAMES[0], NAMES[1], NAMES[2], NAMES[3], NAMES[4], NAMES[5]]);
    for text in all {
        let speed = |time: &Option<Duration>| {
            time.map_or_else(String::new, |time| {
                format!("{:.1}", text.bytes as f64 / 1e6 / time.as_secs_f64())
            })
        };
        row(std::iter::once(text.name.clone()).chain(text.least.iter().map(speed)).collect());
    }
    println!("\nAs parts of another speed of the same run:\n");
    heads(&[
        "text",
        "scan / ripgrep",
        "scan / regex",
        "scan / digit loop",
        "outline / digit loop",
        "rows / digit loop",
        "rows / scan",
    ]);
    for text in all {
        let part = |at: usize, of: usize| match (text.least[at], text.least[of]) {
            (Some(time), Some(other)) => format!("1/{:.1}", time.as_secs_f64() / other.as_secs_f64()),
            _ => String::new(),
        };
        row(vec![text.name.clone(), part(3, 2), part(3, 1), part(3, 0), part(4, 0), part(5, 0), part(5, 3)]);
    }
    println!();
    for pair in all.windows(2).filter(|pair| pair[0].name.starts_with("generated")) {
        for at in [3, 4, 5] {
            let (Some(time), Some(longer)) = (pair[0].least[at], pair[1].least[at]) else { continue };
            let times = longer.as_secs_f64() / time.as_secs_f64();
            let text = pair[1].bytes as f64 / pair[0].bytes as f64;
            println!(
                "{}: {text:.0} times the text takes {times:.1} times as long ({})",
                NAMES[at], pair[1].name
            );
        }
    }
}
