//! A second reader: what is asked, and what of the recorded answers becomes a row.

use std::{
    fs,
    io::Write,
    path::{Path, PathBuf},
    process::Stdio,
};

use serde_json::Value;

use crate::cli::{command, duibiao, ends, text};

const COLUMNS: [&str; 7] =
    ["kind", "indicator", "target_value", "actual_value", "completion_ratio", "ratio_note", "review"];

fn cases() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/cases/answers")
}

/// A folder with the report and these answers.
fn folder_with(answers: &str) -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    fs::copy(cases().join("report.txt"), folder.path().join("report.txt")).unwrap();
    fs::write(folder.path().join("answers.ndjson"), answers).unwrap();
    folder
}

/// The rows of a table as CSV.
fn rows(table: &[u8]) -> Vec<String> {
    let mut reader = csv::Reader::from_reader(table);
    let names = reader.headers().unwrap().clone();
    let at = COLUMNS.map(|name| names.iter().position(|known| known == name).unwrap());
    reader.records().map(|row| row.unwrap()).map(|row| at.map(|at| row[at].to_owned()).join(" ")).collect()
}

fn plain() -> Vec<String> {
    let folder = folder_with("");
    rows(&duibiao(folder.path(), &["extract", "report.txt"]).stdout)
}

/// What became of each line, as `taken`, `nothing` or the code of the refusal; and the rows.
fn answered(answers: &str) -> (Vec<String>, Vec<String>) {
    let folder = folder_with(answers);
    let arguments = ["extract", "report.txt", "--answers", "answers.ndjson", "--log", "json"];
    let output = duibiao(folder.path(), &arguments);
    ends(&output, 0, &["answers-applied"]);
    let messages = text(&output.stderr);
    let messages = messages.lines().map(|line| serde_json::from_str::<Value>(line).unwrap());
    let refused: Vec<Value> = messages.filter(|message| message["line"].is_u64()).collect();
    let outcome = |(at, line): (usize, &str)| {
        let refusal = refused.iter().find(|refusal| refusal["line"].as_u64() == Some(at as u64 + 1));
        match refusal {
            Some(refusal) => refusal["code"].as_str().unwrap().to_owned(),
            None if line.contains("\"none\"") => "nothing".to_owned(),
            None => "taken".to_owned(),
        }
    };
    (answers.lines().enumerate().map(outcome).collect(), rows(&output.stdout))
}

fn recorded(name: &str) -> (String, Vec<String>) {
    let read = |ending: &str| fs::read_to_string(cases().join(format!("{name}.{ending}"))).unwrap();
    (read("ndjson"), read("expected").lines().map(str::to_owned).collect())
}

#[test]
fn what_is_in_doubt_is_asked_with_quotes_that_prove_themselves() {
    let folder = folder_with("");
    let output = duibiao(folder.path(), &["questions", "report.txt"]);
    ends(&output, 0, &[]);
    let report = fs::read_to_string(folder.path().join("report.txt")).unwrap();
    let questions: Vec<Value> =
        text(&output.stdout).lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    let about: Vec<&str> = questions.iter().map(|question| question["about"].as_str().unwrap()).collect();
    assert_eq!(about, ["row", "row", "row", "row", "number", "number", "row", "row", "number", "report"]);
    let mut ids: Vec<&str> = questions.iter().map(|question| question["id"].as_str().unwrap()).collect();
    ids.sort_unstable();
    ids.dedup();
    assert_eq!(ids.len(), questions.len());
    for question in &questions {
        assert!(question["prompt"].as_str().unwrap().contains("2026年重点工作进展情况"), "{question}");
        assert!(!question["prompt"].as_str().unwrap().contains('{'), "{question}");
        let choices = question["answers"].as_array().unwrap();
        assert!(
            choices.len() > 1 && choices.iter().all(|choice| !choice["means"].as_str().unwrap().is_empty())
        );
        let quoted = choices.iter().chain([question]).flat_map(|part| [&part["goal"], &part["figure"]]);
        for quoted in quoted.filter(|quoted| !quoted.is_null()) {
            let quote = quoted["quote"].as_str().unwrap();
            assert_eq!(report.matches(quote).count(), 1, "{quote}");
            assert!(quote.contains(quoted["number"].as_str().unwrap()), "{quoted}");
        }
    }
    let english = duibiao(folder.path(), &["questions", "report.txt", "--lang", "en"]);
    assert!(text(&english.stdout).contains("Answer from the text"));
}

