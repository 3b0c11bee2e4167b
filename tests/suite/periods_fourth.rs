//! The fourth set of `tests/cases`: six bodies over their periods, one of which puts a month right, and documents that
//! contradict themselves.

use crate::{
    months::said,
    periods::{alarms, linked},
    periods_documents::{contradictions, splits},
    periods_kept::unproposed,
    periods_names::{FOURTH, Line, alike, annotated, close, lines, numbers, path},
};

/// Of 293 links that must be found.
#[test]
fn rows_of_a_fourth_six_bodies_are_one_over_their_periods() {
    let (found, wrong) = linked(FOURTH);
    assert!(found >= 239 && wrong <= 1, "{found} found, {wrong} wrong");
}

/// Of 34 planted changes.
#[test]
fn planted_changes_of_a_fourth_six_bodies_are_found_beside_few_false_alarms() {
    let [hits, never, wrong] = alarms(FOURTH);
    assert!(hits >= 29 && never <= 4 && wrong <= 8, "{hits} found, {never} and {wrong} false");
}

/// Of 16, beside 85 look-alikes.
#[test]
fn contradictions_of_a_fourth_five_documents_are_found() {
    let (hits, wrong) = contradictions(FOURTH);
    assert!(hits >= 10 && wrong.is_empty(), "{hits} found, {wrong:#?}");
}

/// Of 49 goals.
#[test]
fn goals_of_a_fourth_set_are_joined_with_figures() {
    let [right, wrong] = splits(FOURTH);
    assert!(right >= 42 && wrong <= 3, "{right} right, {wrong} wrong");
}

/// Three renamings, a split and a merge.
#[test]
fn renamings_splits_and_merges_of_a_fourth_set_are_proposed() {
    let missed = unproposed(FOURTH);
    assert!(missed.len() <= 2, "{missed:#?}");
}

/// What was known of a body on a day: the month that was put right later as it was, then as it is.
#[test]
fn a_month_that_was_put_right_is_known_as_it_was_and_as_it_is() {
    let folder = tempfile::tempdir().unwrap();
    let add = |file: &str, more: &[&str]| {
        let path = path(FOURTH, &format!("E6/{file}.txt")).display().to_string();
        let add = ["ledger", "add", "--db", "l.db", "--body", "E6", "--period", &file[..7]];
        let told = said(folder.path(), &[&add[..], more, &[&path]].concat(), 0);
        told.split_whitespace().nth(2).unwrap().to_owned()
    };
    let [march, june] = ["2021-03", "2021-06"].map(|month| add(month, &[]));
    add("2021-03-corrected", &["--replace"]);
    let file = rusqlite::Connection::open(folder.path().join("l.db")).unwrap();
    for (run, day) in [(1, "2021-04-10"), (2, "2021-07-10"), (3, "2021-07-20")] {
        file.execute("UPDATE run SET added_at = ? WHERE run_id = ?", rusqlite::params![day, run]).unwrap();
    }
    drop(file);
    let known = |day: &str| -> Vec<Line> {
        let export = ["ledger", "export", "--db", "l.db", "--as-known-on", day, "--format", "csv"];
        lines(&said(folder.path(), &export, 0))
    };
    let (mut right, mut missed) = (0, Vec::new());
    for line in annotated(FOURTH, "asknown.csv") {
        let rows = known(&line["as_known_on"]);
        let says = |row: &&Line, own: &str, printed: &str, theirs: &str| {
            let number = numbers(&line[theirs]);
            let value = |name: &str| row[name].parse::<f64>().ok();
            match number[..] {
                [] => true,
                [number, ..] => {
                    [own, printed].iter().any(|name| value(name).is_some_and(|own| close(own, number)))
                }
            }
        };
        let same = |row: &&Line| {
            let called = format!("{}{}", row["scope"], row["indicator"]);
            row["period"] == *if line["period"] == "2021-03" { &march } else { &june }
                && alike(&row["indicator"], &line["indicator"]).max(alike(&called, &line["indicator"])) >= 0.4
                && says(row, "actual", "actual_value", "actual")
                && says(row, "target", "target_value", "target")
        };
        if rows.iter().any(|row| same(&row)) { right += 1 } else { missed.push(format!("{line:?}")) }
    }
    assert!(right == 50 && missed.is_empty(), "{right} right, {missed:#?}");
}
