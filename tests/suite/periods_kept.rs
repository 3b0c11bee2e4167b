//! What a ledger proposes of the bodies over their periods, and what it keeps of them.

use std::{collections::BTreeSet, fs, path::Path};

use polars_io::SerReader as _;

use crate::{
    cli::duibiao,
    months::said,
    periods::{NAME, bodies, raised},
    periods_names::{Line, SECOND, THIRD, alike, annotated, lines, path},
};

/// Renamings, splits and merges that are not proposed with their evidence; a renaming that is linked needs no proposal.
pub(crate) fn unproposed(set: &str) -> Vec<String> {
    let bodies = bodies(set);
    let raised = raised(&bodies);
    let mut missed = Vec::new();
    for line in annotated(set, "proposals.csv") {
        let proposed = |from: &str, to: &str| {
            raised.iter().any(|(body, period, one)| {
                let message = one["message"].as_str().unwrap();
                let before = message.split(['“', '”']).skip(1).step_by(2).collect::<String>();
                let word = match line["kind"].as_str() {
                    "split" => "拆分",
                    "merge" => "合并",
                    _ => "改名",
                };
                (body, period, one["code"].as_str()) == (&line["body"], &line["period"], Some("R05"))
                    && message.contains(word)
                    && alike(one["indicator"].as_str().unwrap_or_default(), to) >= NAME
                    && alike(&before, from) >= NAME
            })
        };
        let linked = |from: &str, to: &str| {
            let body = &bodies[&line["body"]];
            let called = |name: &str| -> BTreeSet<&str> {
                let of = body.rows.iter().filter(|row| alike(&row["indicator"], name) >= 0.7);
                of.map(|row| row["series_id"].as_str()).collect()
            };
            line["kind"] == "rename" && !called(from).is_disjoint(&called(to))
        };
        let proposed = |from: &str, to: &str| proposed(from, to) || linked(from, to);
        let whole = line["from"].split(';').all(|from| line["to"].split(';').all(|to| proposed(from, to)));
        if !whole {
            missed.push(format!("{} {} {} > {}", line["body"], line["kind"], line["from"], line["to"]));
        }
    }
    println!("missed {missed:#?}");
    missed
}

/// Three renamings, a split and a merge.
#[test]
fn renamings_splits_and_merges_of_five_more_bodies_are_proposed() {
    let missed = unproposed(SECOND);
    assert!(missed.is_empty(), "{missed:#?}");
}

/// Three renamings, a split and a merge.
#[test]
fn renamings_splits_and_merges_of_a_third_five_bodies_are_proposed() {
    let missed = unproposed(THIRD);
    assert!(missed.is_empty(), "{missed:#?}");
}

/// The third set in one ledger, each body in its turn.
fn one_ledger() -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    for body in ["D1", "D2", "D3", "D4", "D5"] {
        let mut files: Vec<_> =
            fs::read_dir(path(THIRD, body)).unwrap().map(|file| file.unwrap().path()).collect();
        files.sort();
        for file in files {
            let period = file.file_stem().unwrap().to_string_lossy().into_owned();
            let file = file.display().to_string();
            let add = ["ledger", "add", "--db", "l.db", "--body", body, "--period", &period, &file];
            said(folder.path(), &add, 0);
        }
    }
    folder
}

/// 15 documents of five bodies: bare figures and lent goals are stored, a figure of one month or quarter has no ratio.
#[test]
fn bare_figures_and_known_goals_of_a_third_five_bodies_are_stored() {
    let folder = one_ledger();
    let all = lines(&said(folder.path(), &["ledger", "export", "--db", "l.db", "--format", "csv"], 0));
    let of = |name: &str, value: &str| all.iter().filter(|row| row[name] == value).count();
    let single = |row: &&_| -> bool {
        let row: &Line = row;
        matches!(row["flow_period"].as_str(), "month" | "quarter") && !row["completion_ratio"].is_empty()
    };
    let counts = [all.len(), of("kind", "figure"), of("grounds", "known_goal"), of("flow_period", "month")];
    println!("rows, bare, lent, of one month: {counts:?}");
    assert!(counts[1] >= 39 && counts[2] >= 5 && all.iter().filter(single).count() == 0, "{counts:?}");
}

