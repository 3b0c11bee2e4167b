//! Goals and figures in, measured cells out: every formula by a table of cases.

use GoalKind::{About, AtMost as Ceiling, Binary, Flow, Growth, Level, Maintain, Range, Rank, Reduction};
use duibiao::{
    measure::{AtMost, Measures, Pace, Plan, table},
    model::{AsOf, Basis, GoalKind},
    pipeline::understand,
    rules::{Profile, Rulebook},
    text::Source,
};
use rust_decimal::Decimal;

use crate::measured::{Case, cells_of, measure, rules};

fn cells(text: &str, names: &[&str]) -> Vec<Vec<String>> {
    let rules = Rulebook::builtin().unwrap();
    let source = Source::new("t.txt", text);
    let report = understand(&source, &rules);
    let table = table(&[(&source, &report)], &rules).unwrap();
    (0..table.rows.len())
        .map(|row| names.iter().map(|name| table.under(row, name).unwrap_or("").to_owned()).collect())
        .collect()
}

#[test]
fn a_pair_is_measured_against_the_months_that_are_over() {
    let text = "2023年重点工作进展情况\n1.确保完成投资1260亿元以上。\n落实情况:年度计划完成投资1260亿元。截至5月底,完成投资687.9亿元,占全年计划投资的54.6%。\n";
    let rows = cells(
        text,
        &[
            "kind",
            "target",
            "actual",
            "completion_ratio",
            "expected_ratio",
            "pace_gap_pp",
            "stated_check",
            "as_of",
            "status",
        ],
    );
    assert_eq!(
        rows[0],
        [
            "paired",
            "126000000000",
            "68790000000",
            "0.545952380952",
            "0.416666666667",
            "12.93",
            "ok",
            "2023-05-31",
            "超序时"
        ]
    );
}

#[test]
fn a_stated_rate_that_does_not_follow_is_a_conflict() {
    let text = "1.改造小区266个。\n落实情况:改造小区已开工108个,开工率63.4%。\n";
    let rows = cells(text, &["kind", "target_value", "actual_value", "stated_ratio", "stated_check"]);
    assert_eq!(rows, [["paired", "266", "108", "0.634", "conflict"]]);
}

#[test]
fn a_goal_without_a_figure_has_no_ratio() {
    let rows = cells(
        "1.完成抚育5.7万亩。\n落实情况:正在筹备。\n",
        &["kind", "actual", "completion_ratio", "ratio_note", "status"],
    );
    assert_eq!(rows, [["open", "", "", "no_figure", "无数据"]]);
}

#[test]
fn units_of_one_dimension_are_folded() {
    let rows = cells(
        "1.完成改厕1.6万户。\n落实情况:完成改厕6723户。\n",
        &["unit", "target", "actual", "completion_ratio"],
    );
    assert_eq!(rows, [["户", "16000", "6723", "0.4201875"]]);
}

