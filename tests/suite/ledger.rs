//! The ledger as its users meet it, and what it keeps when things go wrong.

use std::{
    fs,
    io::{BufRead, BufReader},
    path::{Path, PathBuf},
    process::{Command, Stdio},
};

use crate::months::said;

fn seeds(name: &str) -> String {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("seeds/months").join(name).display().to_string()
}

/// A ledger with the seeds' months.
fn seeded() -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    let months = ["2024-01-goals.md", "2024-05.md", "2024-06.md", "2024-07.md"].map(seeds);
    let mut arguments = vec!["ledger", "add", "--db", "l.db", "--body", "清岩县"];
    arguments.extend(months.iter().map(String::as_str));
    let lines = said(folder.path(), &arguments, 0);
    assert_eq!(lines.lines().count(), 4, "{lines}");
    folder
}

/// Exported months of a few rows each, in one folder.
fn generated(folder: &Path, months: usize, rows: usize) -> Vec<String> {
    let month = |at: usize| {
        let (year, month) = (2001 + at / 12, at % 12 + 1);
        let mut table = "row_id,source,report_period,kind,indicator,goal_kind,target_basis,unit,target,actual,completion_ratio,as_of\n".to_owned();
        for row in 0..rows {
            let (target, actual) = (100 + row, (100 + row) * month / 12);
            table.push_str(&format!(
                "{at}-{row},m{at}.txt,{year}-{month:02},paired,事项{row}号,flow,annual,个,{target},{actual},0.5,{year}-{month:02}-28\n"
            ));
        }
        let name = format!("m{at:03}.csv");
        fs::write(folder.join(&name), table).unwrap();
        name
    };
    (0..months).map(month).collect()
}

fn command(folder: &Path, arguments: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_duibiao"));
    command
        .current_dir(folder)
        .args(arguments)
        .stdin(Stdio::null())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped());
    command
}

/// Months and rows of a ledger, once SQLite has found nothing wrong with the file.
fn sound(path: &PathBuf) -> (i64, i64) {
    let file = rusqlite::Connection::open(path).unwrap();
    let verdict: String = file.query_row("PRAGMA integrity_check", [], |row| row.get(0)).unwrap();
    assert_eq!(verdict, "ok");
    let count = |sql: &str| file.query_row(sql, [], |row| row.get(0)).unwrap();
    assert_eq!(count("SELECT count(*) FROM fact WHERE goal_id IS NULL"), 0, "each row has its goal");
    (count("SELECT count(*) FROM run"), count("SELECT count(*) FROM fact"))
}

#[test]
fn months_are_listed_and_adding_them_again_changes_nothing() {
    let folder = seeded();
    let list = said(folder.path(), &["ledger", "list", "--db", "l.db"], 0);
    assert_eq!(list.lines().count(), 4, "{list}");
    assert!(list.contains("清岩县 2024-H1 第1版"), "{list}");
    let again =
        said(folder.path(), &["ledger", "add", "--db", "l.db", "--body", "清岩县", &seeds("2024-06.md")], 0);
    assert!(again.starts_with("已在账"), "{again}");
    let corrected = fs::read_to_string(seeds("2024-06.md")).unwrap().replace("655户", "755户");
    fs::write(folder.path().join("2024-06.md"), corrected).unwrap();
    let add = ["ledger", "add", "--db", "l.db", "--body", "清岩县", "2024-06.md", "--replace"];
    said(folder.path(), &add[..7], 2);
    assert!(said(folder.path(), &add, 0).contains("第2版"));
    let changes = said(folder.path(), &["ledger", "changes", "--db", "l.db", "--since", "2024-06"], 0);
    assert!(!changes.contains("R01"), "{changes}");
    assert!(changes.contains("R02") && changes.contains("清岩县 2024-H1 → 2024-01/2024-07"), "{changes}");
}

