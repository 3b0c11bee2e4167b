//! Numerals, Arabic and Chinese, exact.
//!
//! ```text
//! arabic  = in arabic.rs
//! chinese = run ("点" digits)?          run: 零〇一二两三…九十百千万亿 and their formal forms
//! pair    = run with two neighbours in it      两三 三五 十五六 三四十
//! ```

use nom::{
    IResult, Parser,
    branch::alt,
    bytes::complete::take_while_m_n,
    character::complete::{char, one_of},
    combinator::{map_opt, opt, recognize, verify},
    sequence::preceded,
};
use rust_decimal::Decimal;

use super::{
    arabic::arabic,
    digits::{MOST, chinese_digit, digit, is_chinese, is_digit, scale},
    sum::value,
};
use crate::model::Amount;

/// A Chinese number as its full value, or the two ends of one like 三五百.
pub(super) fn chinese(text: &str) -> IResult<&str, Amount> {
    let one = |c| digit(c).or_else(|| chinese_digit(c));
    let fraction = (one_of("点點"), take_while_m_n(1, MOST, move |c| one(c).is_some()));
    let number = (take_while_m_n(1, MOST, is_chinese), opt(trillions), opt(recognize(fraction)));
    map_opt(number, |(run, lower, fraction)| match (lower, fraction, pair(run)) {
        (None, None, Some((low, high))) => Some(Amount::Range(low, high)),
        (lower, fraction, _) => {
            let whole = match lower {
                Some(lower) => value(run)?.checked_mul(TRILLION)?.checked_add(lower)?,
                None => value(run)?,
            };
            let places: String = fraction
                .unwrap_or_default()
                .chars()
                .filter_map(one)
                .filter_map(|digit| char::from_digit(digit, 10))
                .collect();
            if places.is_empty() {
                return Some(Amount::One(whole));
            }
            let part = Decimal::from_str_exact(&format!("0.{places}")).ok()?;
            whole.checked_add(part).map(Amount::One)
        }
    })
    .parse(text)
}

/// 兆, where it counts.
pub(super) const TRILLION: Decimal = Decimal::from_parts(3_567_587_328, 232, 0, false, 0);

/// 兆 and what follows it in 四十九兆九千亿; 兆 of 五兆瓦 belongs to the unit.
fn trillions(text: &str) -> IResult<&str, Decimal> {
    let large = |run: &&str| run.contains(['万', '亿', '萬', '億']);
    let lower = map_opt(verify(take_while_m_n(2, MOST, is_chinese), large), value);
    preceded(char('兆'), lower).parse(text)
}

/// 5万4千6百, 1千零20: Arabic digits between two scales or more, as one value. What `MOST` cuts is none.
pub(super) fn mixed_run(text: &str) -> Option<(&str, Decimal)> {
    let belongs = |c: char| is_digit(c) || is_chinese(c);
    if !text.trim_start_matches(is_digit).starts_with(|c| scale(c).is_some()) {
        return None;
    }
    let end = text.char_indices().find(|(_, c)| !belongs(*c)).map_or(text.len(), |(at, _)| at);
    let (run, rest) = text.split_at(end);
    if run.chars().count() > MOST
        || rest.starts_with(['.', '．', ',', '，', '点', '年', '月', '日', '分', '-'])
    {
        return None;
    }
    let groups = run.split(|c| scale(c).is_some()).filter(|group| !group.is_empty());
    let several = groups.filter(|group| group.contains(|c: char| digit(c).is_some_and(|digit| digit > 0)));
    let short = |group: &str| group.chars().count() <= 4;
    let fits = several.clone().count() > 1 && several.clone().skip(1).all(short);
    value(run).filter(|_| fits).map(|value| (rest, value))
}

/// Either, as one value.
pub(super) fn number(text: &str) -> IResult<&str, Decimal> {
    let one = |amount| match amount {
        Amount::One(value) => Some(value),
        Amount::Range(..) => None,
    };
    alt((arabic, map_opt(chinese, one))).parse(text)
}

