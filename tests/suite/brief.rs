//! The draft of a notice: nothing that is not in the table, and for each number its place in the report.

use std::{collections::HashMap, fs, io::Read, path::Path};

use rust_decimal::Decimal;

use crate::cli::{duibiao, ends};

fn seed() -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    let report = Path::new(env!("CARGO_MANIFEST_DIR")).join("seeds/pds-2023h1.txt");
    fs::copy(report, folder.path().join("city.txt")).unwrap();
    folder
}

fn notice(folder: &Path, arguments: &[&str]) -> String {
    let output = duibiao(folder, &[&["brief", "city.txt"], arguments].concat());
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8(output.stdout).unwrap()
}

fn rows(folder: &Path) -> Vec<HashMap<String, String>> {
    let output = duibiao(folder, &["extract", "city.txt", "--format", "csv"]);
    csv::Reader::from_reader(&output.stdout[..]).deserialize().map(Result::unwrap).collect()
}

/// The notes by number: line and quote.
fn notes(notice: &str) -> HashMap<usize, String> {
    let lines = notice.lines().filter_map(|line| line.strip_prefix("[^")?.split_once("]: "));
    lines.map(|(number, text)| (number.parse().unwrap(), text.to_owned())).collect()
}

/// A text and the numbers of the notes in it, taken out.
fn without_notes(line: &str) -> (String, Vec<usize>) {
    let (mut words, mut marks, mut rest) = (String::new(), Vec::new(), line);
    while let Some((before, after)) = rest.split_once("[^") {
        let (number, behind) = after.split_once(']').unwrap();
        marks.push(number.parse().unwrap());
        words.push_str(before);
        rest = behind;
    }
    (words + rest, marks)
}

#[test]
fn each_number_of_an_item_is_in_the_table_and_its_note_quotes_the_line_that_says_it() {
    let folder = seed();
    let (notice, rows) = (notice(folder.path(), &[]), rows(folder.path()));
    let report = fs::read_to_string(folder.path().join("city.txt")).unwrap();
    let (report, notes): (Vec<&str>, _) = (report.lines().collect(), notes(&notice));
    let mut items = 0;
    for line in notice.lines().filter(|line| line.contains("\\. ")) {
        let (words, marks) = without_notes(line);
        let words = words.split_once("\\. ").unwrap().1.replace('\\', "");
        let (name, said) = words.split_once('：').unwrap();
        let row = rows
            .iter()
            .find(|row| row["indicator"] == name && numbers_of(row).all(|text| said.contains(&text)));
        assert!(row.is_some(), "no row says `{words}`");
        let rates = [
            ("，完成率", "completion_ratio"),
            ("序时进度", "expected_ratio"),
            ("自报完成率", "stated_ratio"),
        ];
        for (word, column) in rates {
            // 完成率异常 names a warning.
            let number = |after: &&str| after.starts_with(|c: char| c.is_ascii_digit());
            let Some(after) = said.split(word).skip(1).find(number) else { continue };
            let shown = Decimal::from_str_exact(after.split('%').next().unwrap()).unwrap();
            let exact = Decimal::from_str_exact(&row.unwrap()[column]).unwrap() * Decimal::ONE_HUNDRED;
            assert!((shown - exact).abs() <= Decimal::new(5, 2), "{words}: {exact}");
        }
        assert!(!marks.is_empty(), "{words}");
        for mark in marks {
            let (place, quote) = notes[&mark].split_once('：').unwrap();
            let number: usize = place.trim_start_matches('第').trim_end_matches('行').parse().unwrap();
            let quote =
                quote.trim_start_matches('“').trim_end_matches("”。").trim_end_matches('…').replace('\\', "");
            assert!(report[number - 1].contains(&quote), "line {number} does not say `{quote}`");
        }
        items += 1;
    }
    assert!(items > 30, "{items}");
}

/// Goal and figure of a row as the notice writes them.
fn numbers_of(row: &HashMap<String, String>) -> impl Iterator<Item = String> {
    let pair = |value: &str, unit: &str| format!("{}{}", row[value], row[unit]);
    let both = [pair("target_value", "target_unit"), pair("actual_value", "actual_unit")];
    both.into_iter().filter(|text| !text.is_empty())
}

