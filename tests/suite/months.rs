//! Month after month: comparing, checking, and the ledger, as their users meet them.

use std::{fs, path::Path, process::Output};

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
fn said(folder: &Path, arguments: &[&str], code: i32) -> String {
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
    assert!(lines.contains("城镇新增就业") && lines.contains("7350人 → 8020人 (+670)"), "{lines}");
    assert!(lines.contains("缺失 ") && lines.contains("疏浚塘坝"), "{lines}");
    for pair in [["may.csv", "june.csv"], ["may.csv", "june.txt"], ["may.txt", "june.csv"]] {
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
}
