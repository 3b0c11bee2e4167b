//! What the program says of itself and of its work: pages, help, errors, and how many rows went where.

use std::fs;

use crate::cli::{duibiao, ends};

const REPORT: &str = "2024年6月重点工作进展\n今年计划疏浚塘坝48口，目前已疏浚31口。\n";

fn folder() -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("a.txt"), REPORT).unwrap();
    folder
}

#[test]
fn every_command_and_every_command_of_the_ledger_has_a_manual_page() {
    let folder = folder();
    fs::create_dir(folder.path().join("man")).unwrap();
    ends(&duibiao(folder.path(), &["man", "--dir", "man"]), 0, &[]);
    for name in ["duibiao", "duibiao-extract", "duibiao-brief", "duibiao-ledger", "duibiao-ledger-trend"] {
        let page = fs::read_to_string(folder.path().join(format!("man/{name}.1"))).unwrap();
        assert!(page.contains(".SH NAME") && page.contains(&name.replace('-', "\\-")), "{name}: {page}");
    }
    let page = duibiao(folder.path(), &["man", "ledger", "add"]).stdout;
    assert_eq!(page, fs::read(folder.path().join("man/duibiao-ledger-add.1")).unwrap());
    ends(&duibiao(folder.path(), &["man", "ledger", "sell"]), 2, &["`ledger sell` is no command"]);
}

#[test]
fn the_short_help_is_short_and_the_long_one_has_examples() {
    let folder = folder();
    let alone = ["extract", "serve", "questions", "brief", "check", "compare", "evaluate", "explain", "scan"];
    let ledger = [
        "add",
        "list",
        "changes",
        "check",
        "confirm",
        "split",
        "undo",
        "remove",
        "changed-since",
        "trend",
        "export",
    ];
    let alone = alone.iter().map(|command| vec![*command]);
    for command in alone.chain(ledger.iter().map(|command| vec!["ledger", *command])) {
        let help =
            |how| String::from_utf8(duibiao(folder.path(), &[&command[..], &[how]].concat()).stdout).unwrap();
        let (short, long) = (help("-h"), help("--help"));
        let example = format!("duibiao {}", command.join(" "));
        assert!(long.contains("Examples:") && long.contains(&example), "{long}");
        assert!(!short.contains("Examples:") && short.len() < long.len(), "{short}");
    }
}

#[test]
fn errors_of_the_system_are_told_in_plain_words() {
    let folder = folder();
    for arguments in [
        &["extract", "none.txt"][..],
        &["extract", "a.txt", "--rules", "none"],
        &["extract", "a.txt", "-o", "a.txt/b.csv"],
        &["extract", "a.txt", "--corrections", "none.toml"],
        &["evaluate", "--gold", "none.csv", "a.txt"],
        &["ledger", "list", "--db", "none.db"],
    ] {
        for lang in ["zh", "en"] {
            let output = duibiao(folder.path(), &[arguments, &["--lang", lang]].concat());
            let told = String::from_utf8(output.stderr).unwrap();
            assert!(!output.status.success() && !told.is_empty(), "{arguments:?}");
            assert!(!told.contains("os error"), "{told}");
            assert!(lang == "en" || !told.contains("No such file"), "{told}");
        }
    }
}

#[test]
fn a_file_that_was_written_is_told_with_its_rows() {
    let folder = folder();
    for (name, told) in [("t.csv", "t.csv: 1 rows written"), ("t.xlsx", "t.xlsx: 1 rows written")] {
        ends(&duibiao(folder.path(), &["extract", "a.txt", "-o", name]), 0, &[told]);
    }
    ends(
        &duibiao(folder.path(), &["extract", "a.txt", "--rollup", "section", "-o", "r.csv", "--lang", "zh"]),
        0,
        &["已写入2行"],
    );
    assert!(duibiao(folder.path(), &["extract", "a.txt"]).stderr.is_empty(), "a pipe speaks for itself");
}

#[test]
fn a_data_package_tells_its_table_from_its_file_of_columns() {
    let folder = folder();
    ends(&duibiao(folder.path(), &["extract", "a.txt", "-o", "out/"]), 0, &[]);
    let package = fs::read(folder.path().join("out/datapackage.json")).unwrap();
    let package: serde_json::Value = serde_json::from_slice(&package).unwrap();
    assert_eq!(package["profile"], "data-package");
    let kinds: Vec<_> =
        package["resources"].as_array().unwrap().iter().map(|one| one["type"].clone()).collect();
    assert_eq!(kinds, ["table", "file"]);
    let fields = package["resources"][0]["schema"]["fields"].as_array().unwrap();
    let kind = |name: &str| fields.iter().find(|field| field["name"] == name).unwrap()["type"].clone();
    assert_eq!(
        (kind("task_no"), kind("as_of"), kind("body_responsible")),
        ("string".into(), "date".into(), "string".into())
    );
}