#[test]
fn what_two_reports_contradict_each_other_in_is_said_with_both_places() {
    let folder = seed();
    let months = Path::new(env!("CARGO_MANIFEST_DIR")).join("seeds/months");
    for month in ["2024-06.md", "2024-06-labour.md"] {
        fs::copy(months.join(month), folder.path().join(month)).unwrap();
    }
    let output = duibiao(folder.path(), &["brief", "2024-06.md", "2024-06-labour.md"]);
    let notice = String::from_utf8(output.stdout).unwrap();
    let line = notice.lines().find(|line| line.contains("两份报告数字不一")).unwrap();
    let (words, marks) = without_notes(line);
    assert!(words.contains("城镇新增就业：两份报告数字不一，一处为2730人，另一处为2790人。"), "{words}");
    let notes = notes(&notice);
    for (mark, place) in marks.iter().zip(["工作小结》第3行", "进展情况》第59行"]) {
        assert!(notes[mark].contains(place), "{}", notes[mark]);
    }
    let english = duibiao(folder.path(), &["brief", "2024-06.md", "2024-06-labour.md", "--lang", "en"]);
    assert!(String::from_utf8(english.stdout).unwrap().contains("2730人[^"));
    // What bounds a goal is said in words.
    assert!(notice.contains("目标不低于86亿元") && !notice.contains('≥'), "{notice}");
}

#[test]
fn the_counts_of_the_situation_are_those_of_the_table() {
    let folder = seed();
    let (notice, rows) = (notice(folder.path(), &[]), rows(folder.path()));
    let line = notice.lines().find(|line| line.starts_with("本次共梳理")).unwrap();
    let (words, marks) = without_notes(line);
    let found: Vec<usize> =
        words.split(|c: char| !c.is_ascii_digit()).filter_map(|digits| digits.parse().ok()).collect();
    let count = |column: &str, codes: &[&str]| {
        rows.iter().filter(|row| codes.contains(&row[column].as_str())).count()
    };
    let behind = ["slightly_behind", "behind", "far_behind"];
    let wanted = [
        count("kind", &["paired", "open"]),
        count("kind", &["paired"]),
        count("kind", &["open"]),
        count("status_code", &["done", "met"]),
        count("status_code", &["ahead", "on_pace"]),
        count("status_code", &behind),
        count("status_code", &["far_behind"]),
    ];
    assert_eq!(found[..7], wanted);
    assert_eq!(marks.len(), found.iter().filter(|count| **count > 0).count(), "each count has its lines");
}

#[test]
fn the_document_says_what_the_markdown_says_with_as_many_notes() {
    let folder = seed();
    let markdown = notice(folder.path(), &[]);
    ends(&duibiao(folder.path(), &["brief", "city.txt", "-o", "n.docx", "-o", "n.md"]), 0, &[]);
    assert_eq!(fs::read_to_string(folder.path().join("n.md")).unwrap(), markdown);
    let mut archive = zip::ZipArchive::new(fs::File::open(folder.path().join("n.docx")).unwrap()).unwrap();
    let mut part = |name: &str| {
        let mut text = String::new();
        archive.by_name(name).unwrap().read_to_string(&mut text).unwrap();
        text
    };
    let (document, footnotes) = (part("word/document.xml"), part("word/footnotes.xml"));
    assert_eq!(document.matches("<w:footnoteReference ").count(), notes(&markdown).len());
    assert_eq!(footnotes.matches("<w:footnoteRef/>").count(), notes(&markdown).len());
    let words: String = document
        .split("<w:t xml:space=\"preserve\">")
        .skip(1)
        .map(|rest| rest.split("</w:t>").next().unwrap())
        .collect();
    for line in markdown.lines().filter(|line| line.contains("\\. ")) {
        let said = without_notes(line).0.replace('\\', "").replace('>', "&gt;").replace('<', "&lt;");
        assert!(words.contains(&said), "{said}");
    }
    // A draft is no report.
    ends(&duibiao(folder.path(), &["extract", "n.docx"]), 3, &["duibiao wrote, not a report"]);
    ends(&duibiao(folder.path(), &["extract", "n.md"]), 3, &["duibiao wrote, not a report"]);
}

#[test]
fn a_users_rules_put_other_words_in_and_a_gap_that_nothing_fills_is_a_fault() {
    let folder = seed();
    fs::create_dir(folder.path().join("mine")).unwrap();
    let write = |words: &str| {
        let entry = format!("[[text]]\nid = \"title\"\nwords = \"{words}\"\nreplaces = true\n");
        fs::write(folder.path().join("mine/brief.toml"), entry).unwrap();
    };
    write("重点工作通报");
    assert!(notice(folder.path(), &["--rules", "mine"]).contains("# 重点工作通报\n"));
    write("{speed}");
    ends(
        &duibiao(folder.path(), &["brief", "city.txt", "--rules", "mine"]),
        2,
        &["nothing is called {speed}"],
    );
    ends(&duibiao(folder.path(), &["brief", "city.txt", "-o", "n.pdf"]), 2, &["use .docx or .md"]);
}
