//! Numbers that are said in words of their own: 两打, 一刻钟, 一米七五, 百余家, 俩, 500RMB, 3×10^5, 介于30和40之间.

use rust_decimal::Decimal;

use super::digits::{chinese_digit, is_chinese, is_digit};

/// What is said for the words at the beginning of `rest`, and how many bytes they take; `said` stands before them.
pub(super) fn aloud(said: &str, rest: &str) -> Option<(String, usize)> {
    let before = said.chars().next_back();
    let counted = before.is_some_and(|c| is_digit(c) || is_chinese(c));
    let found = match rest.chars().next()? {
        '米' if counted => tall(before, rest),
        'R' | 'C' | 'U' | 'E' | 'G' | 'J' | 'H' => currency(before, rest),
        '和' | '与' | '跟' => between(said, rest),
        '从' | '由' => from(rest),
        _ if counted => None,
        '俩' if before != Some('伎') => Some(("两".to_owned(), '俩'.len_utf8())),
        '仨' => Some(("三".to_owned(), '仨'.len_utf8())),
        '百' | '千' | '万' if !before.is_some_and(char::is_alphanumeric) => some(rest),
        '点' if !before.is_some_and(char::is_alphanumeric) => point(rest),
        _ => dozens(rest).or_else(|| quarter(rest)),
    };
    found.or_else(|| power(before, rest))
}

/// The digit that a text begins with, in Chinese, and what follows it.
fn digit_first(text: &str) -> Option<(u32, &str)> {
    let first = text.chars().next()?;
    let value = if first == '十' { 10 } else { chinese_digit(first)? };
    Some((value, &text[first.len_utf8()..]))
}

/// Words that 打 begins, and no dozen.
const STRIKES: &str = "开折击造响破通算扮听磨包车工仗球字印架分断动造底赢败听量发倒";

/// 两打 is 24, and 半打 6.
fn dozens(rest: &str) -> Option<(String, usize)> {
    let half = rest.strip_prefix('半').map(|after| (6, after));
    let (count, after) = half.or_else(|| {
        let (digit, after) = digit_first(rest)?;
        Some((digit * 12, after))
    })?;
    let after = after.strip_prefix('打')?;
    let strikes = after.starts_with(|c: char| STRIKES.contains(c));
    (!strikes && count > 0).then(|| (count.to_string(), rest.len() - after.len()))
}

/// 三刻钟 is 45分钟.
fn quarter(rest: &str) -> Option<(String, usize)> {
    let (digit, after) = digit_first(rest)?;
    let after = after.strip_prefix("刻钟")?;
    Some((format!("{}分钟", digit * 15), rest.len() - after.len()))
}

/// 一米七五 is 1.75米.
fn tall(before: Option<char>, rest: &str) -> Option<(String, usize)> {
    let after = rest.strip_prefix('米')?;
    let spoken = |c: &char| before.is_some_and(is_digit) && is_digit(*c) || chinese_digit(*c).is_some();
    let digits: String = after.chars().take_while(spoken).collect();
    let past = &after[digits.len()..];
    let goes_on = past.starts_with(|c: char| c.is_alphanumeric() && !"高长宽深的左以".contains(c));
    if digits.chars().count() != 2 || goes_on {
        return None;
    }
    let point = if before.is_some_and(is_digit) { "." } else { "点" };
    let digits = if point == "." { arabic_of(&digits) } else { digits.clone() };
    Some((format!("{point}{digits}米"), rest.len() - past.len()))
}

fn arabic_of(digits: &str) -> String {
    let letter = |c: char| chinese_digit(c).and_then(|digit| char::from_digit(digit, 10));
    digits.chars().map(|c| letter(c).unwrap_or(c)).collect()
}

/// Names of currencies in letters, as they stand behind a number and before one.
const CURRENCIES: &[(&str, &str, &str)] = &[
    ("RMB", "元", "￥"),
    ("CNY", "元", "￥"),
    ("USD", "美元", "$"),
    ("EUR", "欧元", "€"),
    ("GBP", "英镑", "£"),
    ("JPY", "日元", ""),
    ("HKD", "港元", ""),
];

/// 500RMB is 500元, and USD 20 $20.
fn currency(before: Option<char>, rest: &str) -> Option<(String, usize)> {
    let (name, behind, ahead) = CURRENCIES.iter().find(|(name, ..)| rest.starts_with(name))?;
    let after = &rest[name.len()..];
    if before.is_some_and(|c| is_digit(c) || is_chinese(c) || matches!(c, '万' | '亿')) {
        let ends = !after.starts_with(|c: char| c.is_ascii_alphanumeric());
        return ends.then(|| ((*behind).to_owned(), name.len()));
    }
    let number = after.trim_start();
    let alone = !before.is_some_and(|c| c.is_ascii_alphanumeric());
    let fits = alone && !ahead.is_empty() && number.starts_with(|c: char| is_digit(c));
    fits.then(|| ((*ahead).to_owned(), rest.len() - number.len()))
}

/// The number that a text begins with, and what follows; empty where there is none.
fn run(text: &str) -> (&str, &str) {
    let belongs = |c: char| is_digit(c) || is_chinese(c) || matches!(c, '.' | '点' | '万' | '亿' | '%');
    text.split_at(text.find(|c| !belongs(c)).unwrap_or(text.len()))
}

