//! Goals in one document and figures in another, from `tests/cases/split`: how many are joined, and how many rightly.

use std::{collections::BTreeSet, fs, path::Path};

use duibiao::{measure, pipeline, read, rules::Rulebook, text::Source};

type Pairs = BTreeSet<String>;

fn source(name: &str, text: &str) -> Source {
    read::read(name, text.as_bytes(), &read::Options::default()).unwrap()
}

/// What the program joins in a case.
fn joined(plan: &str, report: &str, rules: &Rulebook) -> Pairs {
    let (both, report) = pipeline::against(&source("plan.md", plan), &source("report.txt", report), rules);
    let table = measure::table(&[(&both, &report)], rules).unwrap();
    let cell = |row: usize, name: &str| table.under(row, name).unwrap_or_default().to_owned();
    let number = |row, [value, unit]: [&str; 2]| {
        let unit = cell(row, unit);
        format!("{}{}", cell(row, value), unit.split(['（', '(']).next().unwrap_or_default())
    };
    let goal = |row| number(row, ["target_value", "target_unit"]);
    let figure = |row| number(row, ["actual_value", "actual_unit"]);
    (0..table.rows.len())
        .filter(|row| cell(*row, "kind") == "paired")
        .map(|row| format!("{} {}", goal(row), figure(row)))
        .collect()
}

/// The pairs that must be joined and those that may be, of the lines of a case.
fn gold(lines: &str) -> (Pairs, Pairs) {
    let (may, must): (Vec<&str>, Vec<&str>) = lines.lines().partition(|line| line.ends_with(" ?"));
    let pairs = |lines: Vec<&str>| lines.iter().map(|line| line.trim_end_matches(" ?").to_owned()).collect();
    (pairs(must), pairs(may))
}

#[test]
fn nine_of_ten_goals_of_another_document_are_joined_and_hardly_one_wrongly() {
    let rules = Rulebook::builtin().unwrap();
    let (mut right, mut wrong, mut missed) = (Vec::new(), Vec::new(), Vec::new());
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/cases/split");
    let mut files: Vec<_> = fs::read_dir(folder).unwrap().map(|file| file.unwrap().path()).collect();
    files.sort();
    assert!(files.len() >= 12);
    for file in files {
        let text = fs::read_to_string(&file).unwrap();
        let (plan, rest) = text.trim_start_matches("-- plan\n").split_once("-- report\n").unwrap();
        let (report, lines) = rest.split_once("-- pairs\n").unwrap();
        let ((must, may), found) = (gold(lines), joined(plan, report, &rules));
        let name = file.file_stem().unwrap().to_string_lossy().into_owned();
        let told = |pair: &String| format!("{name}: {pair}");
        right.extend(must.intersection(&found).map(told));
        missed.extend(must.difference(&found).map(told));
        wrong.extend(found.difference(&must).filter(|pair| !may.contains(*pair)).map(told));
    }
    let (hits, all) = (right.len(), right.len() + (wrong.len() + missed.len()) / 2);
    let told = format!("{hits} right\nwrong {wrong:#?}\nmissed {missed:#?}");
    assert!(hits * 100 >= all * 94, "F1 below 0.94: {told}");
    assert!(wrong.len() * 100 <= 2 * (hits + wrong.len()), "precision below 0.98: {told}");
}
