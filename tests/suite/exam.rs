//! `tests/exam`: batches of documents that were scored before anyone mended anything for them, and are kept since.
//!
//! `floors.csv` has the F1 that each batch must not fall below. `UPDATE=1` raises it to the values of now, and fails.

use std::{collections::BTreeMap, fs, path::Path};

use duibiao::{
    evaluate::{Gold, Score, Tally, found, gold, score},
    pipeline,
    read::{Options, read},
    rules::Rulebook,
};

use crate::cases::rows;

/// So much a batch may lose where another one gains.
const MARGIN: f64 = 0.01;

/// The F1 of a batch, prose and tables together.
fn f1(batch: &Path, rules: &Rulebook) -> f64 {
    let gold = gold("gold.csv", fs::File::open(batch.join("gold.csv")).unwrap()).unwrap();
    let mut found = BTreeMap::new();
    for entry in fs::read_dir(batch.join("docs")).unwrap() {
        let path = entry.unwrap().path();
        let name = path.file_name().unwrap().to_string_lossy().into_owned();
        let source = read(&name, &fs::read(&path).unwrap(), &Options::default()).unwrap();
        let document = path.file_stem().unwrap().to_string_lossy().into_owned();
        found.insert(document, rows(&pipeline::understand(&source, rules)));
    }
    score(&gold, &found).all().f1()
}

#[test]
fn no_batch_of_the_exam_is_read_worse_than_before() {
    let rules = Rulebook::builtin().unwrap();
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/exam");
    let file = fs::read_to_string(folder.join("floors.csv")).unwrap();
    let mut floors: Vec<(String, f64)> = file
        .lines()
        .skip(1)
        .map(|line| line.split_once(',').unwrap())
        .map(|(batch, floor)| (batch.to_owned(), floor.parse().unwrap()))
        .collect();
    if std::env::var_os("UPDATE").is_some() {
        let mut batches: Vec<_> = fs::read_dir(&folder).unwrap().map(|entry| entry.unwrap().path()).collect();
        batches.retain(|path| path.join("gold.csv").is_file());
        batches.sort();
        let name = |path: &Path| path.file_name().unwrap().to_string_lossy().into_owned();
        floors = batches.iter().map(|path| (name(path), f1(path, &rules))).collect();
        let lines = floors.iter().map(|(batch, f1)| format!("{batch},{f1:.3}\n")).collect::<String>();
        fs::write(folder.join("floors.csv"), format!("batch,f1\n{lines}")).unwrap();
        panic!("floors.csv is rewritten; look at the difference");
    }
    assert!(!floors.is_empty(), "floors.csv names no batch");
    let fallen: Vec<String> = floors
        .iter()
        .map(|(batch, floor)| (batch, *floor, f1(&folder.join(batch), &rules)))
        .filter(|(_, floor, now)| now + MARGIN < *floor)
        .map(|(batch, floor, now)| format!("{batch}: F1 {now:.3}, and was {floor:.3}"))
        .collect();
    assert!(fallen.is_empty(), "{}", fallen.join("\n"));
}

/// The batches whose first reading the ledger holds, with its fields by name.
fn ledger(folder: &Path) -> Vec<BTreeMap<String, String>> {
    let file = fs::read_to_string(folder.join("ledger.csv")).unwrap();
    let mut lines = csv::Reader::from_reader(file.as_bytes());
    lines.deserialize().map(|line| line.unwrap()).collect()
}

/// The rows that a batch gave when it was read first, against those made by hand, as they were then where a slip of theirs
/// was found later.
fn first_reading(batch: &Path) -> Score {
    let open = |name| fs::File::open(batch.join(name)).unwrap();
    let then = "first-gold.csv";
    let name = if batch.join(then).is_file() { then } else { "gold.csv" };
    let expected = gold(name, open(name)).unwrap();
    score(&expected, &found("first.csv", open("first.csv"), None).unwrap())
}

#[test]
fn the_ledger_says_what_the_first_readings_score() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/exam");
    let lines = ledger(&folder);
    assert!(lines.len() > 20, "the ledger holds {} batches", lines.len());
    for line in lines {
        let sum = |name: &str| -> usize {
            ["prose", "table"]
                .iter()
                .map(|part| line[&format!("{part}_{name}")].parse::<usize>().unwrap())
                .sum()
        };
        // What was missed counts documents that are kept though the first reading left them out as repeats.
        let Tally { right, wrong, .. } = first_reading(&folder.join(&line["batch"])).all();
        assert_eq!((right, wrong), (sum("right"), sum("wrong")), "{}", line["batch"]);
    }
}

#[test]
fn certainty_counts_the_first_readings_and_nothing_else() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/exam");
    let (mut expected, mut rows) = (Gold::new(), BTreeMap::new());
    for line in ledger(&folder) {
        let batch = folder.join(&line["batch"]);
        let open = |name| fs::File::open(batch.join(name)).unwrap();
        expected.extend(gold("gold.csv", open("gold.csv")).unwrap());
        rows.extend(found("first.csv", open("first.csv"), None).unwrap());
    }
    let file = fs::read_to_string(folder.join("../../rules/measured.toml")).unwrap();
    assert!(score(&expected, &rows).rules.toml() == file, "rules/measured.toml is to be written anew");
}
