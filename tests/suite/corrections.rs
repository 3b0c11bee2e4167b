//! What people decide about rows: each kind of decision, and what happens to those that cannot be applied.

use duibiao::{
    corrections::{Corrections, Outcome, Reviewed},
    measure,
    model::Kind,
    pipeline::understand_whole,
    rules::{RuleFile, Rulebook},
    text::Source,
};

pub(crate) const REPORT: &str = "2026年重点工作进展情况\n\
    1.新建口袋公园60个。\n落实情况：截至6月底，建成口袋公园41个，另有街角绿地52个。\n\
    2.改造老旧小区24个。\n落实情况：截至6月底，老旧小区改造完成9个。\n\
    3.完成绿化投资3亿元。\n落实情况：正在筹备。\n";

/// The rows as `kind target actual ratio note basis review`, one a line.
fn corrected(corrections: &str) -> (Vec<String>, Outcome) {
    let rules = Rulebook::builtin().unwrap();
    let source = Source::new("a.txt", REPORT);
    let mut report = understand_whole(&source, &rules);
    let file = RuleFile { path: "c.toml".into(), text: corrections.into() };
    let corrections = Corrections::load(&file).unwrap();
    let outcome = corrections.apply(&mut [Reviewed { source: &source, report: &mut report }]).unwrap();
    let table = measure::table(&[(&source, &report)], &rules).unwrap();
    let columns =
        ["kind", "target_value", "actual_value", "completion_ratio", "ratio_note", "target_basis", "review"];
    let rows = (0..table.rows.len())
        .filter(|row| table.under(*row, "kind") != Some("figure"))
        .map(|row| columns.map(|name| table.under(row, name).unwrap_or("-")).join(" "))
        .collect();
    (rows, outcome)
}

pub(crate) fn entry(kind: &str, fields: &str) -> String {
    format!("[[{kind}]]\n{fields}\nby = \"李敏\"\non = 2026-07-08\nwhy = \"核对原文\"\n")
}

pub(crate) fn file(entries: &[String]) -> String {
    format!("version = 1\n{}", entries.join(""))
}

pub(crate) const PARK_GOAL: &str = "goal = { quote = \"新建口袋公园60个\", number = \"60个\" }";
pub(crate) const PARK: &str = "goal = { quote = \"新建口袋公园60个\", number = \"60个\" }\n\
    figure = { quote = \"建成口袋公园41个\", number = \"41个\" }";
const PARK_OTHER: &str = "goal = { quote = \"新建口袋公园 60个\", number = \"60个\" }\n\
    figure = { quote = \"另有街角绿地52个\", number = \"52个\" }";

#[test]
fn without_decisions_nothing_changes() {
    let (rows, outcome) = corrected("version = 1\n");
    assert_eq!(
        rows,
        [
            "paired 60 41 0.683333333333 - annual -",
            "paired 24 9 0.375 - annual -",
            "open 3 - - no_figure annual -"
        ]
    );
    assert_eq!((outcome.applied, outcome.stale.len()), (0, 0));
}

#[test]
fn an_accepted_row_is_marked_and_keeps_its_values() {
    let (rows, outcome) = corrected(&file(&[entry("accept", PARK)]));
    assert_eq!(rows[0], "paired 60 41 0.683333333333 - annual accepted");
    assert_eq!((outcome.applied, outcome.accepted, outcome.corrected), (1, 1, 0));
}

#[test]
fn a_row_is_named_by_its_id_too() {
    let rules = Rulebook::builtin().unwrap();
    let source = Source::new("a.txt", REPORT);
    let report = understand_whole(&source, &rules);
    let id = &duibiao::model::row_ids(&source, &report.findings)[0];
    let (rows, _) = corrected(&file(&[entry("accept", &format!("row = \"{id}\""))]));
    assert!(rows[0].ends_with(" accepted"), "{rows:?}");
    // An id that no row has any more is helped by the quotes.
    let (rows, _) = corrected(&file(&[entry("accept", &format!("row = \"0123456789abcdef\"\n{PARK}"))]));
    assert!(rows[0].ends_with(" accepted"), "{rows:?}");
}

