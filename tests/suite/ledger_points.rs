//! What a ledger is asked for in the words of reports: which figure meets the goal of a year, what one content is, which
//! period a title names.

use std::{fs, path::Path};

use crate::{
    cli::{duibiao, ends, text},
    months::said,
};

/// A ledger's rows: the cells of these columns, in the order of the months.
fn rows(folder: &Path, columns: &[&str]) -> Vec<String> {
    let long = said(folder, &["ledger", "export", "--db", "l.db", "--format", "json"], 0);
    let rows: serde_json::Value = serde_json::from_str(&long).unwrap();
    let cell = |row: &serde_json::Value, name: &str| match &row[name] {
        serde_json::Value::String(text) => text.clone(),
        serde_json::Value::Null => "-".to_owned(),
        other => other.to_string(),
    };
    let line = |row| columns.iter().map(|name| cell(row, name)).collect::<Vec<_>>().join(" ");
    rows.as_array().unwrap().iter().map(line).collect()
}

fn add(folder: &Path, name: &str, report: &str) -> String {
    fs::write(folder.join(name), report).unwrap();
    said(folder, &["ledger", "add", "--db", "l.db", "--body", "甲县", name], 0)
}

#[test]
fn a_figure_of_a_quarter_is_held_against_no_figure_of_another_one() {
    let folder = tempfile::tempdir().unwrap();
    for (name, quarter, figure) in [("1.txt", "一", 260), ("2.txt", "二", 210)] {
        let report = format!(
            "甲县2024年{quarter}季度重点工作进展情况\n新增停车位年度目标900个，{quarter}季度新增停车位{figure}个。\n"
        );
        add(folder.path(), name, &report);
    }
    let found = rows(folder.path(), &["period", "actual", "flow_period"]);
    assert_eq!(found, ["2024-01/2024-03 260 year_to_date", "2024-04/2024-06 210 quarter"]);
    let check = ["ledger", "check", "--db", "l.db", "--period", "2024-Q2", "--fail-on", "note"];
    said(folder.path(), &check, 0);
}

#[test]
fn the_same_content_through_a_pipe_is_the_same_and_a_total_is_the_body_itself() {
    use std::{
        io::Write,
        process::{Command, Stdio},
    };
    let folder = tempfile::tempdir().unwrap();
    let may = "甲县2024年1—5月重点工作进展情况\n合计新增停车位350个，完成年度目标900个的38.9%。规上工业增加值增长7.1%，年度目标8%。\n";
    let june = "甲县2024年1—6月重点工作进展情况\n全县新增停车位420个，完成年度目标900个的46.7%。规模以上工业增加值增长7.3%，年度目标8%。\n";
    add(folder.path(), "5.txt", may);
    add(folder.path(), "6.txt", june);
    let mut pipe = Command::new(env!("CARGO_BIN_EXE_duibiao"))
        .current_dir(folder.path())
        .args(["ledger", "add", "--db", "l.db", "--body", "甲县", "-"])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    pipe.stdin.take().unwrap().write_all(may.as_bytes()).unwrap();
    let output = pipe.wait_with_output().unwrap();
    assert!(text(&output.stdout).starts_with("已在账 甲县 2024-01/2024-05"), "{}", text(&output.stdout));
    let series = rows(folder.path(), &["series_id"]);
    assert_eq!((&series[0], &series[1]), (&series[2], &series[3]), "{series:?}");
}

#[test]
fn a_title_names_its_period_in_many_ways() {
    let folder = tempfile::tempdir().unwrap();
    for (words, period) in [
        ("2024年前五个月", "2024-01/2024-05"),
        ("二〇二四年上半年", "2024-H1"),
        ("2024年半年", "2024-H1"),
        ("2024年下半年", "2024-07/2024-12"),
        ("2024.06", "2024-06"),
        ("202406", "2024-06"),
    ] {
        let report = format!("甲县{words}重点工作进展情况\n计划新增停车位900个，已新增停车位360个。\n");
        fs::write(folder.path().join("p.txt"), report).unwrap();
        let output = said(folder.path(), &["extract", "p.txt", "--format", "json"], 0);
        let rows: serde_json::Value = serde_json::from_str(&output).unwrap();
        assert_eq!(rows[0]["report_period"], period, "{words}");
    }
}

#[test]
fn a_period_that_the_report_does_not_name_is_a_warning_and_changes_show_bodies_and_printed_rates() {
    let folder = tempfile::tempdir().unwrap();
    let month = |month: u32, figure: u32, rate: &str| {
        format!("甲县2024年1—{month}月重点工作进展情况\n新增停车位{figure}个，完成年度目标900个的{rate}%。\n")
    };
    add(folder.path(), "4.txt", &month(4, 270, "30"));
    add(folder.path(), "5.txt", &month(5, 360, "40"));
    let changes = ["ledger", "changes", "--db", "l.db", "--format", "json"];
    let changes: serde_json::Value = serde_json::from_str(&said(folder.path(), &changes, 0)).unwrap();
    assert_eq!(changes[0]["body"], "甲县");
    let compare = ["compare", "4.txt", "5.txt", "--format", "json"];
    let compared: serde_json::Value = serde_json::from_str(&said(folder.path(), &compare, 0)).unwrap();
    assert_eq!([&compared[0]["old_stated_ratio"], &compared[0]["new_stated_ratio"]], ["0.3", "0.4"]);
    let other = ["ledger", "add", "--db", "o.db", "--period", "2024-07", "5.txt"];
    ends(&duibiao(folder.path(), &other), 0, &["the report says 2024-01/2024-05, it is stored as 2024-07"]);
}

