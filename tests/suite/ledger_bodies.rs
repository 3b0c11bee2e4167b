//! Several bodies in one ledger: what one of them is exported for leaves the others whole.

use std::{fs, path::Path};

use crate::months::said;

fn seeds(name: &str) -> String {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("seeds/months").join(name).display().to_string()
}

/// A ledger in which two bodies share two periods, and one has a third.
fn two_bodies(folder: &Path) {
    for body in ["甲县", "乙县"] {
        let add =
            ["ledger", "add", "--db", "l.db", "--body", body, &seeds("2024-05.md"), &seeds("2024-06.md")];
        said(folder, &add, 0);
    }
    said(folder, &["ledger", "add", "--db", "l.db", "--body", "乙县", &seeds("2024-07.md")], 0);
}

#[test]
fn partitions_of_one_body_keep_the_rows_of_the_others() {
    let folder = tempfile::tempdir().unwrap();
    two_bodies(folder.path());
    let file = |lake: &str, period: &str| folder.path().join(lake).join(period).join("rows.parquet");
    said(folder.path(), &["ledger", "export", "--db", "l.db", "--partitions", "lake"], 0);
    let all = fs::read(file("lake", "period=2024-H1")).unwrap();
    let july = fs::read(file("lake", "period=2024-01%2F2024-07")).unwrap();
    let one = ["ledger", "export", "--db", "l.db", "--partitions", "lake", "--body", "甲县"];
    said(folder.path(), &one, 0);
    assert_eq!(fs::read(file("lake", "period=2024-H1")).unwrap(), all, "rows of 乙县 are still there");
    assert_eq!(fs::read(file("lake", "period=2024-01%2F2024-07")).unwrap(), july);
    let fresh = ["ledger", "export", "--db", "l.db", "--partitions", "fresh", "--body", "甲县"];
    said(folder.path(), &fresh, 0);
    assert_eq!(fs::read(file("fresh", "period=2024-H1")).unwrap(), all, "a period is whole or not there");
    assert!(!file("fresh", "period=2024-01%2F2024-07").exists(), "甲县 has no July");
    let half = ["ledger", "export", "--db", "l.db", "--period", "2024-H1", "--body", "甲县", "-o", "h.json"];
    said(folder.path(), &half, 0);
    let rows = fs::read_to_string(folder.path().join("h.json")).unwrap();
    assert!(rows.contains("甲县") && !rows.contains("乙县"), "one file of one body is of that body");
}

/// The value of a column in each row of the long table whose indicator holds a name, by period.
fn column(folder: &Path, indicator: &str, names: &[&str]) -> Vec<String> {
    said(folder, &["ledger", "export", "--db", "l.db", "-o", "l.csv"], 0);
    let text = fs::read(folder.join("l.csv")).unwrap();
    let mut reader = csv::Reader::from_reader(text.as_slice());
    let head = reader.headers().unwrap().clone();
    let at = |name: &str| head.iter().position(|other| other == name).unwrap();
    let rows = reader.records().map(Result::unwrap).filter(|row| row[at("indicator")].contains(indicator));
    rows.map(|row| names.iter().map(|name| row[at(name)].to_owned()).collect::<Vec<_>>().join(" ")).collect()
}

