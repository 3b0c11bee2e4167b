//! What people decide about districts, stages that move, and tables of changes that are too long for a workbook.

use std::{fs, path::Path};

use crate::{
    cli::{duibiao, ends},
    months::said,
};

/// Stores a month of a county's districts.
fn month(folder: &Path, month: u32, district: &str, figures: [u32; 2]) {
    let name = format!("{month}.csv");
    let line = |scope: &str, figure: u32| {
        format!(
            "{month}-{scope},m.txt,2024-01/2024-{month:02},paired,城镇新增就业,{scope},flow,annual,人,5000,{figure},0.5,2024-{month:02}-28\n"
        )
    };
    let head = "row_id,source,report_period,kind,indicator,scope,goal_kind,target_basis,unit,target,actual,completion_ratio,as_of\n";
    let text = format!("{head}{}{}", line(district, figures[0]), line("城关镇", figures[1]));
    fs::write(folder.join(&name), text).unwrap();
    said(folder, &["ledger", "add", "--db", "l.db", "--body", "甲市", &name], 0);
}

/// The series of each row of an export, with its district.
fn series(folder: &Path) -> Vec<[String; 2]> {
    let long = said(folder, &["ledger", "export", "--db", "l.db", "--format", "csv"], 0);
    let mut reader = csv::Reader::from_reader(long.as_bytes());
    let heads = reader.headers().unwrap().clone();
    let at = |name: &str| heads.iter().position(|head| head == name).unwrap();
    let cells = ["scope", "series_id"].map(at);
    reader.records().map(|row| row.unwrap()).map(|row| cells.map(|at| row[at].to_owned())).collect()
}

/// How many series the rows of districts with this in their names have.
fn count(rows: &[[String; 2]], district: &str) -> usize {
    let mut of: Vec<&String> =
        rows.iter().filter(|row| row[0].contains(district)).map(|row| &row[1]).collect();
    of.sort();
    of.dedup();
    of.len()
}

#[test]
fn a_short_name_of_a_district_is_confirmed_for_all_months_and_taken_back() {
    let folder = tempfile::tempdir().unwrap();
    month(folder.path(), 5, "高新技术开发区", [2100, 1900]);
    month(folder.path(), 6, "高新区", [2400, 2300]);
    month(folder.path(), 7, "高新区", [2700, 2600]);
    assert_eq!(count(&series(folder.path()), "高新"), 2, "proposed, not assumed");
    let check = ["ledger", "check", "--db", "l.db", "--period", "2024-H1", "--fail-on", "never"];
    assert!(said(folder.path(), &check, 0).contains("R05 高新区 城镇新增就业: 疑似改名"));
    let decide = |word: &str, names: [&str; 2], code| {
        said(folder.path(), &[&["ledger", word, "--db", "l.db", "--body", "甲市"], &names[..]].concat(), code)
    };
    decide("confirm", ["高新技术开发区", "高新区"], 0);
    let rows = series(folder.path());
    assert_eq!((count(&rows, "高新"), count(&rows, "")), (1, 2), "{rows:?}");
    assert!(rows.iter().any(|row| row[0] == "高新区"), "the printed name stays");
    assert!(!said(folder.path(), &check, 0).contains("R05"));
    said(folder.path(), &["ledger", "undo", "--db", "l.db", "--body", "甲市"], 0);
    assert_eq!(count(&series(folder.path()), "高新"), 2);
    decide("confirm", ["高新技术开发区 城镇新增就业", "高新区 城镇新增就业"], 0);
    assert_eq!(count(&series(folder.path()), "高新"), 1, "as the proposal names them");
    decide("confirm", ["经开区", "高新区"], 2);
}

#[test]
fn a_goal_to_launch_works_is_one_with_the_works_that_have_begun() {
    let folder = tempfile::tempdir().unwrap();
    for (name, text) in [
        ("1.txt", "甲县2024年重点工作计划\n启动改造老旧小区146个，新建城镇污水管网85公里。\n"),
        (
            "3.txt",
            "甲县2024年一季度重点工作进展情况\n1.启动改造老旧小区146个。一季度，已开工62个。\n2.新建城镇污水管网85公里。一季度，建成21.3公里。\n",
        ),
        (
            "6.txt",
            "甲县2024年上半年重点工作进展情况\n1.启动改造老旧小区146个。上半年，已开工131个。\n2.新建城镇污水管网85公里。上半年，建成47.9公里。\n",
        ),
    ] {
        fs::write(folder.path().join(name), text).unwrap();
        said(folder.path(), &["ledger", "add", "--db", "l.db", "--body", "甲县", name], 0);
    }
    let long = said(folder.path(), &["ledger", "export", "--db", "l.db", "--format", "json"], 0);
    let rows: serde_json::Value = serde_json::from_str(&long).unwrap();
    for name in ["老旧小区", "污水管网"] {
        let about = |row: &&serde_json::Value| row["indicator"].as_str().unwrap().contains(name);
        let mut of: Vec<&str> = rows
            .as_array()
            .unwrap()
            .iter()
            .filter(about)
            .map(|row| row["series_id"].as_str().unwrap())
            .collect();
        assert_eq!(of.len(), 3, "{name}: {rows}");
        of.dedup();
        assert_eq!(of.len(), 1, "{name}: {rows}");
    }
    let check = ["ledger", "check", "--db", "l.db", "--fail-on", "never"];
    assert!(!said(folder.path(), &check, 0).contains("R05"));
}

#[test]
fn more_than_twenty_thousand_changes_make_no_workbook_and_no_page_and_say_what_to_do() {
    let folder = tempfile::tempdir().unwrap();
    let head = "row_id,source,report_period,kind,indicator,goal_kind,target_basis,unit,target,actual,completion_ratio,as_of\n";
    for month in 4..=6 {
        let row = |row: usize| {
            format!(
                "{month}-{row},m.txt,2024-01/2024-{month:02},paired,事项{row}号,flow,annual,个,{},{},0.5,2024-{month:02}-28\n",
                1000 + row,
                100 * month + row
            )
        };
        let text = (0..10_001).map(row).collect::<String>();
        let name = format!("{month}.csv");
        fs::write(folder.path().join(&name), format!("{head}{text}")).unwrap();
        said(folder.path(), &["ledger", "add", "--db", "l.db", "--body", "甲市", &name], 0);
    }
    let changes = ["ledger", "changes", "--db", "l.db", "-o"];
    for name in ["c.xlsx", "c.html"] {
        let output = duibiao(folder.path(), &[&changes[..], &[name]].concat());
        ends(&output, 2, &["more than 20000 changes", "--since", ".csv"]);
        assert!(!folder.path().join(name).exists(), "{name}");
    }
    said(folder.path(), &[&changes[..], &["c.csv"]].concat(), 0);
    let text = fs::read_to_string(folder.path().join("c.csv")).unwrap();
    assert!(text.lines().count() > 20_000);
}
