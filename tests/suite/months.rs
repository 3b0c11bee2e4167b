//! Month after month: comparing, checking, and the ledger, as their users meet them.

use std::{fs, io::Write, path::Path, process::Output};

use crate::cli::duibiao;

const MAY: &str = "2023年重点工作进展情况(截至5月底)\n\
    1.城镇新增就业1.2万人以上。\n落实情况:城镇新增就业7350人。\n\
    2.改造老旧小区30个。\n落实情况:改造老旧小区12个。\n\
    3.疏浚塘坝48口。\n落实情况:疏浚塘坝31口。\n";

fn folder(files: &[(&str, &str)]) -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    for (name, text) in files {
        fs::write(folder.path().join(name), text).unwrap();
    }
    folder
}

/// What a command writes to stdout, its exit code checked.
#[track_caller]
pub(crate) fn said(folder: &Path, arguments: &[&str], code: i32) -> String {
    let Output { status, stdout, stderr } = duibiao(folder, arguments);
    assert_eq!(status.code(), Some(code), "{arguments:?}: {}", String::from_utf8_lossy(&stderr));
    String::from_utf8(stdout).unwrap()
}

fn june() -> String {
    MAY.replace("5月底", "6月底")
        .replace("7350人", "8020人")
        .replace("3.疏浚塘坝48口。\n落实情况:疏浚塘坝31口。\n", "")
}

#[test]
fn reports_and_exported_tables_compare_alike() {
    let folder = folder(&[("may.txt", MAY), ("june.txt", &june())]);
    for name in ["may", "june"] {
        said(folder.path(), &["extract", &format!("{name}.txt"), "-o", &format!("{name}.csv")], 0);
    }
    let lines = said(folder.path(), &["compare", "may.txt", "june.txt"], 0);
    assert!(lines.contains("城镇新增就业") && lines.contains("7350人 → 8020人 (+670人)"), "{lines}");
    assert!(lines.contains("缺失 ") && lines.contains("疏浚塘坝"), "{lines}");
    said(folder.path(), &["extract", "june.txt", "-o", "june.json"], 0);
    said(folder.path(), &["extract", "may.txt", "-o", "may-zh.csv", "--lang", "zh", "--bom", "--crlf"], 0);
    for pair in [
        ["may-zh.csv", "june.json"],
        ["may.csv", "june.csv"],
        ["may.csv", "june.txt"],
        ["may.txt", "june.csv"],
    ] {
        assert_eq!(said(folder.path(), &["compare", pair[0], pair[1]], 0), lines);
    }
}

#[test]
fn differences_set_the_exit_code_only_when_asked() {
    let folder = folder(&[("may.txt", MAY), ("june.txt", &june())]);
    said(folder.path(), &["compare", "may.txt", "june.txt", "--exit-code"], 1);
    said(folder.path(), &["compare", "may.txt", "may.txt", "--exit-code"], 0);
    said(folder.path(), &["compare", "may.txt", "gone.txt"], 3);
    said(folder.path(), &["compare", "may.txt", "june.txt", "-o", "diff.docx"], 2);
}

#[test]
fn every_form_of_a_comparison_holds_its_rows() {
    let folder = folder(&[("may.txt", MAY), ("june.txt", &june())]);
    for name in ["diff.csv", "diff.json", "diff.xlsx", "diff.html", "diff.txt"] {
        said(folder.path(), &["compare", "may.txt", "june.txt", "-o", name], 0);
        assert!(fs::metadata(folder.path().join(name)).unwrap().len() > 100, "{name}");
    }
    let json = fs::read_to_string(folder.path().join("diff.json")).unwrap();
    let rows: serde_json::Value = serde_json::from_str(&json).unwrap();
    let updated = rows.as_array().unwrap().iter().find(|row| row["new_actual"] == "8020").unwrap();
    assert_eq!(updated["change"], "updated");
    assert_eq!(updated["actual_delta"], "670");
    assert_eq!(updated["ratio_delta_pp"], "5.58");
    let mut book: calamine::Xlsx<_> = calamine::open_workbook(folder.path().join("diff.xlsx")).unwrap();
    let sheet = calamine::Reader::worksheet_range_at(&mut book, 0).unwrap().unwrap();
    let head: Vec<String> = sheet.rows().next().unwrap().iter().map(ToString::to_string).collect();
    let at = head.iter().position(|name| name == "本期完成").unwrap();
    // In the unit of its goal, 1.2万人.
    assert!(sheet.rows().any(|row| row[at] == calamine::Data::Float(0.802)));
}

