//! How fast text becomes quantities and rows, beside counting the digit runs of the same text.
//!
//! `cargo bench` prints throughput for each; a line divided by `digit_runs` of its size is the ratio that
//! means something on another machine.

use divan::{Bencher, counter::BytesCount};
use duibiao::{pipeline, rules::Rulebook, scan, text::Source};

/// The real layout, retold: 122 tasks.
const REPORT: &str = include_str!("../seeds/pds-2023h1.txt");
/// How many times the report stands in the text.
const TIMES: &[usize] = &[1, 10];

fn main() {
    divan::main();
}

fn rules() -> Rulebook {
    Rulebook::builtin().unwrap_or_else(|faults| panic!("the built-in rules have {} faults", faults.len()))
}

/// The work that any reader of numbers does at least.
#[divan::bench(args = TIMES)]
fn digit_runs(bencher: Bencher<'_, '_>, times: usize) {
    let text = REPORT.repeat(times);
    bencher.counter(BytesCount::of_str(&text)).bench(|| {
        let starts = |pair: &&[u8]| !pair[0].is_ascii_digit() && pair[1].is_ascii_digit();
        divan::black_box(text.as_bytes()).windows(2).filter(starts).count()
    });
}

/// Every quantity, line by line.
#[divan::bench(args = TIMES)]
fn quantities(bencher: Bencher<'_, '_>, times: usize) {
    let (text, rules) = (REPORT.repeat(times), rules());
    bencher.counter(BytesCount::of_str(&text)).bench(|| {
        divan::black_box(&text).lines().map(|line| scan::quantities(line, &rules).len()).sum::<usize>()
    });
}

/// From the text to the rows.
#[divan::bench(args = TIMES)]
fn rows(bencher: Bencher<'_, '_>, times: usize) {
    let (source, rules) = (Source::new("report.txt", REPORT.repeat(times)), rules());
    bencher
        .counter(BytesCount::of_str(&source.text))
        .bench(|| pipeline::understand(divan::black_box(&source), &rules).findings.len());
}
