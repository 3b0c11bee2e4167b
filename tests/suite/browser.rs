//! The review page in a real browser: places, filters, decisions, and what comes of the downloaded file.
//!
//! Needs Node, Chromium (named by `CHROMIUM`, or on the path) and `playwright-core` under `target/browser`, all
//! of which `.ci/run` sees to; where one is missing the test says that it was skipped.

use std::{
    fs,
    path::{Path, PathBuf},
    process::Command,
};

use crate::cli::duibiao;

const REPORT: &str = "2026年重点工作进展情况\n\
    1.新建口袋公园60个。\n落实情况：截至6月底，建成口袋公园41个，另有街角绿地52个。\n\
    2.改造老旧小区24个。\n落实情况：截至6月底，老旧小区改造完成9个。\n\
    3.完成绿化投资3亿元。\n落实情况：正在筹备。\n\
    4.培训护理员2000人。\n落实情况：截至6月底，培训护理员1500人。\n\
    5.新修农村公路5公里。\n落实情况：截至6月底，新修农村公路3公里。\n\
    6.植树8万株。\n落实情况：截至6月底，植树6万株。\n\
    7.疏浚塘坝266口。\n落实情况：截至6月底，疏浚塘坝108口，完成率63.4%。\n";

/// A report that tries to be more than words.
const EVIL: &str = "<script>alert(1)</script>\n1.新建<img src=x onerror=alert(2)>公园6个。\n落实情况：建成\"'</script>公园2个。\n\
    2.新建5G基站1600个。\n落实情况：截至6月底，新建5G基站580个，完成年度目标的36.25%。\n";

/// Chromium and the folder of Node modules, or what is missing.
fn browser() -> Result<(PathBuf, PathBuf), String> {
    let named = std::env::var_os("CHROMIUM").map(PathBuf::from);
    let known =
        ["/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"].map(PathBuf::from);
    let chromium = named.into_iter().chain(known).find(|path| path.exists()).ok_or("no Chromium")?;
    let modules = Path::new(env!("CARGO_MANIFEST_DIR")).join("target/browser/node_modules");
    if !modules.join("playwright-core").exists() {
        return Err("no playwright-core under target/browser".to_owned());
    }
    Command::new("node").arg("--version").output().map_err(|_| "no Node")?;
    Ok((chromium, modules))
}

/// What the driver saw, or nothing where there is no browser.
fn driven(folder: &Path) -> Option<serde_json::Value> {
    run_driver("review.cjs", &["page.html", "."], folder)
}

