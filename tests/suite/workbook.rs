//! The workbook for people: its figures are those of the CSV, its words are Chinese, and each sheet prints on A4.

use std::{collections::HashMap, fs, io::Read, path::Path};

use calamine::{Data, Reader, Xlsx, open_workbook};
use rust_decimal::{Decimal, prelude::FromPrimitive};

use crate::cli::duibiao;

const DISTRICTS: &str = "\
县区,绿化造林目标（亩）,绿化造林完成（亩）,新建公园目标（座）,新建公园完成（座）,责任单位
东河区,2000,1500,4,4,东河区政府
西山县,3000,1500,5,4,西山县政府
南岭县,1000,750,3,,南岭县政府
";

/// The report of a city, or three reports together.
fn folder(several: bool) -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    let seeds = Path::new(env!("CARGO_MANIFEST_DIR")).join("seeds");
    fs::copy(seeds.join("pds-2023h1.txt"), folder.path().join("city.txt")).unwrap();
    if several {
        fs::copy(seeds.join("months/2024-07.md"), folder.path().join("county.md")).unwrap();
        fs::write(folder.path().join("districts.csv"), DISTRICTS).unwrap();
    }
    let inputs: &[&str] = if several { &["city.txt", "county.md", "districts.csv"] } else { &["city.txt"] };
    for output in ["out.xlsx", "out.table"] {
        let format = if output.ends_with("xlsx") { "xlsx" } else { "csv" };
        let arguments = [&["extract"], inputs, &["--format", format, "-o", output]].concat();
        let output = duibiao(folder.path(), &arguments);
        assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    }
    folder
}

/// The rows of the CSV by column.
fn csv_rows(folder: &Path) -> Vec<HashMap<String, String>> {
    let mut reader = csv::Reader::from_path(folder.join("out.table")).unwrap();
    reader.deserialize().map(Result::unwrap).collect()
}

/// A sheet as rows of cells, the header first.
fn sheet(folder: &Path, name: &str) -> Vec<Vec<Data>> {
    let mut book: Xlsx<_> = open_workbook(folder.join("out.xlsx")).unwrap();
    book.worksheet_range(name).unwrap().rows().map(<[Data]>::to_vec).collect()
}

fn column(rows: &[Vec<Data>], head: &str) -> Vec<Data> {
    let named = |cell: &Data| is(cell, head);
    let at = rows[0].iter().position(named).unwrap_or_else(|| panic!("no column {head}"));
    rows[1..].iter().map(|row| row[at].clone()).collect()
}

/// True where a cell shows these words.
fn is(cell: &Data, text: &str) -> bool {
    let shown = cell.to_string();
    shown == text
}

/// A number of a cell; calamine has doubles, so that the last places may differ.
fn number(cell: &Data) -> Option<Decimal> {
    match cell {
        Data::Float(value) => Decimal::from_f64(*value),
        Data::Int(value) => Some(Decimal::from(*value)),
        _ => None,
    }
}

fn same(cell: &Data, text: &str) -> bool {
    match (number(cell), Decimal::from_str_exact(text)) {
        (Some(one), Ok(other)) => {
            (one - other).abs() <= other.abs() * Decimal::new(1, 9) + Decimal::new(1, 11)
        }
        (None, Err(_)) => is(cell, text),
        _ => false,
    }
}

#[test]
fn each_goal_is_one_line_in_the_order_of_the_report_with_the_figures_of_the_csv() {
    for several in [false, true] {
        let folder = folder(several);
        let (rows, rates) = (csv_rows(folder.path()), sheet(folder.path(), "完成率"));
        assert!(rates[0].len() <= 12, "{:?}", rates[0]);
        assert_eq!(rates.len() - 1, rows.len());
        let cells = |head| column(&rates, head);
        let (names, goals, figures) = (cells("指标"), cells("目标"), cells("完成"));
        let (ratios, stated, status) = (cells("完成率"), cells("自报完成率"), cells("状态"));
        for (at, row) in rows.iter().enumerate() {
            assert!(names[at].to_string().ends_with(&row["indicator"]), "{at} {:?}", names[at]);
            assert!(same(&ratios[at], &row["completion_ratio"]), "{at} {:?} {row:?}", ratios[at]);
            assert!(same(&stated[at], &row["stated_ratio"]), "{at} {:?}", stated[at]);
            assert_eq!(status[at].to_string(), row["status"]);
            let range = !row["target_high"].is_empty();
            assert!(range || same(&goals[at], &row["target_value"]), "{at} {:?} {row:?}", goals[at]);
            let flows = row["ratio_note"].is_empty();
            if let (Some(goal), Some(figure), true) = (number(&goals[at]), number(&figures[at]), flows) {
                // In one unit of the report, so that what is shown gives the ratio that is shown.
                let ratio = Decimal::from_str_exact(&row["completion_ratio"]).unwrap();
                assert!((figure / goal - ratio).abs() < Decimal::new(1, 9), "{at} {row:?}");
            }
        }
        assert_eq!(
            goals.iter().filter(|goal| **goal != Data::Empty).count(),
            rows.iter().filter(|row| !row["target_value"].is_empty()).count()
        );
    }
}