#[test]
fn a_goal_of_the_plan_measures_the_months_that_print_only_the_figure() {
    let folder = tempfile::tempdir().unwrap();
    for (name, text) in [
        ("plan.txt", "甲县2024年重点工作目标任务\n1.新建农村公路300公里。\n2.城镇新增就业7000人以上。\n"),
        ("may.txt", "甲县2024年1-5月重点工作进展\n新建农村公路120公里。\n5月份城镇新增就业600人。\n"),
        ("june.txt", "甲县2024年上半年重点工作进展\n新建农村公路162公里。城镇新增就业3640人。\n"),
    ] {
        fs::write(folder.path().join(name), text).unwrap();
    }
    let add = |file: &str, more: &[&str]| {
        said(
            folder.path(),
            &[&["ledger", "add", "--db", "l.db", "--body", "甲县", file][..], more].concat(),
            0,
        )
    };
    add("june.txt", &[]);
    assert_eq!(column(folder.path(), "农村公路", &["kind", "target"]), ["figure "]);
    add("plan.txt", &[]);
    add("may.txt", &[]);
    let shown = ["period", "kind", "target", "completion_ratio", "target_basis", "grounds", "goal_source"];
    assert_eq!(
        column(folder.path(), "农村公路", &shown),
        [
            "2024 open 300000  annual  ",
            "2024-01/2024-05 paired 300000 0.4 annual known_goal plan.txt",
            "2024-H1 paired 300000 0.54 annual known_goal plan.txt",
        ]
    );
    let jobs = column(folder.path(), "就业", &["period", "kind", "target", "flow_period"]);
    assert_eq!(jobs[1..], ["2024-01/2024-05 figure  month", "2024-H1 paired 7000 "], "a month is no answer");
    let corrected = "甲县2024年重点工作目标任务\n1.新建农村公路360公里。\n2.城镇新增就业7000人以上。\n";
    fs::write(folder.path().join("plan.txt"), corrected).unwrap();
    add("plan.txt", &["--replace"]);
    let after = column(folder.path(), "农村公路", &["target", "completion_ratio"]);
    assert_eq!(after, ["360000 ", "360000 0.333333333333", "360000 0.45"]);
}

#[test]
fn a_month_is_held_against_the_last_month_in_which_the_goal_stood() {
    let folder = tempfile::tempdir().unwrap();
    for (name, text) in [
        (
            "may.txt",
            "甲县2024年1-5月重点工作进展\n1.新建物流站90个。\n落实情况:新建物流站41个。\n2.改造小区30个。\n落实情况:改造小区12个。\n",
        ),
        ("june.txt", "甲县2024年上半年重点工作进展\n2.改造小区30个。\n落实情况:改造小区14个。\n"),
        (
            "july.txt",
            "甲县2024年1-7月重点工作进展\n1.新建物流站60个。\n落实情况:新建物流站30个。\n2.改造小区30个。\n落实情况:改造小区16个。\n",
        ),
    ] {
        fs::write(folder.path().join(name), text).unwrap();
        said(folder.path(), &["ledger", "add", "--db", "l.db", "--body", "甲县", name], 0);
    }
    let july = said(folder.path(), &["ledger", "check", "--db", "l.db"], 1);
    assert!(july.contains("R01") && july.contains("R02") && july.contains("90个 → 60个"), "{july}");
    let june = said(folder.path(), &["ledger", "check", "--db", "l.db", "--period", "2024-H1"], 0);
    assert_eq!(june.matches(" R06 ").count(), 1, "{june}");
}

/// Two months in which a thing changes its name.
fn renamed(folder: &Path) {
    for (name, text) in [
        ("may.txt", "甲县2024年1-5月重点工作进展\n1.新建口袋公园8个。\n落实情况:新建口袋公园3个。\n"),
        ("june.txt", "甲县2024年上半年重点工作进展\n1.新建街头游园8个。\n落实情况:新建街头游园4个。\n"),
        ("july.txt", "甲县2024年1-7月重点工作进展\n1.新建街头游园8个。\n落实情况:新建街头游园5个。\n"),
    ] {
        fs::write(folder.join(name), text).unwrap();
        said(folder, &["ledger", "add", "--db", "l.db", "--body", "甲县", name], 0);
    }
}

