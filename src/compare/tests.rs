use super::{Class, Link, Side, Spoken, compare};
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
    let [east, west] = ["东区", "西区"].map(|scope| format!("{JOBS} | scope={scope}"));
    assert_eq!(classes(&[&west], &[&east]), [(Class::New, None), (Class::Absent, None)]);
    // A report that names no district, and has the same goal, speaks of the same row.
    assert_eq!(classes(&[JOBS], &[&east]), [(Class::Unchanged, Some(Link::SameGoal))]);
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
fn light_verbs_rates_of_growth_and_words_in_latin_letters_hide_no_link() {
    let one = |old: &str, new: &str| classes(&[old], &[new])[0].1;
    let same = [
        (
            "indicator=开展职业技能培训 | unit=人次 | target=36000",
            "indicator=职业技能培训 | unit=人次 | actual=19500",
        ),
        (
            "indicator=残疾儿童康复救助计划 | unit=人 | target=300",
            "indicator=实施残疾儿童康复救助 | unit=人 | actual=270",
        ),
        (
            "indicator=固定资产投资增长 | unit=% | actual=4.3",
            "indicator=固定资产投资 | unit=% | target=10 | actual=7.9 | goal_kind=growth",
        ),
        (
            "indicator=城市细颗粒物(PM2.5)浓度 | unit=微克/立方米 | target=38",
            "indicator=PM2.5平均浓度 | unit=微克/立方米 | actual=39.4",
        ),
    ];
    for (old, new) in same {
        assert!(one(old, new).is_some(), "{old} > {new}");
    }
    let other = [
        (
            "indicator=固定资产投资增长 | unit=% | actual=4.3",
            "indicator=固定资产投资 | unit=亿元 | actual=43",
        ),
        ("indicator=新建5G基站 | unit=个 | target=900", "indicator=5G用户 | unit=个 | actual=300"),
        ("indicator=工业投资增长 | unit=% | actual=4.3", "indicator=工业用电增长 | unit=% | actual=7.9"),
    ];
    for (old, new) in other {
        assert_eq!(one(old, new), None, "{old} > {new}");
    }
}

#[test]
fn a_goal_that_an_overview_names_again_does_not_take_the_place_of_its_row() {
    let before = "kind=paired | indicator=净增高新技术企业 | unit=家 | target=50 | actual=28";
    let named = "kind=open | indicator=净增高新技术企业 | unit=家 | target=50";
    let told = "kind=paired | indicator=净增高新技术企业 | unit=家 | target=50 | actual=26";
    let linked = classes(&[before], &[named, told]);
    assert_eq!(linked[1], (Class::Updated, Some(Link::SameGoal)));
    assert_eq!(linked[0].0, Class::New);
    let again = classes(&[named, told], &[named, told]);
    assert!(again.iter().all(|(class, _)| *class == Class::Unchanged), "{again:?}");
}