#[test]
fn the_summary_counts_what_the_csv_counts() {
    let folder = folder(true);
    let rows = csv_rows(folder.path());
    let summary = sheet(folder.path(), "汇总");
    let at = summary.iter().position(|row| is(&row[0], "目标")).unwrap();
    let shown: Vec<Decimal> = summary[at + 1].iter().filter_map(number).collect();
    let count = |holds: &dyn Fn(&HashMap<String, String>) -> bool| {
        Decimal::from(rows.iter().filter(|row| holds(row)).count())
    };
    let kind = |row: &HashMap<String, String>, kinds: &[&str]| kinds.contains(&row["kind"].as_str());
    let status = |row: &HashMap<String, String>, codes: &[&str]| codes.contains(&row["status_code"].as_str());
    let wanted = [
        count(&|row| kind(row, &["paired", "open"])),
        count(&|row| kind(row, &["paired"])),
        count(&|row| kind(row, &["open"])),
        count(&|row| status(row, &["done", "met"])),
        count(&|row| status(row, &["ahead", "on_pace"])),
        count(&|row| status(row, &["slightly_behind", "behind", "far_behind"])),
        Decimal::from(sheet(folder.path(), "待核对").len() - 1),
    ];
    assert_eq!(shown, wanted);
    let captions: Vec<String> =
        summary.iter().map(|row| row[0].to_string()).filter(|cell| cell.starts_with('按')).collect();
    assert_eq!(captions, ["按报告", "按区域或范围", "按板块", "按状态"]);
    assert_eq!(
        sheet(folder.path(), "未报数").len() - 1,
        rows.iter().filter(|row| row["kind"] == "open").count()
    );
}

#[test]
fn terminal_workbook_page_and_database_agree_on_what_is_to_be_checked() {
    let folder = folder(false);
    let checked = sheet(folder.path(), "待核对").len() - 1;
    assert!(checked > 0);
    for (format, output) in [("html", "out.html"), ("sqlite", "out.db"), ("text", "out.txt")] {
        let output = duibiao(
            folder.path(),
            &["extract", "city.txt", "--format", format, "-o", output, "--lang", "zh"],
        );
        assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    }
    let text = fs::read_to_string(folder.path().join("out.txt")).unwrap();
    assert!(text.contains(&format!("待核对{checked}个")), "{}", text.lines().last().unwrap());
    let page = fs::read_to_string(folder.path().join("out.html")).unwrap();
    let tags = page.match_indices("data-tags=\"").map(|(at, mark)| &page[at + mark.len()..]);
    let look =
        tags.filter(|rest| rest.split('"').next().unwrap().split(' ').any(|tag| tag == "look")).count();
    assert_eq!(look, checked);
    let base = rusqlite::Connection::open(folder.path().join("out.db")).unwrap();
    let count: u32 = base.query_row("SELECT COUNT(*) FROM v_to_check", [], |row| row.get(0)).unwrap();
    assert_eq!(count as usize, checked);
}

#[test]
fn districts_and_bodies_have_their_sheets_with_ties() {
    let folder = folder(true);
    let ranking = sheet(folder.path(), "指标排名");
    let lines: Vec<String> =
        ranking.iter().map(|row| [0, 1, 2].map(|at| row[at].to_string()).join("|")).collect();
    assert!(lines.contains(&"1|绿化造林|东河区".to_owned()), "{lines:#?}");
    assert!(
        lines.contains(&"1|绿化造林|南岭县".to_owned()) && lines.contains(&"3|绿化造林|西山县".to_owned())
    );
    let matrix = sheet(folder.path(), "矩阵");
    let east = matrix.iter().find(|row| is(&row[0], "东河区")).unwrap();
    assert_eq!(number(&east[1]), Some(Decimal::new(75, 2)));
    let bodies = column(&sheet(folder.path(), "责任单位"), "责任单位");
    assert!(bodies.iter().any(|cell| is(cell, "西山县政府")));
    // A middle needs three values.
    let medians = column(&sheet(folder.path(), "责任单位"), "完成率中位数");
    assert!(
        bodies
            .iter()
            .zip(&medians)
            .filter(|(body, _)| is(body, "西山县政府"))
            .all(|(_, cell)| *cell == Data::Empty)
    );
}