#[test]
fn what_cannot_be_stored_is_named_and_the_rest_is_stored() {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("talk.txt"), "会议强调,要抓好落实。\n").unwrap();
    fs::write(folder.path().join("undated.txt"), "1.疏浚塘坝48口。\n落实情况:疏浚塘坝12口。\n").unwrap();
    let add = |inputs: &[&str]| {
        let arguments = [&["ledger", "add", "--db", "l.db"][..], inputs].concat();
        let output = command(folder.path(), &arguments).output().unwrap();
        (
            output.status.code(),
            String::from_utf8(output.stdout).unwrap(),
            String::from_utf8(output.stderr).unwrap(),
        )
    };
    let (code, out, err) = add(&["talk.txt", "gone.txt", &seeds("2024-05.md")]);
    assert_eq!((code, out.lines().count()), (Some(3), 1), "{err}");
    assert!(err.contains("talk.txt") && err.contains("gone.txt"), "{err}");
    let (code, _, err) = add(&["undated.txt"]);
    assert!(code == Some(2) && err.contains("--period"), "{err}");
    assert_eq!(add(&["undated.txt", "--period", "2024-06"]).0, Some(0));
    assert_eq!(add(&["undated.txt", "--period", "六月"]).0, Some(2));
}

#[test]
fn a_goal_is_followed_through_its_months_and_versions() {
    let folder = seeded();
    let trend = said(folder.path(), &["ledger", "trend", "--db", "l.db", "公共停车位"], 0);
    assert!(trend.contains("清岩县 · 新增公共停车位 (个)"), "{trend}");
    assert!(trend.contains("690 / 1500") && trend.contains("810 / 1200"), "{trend}");
    assert!(trend.ends_with(" ▄▄▆\n"), "{trend}");
    let long = said(folder.path(), &["ledger", "export", "--db", "l.db", "--format", "csv"], 0);
    let mut reader = csv::Reader::from_reader(long.as_bytes());
    let head = reader.headers().unwrap().clone();
    let at = |name: &str| head.iter().position(|column| column == name).unwrap();
    let cells = ["period", "goal_version", "valid_from", "valid_to", "target"].map(at);
    let parking: Vec<Vec<String>> = reader
        .records()
        .map(Result::unwrap)
        .filter(|row| row[at("indicator")].contains("停车位"))
        .map(|row| cells.iter().map(|at| row[*at].to_owned()).collect())
        .collect();
    assert_eq!(parking[1], ["2024-01/2024-05", "1", "2024", "2024-01/2024-07", "1500"]);
    assert_eq!(parking[3], ["2024-01/2024-07", "2", "2024-01/2024-07", "", "1200"]);
}

#[test]
fn a_finding_that_stays_keeps_the_period_in_which_it_was_first_seen() {
    let folder = tempfile::tempdir().unwrap();
    let report = |month: u32, text: &str| {
        let name = format!("{month}.txt");
        let report = format!("2023年1—{month}月重点工作进展情况\n1.疏浚塘坝48口。\n{text}");
        fs::write(folder.path().join(&name), report).unwrap();
        said(folder.path(), &["ledger", "add", "--db", "l.db", &name], 0);
    };
    report(4, "落实情况:截至4月底,疏浚塘坝12口。\n");
    report(5, "落实情况:正在筹备。\n");
    let check = |period: &[&str]| {
        said(folder.path(), &[&["ledger", "check", "--db", "l.db", "--fail-on", "note"], period].concat(), 1)
    };
    assert!(check(&[]).contains("提示 R12 疏浚塘坝: 有目标无数据: 目标 48口\n"));
    report(6, "落实情况:正在筹备。\n");
    let june = ["ledger", "check", "--db", "l.db", "--fail-on", "note"];
    assert!(said(folder.path(), &june, 0).contains("(自2023-01/2023-05起)"));
    assert!(check(&["--period", "2023-01/2023-05"]).contains("新增 2"), "R12, and R17: the figure is gone");
}

#[test]
fn what_was_reported_as_stored_survives_a_kill() {
    for wait in [1, 3, 6, 10] {
        let folder = tempfile::tempdir().unwrap();
        let months = generated(folder.path(), 14, 40);
        let mut arguments = vec!["ledger", "add", "--db", "l.db"];
        arguments.extend(months.iter().map(String::as_str));
        let mut child = command(folder.path(), &arguments).spawn().unwrap();
        let mut lines = BufReader::new(child.stdout.take().unwrap()).lines();
        let stored = lines.by_ref().take(wait).filter(|line| line.is_ok()).count();
        child.kill().unwrap();
        child.wait().unwrap();
        let stored = stored + lines.map_while(Result::ok).filter(|line| line.ends_with('行')).count();
        let (runs, rows) = sound(&folder.path().join("l.db"));
        assert!(runs >= i64::try_from(stored).unwrap(), "{stored} reported, {runs} there");
        assert_eq!(rows, runs * 40, "no half month");
        said(folder.path(), &arguments, 0);
        assert_eq!(sound(&folder.path().join("l.db")), (14, 14 * 40));
    }
}

