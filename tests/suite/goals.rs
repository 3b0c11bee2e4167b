//! `extract --goals PLAN`: the goals of one document answered by the figures of another.

use std::fs;

use crate::cli::{duibiao, ends, folder_with, text};

const PLAN: &str = "临江市2023年重点工作计划

1. 城乡建设。新建城市公园12个，改造老旧小区45个，新增公共停车位3000个。
2. 乡村振兴。新建高标准农田8.5万亩，农村户厕改造1.2万户。
3. 经济发展。规模以上工业增加值增长8%，一般公共预算收入达到35亿元。
";
const REPORT: &str = "临江市2023年1—7月重点工作进展情况

1. 城乡建设。已建成城市公园7个，改造老旧小区31个，新增公共停车位1850个。全省改造老旧小区900个。
2. 乡村振兴。新建高标准农田5.1万亩。受理户厕改造申请8000户。
3. 经济发展。规模以上工业增加值同比增长7.2%，一般公共预算收入21.4亿元。
";

/// The cells of these columns, row by row.
fn rows(plan: &str, report: &str, columns: &[&str]) -> (Vec<String>, String) {
    let folder = folder_with(&[("plan.txt", plan.as_bytes()), ("report.txt", report.as_bytes())]);
    let output = duibiao(folder.path(), &["extract", "--goals", "plan.txt", "report.txt", "--format", "csv"]);
    ends(&output, 0, &[]);
    let mut reader = csv::Reader::from_reader(&output.stdout[..]);
    let heads = reader.headers().unwrap().clone();
    let at: Vec<usize> =
        columns.iter().map(|name| heads.iter().position(|head| head == *name).unwrap()).collect();
    let cells = |record: csv::StringRecord| at.iter().map(|&at| &record[at]).collect::<Vec<_>>().join(" ");
    (reader.records().map(|record| cells(record.unwrap())).collect(), text(&output.stderr))
}

#[test]
fn figures_of_the_report_answer_the_goals_of_the_plan() {
    let (rows, _) = rows(PLAN, REPORT, &["kind", "target_value", "actual_value", "goal_line", "goal_source"]);
    let expected = [
        "paired 12 7 3 plan.txt",
        "paired 45 31 3 plan.txt",
        "paired 3000 1850 3 plan.txt",
        "paired 8.5 5.1 4 plan.txt",
        "paired 8 7.2 5 plan.txt",
        "paired 35 21.4 5 plan.txt",
        "open 1.2  4 plan.txt",
    ];
    assert_eq!(rows, expected);
}

#[test]
fn the_same_words_of_another_level_body_or_year_are_never_joined() {
    let kinds = ["kind", "target_value"];
    for other in ["青河省2023年", "江州市2023年", "临江市2022年"] {
        let plan = PLAN.replace("临江市2023年", other);
        let (rows, said) = rows(&plan, REPORT, &kinds);
        assert_eq!(rows, Vec::<String>::new(), "{other}");
        assert!(said.contains("nothing is joined"), "{said}");
    }
}

#[test]
fn a_goal_that_both_state_differently_is_told_and_the_report_keeps_its_own() {
    let report = "临江市2023年1—7月重点工作进展情况\n\n1. 计划新建城市公园10个，已建成7个。\n";
    let plan = "临江市2023年重点工作计划\n\n1. 新建城市公园12个。\n";
    let (rows, said) = rows(plan, report, &["kind", "target_value", "actual_value", "goal_source"]);
    assert_eq!(rows, ["paired 10 7 "]);
    assert!(said.contains("different goals"), "{said}");
}

#[test]
fn a_plan_that_cannot_be_read_is_named() {
    let folder = folder_with(&[("report.txt", REPORT.as_bytes())]);
    let output = duibiao(folder.path(), &["extract", "--goals", "plan.docx", "report.txt"]);
    ends(&output, 3, &["plan.docx"]);
    assert!(output.stdout.is_empty());
}

#[test]
fn words_tell_what_a_goal_is_the_goal_of() {
    let folder = tempfile::tempdir().unwrap();
    for (text, basis) in [
        ("全年计划改造水厂20座，已改造9座。", "annual"),
        ("上半年计划完成投资10亿元，实际完成9亿元。", "period"),
        ("“十四五”期间计划改造住房500套，已改造300套。", "multi_year"),
        ("今年省定任务为建设粮库30座，已建成11座。", "province"),
    ] {
        std::fs::write(folder.path().join("a.txt"), text).unwrap();
        let output = duibiao(folder.path(), &["extract", "a.txt", "--format", "json"]);
        ends(&output, 0, &[]);
        let rows: serde_json::Value = serde_json::from_slice(&output.stdout).unwrap();
        assert_eq!(rows[0]["target_basis"], basis, "{text}\n{}", crate::cli::text(&output.stdout));
    }
}

#[test]
fn a_plan_is_one_whatever_its_title_says_and_one_without_goals_is_an_error() {
    let report = "2024年上半年甲市重点工作完成情况\n打通断头路9条。改造老旧小区12个。\n";
    for title in
        ["十件民生实事", "民生实事项目", "重点工作责任分解表", "工作要点", "年度绩效目标", "主要预期目标"]
    {
        let plan = format!("甲市2024年{title}\n1.打通断头路20条。\n2.改造老旧小区30个。\n");
        let folder = tempfile::tempdir().unwrap();
        fs::write(folder.path().join("plan.txt"), plan).unwrap();
        fs::write(folder.path().join("report.txt"), report).unwrap();
        let output =
            duibiao(folder.path(), &["extract", "--goals", "plan.txt", "report.txt", "--format", "csv"]);
        let rows = String::from_utf8(output.stdout).unwrap();
        assert_eq!(rows.matches(",paired,").count(), 2, "{title}: {rows}");
    }
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("plan.txt"), "甲市2024年工作总结\n打通断头路9条。\n").unwrap();
    fs::write(folder.path().join("report.txt"), report).unwrap();
    let output = duibiao(folder.path(), &["extract", "--goals", "plan.txt", "report.txt"]);
    assert_eq!(output.status.code(), Some(3));
    assert!(String::from_utf8(output.stderr).unwrap().contains("no goal was read"));
}

#[test]
fn a_goal_is_answered_by_its_own_stage_and_by_nothing_of_another() {
    let plan = "临江市2023年重点工作计划\n\n1. 启动改造老旧小区146个，新增绿道700公里，建成垃圾中转站12座。\n2. 培训家政人员8800人次，新增家政人员1600人。\n";
    let report = "临江市2023年1—7月重点工作进展情况\n\n1. 老旧小区改造已开工131个。在建绿道3429公里。垃圾中转站已开工9座。\n2. 放心家政行动目前已培训家政人员3640人次，新增家政人员1210人。\n";
    let (rows, _) = rows(plan, report, &["kind", "target_value", "actual_value"]);
    let mut rows: Vec<&str> = rows.iter().map(|row| row.trim()).collect();
    rows.sort_unstable();
    let expected = ["open 12", "open 700", "paired 146 131", "paired 1600 1210", "paired 8800 3640"];
    assert_eq!(rows, expected);
}