/// What a driver of `tests/browser` saw, or nothing where there is no browser.
pub(crate) fn run_driver(driver: &str, arguments: &[&str], folder: &Path) -> Option<serde_json::Value> {
    let (chromium, modules) = match browser() {
        Ok(found) => found,
        Err(missing) => {
            eprintln!("SKIPPED the browser test: {missing}; .ci/run installs it");
            return None;
        }
    };
    let output = Command::new("node")
        .arg(Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/browser").join(driver))
        .args(arguments)
        .current_dir(folder)
        .env("NODE_PATH", modules)
        .env("CHROMIUM", chromium)
        .output()
        .unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    Some(serde_json::from_slice(&output.stdout).unwrap())
}

#[test]
fn a_reviewer_finds_filters_and_corrects_rows() {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("a.txt"), REPORT).unwrap();
    fs::write(folder.path().join("evil.txt"), EVIL).unwrap();
    let made = duibiao(folder.path(), &["extract", "a.txt", "evil.txt", "-o", "page.html"]);
    assert!(made.status.success(), "{}", String::from_utf8_lossy(&made.stderr));
    let Some(seen) = driven(folder.path()) else { return };
    let told = serde_json::to_string_pretty(&seen).unwrap();
    let is = |name: &str, expected: serde_json::Value| assert_eq!(seen[name], expected, "{name} of {told}");
    use serde_json::json;
    is("troubles", json!([]));
    assert!(seen["requests"].as_array().unwrap().iter().all(|url| {
        let url = url.as_str().unwrap();
        url.starts_with("file:") && url.ends_with("page.html") || url.starts_with("blob:")
    }));
    is("start", json!([0, 1, 2, 3, 4, 5, 6]));
    is("byMark", json!({"row": 4, "lit": ["5公里", "3公里"], "inView": true}));
    is("byRow", json!({"row": 1, "lit": ["24个", "9个"], "inView": true}));
    assert!(
        seen["clause"].as_array().unwrap().iter().any(|words| words.as_str().unwrap().contains("完成9个"))
    );
    is("filter open", json!([2]));
    is("filter conflict", json!([6]));
    is("filter behind", json!([1, 6]));
    assert!(seen["filter look"].as_array().unwrap().contains(&json!(6)), "{told}");
    is("filter all", json!([0, 1, 2, 3, 4, 5, 6]));
    is("search", json!([5]));
    is("nothing", json!({"rows": [], "told": true}));
    is("folded", json!(true));
    assert_eq!(seen["candidates"][0], json!("52个"), "{told}");
    is("picked", json!("改配 52个"));
    is("undecided", json!([6]));
    assert!(seen["refused"].as_str().unwrap().contains("撤销"), "{told}");
    is("kept", json!("已有 6 项审阅意见"));
    is("nameless", json!("请填写审阅人。"));
    is("file", json!("corrections.toml"));
    is("print", json!({"bar": false, "rows": true}));
    corrected(folder.path());
    is("phone", json!(true));
    is("low", json!([1, 6, 4, 0, 3, 5, 2]));
    is("late", json!([1]));
    is("two", json!([4]));
    is("left", json!({"rows": 1, "count": 1}));
    is("wrong", json!("数值要写数和单位，如 60个。"));
    is("mended", json!("更正 村道 6公里"));
    is("prefilled", json!(["街角绿地", "52个"]));
    assert!(seen["added"].as_str().unwrap().starts_with("街角绿地 52个"), "{told}");
    assert!(seen["loaded"]["mended"].as_str().unwrap().contains("王芳"), "{told}");
    is("bulk", json!(true));
    assert_eq!(seen["loaded"]["count"], json!("已有 3 项审阅意见"), "{told}");
    second(folder.path());
}

/// What was corrected and added by the second reviewer is in the table.
fn second(folder: &Path) {
    let arguments =
        ["extract", "a.txt", "evil.txt", "--corrections", "second.toml", "--format", "csv", "--log", "json"];
    let output = duibiao(folder, &arguments);
    let said = String::from_utf8_lossy(&output.stderr).into_owned();
    assert!(output.status.success() && said.contains("3 of 3 decisions applied"), "{said}");
    let table = String::from_utf8_lossy(&output.stdout).into_owned();
    let row = |words: &str| table.lines().find(|line| line.contains(words)).unwrap_or_default().to_owned();
    assert!(row(",村道,").contains(",6,") && row(",村道,").contains("corrected"), "{table}");
    assert!(row(",街角绿地,").contains("open") && row(",街角绿地,").contains("52"), "{table}");
}

/// The downloaded file gives the table that the reviewer meant.
fn corrected(folder: &Path) {
    let written = fs::read_to_string(folder.join("corrections.toml")).unwrap();
    assert!(written.contains(r#"why = "台账写\"1500人\"\\已核""#), "{written}");
    let output = duibiao(
        folder,
        &["extract", "a.txt", "evil.txt", "--corrections", "corrections.toml", "--format", "csv"],
    );
    let said = String::from_utf8_lossy(&output.stderr).into_owned();
    assert!(output.status.success() && !said.contains("stale") && !said.contains("not applied"), "{said}");
    let mut reader = csv::Reader::from_reader(output.stdout.as_slice());
    let names = reader.headers().unwrap().clone();
    let at = |name: &str| names.iter().position(|known| known == name).unwrap();
    let columns = ["kind", "target_value", "actual_value", "ratio_note", "target_basis", "review"].map(at);
    let rows: Vec<String> = reader
        .records()
        .map(|row| row.unwrap())
        .filter(|row| row.get(at("source")) == Some("a.txt"))
        .map(|row| columns.map(|column| row.get(column).unwrap_or("").to_owned()).join(" "))
        .collect();
    assert_eq!(
        rows,
        [
            "paired 60 52  annual corrected",
            "open 24  no_figure annual corrected",
            "open 3  no_figure multi_year corrected",
            "paired 2000 1500  annual accepted",
            "paired 5 3 not_comparable annual corrected",
            "paired 266 108  annual ",
        ],
        "{written}"
    );
}