#[test]
fn a_row_that_is_split_or_merged_is_proposed_with_its_sum() {
    let rules = Rulebook::builtin().unwrap();
    let row = |name: &str, goal: u32| {
        format!(
            "kind=paired | indicator={name} | unit=公里 | target={goal} | target_value={goal} | target_unit=公里"
        )
    };
    let whole = row("更新改造燃气管道", 62);
    let parts = [row("更新改造市政燃气管道", 26), row("更新改造庭院燃气管道", 36)];
    let proposed = |old: &[&str], new: &[&str]| -> Vec<(String, String)> {
        let (old, new) = (table(old), table(new));
        let comparison = compare(&old, &new, &rules);
        let renames = comparison.changes.iter().filter_map(|change| change.rename.clone());
        renames.map(|rename| (rename.other.clone(), rename.reasons())).collect()
    };
    let parts: Vec<&str> = parts.iter().map(String::as_str).collect();
    let (one, both) =
        ("更新改造燃气管道".to_owned(), "更新改造市政燃气管道、更新改造庭院燃气管道".to_owned());
    let sum = |word: &str| format!("单位相同, {word}: 26+36=62公里");
    let split = proposed(&[&whole], &parts);
    assert_eq!(split, [(one.clone(), sum("拆分")), (one.clone(), sum("拆分")), (both.clone(), sum("拆分"))]);
    let merged = proposed(&parts, &[&whole]);
    assert_eq!(merged, [(both, sum("合并")), (one.clone(), sum("合并")), (one, sum("合并"))]);
    let other = row("更新改造庭院燃气管道", 37);
    assert!(proposed(&[&whole], &[parts[0], &other]).iter().all(|(_, why)| !why.contains("拆分")));
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

#[test]
fn a_heading_in_a_name_and_examples_before_it_hide_no_link() {
    let one = |old: &str, new: &str| classes(&[old], &[new])[0].1;
    let heading = "section=9件市级重点民生实事有序推进";
    let invested = format!("indicator=投资 | {heading} | unit=亿元 | target=1.7 | actual=0.37");
    let drawn = "indicator=市级重点民生实事有序推进投资 | unit=亿元 | actual=1.09";
    assert_eq!(one(&invested, drawn), Some(Link::UnderHeading));
    let blocked = "indicator=打通道路堵点 | unit=个 | target=4 | actual=1";
    let examples = "indicator=打通滨河路延伸段、人才市场路口等道路堵点 | unit=个 | actual=3";
    assert_eq!(one(blocked, examples), Some(Link::UnderHeading));
    // Far above the goal, or less than half of what it was: something else.
    assert_eq!(one(blocked, &examples.replace("=3", "=30")), None);
    let later = blocked.replace("actual=1", "actual=4");
    assert_eq!(one(&later, &examples.replace("=3", "=1")), None);
}

#[test]
fn a_rate_tells_which_of_several_names_of_one_ending_is_meant() {
    let old = ["indicator=投资 | unit=亿元 | target=1.7", "indicator=投资 | unit=亿元 | target=16.5"];
    let said = |name: &str, figure: &str, low: &str, high: &str| {
        format!(
            "indicator={name} | unit=亿元 | actual={figure} | implied_target_low={low} | implied_target_high={high}"
        )
    };
    let new = [said("市级事项投资", "1.09", "1.69", "1.71"), said("区级事项投资", "9.89", "16.49", "16.53")];
    let linked = classes(&old, &[&new[0], &new[1]]);
    assert!(linked.iter().all(|(_, why)| *why == Some(Link::ImpliedGoal)), "{linked:?}");
    let other = said("市级事项投资", "1.09", "2.5", "2.6");
    assert_eq!(classes(&old, &[&other])[0].1, None);
}

#[test]
fn what_a_later_report_speaks_of_has_not_vanished() {
    let rules = Rulebook::builtin().unwrap();
    let spoken = |old: &str, new: &str| {
        let (old, new) = (table(&[old]), table(&[new]));
        let gone = compare(&old, &new, &rules).changes.into_iter().find(|change| change.new.is_none());
        gone.unwrap().spoken == Spoken::Told
    };
    let stops = "indicator=新建公交站台 | unit=个 | target=120 | actual=40";
    assert!(spoken(stops, "indicator=城区公交站台改造提升 | unit=个 | target=120 | actual=60"));
    assert!(spoken(stops, "indicator=城区新建公交站台及候车亭 | unit=个 | target=150 | actual=60"));
    assert!(!spoken(stops, "indicator=老年助餐点 | unit=个 | target=120 | actual=60"));
    assert!(!spoken(stops, "indicator=城区新建公交站台及候车亭 | unit=万元 | actual=60"));
}

#[test]
fn what_the_letters_of_a_later_report_name_has_not_vanished() {
    let rules = Rulebook::builtin().unwrap();
    let said = |scope: &str, text: &str| {
        let gone = format!("indicator=新增公共停车位 | scope={scope} | unit=个 | target=1500 | actual=600");
        let (old, new) = (table(&[&gone]), table(&["indicator=城镇新增就业 | unit=人 | actual=7"]));
        let mut comparison = compare(&old, &new, &rules);
        comparison.hear(&super::Letters::of([text], &rules), &rules);
        comparison.changes.iter().find(|change| change.new.is_none()).unwrap().spoken
    };
    assert_eq!(said("", "城镇新增就业7人。公共停车位建设正在收尾，道路通车3条。"), Spoken::Told);
    assert_eq!(said("", "公共停车位建设正在收尾。城镇新增就业7人。"), Spoken::Named);
    assert_eq!(said("", "公共停车位已全部完工。"), Spoken::Told);
    assert_eq!(said("东区", "东区公共停车位开建900个。"), Spoken::Told);
    assert_eq!(said("东区", "西区公共停车位900个。东区道路通车。"), Spoken::Not);
    assert_eq!(said("", "城镇新增就业7人。停车难题逐步缓解。"), Spoken::Not);
}
