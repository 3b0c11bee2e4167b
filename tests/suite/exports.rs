//! The choices of `extract`: formats, folders, roll-ups, and ways to measure.

use std::{fs, path::Path};

use sha2::{Digest, Sha256};

use crate::cli::duibiao;

const REPORT: &str = "\
2023年上半年重点工作进展情况
一、项目建设
1.全年完成投资320亿元以上,新建桥梁17座。
落实情况:截至5月底,完成投资141.6亿元。桥梁正在筹建。
二、民生事项
2.失业率控制在5.5%以内。
落实情况:失业率5.1%。
";

fn folder() -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("a.txt"), REPORT).unwrap();
    folder
}

/// What `extract a.txt` with these arguments writes to stdout.
fn extract(folder: &Path, arguments: &[&str]) -> String {
    let output = duibiao(folder, &[&["extract", "a.txt"], arguments].concat());
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8(output.stdout).unwrap()
}

/// A column of a CSV, by its header.
fn column(csv: &str, name: &str) -> Vec<String> {
    let mut reader = csv::Reader::from_reader(csv.trim_start_matches('\u{feff}').as_bytes());
    let at = reader.headers().unwrap().iter().position(|head| head == name).unwrap();
    reader.records().map(|record| record.unwrap()[at].to_owned()).collect()
}

#[test]
fn a_folder_holds_the_table_twice_and_says_what_it_holds() {
    let folder = folder();
    for run in ["new", "old"] {
        extract(folder.path(), &["-o", "out/"]);
        let out = folder.path().join("out");
        let package: serde_json::Value =
            serde_json::from_slice(&fs::read(out.join("datapackage.json")).unwrap()).unwrap();
        let resources = package["resources"].as_array().unwrap();
        assert_eq!(resources.len(), 2, "{run}");
        for resource in resources {
            let bytes = fs::read(out.join(resource["path"].as_str().unwrap())).unwrap();
            let hash: String = Sha256::digest(&bytes).iter().map(|byte| format!("{byte:02x}")).collect();
            assert_eq!(resource["hash"], format!("sha256:{hash}"));
            assert_eq!(resource["bytes"], bytes.len());
            assert_eq!(resource["schema"]["missingValues"][0], "");
        }
        assert_eq!(fs::read_to_string(out.join("table.csv")).unwrap(), extract(folder.path(), &[]));
    }
    assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 2, "nothing else is left");
}

#[test]
fn a_folder_needs_a_place() {
    let folder = folder();
    for (arguments, code, said) in [
        (&["--format", "folder"][..], 2, "-o out/"),
        (&["-o", "a.txt/"], 3, "a.txt"),
        (&["-o", "no/such/out/"], 3, "no/such/out"),
    ] {
        let output = duibiao(folder.path(), &[&["extract", "a.txt"], arguments].concat());
        let messages = String::from_utf8_lossy(&output.stderr).into_owned();
        assert_eq!(output.status.code(), Some(code), "{arguments:?} {messages}");
        assert!(messages.contains(said), "{messages}");
    }
    assert_eq!(fs::read_to_string(folder.path().join("a.txt")).unwrap(), REPORT);
}

#[test]
fn csv_for_excel_has_a_mark_its_line_ends_and_chinese_headers() {
    let folder = folder();
    let text = extract(folder.path(), &["--bom", "--crlf", "--lang", "zh"]);
    assert!(text.starts_with("\u{feff}行标识,来源文件,"), "{text}");
    assert_eq!(text.matches("\r\n").count(), text.matches('\n').count());
    let refused = duibiao(folder.path(), &["extract", "a.txt", "--bom", "-o", "t.json"]);
    assert_eq!(refused.status.code(), Some(2));
}

#[test]
fn a_roll_up_counts_goals_and_answers_by_section() {
    let folder = folder();
    let csv = extract(folder.path(), &["--rollup", "section", "--format", "csv"]);
    assert_eq!(column(&csv, "section").last().map(String::as_str), Some("合计"));
    assert_eq!(column(&csv, "goals"), ["2", "1", "3"]);
    assert_eq!(column(&csv, "answered"), ["1", "1", "2"]);
    assert_eq!(column(&csv, "coverage")[0], "0.5");
    let text = extract(folder.path(), &["--rollup", "source", "--format", "text"]);
    assert!(text.contains("66.7%"), "{text}");
    let refused = duibiao(folder.path(), &["extract", "a.txt", "--rollup", "scope", "-o", "t.parquet"]);
    assert_eq!(refused.status.code(), Some(2));
}

