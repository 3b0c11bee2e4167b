//! A document that gives no rows says why, and ends as it would with rows.

use std::{fs, path::Path};

use crate::cli::{command, text};

/// What is said on stderr of a document, in a language.
fn said(folder: &Path, document: &str, language: &str) -> String {
    fs::write(folder.join("a.txt"), document).unwrap();
    let output = command(folder, &["extract", "a.txt", "--lang", language]).output().unwrap();
    assert_eq!(output.status.code(), Some(0), "{document}");
    text(&output.stderr)
}

#[test]
fn a_document_without_rows_says_why() {
    let folder = tempfile::tempdir().unwrap();
    for (document, english, chinese) in [
        ("会议听取了汇报，研究了下步工作。", "there is no number in it", "文中没有数"),
        ("全市现有公园52个，绿地3000亩。", "no goal or completion rate beside them", "没有目标或完成率"),
    ] {
        let said_en = said(folder.path(), document, "en");
        assert!(said_en.contains("a.txt: no rows: ") && said_en.contains(english), "{document}: {said_en}");
        let said_zh = said(folder.path(), document, "zh");
        assert!(said_zh.contains("没有结果行：") && said_zh.contains(chinese), "{document}: {said_zh}");
    }
}

#[test]
fn a_document_with_rows_is_not_said_to_have_none() {
    let folder = tempfile::tempdir().unwrap();
    let said = said(folder.path(), "全年计划新建公园20个，已建成12个。", "en");
    assert!(!said.contains("no rows"), "{said}");
}
