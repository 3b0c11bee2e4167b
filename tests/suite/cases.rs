//! `tests/cases/reports/*.md` and `tests/cases/tables/*.md`: small reports and the rows they should give.
//!
//! Cases that cannot be done yet are listed in `tests/cases/known.txt`; a listed case that passes fails the
//! suite, so that the list only shrinks. `UPDATE=1` rewrites the list, and fails too.

use std::{
    collections::{BTreeMap, BTreeSet},
    fs,
    path::{Path, PathBuf},
};

use duibiao::{
    evaluate::{Expected, Folded, Found, Gold, score},
    model::{Kind, Quantity, Report},
    pipeline,
    read::{Options, read},
    rules::Rulebook,
};
use rust_decimal::Decimal;

/// One case: a report and its rows.
struct Case {
    /// `rates.md: R3 a rate in brackets`.
    name: String,
    /// File and line of its heading.
    place: String,
    /// What the report is read as: `case.md`, or `case.html` after a line "```report html".
    file: String,
    report: String,
    rows: Vec<Expected>,
}

#[test]
fn reports_give_the_rows_that_an_analyst_would_write() {
    let Ok(rules) = Rulebook::builtin() else { panic!("the rules have faults; see `duibiao rules check`") };
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/cases");
    let listed = fs::read_to_string(folder.join("known.txt")).unwrap();
    let known: BTreeSet<&str> =
        listed.lines().filter(|line| !line.is_empty() && !line.starts_with('#')).collect();
    let (mut failing, mut complaints, mut all) = (Vec::new(), Vec::new(), BTreeSet::new());
    for case in
        ["reports", "tables"].iter().flat_map(|name| files(&folder.join(name))).flat_map(|file| cases(&file))
    {
        assert!(all.insert(case.name.clone()), "two cases are called {}", case.name);
        let trouble = trouble(&case, &rules);
        match (trouble, known.contains(case.name.as_str())) {
            (None, false) => {}
            (Some(_), true) => failing.push(case.name),
            (None, true) => complaints.push(format!("{}: passes now; take it off known.txt", case.place)),
            (Some(trouble), false) => {
                complaints.push(format!("{}: {}\n{trouble}", case.place, case.name));
                failing.push(case.name);
            }
        }
    }
    complaints.extend(
        known.iter().filter(|name| !all.contains(**name)).map(|name| format!("known.txt: no case `{name}`")),
    );
    if std::env::var_os("UPDATE").is_some() {
        let head = "# Cases of reports/ that the program cannot do yet. Ideally this list is empty.\n";
        fs::write(folder.join("known.txt"), format!("{head}{}\n", failing.join("\n"))).unwrap();
        panic!(
            "known.txt is rewritten: {} of {} cases fail; look at the difference",
            failing.len(),
            all.len()
        );
    }
    assert!(
        complaints.is_empty(),
        "{} complaints of {} cases:\n{}",
        complaints.len(),
        all.len(),
        complaints.join("\n")
    );
}

/// What is wrong with the rows of a case; `None` where nothing is.
fn trouble(case: &Case, rules: &Rulebook) -> Option<String> {
    let source = match read(&case.file, case.report.as_bytes(), &Options::default()) {
        Ok(source) => source,
        Err(error) => return Some(format!("    {error}")),
    };
    let report = pipeline::understand(&source, rules);
    let rows = rows(&report);
    let named = names(&report);
    let gold = Gold::from([("case".to_owned(), case.rows.clone())]);
    let score = score(&gold, &BTreeMap::from([("case".to_owned(), rows.clone())]));
    let mut lines: Vec<String> = Vec::new();
    lines.extend(score.missed.iter().map(|row| format!("    missed {row}")));
    lines.extend(score.wrong.iter().map(|row| format!("    wrong  {row}")));
    lines.extend(case.rows.iter().filter(|row| row.must).filter_map(|row| misnamed(row, &rows, &named)));
    if score.stated.0 < score.stated.1 {
        lines.push("    a printed rate is missing or another one".to_owned());
    }
    (!lines.is_empty()).then(|| lines.join("\n"))
}

/// What the rows are called: alone, and behind their scopes.
fn names(report: &Report) -> Vec<[String; 2]> {
    let scored = report.findings.iter().filter(|finding| finding.kind != Kind::Figure);
    scored.map(|row| [plain(&row.indicator), plain(&format!("{}{}", row.scope, row.indicator))]).collect()
}

/// A name as it is compared: letter by letter, without marks and blanks.
fn plain(name: &str) -> String {
    name.chars().filter(|c| c.is_alphanumeric()).collect()
}

