//! Each figure that people are shown of a ledger, on pages and sheets and in both languages, is the one of the CSV.

use std::{
    collections::{BTreeSet, HashMap},
    fs,
    path::Path,
};

use calamine::{Data, Reader, Xlsx, open_workbook};
use rust_decimal::{Decimal, RoundingStrategy};

use crate::cli::duibiao;

/// A row of a CSV by column.
type Row = HashMap<String, String>;

/// Columns that people see under a head, in the order of the CSV: as they are, in percent, or in the report's own unit.
const SEEN: &[(&str, [&str; 2], How)] = &[
    ("target", ["目标", "Goal"], How::InUnit),
    ("actual", ["完成", "Figure"], How::InUnit),
    ("gap", ["差额", "Gap"], How::InUnit),
    ("implied_target_low", ["反推目标下限", "Implied target low"], How::InUnit),
    ("implied_target_high", ["反推目标上限", "Implied target high"], How::InUnit),
    ("required_per_month", ["后续月均需完成", "Required per month"], How::InUnit),
    ("forecast", ["全年预测", "Forecast"], How::InUnit),
    ("completion_ratio", ["完成率", "Completion"], How::Percent),
    ("stated_ratio", ["自报完成率", "Printed rate"], How::Percent),
    ("expected_ratio", ["序时进度", "Expected"], How::Percent),
    ("pace_gap_pp", ["与序时差(百分点)", "Pace gap pp"], How::Plain),
    ("year", ["年度", "Year"], How::Plain),
    ("first_month", ["起月", "First month"], How::Plain),
    ("vintage", ["版次", "Vintage"], How::Plain),
    ("goal_version", ["目标版本", "Goal version"], How::Plain),
    ("goal_line", ["目标行", "Goal line"], How::Plain),
    ("rows", ["行数", "Rows"], How::Plain),
    ("run", ["入账号", "Run"], How::Plain),
];

#[derive(Clone, Copy, PartialEq, Eq)]
enum How {
    InUnit,
    Percent,
    Plain,
}

fn run(folder: &Path, arguments: &[&str]) -> Vec<u8> {
    let output = duibiao(folder, arguments);
    assert!(output.status.success(), "{arguments:?}: {}", String::from_utf8_lossy(&output.stderr));
    output.stdout
}

/// The months of `seeds/` in a ledger, the last of them put right once.
fn ledger() -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    let months = Path::new(env!("CARGO_MANIFEST_DIR")).join("seeds/months");
    for month in ["2024-01-goals.md", "2024-05.md", "2024-06.md", "2024-07.md"] {
        run(folder.path(), &["ledger", "add", "--db", "l.db", &months.join(month).display().to_string()]);
    }
    let text = fs::read_to_string(months.join("2024-07.md")).unwrap().replace("985户", "1085户");
    fs::write(folder.path().join("2024-07.md"), text).unwrap();
    run(folder.path(), &["ledger", "add", "--db", "l.db", "--replace", "2024-07.md"]);
    folder
}

fn number(text: &str) -> Option<Decimal> {
    let plain = text.replace([',', '%', '+', '≥', '≤'], "").replace("▲ ", "").replace("▼ ", "-");
    Decimal::from_str_exact(plain.trim()).ok()
}

/// How many of the report's own units go into one of the common unit, by a number that is known in both.
fn step(row: &Row) -> Decimal {
    let pairs = [("target_value", "target"), ("actual_value", "actual")];
    let known = pairs.iter().find_map(|(own, common)| {
        Some((number(row.get(*own)?)?, number(row.get(*common)?)?)).filter(|(own, _)| !own.is_zero())
    });
    known.map_or(Decimal::ONE, |(own, common)| common / own)
}

/// What a cell must show of a row, rounded as a page rounds where `places` says so.
fn wanted(row: &Row, column: &str, how: How) -> Option<Decimal> {
    let value = number(row.get(column)?)?;
    Some(match how {
        How::InUnit => value / step(row),
        How::Percent => value * Decimal::ONE_HUNDRED,
        How::Plain => value,
    })
}

/// Compares what is shown under the heads with the rows; gives how many numbers were held.
fn held(rows: &[Row], shown: &[Row], lang: usize, places: [u32; 3]) -> usize {
    assert_eq!(rows.len(), shown.len());
    let mut held = 0;
    for (row, shown) in rows.iter().zip(shown) {
        for (column, heads, how) in SEEN {
            let Some(cell) = shown.get(heads[lang]) else { continue };
            let places = places[*how as usize];
            let round = |value: Decimal| {
                value.round_dp_with_strategy(places, RoundingStrategy::MidpointAwayFromZero).normalize()
            };
            let seen = number(cell).map(round);
            assert_eq!(seen, wanted(row, column, *how).map(round), "{column}: {cell} of {row:?}");
            held += usize::from(seen.is_some());
        }
        let unit = ["target_unit", "actual_unit"].iter().find_map(|name| row.get(*name));
        if let (Some(unit), Some(seen)) =
            (unit.filter(|unit| !unit.is_empty()), shown.get(["单位", "Unit"][lang]))
        {
            assert_eq!(seen, unit, "{row:?}");
        }
    }
    held
}

fn csv_of(folder: &Path, arguments: &[&str]) -> Vec<Row> {
    let table = run(folder, &[arguments, &["--format", "csv"]].concat());
    csv::Reader::from_reader(table.as_slice()).deserialize().map(Result::unwrap).collect()
}

