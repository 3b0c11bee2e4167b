//! `tests/cases/quantities/*.txt`: texts and all quantities that are read in them, and what holds for any text.

use std::{fs, path::Path};

use duibiao::{rules::Rulebook, scan::quantities};
use proptest::prelude::*;
use rust_decimal::Decimal;

fn rules() -> Rulebook {
    Rulebook::builtin().unwrap_or_else(|faults| panic!("{faults:?}"))
}

/// The lines of a file of cases as (place, text, what is read).
pub(crate) fn cases(name: &str) -> Vec<(String, String, Vec<String>)> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/cases/quantities").join(name);
    let text = fs::read_to_string(path).unwrap();
    let lines = text.lines().enumerate().filter(|(_, line)| !line.is_empty() && !line.starts_with("# "));
    lines
        .map(|(index, line)| {
            let place = format!("tests/cases/quantities/{name}:{}", index + 1);
            let (text, wanted) = line.split_once(" =>").unwrap_or_else(|| panic!("{place}: no arrow"));
            let wanted = wanted.split(';').map(str::trim).filter(|wanted| !wanted.is_empty());
            (place, text.to_owned(), wanted.map(str::to_owned).collect())
        })
        .collect()
}

fn read(text: &str, rules: &Rulebook) -> Vec<String> {
    quantities(text, rules).iter().map(ToString::to_string).collect()
}

#[test]
fn each_case_reads_as_it_says() {
    let rules = rules();
    let (mut wrong, mut all) = (Vec::new(), 0);
    for name in ["counts.txt", "measures.txt", "rates.txt", "none.txt", "wordings.txt"] {
        for (place, text, wanted) in cases(name) {
            all += 1;
            let found = read(&text, &rules);
            if found != wanted {
                wrong.push(format!(
                    "{place}: {text}\n    is   {}\n    want {}",
                    found.join("; "),
                    wanted.join("; ")
                ));
            }
        }
    }
    assert!(wrong.is_empty(), "{} of {all} cases:\n{}", wrong.len(), wrong.join("\n"));
    assert!(all >= 300, "only {all} cases");
}

#[test]
fn tasks_are_read_without_a_miss_and_without_noise() {
    let rules = rules();
    let (mut right, mut spurious, mut missed, mut shown) = (0, 0, 0, Vec::new());
    for (place, text, wanted) in cases("paragraphs.txt") {
        let mut left = read(&text, &rules);
        let mut lost = Vec::new();
        for one in wanted {
            match left.iter().position(|found| *found == one) {
                Some(at) => {
                    left.remove(at);
                    right += 1;
                }
                None => lost.push(one),
            }
        }
        (spurious, missed) = (spurious + left.len(), missed + lost.len());
        if !left.is_empty() || !lost.is_empty() {
            shown.push(format!("{place}: too much {left:?}, missed {lost:?}"));
        }
    }
    println!("quantities of tasks: {right} right, {spurious} too many, {missed} missed");
    assert!(shown.is_empty(), "{right} right\n{}", shown.join("\n"));
}

/// Pieces that numbers and their surroundings are made of.
const PIECES: &[&str] = &[
    "3",
    "12",
    "5.6",
    "万",
    "亿",
    "千",
    "百",
    "十",
    "元",
    "户",
    "%",
    "％",
    "至",
    "-",
    "—",
    "约",
    "以上",
    "余",
    "多",
    "近",
    "三",
    "两",
    "几",
    "百分之",
    "分之",
    "翻",
    "番",
    "成",
    "年",
    "/",
    "平方米",
    "公里",
    ",",
    "，",
    "、",
    "。",
    " ",
    "\u{3000}",
    "第",
    "个",
    "月",
    "(",
    "）",
    "￥",
    "-",
    "０",
    "９",
    "点",
    "角",
    "分",
    "😀",
    "é",
    "x",
    "G",
];

fn pieces() -> impl Strategy<Value = String> {
    prop::collection::vec(prop::sample::select(PIECES), 0..40).prop_map(|parts| parts.concat())
}

/// A number below ten thousand million as Chinese words.
pub(crate) fn in_words(mut number: u64) -> String {
    const DIGITS: [&str; 10] = ["零", "一", "二", "三", "四", "五", "六", "七", "八", "九"];
    let (mut words, mut gap) = (String::new(), false);
    for (scale, name) in [(100_000_000, "亿"), (10_000, "万"), (1, "")] {
        let section = number / scale;
        number %= scale;
        if section == 0 {
            gap = !words.is_empty();
            continue;
        }
        if gap || !words.is_empty() && section < 1000 {
            words.push('零');
        }
        let (mut rest, mut zero, mut begun) = (section, false, false);
        for (unit, name) in [(1000, "千"), (100, "百"), (10, "十"), (1, "")] {
            let digit = rest / unit;
            rest %= unit;
            if digit == 0 {
                zero = begun;
                continue;
            }
            if zero {
                words.push('零');
            }
            words.push_str(DIGITS[usize::try_from(digit).unwrap()]);
            words.push_str(name);
            (zero, begun) = (false, true);
        }
        words.push_str(name);
        gap = false;
    }
    words
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 300, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_text_gives_spans_in_order_on_borders(text in prop_oneof![pieces(), any::<String>()]) {
        let rules = rules_once();
        let mut end = 0;
        for quantity in quantities(&text, rules) {
            prop_assert!(quantity.span.start >= end && quantity.span.end <= text.len());
            prop_assert!(text.is_char_boundary(quantity.span.start) && text.is_char_boundary(quantity.span.end));
            prop_assert!(quantity.span.covers(quantity.core) && !quantity.core.is_empty());
            prop_assert!(quantity.amount.low() <= quantity.amount.high());
            end = quantity.span.end;
        }
    }

    #[test]
    fn a_number_written_out_is_the_number(number in 11u64..999_999_999) {
        prop_assume!(number % 100_000_000 >= 10);
        let found = quantities(&format!("共有{}户", in_words(number)), rules_once());
        prop_assert_eq!(found.len(), 1);
        prop_assert_eq!(found[0].base_low(), Some(Decimal::from(number)));
    }

    #[test]
    fn wide_digits_and_blanks_change_no_value(whole in 1u32..99999, part in 0u32..99, unit in prop::sample::select(&["万元", "户", "%", "亿立方米", "公里"])) {
        let plain = format!("完成{whole}.{part}{unit}。");
        let wide: String = plain
            .chars()
            .map(|c| c.to_digit(10).and_then(|d| char::from_u32(0xff10 + d)).unwrap_or(c))
            .collect();
        let spaced = format!("完成 {whole}.{part} {unit} 。");
        let rules = rules_once();
        let expected = read(&plain, rules);
        prop_assert_eq!(expected.len(), 1);
        prop_assert_eq!(&read(&wide, rules), &expected);
        prop_assert_eq!(&read(&spaced, rules), &expected);
    }
}

/// The rules are loaded once for all the texts of a property.
pub(crate) fn rules_once() -> &'static Rulebook {
    thread_local! { static RULES: &'static Rulebook = Box::leak(Box::new(rules())); }
    RULES.with(|rules| *rules)
}
