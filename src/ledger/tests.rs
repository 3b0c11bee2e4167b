use super::{Ledger, LedgerError, Month, Stored};
use crate::{
    measure::{COLUMNS, Row, Table},
    rules::Rulebook,
};

/// A month of rows `name target actual`, in whole numbers of 个; a dash is not known.
fn month(rows: &[&str]) -> Table {
    let row = |text: &&str| {
        let parts: Vec<&str> = text.split(' ').collect();
        let known = |text: &str| Some(text.to_owned()).filter(|text| text != "-");
        let cell = |name: &str| match name {
            "kind" => Some(if parts[2] == "-" { "open" } else { "paired" }.to_owned()),
            "indicator" => known(parts[0]),
            "goal_kind" => Some("flow".to_owned()),
            "target_basis" => Some("annual".to_owned()),
            "unit" => Some("个".to_owned()),
            "target" => known(parts[1]),
            "actual" => known(parts[2]),
            "as_of" => known(parts[2]).map(|_| "2024-05-31".to_owned()),
            _ => None,
        };
        Row::read(COLUMNS.iter().map(|column| cell(column.name)))
    };
    Table { rows: rows.iter().map(row).collect() }
}

struct Book {
    ledger: Ledger,
    rules: Rulebook,
    _folder: tempfile::TempDir,
}

impl Book {
    fn new() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let ledger = Ledger::create(&folder.path().join("l.db")).unwrap();
        Self { ledger, rules: Rulebook::builtin().unwrap(), _folder: folder }
    }

    fn add(&mut self, period: &str, rows: &[&str], replace: bool) -> Result<Stored, LedgerError> {
        let table = month(rows);
        self.ledger.add(
            &Month { body: "县", period: Some(period), table: &table, letters: None },
            replace,
            &self.rules,
        )
    }

    /// `period indicator version target valid_from valid_to` of each row.
    fn long(&self) -> Vec<String> {
        let rows = self.ledger.long(None, None, &super::Versions::Current).unwrap();
        let names = |row: &crate::measure::Cells| {
            let column = |name: &str| {
                let at = COLUMNS.iter().position(|column| column.name == name).unwrap();
                row[super::LONG_COLUMNS.len() + at].as_deref().unwrap_or("-").to_owned()
            };
            let head = |at: usize| row[at].as_deref().unwrap_or("-").to_owned();
            format!(
                "{} {} {} {} {} {}",
                head(1),
                column("indicator"),
                head(10),
                column("target"),
                head(11),
                head(12)
            )
        };
        rows.iter().map(names).collect()
    }

    fn codes(&self) -> Vec<String> {
        let mut query = self
            .ledger
            .connection
            .prepare("SELECT period || ' ' || code FROM fact_finding ORDER BY 1")
            .unwrap();
        query.query_map([], |row| row.get(0)).unwrap().collect::<Result<_, _>>().unwrap()
    }

    fn goals(&self) -> i64 {
        let sql = "SELECT count(DISTINCT goal_id) FROM fact_progress";
        self.ledger.connection.query_row(sql, [], |row| row.get(0)).unwrap()
    }
}

#[test]
fn the_same_content_is_stored_once_and_other_content_only_when_asked() {
    let mut book = Book::new();
    let first = book.add("2024-05", &["公园 8 3"], false).unwrap();
    assert!(first.changed);
    let again = book.add("2024-05", &["公园 8 3"], false).unwrap();
    assert!(!again.changed && again.vintage == 1);
    assert!(matches!(book.add("2024-05", &["公园 8 4"], false), Err(LedgerError::Taken { .. })));
    let replaced = book.add("2024-05", &["公园 8 4"], true).unwrap();
    assert_eq!(replaced.vintage, 2);
    assert_eq!(book.ledger.runs(None, false).unwrap().len(), 1);
    assert_eq!(book.ledger.runs(None, true).unwrap().len(), 2);
}

#[test]
fn a_moved_goal_is_a_new_version_and_a_month_left_out_breaks_nothing() {
    let mut book = Book::new();
    book.add("2024-05", &["公园 8 3", "车位 1500 600"], false).unwrap();
    book.add("2024-06", &["车位 1500 690"], false).unwrap();
    book.add("2024-07", &["公园 8 5", "车位 1200 810"], false).unwrap();
    assert_eq!(
        book.long(),
        [
            "2024-05 公园 1 8 2024-05 -",
            "2024-05 车位 1 1500 2024-05 2024-07",
            "2024-06 车位 1 1500 2024-05 2024-07",
            "2024-07 公园 1 8 2024-05 -",
            "2024-07 车位 2 1200 2024-07 -",
        ]
    );
    assert_eq!(book.goals(), 2);
    assert_eq!(book.codes(), ["2024-06 R06", "2024-07 R02"]);
}