#[test]
fn two_writers_at_once_lose_nothing() {
    let folder = tempfile::tempdir().unwrap();
    let months = generated(folder.path(), 12, 20);
    let (even, odd): (Vec<_>, Vec<_>) = months.iter().enumerate().partition(|(at, _)| at % 2 == 0);
    let writers = [even, odd].map(|half| {
        let mut arguments = vec!["ledger", "add", "--db", "l.db"];
        arguments.extend(half.into_iter().map(|(_, name)| name.as_str()));
        command(folder.path(), &arguments).spawn().unwrap()
    });
    for writer in writers {
        let output = writer.wait_with_output().unwrap();
        assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    }
    assert_eq!(sound(&folder.path().join("l.db")), (12, 240));
    let goals = "SELECT count(DISTINCT goal_id) FROM fact";
    let file = rusqlite::Connection::open(folder.path().join("l.db")).unwrap();
    assert_eq!(file.query_row(goals, [], |row| row.get::<_, i64>(0)).unwrap(), 20);
}

#[test]
#[cfg(unix)]
fn a_full_disk_is_named_and_loses_nothing() {
    let folder = tempfile::tempdir().unwrap();
    let months = generated(folder.path(), 3, 300);
    said(folder.path(), &["ledger", "add", "--db", "l.db", &months[0]], 0);
    let before = sound(&folder.path().join("l.db"));
    // No file of this shell may grow past 100 blocks: what a full disk is to the program.
    let script = format!(
        "trap '' XFSZ; ulimit -f 100; exec '{}' ledger add --db l.db {} {}",
        env!("CARGO_BIN_EXE_duibiao"),
        months[1],
        months[2]
    );
    let output = Command::new("sh").current_dir(folder.path()).args(["-c", &script]).output().unwrap();
    let message = String::from_utf8_lossy(&output.stderr);
    assert_eq!(output.status.code(), Some(3), "{message}");
    assert!(message.contains("cannot write l.db"), "{message}");
    assert!(output.stdout.is_empty(), "{}", String::from_utf8_lossy(&output.stdout));
    assert_eq!(sound(&folder.path().join("l.db")), before);
    said(folder.path(), &["ledger", "add", "--db", "l.db", &months[1]], 0);
}

#[test]
fn a_trend_is_drawn_and_the_long_table_is_cut_by_period() {
    let folder = seeded();
    for name in ["trend.xlsx", "trend.html"] {
        said(folder.path(), &["ledger", "trend", "--db", "l.db", "公共停车位", "-o", name], 0);
    }
    let page = fs::read_to_string(folder.path().join("trend.html")).unwrap();
    assert!(page.contains("<polyline") && page.contains("2024年1—7月</text>"), "{page}");
    let pages = ["--partitions", "lake"];
    said(folder.path(), &[&["ledger", "export", "--db", "l.db"][..], &pages].concat(), 0);
    let mut parts: Vec<String> = fs::read_dir(folder.path().join("lake"))
        .unwrap()
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .collect();
    parts.sort();
    assert_eq!(
        parts,
        ["period=2024", "period=2024-01%2F2024-05", "period=2024-01%2F2024-07", "period=2024-H1"]
    );
    let half = folder.path().join("lake/period=2024-H1/rows.parquet");
    let before = fs::read(&half).unwrap();
    said(
        folder.path(),
        &[&["ledger", "export", "--db", "l.db", "--period", "2024-H1"][..], &pages].concat(),
        0,
    );
    assert_eq!(fs::read(&half).unwrap(), before, "the same bytes");
}