/// 介于30和40之间: what joins the ends of a range.
fn between(said: &str, rest: &str) -> Option<(String, usize)> {
    let start = said
        .trim_end_matches(|c| is_digit(c) || is_chinese(c) || matches!(c, '.' | '点' | '万' | '亿' | '%'));
    let joint = rest.chars().next().map_or(0, char::len_utf8);
    let (number, after) = run(&rest[joint..]);
    let opened = start.len() < said.len() && start.ends_with(['于', '在']) && !number.is_empty();
    let unit = after.char_indices().take(4).any(|(at, _)| after[at..].starts_with("之间"));
    (opened && unit).then(|| ("~".to_owned(), joint))
}

/// 从5到8: the range alone.
fn from(rest: &str) -> Option<(String, usize)> {
    let first = rest.chars().next().map_or(0, char::len_utf8);
    let (number, after) = run(&rest[first..]);
    let (next, _) = run(after.strip_prefix(['到', '至'])?);
    (!number.is_empty() && !next.is_empty()).then(|| (String::new(), first))
}

/// 百余家: one is not said.
fn some(rest: &str) -> Option<(String, usize)> {
    let scale = rest.chars().next()?;
    let after = rest[scale.len_utf8()..].strip_prefix(['余', '多', '来'])?;
    after.starts_with(char::is_alphanumeric).then(|| (format!("一{scale}"), scale.len_utf8()))
}

/// 点五 is 0.5.
fn point(rest: &str) -> Option<(String, usize)> {
    let after = rest.strip_prefix('点')?;
    let end = after.find(|c| chinese_digit(c).is_none()).unwrap_or(after.len());
    let hour = after[end..].starts_with(|c: char| is_chinese(c) || "点分钟".contains(c));
    (end > 0 && !hour).then(|| ("零点".to_owned(), '点'.len_utf8()))
}

/// Powers are read up to so many digits.
const EXPONENT: u32 = 28;

/// 3×10^5, 2^5 and 10的3次方.
fn power(before: Option<char>, rest: &str) -> Option<(String, usize)> {
    if !rest.starts_with(|c: char| c.is_ascii_digit())
        || before.is_some_and(|c| is_digit(c) || c.is_ascii_alphabetic() || c == '.')
    {
        return None;
    }
    let (mut times, mut after) = figure(rest)?;
    let mut base = times;
    let factor = after.trim_start().strip_prefix(['×', 'x', 'X', '*', '＊', '·']);
    match factor.and_then(|factor| figure(factor.trim_start())) {
        Some((ten, past)) if ten == Decimal::TEN => (base, after) = (ten, past),
        _ => times = Decimal::ONE,
    }
    let (exponent, past) = exponent(after)?;
    let mut value = times;
    for _ in 0..exponent.unsigned_abs() {
        value = if exponent < 0 { value.checked_div(base)? } else { value.checked_mul(base)? };
    }
    Some((value.normalize().to_string(), rest.len() - past.len()))
}

/// A number in digits, and what follows.
fn figure(text: &str) -> Option<(Decimal, &str)> {
    let end = text.find(|c: char| !c.is_ascii_digit() && c != '.').unwrap_or(text.len());
    Some((text[..end].parse().ok()?, &text[end..]))
}

/// The exponent that a text begins with, and what follows.
fn exponent(text: &str) -> Option<(i32, &str)> {
    if let Some(after) = text.strip_prefix(['^', '＾']) {
        let sign = usize::from(after.starts_with('-'));
        let end = after[sign..].find(|c: char| !c.is_ascii_digit()).map_or(after.len(), |end| end + sign);
        let exponent: i32 = after[..end].parse().ok()?;
        return (exponent.unsigned_abs() <= EXPONENT).then_some((exponent, &after[end..]));
    }
    if let Some(after) = text.strip_prefix('的') {
        let end = after.find(|c: char| !c.is_ascii_digit()).unwrap_or(after.len());
        let written = || after[..end].parse::<u32>().ok().map(|exponent| (exponent, &after[end..]));
        let (exponent, past) = written().or_else(|| digit_first(after))?;
        let past = past.strip_prefix("次方").or_else(|| past.strip_prefix("次幂"))?;
        return (exponent <= EXPONENT).then_some((i32::try_from(exponent).ok()?, past));
    }
    None
}

#[cfg(test)]
mod tests {
    use super::aloud;

    #[test]
    fn words_of_their_own_are_said_as_numbers() {
        for (said, printed, wanted) in [
            ("", "两打鸡蛋", "24"),
            ("", "半打", "6"),
            ("", "三刻钟", "45分钟"),
            ("一", "米七五", "点七五米"),
            ("1", "米75", ".75米"),
            ("500", "RMB", "元"),
            ("", "USD 20", "$"),
            ("介于30", "和40之间", "~"),
            ("", "从5到8", ""),
            ("", "百余家", "一百"),
            ("", "点五", "零点"),
            ("", "俩", "两"),
            ("", "1.2×10^5", "120000"),
            ("", "2^5", "32"),
            ("", "10的三次方", "1000"),
            ("", "5×10^-2", "0.05"),
        ] {
            assert_eq!(aloud(said, printed).map(|(words, _)| words).as_deref(), Some(wanted), "{printed}");
        }
        for (said, printed) in [
            ("", "一打开"),
            ("三", "米七五折"),
            ("重", "点五项"),
            ("伎", "俩"),
            ("", "从5月到8"),
            ("", "2×10^99"),
        ] {
            assert_eq!(aloud(said, printed), None, "{printed}");
        }
    }
}
