//! Corrections that stop a run: decisions that contradict each other, and files that do not follow the format.

use duibiao::{
    corrections::{Corrections, Reviewed},
    pipeline::understand_whole,
    rules::{Fault, RuleFile, Rulebook},
    text::Source,
};

use crate::corrections::{PARK, PARK_GOAL, REPORT, entry, file};

fn faults(corrections: &str) -> Vec<Fault> {
    let file = RuleFile { path: "c.toml".into(), text: corrections.into() };
    Corrections::load(&file).err().unwrap_or_default()
}

#[test]
fn decisions_that_contradict_each_other_are_faults_with_both_places() {
    let pair = |number: &str, quote: &str| {
        entry("pair", &format!("{PARK_GOAL}\nfigure = {{ quote = \"{quote}\", number = \"{number}\" }}"))
    };
    let two_rows = |figure: &str| {
        entry("pair", &format!("goal = {{ quote = \"改造老旧小区24个\", number = \"24个\" }}\n{figure}"))
    };
    for entries in [
        [entry("accept", PARK), entry("reject", PARK)],
        [entry("accept", PARK), entry("reject", PARK_GOAL)],
        [entry("accept", PARK), entry("not_comparable", PARK)],
        [entry("reject", PARK), pair("52个", "街角绿地52个")],
        [pair("41个", "建成口袋公园41个"), pair("52个", "街角绿地52个")],
        [
            entry("basis", &format!("{PARK_GOAL}\nbasis = \"province\"")),
            entry("basis", &format!("{PARK_GOAL}\nbasis = \"period\"")),
        ],
        [pair("52个", "街角绿地52个"), two_rows("figure = { quote = \"街角绿地52个\", number = \"52个\" }")],
        [entry("accept", PARK), two_rows("figure = { quote = \"建成口袋公园41个\", number = \"41个\" }")],
        [
            entry("alias", "indicator = \"公园\"\nname = \"甲\""),
            entry("alias", "indicator = \"公园\"\nname = \"乙\""),
        ],
    ] {
        let rules = Rulebook::builtin().unwrap();
        let source = Source::new("a.txt", REPORT);
        let mut report = understand_whole(&source, &rules);
        let text = file(&entries);
        let found = match Corrections::load(&RuleFile { path: "c.toml".into(), text: text.clone() }) {
            Err(faults) => faults,
            Ok(corrections) => corrections
                .apply(&mut [Reviewed { source: &source, report: &mut report }])
                .err()
                .unwrap_or_default(),
        };
        assert_eq!(found.len(), 1, "{text}\n{found:?}");
        assert_eq!((found[0].code, found[0].labels.len()), ("decision-conflict", 2), "{text}");
        assert!(report.findings.iter().all(|row| row.review.is_none()), "{text}");
    }
}

#[test]
fn malformed_files_are_faults_at_their_place() {
    let signed = "by = \"李敏\"\non = 2026-07-08\nwhy = \"核对\"\n";
    for (text, code, place) in [
        ("", "file-unreadable", ""),
        ("version = 2\n", "version-unknown", "2"),
        ("version = 1\n[[acept]]\n", "file-unreadable", "acept"),
        ("version = 1\n[[accept]]\nrow = 3\n", "file-unreadable", "3"),
        (
            "version = 1\n[[accept]]\nrow = \"a\"\nby = \"\"\non = 2026-07-08\nwhy = \"x\"\n",
            "field-empty",
            "\"\"",
        ),
        (
            "version = 1\n[[accept]]\nrow = \"a\"\non = 2026-07-08\nwhy = \"x\"\n",
            "field-missing",
            "[[accept]]",
        ),
        (
            "version = 1\n[[accept]]\nrow = \"a\"\nby = \"x\"\non = 2026-07-08T10:00:00\nwhy = \"x\"\n",
            "day-malformed",
            "2026-07-08T10:00:00",
        ),
        (&format!("version = 1\n[[accept]]\n{signed}"), "field-missing", "[[accept]]"),
        (&format!("version = 1\n[[pair]]\nrow = \"a\"\n{signed}"), "field-missing", "[[pair]]"),
        (
            &format!("version = 1\n[[basis]]\nrow = \"a\"\nbasis = \"yearly\"\n{signed}"),
            "basis-unknown",
            "\"yearly\"",
        ),
        (
            &format!("version = 1\n[[accept]]\nrow = \"a\"\nbasis = \"annual\"\n{signed}"),
            "field-misplaced",
            "\"annual\"",
        ),
        (&format!("version = 1\n[[alias]]\nindicator = \"a\"\n{signed}"), "field-missing", "[[alias]]"),
        (
            &format!(
                "version = 1\n[[reject]]\ngoal = {{ quote = \"建成41个\", number = \"42个\" }}\n{signed}"
            ),
            "number-not-quoted",
            "{ quote = \"建成41个\", number = \"42个\" }",
        ),
    ] {
        let found = faults(text);
        assert_eq!(found.len(), 1, "{text}: {found:?}");
        assert_eq!(found[0].code, code, "{text}: {found:?}");
        let at = found[0].labels[0].0.clone();
        assert!(text[at.clone()].starts_with(place), "{text}: {}", &text[at]);
    }
}
