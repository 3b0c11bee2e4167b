//! Documents that contradict themselves, and goals in one document and figures in another, from three sets of `tests/cases`.

use std::{collections::BTreeSet, fs};

use crate::{
    months::said,
    periods_names::{
        FIRST, Line, SECOND, THIRD, alike, annotated, close, document, has, lines, numbers, path,
    },
};

/// The numbers of a message, also as percents: 0.616 is 61.6 %.
fn told(message: &str) -> Vec<f64> {
    let mut own = numbers(message);
    own.extend(own.clone().iter().map(|number| number * 100.0));
    own
}

/// True where a contradiction speaks of both numbers of a line, or of one and its name.
fn speaks_of(one: &serde_json::Value, line: &Line) -> bool {
    let own = told(one["message"].as_str().unwrap());
    let of = |name: &str| {
        let parts = numbers(&line[name]);
        parts.iter().chain([&parts.iter().sum()]).any(|number| has(&own, *number))
    };
    let named = alike(one["indicator"].as_str().unwrap_or_default(), &line["indicator"]) >= 0.4;
    (of("first") && of("second")) || ((of("first") || of("second")) && named)
}

/// Contradictions that were found, and what was raised and is none.
pub(crate) fn contradictions(set: &str) -> (usize, Vec<String>) {
    let annotated = annotated(set, "conflicts.csv");
    let (mut hits, mut missed, mut wrong, mut other) = (0, Vec::new(), Vec::new(), Vec::new());
    let documents: BTreeSet<&str> = annotated.iter().map(|line| line["doc"].as_str()).collect();
    for name in documents {
        let file = document(set, &format!("conflicts/{name}")).display().to_string();
        let found = said(&path(set, ""), &["check", &file, "--format", "json", "--fail-on", "never"], 0);
        let found: serde_json::Value = serde_json::from_str(&found).unwrap();
        let contradicts = |one: &&serde_json::Value| {
            one["code"].as_str().is_some_and(|code| code.starts_with('C') || code == "R09" || code == "R13")
        };
        let found: Vec<&serde_json::Value> = found.as_array().unwrap().iter().filter(contradicts).collect();
        let mut meant = BTreeSet::new();
        let (never, may): (Vec<&Line>, Vec<&Line>) =
            annotated.iter().filter(|line| line["doc"] == name).partition(|line| line["need"] == "never");
        for line in may {
            let here: Vec<usize> = (0..found.len()).filter(|at| speaks_of(found[*at], line)).collect();
            match (line["need"].as_str(), here.is_empty()) {
                ("must", true) => {
                    missed.push(format!("{name} {} {} {}", line["indicator"], line["first"], line["second"]))
                }
                ("must", false) => hits += 1,
                _ => {}
            }
            meant.extend(here);
        }
        for at in (0..found.len()).filter(|at| !meant.contains(at)) {
            let never = never.iter().any(|line| speaks_of(found[at], line));
            let list = if never { &mut wrong } else { &mut other };
            list.push(format!("{name} {} {}", found[at]["code"], found[at]["message"]));
        }
    }
    println!("{hits} found\nmissed {missed:#?}\nlook-alikes {wrong:#?}\nothers {other:#?}");
    wrong.extend(other);
    (hits, wrong)
}

/// Of 11 contradictions.
#[test]
fn contradictions_of_five_documents_are_found_and_what_looks_like_one_is_not() {
    let (hits, wrong) = contradictions(FIRST);
    assert!(hits >= 7 && wrong.is_empty(), "{hits} found, {wrong:#?}");
}

/// Of 13 contradictions.
#[test]
fn contradictions_of_five_more_documents_are_found_and_what_looks_like_one_is_not() {
    let (hits, wrong) = contradictions(SECOND);
    assert!(hits >= 10 && wrong.is_empty(), "{hits} found, {wrong:#?}");
}

