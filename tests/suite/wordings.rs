//! Any way in which people write a number gives that number or none; and what `scan --bare` names besides.

use duibiao::{
    model::QuantityKind,
    pipeline,
    scan::{numbers, quantities},
    text::Source,
};
use proptest::prelude::*;
use rust_decimal::Decimal;

use crate::quantities::{cases, in_words, rules_once};

#[test]
fn bare_numbers_read_as_the_cases_say() {
    let rules = rules_once();
    let mut wrong = Vec::new();
    for (place, text, wanted) in cases("bare.txt") {
        let source = Source::new("a.txt", text.as_str());
        let found: Vec<String> = pipeline::bare_numbers(&source, rules)
            .iter()
            .map(|number| match number.kind {
                QuantityKind::Ordinal => format!("ordinal {number}"),
                _ => number.to_string(),
            })
            .collect();
        if found != wanted {
            wrong.push(format!("{place}: {text}: is {found:?}, want {wanted:?}"));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn a_rank_is_an_ordinal_and_its_place_holds_its_sign() {
    let text = "他得了 第三名,用时15k秒";
    let found = numbers(text, rules_once());
    assert_eq!(found[0].kind, QuantityKind::Ordinal);
    assert_eq!(found[0].span.text(text), "第三名");
    assert_eq!(found[1].span.text(text), "15k秒");
    assert!(quantities("他得了第三名", rules_once()).is_empty());
}

/// The digits of a number with something between its thousands.
fn grouped(number: u64, between: &str) -> String {
    let digits = number.to_string();
    let first = (digits.len() + 2) % 3 + 1;
    let (mut text, mut rest) = (digits[..first].to_owned(), &digits[first..]);
    while !rest.is_empty() {
        text.push_str(between);
        text.push_str(&rest[..3]);
        rest = &rest[3..];
    }
    text
}

fn replaced(text: &str, pairs: &[(char, char)]) -> String {
    let other = |c| pairs.iter().find(|(from, _)| *from == c).map_or(c, |(_, to)| *to);
    text.chars().map(other).collect()
}

const CHEQUE: &[(char, char)] = &[
    ('一', '壹'),
    ('二', '贰'),
    ('三', '叁'),
    ('四', '肆'),
    ('五', '伍'),
    ('六', '陆'),
    ('七', '柒'),
    ('八', '捌'),
    ('九', '玖'),
    ('十', '拾'),
    ('百', '佰'),
    ('千', '仟'),
];

/// 3万4千5百 and 3万4567.
fn scaled(number: u64, last: bool) -> String {
    let (myriads, rest) = (number / 10_000, number % 10_000);
    let mut text = if myriads > 0 { format!("{myriads}万") } else { String::new() };
    if !last {
        // 8万1 is eighty-one thousand to most; who means one writes 8万零1.
        let zero = if myriads > 0 && (1..10).contains(&rest) { "零" } else { "" };
        return format!("{text}{zero}{rest}");
    }
    for (scale, name) in [(1000, "千"), (100, "百"), (10, "十"), (1, "")] {
        let digit = rest / scale % 10;
        if digit > 0 {
            text += &format!("{digit}{name}");
        } else if scale > 1 && !text.ends_with('零') && rest % scale > 0 && !text.is_empty() {
            text.push('零');
        }
    }
    text
}

fn wide(text: &str) -> String {
    text.chars().map(|c| c.to_digit(10).and_then(|d| char::from_u32(0xff10 + d)).unwrap_or(c)).collect()
}

/// A number in one of the ways of writing it.
fn written(number: u64, way: usize) -> String {
    const BETWEEN: [&str; 10] =
        ["", ",", " ", "\u{a0}", "\u{2009}", "\u{202f}", "\u{3000}", "\u{200b}", "，", "’"];
    match way {
        0..=9 => grouped(number, BETWEEN[way]),
        10 => wide(&number.to_string()),
        11 => wide(&grouped(number, "，")),
        12 => in_words(number),
        13 => replaced(&in_words(number), CHEQUE),
        14 => replaced(&in_words(number), &[('二', '两')]),
        15 => scaled(number, false),
        16 => scaled(number, true),
        17 => format!("{}万", Decimal::from(number) / Decimal::from(10_000)),
        18 => format!("{} 亿", Decimal::from(number) / Decimal::from(100_000_000)),
        _ => format!("{}个亿", Decimal::from(number) / Decimal::from(100_000_000)),
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 4000, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_way_of_writing_a_number_gives_it_or_none(
        number in prop_oneof![11u64..10_000, 10_000u64..999_999, 1_000_000u64..9_999_999_999],
        way in 0usize..20,
        unit in prop::sample::select(&["户", "元", "公里", "平方米", "人次"]),
        before in prop::sample::select(&["共有", "新建5G基站", "完成", "投资", "总量为"]),
    ) {
        let text = format!("{before}{}{unit}。", written(number, way));
        for found in quantities(&text, rules_once()) {
            let value = found.amount.low() * found.magnitude;
            prop_assert_eq!(value.normalize(), Decimal::from(number), "{}", text);
        }
    }

    #[test]
    fn a_sign_before_a_number_is_kept_or_the_number_refused(
        number in 1u32..999,
        sign in prop::sample::select(&["-", "−", "－", "负", "—", "- ", "− "]),
        before in prop::sample::select(&["增长", "下降", "增速为", "下降了", "增幅达"]),
    ) {
        let text = format!("同比{before}{sign}{number}.5%。");
        for found in quantities(&text, rules_once()) {
            prop_assert_eq!(found.amount.low(), Decimal::from(number) * Decimal::NEGATIVE_ONE - Decimal::new(5, 1), "{}", text);
        }
    }

    #[test]
    fn bare_numbers_stand_in_order_and_on_borders(text in any::<String>()) {
        let mut end = 0;
        for found in numbers(&text, rules_once()) {
            prop_assert!(found.span.start >= end && found.span.end <= text.len());
            prop_assert!(text.is_char_boundary(found.span.start) && text.is_char_boundary(found.span.end));
            end = found.span.end;
        }
    }
}
