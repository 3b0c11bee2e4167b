//! What other programs call gives what the command line gives.

use std::{fs, path::Path};

use duibiao::{Document, Engine, ErrorKind, Kind, Table};

const ROOT: &str = env!("CARGO_MANIFEST_DIR");
const PONDS: &str = "今年计划疏浚塘坝48口，目前已疏浚31口。";

fn seed(name: &str) -> Document {
    Document::file(Path::new(ROOT).join("seeds").join(name)).named(format!("seeds/{name}"))
}

fn csv(table: &Table) -> String {
    let mut csv = Vec::new();
    table.write("csv", &mut csv).unwrap();
    String::from_utf8(csv).unwrap()
}

#[test]
fn rows_are_those_of_the_command_line() {
    let engine = Engine::new().unwrap();
    for name in ["pds-2023h1.txt", "livelihood.html", "self-evaluation.csv"] {
        for all in [false, true] {
            let mut program = std::process::Command::new(env!("CARGO_BIN_EXE_duibiao"));
            program.current_dir(ROOT).args(["extract", "--format", "csv", &format!("seeds/{name}")]);
            program.args(all.then_some("--all"));
            let wanted = String::from_utf8(program.output().unwrap().stdout).unwrap();
            let report = engine.clone().all(all).read(&seed(name)).unwrap();
            assert_eq!(csv(&report.table()), wanted, "{name} {all}");
        }
    }
}

#[test]
fn a_row_says_in_types_what_the_table_says_in_cells() {
    let report = Engine::new().unwrap().read(&seed("pds-2023h1.txt")).unwrap();
    assert!(report.rows().len() > 50);
    for row in report.rows() {
        assert_eq!(row.cell("row_id"), Some(row.id()));
        assert_eq!(row.cell("kind"), Some(row.kind().code()));
        assert_eq!(row.cell("indicator").unwrap_or_default(), row.indicator());
        assert_eq!(row.cell("grounds"), row.grounds());
        assert_eq!(row.number("certainty"), row.certainty());
        assert_eq!(row.cell("as_of"), row.as_of().map(|date| date.to_string()).as_deref());
        for (printed, [value, unit, quote, line]) in [
            (row.goal(), ["target_value", "target_unit", "goal_text", "goal_line"]),
            (row.figure(), ["actual_value", "actual_unit", "figure_text", "figure_line"]),
        ] {
            assert_eq!(row.cell(value), printed.map(|printed| printed.value.to_string()).as_deref());
            let Some(printed) = printed else { continue };
            assert_eq!(row.cell(unit).unwrap_or_default(), printed.unit);
            assert_eq!(row.cell(quote), Some(&*printed.quote));
            assert_eq!(row.cell(line), Some(&*printed.line.to_string()));
            assert!(printed.quote.contains(&report.text()[printed.span.clone()]), "{printed:?}");
        }
    }
}

#[test]
fn every_number_is_explained_beside_its_rows() {
    let report = Engine::new().unwrap().read(&seed("pds-2023h1.txt")).unwrap();
    let mut rows = 0;
    for task in report.explain() {
        for account in &task.accounts {
            let printed = report.text().chars().skip(account.start).take(account.end - account.start);
            assert_eq!(printed.collect::<String>(), account.text);
            assert!(account.rows.iter().all(|row| task.rows.contains(row)));
        }
        assert!(task.rows.iter().all(|row| report.rows()[*row].task_no() == task.number));
        rows += task.rows.len();
    }
    assert_eq!(rows, report.rows().len());
}

#[test]
fn a_folder_is_read_without_what_we_wrote_into_it() {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("a.txt"), PONDS).unwrap();
    fs::write(folder.path().join("b.docx"), b"PK\x03\x04 cut").unwrap();
    let engine = Engine::new().unwrap();
    engine.read(&Document::text("t.txt", PONDS)).unwrap().table().save(folder.path().join("t.csv")).unwrap();
    let reports = engine.read_all(Document::folder(folder.path()).unwrap()).unwrap();
    assert_eq!((reports.len(), reports.table().len()), (1, 1));
    let [unread] = reports.unread() else { panic!("{:?}", reports.unread()) };
    assert!(unread.file().unwrap().ends_with("b.docx") && unread.kind() == ErrorKind::Document);
    let empty = tempfile::tempdir().unwrap();
    for (path, told) in [(empty.path(), "no document in this folder"), (Path::new("no-such"), "no folder")] {
        assert!(Document::folder(path).unwrap_err().to_string().contains(told));
    }
}

