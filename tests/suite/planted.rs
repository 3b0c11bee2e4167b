//! A tidy year raises nothing, and each of 36 kinds of changes planted in it is found with nothing beside it:
//! `tests/cases/findings/planted.txt`.

use std::{collections::BTreeMap, fs, path::Path};

use crate::months::said;

type Months = BTreeMap<String, String>;
/// Month, code, and a part of the message.
type Told = [String; 3];

/// One planted change, and what must and may be raised.
struct Planted {
    title: String,
    months: Months,
    must: Vec<Told>,
    may: Vec<Told>,
}

/// The tidy months, and what is planted in them.
fn cases() -> (Months, Vec<Planted>) {
    let file = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/cases/findings/planted.txt");
    let text = fs::read_to_string(file).unwrap();
    let (tidy, planted) = text.split_once("\n# 01 ").unwrap();
    let month = |block: &str| {
        let (period, text) = block.split_once('\n').unwrap();
        (period.to_owned(), format!("{text}\n"))
    };
    let tidy: Months = tidy.split("\n-- ").skip(1).map(month).collect();
    let planted = format!("01 {planted}").split("\n# ").map(|block| planted_in(&tidy, block)).collect();
    (tidy, planted)
}

fn planted_in(tidy: &Months, block: &str) -> Planted {
    let (title, lines) = block.split_once('\n').unwrap();
    let mut planted =
        Planted { title: title.to_owned(), months: tidy.clone(), must: Vec::new(), may: Vec::new() };
    for line in lines.lines() {
        let (sign, rest) = line.split_once(' ').unwrap();
        match sign {
            "=" => planted.must.push(told(rest)),
            "?" => planted.may.push(told(rest)),
            month => {
                let (old, new) = rest.split_once("=>").unwrap();
                let [old, new] = [old, new].map(|words| words.trim().replace("\\n", "\n"));
                let text = planted.months.get_mut(month).unwrap();
                assert!(text.contains(&old), "{title}: `{old}` is not in {month}");
                *text = text.replacen(&old, &new, 1);
            }
        }
    }
    planted
}

fn told(line: &str) -> Told {
    let parts: Vec<&str> = line.split(' ').collect();
    let [month, code, about] = parts[..] else { panic!("`{line}` names no month, code and words") };
    [month, code, about].map(str::to_owned)
}

/// What `ledger check` says of each month from the first that is not tidy.
fn raised(months: &Months, tidy: Option<&Months>) -> Vec<Told> {
    let folder = tempfile::tempdir().unwrap();
    for (month, text) in months {
        fs::write(folder.path().join(format!("{month}.txt")), text).unwrap();
    }
    let add = |rest: &[&str]| {
        said(folder.path(), &[&["ledger", "add", "--db", "l.db", "--body", "松溪县"], rest].concat(), 0)
    };
    let period = |month: &str| format!("2024-01/{month}");
    if months.values().all(|text| text.starts_with("松溪县2024年")) {
        let files: Vec<String> = months.keys().map(|month| format!("{month}.txt")).collect();
        add(&files.iter().map(String::as_str).collect::<Vec<_>>());
    } else {
        months.keys().for_each(|month| {
            add(&["--period", &period(month), &format!("{month}.txt")]);
        });
    }
    let planted = |month: &&String| tidy.is_none_or(|tidy| tidy[*month] != months[*month]);
    let first = months.keys().find(planted).expect("something is planted");
    let mut raised = Vec::new();
    for month in months.keys().filter(|month| *month >= first) {
        let check = ["ledger", "check", "--db", "l.db", "--period", &period(month), "--format", "json"];
        let found = said(folder.path(), &[&check[..], &["--fail-on", "never"]].concat(), 0);
        let found: serde_json::Value = serde_json::from_str(&found).unwrap();
        let word = |one: &serde_json::Value, name: &str| one[name].as_str().unwrap().to_owned();
        let one = |one| [month.clone(), word(one, "code"), word(one, "message")];
        raised.extend(found.as_array().unwrap().iter().map(one));
    }
    raised
}

fn is(wanted: &Told, found: &Told) -> bool {
    let [month, code, about] = wanted;
    month == &found[0] && code == &found[1] && (about == "." || found[2].contains(about.as_str()))
}

#[test]
fn a_tidy_year_raises_nothing() {
    let nothing: Vec<Told> = Vec::new();
    assert_eq!(raised(&cases().0, None), nothing);
}

#[test]
fn each_of_thirty_six_planted_kinds_is_found_and_nothing_beside_it() {
    let (tidy, planted) = cases();
    assert!(planted.len() >= 36, "{}", planted.len());
    let mut wrong = Vec::new();
    for case in &planted {
        let found = raised(&case.months, Some(&tidy));
        for wanted in case.must.iter().filter(|wanted| !found.iter().any(|one| is(wanted, one))) {
            wrong.push(format!("{}: {wanted:?} is not raised", case.title));
        }
        let known = |one: &&Told| case.must.iter().chain(&case.may).any(|wanted| is(wanted, one));
        wrong.extend(
            found.iter().filter(|one| !known(one)).map(|one| format!("{}: {one:?} is raised", case.title)),
        );
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}