#[test]
fn each_sheet_prints_on_a4_across_and_shows_no_code() {
    let folder = folder(true);
    let file = fs::File::open(folder.path().join("out.xlsx")).unwrap();
    let mut archive = zip::ZipArchive::new(file).unwrap();
    let names: Vec<String> = archive.file_names().map(|name| name.unwrap().into_owned()).collect();
    let mut part = |name: &str| {
        let mut text = String::new();
        archive.by_name(name).unwrap().read_to_string(&mut text).unwrap();
        text
    };
    let sheets: Vec<&String> = names.iter().filter(|name| name.starts_with("xl/worksheets/sheet")).collect();
    assert_eq!(sheets.len(), 10);
    for name in sheets {
        let text = part(name);
        assert!(text.contains("paperSize=\"9\"") && text.contains("orientation=\"landscape\""), "{name}");
        assert!(text.contains("<headerFooter>") && text.contains("fitToPage=\"1\""), "{name}");
    }
    // The words of all sheets: none is a code such as same_frame, and none is an alert's.
    let shared = part("xl/sharedStrings.xml");
    for words in
        shared.split("<t").filter_map(|piece| piece.split_once('>')?.1.split('<').next().map(str::to_owned))
    {
        let code = !words.is_empty() && words.chars().all(|c| c.is_ascii_lowercase() || c == '_');
        let starts = |word: &str| {
            word.as_bytes().first_chunk().is_some_and(|[kind, one, two]| {
                matches!(kind, b'R' | b'C') && one.is_ascii_digit() && two.is_ascii_digit()
            })
        };
        let alert = words.split(['；', ' ', ';']).any(starts);
        assert!(!code && !alert, "`{words}` is a code");
    }
}

#[test]
fn changes_trends_and_findings_are_in_words_with_handy_numbers_on_a_sheet_and_a_page() {
    let folder = tempfile::tempdir().unwrap();
    let months = Path::new(env!("CARGO_MANIFEST_DIR")).join("seeds/months");
    let month = |name: &str| months.join(name).display().to_string();
    let (june, july) = (month("2024-06.md"), month("2024-07.md"));
    for (name, arguments) in [
        ("changes", vec!["compare", &june, &july]),
        ("findings", vec!["check", &july, "--against", &june, "--fail-on", "never"]),
    ] {
        for ending in ["xlsx", "html"] {
            let file = format!("{name}.{ending}");
            let output = duibiao(folder.path(), &[&arguments[..], &["-o", &file]].concat());
            assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
        }
        let page = fs::read_to_string(folder.path().join(format!("{name}.html"))).unwrap();
        let rows = page.split("<tbody>").nth(1).unwrap();
        let cells: Vec<&str> =
            rows.split("<td").skip(1).map(|cell| cell.split('>').nth(1).unwrap()).collect();
        let code = |cell: &&&str| {
            let words = cell.split('<').next().unwrap();
            !words.is_empty() && words.chars().all(|c| c.is_ascii_lowercase() || "_;".contains(c))
        };
        assert_eq!(cells.iter().find(code), None, "{name}");
        assert!(page.contains("@media (max-width:640px)") && !page.contains("<script"), "{name}");
    }
    let mut book: Xlsx<_> = open_workbook(folder.path().join("changes.xlsx")).unwrap();
    let rows: Vec<Vec<Data>> = book.worksheet_range("一览").unwrap().rows().map(<[Data]>::to_vec).collect();
    let at = column(&rows, "指标").iter().position(|cell| is(cell, "重点项目投资")).unwrap();
    assert_eq!(column(&rows, "单位")[at].to_string(), "亿元");
    assert_eq!(number(&column(&rows, "本期完成")[at]), Some(Decimal::new(543, 1)));
    assert_eq!(column(&rows, "变化")[at].to_string(), "更新");
    assert_eq!(column(&rows, "预警").iter().filter(|cell| is(cell, "目标变动")).count(), 1);
    // The other sheet holds the same figures beside all else that is known, and no code.
    let all: Vec<Vec<Data>> = book.worksheet_range("明细").unwrap().rows().map(<[Data]>::to_vec).collect();
    assert_eq!(number(&column(&all, "本期完成")[at]), Some(Decimal::new(543, 1)));
    assert!(rows[0].len() <= 14 && all[0].len() > 25, "{} {}", rows[0].len(), all[0].len());
    let code = |cell: &&Data| {
        let words = cell.to_string();
        !words.is_empty() && words.chars().all(|c| c.is_ascii_lowercase() || "_;".contains(c))
    };
    assert_eq!(rows.iter().chain(&all).flatten().find(code), None);
    // Each of its sheets is printed across, with a filter; the first is one page wide.
    let file = fs::File::open(folder.path().join("changes.xlsx")).unwrap();
    let mut archive = zip::ZipArchive::new(file).unwrap();
    for name in ["xl/worksheets/sheet1.xml", "xl/worksheets/sheet2.xml"] {
        let mut text = String::new();
        archive.by_name(name).unwrap().read_to_string(&mut text).unwrap();
        for part in ["paperSize=\"9\"", "orientation=\"landscape\"", "<autoFilter", "fitToHeight=\"0\""] {
            assert!(text.contains(part), "{name} lacks {part}");
        }
        assert_eq!(text.contains("fitToWidth="), name.ends_with("2.xml"), "{name}");
    }
    let mut book: Xlsx<_> = open_workbook(folder.path().join("findings.xlsx")).unwrap();
    let rows: Vec<Vec<Data>> = book.worksheet_range("一览").unwrap().rows().map(<[Data]>::to_vec).collect();
    assert!(column(&rows, "预警").iter().any(|cell| is(cell, "目标变动")));
}