#[test]
fn a_decision_about_a_name_holds_for_all_months_and_can_be_taken_back() {
    let folder = tempfile::tempdir().unwrap();
    renamed(folder.path());
    let series = |name: &str| column(folder.path(), name, &["series_id", "indicator"]);
    let of = |name: &str| series(name)[0].split(' ').next().unwrap().to_owned();
    assert_ne!(of("口袋公园"), of("街头游园"));
    let names = ["口袋公园", "街头游园"].map(|name| series(name)[0].split(' ').nth(1).unwrap().to_owned());
    let decide = |what: &str, code: i32| {
        let arguments = ["ledger", what, "--db", "l.db", "--body", "甲县", &names[0], &names[1]];
        said(folder.path(), &arguments[..if what == "undo" { 6 } else { 8 }], code)
    };
    assert!(decide("confirm", 0).contains('='));
    assert_eq!(of("口袋公园"), of("街头游园"));
    let trend = said(folder.path(), &["ledger", "trend", "--db", "l.db", "口袋公园"], 0);
    assert!(
        trend.contains("2024-01/2024-07") && trend.contains("街头游园"),
        "the latest name heads it: {trend}"
    );
    assert!(trend.contains(&format!("“{}”", names[0])), "the printed name stays: {trend}");
    let june = said(folder.path(), &["ledger", "check", "--db", "l.db", "--period", "2024-06"], 0);
    assert!(!june.contains("R05") && !june.contains("R06"), "{june}");
    assert!(decide("undo", 0).contains("已撤销"));
    assert_ne!(of("口袋公园"), of("街头游园"));
    assert!(
        said(folder.path(), &["ledger", "check", "--db", "l.db", "--period", "2024-06"], 0).contains("R05")
    );
    decide("split", 0);
    let june = said(folder.path(), &["ledger", "check", "--db", "l.db", "--period", "2024-06"], 0);
    assert!(!june.contains("R05"), "two things are no renaming: {june}");
    let wrong = ["ledger", "confirm", "--db", "l.db", "--body", "甲县", "没有这个", &names[1]];
    said(folder.path(), &wrong, 2);
}

#[test]
fn a_month_is_taken_out_and_a_load_is_told_what_to_replace() {
    let folder = tempfile::tempdir().unwrap();
    renamed(folder.path());
    let since = |run: &str| said(folder.path(), &["ledger", "changed-since", "--db", "l.db", run], 0);
    assert_eq!(since("3"), "");
    assert_eq!(since("2"), "甲县 2024-01/2024-07\n");
    let march = "甲县2024年1-3月重点工作进展\n1.新建口袋公园8个。\n落实情况:新建口袋公园1个。\n";
    fs::write(folder.path().join("march.txt"), march).unwrap();
    said(folder.path(), &["ledger", "add", "--db", "l.db", "--body", "甲县", "march.txt"], 0);
    assert_eq!(since("3").lines().count(), 4, "a backfill touches the later months");
    let remove = ["ledger", "remove", "--db", "l.db", "--body", "甲县", "--period", "2024年上半年"];
    assert!(said(folder.path(), &remove, 0).contains("1版"));
    said(folder.path(), &remove, 2);
    assert_eq!(said(folder.path(), &["ledger", "list", "--db", "l.db"], 0).lines().count(), 3);
}

#[test]
fn the_months_are_exported_as_they_were_known_on_a_day() {
    let folder = tempfile::tempdir().unwrap();
    renamed(folder.path());
    let corrected = "甲县2024年1-7月重点工作进展\n1.新建街头游园8个。\n落实情况:新建街头游园6个。\n";
    fs::write(folder.path().join("july.txt"), corrected).unwrap();
    said(folder.path(), &["ledger", "add", "--db", "l.db", "--body", "甲县", "july.txt", "--replace"], 0);
    let file = rusqlite::Connection::open(folder.path().join("l.db")).unwrap();
    for (run, day) in [(1, "2024-06-05"), (2, "2024-07-05"), (3, "2024-08-05"), (4, "2024-08-20")] {
        file.execute("UPDATE run SET added_at = ? WHERE run_id = ?", rusqlite::params![day, run]).unwrap();
    }
    drop(file);
    let known = |day: &str| {
        let export = ["ledger", "export", "--db", "l.db", "--as-known-on", day, "--format", "csv"];
        let text = said(folder.path(), &export, 0);
        let mut reader = csv::Reader::from_reader(text.as_bytes());
        let head = reader.headers().unwrap().clone();
        let at = head.iter().position(|name| name == "actual").unwrap();
        reader.records().map(|row| row.unwrap()[at].to_owned()).collect::<Vec<_>>()
    };
    assert_eq!(known("2024-08-10"), ["3", "4", "5"]);
    assert_eq!(known("2024-08-20"), ["3", "4", "6"]);
    assert_eq!(known("2024-06-30"), ["3"]);
}

