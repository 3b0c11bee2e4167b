//! Documents that come one a line, as an engine beside us sends them.

use std::{
    fs,
    io::{BufRead, BufReader, Read, Write},
    path::Path,
    process::{Child, ChildStdin, ChildStdout, Stdio},
    sync::{
        Arc,
        atomic::{AtomicUsize, Ordering},
    },
    thread,
    time::Duration,
};

use base64::{Engine, engine::general_purpose::STANDARD};
use duibiao::read::bounds::STREAM_LINE_BYTES;
use serde_json::{Value, json};

use crate::{
    cli::{command, duibiao, ends, folder_with, text},
    made,
};

const REPORT: &str = "今年计划疏浚塘坝48口，目前已疏浚31口。\n";

/// A worker in a folder, with both its pipes.
fn worker(folder: &Path, options: &[&str]) -> (Child, ChildStdin, BufReader<ChildStdout>) {
    let mut child = command(folder, &["extract", "--input-format", "ndjson"])
        .args(options)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    let (input, output) = (child.stdin.take().unwrap(), child.stdout.take().unwrap());
    (child, input, BufReader::new(output))
}

/// What a worker writes for these lines.
fn answered(folder: &Path, options: &[&str], lines: &str) -> std::process::Output {
    let (child, mut input, mut output) = worker(folder, options);
    let lines = lines.to_owned();
    let sender = thread::spawn(move || input.write_all(lines.as_bytes()));
    let mut written = Vec::new();
    output.read_to_end(&mut written).unwrap();
    sender.join().unwrap().unwrap();
    let mut done = child.wait_with_output().unwrap();
    done.stdout = written;
    done
}

fn values(output: &[u8]) -> Vec<Value> {
    text(output).lines().map(|line| serde_json::from_str(line).unwrap()).collect()
}

/// The records of the next document, its end record last.
fn next_answer(output: &mut impl BufRead) -> Vec<Value> {
    let mut records = Vec::new();
    loop {
        let mut line = String::new();
        assert!(output.read_line(&mut line).unwrap() > 0, "the worker ended");
        let record: Value = serde_json::from_str(&line).unwrap();
        let last = record.get("end").is_some();
        records.push(record);
        if last {
            return records;
        }
    }
}

#[test]
fn rows_are_those_of_the_files_byte_for_byte_in_any_number_of_jobs() {
    let seeds = Path::new(env!("CARGO_MANIFEST_DIR")).join("seeds");
    let word = made::docx(&made::paragraph(REPORT.trim()), "");
    let folder = folder_with(&[("a.docx", &word), ("b.txt", REPORT.as_bytes())]);
    for name in ["pds-2023h1.txt", "livelihood.html", "self-evaluation.csv", "news.txt"] {
        fs::copy(seeds.join(name), folder.path().join(name)).unwrap();
    }
    for (number, more) in [&[][..], &["--all", "--pace", "days", "--growth-ratio"][..]].iter().enumerate() {
        let (mut lines, mut wanted) = (String::new(), String::new());
        for (id, name) in
            ["a.docx", "b.txt", "pds-2023h1.txt", "livelihood.html", "self-evaluation.csv", "news.txt"]
                .iter()
                .enumerate()
        {
            let bytes = fs::read(folder.path().join(name)).unwrap();
            let line = match String::from_utf8(bytes.clone()) {
                Ok(text) if number == 0 => json!({"id": id, "text": text, "name": name}),
                Ok(_) | Err(_) => json!({"id": id, "bytes": STANDARD.encode(bytes), "name": name}),
            };
            lines += &format!("{line}\n");
            let file = duibiao(folder.path(), &[&["extract", name, "--format", "ndjson"], *more].concat());
            ends(&file, 0, &[]);
            for row in text(&file.stdout).lines() {
                wanted += &format!("{{\"id\":{id},{}\n", row.strip_prefix('{').unwrap());
            }
        }
        for jobs in ["1", "3"] {
            let output = answered(folder.path(), &[&["--jobs", jobs], *more].concat(), &lines);
            ends(&output, 0, &[]);
            assert!(text(&output.stdout) == wanted, "{jobs} jobs: {}", text(&output.stdout));
        }
        assert!(wanted.lines().count() > 60, "{} rows", wanted.lines().count());
    }
}