/// What `check` says of one of the seeds' months beside another: code and indicator, in order.
fn planted(old: &str, new: &str) -> Vec<String> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("seeds/months");
    let arguments = ["check", new, "--against", old, "--format", "json", "--fail-on", "never"];
    let findings: serde_json::Value = serde_json::from_str(&said(&folder, &arguments, 0)).unwrap();
    let shown = |finding: &serde_json::Value| {
        format!("{} {}", finding["code"].as_str().unwrap(), finding["indicator"].as_str().unwrap())
    };
    findings.as_array().unwrap().iter().map(shown).collect()
}

#[test]
fn the_three_months_show_each_planted_change_and_nothing_else() {
    let nothing: Vec<String> = Vec::new();
    assert_eq!(planted("2024-01-goals.md", "2024-05.md"), nothing);
    assert_eq!(planted("2024-05.md", "2024-06.md"), ["R01 改造农村户用厕所"]);
    assert_eq!(
        planted("2024-06.md", "2024-07.md"),
        ["R02 新增公共停车位", "R05 新建街头游园建成", "R07 更新燃气老旧管网", "R06 新建村级物流服务站建成"]
    );
}

#[test]
fn findings_set_the_exit_code_by_their_severity() {
    let may = MAY.replace("7350人", "8500人");
    let folder = folder(&[("may.txt", &may), ("june.txt", &june())]);
    let check = |more: &[&str], code| {
        let arguments = [&["check", "june.txt", "--against", "may.txt"][..], more].concat();
        said(folder.path(), &arguments, code)
    };
    let lines = check(&[], 1);
    assert!(lines.contains("june.txt:3: 错误 R01 城镇新增就业: 累计数下降: 8500人 → 8020人"), "{lines}");
    check(&["--fail-on", "never"], 0);
    said(folder.path(), &["check", "june.txt"], 0);
    said(folder.path(), &["check", "june.txt", "gone.txt"], 3);
}

#[test]
fn a_known_finding_fails_no_run_and_keeps_its_first_period() {
    let july = june().replace("6月底", "7月底").replace("8020人", "8010人");
    let may = MAY.replace("7350人", "8500人");
    let folder = folder(&[("may.txt", &may), ("june.txt", &june()), ("july.txt", &july)]);
    let check = |new, old| ["check", new, "--against", old, "--known", "k.json", "--write-known", "k.json"];
    said(folder.path(), &check("june.txt", "may.txt"), 1);
    let lines = said(folder.path(), &check("july.txt", "june.txt"), 0);
    assert!(lines.contains("累计数下降: 8020人 → 8010人 (自2023"), "{lines}");
    said(folder.path(), &["check", "july.txt", "--known", "july.txt"], 3);
}