#[test]
fn a_rate_of_growth_reaches_the_ledger_and_gets_the_goal_of_an_earlier_month() {
    let folder = tempfile::tempdir().unwrap();
    let march = "甲县2024年1—3月重点工作进展情况\n一季度，地区生产总值增长6.1%（目标7%）。\n";
    let june = "甲县2024年1—6月重点工作进展情况\n上半年，全县完成地区生产总值84.6亿元，按可比价格计算，比上年同期增长6.4%。\n";
    add(folder.path(), "3.txt", march);
    add(folder.path(), "6.txt", june);
    let found = rows(folder.path(), &["indicator", "target", "actual_value", "grounds"]);
    let grown = found.iter().any(|row| row == "地区生产总值增长 7 6.4 known_goal");
    assert!(grown && found.iter().any(|row| row == "地区生产总值 - 84.6 -"), "{found:?}");
    let check = ["ledger", "check", "--db", "l.db", "--format", "text", "--fail-on", "never"];
    assert!(!said(folder.path(), &check, 0).contains("R06"), "the goal is not printed, and its figure is");
}

#[test]
fn the_newer_of_two_columns_since_january_counts_and_sentences_in_cells_give_bare_figures() {
    let folder = tempfile::tempdir().unwrap();
    let report = "甲县2024年1—6月重点工作进展情况\n\n\
        | 序号 | 指标 | 单位 | 年度目标 | 1-5月完成 | 1-6月完成 |\n|---|---|---|---|---|---|\n\
        | 1 | 新增停车位 | 个 | 900 | 300 | 360 |\n| 2 | 新增托位 | 个 | 500 | 210 | 260 |\n\n\
        | 序号 | 重点工作任务 | 完成情况 |\n|---|---|---|\n\
        | 1 | 一般公共预算收入增长5%左右。 | 上半年，一般公共预算收入83.7亿元，同比增长5.2%。 |\n";
    add(folder.path(), "6.md", report);
    let found = rows(folder.path(), &["kind", "indicator", "target", "actual_value"]);
    for row in [
        "paired 新增停车位 900 360",
        "paired 新增托位 500 260",
        "paired 一般公共预算收入增长 5 5.2",
        "figure 一般公共预算收入 - 83.7",
    ] {
        assert!(found.iter().any(|own| own == row), "{row}: {found:?}");
    }
}

#[test]
fn a_series_is_known_again_by_a_name_that_it_had_before() {
    let folder = tempfile::tempdir().unwrap();
    let report = |months: &str, words: &str| format!("甲县2024年{months}重点工作进展情况\n{words}\n");
    add(folder.path(), "6.txt", &report("1—6月", "全年计划加装电梯900部，已加装电梯412部。"));
    add(folder.path(), "7.txt", &report("1—7月", "全年计划既有住宅加装电梯900部，已加装527部。"));
    add(folder.path(), "8.txt", &report("1—8月", "截至8月底，全县加装电梯519部。"));
    let series = rows(folder.path(), &["series_id"]);
    assert!(series.len() == 3 && series.iter().all(|one| *one == series[0]), "{series:?}");
    let check = ["ledger", "check", "--db", "l.db", "--format", "text", "--fail-on", "never"];
    let told = said(folder.path(), &check, 0);
    assert!(told.contains("R01") || told.contains("累计数下降"), "527 became 519: {told}");
}

#[test]
fn works_that_stand_still_are_told_once_and_not_by_each_of_their_stages() {
    let folder = tempfile::tempdir().unwrap();
    for (name, month) in [("5.md", 5), ("7.md", 7)] {
        let report = format!(
            "2024年1至{month}月甲县重点项目建设进展情况\n\n\
             | 序号 | 项目名称 | 年度计划投资(万元) | 1-{month}月累计完成投资(万元) | 形象进度 |\n|---|---|---|---|---|\n\
             | 1 | 和顺公路改建工程 | 26000 | 7900 | 路基完成32% |\n| 2 | 松塘小学 | 5400 | {} | 主体完成{}% |\n",
            2000 + month * 100,
            month * 10
        );
        add(folder.path(), name, &report);
    }
    let check = ["ledger", "check", "--db", "l.db", "--format", "json", "--fail-on", "never"];
    let found: serde_json::Value = serde_json::from_str(&said(folder.path(), &check, 0)).unwrap();
    let still =
        found.as_array().unwrap().iter().filter(|one| matches!(one["code"].as_str(), Some("R07" | "R16")));
    let names: Vec<&str> = still.filter_map(|one| one["indicator"].as_str()).collect();
    assert!(names.len() == 1 && names[0].contains("和顺公路改建工程"), "{names:?}");
}