#[test]
fn every_kind_of_goal_has_its_formula() {
    let rules = rules();
    let names = ["completion_ratio", "ratio_note", "gap", "gap_unit", "target_met"];
    // kind, goal, figure, whether the words say that it fell; ratio, note, gap, its unit, met.
    let cases = [
        (Flow, "6.9万人以上", "39896人", false, ["0.578202898551", "", "-29104", "人", "0"]),
        (Flow, "16家", "24.25家", false, ["1.515625", "", "8.25", "家", "1"]),
        (Flow, ">50个", "50个", false, ["1", "", "0", "个", "0"]),
        (Flow, "50个", "近50个", false, ["1", "", "0", "个", "0"]),
        (Flow, "50个", "50余个", false, ["1", "", "0", "个", "1"]),
        (Flow, "50个", "约50个", false, ["1", "", "0", "个", ""]),
        (Flow, "7-9期", "8期", false, ["", "range", "0", "期", "1"]),
        (Flow, "100亿元左右", "96亿元", false, ["0.96", "", "-400000000", "元", "1"]),
        (Flow, "0个", "3个", false, ["", "zero_target", "3", "个", "1"]),
        (Flow, "100套", "80户", false, ["0.8", "", "-20", "套", "0"]),
        (Flow, "100亩", "80公里", false, ["", "unit_differs", "", "", ""]),
        (Flow, "30亩", "2公顷", false, ["1", "", "0", "亩", "1"]),
        (Level, "达到85%", "86.2%", false, ["1.014117647059", "", "1.2", "百分点", "1"]),
        (Level, "七成", "68%", false, ["0.971428571429", "", "-2", "百分点", "0"]),
        (Growth, "增长6%", "5.1%", false, ["", "growth", "-0.9", "百分点", "0"]),
        (Growth, "增长6%", "1.2%", true, ["", "growth", "-7.2", "百分点", "0"]),
        (Ceiling, "不超过5.5%", "5.2%", false, ["", "at_most", "-0.3", "百分点", "1"]),
        (Ceiling, "不超过5.5%", "5.5%", false, ["", "at_most", "0", "百分点", "1"]),
        (Ceiling, "控制在100人以内", "100余人", false, ["", "at_most", "0", "人", "0"]),
        (Reduction, "下降2.5%", "3%", true, ["", "reduction", "-0.5", "百分点", "1"]),
        (Reduction, "下降2.5%", "2%", true, ["", "reduction", "0.5", "百分点", "0"]),
        (Reduction, "下降2.5%", "1%", false, ["", "reduction", "3.5", "百分点", "0"]),
        (Maintain, "90%以上", "90%", false, ["1", "", "0", "百分点", "1"]),
        (Range, "5%-6%", "5.4%", false, ["", "range", "0", "百分点", "1"]),
        (Range, "5%-6%", "6.3%", false, ["", "range", "0.3", "百分点", "0"]),
        (Range, "5%-6%", "4.8%", false, ["", "range", "-0.2", "百分点", "0"]),
        (About, "5%左右", "5.4%", false, ["1.08", "", "0.4", "百分点", "1"]),
        (About, "5%左右", "5.6%", false, ["1.12", "", "0.6", "百分点", "0"]),
        (About, "1000人左右", "960人", false, ["0.96", "", "-40", "人", "1"]),
        (Rank, "3名", "2名", false, ["", "rank", "-1", "名", "1"]),
        (Binary, "1个", "1个", false, ["", "binary", "0", "个", "1"]),
    ];
    let mut wrong = Vec::new();
    for (kind, goal, figure, fell, expected) in cases {
        let case = Case { fell, ..Case::new(kind, goal, figure) };
        let got = cells_of(&measure(&[case], &rules, &Measures::usual(&rules)), 0, &names);
        if got != expected {
            wrong.push(format!("{kind:?} {goal} {figure}: {got:?} is not {expected:?}"));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn formulas_that_the_field_disagrees_on_are_asked_for_by_name() {
    let rules = rules();
    let names = ["completion_ratio", "ratio_note"];
    let usual = Measures::usual(&rules);
    for (kind, goal, figure, measures, expected) in [
        (Growth, "增长6%", "3%", Measures { growth_ratio: true, ..usual.clone() }, ["0.5", "growth_ratio"]),
        (Growth, "增长0%", "3%", Measures { growth_ratio: true, ..usual.clone() }, ["", "growth"]),
        (
            Ceiling,
            "不超过100人",
            "120人",
            Measures { at_most: AtMost::Inverse, ..usual.clone() },
            ["0.833333333333", "inverse"],
        ),
        (
            Ceiling,
            "不超过100人",
            "120人",
            Measures { at_most: AtMost::Linear, ..usual.clone() },
            ["0.8", "linear"],
        ),
        (
            Ceiling,
            "不超过100人",
            "250人",
            Measures { at_most: AtMost::Linear, ..usual.clone() },
            ["0", "linear"],
        ),
        (
            Ceiling,
            "不超过100人",
            "0人",
            Measures { at_most: AtMost::Inverse, ..usual.clone() },
            ["", "at_most"],
        ),
    ] {
        let table = measure(&[Case::new(kind, goal, figure)], &rules, &measures);
        assert_eq!(cells_of(&table, 0, &names), expected, "{goal} {figure}");
    }
}

#[test]
fn expected_progress_is_only_asked_of_flows_of_the_year() {
    let rules = rules();
    let names =
        ["expected_ratio", "pace_gap_pp", "months_behind", "required_per_month", "forecast", "status_code"];
    let flow = Case::new(Flow, "1200个", "400个");
    let july = Some(AsOf { year: Some(2023), month: 7, day: Some(6) });
    for (case, expected) in [
        (flow.clone(), ["0.416666666667", "-8.33", "1", "114.2857", "960", "slightly_behind"]),
        (Case { as_of: july, ..flow.clone() }, ["0.5", "-16.67", "2", "133.3333", "800", "behind"]),
        (Case { as_of: None, ..flow.clone() }, ["", "", "", "", "", "not_comparable"]),
        (Case { basis: Basis::TotalPlan, ..flow.clone() }, ["", "", "", "", "", "not_comparable"]),
        (Case::new(Level, "90%", "80%"), ["", "", "", "", "", "not_met"]),
        (Case::new(Level, "90%", "95%"), ["", "", "", "", "", "done"]),
        (Case::new(Growth, "增长6%", "7%"), ["", "", "", "", "", "met"]),
        (Case::new(Flow, "1200个", "1200个"), ["0.416666666667", "58.33", "-7", "", "2880", "done"]),
        (Case::new(Flow, "1200个", ""), ["", "", "", "", "", "no_data"]),
    ] {
        let table = measure(std::slice::from_ref(&case), &rules, &Measures::usual(&rules));
        assert_eq!(cells_of(&table, 0, &names), expected, "{case:?}");
    }
    for (case, reason) in [
        (Case { as_of: None, ..flow.clone() }, "undated"),
        (Case { basis: Basis::MultiYear, ..flow.clone() }, "multi_year"),
        (flow.clone(), ""),
    ] {
        let table = measure(&[case], &rules, &Measures::usual(&rules));
        assert_eq!(cells_of(&table, 0, &["ratio_note"]), [reason]);
    }
    let days = Measures { pace: Pace::Days, ..Measures::usual(&rules) };
    assert_eq!(
        measure(std::slice::from_ref(&flow), &rules, &days).under(0, "expected_ratio"),
        Some("0.413698630137")
    );
    let plan = Plan::read("month,expected\n3,10%\n5,30%\n").unwrap();
    let planned = Measures { pace: Pace::Plan(plan), ..Measures::usual(&rules) };
    assert_eq!(measure(&[flow], &rules, &planned).under(0, "pace_gap_pp"), Some("3.33"));
}

#[test]
fn the_bands_of_the_frame_are_those_of_the_profile() {
    let rules = rules();
    let figures: Vec<String> = (0..=30).map(|step| format!("{}个", step * 40)).collect();
    for profile in rules.profiles.iter() {
        let measures = Measures { profile: Profile::clone(profile), ..Measures::usual(&rules) };
        let cases: Vec<_> = figures.iter().map(|figure| Case::new(Flow, "1000个", figure)).collect();
        let table = measure(&cases, &rules, &measures);
        for (row, step) in (0..=30).enumerate() {
            let ratio = Decimal::new(step * 4, 2);
            let expected = Decimal::from_str_exact("0.416666666667").unwrap();
            let gap = (ratio - expected) * Decimal::ONE_HUNDRED;
            let band = profile.band(Some(ratio), Some(gap), true).unwrap();
            assert_eq!(table.under(row, "status"), Some(band.word.as_str()), "{} {ratio}", profile.id);
            assert_eq!(table.under(row, "light"), Some(band.light.as_str()), "{} {ratio}", profile.id);
        }
    }
}

#[test]
fn printed_rates_are_checked_with_the_rounding_of_all_three() {
    let rules = rules();
    let names = ["stated_check", "implied_target_low", "implied_target_high"];
    let mut wrong = Vec::new();
    for (goal, figure, stated, expected) in [
        ("1260亿元", "687.9亿元", "0.546", ["ok", "125864592863.678", "126113657195.2337"]),
        ("266个", "108个", "0.634", ["conflict", "170.2128", "170.4815"]),
        // No whole number of things gives this rate.
        ("", "108个", "0.634", ["conflict", "170.2128", "170.4815"]),
        ("", "2539名", "1.0027", ["no_target", "2532.0369", "2532.2894"]),
        ("", "3.88个", "2.6", ["no_target", "1.4623", "1.5235"]),
        ("", "108个", "0.45", ["no_target", "237.3626", "242.6966"]),
        ("3.5万人", "4.89万人", "1.3979", ["rounding", "34944.0252", "35018.0635"]),
        ("3个", "2个", "0.666", ["rounding", "3.0008", "3.0053"]),
        ("3个", "2个", "0.67", ["ok", "2.963", "3.0075"]),
        ("100个", "300个", "3", ["ok", "85.7143", "120"]),
        ("100个", "71个", "0.7", ["ok", "94.6667", "109.2308"]),
        ("100个", "81个", "0.7", ["conflict", "108", "124.6154"]),
        ("100个", "50个", "0.50", ["ok", "99.0099", "101.0101"]),
        ("", "5.3万亩", "0.66", ["no_target", "78947.3684", "81679.3893"]),
        ("1000个", "500余个", "0.55", ["rounding", "720.7207", "1100.9174"]),
        // 0 % beside a third, and half beside nothing: no goal is implied, and neither can follow.
        ("3个", "1个", "0.00", ["conflict", "200", ""]),
        ("3个", "0个", "0.50", ["conflict", "", ""]),
        ("", "0个", "0.50", ["conflict", "", ""]),
        ("3个", "0个", "0.00", ["ok", "", ""]),
    ] {
        let case = Case { stated: Some(stated), ..Case::new(Flow, goal, figure) };
        let table = measure(&[case], &rules, &Measures::usual(&rules));
        let got = cells_of(&table, 0, &names);
        if got != expected {
            wrong.push(format!("{goal} {figure} {stated}: {got:?} is not {expected:?}"));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn what_is_too_large_says_so_and_breaks_nothing() {
    let rules = rules();
    let large = "9999999999999999999999999999亿元";
    for (goal, figure) in
        [(large, "1元"), ("1元", large), (large, large), ("0.000000001元", "999999999999999999元")]
    {
        let table = measure(
            &[Case::new(Flow, goal, figure), Case::new(Flow, "4个", "1个")],
            &rules,
            &Measures::usual(&rules),
        );
        assert_eq!(table.under(0, "ratio_note"), Some("overflow"), "{goal} {figure}");
        assert_eq!(table.under(0, "completion_ratio"), None);
        assert_eq!(table.under(1, "completion_ratio"), Some("0.25"));
    }
}

#[test]
fn a_goal_without_a_figure_has_a_reason_and_no_number() {
    let rules = rules();
    let table = measure(&[Case::new(Flow, "48口", "")], &rules, &Measures::usual(&rules));
    for name in
        ["actual", "completion_ratio", "gap", "target_met", "expected_ratio", "pace_gap_pp", "forecast"]
    {
        assert_eq!(table.under(0, name), None, "{name}");
    }
    assert_eq!(table.under(0, "ratio_note"), Some("no_figure"));
    assert_eq!(table.under(0, "status"), Some("无数据"));
}