/// 两三百: two neighbouring digits stand where one would.
fn pair(run: &str) -> Option<(Decimal, Decimal)> {
    let letters: Vec<char> = run.chars().collect();
    let is_digit = |at: usize| letters.get(at).is_some_and(|c| chinese_digit(*c).is_some());
    let at = (0..letters.len()).find(|&at| is_digit(at) && is_digit(at + 1))?;
    if is_digit(at + 2) || (at + 3..letters.len()).any(|at| is_digit(at) && is_digit(at + 1)) {
        return None;
    }
    let (first, second) = (chinese_digit(letters[at])?, chinese_digit(letters[at + 1])?);
    if !(first > 0 && second == first + 1 || (first, second) == (3, 5)) {
        return None;
    }
    let without = |skip: usize| {
        let kept = letters.iter().enumerate().filter(|(index, _)| *index != skip);
        value(&kept.map(|(_, c)| *c).collect::<String>())
    };
    let (low, high) = (without(at + 1)?, without(at)?);
    (low < high).then_some((low, high))
}

#[cfg(test)]
mod tests {
    use rust_decimal::Decimal;

    use super::{chinese, mixed_run};
    use crate::model::Amount;

    #[test]
    fn chinese_numerals_are_exact() {
        for (text, expected) in [
            ("三百二十", "320"),
            ("二千四百", "2400"),
            ("二亿三千万", "230000000"),
            ("十五万八千", "158000"),
            ("一万五千亿", "1500000000000"),
            ("二十万亿", "20000000000000"),
            ("一亿二千三百四十五万六千七百八十九", "123456789"),
            ("两万零五十", "20050"),
            ("一百零六", "106"),
            ("二点三", "2.3"),
            ("十二", "12"),
            ("一万五", "15000"),
            ("三百五", "350"),
            ("五百千", "500000"),
            ("二〇二三", "2023"),
            ("壹佰贰拾", "120"),
            ("壹佰零叁", "103"),
            ("廿五", "25"),
            ("零点零一", "0.01"),
            ("一万零十二", "10012"),
            ("一百零十万", "1100000"),
            ("一万零百一十一", "10111"),
            ("一百零四万", "1040000"),
            ("零点77", "0.77"),
            ("一百零三万五", "1035000"),
            ("四十九兆九千五百九十二亿", "49959200000000"),
            ("一千一百一十一万一千一百一十一亿一千一百一十一万", "1111111111110000"),
        ] {
            let Amount::One(value) = chinese(text).unwrap().1 else { panic!("{text} is a range") };
            assert_eq!(value.to_string(), expected, "{text}");
        }
        for text in ["万亩", "三百二百", "一百二万个", "三万二万", "二千三千个", "三亿二亿"]
        {
            assert!(chinese(text).is_err(), "{text}");
        }
    }

    #[test]
    fn arabic_digits_stand_between_scales() {
        for (text, expected) in [
            ("5万4千6百", 54_600_u64),
            ("1千零20", 1020),
            ("2千零30万", 20_300_000),
            ("5亿1万4千6百", 500_014_600),
            ("200亿零四千230", 20_000_004_230),
            ("1万600", 10_600),
        ] {
            assert_eq!(mixed_run(text), Some(("", Decimal::from(expected))), "{text}");
        }
        for text in ["3万2023年", "30万", "20千", "1万2万", "3万4000.5"] {
            assert_eq!(mixed_run(text), None, "{text}");
        }
    }

    #[test]
    fn two_neighbours_are_the_ends_of_a_range() {
        for (text, low, high) in
            [("两三", 2, 3), ("三五百", 300, 500), ("十五六", 15, 16), ("三四十万", 300_000, 400_000)]
        {
            assert_eq!(chinese(text).unwrap().1, Amount::Range(low.into(), high.into()), "{text}");
        }
    }
}