#[test]
fn sarif_names_rules_places_and_fingerprints() {
    let may = MAY.replace("7350人", "8500人");
    let folder = folder(&[("may.txt", &may), ("june.txt", &june())]);
    let arguments = ["check", "june.txt", "--against", "may.txt", "--format", "sarif"];
    let log: serde_json::Value = serde_json::from_str(&said(folder.path(), &arguments, 1)).unwrap();
    assert_eq!(log["version"], "2.1.0");
    let run = &log["runs"][0];
    let rules = run["tool"]["driver"]["rules"].as_array().unwrap();
    assert_eq!(rules.len(), duibiao::model::Alert::ALL.len());
    let text = june();
    for result in run["results"].as_array().unwrap() {
        let rule = &rules[usize::try_from(result["ruleIndex"].as_u64().unwrap()).unwrap()];
        assert_eq!(rule["id"], result["ruleId"]);
        assert!(["note", "warning", "error"].contains(&result["level"].as_str().unwrap()));
        assert_eq!(result["partialFingerprints"]["duibiao/v1"].as_str().unwrap().len(), 16);
    }
    let fell = run["results"].as_array().unwrap().iter().find(|result| result["ruleId"] == "R01").unwrap();
    let place = &fell["locations"][0]["physicalLocation"];
    assert_eq!(place["artifactLocation"]["uri"], "june.txt");
    let number = |name: &str| usize::try_from(place["region"][name].as_u64().unwrap()).unwrap();
    let quoted: String = text.chars().skip(number("charOffset")).take(number("charLength")).collect();
    assert!(quoted.contains("8020人"), "{quoted}");
    assert_eq!(number("startLine"), 3);
    assert_eq!(fell["relatedLocations"][0]["physicalLocation"]["artifactLocation"]["uri"], "may.txt");
}

/// The text of a code block of the README.
fn readme(marker: &str) -> String {
    let text = fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("README.md")).unwrap();
    let (_, after) = text.split_once(&format!("<!-- example: {marker} -->")).unwrap();
    let (_, block) = after.split_once("```").unwrap();
    let (_, body) = block.split_once('\n').unwrap();
    body.split_once("```").unwrap().0.to_owned()
}

#[test]
#[cfg(unix)]
fn the_job_of_the_readme_runs_on_three_months() {
    let folder = folder(&[("monthly.sh", &readme("monthly"))]);
    for month in ["2024-01-goals.md", "2024-05.md", "2024-06.md", "2024-07.md"] {
        let seed = Path::new(env!("CARGO_MANIFEST_DIR")).join("seeds/months").join(month);
        fs::copy(seed, folder.path().join(month)).unwrap();
    }
    let programs = Path::new(env!("CARGO_BIN_EXE_duibiao")).parent().unwrap().to_owned();
    let path = std::env::var_os("PATH").unwrap_or_default();
    let paths = std::env::join_paths([programs].into_iter().chain(std::env::split_paths(&path))).unwrap();
    let job = |report: &str, month: &str| {
        let mut job = std::process::Command::new("sh");
        job.current_dir(folder.path()).env("PATH", &paths).args(["monthly.sh", report, month]);
        let output = job.output().unwrap();
        (output.status.code(), String::from_utf8(output.stdout).unwrap())
    };
    said(folder.path(), &["ledger", "add", "--db", "county.db", "--body", "清岩县", "2024-01-goals.md"], 0);
    assert_eq!(job("2024-05.md", "2024-05").0, Some(0));
    assert_eq!(job("2024-06.md", "2024-06").0, Some(1));
    let (code, lines) = job("2024-07.md", "2024-07");
    assert_eq!((code, lines), (Some(0), readme("july")));
    assert!(fs::metadata(folder.path().join("changes.xlsx")).unwrap().len() > 1000);
}

#[test]
fn the_contradiction_of_the_readme_is_raised() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let example = readme("conflict");
    let (command, lines) = example.split_once('\n').unwrap();
    let arguments: Vec<&str> = command.trim_start_matches("$ duibiao ").split(' ').collect();
    assert_eq!(said(root, &arguments, 1), lines);
}

#[test]
fn a_summary_counts_the_rows_and_names_what_it_was_made_of() {
    let folder = folder(&[("may.txt", MAY)]);
    let summary = |jobs: &str| {
        said(folder.path(), &["extract", "may.txt", "-o", "t.csv", "--summary", "s.json", "--jobs", jobs], 0);
        fs::read_to_string(folder.path().join("s.json")).unwrap()
    };
    assert_eq!(summary("1"), summary("3"));
    let value: serde_json::Value = serde_json::from_str(&summary("1")).unwrap();
    assert_eq!(value["rows"], 3);
    assert_eq!(value["kinds"]["paired"], 3);
    assert_eq!(value["inputs"][0]["name"], "may.txt");
    for hash in [&value["inputs"][0]["sha256"], &value["output"]["sha256"], &value["rules"]] {
        assert_eq!(hash.as_str().unwrap().len(), 64);
    }
}

