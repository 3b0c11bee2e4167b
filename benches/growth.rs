//! Four times as much takes four times as long, and not sixteen: what once grew with the square.
//!
//! `cargo bench --bench growth` prints the time of each for so many pieces and for four times as many, and their ratio,
//! which a busy machine hardly moves; it fails where a ratio is above [`MOST`]. The fastest of [`TURNS`] counts.

use std::{
    hint::black_box,
    process::ExitCode,
    time::{Duration, Instant},
};

use duibiao::{
    compare,
    measure::{self, Measures, Table},
    pipeline,
    questions::{self, Asked, Tongue},
    rules::Rulebook,
    text::Source,
};

/// The pieces of the smaller of two.
const PIECES: usize = 1000;
/// How many times as many the larger one has.
const TIMES: usize = 4;
/// A ratio above this is no line: the square is 16.
const MOST: f64 = 8.0;
/// How often each is run.
const TURNS: usize = 3;

/// Letters of which names are made.
const LETTERS: &str = "甲乙丙丁戊己庚辛壬癸子丑寅卯辰巳午未申酉戌亥天地玄黄宇宙洪荒";

/// What is done with so many pieces.
type Work = fn(usize, &Rulebook);

/// Each kind of work by its name.
const WORKS: [(&str, Work); 6] = [
    ("numbers of one list", |pieces, rules| rows(&listed(pieces), rules)),
    ("numbers of one sentence", |pieces, rules| rows(&sentence(pieces), rules)),
    ("brackets in brackets", |pieces, rules| rows(&nested(pieces), rules)),
    ("goals in one part, figures in the next", |pieces, rules| rows(&parts(pieces), rules)),
    ("tables of which no row is the other's", strangers),
    ("questions of a report", asked),
];

fn main() -> ExitCode {
    let rules = Rulebook::builtin()
        .unwrap_or_else(|faults| panic!("the built-in rules have {} faults", faults.len()));
    println!("| what | {PIECES} pieces | {} pieces | ratio |\n|---|---|---|---|", PIECES * TIMES);
    let mut grown = false;
    for (name, work) in WORKS {
        let [few, many] = [PIECES, PIECES * TIMES].map(|pieces| least(work, pieces, &rules));
        let ratio = many.as_secs_f64() / few.as_secs_f64();
        println!("| {name} | {few:.1?} | {many:.1?} | {ratio:.1} |");
        grown |= ratio > MOST;
    }
    if grown { ExitCode::FAILURE } else { ExitCode::SUCCESS }
}

fn least(work: Work, pieces: usize, rules: &Rulebook) -> Duration {
    let turn = |_| {
        let begun = Instant::now();
        work(pieces, rules);
        begun.elapsed()
    };
    (0..TURNS).map(turn).min().unwrap_or_default()
}

/// A name of four letters, one for each number.
fn name(number: usize) -> String {
    let letters: Vec<char> = LETTERS.chars().collect();
    let mut rest = number.wrapping_mul(2_654_435_761);
    let mut letter = || {
        let at = rest % letters.len();
        rest /= letters.len();
        letters[at]
    };
    (0..4).map(|_| letter()).collect()
}

fn joined(pieces: usize, by: &str, piece: impl Fn(usize) -> String) -> String {
    (0..pieces).map(piece).collect::<Vec<_>>().join(by)
}

fn listed(pieces: usize) -> String {
    let goals = joined(pieces, "、", |at| format!("{}达到{at}座以上", name(at)));
    format!("2023年上半年重点工作完成情况\n\n到2023年底，{goals}。\n")
}

fn sentence(pieces: usize) -> String {
    let numbers = joined(pieces, "，", |at| format!("新建{}站{}座", name(at), at + 100));
    format!("2023年上半年重点工作完成情况\n\n{numbers}。\n")
}

fn nested(pieces: usize) -> String {
    let parts = joined(pieces, "", |at| format!("（其中{}县{at}座", name(at)));
    format!("2023年上半年重点工作完成情况\n\n新建公厕100座{parts}{}。\n", "）".repeat(pieces))
}

fn parts(pieces: usize) -> String {
    let goals = joined(pieces, "\n", |at| format!("{at}.新建{}站{}座。", name(at), at + 100));
    let figures = joined(pieces, "\n", |at| format!("{at}.{}站已建成{}座。", name(at), at + 50));
    format!("2023年重点工作\n一、目标任务\n{goals}\n二、完成情况\n{figures}\n")
}

fn rows(text: &str, rules: &Rulebook) {
    black_box(pipeline::understand(&Source::new("a.txt", text), rules).findings.len());
}

/// So many rows whose names and goals begin at a number.
fn table(pieces: usize, from: usize) -> Table {
    let row = |at: usize| format!("paired,{},座,{},{}", name(at + from), at + from + 100, at + from + 50);
    let text = format!("kind,indicator,unit,target,actual\n{}\n", joined(pieces, "\n", row));
    compare::exported(&text).unwrap_or_else(|error| panic!("{error}"))
}

fn strangers(pieces: usize, rules: &Rulebook) {
    let (old, new) = (table(pieces, 0), table(pieces, 1_000_000));
    black_box(compare::compare(&old, &new, rules).changes.len());
}

/// A report of open goals, each with a figure behind it that is rather of something else.
fn asked(pieces: usize, rules: &Rulebook) {
    let tasks = joined(pieces / 4, "\n", |at| {
        format!("{at}.今年新建{}站{}座。目前{}有{}座。", name(at), at + 100, name(at + 500_000), at + 50)
    });
    let source = Source::new("a.txt", format!("2023年上半年重点工作完成情况\n\n{tasks}\n"));
    let trace = pipeline::trace(&source, rules);
    let table = measure::table_by(&[(&source, &trace.report)], rules, &Measures::usual(rules))
        .unwrap_or_else(|error| panic!("{error}"));
    let asked = Asked { source: &source, trace: &trace, table: &table, rules };
    black_box(questions::questions(&asked, Tongue::En).len());
}
