use super::{Class, Link, Side, compare};
use crate::{
    measure::{COLUMNS, Row, Table},
    rules::Rulebook,
};

/// A table of rows written as `column=value | column=value`.
pub(crate) fn table(rows: &[&str]) -> Table {
    let row = |text: &&str| {
        let mut row = vec![None; COLUMNS.len()];
        for part in text.split('|').map(str::trim).filter(|part| !part.is_empty()) {
            let (name, value) = part.split_once('=').unwrap();
            let at = COLUMNS.iter().position(|column| column.name == name).unwrap();
            row[at] = Some(value.to_owned());
        }
        Row::read(row)
    };
    Table { rows: rows.iter().map(row).collect() }
}

fn classes(old: &[&str], new: &[&str]) -> Vec<(Class, Option<Link>)> {
    let rules = Rulebook::builtin().unwrap();
    let (old, new) = (table(old), table(new));
    let comparison = compare(&old, &new, &rules);
    comparison.changes.iter().map(|change| (change.class(), change.link)).collect()
}

const JOBS: &str =
    "indicator=城镇新增就业 | unit=人 | target=12000 | target_basis=annual | section=稳就业 | task_no=1";

#[test]
fn a_row_is_found_again_in_another_place_and_with_another_goal() {
    let moved = JOBS.replace("task_no=1", "task_no=7");
    let raised = JOBS.replace("12000", "13000");
    assert_eq!(classes(&[JOBS], &[JOBS]), [(Class::Unchanged, Some(Link::SameRow))]);
    assert_eq!(classes(&[JOBS], &[&moved]), [(Class::Unchanged, Some(Link::SameGoal))]);
    assert_eq!(classes(&[JOBS], &[&raised]), [(Class::Updated, Some(Link::SamePlace))]);
}

#[test]
fn a_goal_reported_as_a_bare_figure_is_not_absent() {
    let rules = Rulebook::builtin().unwrap();
    let stray = "kind=figure | indicator=办理登记 | unit=笔 | actual=39";
    let old = table(&["kind=stated | indicator=鱼塘 | unit=口 | actual=31", stray]);
    let new = table(&["kind=figure | indicator=鱼塘 | unit=口 | actual=33", stray]);
    let comparison = compare(&old, &new, &rules).without_bare_figures();
    let classes: Vec<Class> = comparison.changes.iter().map(super::Change::class).collect();
    assert_eq!(classes, [Class::Updated]);
}

#[test]
fn another_scope_or_stage_is_another_row() {
    let other = format!("{JOBS} | scope=东区");
    assert_eq!(classes(&[JOBS], &[&other]), [(Class::New, None), (Class::Absent, None)]);
    let begun = "indicator=标准化学校 | unit=所 | actual=12 | stage=开工";
    let done = "indicator=标准化学校 | unit=所 | actual=4 | stage=竣工";
    assert_eq!(classes(&[begun], &[done]), [(Class::New, None), (Class::Absent, None)]);
    let unsaid = done.replace("stage=竣工", "");
    assert_eq!(classes(&[begun], &[&unsaid]), [(Class::Updated, Some(Link::OtherStage))]);
}

#[test]
fn rows_of_one_name_are_told_apart_by_their_goals_or_left_apart() {
    let (city, province) = (JOBS.replace("annual", "unknown"), JOBS.replace("12000", "10000"));
    let both = [city.as_str(), province.as_str()];
    let swapped = [province.as_str(), city.as_str()];
    let kept = [(Class::Unchanged, Some(Link::SameRow)); 2];
    assert_eq!(classes(&both, &swapped), kept);
    let unclear = ["indicator=企业 | unit=家 | actual=1", "indicator=企业 | unit=家 | actual=2"];
    let apart = classes(&unclear, &unclear);
    assert_eq!(apart.iter().filter(|(class, _)| *class == Class::Absent).count(), 2, "{apart:?}");
}

