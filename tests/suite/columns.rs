//! `tests/cases/columns.txt`: what rows say besides their numbers: their names, their districts, the kinds of their goals,
//! what these are of, and up to when their figures count.

use std::{fs, path::Path};

use duibiao::{
    model::Finding,
    pipeline,
    read::{Options, read},
    rules::Rulebook,
};

/// Name, district, kind and basis of the goal, and the date of the figure.
fn said(row: &Finding) -> [String; 5] {
    let (kind, basis) = row.goal.as_ref().map_or(("", ""), |goal| (goal.kind.code(), goal.basis.code()));
    let as_of = row.figure.as_ref().and_then(|figure| figure.as_of).and_then(|(as_of, _)| as_of.date());
    let as_of = as_of.map_or_else(String::new, |date| date.to_string());
    [row.indicator.clone(), row.scope.clone(), kind.to_owned(), basis.to_owned(), as_of]
}

#[test]
fn rows_say_whose_they_are_what_their_goals_are_of_and_up_to_when_they_count() {
    let rules = Rulebook::builtin().unwrap();
    let file = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/cases/columns.txt");
    let text = fs::read_to_string(file).unwrap();
    let mut wrong = Vec::new();
    for case in text.split("\n## ").skip(1) {
        let (title, lines) = case.split_once('\n').unwrap();
        let (wanted, report): (Vec<&str>, Vec<&str>) = lines.lines().partition(|line| line.starts_with("= "));
        let source = read("case.md", report.join("\n").as_bytes(), &Options::default()).unwrap();
        let rows: Vec<_> = pipeline::understand(&source, &rules).findings.iter().map(said).collect();
        for want in wanted {
            let cells: Vec<&str> = want[2..].split('|').map(str::trim).collect();
            let fits =
                |row: &&[String; 5]| cells.iter().zip(*row).all(|(want, have)| *want == "-" || want == have);
            if !rows.iter().any(|row| fits(&row)) {
                wrong.push(format!("{title}: {want}: none of {rows:?}"));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}
