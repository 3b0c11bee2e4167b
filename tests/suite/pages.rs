//! The pages that people are handed, in a real browser: months, findings, roll-ups, places, matrices and the review.

use std::{fs, path::Path};

use serde_json::json;

use crate::{browser::run_driver, cli::duibiao};

/// Pages, and what makes them.
const PAGES: &[(&str, &str)] = &[
    ("compare.html", "compare JUNE JULY"),
    ("same.html", "compare JUNE JUNE"),
    ("changes.html", "ledger changes --db c.db"),
    ("trend.html", "ledger trend --db c.db 新"),
    ("list.html", "ledger list --db c.db"),
    ("export.html", "ledger export --db c.db"),
    ("month.html", "ledger check --db c.db --fail-on never"),
    ("findings.html", "check JUNE LABOUR --fail-on never"),
    ("bodies.html", "extract PLAN --rollup body"),
    ("matrix.html", "extract JUNE JULY --matrix"),
    ("places.html", "extract JUNE JULY --ranking"),
    ("no-places.html", "extract JUNE --ranking"),
    ("review.html", "extract JUNE JULY"),
];

/// The pages in a language.
fn made(folder: &Path, lang: &str) -> Vec<String> {
    let months = Path::new(env!("CARGO_MANIFEST_DIR")).join("seeds/months");
    let file = |word: &str| match word {
        "PLAN" => months.join("2024-01-goals.md").display().to_string(),
        "JUNE" => months.join("2024-06.md").display().to_string(),
        "LABOUR" => months.join("2024-06-labour.md").display().to_string(),
        "JULY" => months.join("2024-07.md").display().to_string(),
        word => word.to_owned(),
    };
    if !folder.join("c.db").exists() {
        for month in ["2024-01-goals.md", "2024-05.md", "2024-06.md", "2024-07.md"] {
            let month = months.join(month).display().to_string();
            assert!(duibiao(folder, &["ledger", "add", "--db", "c.db", &month]).status.success());
        }
    }
    let page = |(name, words): &(&str, &str)| {
        let name = format!("{lang}-{name}");
        let mut arguments: Vec<String> = words.split(' ').map(file).collect();
        arguments.extend(["--lang", lang, "-o", &name].map(str::to_owned));
        let arguments: Vec<&str> = arguments.iter().map(String::as_str).collect();
        let output = duibiao(folder, &arguments);
        assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
        name
    };
    PAGES.iter().map(page).collect()
}

#[test]
fn every_page_has_contrast_names_and_room_and_its_filters_show_what_they_say() {
    let folder = tempfile::tempdir().unwrap();
    let pages = [made(folder.path(), "zh"), made(folder.path(), "en")].concat();
    // English is longer: those with the most columns in it, too.
    let wide = ["en-changes", "en-month", "en-matrix"];
    let asked = |name: &&str| name.starts_with("zh") || wide.iter().any(|wide| name.starts_with(wide));
    let names: Vec<&str> = pages.iter().map(String::as_str).filter(asked).collect();
    let Some(seen) = run_driver("pages.cjs", &names, folder.path()) else { return };
    let told = serde_json::to_string_pretty(&seen).unwrap();
    assert!(seen["axe"].is_null() || seen["axe"] == json!([]), "{told}");
    for name in ["troubles", "wide", "requests"] {
        assert_eq!(seen[name], json!([]), "{told}");
    }
    let mut held = 0;
    for name in names.iter().filter(|name| !name.ends_with("review.html")) {
        for count in seen["filtered"][name].as_array().unwrap() {
            assert_eq!(count[0], count[1], "{name} of {told}");
            held += 1;
        }
    }
    assert!(held > 20, "{told}");
}

#[test]
fn a_page_without_rows_says_so_and_why() {
    let folder = tempfile::tempdir().unwrap();
    made(folder.path(), "zh");
    made(folder.path(), "en");
    for (name, words) in [
        ("zh-same.html", "两期之间没有变化。"),
        ("zh-no-places.html", "没有两个以上区域（或报告）共有的指标，无法比较。"),
        ("en-same.html", "Nothing changed between the two."),
        ("en-no-places.html", "No indicator is shared by two districts or reports"),
    ] {
        let page = fs::read_to_string(folder.path().join(name)).unwrap();
        assert!(page.contains(words) && !page.contains("<table"), "{name}: {page}");
    }
    // Heads and choices of an English page are English.
    for name in ["compare", "changes", "trend", "list", "export", "month", "findings", "bodies"] {
        let page = fs::read_to_string(folder.path().join(format!("en-{name}.html"))).unwrap();
        for start in ["<th scope=\"col\"", "<label>"] {
            for part in page.split(start).skip(1) {
                let words = part
                    .split('>')
                    .find_map(|piece| piece.split('<').next().filter(|words| !words.is_empty()));
                let words = words.unwrap();
                assert!(words.is_ascii(), "{name}: {words}");
            }
        }
    }
    let page = fs::read_to_string(folder.path().join("zh-changes.html")).unwrap();
    // The months head their rows, files are called by their names, and no period is a code.
    assert!(page.contains(">2024年1—7月</th>"), "{page}");
    let page = fs::read_to_string(folder.path().join("zh-month.html")).unwrap();
    assert!(page.contains(">2024-07.md<") && page.contains("2024年上半年 报告目标 90个"), "{page}");
    assert!(!page.contains("2024-H1") && !page.contains("seeds/"), "{page}");
}