#[test]
fn a_rejected_pair_leaves_its_goal_open() {
    let (rows, _) = corrected(&file(&[entry("reject", PARK)]));
    assert_eq!(rows[0], "open 60 - - no_figure annual corrected");
    assert_eq!(rows.len(), 3);
    // Its figure is there for those who ask for all.
    let rules = Rulebook::builtin().unwrap();
    let source = Source::new("a.txt", REPORT);
    let mut report = understand_whole(&source, &rules);
    let text = file(&[entry("reject", PARK)]);
    let corrections = Corrections::load(&RuleFile { path: "c.toml".into(), text }).unwrap();
    corrections.apply(&mut [Reviewed { source: &source, report: &mut report }]).unwrap();
    let freed = report.findings.iter().find(|row| row.kind == Kind::Figure && row.review.is_some()).unwrap();
    assert_eq!(freed.figure.as_ref().unwrap().quantity.core.text(REPORT), "41个");
}

#[test]
fn a_rejected_goal_is_none_and_a_rejected_open_row_leaves() {
    let (rows, _) = corrected(&file(&[
        entry("reject", PARK_GOAL),
        entry("reject", "goal = { quote = \"完成绿化投资3亿元\", number = \"3亿元\" }"),
    ]));
    assert_eq!(rows, ["paired 24 9 0.375 - annual -"]);
}

#[test]
fn a_pair_is_set_and_the_old_figure_is_free() {
    let (rows, _) = corrected(&file(&[entry("pair", PARK_OTHER)]));
    assert_eq!(rows[0], "paired 60 52 0.866666666667 - annual corrected");
    assert_eq!(rows.len(), 3);
}

#[test]
fn a_figure_that_is_taken_from_another_goal_leaves_it_open() {
    let (rows, _) = corrected(&file(&[entry(
        "pair",
        "goal = { quote = \"新建口袋公园60个\", number = \"60个\" }\nfigure = { quote = \"改造完成9个\", number = \"9个\" }",
    )]));
    assert_eq!(rows[0], "paired 60 9 0.15 - annual corrected");
    assert_eq!(rows[1], "open 24 - - no_figure annual corrected");
}

#[test]
fn a_number_that_was_read_as_a_goal_may_be_the_figure() {
    let (rows, _) = corrected(&file(&[entry(
        "pair",
        "goal = { quote = \"新建口袋公园60个\", number = \"60个\" }\nfigure = { quote = \"改造老旧小区24个\", number = \"24个\" }",
    )]));
    assert_eq!(rows[0], "paired 60 24 0.4 undated annual corrected");
    assert_eq!(rows.len(), 2, "{rows:?}");
}

#[test]
fn a_pair_of_different_units_stays_without_a_ratio() {
    let (rows, _) = corrected(&file(&[entry(
        "pair",
        "goal = { quote = \"完成绿化投资3亿元\", number = \"3亿元\" }\nfigure = { quote = \"街角绿地52个\", number = \"52个\" }",
    )]));
    assert_eq!(rows[2], "paired 3 52 - unit_differs annual corrected");
}

#[test]
fn a_basis_is_set() {
    let (rows, _) = corrected(&file(&[entry("basis", &format!("{PARK_GOAL}\nbasis = \"total_plan\""))]));
    assert_eq!(rows[0], "paired 60 41 0.683333333333 total_plan total_plan corrected");
}

#[test]
fn what_does_not_compare_has_no_ratio() {
    let (rows, _) = corrected(&file(&[entry("not_comparable", PARK)]));
    assert_eq!(rows[0], "paired 60 41 - not_comparable annual corrected");
}

#[test]
fn an_indicator_gets_its_agreed_name() {
    let rules = Rulebook::builtin().unwrap();
    let source = Source::new("a.txt", REPORT);
    let mut report = understand_whole(&source, &rules);
    let name = report.findings[0].indicator.clone();
    let text = file(&[entry("alias", &format!("indicator = \"{name}\"\nname = \"公园数量\""))]);
    let corrections = Corrections::load(&RuleFile { path: "c.toml".into(), text }).unwrap();
    let outcome = corrections.apply(&mut [Reviewed { source: &source, report: &mut report }]).unwrap();
    let names: Vec<_> = report.findings.iter().filter(|row| row.indicator == "公园数量").collect();
    assert_eq!((names.len(), outcome.corrected), (1, 1));
    assert!(names[0].review.is_some());
}