/// The rows of a sheet, each cell by its head.
fn sheet(folder: &Path, name: &str) -> Vec<Row> {
    let mut book: Xlsx<_> = open_workbook(folder.join("out.xlsx")).unwrap();
    let range = book.worksheet_range(name).unwrap();
    let mut rows = range.rows();
    let heads: Vec<String> = rows.next().unwrap().iter().map(ToString::to_string).collect();
    let cell = |head: &str, cell: &Data| match cell {
        Data::Float(value) => {
            let percent = SEEN.iter().any(|(_, heads, how)| *how == How::Percent && heads.contains(&head));
            let value = Decimal::from_f64_retain(*value).unwrap().round_dp(12);
            (if percent { value * Decimal::ONE_HUNDRED } else { value }).normalize().to_string()
        }
        other => other.to_string(),
    };
    rows.map(|row| heads.iter().zip(row).map(|(head, it)| (head.clone(), cell(head, it))).collect()).collect()
}

/// The rows of a page, each cell by its head.
fn page(folder: &Path) -> Vec<Row> {
    let page = fs::read_to_string(folder.join("out.html")).unwrap();
    let body = page.split("<tbody>").nth(1).unwrap().to_owned();
    let cell = |cell: &str| {
        let (head, rest) = cell.split_once("data-head=\"")?.1.split_once('"')?;
        Some((head.to_owned(), rest.split_once('>')?.1.split('<').next()?.to_owned()))
    };
    let rows = body.split("<tr").skip(1).filter(|row| !row.contains("<th"));
    rows.map(|row| row.split("<td").skip(1).filter_map(cell).collect()).collect()
}

#[test]
fn each_figure_of_the_ledgers_pages_and_sheets_is_that_of_the_csv() {
    let folder = ledger();
    let folder = folder.path();
    for (lang, code) in ["zh", "en"].into_iter().enumerate() {
        let sheets = [["一览", "明细"], ["Overview", "All columns"]][lang];
        for (arguments, least) in [
            (vec!["ledger", "export", "--db", "l.db"], [200, 200, 700]),
            (vec!["ledger", "export", "--db", "l.db", "--replaced"], [200, 200, 800]),
            (vec!["ledger", "list", "--db", "l.db"], [10, 10, 0]),
            (vec!["ledger", "trend", "--db", "l.db", "新"], [100, 100, 100]),
        ] {
            let rows = csv_of(folder, &arguments);
            let told = [&["--lang", code], &arguments[..]].concat();
            for file in ["out.html", "out.xlsx"] {
                run(folder, &[&told[..], &["-o", file]].concat());
            }
            let mut seen = vec![held(&rows, &page(folder), lang, [8, 1, 1])];
            seen.push(held(&rows, &sheet(folder, sheets[0]), lang, [8, 8, 8]));
            if least[2] > 0 {
                seen.push(held(&rows, &sheet(folder, sheets[1]), lang, [8, 8, 8]));
            }
            assert!(seen.iter().zip(least).all(|(seen, least)| *seen >= least), "{told:?}: {seen:?}");
        }
    }
}

/// Runs of Chinese letters.
fn chinese(text: &str) -> Vec<String> {
    let runs = text.split(|c: char| !('\u{4e00}'..='\u{9fff}').contains(&c));
    runs.filter(|run| !run.is_empty()).map(str::to_owned).collect()
}

/// The words of all cells of a workbook.
fn cells(folder: &Path, name: &str) -> Vec<String> {
    let mut book: Xlsx<_> = open_workbook(folder.join(name)).unwrap();
    let names = book.sheet_names();
    names
        .iter()
        .flat_map(|name| {
            let range = book.worksheet_range(name).unwrap();
            range.used_cells().map(|(.., cell)| cell.to_string()).collect::<Vec<_>>()
        })
        .chain(names.iter().cloned())
        .collect()
}

#[test]
fn the_chinese_of_an_english_workbook_is_that_of_the_report() {
    let folder = ledger();
    let folder = folder.path();
    let seeds = Path::new(env!("CARGO_MANIFEST_DIR")).join("seeds");
    let file = |name: &str| seeds.join(name).display().to_string();
    let (half, june, july, labour) = (
        file("pds-2023h1.txt"),
        file("months/2024-06.md"),
        file("months/2024-07.md"),
        file("months/2024-06-labour.md"),
    );
    let months = file("months");
    let mut said = BTreeSet::new();
    for report in fs::read_dir(&months).unwrap().map(|file| file.unwrap().path()).chain([half.clone().into()])
    {
        said.extend(fs::read_to_string(report).unwrap().lines().map(str::to_owned));
    }
    let said: Vec<String> = said.into_iter().collect();
    let rows = csv_of(folder, &["extract", &half, &months]);
    let names: BTreeSet<&str> = rows
        .iter()
        .flat_map(|row| [row["indicator"].as_str(), &row["target_unit"], &row["gap_unit"]])
        .collect();
    for arguments in [
        vec!["extract", &half],
        vec!["extract", &months],
        vec!["extract", &months, "--rollup", "section"],
        vec!["compare", &june, &july],
        vec!["check", &june, &labour, "--fail-on", "never"],
        vec!["ledger", "changes", "--db", "l.db", "--since", "2024-07"],
        vec!["ledger", "trend", "--db", "l.db", "新"],
        vec!["ledger", "check", "--db", "l.db", "--fail-on", "never"],
        vec!["ledger", "export", "--db", "l.db"],
        vec!["ledger", "list", "--db", "l.db"],
    ] {
        run(folder, &[&["--lang", "en"], &arguments[..], &["-o", "en.xlsx"]].concat());
        for cell in cells(folder, "en.xlsx") {
            for run in chinese(&cell) {
                let own = said.iter().any(|line| line.contains(&run))
                    || names.iter().any(|name| name.contains(&run));
                assert!(own, "{arguments:?}: `{run}` of `{cell}` is no word of the report");
            }
        }
    }
}
