//! Whose job a row is, and how bodies and districts stand beside each other.

use std::fs;

use crate::cli::duibiao;

/// Labels, brackets and a heading, each naming bodies in its own way.
const REPORT: &str = "\
# 云溪县2024年上半年重点工作进展情况

## 一、稳就业（牵头单位：县人社局）

1. 城镇新增就业6000人。截至6月底，城镇新增就业3500人。

## 二、民生实事

2. 新建公园6座。已建成4座。（责任单位：县住建局、各乡镇人民政府；配合单位：县财政局）
3. 改造老旧小区30个，目前已改造18个。（县住建局牵头，县财政局配合）
4. 新建幼儿园5所
责任单位：县教育局
进展情况：已建成3所。
5. 新增停车位1500个。
牵头领导：王强
责任单位：县城管局
配合单位：县公安局
进展：已新增停车位900个。
6. 疏浚河道30公里，已疏浚22公里。
";

/// A table with a column of bodies and one of persons.
const TABLE: &str = "\
序号,项目名称,目标任务,完成情况,责任单位,责任人
1,新建公园,6座,4座,县住建局,张三
2,新建幼儿园,5所,3所,县教育局 李四,李四
3,绿化造林,2万亩,1.5万亩,县林业局、县水利局,王五
";

/// Three districts with the same indicators.
const DISTRICTS: &str = "\
县区,绿化造林目标（亩）,绿化造林完成（亩）,新建公园目标（座）,新建公园完成（座）
东河区,2000,1500,4,4
西山县,3000,1500,5,4
南岭县,1000,750,3,
";

fn rows(name: &str, text: &str, arguments: &[&str]) -> Vec<csv::StringRecord> {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join(name), text).unwrap();
    let output = duibiao(folder.path(), &[&["extract", name, "--format", "csv"], arguments].concat());
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let mut reader = csv::ReaderBuilder::new().has_headers(false).from_reader(&output.stdout[..]);
    reader.records().map(Result::unwrap).collect()
}

/// The cells of a column.
fn column(rows: &[csv::StringRecord], name: &str) -> Vec<String> {
    let at = rows[0].iter().position(|head| head == name).unwrap();
    rows[1..].iter().map(|row| row[at].to_owned()).collect()
}

#[test]
fn labels_brackets_and_headings_name_the_bodies_in_charge_and_no_person() {
    let found = column(&rows("a.md", REPORT, &[]), "body_responsible");
    let wanted = ["县人社局", "县住建局;各乡镇人民政府", "县住建局", "县教育局", "县城管局", ""];
    assert_eq!(found, wanted);
}

#[test]
fn a_column_of_a_table_names_the_bodies_of_its_rows() {
    let found = column(&rows("b.csv", TABLE, &[]), "body_responsible");
    assert_eq!(found, ["县住建局", "县教育局", "县林业局;县水利局"]);
}

#[test]
fn a_row_of_two_bodies_counts_for_each_and_once_in_the_whole() {
    let found = rows("a.md", REPORT, &["--rollup", "body", "--sort", "rank"]);
    let group = column(&found, "body_responsible");
    let goals = column(&found, "goals");
    let of = |name: &str| goals[group.iter().position(|group| group == name).unwrap()].clone();
    assert_eq!((of("县住建局"), of("各乡镇人民政府"), of("合计")), ("2".into(), "1".into(), "6".into()));
    assert_eq!(group.last().unwrap(), "合计");
    // 2/3; then 19/30 of two rows; then 0.6 twice; then 7/12; rows without a body have no place.
    let named = ["各乡镇人民政府", "县住建局", "县教育局", "县城管局", "县人社局", "", "合计"];
    assert_eq!(group, named);
    assert_eq!(column(&found, "rank"), ["1", "2", "3", "3", "5", "", ""]);
}

#[test]
fn districts_stand_beside_each_other_and_equal_ones_share_a_place() {
    let found = rows("c.csv", DISTRICTS, &["--matrix"]);
    assert_eq!(found[0].iter().collect::<Vec<_>>(), ["scope", "绿化造林", "新建公园"]);
    assert_eq!(found[1].iter().collect::<Vec<_>>(), ["东河区", "0.75", "1"]);
    assert_eq!(found[3].iter().collect::<Vec<_>>(), ["南岭县", "0.75", "无数据"]);
    let found = rows("c.csv", DISTRICTS, &["--ranking"]);
    let places: Vec<_> = column(&found, "rank").into_iter().zip(column(&found, "scope")).collect();
    let wanted =
        [("1", "东河区"), ("1", "南岭县"), ("3", "西山县"), ("1", "东河区"), ("2", "西山县"), ("", "南岭县")];
    assert_eq!(places, wanted.map(|(place, name)| (place.to_owned(), name.to_owned())));
}

#[test]
fn rows_are_put_in_order_and_only_the_first_are_written() {
    let found = rows("a.md", REPORT, &["--sort", "completion_ratio:desc", "--top", "2"]);
    assert_eq!(column(&found, "task_no"), ["6", "2"]);
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("a.md"), REPORT).unwrap();
    for (arguments, said) in [
        (["--sort", "speed"], "--sort speed: there is no such column"),
        (["--sort", "target:up"], "asc or desc"),
    ] {
        let output = duibiao(folder.path(), &[&["extract", "a.md"][..], &arguments].concat());
        assert_eq!(output.status.code(), Some(2));
        assert!(String::from_utf8_lossy(&output.stderr).contains(said));
    }
}

#[test]
fn a_name_that_goes_on_in_the_next_line_of_a_cell_is_one() {
    let bodies = duibiao::rules::Rulebook::builtin().unwrap().bodies;
    assert_eq!(bodies.listed("市人力资源\n社会保障局", false), ["市人力资源社会保障局"]);
    assert_eq!(bodies.listed("县教育局\n县财政局", false), ["县教育局", "县财政局"]);
    assert_eq!(bodies.listed("张三\n县教育局", true), ["县教育局"]);
}