#[test]
fn the_star_joins_and_a_period_loads_alone() {
    let folder = seeded();
    let file = rusqlite::Connection::open(folder.path().join("l.db")).unwrap();
    let sql = "SELECT count(*), sum(f.completion_ratio IS NOT NULL), sum(g.goal_id IS NULL), sum(p.period IS NULL) \
               FROM fact_progress f LEFT JOIN dim_goal_version g ON g.goal_id = f.goal_id AND g.version = f.goal_version \
               LEFT JOIN dim_period p USING (period) LEFT JOIN dim_report r USING (run_id)";
    let counts: (i64, i64, i64, i64) =
        file.query_row(sql, [], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?, row.get(3)?))).unwrap();
    assert!(counts.0 >= 63 && counts.1 >= 47, "{counts:?}");
    assert_eq!((counts.2, counts.3), (0, 0));
    let raised: Vec<String> = file
        .prepare("SELECT code || ' ' || first_seen FROM fact_finding WHERE severity <> 'note' ORDER BY 1")
        .unwrap()
        .query_map([], |row| row.get(0))
        .unwrap()
        .map(Result::unwrap)
        .collect();
    assert_eq!(raised, ["R01 2024-H1", "R02 2024-01/2024-07", "R06 2024-01/2024-07", "R07 2024-01/2024-07"]);
    let june = said(
        folder.path(),
        &["ledger", "export", "--db", "l.db", "--period", "2024-H1", "-o", "june.json"],
        0,
    );
    assert!(june.is_empty());
    let rows: serde_json::Value =
        serde_json::from_str(&fs::read_to_string(folder.path().join("june.json")).unwrap()).unwrap();
    assert!(
        rows.as_array().unwrap().iter().all(|row| row["period"] == "2024-H1" && row["goal_version"] == 1)
    );
}

/// Run it alone: `cargo test --release -- --ignored --nocapture linear`.
#[test]
#[ignore = "measures time"]
fn two_hundred_months_of_five_hundred_rows_take_linear_time() {
    let folder = tempfile::tempdir().unwrap();
    let months = generated(folder.path(), 200, 500);
    let mut arguments = vec!["ledger", "add", "--db", "l.db"];
    arguments.extend(months.iter().map(String::as_str));
    let mut child = command(folder.path(), &arguments).spawn().unwrap();
    let lines = BufReader::new(child.stdout.take().unwrap()).lines();
    let times: Vec<std::time::Instant> = lines.map(|_| std::time::Instant::now()).collect();
    assert!(child.wait().unwrap().success());
    let seconds = |from: usize, to: usize| (times[to] - times[from]).as_secs_f64();
    let (early, late) = (seconds(10, 50), seconds(159, 199));
    println!("40 months: {early:.2} s early, {late:.2} s late; all {:.2} s", seconds(0, 199));
    let timed = |arguments: &[&str]| {
        let start = std::time::Instant::now();
        said(folder.path(), arguments, 0);
        println!("{arguments:?}: {:.2} s", start.elapsed().as_secs_f64());
    };
    timed(&["ledger", "changes", "--db", "l.db", "-o", "changes.csv"]);
    timed(&["ledger", "export", "--db", "l.db", "-o", "long.csv"]);
    assert!(late < early * 1.5, "the last months take longer than the first");
    assert_eq!(sound(&folder.path().join("l.db")), (200, 100_000));
}

#[test]
#[cfg(unix)]
fn a_ledger_that_cannot_be_written_to_is_read_and_says_why_nothing_is_added() {
    use std::os::unix::{fs::PermissionsExt, process::CommandExt};
    let folder = seeded();
    let ledger = folder.path().join("l.db");
    // What was added last is brought into the file where the last one closes it.
    sound(&ledger);
    let allow = |path: &Path, mode| fs::set_permissions(path, fs::Permissions::from_mode(mode)).unwrap();
    allow(&ledger, 0o444);
    allow(folder.path(), 0o555);
    // To root everything can be written: it asks as somebody else.
    let root = Command::new("id").arg("-u").output().unwrap().stdout == b"0\n";
    let run = |arguments: &[&str]| {
        let mut run = command(folder.path(), arguments);
        if root { run.uid(65534).gid(65534) } else { &mut run }.output().unwrap()
    };
    let listed = run(&["ledger", "list", "--db", "l.db"]);
    crate::cli::ends(&listed, 0, &[]);
    assert!(String::from_utf8_lossy(&listed.stdout).contains("2024-H1"));
    crate::cli::ends(&run(&["ledger", "export", "--db", "l.db"]), 0, &[]);
    let may = seeds("2024-05.md");
    let added = run(&["ledger", "add", "--db", "l.db", "--body", "清岩县", &may]);
    crate::cli::ends(&added, 3, &["l.db", "cannot be written to"]);
    let decided = run(&["ledger", "confirm", "--db", "l.db", "--body", "清岩县", "甲", "乙"]);
    crate::cli::ends(&decided, 3, &["l.db", "cannot be written to"]);
    allow(folder.path(), 0o755);
    fs::write(folder.path().join("l.db-wal"), "x").unwrap();
    allow(folder.path(), 0o555);
    crate::cli::ends(&run(&["ledger", "list", "--db", "l.db"]), 3, &["ends in -wal"]);
    allow(folder.path(), 0o755);
}
