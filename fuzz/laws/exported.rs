//! Rows that are written, and written rows that are read: tables, comparisons, the ledger.

use std::path::Path;

use duibiao::{
    compare::{self, Class},
    export,
    ledger::{Ledger, Month},
    measure::{self, COLUMNS, Cell, Table},
    pipeline,
    read::{self, Options},
    rules::Rulebook,
};

use super::readings;

/// Any document of text: its rows are measured, quote what stands at their places, and come back from CSV.
pub(super) fn table(bytes: &[u8], rules: &Rulebook) {
    let Some(source) = readings::source(bytes) else { return };
    let report = pipeline::understand_whole(&source, rules);
    let table = measure::table(&[(&source, &report)], rules).expect("polars can compute any report");
    assert_eq!(table.rows.len(), report.findings.len());
    // Marks of Markdown are no text, and its places are those of the file, which is plain text, too.
    let plain = read::read("a.txt", &bytes[1..], &Options::default()).ok();
    let file = plain.filter(|_| source.name == "a.md").unwrap_or_else(|| source.clone()).text;
    for row in 0..table.rows.len() {
        quoted(&file, &table, row, ["goal_text", "goal_start", "goal_end"]);
        quoted(&file, &table, row, ["figure_text", "figure_start", "figure_end"]);
        let ratio = table.under(row, "completion_ratio").is_some();
        let both = table.under(row, "target").is_some() && table.under(row, "actual").is_some();
        assert!(!ratio || both, "a ratio of nothing");
        assert!(
            ratio || table.under(row, "ratio_note").is_some() || table.under(row, "kind") != Some("paired")
        );
    }
    let mut written = Vec::new();
    export::csv(&table, &mut written).expect("memory takes what is written");
    let written = String::from_utf8(written).expect("a table is UTF-8");
    let back = compare::exported(&written).expect("our own table can be read");
    assert_eq!(back.rows, table.rows, "a table comes back as it was");
}

/// The text of a row is what stands at its place, marks and blanks aside.
fn quoted(file: &str, table: &Table, row: usize, [text, start, end]: [&str; 3]) {
    let place = |name| table.under(row, name).and_then(|at| at.parse::<usize>().ok());
    let (Some(start), Some(end)) = (place(start), place(end)) else {
        return assert!(table.under(row, text).is_none(), "a quote without a place");
    };
    let quote = table.under(row, text).unwrap_or_default();
    let mut letters = quote.chars().filter(|c| !c.is_whitespace()).peekable();
    let mark = |c: char| c.is_whitespace() || "|*_`>#-\\<br/>".contains(c);
    for found in file.chars().skip(start).take(end - start) {
        let same = letters.next_if_eq(&found).is_some();
        assert!(same || mark(found), "`{quote}` is not what stands there: {found}");
    }
    assert!(letters.next().is_none(), "`{quote}` does not stand there");
}

/// Any exported table: it is the same as itself, and the ledger keeps it as it is.
pub(super) fn ledger(bytes: &[u8], rules: &Rulebook) {
    let text = String::from_utf8_lossy(bytes);
    let told = compare::is_exported(&text);
    let Ok(table) = compare::exported(&text) else { return };
    assert!(table.rows.iter().all(|row| row.len() == COLUMNS.len()), "every row has all columns");
    let same = compare::compare(&table, &table, rules);
    assert_eq!(same.count(Class::Unchanged), table.rows.len(), "a table differs from itself");
    if !told || table.rows.is_empty() {
        return;
    }
    let mut ledger = Ledger::create(Path::new(":memory:")).expect("there is memory");
    let month = |period| Month { body: "-", period, table: &table, letters: None };
    if let Err(error) = ledger.add(&month(None), false, rules) {
        assert!(error.is_usage(), "{error}");
    }
    let stored = ledger.add(&month(Some("2031-05")), true, rules).unwrap_or_else(|error| panic!("{error}"));
    assert_eq!(stored.rows, table.rows.len());
    let again = ledger.add(&month(Some("2031-05")), false, rules).unwrap_or_else(|error| panic!("{error}"));
    assert!(!again.changed, "the same month twice changes nothing");
    kept(&ledger, &table, rules);
}

/// The rows are there, as they were.
fn kept(ledger: &Ledger, table: &Table, rules: &Rulebook) {
    let runs = ledger.runs(None, true).expect("a ledger can be read");
    let run = runs.iter().find(|run| run.period == "2031-05").expect("what was stored is there");
    let stored = ledger.table(run).expect("a ledger can be read");
    let at = COLUMNS.iter().position(|column| column.name == "report_period");
    for (stored, given) in stored.rows.iter().zip(&table.rows) {
        let same =
            |(index, pair): (usize, (&Option<Cell>, &Option<Cell>))| Some(index) == at || pair.0 == pair.1;
        assert!(stored.iter().zip(given.iter()).enumerate().all(same), "the ledger keeps a row as it is");
    }
    ledger.trend("", None, rules).expect("a ledger can be read");
}