#[test]
fn a_name_that_the_ledger_does_not_have_is_an_error() {
    let folder = tempfile::tempdir().unwrap();
    renamed(folder.path());
    for arguments in [
        &["check", "--db", "l.db", "--body", "乙县"][..],
        &["check", "--db", "l.db", "--period", "2024-11"],
        &["changes", "--db", "l.db", "--body", "乙县"],
        &["trend", "--db", "l.db", "地铁"],
        &["export", "--db", "l.db", "--period", "2023-05"],
        &["list", "--db", "l.db", "--body", "乙县"],
    ] {
        said(folder.path(), &[&["ledger"], arguments].concat(), 2);
    }
    said(folder.path(), &["ledger", "check", "--db", "l.db", "--period", "2024.06"], 0);
}

#[test]
fn the_same_content_under_another_name_is_the_same() {
    let folder = tempfile::tempdir().unwrap();
    renamed(folder.path());
    fs::copy(folder.path().join("july.txt"), folder.path().join("copy.txt")).unwrap();
    let again = said(folder.path(), &["ledger", "add", "--db", "l.db", "--body", "甲县", "copy.txt"], 0);
    assert!(again.starts_with("已在账"), "{again}");
}

#[test]
fn two_bodies_that_contradict_each_other_are_told_once_with_both_places() {
    let folder = tempfile::tempdir().unwrap();
    let line = |actual: u32, goal: u32| {
        format!("2024年上半年工作进展\n城镇新增就业{actual}人,完成年度目标{goal}人的52%。\n")
    };
    for (name, body, text) in [
        ("a.txt", "甲县人社局", line(3700, 7000)),
        ("b.txt", "甲县发改局", line(3640, 7000)),
        ("c.txt", "乙县人社局", line(1800, 3500)),
    ] {
        fs::write(folder.path().join(name), text).unwrap();
        said(folder.path(), &["ledger", "add", "--db", "l.db", "--body", body, name], 0);
    }
    let check = ["ledger", "check", "--db", "l.db", "--format", "json", "--fail-on", "never"];
    let raised: serde_json::Value = serde_json::from_str(&said(folder.path(), &check, 0)).unwrap();
    let differ: Vec<_> = raised.as_array().unwrap().iter().filter(|one| one["code"] == "C06").collect();
    assert_eq!(differ.len(), 1, "{raised}");
    let places =
        [&differ[0]["place"], &differ[0]["other_place"]].map(|place| place.as_str().unwrap().to_owned());
    assert!(places.contains(&"a.txt:2".to_owned()) && places.contains(&"b.txt:2".to_owned()), "{places:?}");
    assert!(differ[0]["body"].as_str().unwrap().starts_with("甲县"));
    let sarif = ["ledger", "check", "--db", "l.db", "--format", "sarif", "--fail-on", "never"];
    let log: serde_json::Value = serde_json::from_str(&said(folder.path(), &sarif, 0)).unwrap();
    let results = log["runs"][0]["results"].as_array().unwrap();
    let result = results.iter().find(|result| result["ruleId"] == "C06").unwrap();
    assert_eq!(result["relatedLocations"][0]["message"]["text"], "另一处");
}

