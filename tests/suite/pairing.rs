//! Which figure answers which goal, over whole documents.

use duibiao::{
    model::{Finding, Kind},
    pipeline::understand,
    rules::Rulebook,
    text::Source,
};

const ROADS: &str = "一、道路工程\n\
    年度目标：新建农村公路120公里，改造危桥8座。\n\
    进展情况：截至6月底，已新建农村公路66公里，改造危桥5座。\n";
const WATER: &str = "二、供水工程\n\
    年度目标：铺设供水管网45公里，新增水表3000只。\n\
    进展情况：截至6月底，已铺设供水管网18公里，占年度目标的40%；新增水表1200只。\n";

fn rows(text: &str) -> Vec<Finding> {
    understand(&Source::new("a.txt", text), &Rulebook::builtin().unwrap()).findings
}

/// What a row says: its kind, its name, goal and figure as printed.
fn said(text: &str) -> Vec<(Kind, String, String, String)> {
    let rows = rows(text);
    let row = |row: &Finding| {
        let goal = row.goal.as_ref().map_or("", |goal| goal.quantity.core.text(text));
        let figure = row.figure.as_ref().map_or("", |figure| figure.quantity.core.text(text));
        (row.kind, row.indicator.clone(), goal.to_owned(), figure.to_owned())
    };
    rows.iter().map(row).collect()
}

#[test]
fn sections_that_have_nothing_in_common_are_paired_as_if_each_stood_alone() {
    let (roads, water) = (said(ROADS), said(WATER));
    assert!(roads.iter().chain(&water).all(|(kind, ..)| *kind == Kind::Paired), "{roads:?} {water:?}");
    assert_eq!((roads.len(), water.len()), (2, 2));
    assert_eq!(said(&format!("{ROADS}{WATER}")), [roads, water].concat());
}

#[test]
fn no_goal_of_one_county_is_answered_by_a_figure_of_another() {
    let text = "一、农村公路\n\
        青坪县：计划新建农村公路40公里。\n\
        石桥县：计划新建农村公路50公里，已新建农村公路20公里。\n\
        柳河县：上半年新建农村公路30公里。\n";
    let rows = rows(text);
    let goals: Vec<&Finding> = rows.iter().filter(|row| row.goal.is_some()).collect();
    assert_eq!(goals.len(), 2, "{rows:?}");
    let paired: Vec<&str> =
        goals.iter().filter(|row| row.figure.is_some()).map(|row| row.scope.as_str()).collect();
    assert_eq!(paired, ["石桥县"]);
}

#[test]
fn many_sections_of_the_same_words_answer_themselves() {
    let section = |n: usize| {
        format!(
            "{n}.社区食堂\n年度目标：新建食堂{}个。\n进展情况：截至6月底，已建成食堂{}个。\n",
            n + 10,
            n + 1
        )
    };
    let text: String = (1..=400).map(section).collect();
    let said = said(&text);
    assert_eq!(said.len(), 400);
    for (n, (kind, _, goal, figure)) in said.iter().enumerate() {
        assert_eq!((*kind, goal.as_str()), (Kind::Paired, format!("{}个", n + 11).as_str()));
        assert_eq!(*figure, format!("{}个", n + 2));
    }
}

#[test]
fn a_paragraph_of_twenty_thousand_quantities_is_read_to_its_end() {
    let text = format!("{}，计划新建水库7座，已新建水库3座。", vec!["完成3个"; 20_000].join("，"));
    let said = said(&text);
    let last = said.last().map(|(kind, _, goal, figure)| (*kind, goal.as_str(), figure.as_str()));
    assert_eq!(last, Some((Kind::Paired, "7座", "3座")));
    assert_eq!(said.len(), 1);
}