#[test]
fn ways_to_measure_are_asked_for_by_name() {
    let folder = folder();
    let first = |arguments: &[&str], name: &str| column(&extract(folder.path(), arguments), name)[0].clone();
    assert_eq!(first(&[], "status"), "超序时");
    assert_eq!(first(&["--profile", "binary"], "status"), "达到序时进度");
    assert_eq!(first(&["--pace", "days"], "expected_ratio"), "0.413698630137");
    fs::write(folder.path().join("plan.csv"), "month,expected\n5,60%\n").unwrap();
    assert_eq!(first(&["--pace", "plan.csv"], "status"), "滞后");
    let ratios = column(&extract(folder.path(), &["--at-most", "inverse"]), "completion_ratio");
    assert!(ratios.contains(&"1.078431372549".to_owned()), "{ratios:?}");
    let profile = "[[profile]]\nid = \"own\"\nzh = \"自定\"\nabout_ratio = \"0.1\"\nabout_points = \"1\"\ncases = [[\"0.4\", \"\", \"fine\"]]\n[[profile.band]]\ncode = \"fine\"\nword = \"尚可\"\nlight = \"green\"\nratio_from = \"0.4\"\n";
    fs::write(folder.path().join("own.toml"), profile).unwrap();
    assert_eq!(first(&["--profile", "own.toml"], "status"), "尚可");
    fs::write(folder.path().join("bad.toml"), profile.replace("green", "blue")).unwrap();
    for (arguments, said) in [
        (["--profile", "nowhere"], "yinchuan"),
        (["--pace", "nowhere.csv"], "months"),
        (["--profile", "bad.toml"], "light"),
    ] {
        let refused = duibiao(folder.path(), &[&["extract", "a.txt"], &arguments[..]].concat());
        let messages = String::from_utf8_lossy(&refused.stderr).into_owned();
        assert_eq!(refused.status.code(), Some(2), "{messages}");
        assert!(messages.contains(said), "{messages}");
    }
}

#[test]
fn a_plan_for_an_indicator_that_no_row_has_is_told() {
    let folder = folder();
    let indicator = column(&extract(folder.path(), &[]), "indicator")[0].clone();
    let plan = |name: &str| format!("indicator,month,expected\n,5,60%\n{name},5,50%\n");
    fs::write(folder.path().join("known.csv"), plan(&indicator)).unwrap();
    fs::write(folder.path().join("other.csv"), plan("新建灯塔")).unwrap();
    let said = |plan: &str, output: &str| {
        let output = duibiao(folder.path(), &["extract", "a.txt", "--pace", plan, "-o", output]);
        assert!(output.status.success());
        String::from_utf8(output.stderr).unwrap()
    };
    for output in ["t.csv", "t.xlsx"] {
        assert!(said("other.csv", output).contains("no row has the indicator `新建灯塔`"), "{output}");
        assert!(!said("known.csv", output).contains("no row"), "{output}");
    }
}

#[test]
fn the_table_for_people_sums_up_and_speaks_the_language_asked_for() {
    let folder = folder();
    let text = extract(folder.path(), &["--format", "text"]);
    assert!(text.contains("共3行: 目标3个, 有完成值2个, 滞后0个, 待核对0个"), "{text}");
    assert!(text.lines().next().unwrap().contains("完成率"), "{text}");
    let text = extract(folder.path(), &["--format", "text", "--lang", "en"]);
    assert!(text.contains("3 rows: 3 goals, 2 answered, 0 behind, 0 to be checked"), "{text}");
    let broken = duibiao(folder.path(), &["extract", "gone.txt", "--lang", "zh"]);
    let messages = String::from_utf8_lossy(&broken.stderr).into_owned();
    assert!(messages.contains("错误") && messages.contains("1个输入中有1个无法读取"), "{messages}");
}

#[test]
fn every_format_holds_the_same_written_part_by_part_and_at_once() {
    let folder = folder();
    for nth in 0..9 {
        let report = REPORT.replace("17座", &format!("{}座", 17 + nth));
        fs::write(folder.path().join(format!("b{nth}.txt")), report).unwrap();
    }
    fs::write(folder.path().join("c.txt"), "今天天气很好。\n").unwrap();
    // The unused bits of Arrow may differ; src/export/growing.rs compares its rows.
    for exporter in duibiao::export::EXPORTERS.iter().filter(|exporter| exporter.name() != "arrow") {
        let name = |way: &str| format!("out/{way}.{}", exporter.endings()[0]);
        fs::create_dir_all(folder.path().join("out")).unwrap();
        for (way, more) in [("parts", &["--jobs", "3"][..]), ("whole", &["--summary", "out/sum.json"][..])] {
            let name = name(way);
            let all = [&["extract", ".", "-o", name.as_str()], more].concat();
            let output = duibiao(folder.path(), &all);
            assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
        }
        let [parts, whole] = ["parts", "whole"].map(|way| fs::read(folder.path().join(name(way))).unwrap());
        let name = exporter.name();
        assert!(duibiao::read::is_own(&whole), "src/read/own.rs does not know the files of {name}");
        assert!(parts == whole, "{name}");
        fs::remove_dir_all(folder.path().join("out")).unwrap();
    }
}
