//! Text to quantities, pieces and rows: everything lies where it is said to lie, and no number is made up.

use std::collections::HashSet;

use duibiao::{
    model::{Amount, Finding, Grounds, Kind, Quantity, QuantityKind, Report, row_ids},
    outline::outline as cut,
    pipeline,
    read::{self, Options},
    rules::Rulebook,
    scan::{self, quantities},
    text::{Source, Span},
};

use super::choice;

/// Any text: quantities are in order on borders, and say what is printed; a line before them changes none.
pub(super) fn scan(bytes: &[u8], rules: &Rulebook) {
    let text = String::from_utf8_lossy(bytes);
    let found = quantities(&text, rules);
    let mut end = 0;
    for quantity in &found {
        assert!(quantity.span.start >= end && text.get(quantity.span.range()).is_some());
        end = quantity.span.end;
        printed(&text, quantity);
    }
    let _ = (scan::cell(&text, rules), scan::unit_text(&text, rules));
    let (before, start) = ("。\n", "。\n".len());
    let moved = quantities(&format!("{before}{text}"), rules);
    let shifted: Vec<Quantity> = found.into_iter().map(|quantity| quantity.shifted(start)).collect();
    assert_eq!(moved, shifted, "a line before a text changes its quantities");
}

/// A quantity lies on borders, and its digits are those of the text.
fn printed(text: &str, quantity: &Quantity) {
    let core = text.get(quantity.core.range()).expect("a number stands in the text");
    assert!(quantity.span.covers(quantity.core) && !core.is_empty());
    assert!(quantity.amount.low() <= quantity.amount.high());
    let shown = quantity.to_string();
    let plain = plain(core);
    assert!(plain.contains(NUMERAL), "{core} is no number, but read as {shown}");
    let runs = plain.split(|c: char| !c.is_ascii_digit() && c != '.').filter(|run| !run.is_empty()).count();
    if let Amount::One(value) = quantity.amount
        && runs == 1
        && quantity.kind != QuantityKind::Fraction
        && !plain.contains(CHINESE)
        && !plain.contains('番')
    {
        let digits = value.abs().to_string();
        assert!(plain.contains(&digits), "{core} was read as {shown}");
    }
    assert!(quantity.base_low().is_none_or(|low| quantity.base_high().is_none_or(|high| low <= high)));
}

/// Letters of numbers, 翻 (番), 倍 and 全部 included.
const NUMERAL: fn(char) -> bool = |c| c.is_ascii_digit() || CHINESE(c) || "百千万亿翻倍".contains(c);
const CHINESE: fn(char) -> bool =
    |c| "零〇○一二两三四五六七八九十廿卅百千几数半双单壹贰叁肆伍陆柒捌玖拾佰仟萬億兩弐参".contains(c);

/// A number without separators, its digits folded.
fn plain(core: &str) -> String {
    let folded = core.chars().map(|c| match c {
        '０'..='９' | '．' => char::from_u32(u32::from(c) - 0xfee0).unwrap_or(c),
        _ => c,
    });
    folded.filter(|c| !matches!(c, ',' | '，' | ' ' | '\u{3000}' | '\u{a0}' | '\u{2009}' | '\'')).collect()
}

/// Any text: pieces lie in order, apart, in blocks that are there.
pub(super) fn outline(bytes: &[u8], rules: &Rulebook) {
    let source = Source::new("a.txt", String::from_utf8_lossy(bytes).replace('\r', "\n"));
    let outline = cut(&source, &[], rules);
    let mut end = 0;
    for piece in &outline.pieces {
        assert!(piece.span.start >= end && source.text.get(piece.span.range()).is_some());
        assert!(piece.block < outline.blocks.len(), "a piece of a block that is not there");
        end = piece.span.end;
    }
    assert!(outline.title.is_none_or(|title| source.text.get(title.range()).is_some()));
    assert_eq!(outline.closed().len(), outline.blocks.len());
}

const NAMES: &[&str] = &["a.txt", "a.md", "a.html", "a.csv"];

/// A source of one of the kinds that are text.
pub(super) fn source(bytes: &[u8]) -> Option<Source> {
    let (name, bytes) = choice(bytes, NAMES)?;
    read::read(name, bytes, &Options::default()).ok()
}

/// Any document of text: each row's numbers stand in it, and nothing that was read is lost.
pub(super) fn rows(bytes: &[u8], rules: &Rulebook) {
    let Some(source) = source(bytes) else { return };
    let trace = pipeline::trace(&source, rules);
    sound(&source, &trace.report);
    let numbers = |rows: &[Finding]| rows.iter().flat_map(Finding::numbers).collect::<HashSet<Span>>();
    let (rows, asides) = (numbers(&trace.report.findings), numbers(&trace.report.asides));
    for claim in &trace.claims {
        let core = claim.quantity.core;
        assert!(rows.contains(&core) || asides.contains(&core), "a number was read and lost");
    }
    let short = pipeline::understand(&source, rules);
    let bare = |row: &&Finding| row.kind != Kind::Figure;
    assert!(short.findings.iter().filter(bare).eq(trace.report.findings.iter().filter(bare)));
}

/// What holds for every report: rows are what their kind says, and their numbers stand in the source.
pub(crate) fn sound(source: &Source, report: &Report) {
    for row in report.findings.iter().chain(&report.asides) {
        let has = (row.goal.is_some(), row.figure.is_some(), row.stated.is_some());
        match row.kind {
            Kind::Paired => assert!(has.0 && has.1, "a pair has both: {row:?}"),
            Kind::Open => assert!(has.0 && !has.1, "an open goal has no figure: {row:?}"),
            Kind::Stated => assert!(!has.0 && has.2, "a printed rate without its goal: {row:?}"),
            Kind::Progress => assert!(has.1 || has.2, "progress is a number: {row:?}"),
            Kind::Figure => assert!(!has.0 && has.1, "a figure speaks for itself: {row:?}"),
        }
        let goal = row.goal.as_ref().map(|goal| (&goal.quantity, goal.clause));
        let figure = row.figure.as_ref().map(|figure| (&figure.quantity, figure.clause));
        if let (Some(goal), Some(figure)) = (goal, figure)
            && row.grounds != Some(Grounds::Whole)
        {
            assert!(goal.0.core != figure.0.core, "one number is goal and figure: {row:?}");
        }
        for (quantity, clause) in goal.into_iter().chain(figure) {
            assert!(source.text.get(clause.range()).is_some(), "a clause stands in the text");
            assert!(source.text.get(quantity.span.range()).is_some(), "a number stands in the text");
            printed(&source.text, quantity);
        }
        let stated = row.stated.as_ref().map(|stated| stated.span);
        assert!(stated.is_none_or(|span| source.text.get(span.range()).is_some_and(|text| !text.is_empty())));
    }
    let ids = row_ids(source, &report.findings);
    assert_eq!(ids.iter().collect::<HashSet<_>>().len(), ids.len(), "two rows have one id");
    assert!(
        report.notes.iter().flat_map(|note| &note.spans).all(|span| source.text.get(span.range()).is_some())
    );
}