#[test]
fn numbers_are_compared_across_units_and_spellings_of_a_name() {
    let mu = "indicator=高标准农田（新建） | unit=亩 | target=1500 | actual=1500";
    let ha = "indicator=高标准农田(新建) | unit=公顷 | target=100 | actual=120";
    let rules = Rulebook::builtin().unwrap();
    let (old, new) = (table(&[mu]), table(&[ha]));
    let comparison = compare(&old, &new, &rules);
    let change = &comparison.changes[0];
    assert_eq!(change.changed(), ["actual"]);
    assert_eq!(change.delta(Side::Figure).unwrap().to_string(), "20");
}

#[test]
fn another_name_is_proposed_and_never_assumed() {
    let rules = Rulebook::builtin().unwrap();
    let renamed = JOBS.replace("城镇新增就业", "城镇就业新增人数");
    let (old, new) = (table(&[JOBS]), table(&[&renamed]));
    let comparison = compare(&old, &new, &rules);
    assert_eq!(comparison.count(Class::New), 1);
    let rename = comparison.changes[0].rename.as_ref().unwrap();
    assert_eq!(rename.other, "城镇新增就业");
    assert_eq!(rename.evidence, ["unit", "near_name:50", "goal", "place"]);
    let elsewhere = renamed.replace("task_no=1", "task_no=9").replace("12000", "500");
    let (begun, longer) = (
        "indicator=帮扶困难职工 | unit=人 | actual=421",
        "indicator=帮扶困难职工家庭 | unit=人 | actual=431",
    );
    let (before, after) = (table(&[begun]), table(&[longer]));
    let named = compare(&before, &after, &rules).changes[0].rename.clone().unwrap();
    assert_eq!(named.evidence, ["unit", "near_name:83"]);
    let other = table(&[&elsewhere]);
    assert!(compare(&old, &other, &rules).changes.iter().all(|change| change.rename.is_none()));
}

#[test]
fn linking_follows_no_order_of_hashing() {
    let rows: Vec<String> = (0..60)
        .map(|n| format!("indicator=指标{} | unit=个 | target={} | task_no={n} | actual={n}", n % 7, n % 11))
        .collect();
    let rows: Vec<&str> = rows.iter().map(String::as_str).collect();
    let first = classes(&rows, &rows[10..]);
    for _ in 0..5 {
        assert_eq!(classes(&rows, &rows[10..]), first);
    }
}

#[test]
fn each_row_stands_in_one_change_whatever_the_rows_are() {
    use proptest::{
        collection::vec,
        test_runner::{Config, TestRunner},
    };
    let rules = Rulebook::builtin().unwrap();
    let row = (0..4u8, 0..3u8, 0..3u8, 0..3u8, 0..3u8);
    let mut runner = TestRunner::new(Config { cases: 64, failure_persistence: None, ..Config::default() });
    let write = |rows: &[(u8, u8, u8, u8, u8)]| -> Table {
        let row = |(name, stage, target, task, actual): &(u8, u8, u8, u8, u8)| {
            let stage = ["", "开工", "竣工"][usize::from(*stage)];
            format!(
                "indicator=指标{name} | unit=个 | stage={stage} | target={target} | task_no={task} | actual={actual}"
            )
        };
        let rows: Vec<String> = rows.iter().map(row).collect();
        table(&rows.iter().map(String::as_str).collect::<Vec<_>>())
    };
    let outcome = runner.run(&(vec(row.clone(), 0..12), vec(row, 0..12)), |(old, new)| {
        let (old, new) = (write(&old), write(&new));
        let comparison = compare(&old, &new, &rules);
        let mut olds: Vec<usize> =
            comparison.changes.iter().filter_map(|change| change.old.as_ref().map(|old| old.row())).collect();
        let news: Vec<usize> =
            comparison.changes.iter().filter_map(|change| change.new.as_ref().map(|new| new.row())).collect();
        olds.sort_unstable();
        assert_eq!(olds, (0..old.rows.len()).collect::<Vec<_>>());
        assert_eq!(news, (0..new.rows.len()).collect::<Vec<_>>());
        let same = compare(&old, &old, &rules);
        assert_eq!(same.count(Class::New), same.count(Class::Absent));
        Ok(())
    });
    outcome.unwrap();
}
