//! Five bodies over their periods, from three sets of `tests/cases`: which rows are one over time, and what deserves a look.
//!
//! Written and annotated by somebody who did not know the program. What is measured here is held; what is missing is
//! told by `cargo test periods -- --nocapture`.

use std::{
    collections::{BTreeMap, BTreeSet},
    fs,
    path::{Path, PathBuf},
};

use crate::{
    cli::duibiao,
    months::said,
    periods_names::{FIRST, Line, SECOND, THIRD, alike, annotated, close, has, lines, numbers, path},
};

/// How alike the names of a finding and of its annotation are, at least.
pub(crate) const NAME: f64 = 0.5;
/// Findings that are told and need no look: they are counted apart.
const NOTES: &[&str] = &["R05", "R11", "R12", "R15", "R18"];

/// A body's months in a ledger.
pub(crate) struct Body {
    pub(crate) folder: tempfile::TempDir,
    /// The period of the program by the name of the file.
    pub(crate) periods: BTreeMap<String, String>,
    pub(crate) rows: Vec<Line>,
}

/// What is added to the name of a body whose months are those that were put right.
const CORRECTED: &str = "-corrected";

/// The files of a body, a month that was put right only where `corrected`, and then in place of the first one.
pub(crate) fn files(set: &str, name: &str, corrected: bool) -> Vec<PathBuf> {
    let named = |file: &Path| file.file_stem().unwrap().to_string_lossy().into_owned();
    let all = fs::read_dir(path(set, name)).unwrap().map(|file| file.unwrap().path());
    let mut files: Vec<_> = all.collect();
    let names: BTreeSet<String> = files.iter().map(|file| named(file)).collect();
    let kept = |file: &PathBuf| {
        let own = named(file);
        own.ends_with(CORRECTED)
            == (corrected && (own.ends_with(CORRECTED) || names.contains(&format!("{own}{CORRECTED}"))))
    };
    files.retain(kept);
    files.sort();
    files
}

fn body(set: &str, name: &str, corrected: bool) -> Body {
    let folder = tempfile::tempdir().unwrap();
    let files = files(set, name, corrected);
    let mut periods = BTreeMap::new();
    for file in files {
        let named = file.file_stem().unwrap().to_string_lossy().into_owned();
        let add = ["ledger", "add", "--db", "l.db", "--body", name, &file.display().to_string()];
        let output = duibiao(folder.path(), &add);
        let told = match output.status.code() {
            Some(0) => String::from_utf8(output.stdout).unwrap(),
            // The report says no year.
            _ => {
                let period = named.trim_end_matches(CORRECTED);
                said(folder.path(), &[&add[..], &["--period", period]].concat(), 0)
            }
        };
        let period = told.split_whitespace().nth(2).unwrap().to_owned();
        periods.insert(named, period);
    }
    let rows = lines(&said(
        folder.path(),
        &["ledger", "export", "--db", "l.db", "--body", name, "--format", "csv"],
        0,
    ));
    Body { folder, periods, rows }
}

pub(crate) fn bodies(set: &str) -> BTreeMap<String, Body> {
    let names: BTreeSet<String> =
        annotated(set, "links.csv").iter().map(|line| line["body"].clone()).collect();
    let mut bodies: BTreeMap<String, Body> =
        names.iter().map(|name| (name.clone(), body(set, name, false))).collect();
    for name in &names {
        if files(set, name, false) != files(set, name, true) {
            bodies.insert(format!("{name}{CORRECTED}"), body(set, name, true));
        }
    }
    bodies
}

/// The body of a line: with the months that were put right where one of them is named.
fn whose(line: &Line, periods: [&str; 2]) -> String {
    let corrected = periods.iter().any(|period| line[*period].ends_with(CORRECTED));
    [line["body"].as_str(), if corrected { CORRECTED } else { "" }].concat()
}

impl Body {
    /// The rows of a period that a line of annotation means: those of its numbers, then those of the nearest name.
    fn meant(&self, period: &str, name: &str, scope: &str, values: &[f64]) -> BTreeSet<&str> {
        let whole =
            matches!(scope, "全市" | "全县" | "全省" | "全区" | "全国") || scope.ends_with("完成投资");
        let scope = if whole { "" } else { scope };
        let mut best = (f64::MIN, BTreeSet::new());
        for row in self.rows.iter().filter(|row| row["period"] == self.periods[period]) {
            let own = printed(row);
            let called = format!("{}{}", row["scope"], row["indicator"]);
            let near = alike(&row["indicator"], name).max(alike(&called, &format!("{scope}{name}")));
            let limited = row["scope"] == scope || (!scope.is_empty() && called.contains(scope));
            let said = values.is_empty() || values.iter().any(|value| has(&own, *value));
            if !said || near < 0.3 || (!scope.is_empty() && !limited) {
                continue;
            }
            let rank = near + if row["scope"] == scope { 0.3 } else { 0.0 };
            if rank > best.0 + 0.001 {
                best = (rank, BTreeSet::new());
            }
            if rank > best.0 - 0.001 {
                best.1.insert(row["series_id"].as_str());
            }
        }
        best.1
    }
}

