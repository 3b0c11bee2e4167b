//! The workbench in a real browser: the whole round without a terminal, two tabs, a kill, a hostile page, many reports.

use std::{fs, path::Path};

use rust_decimal::Decimal;
use serde_json::{Value, json};

use crate::{browser::run_driver, cli::duibiao, serve::Bench};

const JUNE: &str = "2026年重点工作进展情况\n\
    1.新建口袋公园60个。\n落实情况：截至6月底，建成口袋公园41个，另有街角绿地52个。\n\
    2.改造老旧小区24个。\n落实情况：截至6月底，老旧小区改造完成9个。\n\
    3.完成绿化投资3亿元。\n落实情况：正在筹备。\n\
    4.培训护理员2000人。\n落实情况：截至6月底，培训护理员1500人。\n\
    5.新修农村公路5公里。\n落实情况：截至6月底，新修农村公路3公里。\n";

fn july() -> String {
    let july = JUNE.replace("6月底", "7月底").replace("41个", "47个").replace("1500人", "1700人");
    // It is called otherwise now.
    july.replace("新修农村公路", "新修乡村公路")
}

#[test]
fn the_whole_round_goes_without_a_terminal() {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("june.txt"), JUNE).unwrap();
    fs::write(folder.path().join("july.txt"), july()).unwrap();
    let bench = Bench::open(folder.path(), &[]);
    let Some(seen) = run_driver("serve.cjs", &[&bench.address, ".", "first"], folder.path()) else { return };
    checked(&seen, folder.path());
    // It is killed, and begun again.
    drop(bench);
    let bench = Bench::open(folder.path(), &[]);
    let seen = run_driver("serve.cjs", &[&bench.address, ".", "again"], folder.path()).unwrap();
    let told = serde_json::to_string_pretty(&seen).unwrap();
    assert_eq!(seen["troubles"], json!([]), "{told}");
    assert_eq!(seen["listed"], json!(2), "{told}");
    assert!(seen["count"].as_str().unwrap().contains("3 项"), "{told}");
    assert_eq!((&seen["by"], &seen["rejected"]), (&json!("李敏"), &json!(true)), "{told}");
}

fn checked(seen: &Value, folder: &Path) {
    let told = serde_json::to_string_pretty(seen).unwrap();
    let is = |name: &str, expected: Value| assert_eq!(seen[name], expected, "{name} of {told}");
    is("troubles", json!([]));
    is("over", json!(true));
    assert!(seen["empty"].as_str().unwrap().contains("还没有材料"), "{told}");
    is("listed", json!([5, 1, 0, 0]));
    is("nameless", json!("请填写审阅人，填写后即保存。"));
    is("unsaved", json!(true));
    is("advanced", json!(1));
    is("otherTab", json!("已有 3 项审阅意见"));
    is("kept", json!(["[[accept]]", "[[reject]]", "[[not_comparable]]"]));
    is("after", json!([5, 1, 0, 3]));
    is("sorted", json!(["68.3%", "60.0%"]));
    is("searched", json!(1));
    is("workbook", json!("june-完成率.xlsx"));
    is("notice", json!("june-通报.docx"));
    for name in ["saved.xlsx", "saved.docx"] {
        assert!(fs::read(folder.join(name)).unwrap().starts_with(b"PK"), "{name}");
    }
    same_as_csv(&seen["table"], folder);
    for words in ["2026年6月 → 2026年7月", "41", "47", "+6", "+200", "68.3%", "78.3%"] {
        assert!(seen["changes"].as_str().unwrap().contains(words), "{words}: {told}");
    }
    same_changes(&seen["changed"], folder);
    let asked = seen["asked"].as_array().unwrap();
    assert!(asked.len() == 1 && asked[0].as_str().unwrap().contains("新修乡村公路"), "{told}");
    assert!(seen["confirmed"].as_str().unwrap().contains("是同一项"), "{told}");
    assert!(seen["trend"].as_str().unwrap().contains("78.3%"), "{told}");
    for (name, came) in seen["hostile"].as_object().unwrap() {
        let nothing = came == "refused" || name == "frame" && came == "null";
        assert!(nothing, "{name} of a hostile page came to {came}");
    }
    is("wide", json!([]));
    assert!(seen["axe"].is_null() || seen["axe"] == json!([]), "{told}");
}