#[test]
fn decisions_that_fit_nothing_are_reported_with_their_place() {
    let corrections = file(&[
        entry("accept", "row = \"0123456789abcdef\""),
        entry("reject", "goal = { quote = \"新建广场7个\", number = \"7个\" }"),
        entry("alias", "indicator = \"广场\"\nname = \"城市广场\""),
        entry("not_comparable", "goal = { quote = \"完成绿化投资3亿元\", number = \"3亿元\" }"),
        entry("accept", &format!("source = \"b.txt\"\n{PARK}")),
    ]);
    let (rows, outcome) = corrected(&corrections);
    assert!(rows.iter().all(|row| row.ends_with(" -")), "{rows:?}");
    let lines: Vec<usize> = outcome
        .stale
        .iter()
        .map(|fault| corrections[..fault.labels[0].0.start].matches('\n').count() + 1)
        .collect();
    assert_eq!(lines, [2, 7, 12, 18, 23]);
    assert!(outcome.stale.iter().all(|fault| fault.code == "decision-stale"));
    assert!(outcome.stale[3].message.contains("kind"), "{}", outcome.stale[3].message);
}

#[test]
fn words_that_stand_twice_ask_which_one() {
    let rules = Rulebook::builtin().unwrap();
    let source = Source::new(
        "a.txt",
        "1.新建公园6个。\n落实情况：建成公园2个。\n2.新建公园6个。\n落实情况：建成公园3个。\n",
    );
    for (more, stale) in [("", 1), (", task = \"2\"", 0), (", nth = 2", 0), (", nth = 3", 1)] {
        let mut report = understand_whole(&source, &rules);
        let goal = format!("goal = {{ quote = \"新建公园6个\", number = \"6个\"{more} }}");
        let text = file(&[entry("accept", &goal)]);
        let corrections = Corrections::load(&RuleFile { path: "c.toml".into(), text }).unwrap();
        let outcome = corrections.apply(&mut [Reviewed { source: &source, report: &mut report }]).unwrap();
        assert_eq!(outcome.stale.len(), stale, "{more}");
        assert_eq!(report.findings.iter().filter(|row| row.review.is_some()).count(), 1 - stale);
    }
}

#[test]
fn the_same_decision_twice_is_no_conflict() {
    let (rows, outcome) = corrected(&file(&[entry("accept", PARK), entry("accept", PARK)]));
    assert!(rows[0].ends_with(" accepted"));
    assert_eq!(outcome.applied, 2);
}

/// The same with numbers and values found by the grammar, as the program applies decisions.
fn corrected_whole(text: &str, corrections: &str) -> (Vec<String>, usize) {
    use duibiao::{corrections::UNREAD, pipeline};
    let rules = Rulebook::builtin().unwrap();
    let source = Source::new("a.txt", text);
    let mut report = understand_whole(&source, &rules);
    let file = RuleFile { path: "c.toml".into(), text: corrections.into() };
    let corrections = Corrections::load(&file).unwrap();
    let corrections = corrections.with_values(&|words| pipeline::value(words, &rules));
    pipeline::add_unread(&mut report, &source, &rules);
    let outcome = corrections.apply(&mut [Reviewed { source: &source, report: &mut report }]).unwrap();
    report.asides.retain(|number| number.rule != UNREAD);
    let mut table = measure::table(&[(&source, &report)], &rules).unwrap();
    table.drop_figures();
    let columns =
        ["kind", "indicator", "scope", "target_value", "target_unit", "actual_value", "completion_ratio"];
    let row = |row| columns.map(|name| table.under(row, name).unwrap_or("-")).join(" ");
    ((0..table.rows.len()).map(row).collect(), outcome.stale.len())
}