#[test]
fn right_answers_become_rows() {
    let (answers, expected) = recorded("right");
    let (outcomes, rows) = answered(&answers);
    assert_eq!(outcomes, expected);
    let before = plain();
    let changed: Vec<&str> = rows.iter().filter(|row| !before.contains(row)).map(String::as_str).collect();
    assert_eq!(
        changed,
        [
            "paired 绿化投资 3 1.2  not_comparable corrected",
            "paired 培训护理员 2000 1500 0.75  accepted",
            "open 公园总数 86   no_figure corrected",
            "paired 新修渠道 30 12 0.4  corrected",
            "paired 新建蓄水池 40 13 0.325  corrected",
        ]
    );
}

#[test]
fn what_is_wrong_invented_or_malformed_is_refused_by_name_and_changes_no_row() {
    let before = plain();
    for name in ["wrong", "invented", "malformed"] {
        let (answers, expected) = recorded(name);
        let (outcomes, rows) = answered(&answers);
        assert_eq!(outcomes, expected, "{name}");
        assert_eq!(rows, before, "{name}");
    }
}

#[test]
fn each_answer_alone_is_refused_for_what_is_wrong_with_it() {
    let before = plain();
    for name in ["wrong", "invented", "malformed"] {
        let (answers, expected) = recorded(name);
        for (line, expected) in answers.lines().zip(expected) {
            let (outcomes, rows) = answered(line);
            assert_eq!((outcomes, rows), (vec![expected], before.clone()), "{line}");
        }
    }
}

#[test]
fn one_question_is_answered_once_and_one_number_is_given_once() {
    let accept = r#"{"id":"25b170b3098ee419","answer":"accept","by":"a"}"#;
    let reject = r#"{"id":"25b170b3098ee419","answer":"reject","by":"b"}"#;
    let (outcomes, _) = answered(&format!("{accept}\n{reject}\n"));
    assert_eq!(outcomes, ["taken", "answered-twice"]);
    let figure = r#""figure":{"quote":"建成13座","number":"13座"},"by":"m"}"#;
    let pool = format!(r#"{{"id":"e4b4c89a46714190","answer":"pair",{figure}"#);
    let pump = format!(r#"{{"id":"bd7fde49537adde8","answer":"pair",{figure}"#);
    let (outcomes, rows) = answered(&format!("{pool}\n{pump}\n"));
    assert_eq!(outcomes, ["taken", "number-taken"]);
    assert_eq!(rows.iter().filter(|row| row.contains(" 13 ")).count(), 1);
}

#[test]
fn a_pipe_is_enough() {
    let (answers, _) = recorded("right");
    let folder = folder_with("");
    let mut child = command(folder.path(), &["extract", "report.txt", "--answers", "-", "-o", "table.csv"])
        .stdin(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    child.stdin.take().unwrap().write_all(answers.as_bytes()).unwrap();
    ends(
        &child.wait_with_output().unwrap(),
        0,
        &["7 answers: 5 proved and applied, 2 change nothing, 0 refused"],
    );
    assert!(fs::read_to_string(folder.path().join("table.csv")).unwrap().contains("公园"));
    ends(
        &duibiao(folder.path(), &["extract", "report.txt", "--answers", "gone.ndjson"]),
        3,
        &["gone.ndjson"],
    );
}