#[test]
fn every_format_is_written_whole_and_what_cannot_be_is_told() {
    let folder = tempfile::tempdir().unwrap();
    let table = Engine::new().unwrap().read(&seed("pds-2023h1.txt")).unwrap().table();
    for format in Table::formats() {
        let ending = duibiao::export::named(format).unwrap().endings()[0];
        let path = folder.path().join(format!("t.{ending}"));
        table.save(&path).unwrap();
        assert!(fs::metadata(&path).unwrap().len() > 1000, "{format}");
    }
    assert_eq!(fs::read_dir(folder.path()).unwrap().count(), Table::formats().count());
    assert_eq!(table.save(folder.path().join("t.pages")).unwrap_err().kind(), ErrorKind::Choice);
    assert_eq!(table.save(folder.path().join("no/t.csv")).unwrap_err().kind(), ErrorKind::Output);
    assert!(table.write("pages", &mut Vec::new()).unwrap_err().to_string().contains("there are csv, "));
}

#[test]
fn plans_corrections_periods_and_bodies_are_choices_of_the_engine() {
    let plan = Document::text("plan.txt", "2024年工作计划\n1.全年新建桥梁17座。\n");
    let report = Document::text("july.txt", "2024年上半年工作进展\n1.截至6月底,新建桥梁9座。\n");
    let engine = Engine::new().unwrap();
    let read = engine.clone().goals(&plan).unwrap().read(&report).unwrap();
    let row = &read.rows()[0];
    assert_eq!((row.kind(), row.goal().unwrap().document.as_deref()), (Kind::Paired, Some("plan.txt")));
    assert_eq!(&read.text()[row.goal().unwrap().span.clone()], "17座");
    assert!(engine.clone().goals(&report).is_err_and(|error| error.to_string().contains("no goal was read")));

    let decided = "version = 1\n[[accept]]\nfigure = { quote = \"目前已疏浚31口\", number = \"31口\" }\n\
                   by = \"李敏\"\non = 2026-07-08\nwhy = \"核对过\"\n";
    let ponds = Document::text("ponds.txt", PONDS);
    let corrected = engine.clone().corrections_text("c.toml", decided).unwrap().period("2024-06").unwrap();
    let read = corrected.read(&ponds).unwrap();
    assert_eq!((read.rows()[0].cell("review"), read.period()), (Some("accepted"), Some("2024-06")));
    assert_eq!(read.rows()[0].cell("report_period"), Some("2024-06"));
    let stale = corrected.read(&report).unwrap();
    assert_eq!(stale.notes().iter().map(|note| note.file.as_str()).collect::<Vec<_>>(), ["c.toml"]);
    let fault = engine.clone().corrections_text("c.toml", "version = 9").unwrap_err();
    assert_eq!((fault.kind(), fault.line(), fault.excerpts().len()), (ErrorKind::Corrections, Some(1), 1));
    assert!(engine.period("June").unwrap_err().reason().contains("`June` is no period"));
}

#[test]
fn what_deserves_a_look_is_found_in_reports_and_between_them() {
    let engine = Engine::new().unwrap();
    let text = |name: &str, text: &str| Document::text(name.to_owned(), text.to_owned());
    let reports = engine.read_all([
        text("a.txt", "乙市住建局2024年上半年工作总结\n改造老旧小区14个,完成年度目标30个的46.7%。"),
        text("b.txt", "乙市发改委2024年上半年计划执行情况\n改造老旧小区12个,完成年度目标30个的40%。"),
    ]);
    let codes = |found: Vec<duibiao::Finding>| found.iter().map(|one| one.code).collect::<Vec<_>>();
    assert!(codes(reports.unwrap().table().findings().unwrap()).contains(&"C06"));
    let month = |month: &str| engine.read(&seed(&format!("months/2024-{month}.md"))).unwrap().table();
    let (may, june) = (month("05"), month("06"));
    assert!(codes(june.findings_since(&may).unwrap()).len() > codes(june.findings().unwrap()).len());
}

#[test]
fn all_that_is_public_and_not_of_the_facade_is_hidden() {
    let map = fs::read_to_string(Path::new(ROOT).join("src/lib.rs")).unwrap();
    let lines: Vec<&str> = map.lines().filter(|line| !line.starts_with("#[cfg")).collect();
    let modules = lines.windows(2).filter(|pair| pair[1].starts_with("pub mod "));
    let shown: Vec<&str> = modules.filter(|pair| pair[0] != "#[doc(hidden)]").map(|pair| pair[1]).collect();
    assert!(shown.is_empty() && map.contains("pub mod read;"), "put #[doc(hidden)] before {shown:?}");
}