/// Each figure of the changes that the page shows is that of the ledger by the command line.
fn same_changes(shown: &Value, folder: &Path) {
    let table =
        duibiao(folder, &["ledger", "changes", "--db", "desk/台账.db", "--unchanged", "--format", "csv"])
            .stdout;
    let mut reader = csv::Reader::from_reader(table.as_slice());
    let names = reader.headers().unwrap().clone();
    let rows: Vec<csv::StringRecord> = reader.records().map(Result::unwrap).collect();
    let mut held = 0;
    // What is new, or absent, has one side only.
    let both = |shown: &&Value| !["新增", "缺失"].contains(&shown["变化"].as_str().unwrap_or_default());
    for shown in shown.as_array().unwrap().iter().filter(both) {
        let row = rows.iter().find(|row| row.iter().any(|cell| shown["指标"] == cell)).unwrap();
        let cell = |name: &str| row.get(names.iter().position(|known| known == name).unwrap()).unwrap();
        let percent = |name: &str| {
            let ratio: Option<f64> = cell(name).parse().ok();
            ratio.map(|ratio| format!("{:.1}%", ratio * 100.0)).unwrap_or_default()
        };
        // The CSV counts in a common unit, the page in that of the report.
        let number = |name: &str| Decimal::from_str_exact(cell(name)).ok();
        let step = number("new_target").unwrap() / number("target_value").unwrap();
        let own =
            |name: &str| number(name).map(|value| (value / step).normalize().to_string()).unwrap_or_default();
        let said = |head: &str| shown[head].as_str().unwrap_or_default().replace([',', '+'], "");
        for (head, wanted) in [
            ("上期完成", own("old_actual")),
            ("本期完成", own("new_actual")),
            ("变动", own("actual_delta")),
            ("上期完成率", percent("old_ratio")),
            ("本期完成率", percent("new_ratio")),
        ] {
            assert_eq!(said(head), wanted, "{head} of {shown}");
            held += usize::from(!wanted.is_empty());
        }
    }
    assert!(held > 8, "{held}");
}

/// Each figure that the page shows is that of the table by the command line.
fn same_as_csv(shown: &Value, folder: &Path) {
    let arguments = ["extract", "june.txt", "--corrections", "desk/更正.toml", "--format", "csv"];
    let table = duibiao(folder, &arguments).stdout;
    let mut reader = csv::Reader::from_reader(table.as_slice());
    let names = reader.headers().unwrap().clone();
    let rows: Vec<csv::StringRecord> = reader.records().map(Result::unwrap).collect();
    assert_eq!(shown.as_array().unwrap().len(), rows.len());
    for (shown, row) in shown.as_array().unwrap().iter().zip(&rows) {
        let cell = |name: &str| row.get(names.iter().position(|known| known == name).unwrap()).unwrap();
        let ratio: Option<f64> = cell("completion_ratio").parse().ok();
        let ratio = ratio.map(|ratio| format!("{:.1}%", ratio * 100.0)).unwrap_or_default();
        assert_eq!(shown[0], cell("task_no"));
        assert_eq!(shown[1], cell("indicator"));
        let said = |at: usize| shown[at].as_str().unwrap().replace(',', "");
        assert_eq!(said(2), format!("{}{}", cell("target_value"), cell("target_unit")));
        if !cell("actual_value").is_empty() {
            assert_eq!(said(3), format!("{}{}", cell("actual_value"), cell("actual_unit")));
        }
        assert_eq!(shown[4], ratio);
        assert_eq!(shown[6], cell("status"));
    }
}

#[test]
fn a_folder_of_five_hundred_reports_is_read_and_listed() {
    let folder = tempfile::tempdir().unwrap();
    let many = folder.path().join("many");
    fs::create_dir(&many).unwrap();
    for index in 0..500 {
        let report = JUNE.replace("60个", &format!("{}个", 60 + index));
        fs::write(many.join(format!("{index:03}.txt")), report).unwrap();
    }
    fs::write(many.join("broken.pdf"), "%PDF-1.4 no").unwrap();
    let bench = Bench::open(folder.path(), &[]);
    let Some(seen) = run_driver("serve.cjs", &[&bench.address, ".", "many"], folder.path()) else { return };
    let told = seen.to_string();
    assert_eq!(seen["listed"], json!(500), "{told}");
    assert_eq!(seen["rows"], json!("2500 行"), "{told}");
    let unread = seen["unread"].as_array().unwrap();
    // All of them are there after a kill and a new start.
    drop(bench);
    let bench = Bench::open(folder.path(), &[]);
    assert_eq!(bench.state()["documents"].as_array().unwrap().len(), 500);
    assert!(unread.len() == 1 && unread[0].as_str().unwrap().contains("broken.pdf"), "{told}");
}
