//! Every hostile file, each among a hundred good ones, ends in time and within bounds of memory, and the good ones are written.
//!
//! Time is that of the processor where the system tells it: the clock says how busy the machine is.

use std::{
    fs,
    path::Path,
    process::{Child, Stdio},
    time::{Duration, Instant},
};

use crate::{
    apart::hostile,
    cli::{command, folder_with},
};

const REPORT: &str = "今年计划疏浚塘坝48口，目前已疏浚31口。";
/// Good files of the folder.
const GOOD: usize = 100;
/// Longest time; what is not optimised takes longer.
const LONGEST: Duration = Duration::from_secs(if cfg!(debug_assertions) { 60 } else { 10 });
/// Most memory of the program or of one that reads for it, in KiB.
const MEMORY: usize = 1 << 20;

/// What is repeated to 14 MB of text, line by line.
const PIECES: &[&str] = &[
    "|",
    "| ",
    "a\t",
    "，",
    "。",
    "（",
    "1",
    "十",
    "百万",
    "目标",
    "完成",
    "2024年",
    "# ",
    "**",
    "`",
    "甲\n",
    "甲1个\n",
    "- a\n",
    "目标：\n",
];

/// A text of one piece.
fn repeated(piece: &str) -> String {
    let line = if piece.ends_with('\n') { piece.to_owned() } else { piece.repeat(79) + "\n" };
    line.repeat((14 << 20) / line.len())
}

/// Tables of more rows than a report has.
fn tables() -> Vec<(&'static str, String)> {
    vec![
        ("rows.csv", "指标,目标,完成\n".to_owned() + &"路,3,2\n".repeat(65_000)),
        ("more.csv", "指标,目标,完成\n".to_owned() + &"路,3,2\n".repeat(190_000)),
        (
            "rows.html",
            "<table><tr><td>指标<td>目标<td>完成".to_owned() + &"<tr><td>路<td>3<td>2".repeat(79_000),
        ),
        ("tables.html", "<table><tr><td>指标<td>目标<tr><td>路<td>3</table>".repeat(39_000)),
        ("tables.md", "|a|b|\n|-|-|\n|1|2|\n\n".repeat(700_000)),
        ("nested.html", "<table><tr><td>".repeat(240)),
    ]
}

/// The peak of a process and of each of its children, in KiB; nothing where the system does not tell.
fn peak(id: u32) -> usize {
    let status = fs::read_to_string(format!("/proc/{id}/status")).unwrap_or_default();
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"));
    let own = line.and_then(|line| line.trim().trim_end_matches(" kB").parse().ok()).unwrap_or(0);
    let threads = fs::read_dir(format!("/proc/{id}/task")).into_iter().flatten().flatten();
    let children: Vec<u32> = threads
        .filter_map(|thread| fs::read_to_string(thread.path().join("children")).ok())
        .flat_map(|ids| ids.split_whitespace().filter_map(|id| id.parse().ok()).collect::<Vec<_>>())
        .collect();
    children.into_iter().map(peak).fold(own, usize::max)
}

/// How long all processes that ended so far have kept the processor; nothing where the system does not tell.
fn spent() -> Option<Duration> {
    let told = fs::read_to_string("/proc/self/stat").ok()?;
    // What stands behind the name in brackets; these two are in hundredths of a second.
    let fields: Vec<&str> = told.rsplit_once(')')?.1.split_whitespace().collect();
    let ticks = |at: usize| fields.get(at).and_then(|field| field.parse::<u64>().ok());
    Some(Duration::from_millis(10 * (ticks(13)? + ticks(14)?)))
}

fn watched(child: &mut Child) -> usize {
    let mut most = 0;
    while child.try_wait().unwrap().is_none() {
        most = most.max(peak(child.id()));
        std::thread::sleep(Duration::from_millis(10));
    }
    most
}

#[test]
#[ignore = "takes minutes: cargo test --release -- --ignored hostile"]
fn every_hostile_file_among_good_ones_ends_in_time_with_an_answer_or_a_named_fault() {
    let stored = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/cases/hostile");
    let stored = fs::read_dir(stored).unwrap().map(|file| file.unwrap().file_name().into_string().unwrap());
    let mut files: Vec<(String, Vec<u8>)> = stored.map(|name| (name.clone(), hostile(&name))).collect();
    for (at, piece) in PIECES.iter().enumerate() {
        for ending in ["txt", "md"] {
            files.push((format!("piece{at}.{ending}"), repeated(piece).into_bytes()));
        }
    }
    files.extend(tables().into_iter().map(|(name, text)| (name.to_owned(), text.into_bytes())));
    let folder = folder_with(&[]);
    for good in 0..GOOD {
        fs::write(folder.path().join(format!("g{good:03}.txt")), REPORT).unwrap();
    }
    let (mut slowest, mut largest) = ((Duration::ZERO, String::new()), (0, String::new()));
    for (name, bytes) in files {
        let name = format!("g050-{name}");
        fs::write(folder.path().join(&name), bytes).unwrap();
        let (begun, before) = (Instant::now(), spent());
        let mut run = command(folder.path(), &["extract", ".", "-o", "t.csv"]);
        let mut child = run.stdin(Stdio::null()).stderr(Stdio::null()).spawn().unwrap();
        let most = watched(&mut child);
        let code = child.wait().unwrap().code();
        let took = before.zip(spent()).map_or_else(|| begun.elapsed(), |(before, after)| after - before);
        assert!(matches!(code, Some(0 | 3)), "{name}: {code:?}");
        assert!(took < LONGEST && most < MEMORY, "{name}: {took:?}, {most} KiB");
        let table = fs::read_to_string(folder.path().join("t.csv")).unwrap();
        let written = (0..GOOD).filter(|good| table.contains(&format!("g{good:03}.txt,"))).count();
        assert_eq!(written, GOOD, "{name}");
        (slowest, largest) = (slowest.max((took, name.clone())), largest.max((most, name.clone())));
        fs::remove_file(folder.path().join(&name)).unwrap();
        fs::remove_file(folder.path().join("t.csv")).unwrap();
    }
    println!("slowest {slowest:?}, largest {largest:?} KiB");
}
