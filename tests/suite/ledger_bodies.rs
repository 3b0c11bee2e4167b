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
