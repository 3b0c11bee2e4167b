//! Made-up bodies over three periods, from `tests/cases/series`: what was planted is found, and nothing else is said.

use std::{fs, path::Path};

use crate::months::said;

/// A line that is wanted or allowed: its period, its codes (one of them), and a part of the indicator.
struct Wanted {
    period: String,
    codes: Vec<String>,
    about: String,
}

impl Wanted {
    fn read(line: &str) -> Self {
        let parts: Vec<&str> = line.split_whitespace().collect();
        let [period, codes, about] = parts[..] else { panic!("`{line}` is no line of findings") };
        let codes = codes.split('|').map(str::to_owned).collect();
        Self { period: period.to_owned(), codes, about: about.to_owned() }
    }

    fn is(&self, (period, code, about): &(String, String, String)) -> bool {
        self.period == *period
            && self.codes.contains(code)
            && (self.about == "." || about.contains(&self.about))
    }
}

/// What `ledger check` says of each month of a case: period, code and message.
fn found(body: &str, months: &str) -> Vec<(String, String, String)> {
    let folder = tempfile::tempdir().unwrap();
    let mut found = Vec::new();
    for (at, month) in months.split("-- ").skip(1).enumerate() {
        let (period, text) = month.split_once('\n').unwrap();
        let name = format!("{at}.md");
        fs::write(folder.path().join(&name), text).unwrap();
        said(folder.path(), &["ledger", "add", "--db", "l.db", "--body", body, "--period", period, &name], 0);
        let check = ["ledger", "check", "--db", "l.db", "--period", period, "--format", "json"];
        let lines = said(folder.path(), &[&check[..], &["--fail-on", "never"]].concat(), 0);
        let findings: serde_json::Value = serde_json::from_str(&lines).unwrap();
        let word = |finding: &serde_json::Value, name: &str| finding[name].as_str().unwrap().to_owned();
        let one = |finding| (period.to_owned(), word(finding, "code"), word(finding, "message"));
        found.extend(findings.as_array().unwrap().iter().map(one));
    }
    found
}

#[test]
fn what_was_planted_in_five_bodies_is_found_and_nothing_else_is_said() {
    let (mut hits, mut wrong, mut missed) = (0, Vec::new(), Vec::new());
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/cases/series");
    let mut files: Vec<_> = fs::read_dir(folder).unwrap().map(|file| file.unwrap().path()).collect();
    files.sort();
    assert!(files.len() >= 5);
    for file in files {
        let text = fs::read_to_string(&file).unwrap();
        let (body, rest) = text.trim_start_matches("@@ ").split_once('\n').unwrap();
        let (months, lines) = rest.split_once("=>\n").unwrap();
        let (may, must): (Vec<&str>, Vec<&str>) = lines.lines().partition(|line| line.starts_with('?'));
        let must: Vec<Wanted> = must.into_iter().map(Wanted::read).collect();
        let may: Vec<Wanted> = may.into_iter().map(|line| Wanted::read(&line[1..])).collect();
        let found = found(body, months);
        for wanted in &must {
            if found.iter().any(|finding| wanted.is(finding)) {
                hits += 1;
            } else {
                missed.push(format!("{body}: {} {} {}", wanted.period, wanted.codes.join("|"), wanted.about));
            }
        }
        let allowed = |finding: &&_| must.iter().chain(&may).any(|wanted| wanted.is(finding));
        wrong.extend(
            found.iter().filter(|finding| !allowed(finding)).map(|finding| format!("{body}: {finding:?}")),
        );
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
    assert!(missed.len() * 100 <= 4 * (hits + missed.len()), "{hits} found, missed {missed:#?}");
}