/// Runs the incremental load of the README in a program of its own; says so where the program is not there.
fn loads(program: &str, arguments: &[&str], loaded: &str) {
    let there =
        std::process::Command::new(program).args(arguments).stdin(std::process::Stdio::null()).output();
    if !there.is_ok_and(|output| output.status.success()) {
        eprintln!("skipped: {program} {arguments:?} is not there");
        return;
    }
    let folder = folder(&[]);
    for month in ["2024-05.md", "2024-06.md"] {
        let seed = Path::new(env!("CARGO_MANIFEST_DIR")).join("seeds/months").join(month);
        said(folder.path(), &["ledger", "add", "--db", "l.db", &seed.display().to_string()], 0);
    }
    said(folder.path(), &["ledger", "export", "--db", "l.db", "-o", "long.csv"], 0);
    let load = readme("load");
    let count = "SELECT count(*) || ' ' || count(DISTINCT period || row_id) FROM progress;\n";
    let script = format!("{loaded}\nCREATE TABLE progress AS SELECT * FROM loaded;\n{load}{load}{count}");
    let mut child = std::process::Command::new(program)
        .current_dir(folder.path())
        .args(arguments)
        .stdin(std::process::Stdio::piped())
        .stdout(std::process::Stdio::piped())
        .spawn()
        .unwrap();
    child.stdin.take().unwrap().write_all(script.as_bytes()).unwrap();
    let output = child.wait_with_output().unwrap();
    let said = String::from_utf8(output.stdout).unwrap();
    let rows = fs::read_to_string(folder.path().join("long.csv")).unwrap();
    let rows = csv::Reader::from_reader(rows.as_bytes()).records().count();
    assert!(said.contains(&format!("{rows} {rows}")), "{program}: {said}, not {rows}");
}

#[test]
fn sqlite_loads_a_period_twice_without_doubling_it() {
    loads("sqlite3", &["-batch", ":memory:"], ".mode csv\n.import long.csv loaded\n.mode list");
}

#[test]
fn duckdb_loads_a_period_twice_without_doubling_it() {
    const RUN: &str = "import duckdb, sys\nfor s in sys.stdin.read().split(';'):\n  r = duckdb.sql(s) if s.strip() else None\n  if r: print(r.fetchall()[0][0])";
    let loaded = "CREATE TABLE loaded AS SELECT * FROM read_csv('long.csv', all_varchar = true);";
    loads("python3", &["-c", RUN], loaded);
}

#[test]
fn the_decision_of_the_readme_joins_the_names_in_every_month() {
    let folder = tempfile::tempdir().unwrap();
    for month in ["2024-01-goals.md", "2024-05.md", "2024-06.md", "2024-07.md"] {
        let seed = Path::new(env!("CARGO_MANIFEST_DIR")).join("seeds/months").join(month);
        fs::copy(seed, folder.path().join(month)).unwrap();
        said(folder.path(), &["ledger", "add", "--db", "county.db", "--body", "清岩县", month], 0);
    }
    for example in readme("confirm").split("$ duibiao ").skip(1) {
        let (command, lines) = example.split_once('\n').unwrap();
        let arguments: Vec<&str> = command.split(' ').collect();
        assert_eq!(said(folder.path(), &arguments, 0), lines, "{command}");
    }
    let then = ["ledger", "export", "--db", "county.db", "--as-known-on"];
    let known = |day: &str| said(folder.path(), &[&then[..], &[day]].concat(), 0).lines().count();
    assert_eq!((known("2024-08-10"), known("2999-01-01")), (1, 64));
}