/// The month that was put right, as it was known before and after.
fn known_as_it_was(at: &Path) {
    let file = rusqlite::Connection::open(at.join("l.db")).unwrap();
    file.execute("UPDATE run SET added_at = '2017-11-01'", []).unwrap();
    file.execute("UPDATE run SET added_at = '2017-11-20' WHERE run_id = 16", []).unwrap();
    drop(file);
    let known = |day: &str| {
        let export =
            ["ledger", "export", "--db", "l.db", "--body", "D3", "--as-known-on", day, "--format", "csv"];
        lines(&said(at, &export, 0))
    };
    let has = |rows: &[Line], value: &str| rows.iter().any(|row| row["actual_value"] == value);
    let (was, is) = (known("2017-11-10"), known("2017-11-20"));
    assert!(has(&was, "38.4") && !has(&was, "38.9"), "as it was known on the day before");
    assert!(has(&is, "38.9") && !has(&is, "38.4"), "as it is");
    assert_eq!(was.len(), is.len());
    assert!(known("2017-10-31").is_empty(), "nothing was known before");
}

/// How many rows the file of each period has, by the names of the folders.
fn rows_of_parts(folder: &Path) -> Vec<usize> {
    let mut files: Vec<_> = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    files.sort();
    let rows = |folder: &std::path::PathBuf| {
        let file = fs::File::open(folder.join("rows.parquet")).unwrap();
        polars_io::prelude::ParquetReader::new(file).finish().unwrap().height()
    };
    files.iter().map(rows).collect()
}

/// A month put right is known as it was and as it is; the load replaces it and what follows; partitions keep every body.
#[test]
fn a_third_five_bodies_are_known_as_they_were_and_none_loses_rows() {
    let folder = one_ledger();
    let at = folder.path();
    let export = |more: &[&str]| {
        said(at, &[&["ledger", "export", "--db", "l.db", "--format", "csv"], more].concat(), 0)
    };
    let count = |body: &str| lines(&export(&["--body", body])).len();
    let before: Vec<usize> = ["D1", "D2", "D3", "D4", "D5"].map(count).to_vec();
    let runs =
        said(at, &["ledger", "list", "--db", "l.db"], 0).lines().filter(|line| line.contains("D")).count();
    let june = fs::read_to_string(path(THIRD, "D3/2017-08.txt")).unwrap().replace("38.4亿元", "38.9亿元");
    fs::write(at.join("right.txt"), june).unwrap();
    let add =
        ["ledger", "add", "--db", "l.db", "--body", "D3", "--period", "2017-08", "--replace", "right.txt"];
    said(at, &add, 0);
    let changed = said(at, &["ledger", "changed-since", "--db", "l.db", "15"], 0);
    let periods: Vec<&str> = changed.lines().collect();
    known_as_it_was(at);
    println!("{runs} runs, changed since: {periods:?}");
    assert!(!periods.is_empty() && periods.iter().all(|line| line.starts_with("D3 ")), "{changed}");
    assert!(periods.iter().any(|line| line.contains("2017-08")), "{changed}");
    let parts = |more: &[&str]| {
        said(at, &[&["ledger", "export", "--db", "l.db", "--partitions", "parts"], more].concat(), 0);
        rows_of_parts(&at.join("parts"))
    };
    let all = parts(&[]);
    assert_eq!(all.iter().sum::<usize>(), before.iter().sum::<usize>(), "each row stands in one partition");
    assert_eq!(parts(&["--body", "D3"]), all, "partitions of one body keep the rows of the others");
    assert_eq!(
        ["D1", "D2", "D3", "D4", "D5"].map(count).to_vec(),
        before,
        "a correction takes no row of another body"
    );
    let folders = fs::read_dir(at.join("parts")).unwrap().filter(|entry| {
        entry.as_ref().is_ok_and(|entry| entry.file_name().to_string_lossy().starts_with("period="))
    });
    assert_eq!(folders.count(), 15, "each period of every body keeps its folder");
    for (flag, name) in [("--body", "D9"), ("--period", "1999-01")] {
        let output = duibiao(at, &["ledger", "check", "--db", "l.db", flag, name]);
        assert_eq!(output.status.code(), Some(2), "{flag} {name}");
    }
    assert_eq!(duibiao(at, &["ledger", "trend", "--db", "l.db", "没有的指标"]).status.code(), Some(2));
}