/// The numbers of a row.
fn printed(row: &Line) -> Vec<f64> {
    let cell = |name: &str| row[name].parse::<f64>().ok();
    let mut own: Vec<f64> = ["target_value", "actual_value", "target", "actual", "target_high"]
        .iter()
        .filter_map(|name| cell(name))
        .collect();
    own.extend(cell("stated_ratio").map(|ratio| ratio * 100.0));
    own
}

/// Both numbers of a note: `goal 80; 26 -> 39`.
fn both(note: &str) -> [Vec<f64>; 2] {
    let cut = ["->", " / ", " is not "].into_iter().find_map(|sign| note.split_once(sign));
    let Some((from, to)) = cut else { return [Vec::new(), Vec::new()] };
    [from.rsplit(';').next().unwrap_or_default(), to.split(';').next().unwrap_or_default()].map(numbers)
}

/// How many links that must be found were found, and how many join two things.
pub(crate) fn linked(set: &str) -> (usize, usize) {
    let bodies = bodies(set);
    let mut count: BTreeMap<&str, usize> = BTreeMap::new();
    let mut missing = Vec::new();
    for line in &annotated(set, "links.csv") {
        let body = &bodies[&whose(line, ["from_period", "to_period"])];
        let [from, to] = both(&line["note"]);
        let old = body.meant(&line["from_period"], &line["from_indicator"], &line["from_scope"], &from);
        let new = body.meant(&line["to_period"], &line["to_indicator"], &line["to_scope"], &to);
        let joined = !old.is_disjoint(&new);
        let told = match (line["need"].as_str(), joined) {
            ("must", true) => "found",
            ("must", false) if old.is_empty() || new.is_empty() => "not read",
            ("must", false) => "not linked",
            ("never", true) => "wrong",
            _ => continue,
        };
        *count.entry(told).or_default() += 1;
        if told != "found" {
            missing.push(format!(
                "{told}: {} {} {} > {}",
                line["body"], line["to_period"], line["from_indicator"], line["to_indicator"]
            ));
        }
    }
    println!("{count:?}\n{missing:#?}");
    let of = |what: &str| count.get(what).copied().unwrap_or_default();
    (of("found"), of("wrong"))
}

/// Of 188 links that must be found; of 51 such that join two things none. 170 were found before rates in a list of places
/// were named by the place alone.
#[test]
fn rows_of_five_bodies_are_one_over_their_periods_and_none_is_two() {
    let (found, wrong) = linked(FIRST);
    assert!(found >= 164 && wrong == 0, "{found} found, {wrong} wrong");
}

/// Of 161 links that must be found; of 24 such that join two things one, as a goal of works begun is read with those finished.
#[test]
fn rows_of_five_more_bodies_are_one_over_their_periods_and_one_is_two() {
    let (found, wrong) = linked(SECOND);
    assert!(found >= 154 && wrong <= 1, "{found} found, {wrong} wrong");
}

/// Of 225 links that must be found; of 26 such that join two things none.
#[test]
fn rows_of_a_third_five_bodies_are_one_over_their_periods() {
    let (found, wrong) = linked(THIRD);
    assert!(found >= 195 && wrong == 0, "{found} found, {wrong} wrong");
}

/// The codes that may tell of a kind of annotation.
fn codes(kind: &str) -> &'static [&'static str] {
    match kind {
        "figure_fell" => &["R01"],
        "no_progress" => &["R16", "R07"],
        "overdue" => &["R07", "R08", "R12"],
        "goal_vanished" => &["R06", "R18"],
        "figure_withdrawn" => &["R17", "R12", "R06"],
        "unit_slip" => &["R04"],
        "rate_inconsistent" => &["R09", "C05"],
        "goal_moved" => &["R02", "C02"],
        "goal_reached_then_not" | "ceiling_crossed" => &["R08"],
        "far_above" => &["R10", "R13"],
        "figure_jumped" => &["R14"],
        "districts_total" => &["C03"],
        other => panic!("`{other}` is no kind of finding"),
    }
}