#[test]
fn ids_stay_when_an_earlier_month_is_filled_in_or_put_right_and_go_on_in_the_next_year() {
    let folder = tempfile::tempdir().unwrap();
    let month = |name: &str, year: u32, month: u32, text: &str| {
        let text = format!("甲县{year}年1—{month}月重点工作进展情况\n{text}\n");
        fs::write(folder.path().join(name), text).unwrap();
        said(folder.path(), &["ledger", "add", "--db", "l.db", "--body", "甲县", "--replace", name], 0);
    };
    month("5.txt", 2024, 5, "计划新建口袋公园30个，已建成12个。计划疏浚塘坝48口，已疏浚20口。");
    month("7.txt", 2024, 7, "计划新建口袋公园30个，已建成18个。计划疏浚塘坝48口，已疏浚31口。");
    let names = ["series_id", "goal_id", "period"];
    let parks = || column(folder.path(), "公园", &names);
    let before = parks();
    assert_eq!(before.len(), 2);
    month("3.txt", 2024, 3, "计划疏浚塘坝48口，已疏浚9口。全年计划新建口袋公园30个，已开工7个。");
    month("5.txt", 2024, 5, "计划疏浚塘坝48口，已疏浚21口。计划新建口袋公园30个，已建成13个。");
    let after = parks();
    assert_eq!(after.len(), 3);
    assert!(before.iter().all(|row| after.contains(row)), "{before:?} {after:?}");
    month("8.txt", 2025, 2, "计划新建口袋公园36个，已建成2个。");
    let next = parks().pop().unwrap();
    assert_eq!(next[..16], before[0][..16], "one series over the years");
    assert!(next.contains("-2025 "), "and a goal of its own: {next}");
}

#[test]
fn several_reports_of_a_body_and_month_stand_beside_each_other() {
    let folder = tempfile::tempdir().unwrap();
    for (name, report, figure) in [("a.txt", "督查通报", 3640), ("b.txt", "人社专报", 3700)] {
        let text = format!(
            "甲县2024年上半年重点工作进展情况\n计划城镇新增就业7000人，截至6月底，城镇新增就业{figure}人。\n"
        );
        fs::write(folder.path().join(name), text).unwrap();
        let add = ["ledger", "add", "--db", "l.db", "--body", "甲县", "--report", report, name];
        assert!(said(folder.path(), &add, 0).contains(&format!("甲县（{report}） 2024-H1 第1版")));
    }
    let list = |body: &str| said(folder.path(), &["ledger", "list", "--db", "l.db", "--body", body], 0);
    assert_eq!(list("甲县").lines().count(), 2);
    assert_eq!(list("甲县（督查通报）").lines().count(), 1);
    let check = ["ledger", "check", "--db", "l.db", "--body", "甲县", "--fail-on", "never"];
    assert!(said(folder.path(), &check, 0).contains("C06"), "and contradict each other");
}

#[test]
fn a_report_on_a_whole_year_counts_up_to_its_end() {
    let folder = tempfile::tempdir().unwrap();
    for (title, date) in [
        ("甲县2023年全年重点工作完成情况", "2023-12-31"),
        ("甲县2023年度重点工作完成情况", "2023-12-31"),
        ("甲县2023年度重点工作进展情况", ""),
    ] {
        fs::write(folder.path().join("a.txt"), format!("{title}\n计划新建口袋公园30个，已建成12个。\n"))
            .unwrap();
        let rows = said(folder.path(), &["extract", "a.txt", "--format", "csv"], 0);
        let mut reader = csv::Reader::from_reader(rows.as_bytes());
        let at = reader.headers().unwrap().iter().position(|name| name == "as_of").unwrap();
        assert_eq!(&reader.records().next().unwrap().unwrap()[at], date, "{title}");
    }
}

