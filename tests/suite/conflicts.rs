//! Numbers that contradict each other, from `tests/cases/conflicts`: what is planted is found, and nothing else.

use std::{fs, path::Path};

use duibiao::{conflict, measure, model::Alert, pipeline, read, rules::Rulebook};

use crate::cli::{duibiao, folder_with};

/// A case: its title, its reports, and the codes that are raised.
struct Case {
    title: String,
    reports: Vec<(String, String)>,
    codes: String,
}

fn cases(name: &str) -> Vec<Case> {
    let file = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/cases/conflicts").join(name);
    let mut cases = Vec::new();
    let mut case = Case { title: String::new(), reports: Vec::new(), codes: String::new() };
    for line in fs::read_to_string(file).unwrap().lines() {
        match (line.strip_prefix("# "), line.strip_prefix("-- "), line.strip_prefix("=>")) {
            (Some(title), ..) => title.clone_into(&mut case.title),
            (_, Some(name), _) => case.reports.push((name.to_owned(), String::new())),
            (.., Some(codes)) => {
                let codes = codes.trim().to_owned();
                let (title, reports) = (std::mem::take(&mut case.title), std::mem::take(&mut case.reports));
                cases.push(Case { title, reports, codes });
            }
            _ => {
                if let Some((_, text)) = case.reports.last_mut() {
                    text.push_str(line);
                    text.push('\n');
                }
            }
        }
    }
    cases
}

/// The codes of a case, and its rows for those who look why.
fn raised(case: &Case, rules: &Rulebook) -> String {
    let mut read_ones = Vec::new();
    for (name, text) in &case.reports {
        let source = read::read(name, text.as_bytes(), &read::Options::default()).unwrap();
        let report = pipeline::understand_whole(&source, rules);
        read_ones.push((source, report));
    }
    let pairs: Vec<_> = read_ones.iter().map(|(source, report)| (source, report)).collect();
    let table = measure::table(&pairs, rules).unwrap();
    let mut codes: Vec<&str> =
        conflict::conflicts(&table, None, rules).iter().map(|found| found.alert.code()).collect();
    codes.sort_unstable();
    codes.join(" ")
}

fn wrong(name: &str) -> (usize, Vec<String>) {
    let rules = Rulebook::builtin().unwrap();
    let cases = cases(name);
    let wrong = cases.iter().filter_map(|case| {
        let raised = raised(case, &rules);
        (raised != case.codes).then(|| format!("{}: `{raised}`, not `{}`", case.title, case.codes))
    });
    (cases.len(), wrong.collect())
}

#[test]
fn every_planted_contradiction_is_found() {
    let (count, wrong) = wrong("planted.txt");
    assert!(count >= 60, "{count}");
    assert!(wrong.is_empty(), "{} of {count}:\n{}", wrong.len(), wrong.join("\n"));
}

#[test]
fn every_code_has_a_planted_case() {
    let cases = cases("planted.txt");
    let rules = Rulebook::builtin().unwrap();
    let codes = rules.findings.rules().iter().map(|rule| rule.alert).filter(|alert| alert.is_conflict());
    let missing: Vec<&str> =
        codes.map(Alert::code).filter(|code| !cases.iter().any(|case| case.codes.contains(code))).collect();
    assert!(missing.is_empty(), "{missing:?}");
}

#[test]
fn what_only_looks_like_a_contradiction_raises_nothing() {
    let (count, wrong) = wrong("none.txt");
    assert!(count >= 30, "{count}");
    assert!(wrong.is_empty(), "{} of {count}:\n{}", wrong.len(), wrong.join("\n"));
}

const TWICE: &str = "乙县2024年上半年重点工作完成情况
截至6月底，全县城镇新增就业3640人，完成年度目标7000人的52%。
1.就业。计划城镇新增就业7000人，截至6月底，城镇新增就业3700人。
2.住房。计划改造老旧小区30个，已改造14个。
";

#[test]
fn each_row_of_a_table_names_what_contradicts_it_and_a_workbook_has_a_sheet_of_them() {
    let folder = folder_with(&[("乙.txt", TWICE.as_bytes()), ("same.txt", TWICE.as_bytes())]);
    let output = duibiao(folder.path(), &["extract", "乙.txt", "same.txt", "--format", "json"]);
    let rows: serde_json::Value = serde_json::from_slice(&output.stdout).unwrap();
    let told: Vec<_> = rows.as_array().unwrap().iter().map(|row| row["contradicts"].as_str()).collect();
    let one = [Some("C01 乙.txt:3 3640人 ≠ 3700人"), Some("C01 乙.txt:2 3640人 ≠ 3700人"), None];
    assert_eq!(told[..3], one);
    let report =
        duibiao::Engine::new().unwrap().read(&duibiao::Document::text("乙.txt", TWICE)).unwrap().table();
    assert_eq!([0, 1, 2].map(|row| report.cell(row, "contradicts")), one);
    assert_eq!(told.iter().flatten().count(), 4);
    assert_eq!((&rows[0]["findings"], &rows[2]["findings"]), (&"C01".into(), &serde_json::Value::Null));
    duibiao(folder.path(), &["extract", "乙.txt", "-o", "t.xlsx"]);
    let mut book: calamine::Xlsx<_> = calamine::open_workbook(folder.path().join("t.xlsx")).unwrap();
    let sheet = calamine::Reader::worksheet_range(&mut book, "数据打架").unwrap();
    let cells: Vec<String> = sheet.rows().flatten().map(ToString::to_string).collect();
    assert!(cells.contains(&"第2行：3640人 ≠ 3700人".to_owned()), "{cells:?}");
    assert_eq!(sheet.rows().count(), 3);
}
