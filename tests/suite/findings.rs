//! R01 to R18: where each is raised and where it must not be, from `tests/cases/findings`.

use std::{collections::BTreeMap, collections::BTreeSet, fs, path::Path};

use duibiao::{
    alerts,
    compare::{self, Comparison},
    measure::{COLUMNS, Row, Table},
    rules::Rulebook,
};

/// A case: its title and line, the rows before and now, and the codes.
#[derive(Default)]
struct Case {
    title: String,
    line: usize,
    old: Vec<String>,
    new: Vec<String>,
    codes: String,
}

/// The cells that rows share, and the cases.
fn cases() -> (String, Vec<Case>) {
    let file = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/cases/findings/rules.txt");
    let (mut base, mut cases, mut case) = (String::new(), Vec::new(), Case::default());
    for (number, line) in fs::read_to_string(file).unwrap().lines().enumerate() {
        match line.split_once(' ').unwrap_or((line, "")) {
            ("base", cells) => base = cells.to_owned(),
            ("#", title) => (case.title, case.line) = (title.to_owned(), number + 1),
            ("old", cells) => case.old.push(cells.to_owned()),
            ("new", cells) => case.new.push(cells.to_owned()),
            ("=>", codes) => {
                case.codes = codes.trim().to_owned();
                cases.push(std::mem::take(&mut case));
            }
            ("", _) => {}
            (other, _) => panic!("line {}: `{other}` begins no line of a case", number + 1),
        }
    }
    (base, cases)
}

fn table(base: &str, rows: &[String]) -> Table {
    let row = |cells: &String| {
        let mut row = vec![None; COLUMNS.len()];
        for cell in base.split_whitespace().chain(cells.split_whitespace()) {
            let (name, value) = cell.split_once('=').unwrap();
            let at = COLUMNS.iter().position(|column| column.name == name).unwrap();
            row[at] = Some(value.to_owned()).filter(|value| !value.is_empty());
        }
        Row::read(row)
    };
    Table { rows: rows.iter().map(row).collect() }
}

fn raised(base: &str, case: &Case, rules: &Rulebook) -> String {
    let (old, new) = (table(base, &case.old), table(base, &case.new));
    let compared = !case.old.is_empty();
    let comparison = if compared { compare::compare(&old, &new, rules) } else { Comparison::of(&new, rules) };
    let codes = alerts::raised(&comparison, compared, rules);
    codes.iter().map(|alert| alert.alert.code()).collect::<Vec<_>>().join(" ")
}

#[test]
fn each_rule_is_raised_where_it_must_be_and_nowhere_else() {
    let rules = Rulebook::builtin().unwrap();
    let (base, cases) = cases();
    let wrong: Vec<String> = cases
        .iter()
        .filter_map(|case| {
            let raised = raised(&base, case, &rules);
            (raised != case.codes)
                .then(|| format!("{}: {}: `{raised}`, not `{}`", case.line, case.title, case.codes))
        })
        .collect();
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn each_rule_has_a_case_for_and_a_case_against() {
    let (_, cases) = cases();
    let rules = Rulebook::builtin().unwrap();
    let mut seen: BTreeMap<&str, BTreeSet<bool>> = BTreeMap::new();
    for rule in rules.findings.rules().iter().filter(|rule| !rule.alert.is_conflict()) {
        for case in cases.iter().filter(|case| case.title.starts_with(&rule.zh)) {
            seen.entry(rule.alert.code()).or_default().insert(case.codes.contains(rule.alert.code()));
        }
    }
    let missing: Vec<&str> = rules
        .findings
        .rules()
        .iter()
        .filter(|rule| !rule.alert.is_conflict())
        .map(|rule| rule.alert.code())
        .filter(|code| seen.get(code).is_none_or(|both| both.len() < 2))
        .collect();
    assert!(missing.is_empty(), "no case for or none against: {missing:?}");
}