#[test]
fn two_different_reports_of_one_month_in_one_call_are_refused() {
    let folder = tempfile::tempdir().unwrap();
    for (name, parks) in [("a.txt", 3), ("b.txt", 4), ("c.txt", 3)] {
        let text =
            format!("甲县2024年1-5月重点工作进展\n1.新建口袋公园8个。\n落实情况:新建口袋公园{parks}个。\n");
        fs::write(folder.path().join(name), text).unwrap();
    }
    let june = "甲县2024年上半年重点工作进展\n1.新建口袋公园8个。\n落实情况:新建口袋公园5个。\n";
    fs::write(folder.path().join("d.txt"), june).unwrap();
    let call = |inputs: &[&str]| {
        let add = ["ledger", "add", "--db", "l.db", "--body", "甲县"];
        crate::cli::duibiao(folder.path(), &[&add, inputs].concat())
    };
    for more in [&[][..], &["--replace"]] {
        let output = call(&[&["a.txt", "b.txt"], more].concat());
        let said = ["a.txt and b.txt are two different reports on 2024-01/2024-05 of 甲县", "--report NAME"];
        crate::cli::ends(&output, 2, &said);
        assert!(!folder.path().join("l.db").exists(), "nothing was stored");
    }
    // The same content twice is one report.
    crate::cli::ends(&call(&["a.txt", "c.txt"]), 0, &[]);
    let output = call(&["b.txt", "d.txt"]);
    let said = [
        "b.txt: 2024-01/2024-05 of 甲县 is stored already",
        "--report NAME",
        "1 of 2 reports were not stored",
    ];
    crate::cli::ends(&output, 2, &said);
    assert!(crate::cli::text(&output.stdout).contains("2024-H1"), "the later one is stored");
    crate::cli::ends(&call(&["b.txt", "--report", "督查通报"]), 0, &[]);
    for (wrong, why) in [(["--period", "2024-13"], "is no period"), (["--report", ""], "--report")] {
        crate::cli::ends(&call(&[&["b.txt"][..], &wrong].concat()), 2, &[why]);
    }
}

#[test]
fn a_month_is_removed_with_all_reports_of_the_body() {
    let folder = tempfile::tempdir().unwrap();
    renamed(folder.path());
    let add = ["ledger", "add", "--db", "l.db", "--body", "甲县", "--report", "督查通报"];
    for file in ["june.txt", "july.txt"] {
        said(folder.path(), &[&add[..], &[file]].concat(), 0);
    }
    let remove = ["ledger", "remove", "--db", "l.db", "--period", "2024-H1", "--body"];
    let told = said(folder.path(), &[&remove[..], &["甲县"]].concat(), 0);
    assert_eq!(told.lines().count(), 2, "{told}");
    let left = said(folder.path(), &["ledger", "list", "--db", "l.db"], 0);
    assert!(!left.contains("2024-H1") && left.contains("督查通报"), "{left}");
    said(folder.path(), &[&remove[..], &["甲县"]].concat(), 2);
    let july = ["ledger", "remove", "--db", "l.db", "--period", "2024-07", "--body", "甲县（督查通报）"];
    said(folder.path(), &july, 2);
    let names = ["ledger", "confirm", "--db", "l.db", "--body", "甲县", "新建口袋公园", "新建口袋公园"];
    crate::cli::ends(&crate::cli::duibiao(folder.path(), &names), 2, &["is one name"]);
}

#[test]
fn a_ledger_that_cannot_be_opened_says_why() {
    let folder = tempfile::tempdir().unwrap();
    renamed(folder.path());
    fs::write(folder.path().join("blank.db"), "").unwrap();
    let ends = |arguments: &[&str], code: i32, told: &str| {
        crate::cli::ends(&crate::cli::duibiao(folder.path(), arguments), code, &[told]);
    };
    ends(&["ledger", "list", "--db", "none.db"], 3, "there is no such file: `ledger add`");
    ends(&["ledger", "add", "--db", "no/l.db", "may.txt"], 3, "its folder does not exist");
    ends(&["ledger", "list", "--db", "blank.db"], 3, "it is empty: `ledger add`");
    ends(&["ledger", "list", "--db", "."], 3, "it is a folder");
    ends(&["ledger", "changed-since", "--db", "l.db", "99"], 0, "there is no run 99: the last one is 3");
    ends(&["serve", "--folder", "desk", "--db", "may.txt", "--no-open"], 3, "it is no ledger of duibiao");
    let listed = said(folder.path(), &["ledger", "list", "--db", "l.db"], 0);
    assert!(listed.contains("入账号3"), "{listed}");
}
