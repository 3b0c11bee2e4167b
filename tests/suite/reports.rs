//! Published reports with rows made by hand, where they lie beside the package; they are not part of it.

use std::{
    fs,
    path::{Path, PathBuf},
    process::Command,
};

use crate::cli::duibiao;

/// A set of reports and how right the table must at least be.
struct Set {
    gold: &'static str,
    reports: &'static str,
    ending: &'static str,
    min_f1: &'static str,
}

/// The bounds are a ratchet: a little under what was reached last.
const SETS: &[Set] = &[
    Set { gold: "gold/pds-2023h1.csv", reports: "reports", ending: "txt", min_f1: "0.97" },
    Set { gold: "dev/prose.gold.csv", reports: "dev/prose", ending: "txt", min_f1: "0.96" },
    Set { gold: "dev/table.gold.csv", reports: "dev/table", ending: "html", min_f1: "0.97" },
    Set { gold: "dev/table.gold.csv", reports: "dev/table", ending: "txt", min_f1: "0.96" },
];

fn shared() -> Option<PathBuf> {
    let shared = Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared");
    let shared = shared.canonicalize().ok().filter(|shared| shared.join("gold/score.py").is_file());
    if shared.is_none() {
        println!("skipped: ../shared is not here");
    }
    shared
}

fn reports(folder: &Path, ending: &str) -> Vec<String> {
    let paths = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
    let mut names: Vec<String> = paths
        .filter(|path| path.extension().is_some_and(|found| found == ending))
        .map(|path| path.to_string_lossy().into_owned())
        .collect();
    names.sort();
    names
}

#[test]
fn published_reports_are_read_as_well_as_before() {
    let Some(shared) = shared() else { return };
    let mut low = Vec::new();
    for set in SETS {
        let gold = shared.join(set.gold).to_string_lossy().into_owned();
        let inputs = reports(&shared.join(set.reports), set.ending);
        let mut arguments = vec!["evaluate", "--min-f1", set.min_f1, "--gold", &gold];
        arguments.extend(inputs.iter().map(String::as_str));
        let output = duibiao(&shared, &arguments);
        let line = String::from_utf8_lossy(&output.stdout).into_owned();
        println!("{} .{}: {}", set.reports, set.ending, line.trim());
        if !output.status.success() {
            low.push(format!("{} .{}, at least {}: {line}", set.reports, set.ending, set.min_f1));
        }
    }
    assert!(low.is_empty(), "{}", low.join("\n"));
}

#[test]
fn our_score_is_the_one_of_the_script_beside_the_gold() {
    let Some(shared) = shared() else { return };
    let folder = tempfile::tempdir().unwrap();
    for set in SETS {
        let gold = shared.join(set.gold).to_string_lossy().into_owned();
        let inputs = reports(&shared.join(set.reports), set.ending);
        let mut arguments = vec!["extract", "--format", "csv", "-o", "table.csv"];
        arguments.extend(inputs.iter().map(String::as_str));
        duibiao(folder.path(), &arguments);
        let script = shared.join("gold/score.py");
        let Ok(theirs) = Command::new("python3")
            .current_dir(folder.path())
            .arg(script)
            .args([&gold, "table.csv", "--by-kind"])
            .output()
        else {
            println!("skipped: there is no python3");
            return;
        };
        assert!(theirs.status.success(), "{}", String::from_utf8_lossy(&theirs.stderr));
        let ours =
            duibiao(folder.path(), &["evaluate", "--gold", &gold, "--table", "table.csv", "--by-kind"]);
        assert_eq!(String::from_utf8_lossy(&ours.stdout), String::from_utf8_lossy(&theirs.stdout));
    }
}