/// What `ledger check` says of each month.
pub(crate) fn raised(bodies: &BTreeMap<String, Body>) -> Vec<(String, String, serde_json::Value)> {
    let mut raised = Vec::new();
    for (name, body) in bodies {
        for (named, period) in &body.periods {
            let own = name.trim_end_matches(CORRECTED);
            let check = ["ledger", "check", "--db", "l.db", "--body", own, "--period", period];
            let all = [&check[..], &["--format", "json", "--fail-on", "never"]].concat();
            let found: serde_json::Value = serde_json::from_str(&said(body.folder.path(), &all, 0)).unwrap();
            raised.extend(
                found.as_array().unwrap().iter().map(|one| (name.clone(), named.clone(), one.clone())),
            );
        }
    }
    raised
}

/// Planted changes that were found, alarms that never may be, and others that are none; notes are left out.
pub(crate) fn alarms(set: &str) -> [usize; 3] {
    let raised = raised(&bodies(set));
    let annotated = annotated(set, "findings.csv");
    let mut meant = BTreeSet::new();
    let (mut hits, mut wrong, mut missed) = (0, 0, Vec::new());
    for line in &annotated {
        let about = |one: &serde_json::Value| {
            let code = one["code"].as_str().unwrap();
            let name = one["indicator"].as_str().unwrap_or_default();
            codes(&line["kind"]).contains(&code) && alike(name, &line["indicator"]) >= NAME
        };
        let here = |(body, period, one): &&(String, String, serde_json::Value)| {
            *body == whose(line, ["period", "against"]) && *period == line["period"] && about(one)
        };
        let found: Vec<usize> = (0..raised.len()).filter(|at| here(&&raised[*at])).collect();
        match line["need"].as_str() {
            "must" if found.is_empty() => missed
                .push(format!("{} {} {} {}", line["body"], line["period"], line["kind"], line["indicator"])),
            "must" => hits += 1,
            "never" if found.iter().any(|at| !NOTES.contains(&raised[*at].2["code"].as_str().unwrap())) => {
                wrong += 1
            }
            _ => {}
        }
        if line["need"] != "never" {
            meant.extend(found);
        }
    }
    // What a whole table raises alike is told once, as a note.
    let quiet =
        |one: &serde_json::Value| NOTES.contains(&one["code"].as_str().unwrap()) || one["severity"] == "note";
    let false_ones: Vec<String> = (0..raised.len())
        .filter(|at| !meant.contains(at) && !quiet(&raised[*at].2) && !raised[*at].0.ends_with(CORRECTED))
        .map(|at| {
            format!("{} {} {} {}", raised[at].0, raised[at].1, raised[at].2["code"], raised[at].2["message"])
        })
        .collect();
    let told = raised.iter().filter(|(body, _, one)| !quiet(one) && !body.ends_with(CORRECTED)).count();
    println!(
        "{told} told, {hits} found, {wrong} that never may be\nmissed {missed:#?}\nfalse {false_ones:#?}"
    );
    [hits, wrong, false_ones.len()]
}

/// Of 20 planted changes. One false alarm is a known gap: 按照计划投资完成率60%的目标推进, where the rate is asked for and not told.
#[test]
fn planted_changes_of_five_bodies_are_found_beside_few_false_alarms() {
    let [hits, never, wrong] = alarms(FIRST);
    assert!(hits >= 20 && never == 0 && wrong <= 2, "{hits} found, {never} and {wrong} false");
}

/// Of 21 planted changes.
#[test]
fn planted_changes_of_five_more_bodies_are_found_beside_few_false_alarms() {
    let [hits, never, wrong] = alarms(SECOND);
    assert!(hits >= 20 && never == 0 && wrong <= 1, "{hits} found, {never} and {wrong} false");
}

/// Of 25 planted changes.
#[test]
fn planted_changes_of_a_third_five_bodies_are_found_beside_few_false_alarms() {
    let [hits, never, wrong] = alarms(THIRD);
    assert!(hits >= 24 && never <= 1 && wrong <= 2, "{hits} found, {never} and {wrong} false");
}

#[test]
fn numbers_and_names_of_the_annotation_are_read_as_meant() {
    assert_eq!(both("goal 80 both; 26 -> 39"), [vec![26.0], vec![39.0]]);
    assert_eq!(both("month 8200 / cumulative 63,900"), [vec![8200.0], vec![63900.0]]);
    assert!(close(alike("新增托位", "“新增”托位"), 1.0) && alike("新增托位", "加装电梯") < 0.1);
}
