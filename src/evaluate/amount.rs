use rust_decimal::Decimal;

/// Magnitude words that may stand before a unit, the longer ones first, with their power of ten.
///
/// Kept apart from the rules on purpose: what measures a rule must not change with it.
const MAGNITUDES: [(&str, u32); 10] = [
    ("万亿", 12),
    ("千万", 7),
    ("百万", 6),
    ("十万", 5),
    ("百亿", 10),
    ("千亿", 11),
    ("亿", 8),
    ("万", 4),
    ("千", 3),
    ("百", 2),
];

/// Units that begin like a magnitude and are none.
const WHOLE: [&str; 8] = ["千瓦", "千米", "千克", "百分", "千伏", "千卡", "千人", "千头"];

/// Spellings of one unit: how it may be written, and how it is compared.
const SPELLINGS: [(&str, &str); 12] = [
    ("％", "%"),
    ("个百分点", "pp"),
    ("百分点", "pp"),
    ("㎡", "平方米"),
    ("平米", "平方米"),
    ("km", "公里"),
    ("千米", "公里"),
    ("㎞", "公里"),
    ("人民币", "元"),
    ("元人民币", "元"),
    ("µg/m³", "微克/立方米"),
    ("μg/m3", "微克/立方米"),
];

/// Words of approximation and bound that a unit may carry along.
const LOOSE: [&str; 5] = ["以上", "左右", "以内", "余", "多"];

/// Counters: two of them count the same things.
const COUNTERS: &str = "个家项座处所套户件辆条名人台位张只种类批款支场次份部间栋幢片块宗起门本篇头口";

/// Amounts agree within this share of the larger one.
const TOLERANCE: Decimal = Decimal::from_parts(1, 0, 0, false, 9);

/// A printed amount with its magnitude multiplied in: 1.6 万户 is 16000 户.
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub struct Folded {
    /// The number; empty where none is printed.
    pub number: Option<Decimal>,
    /// The unit without its magnitude.
    pub unit: String,
}

impl Folded {
    /// Folds a number and its unit as they stand in a file.
    #[must_use]
    pub fn new(number: &str, unit: &str) -> Self {
        let mut value = printed(number);
        let unit = tidy(unit);
        let mut rest = unit.as_str();
        for _ in 0..2 {
            if WHOLE.iter().any(|whole| rest.starts_with(whole)) {
                break;
            }
            let Some((after, power)) = magnitude(rest) else { break };
            rest = after;
            value = value.and_then(|value| value.checked_mul(Decimal::from(10u64.pow(power))));
        }
        let same = SPELLINGS.iter().find(|(written, _)| *written == rest);
        Self { number: value, unit: same.map_or(rest, |(_, compared)| compared).to_owned() }
    }

    /// True where both hold the same amount, or neither holds one.
    #[must_use]
    pub fn agrees(&self, other: &Self) -> bool {
        match (self.number, other.number) {
            (None, None) => true,
            (Some(_), None) | (None, Some(_)) => false,
            (Some(one), Some(two)) => near(one, two) && same_unit(&self.unit, &other.unit),
        }
    }
}

/// A number of a file: thousands separators are left out; empty where it is none.
pub(super) fn printed(text: &str) -> Option<Decimal> {
    let digits: String = text.trim().chars().filter(|c| !matches!(c, ',' | '，')).collect();
    Decimal::from_str_exact(&digits).ok()
}

fn near(one: Decimal, two: Decimal) -> bool {
    let scale = one.abs().max(two.abs()).max(Decimal::ONE);
    match (one.checked_sub(two), scale.checked_mul(TOLERANCE)) {
        (Some(difference), Some(allowed)) => difference.abs() <= allowed,
        (None, _) | (_, None) => one == two,
    }
}

/// Units per something are compared by what is counted: 元/月/人 and 元.
fn same_unit(one: &str, two: &str) -> bool {
    let head = |unit: &str| unit.split('/').next().unwrap_or_default().to_owned();
    let (one, two) = (head(one), head(two));
    one == two || one.is_empty() || two.is_empty() || (is_counter(&one) && is_counter(&two))
}

fn is_counter(unit: &str) -> bool {
    let mut letters = unit.chars();
    letters.next().is_some_and(|first| COUNTERS.contains(first)) && letters.next().is_none()
}

fn magnitude(unit: &str) -> Option<(&str, u32)> {
    MAGNITUDES.iter().find_map(|(word, power)| Some((unit.strip_prefix(word)?, *power)))
}

/// The unit without blanks, brackets and words of approximation.
fn tidy(unit: &str) -> String {
    let mut kept = String::new();
    let mut rest = unit.trim();
    while let Some(next) = rest.chars().next() {
        let skipped =
            bracketed(rest).or_else(|| LOOSE.iter().find(|word| rest.starts_with(**word)).map(|w| w.len()));
        match skipped {
            Some(length) => rest = &rest[length..],
            None => {
                kept.extend(Some(next).filter(|c| !c.is_whitespace()));
                rest = &rest[next.len_utf8()..];
            }
        }
    }
    kept
}

/// How long the bracket is that `text` begins with.
fn bracketed(text: &str) -> Option<usize> {
    let close = match text.chars().next()? {
        '（' => '）',
        '(' => ')',
        _ => return None,
    };
    text.find(close).map(|at| at + close.len_utf8())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn amounts_agree_over_magnitudes_and_counters() {
        for (one, two, agree) in [
            (("1.6", "万户"), ("16000", "户"), true),
            (("3", "所"), ("3", "个"), true),
            (("3", "所"), ("3", "公里"), false),
            (("1,260", "亿元以上"), ("1260", "亿元"), true),
            (("500", "千瓦"), ("500", "瓦"), false),
            (("2", "千万元"), ("0.2", "亿元"), true),
            (("420", "元/月"), ("420", "元"), true),
            (("", "个"), ("0", "个"), false),
            (("", ""), ("", "个"), true),
            (("12", ""), ("12", "亩"), true),
            (("5", "万（含部属）人次"), ("50000", "人次"), true),
        ] {
            let (first, second) = (Folded::new(one.0, one.1), Folded::new(two.0, two.1));
            assert_eq!(first.agrees(&second), agree, "{one:?} {two:?}");
        }
    }
}
