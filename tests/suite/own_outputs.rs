//! What this program wrote is never read as a report: not in a folder, and not where it is named.

use std::{fs, path::Path};

use crate::cli::{duibiao, ends};

const REPORT: &str = "\
云溪县2024年上半年重点工作进展情况
1.今年计划疏浚塘坝48口，目前已疏浚31口。（责任单位：县水利局）
2.东河区新建公园5座，已建成4座。西山县新建公园4座，已建成1座。（责任单位：县住建局）
";

/// A report, and beside it everything that can be written of it.
fn folder() -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("a.txt"), REPORT).unwrap();
    fs::write(folder.path().join("b.txt"), REPORT.replace("31口", "40口").replace("上半年", "1—7月"))
        .unwrap();
    let run = |arguments: &[&str]| {
        let output = duibiao(folder.path(), arguments);
        assert!(output.status.success(), "{arguments:?} {}", String::from_utf8_lossy(&output.stderr));
    };
    for ending in ["csv", "xlsx", "html", "json", "ndjson", "parquet", "arrow", "sqlite", "txt"] {
        run(&["extract", "a.txt", "-o", &format!("table.{ending}")]);
    }
    run(&["extract", "a.txt", "-o", "excel.csv", "--lang", "zh", "--bom", "--crlf"]);
    run(&["extract", "a.txt", "-o", "both/"]);
    run(&["ledger", "add", "--db", "l.db", "--body", "县", "a.txt"]);
    run(&["ledger", "add", "--db", "m.db", "--body", "县", "a.txt", "b.txt"]);
    for ending in ["csv", "xlsx", "html"] {
        let named = |what: &str| format!("{what}.{ending}");
        run(&["extract", "a.txt", "--rollup", "body", "-o", &named("bodies")]);
        run(&["extract", "a.txt", "--rollup", "section", "-o", &named("sections")]);
        run(&["extract", "a.txt", "--matrix", "-o", &named("matrix")]);
        run(&["extract", "a.txt", "--ranking", "-o", &named("ranking")]);
        run(&["compare", "a.txt", "b.txt", "-o", &named("changes")]);
        run(&["ledger", "trend", "--db", "l.db", "塘坝", "-o", &named("trend")]);
        run(&["ledger", "export", "--db", "l.db", "-o", &named("long")]);
        run(&["ledger", "list", "--db", "l.db", "-o", &named("months")]);
    }
    for (lang, name) in [("zh", "zh"), ("en", "en")] {
        let said = |name: &str, arguments: &[&str]| {
            let output = duibiao(folder.path(), &[arguments, &["--lang", lang]].concat());
            fs::write(folder.path().join(name), output.stdout).unwrap();
        };
        said(&format!("compared-{name}.txt"), &["compare", "a.txt", "b.txt"]);
        said(&format!("checked-{name}.txt"), &["check", "a.txt"]);
        said(&format!("explained-{name}.txt"), &["explain", "a.txt"]);
        said(
            &format!("sections-{name}.txt"),
            &["extract", "a.txt", "--rollup", "section", "--format", "text"],
        );
        said(&format!("places-{name}.txt"), &["text", "--places", "a.txt"]);
        said(&format!("listed-{name}.txt"), &["ledger", "list", "--db", "l.db"]);
        said(&format!("trend-{name}.txt"), &["ledger", "trend", "--db", "l.db", "塘坝"]);
        said(&format!("stepped-{name}.txt"), &["ledger", "changes", "--db", "m.db"]);
        said(&format!("asked-{name}.json"), &["questions", "a.txt"]);
        said(&format!("scanned-{name}.json"), &["scan", "a.txt"]);
    }
    run(&["extract", "a.txt", "-o", "again.csv", "--summary", "summary.json"]);
    fs::remove_file(folder.path().join("b.txt")).unwrap();
    folder
}

fn rows(folder: &Path, input: &str) -> usize {
    let output = duibiao(folder, &["extract", input, "--format", "ndjson"]);
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8(output.stdout).unwrap().lines().count()
}

#[test]
fn a_folder_is_read_as_if_our_outputs_were_not_there_and_each_is_noted() {
    let folder = folder();
    let alone = rows(folder.path(), "a.txt");
    assert_eq!(alone, 3);
    assert_eq!(rows(folder.path(), "."), alone);
    assert_eq!(rows(folder.path(), "*"), alone);
    let output = duibiao(folder.path(), &["extract", ".", "--format", "csv"]);
    let notes = String::from_utf8(output.stderr).unwrap();
    for name in
        ["table.csv", "table.xlsx", "table.html", "table.txt", "excel.csv", "both/table.csv", "changes.xlsx"]
    {
        assert!(notes.contains(&format!("{name}: duibiao wrote it")), "{name}: {notes}");
    }
}

#[test]
fn an_output_that_is_named_alone_is_an_error_that_says_so() {
    let folder = folder();
    for name in [
        "table.csv",
        "table.xlsx",
        "table.html",
        "table.json",
        "table.txt",
        "bodies.csv",
        "matrix.csv",
        "trend.html",
        "compared-zh.txt",
        "compared-en.txt",
        "checked-zh.txt",
        "checked-en.txt",
        "explained-zh.txt",
        "explained-en.txt",
        "sections-zh.txt",
        "sections-en.txt",
        "places-zh.txt",
        "listed-zh.txt",
        "listed-en.txt",
        "trend-zh.txt",
        "trend-en.txt",
        "stepped-zh.txt",
        "stepped-en.txt",
        "asked-zh.json",
        "scanned-en.json",
        "summary.json",
        "both/datapackage.json",
    ] {
        ends(&duibiao(folder.path(), &["extract", name]), 3, &[name, "duibiao wrote, not a report"]);
    }
    ends(&duibiao(folder.path(), &["extract", "table.csv", "-o", "table.csv"]), 2, &["would overwrite it"]);
    // A folder with nothing else in it holds no report.
    ends(&duibiao(folder.path(), &["extract", "both"]), 3, &["both/table.csv"]);
}