#[test]
fn a_missed_goal_becomes_a_row_with_its_figure() {
    let text = "2026年重点工作进展情况\n一、概况\n全市共有公园86座，面积1200亩。\n二、任务\n\
        1.新建口袋公园60个。\n落实情况：截至6月底，建成口袋公园41个。\n";
    let before = corrected_whole(text, "version = 1\n").0;
    let goal = "goal = { quote = \"共有公园86座\", number = \"86座\" }\nname = \"公园总数\"";
    let (rows, stale) = corrected_whole(text, &file(&[entry("missed", goal)]));
    assert_eq!(stale, 0);
    assert_eq!(rows.len(), before.len() + 1);
    assert!(rows.contains(&"open 公园总数 - 86 座 - -".to_owned()), "{rows:?}");
    let both = format!("{goal}\nfigure = {{ quote = \"建成口袋公园41个\", number = \"41个\" }}");
    let (rows, stale) = corrected_whole(text, &file(&[entry("missed", &both)]));
    assert_eq!(stale, 0);
    assert!(rows.iter().any(|row| row.starts_with("paired 公园总数 - 86 座 41")), "{rows:?}");
    // What is a goal already, and what does not stand there, is not made one.
    for gone in [
        "goal = { quote = \"新建口袋公园60个\", number = \"60个\" }",
        "goal = { quote = \"建湖61个\", number = \"61个\" }",
    ] {
        let (rows, stale) =
            corrected_whole(text, &file(&[entry("missed", &format!("{gone}\nname = \"园\""))]));
        assert_eq!((rows, stale), (before.clone(), 1));
    }
}

#[test]
fn a_row_says_what_a_person_says_it_should() {
    let what = format!(
        "{PARK_GOAL}\nname = \"街头公园\"\nscope = \"东区\"\ngoal_reads = \"80个\"\nfigure_reads = \"44个\""
    );
    let (rows, stale) = corrected_whole(REPORT, &file(&[entry("correct", &what)]));
    assert_eq!((rows[0].as_str(), stale), ("paired 街头公园 东区 80 个 44 0.55", 0));
    for wrong in ["许多", "80", "60个和70个", ""] {
        let what = format!("{PARK_GOAL}\ngoal_reads = \"{wrong}\"");
        let (rows, stale) = corrected_whole(REPORT, &file(&[entry("correct", &what)]));
        assert!(rows[0].contains(" 60 个 41 ") && stale == 1, "{wrong}: {rows:?}");
    }
    for wrong in [PARK_GOAL.to_owned(), "name = \"园\"".to_owned()] {
        let file = RuleFile { path: "c.toml".into(), text: file(&[entry("correct", &wrong)]) };
        assert!(Corrections::load(&file).is_err(), "{wrong}");
    }
}

#[test]
fn who_decided_and_why_reaches_the_table() {
    let rules = Rulebook::builtin().unwrap();
    let source = Source::new("a.txt", REPORT);
    let mut report = understand_whole(&source, &rules);
    let other = "[[accept]]\ngoal = { quote = \"改造老旧小区24个\", number = \"24个\" }\nby = \"王强\"\non = 2026-07-09\nwhy = \"电话核实\"\n";
    let text = file(&[
        entry("accept", PARK),
        entry("alias", &format!("indicator = \"{}\"\nname = \"公园\"", report.findings[0].indicator))
            .replace("李敏", "赵华"),
        other.to_owned(),
    ]);
    let corrections = Corrections::load(&RuleFile { path: "c.toml".into(), text }).unwrap();
    corrections.apply(&mut [Reviewed { source: &source, report: &mut report }]).unwrap();
    let table = measure::table(&[(&source, &report)], &rules).unwrap();
    let said =
        |row| ["review", "reviewed_by", "review_reason"].map(|name| table.under(row, name).unwrap_or("-"));
    let open = (0..table.rows.len()).find(|row| table.under(*row, "kind") == Some("open")).unwrap();
    let of =
        |target| (0..table.rows.len()).find(|row| table.under(*row, "target_value") == Some(target)).unwrap();
    assert_eq!(said(of("60")), ["accepted", "赵华;李敏", "核对原文"]);
    assert_eq!(said(of("24")), ["accepted", "王强", "电话核实"]);
    assert_eq!(said(open), ["-", "-", "-"]);
}