#[test]
fn goals_of_a_plan_are_answered_as_in_files() {
    let plan = "2024年工作计划\n1.全年新建桥梁17座。\n";
    let report = "2024年上半年工作进展\n1.截至6月底,新建桥梁9座。\n";
    let folder = folder_with(&[("plan.txt", plan.as_bytes()), ("r.txt", report.as_bytes())]);
    let file = duibiao(folder.path(), &["extract", "--goals", "plan.txt", "r.txt", "--format", "ndjson"]);
    let line = format!("{}\n", json!({"id": "甲", "name": "r.txt", "text": report}));
    let output = answered(folder.path(), &["--goals", "plan.txt", "--format", "ndjson", "-"], &line);
    assert_eq!(text(&output.stdout), text(&file.stdout).replacen('{', "{\"id\":\"甲\",", 1));
    assert_eq!(values(&output.stdout)[0]["kind"], "paired");
}

#[test]
fn a_partner_reads_each_answer_before_it_sends_the_next_line() {
    let folder = folder_with(&[]);
    for jobs in ["1", "2"] {
        let (mut child, mut input, mut output) =
            worker(folder.path(), &["--ends", "--errors", "rows", "--jobs", jobs]);
        for id in 0..20 {
            let texts = [REPORT, "", "没有数字。"];
            writeln!(input, "{}", json!({"id": id, "text": texts[id % 3]})).unwrap();
            let answer = next_answer(&mut output);
            assert!(answer.iter().all(|record| record["id"] == id), "{answer:?}");
            let rows = answer.iter().filter(|record| record.get("row_id").is_some()).count();
            assert_eq!(
                (answer[answer.len() - 1]["rows"].as_u64(), rows),
                (Some(rows as u64), usize::from(id % 3 == 0))
            );
            assert_eq!(answer.iter().any(|record| record.get("error").is_some()), id % 3 == 1, "{answer:?}");
        }
        drop(input);
        assert!(child.wait().unwrap().success());
    }
}