/// A number in single units: 0.48万人 is 4800.
fn single(value: &str, unit: &str) -> Option<f64> {
    let words = [("万亿", 1e12), ("亿", 1e8), ("千万", 1e7), ("百万", 1e6), ("万", 1e4), ("千", 1e3)];
    let times = words.into_iter().find(|(word, _)| unit.starts_with(word)).map_or(1.0, |(_, times)| times);
    value.replace(',', "").parse::<f64>().ok().map(|value| value * times)
}

/// True for a row of both numbers of a line.
fn joins(row: &Line, line: &Line) -> bool {
    let same = |own: [&str; 2], theirs: [&str; 2]| match (
        single(&row[own[0]], &row[own[1]]),
        single(&line[theirs[0]], &line[theirs[1]]),
    ) {
        (Some(one), Some(other)) => close(one, other),
        _ => false,
    };
    same(["target_value", "target_unit"], ["target", "target_unit"])
        && same(["actual_value", "actual_unit"], ["actual", "actual_unit"])
}

/// Goals of one document joined rightly and wrongly with figures of another.
pub(crate) fn splits(set: &str) -> [usize; 2] {
    let annotated = annotated(set, "splits.csv");
    let (mut right, mut missed, mut wrong) = (0, Vec::new(), Vec::new());
    let pairs: BTreeSet<(&str, &str)> =
        annotated.iter().map(|line| (line["plan"].as_str(), line["report"].as_str())).collect();
    for (plan, report) in pairs {
        let [goals, file] = [plan, report].map(|name| document(set, name).display().to_string());
        let rows = lines(&said(&path(set, ""), &["extract", "--goals", &goals, &file, "--format", "csv"], 0));
        let rows: Vec<&Line> = rows.iter().filter(|row| row["kind"] == "paired").collect();
        let mut meant = BTreeSet::new();
        for line in annotated.iter().filter(|line| line["plan"] == plan && line["report"] == report) {
            let found: Vec<usize> = (0..rows.len()).filter(|at| joins(rows[*at], line)).collect();
            match (line["need"].as_str(), found.is_empty()) {
                ("must", true) => missed.push(format!("{report} {} {}", line["indicator"], line["actual"])),
                ("must", false) => right += 1,
                _ => {}
            }
            if line["need"] != "never" {
                meant.extend(found);
            }
        }
        let unmeant = (0..rows.len()).filter(|at| !meant.contains(at)).map(|at| rows[at]);
        wrong.extend(unmeant.map(|row| {
            format!("{report} {} {} {}", row["indicator"], row["target_value"], row["actual_value"])
        }));
    }
    println!("{right} right\nmissed {missed:#?}\nwrong {wrong:#?}");
    [right, wrong.len()]
}

/// Of 60 goals.
#[test]
fn goals_of_two_plans_are_joined_with_the_figures_of_three_reports() {
    let [right, wrong] = splits(FIRST);
    assert!(right >= 53 && wrong <= 2, "{right} right, {wrong} wrong");
}

/// Of 47 goals.
#[test]
fn goals_of_one_more_plan_are_joined_with_the_figures_of_two_reports() {
    let [right, wrong] = splits(SECOND);
    assert!(right >= 41 && wrong <= 2, "{right} right, {wrong} wrong");
}

/// Of 34 goals.
#[test]
fn goals_of_a_third_set_are_joined_with_figures() {
    let [right, wrong] = splits(THIRD);
    assert!(right >= 31 && wrong <= 1, "{right} right, {wrong} wrong");
}

/// Of 12, beside 50 look-alikes.
#[test]
fn contradictions_of_a_third_five_documents_are_found() {
    let (hits, wrong) = contradictions(THIRD);
    assert!(hits >= 8 && wrong.is_empty(), "{hits} found, {wrong:#?}");
}

#[test]
fn the_documents_are_those_of_the_annotation() {
    for set in [FIRST, SECOND, THIRD] {
        let documents = fs::read_dir(path(set, "conflicts")).unwrap().count();
        let lines = annotated(set, "conflicts.csv");
        let named: BTreeSet<String> = lines.iter().map(|line| line["doc"].clone()).collect();
        assert_eq!((documents, named.len()), (5, 5));
    }
}
