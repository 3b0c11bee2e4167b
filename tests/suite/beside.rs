//! `duibiao FILE...`: what is written beside a file, and what never is.

use std::fs;

use crate::{
    cli::{duibiao, ends, folder_with, text},
    corrections::{PARK_GOAL, REPORT, entry, file},
};

#[test]
fn a_file_gets_a_workbook_and_a_page_beside_it_and_one_line_says_so() {
    let folder = folder_with(&[]);
    let inner = folder.path().join("上半年");
    fs::create_dir(&inner).unwrap();
    fs::write(inner.join("报告.txt"), REPORT).unwrap();
    let output = duibiao(folder.path(), &["上半年/报告.txt", "--lang", "zh"]);
    ends(&output, 0, &["3行，已写出 报告-完成率.xlsx, 报告-核对.html"]);
    assert_eq!(text(&output.stderr).lines().count(), 1);
    assert!(output.stdout.is_empty());
    let left: Vec<_> = fs::read_dir(&inner).unwrap().map(|entry| entry.unwrap().file_name()).collect();
    assert_eq!(left.len(), 3, "{left:?}");
    assert!(fs::read(inner.join("报告-完成率.xlsx")).unwrap().starts_with(b"PK"));
    assert!(fs::read_to_string(inner.join("报告-核对.html")).unwrap().contains("口袋公园"));
    let english = duibiao(folder.path(), &["--lang", "en", "上半年/报告.txt"]);
    ends(&english, 0, &["3 rows, written: 报告-完成率-2.xlsx, 报告-核对-2.html"]);
}

#[test]
fn nothing_that_is_there_is_written_over() {
    let folder = folder_with(&[("报告.txt", REPORT.as_bytes()), ("报告-完成率.xlsx", b"mine")]);
    ends(&duibiao(folder.path(), &["报告.txt"]), 0, &["报告-完成率-2.xlsx", "报告-核对.html"]);
    let page = fs::read(folder.path().join("报告-核对.html")).unwrap();
    // The same again is found as it is; another report of the name gets another file.
    ends(&duibiao(folder.path(), &["报告.txt"]), 0, &["报告-完成率-2.xlsx", "报告-核对.html"]);
    fs::write(folder.path().join("报告.txt"), REPORT.replace("60个", "61个")).unwrap();
    ends(&duibiao(folder.path(), &["报告.txt"]), 0, &["报告-完成率-3.xlsx", "报告-核对-2.html"]);
    assert_eq!(fs::read(folder.path().join("报告-核对.html")).unwrap(), page);
    assert_eq!(fs::read(folder.path().join("报告-完成率.xlsx")).unwrap(), b"mine");
}

#[test]
fn two_files_of_one_name_do_not_share_an_output_and_a_folder_has_one() {
    let folder = folder_with(&[("a.txt", REPORT.as_bytes()), ("a.md", REPORT.as_bytes())]);
    ends(&duibiao(folder.path(), &["a.txt", "a.md"]), 0, &["a-完成率.xlsx", "a-完成率-2.xlsx"]);
    let both = tempfile::tempdir().unwrap();
    let inner = both.path().join("六月");
    fs::create_dir(&inner).unwrap();
    fs::write(inner.join("a.txt"), REPORT).unwrap();
    fs::write(inner.join("b.txt"), REPORT).unwrap();
    ends(&duibiao(both.path(), &["六月"]), 0, &["6 rows", "六月-完成率.xlsx"]);
    assert!(both.path().join("六月-核对.html").exists());
}

#[test]
fn a_corrections_file_among_them_is_applied() {
    let decided = file(&[entry("reject", PARK_GOAL)]);
    let folder = folder_with(&[("a.txt", REPORT.as_bytes()), ("更正.toml", decided.as_bytes())]);
    ends(&duibiao(folder.path(), &["a.txt", "更正.toml"]), 0, &["2 rows", "1 of 1 decisions applied"]);
    ends(&duibiao(folder.path(), &["更正.toml"]), 2, &["report"]);
}

#[test]
fn what_cannot_be_read_is_named_and_a_mistyped_command_is_no_file() {
    let folder = folder_with(&[("a.txt", REPORT.as_bytes()), ("空.txt", "今天天气很好。\n".as_bytes())]);
    ends(&duibiao(folder.path(), &["gone.txt", "a.txt"]), 3, &["gone.txt", "a-完成率.xlsx"]);
    ends(&duibiao(folder.path(), &["空.txt", "--lang", "zh"]), 0, &["没有结果行"]);
    assert!(!folder.path().join("空-完成率.xlsx").exists());
    ends(&duibiao(folder.path(), &["extrakt"]), 2, &["extrakt", "extract"]);
    ends(&duibiao(folder.path(), &["a.txt", "--no-such"]), 2, &["--no-such"]);
}

#[test]
fn corrections_in_a_folder_are_applied_and_what_is_not_applied_is_named() {
    let decided = file(&[entry("reject", PARK_GOAL)]);
    let folder = folder_with(&[]);
    let inner = folder.path().join("六月");
    fs::create_dir(&inner).unwrap();
    fs::write(inner.join("a.txt"), REPORT).unwrap();
    fs::write(inner.join("更正.toml"), &decided).unwrap();
    fs::write(inner.join("Cargo.toml"), "[package]\nversion = \"1\"\n").unwrap();
    let whole = duibiao(folder.path(), &["六月"]);
    ends(&whole, 0, &["2 rows", "1 of 1 decisions applied", "Cargo.toml: it is no corrections file"]);
    let named = duibiao(folder.path(), &["六月", "六月/更正.toml"]);
    ends(&named, 0, &["2 rows", "1 of 1 decisions applied"]);
    assert_eq!(text(&named.stderr).matches("applied").count(), 1, "it is applied once");
    ends(
        &duibiao(folder.path(), &["六月/a.txt"]),
        0,
        &["3 rows", "更正.toml: it is not applied: name it, too"],
    );
    let chinese = duibiao(folder.path(), &["六月/a.txt", "--lang", "zh"]);
    ends(&chinese, 0, &["更正.toml: 没有用上：请同时指明它"]);
    fs::write(inner.join("更正.toml"), "version = 1\n[[reject]\n").unwrap();
    ends(&duibiao(folder.path(), &["六月"]), 2, &["更正.toml", "the corrections have 1 fault(s)"]);
}

#[test]
fn inputs_that_cannot_be_read_are_counted_among_all() {
    let folder = folder_with(&[("a.txt", REPORT.as_bytes()), ("b.txt", REPORT.as_bytes())]);
    let output = duibiao(folder.path(), &["a.txt", "b.txt", "gone.txt"]);
    ends(&output, 3, &["gone.txt", "1 of 3 inputs could not be read"]);
}