#[test]
fn what_is_wrong_is_told_with_its_line_and_id_and_the_others_are_answered() {
    let folder = folder_with(&[]);
    let good = |id: &str| json!({"id": id, "text": REPORT}).to_string();
    let lines = [
        good("a"),
        "{\"id\": \"b\", ".to_owned(),
        String::new(),
        json!({"id": 7, "bytes": "%%"}).to_string(),
        json!({"id": "c", "text": " "}).to_string(),
        json!({"id": "d", "bytes": STANDARD.encode(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1 old"), "name": "x.doc"}).to_string(),
        good("e"),
    ]
    .join("\n");
    let output = answered(folder.path(), &[], &lines);
    let said = [
        "-:2: it is no such line",
        "-:4: document 7: its bytes",
        "-:5: document \"c\": it is empty",
        "-:6: document \"d\": its container of streams is missing",
        "4 of 6 inputs",
    ];
    ends(&output, 3, &said);
    let ids: Vec<Value> = values(&output.stdout).iter().map(|row| row["id"].clone()).collect();
    assert_eq!(ids, ["a", "e"]);

    let output = answered(folder.path(), &["--errors", "rows"], &lines);
    ends(&output, 0, &[]);
    assert!(output.stderr.is_empty(), "{}", text(&output.stderr));
    let told: Vec<(Value, Value, Value)> = values(&output.stdout)
        .iter()
        .map(|row| (row["id"].clone(), row["error"]["line"].clone(), row["error"]["code"].clone()))
        .collect();
    let none = Value::Null;
    let wanted = [
        (json!("a"), none.clone(), none.clone()),
        (none.clone(), json!(2), json!("line-unread")),
        (json!(7), json!(4), json!("line-unread")),
        (json!("c"), json!(5), json!("input-unread")),
        (json!("d"), json!(6), json!("input-unread")),
        (json!("e"), none.clone(), none),
    ];
    assert_eq!(told, wanted);
}

#[test]
fn a_line_beyond_the_bound_is_named_and_the_next_one_is_answered() {
    let folder = folder_with(&[]);
    let long = format!("{{\"id\":1,\"text\":\"{}\"}}\n", "a".repeat(STREAM_LINE_BYTES));
    let lines = long + &json!({"id": 2, "text": REPORT}).to_string();
    let output = answered(folder.path(), &[], &lines);
    ends(&output, 3, &["-:1: ", "the length of the line in bytes", &STREAM_LINE_BYTES.to_string()]);
    assert_eq!(values(&output.stdout)[0]["id"], 2);
}

#[test]
fn a_reader_that_goes_away_ends_the_worker_though_its_input_is_open() {
    let folder = folder_with(&[]);
    for jobs in ["1", "2"] {
        let (child, mut input, mut output) = worker(folder.path(), &["--ends", "--jobs", jobs]);
        writeln!(input, "{}", json!({"id": 1, "text": REPORT})).unwrap();
        next_answer(&mut output);
        drop(output);
        writeln!(input, "{}", json!({"id": 2, "text": REPORT})).unwrap();
        let output = child.wait_with_output().unwrap();
        ends(&output, 0, &[]);
        assert!(output.stderr.is_empty(), "{}", text(&output.stderr));
        drop(input);
    }
}

#[test]
fn nothing_is_read_ahead_of_a_reader_that_waits() {
    let folder = folder_with(&[]);
    let (child, mut input, mut output) = worker(folder.path(), &["--jobs", "2"]);
    let sent = Arc::new(AtomicUsize::new(0));
    let line = format!("{}\n", json!({"id": 1, "text": REPORT.to_owned() + &" ".repeat(20_000)}));
    let (counted, documents) = (Arc::clone(&sent), (24 << 20) / line.len());
    let sender = thread::spawn(move || {
        for _ in 0..documents {
            input.write_all(line.as_bytes()).unwrap();
            counted.fetch_add(line.len(), Ordering::SeqCst);
        }
    });
    let mut before = usize::MAX;
    while sent.load(Ordering::SeqCst) != before {
        before = sent.load(Ordering::SeqCst);
        thread::sleep(Duration::from_secs(1));
    }
    assert!(before < 12 << 20, "{before} bytes were taken though nobody read an answer");
    assert!(!sender.is_finished());
    let mut rest = Vec::new();
    output.by_ref().take(100_000).read_to_end(&mut rest).unwrap();
    drop(output);
    drop(child);
    assert!(rest.len() == 100_000);
    // The worker has gone with its reader; so has the sender's pipe.
    assert!(sender.join().is_err());
}

#[test]
fn memory_does_not_grow_with_the_number_of_documents() {
    let folder = folder_with(&[]);
    let (mut child, mut input, mut output) = worker(folder.path(), &["--ends", "--jobs", "2"]);
    let peak = |id: u32| {
        let status = fs::read_to_string(format!("/proc/{id}/status")).ok()?;
        let line = status.lines().find(|line| line.starts_with("VmHWM:"))?.to_owned();
        line.split_whitespace().nth(1)?.parse::<usize>().ok()
    };
    let mut send = |count: usize| {
        thread::scope(|scope| {
            let input = &mut input;
            scope.spawn(move || {
                for id in 0..count {
                    writeln!(input, "{}", json!({"id": id, "text": REPORT})).unwrap();
                }
            });
            for id in 0..count {
                assert_eq!(next_answer(&mut output)[1]["id"], id);
            }
        });
    };
    send(300);
    let first = peak(child.id());
    send(1500);
    let second = peak(child.id());
    drop(input);
    assert!(child.wait().unwrap().success());
    // Where there is no /proc, there is nothing to compare.
    let Some((first, second)) = first.zip(second) else { return };
    assert!(second < first + 4096, "{first} kB after 300 documents, {second} kB after 1800");
}

#[test]
fn a_worker_is_asked_for_in_one_way() {
    let line = json!({"id": 1, "text": REPORT}).to_string();
    let folder = folder_with(&[("d.ndjson", line.as_bytes()), ("e.ndjson", b"")]);
    let form = ["extract", "--input-format", "ndjson"];
    let run = |more: &[&str]| duibiao(folder.path(), &[&form[..], more].concat());
    ends(&run(&["d.ndjson", "-o", "out.ndjson"]), 0, &[]);
    assert_eq!(values(&fs::read(folder.path().join("out.ndjson")).unwrap())[0]["id"], 1);
    ends(&run(&["e.ndjson"]), 0, &[]);
    ends(&run(&["gone.ndjson", "-o", "none.ndjson"]), 3, &["gone.ndjson"]);
    assert!(!folder.path().join("none.ndjson").exists());
    ends(&run(&["d.ndjson", "e.ndjson"]), 2, &["one file"]);
    ends(&run(&["d.ndjson", "--format", "csv"]), 2, &["ndjson"]);
    ends(&run(&["d.ndjson", "-o", "out.xlsx"]), 2, &["ndjson"]);
    ends(&run(&["d.ndjson", "--rollup", "section"]), 2, &["--rollup"]);
    ends(&run(&["d.ndjson", "--corrections", "c.toml"]), 2, &["--corrections"]);
    ends(&duibiao(folder.path(), &["extract", "d.ndjson", "--ends"]), 2, &["--input-format"]);
}