/// A row of which every number is right and no name is: each must hold the expected one letter by letter, as 功社区 does
/// not hold 成功社区; behind `=` it must be that and nothing else.
fn misnamed(expected: &Expected, rows: &[Found], names: &[[String; 2]]) -> Option<String> {
    let same = |found: &Found| {
        found.kind == expected.kind
            && (expected.kind == Kind::Open || expected.actual.agrees(&found.actual))
            && (!matches!(expected.kind, Kind::Open | Kind::Paired) || expected.target.agrees(&found.target))
    };
    let (wanted, exact) = (plain(&expected.indicator), expected.indicator.starts_with('='));
    let called = |at: &usize| match exact {
        true => names[*at].contains(&wanted),
        false => names[*at].iter().any(|name| name.contains(&wanted)),
    };
    let like: Vec<usize> = (0..rows.len()).filter(|&at| same(&rows[at])).collect();
    let named = like.is_empty() || like.iter().any(called);
    let found = || like.iter().map(|&at| names[at][1].as_str()).collect::<Vec<_>>().join(", ");
    (!named).then(|| format!("    name    {} is called {}", expected.shown, found()))
}

pub(crate) fn rows(report: &Report) -> Vec<Found> {
    let scored = report.findings.iter().filter(|finding| finding.kind != Kind::Figure);
    scored
        .map(|finding| {
            let target = folded(finding.goal.as_ref().map(|goal| &goal.quantity));
            let actual = folded(finding.figure.as_ref().map(|figure| &figure.quantity));
            let stated = finding.stated.as_ref().map(|stated| stated.ratio * Decimal::ONE_HUNDRED);
            let shown = format!("{:?} {} {target:?} {actual:?} {stated:?}", finding.kind, finding.indicator);
            let indicator = finding.indicator.clone();
            Found {
                kind: finding.kind,
                indicator,
                scope: finding.scope.clone(),
                target,
                actual,
                stated,
                grounds: String::new(),
                rule: finding.rule.clone(),
                shown,
            }
        })
        .collect()
}

fn folded(quantity: Option<&Quantity>) -> Folded {
    quantity.map_or_else(Folded::default, |quantity| {
        Folded::new(&quantity.amount.low().to_string(), &quantity.unit_text)
    })
}

/// The reports of a folder of cases: their names, what they are read as, and their texts.
pub(crate) fn reports(folder: &str) -> Vec<(String, String, String)> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/cases").join(folder);
    let all = files(&folder).into_iter().flat_map(|file| cases(&file));
    all.map(|case| (case.name, case.file, case.report)).collect()
}

fn files(folder: &Path) -> Vec<PathBuf> {
    let mut files: Vec<_> = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    files.sort();
    files
}

/// The cases of a file: a heading, a `report` block and a `pairs` block each.
fn cases(file: &Path) -> Vec<Case> {
    let name = file.file_name().unwrap().to_string_lossy().into_owned();
    let text = fs::read_to_string(file).unwrap();
    let mut cases: Vec<Case> = Vec::new();
    let mut block = "";
    for (index, line) in text.lines().enumerate() {
        let number = index + 1;
        match (block, line) {
            ("", line) if line.starts_with("## ") => cases.push(Case {
                name: format!("{name}: {}", &line[3..]),
                place: format!("{}:{number}", file.display()),
                file: String::new(),
                report: String::new(),
                rows: Vec::new(),
            }),
            ("", line) if line.starts_with("```report") => {
                let ending = line.trim_start_matches("```report").trim();
                let case = cases.last_mut().expect("a heading stands before the block");
                case.file = format!("case.{}", if ending.is_empty() { "md" } else { ending });
                block = "report";
            }
            ("", "```pairs") => block = "pairs",
            (_, "```") => block = "",
            ("report", line) => {
                let case = cases.last_mut().expect("a heading stands before the block");
                case.report.push_str(line);
                case.report.push('\n');
            }
            ("pairs", line) => {
                cases
                    .last_mut()
                    .expect("a heading stands before the block")
                    .rows
                    .push(expected(line, number, &name));
            }
            (_, _) => {}
        }
    }
    cases
}

/// `indicator | goal | figure | printed rate in percent | kind`, `?` before it where the row may be left out, `=`
/// where the indicator is exactly that.
fn expected(line: &str, number: usize, file: &str) -> Expected {
    let must = !line.starts_with('?');
    let cells: Vec<&str> = line.trim_start_matches('?').split('|').map(str::trim).collect();
    let [indicator, target, actual, stated, kind] = cells[..] else {
        panic!("{file}:{number}: a row has five cells: indicator | goal | figure | rate | kind");
    };
    let amount = |cell: &str| {
        let (number, unit) = cell.split_once(' ').unwrap_or((cell, ""));
        Folded::new(number, unit)
    };
    let kind = match kind {
        "paired" => Kind::Paired,
        "stated" => Kind::Stated,
        "progress" => Kind::Progress,
        "open" => Kind::Open,
        other => panic!("{file}:{number}: `{other}` is no kind"),
    };
    let (target, actual, stated) = (amount(target), amount(actual), stated.parse().ok());
    Expected {
        kind,
        must,
        indicator: indicator.to_owned(),
        target,
        actual,
        stated,
        line: number,
        shown: line.to_owned(),
    }
}