#[test]
fn the_order_of_adding_does_not_matter() {
    let months: [(&str, &[&str]); 4] = [
        ("2024", &["公园 8 -", "车位 1500 -"]),
        ("2024-Q1", &["公园 8 1", "车位 1500 300"]),
        ("2024-H1", &["公园 8 4", "车位 1200 690"]),
        ("2024-01/2024-11", &["公园 8 3", "车位 1200 1100"]),
    ];
    let mut forward = Book::new();
    let mut backward = Book::new();
    for (period, rows) in months {
        forward.add(period, rows, false).unwrap();
    }
    for (period, rows) in months.into_iter().rev() {
        backward.add(period, rows, false).unwrap();
    }
    assert_eq!(forward.long(), backward.long());
    assert_eq!(forward.codes(), backward.codes());
    assert_eq!(forward.codes().last().unwrap(), "2024-H1 R02");
    assert!(forward.codes().contains(&"2024-01/2024-11 R01".to_owned()), "{:?}", forward.codes());
}

#[test]
fn january_starts_anew_and_the_series_goes_on() {
    let mut book = Book::new();
    book.add("2023-12", &["公园 8 8"], false).unwrap();
    book.add("2024-01", &["公园 12 1"], false).unwrap();
    assert_eq!(book.goals(), 2);
    assert_eq!(book.codes(), ["2024-01 R15"]);
    let points = book.ledger.trend("公园", None, &book.rules).unwrap();
    let shown: Vec<_> = points.iter().map(|point| (point.cell("period"), point.cell("actual"))).collect();
    assert_eq!(shown, [("2023-12", "8"), ("2024-01", "1")]);
    assert_eq!(points[0].series, points[1].series);
}

#[test]
fn a_file_of_another_program_is_left_alone() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("other.db");
    rusqlite::Connection::open(&path).unwrap().execute_batch("CREATE TABLE t (x)").unwrap();
    assert!(matches!(Ledger::create(&path), Err(LedgerError::Foreign)));
    std::fs::write(
        folder.path().join("text.db"),
        "no database at all, and long enough for a header".repeat(40),
    )
    .unwrap();
    let error = Ledger::create(&folder.path().join("text.db")).err().unwrap();
    assert_eq!(error.to_string(), "it is no ledger of duibiao");
    assert!(Ledger::open(&folder.path().join("gone.db")).is_err());
    let newer = folder.path().join("newer.db");
    Ledger::create(&newer).unwrap().connection.pragma_update(None, "user_version", 99).unwrap();
    assert!(matches!(Ledger::open(&newer), Err(LedgerError::Newer)));
}

#[test]
fn a_column_that_is_new_is_added_to_an_older_file() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("l.db");
    let ledger = Ledger::create(&path).unwrap();
    ledger
        .connection
        .execute_batch("DROP VIEW fact_progress; ALTER TABLE fact DROP COLUMN findings;")
        .unwrap();
    drop(ledger);
    assert!(matches!(Ledger::open(&path), Err(LedgerError::Older)));
    drop(Ledger::create(&path).unwrap());
    Ledger::open(&path).unwrap().connection.prepare("SELECT findings FROM fact_progress").unwrap();
}

#[test]
fn the_plan_of_a_year_and_the_report_on_it_are_two() {
    let mut book = Book::new();
    book.add("2024", &["公园 8 -"], false).unwrap();
    book.add("2024-06", &["公园 8 4"], false).unwrap();
    let whole = book.add("2024", &["公园 8 8"], false).unwrap();
    assert_eq!(whole.vintage, 1);
    let periods: Vec<_> =
        book.ledger.runs(None, false).unwrap().into_iter().map(|run| (run.period, run.rows)).collect();
    assert_eq!(periods, [("2024".to_owned(), 1), ("2024-06".to_owned(), 1), ("2024".to_owned(), 1)]);
    assert_eq!(book.codes(), [""; 0], "every goal of a plan is open");
}
