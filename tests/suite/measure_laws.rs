//! What holds for all measured rows: exact quotients, units that commute, rows that do not know of each other.

use duibiao::{measure::Measures, model::GoalKind};
use proptest::prelude::{ProptestConfig, Strategy, prop, prop_assert, prop_assert_eq, proptest};
use rust_decimal::Decimal;

use crate::measured::{Case, measure, rules};

/// A number above zero with up to four decimals, as it would be written.
fn written() -> impl Strategy<Value = Decimal> {
    (1i64..1_000_000, 0u32..5)
        .prop_map(|(digits, scale)| Decimal::new(digits, scale).normalize())
        // 110, 119 and their like begin what is taken for a telephone number.
        .prop_filter("no telephone", |value| !value.to_string().starts_with('1'))
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(24) })]

    #[test]
    fn the_ratio_is_the_exact_quotient_to_twelve_places(pairs in prop::collection::vec((written(), written()), 1..40)) {
        let rules = rules();
        let texts: Vec<_> = pairs.iter().map(|(goal, figure)| (format!("{goal}亿元"), format!("{figure}亿元"))).collect();
        let cases: Vec<_> = texts.iter().map(|(goal, figure)| Case::new(GoalKind::Flow, goal, figure)).collect();
        let table = measure(&cases, &rules, &Measures::usual(&rules));
        for (row, (goal, figure)) in pairs.iter().enumerate() {
            let own = (figure / goal).round_dp(12).normalize();
            let got = Decimal::from_str_exact(table.under(row, "completion_ratio").unwrap()).unwrap();
            prop_assert!((got - own).abs() <= Decimal::new(1, 12), "{} / {}: {} {}", figure, goal, got, own);
        }
    }

    #[test]
    fn units_commute_and_ratios_scale(goal in written(), figure in written(), power in 0u32..4) {
        let rules = rules();
        let times = Decimal::from(10i64.pow(power));
        let texts = [
            (format!("{goal}亿元"), format!("{figure}亿元")),
            (format!("{}万元", goal * Decimal::from(10_000)), format!("{figure}亿元")),
            (format!("{goal}亿元"), format!("{}万元", figure * Decimal::from(10_000))),
            (format!("{}亿元", goal * times), format!("{}亿元", figure * times)),
        ];
        let cases: Vec<_> = texts.iter().map(|(goal, figure)| Case::new(GoalKind::Flow, goal, figure)).collect();
        let table = measure(&cases, &rules, &Measures::usual(&rules));
        for (row, pair) in texts.iter().enumerate() {
            for name in ["completion_ratio", "target_met", "pace_gap_pp", "status", "ratio_note"] {
                prop_assert_eq!(table.under(row, name), table.under(0, name), "{} {:?}", name, pair);
            }
        }
    }

    #[test]
    fn the_order_of_rows_never_matters(amounts in prop::collection::vec((written(), prop::option::of(written())), 2..20)) {
        let rules = rules();
        let texts: Vec<_> = amounts
            .iter()
            .map(|(goal, figure)| (format!("{goal}万人"), figure.map_or_else(String::new, |figure| format!("{figure}人"))))
            .collect();
        let cases: Vec<_> = texts.iter().map(|(goal, figure)| Case::new(GoalKind::Flow, goal, figure)).collect();
        let backwards: Vec<_> = cases.iter().rev().cloned().collect();
        let mut turned = measure(&backwards, &rules, &Measures::usual(&rules));
        turned.rows.reverse();
        let table = measure(&cases, &rules, &Measures::usual(&rules));
        for (row, (_, figure)) in amounts.iter().enumerate() {
            // The id tells equal rows apart by their order, and by nothing else.
            prop_assert_eq!(&table.rows[row][1..], &turned.rows[row][1..]);
            if figure.is_none() {
                prop_assert_eq!(table.under(row, "actual"), None);
                prop_assert_eq!(table.under(row, "completion_ratio"), None);
            }
        }
    }
}
