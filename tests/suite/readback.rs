//! Every format read back by other software: pandas, openpyxl, pyarrow, duckdb and sqlite3 of Python.

use std::{
    env, fs,
    path::{Path, PathBuf},
    process::Command,
};

use crate::cli::duibiao;

const REPORT: &str = "\
2023年上半年重点工作进展情况
一、项目建设
1.全年完成投资320亿元以上,新建桥梁17座。
落实情况:截至5月底,完成投资141.6亿元,占年度目标的44.3%。桥梁正在筹建。
2.改造小区266个,培训学徒2.4万人次。
落实情况:改造小区已开工108个,开工率63.4%;培训学徒30120人次。
二、民生事项
3.失业率控制在5.5%以内,森林覆盖率达到42%。
落实情况:失业率5.1%,森林覆盖率达到41.3%。
=1+1
";

/// The Python that `.ci/run` makes, or the one of the machine, where it has what the script needs.
fn python(script: &Path) -> Option<PathBuf> {
    let own = Path::new(env!("CARGO_MANIFEST_DIR")).join("target/readback/bin/python3");
    [own, PathBuf::from("python3")].into_iter().find(|python| {
        let there = Command::new(python).arg(script).arg("--there").output();
        there.is_ok_and(|output| output.status.success())
    })
}

#[test]
fn other_software_reads_the_same_rows_and_values_from_every_format() {
    let script = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/readback/check.py");
    let Some(python) = python(&script) else {
        assert!(env::var_os("READBACK_REQUIRED").is_none(), "the software of requirements.txt is not there");
        eprintln!("skipped: no python3 with the software of tests/readback/requirements.txt");
        return;
    };
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("a.txt"), REPORT).unwrap();
    for ending in ["csv", "xlsx", "parquet", "arrow", "json", "ndjson", "sqlite"] {
        let output = duibiao(folder.path(), &["extract", "a.txt", "--all", "-o", &format!("table.{ending}")]);
        assert!(output.status.success(), "{ending}: {}", String::from_utf8_lossy(&output.stderr));
    }
    fs::write(
        folder.path().join("schema.json"),
        duibiao(folder.path(), &["schema", "--format", "json"]).stdout,
    )
    .unwrap();
    let read = Command::new(python).arg(script).arg(folder.path()).output().unwrap();
    let said = String::from_utf8_lossy(&read.stdout).into_owned() + &String::from_utf8_lossy(&read.stderr);
    assert!(read.status.success(), "{said}");
    assert_eq!(said.matches("rows agree").count(), 7, "{said}");
}

#[test]
fn a_data_package_is_valid_for_frictionless() {
    let script = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/readback/package.py");
    let Some(python) = python(&script) else {
        assert!(env::var_os("READBACK_REQUIRED").is_none(), "frictionless of requirements.txt is not there");
        eprintln!("skipped: no python3 with frictionless");
        return;
    };
    let folder = tempfile::tempdir().unwrap();
    let seed = concat!(env!("CARGO_MANIFEST_DIR"), "/seeds/pds-2023h1.txt");
    fs::write(folder.path().join("a.txt"), REPORT).unwrap();
    let output = duibiao(folder.path(), &["extract", "a.txt", seed, "--all", "-o", "out/"]);
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let read = Command::new(python).arg(script).arg(folder.path().join("out")).output().unwrap();
    let said = String::from_utf8_lossy(&read.stdout).into_owned() + &String::from_utf8_lossy(&read.stderr);
    assert!(read.status.success() && said.matches(": valid").count() == 2, "{said}");
}

#[test]
fn every_format_has_the_same_bytes_on_every_run() {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("a.txt"), REPORT).unwrap();
    for ending in ["csv", "xlsx", "parquet", "arrow", "json", "ndjson", "sqlite"] {
        let [first, second] = ["1", "2"].map(|run| {
            let name = format!("{run}.{ending}");
            assert!(duibiao(folder.path(), &["extract", "a.txt", "-o", &name]).status.success());
            fs::read(folder.path().join(name)).unwrap()
        });
        assert!(first.len() > 100 && first == second, "{ending}");
    }
}
