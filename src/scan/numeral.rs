//! Numerals, Arabic and Chinese, exact.
//!
//! ```text
//! number  = arabic | chinese
//! arabic  = digits ("," 3 digits)* (("." | "．") digits)?
//! chinese = [零〇一二两三…九十百千万亿]+ ("点" digits)?
//! ```

use nom::{
    IResult, Parser,
    branch::alt,
    bytes::complete::take_while_m_n,
    character::complete::one_of,
    combinator::{map_opt, opt, recognize},
    multi::many0_count,
    sequence::preceded,
};
use rust_decimal::Decimal;

/// Most characters that a number may have; what is longer is not read.
const MOST: usize = 40;

/// The value of an Arabic digit, half or full width.
fn digit(c: char) -> Option<u32> {
    c.to_digit(10).or_else(|| ('０'..='９').contains(&c).then(|| u32::from(c) - 0xff10))
}

pub(super) fn is_digit(c: char) -> bool {
    digit(c).is_some()
}

pub(super) fn is_chinese(c: char) -> bool {
    "零〇一二两三四五六七八九十百千万亿".contains(c)
}

fn digits(text: &str) -> IResult<&str, &str> {
    take_while_m_n(1, MOST, is_digit).parse(text)
}

/// An Arabic number; a comma counts only before exactly three digits.
pub(super) fn arabic(text: &str) -> IResult<&str, Decimal> {
    let group = |text| {
        let (rest, found) = preceded(one_of(",，"), digits).parse(text)?;
        if found.chars().count() == 3 {
            Ok((rest, found))
        } else {
            Err(nom::Err::Error(nom::error::Error::new(text, nom::error::ErrorKind::Verify)))
        }
    };
    let (after, whole) = digits(text)?;
    let grouped = whole.chars().count() <= 3;
    let whole_number = |text| -> IResult<&str, &str> {
        if grouped {
            recognize((digits, many0_count(group))).parse(text)
        } else {
            recognize(digits).parse(text)
        }
    };
    let _ = after;
    map_opt(recognize((whole_number, opt((one_of(".．"), digits)))), |found: &str| {
        let clean: String = found
            .chars()
            .filter(|c| !",，".contains(*c))
            .filter_map(|c| {
                if c == '．' {
                    Some('.')
                } else {
                    digit(c).and_then(|d| char::from_digit(d, 10)).or(Some(c))
                }
            })
            .collect();
        Decimal::from_str_exact(&clean).ok()
    })
    .parse(text)
}

/// A Chinese number as its full value; it starts with a digit or 十.
pub(super) fn chinese(text: &str) -> IResult<&str, Decimal> {
    map_opt(
        recognize((
            take_while_m_n(1, MOST, is_chinese),
            opt((
                nom::character::complete::char('点'),
                take_while_m_n(1, MOST, |c| chinese_digit(c).is_some()),
            )),
        )),
        value,
    )
    .parse(text)
}

/// Either.
pub(super) fn number(text: &str) -> IResult<&str, Decimal> {
    alt((arabic, chinese)).parse(text)
}

fn chinese_digit(c: char) -> Option<u32> {
    "零一二三四五六七八九".chars().position(|known| known == c).map(|at| at as u32).or(match c {
        '〇' => Some(0),
        '两' => Some(2),
        _ => None,
    })
}

fn scale(c: char) -> Option<u64> {
    Some(match c {
        '十' => 10,
        '百' => 100,
        '千' => 1000,
        '万' => 10_000,
        '亿' => 100_000_000,
        _ => return None,
    })
}

/// The value of a Chinese numeral: 二亿三千万 is 230000000, 十五万八千 is 158000, 二点三 is 2.3.
fn value(text: &str) -> Option<Decimal> {
    let (whole, fraction) =
        text.split_once('点').map_or((text, None), |(whole, fraction)| (whole, Some(fraction)));
    let first = whole.chars().next()?;
    if !(first == '十' || chinese_digit(first).is_some()) {
        return None;
    }
    let (mut total, mut section, mut current) = (Decimal::ZERO, Decimal::ZERO, None::<Decimal>);
    let mut last_scale = 1u64;
    for c in whole.chars() {
        if let Some(digit) = chinese_digit(c) {
            let known = current.unwrap_or(Decimal::ZERO);
            current = Some(if current.is_some() && last_scale == 1 {
                known * Decimal::TEN + Decimal::from(digit)
            } else {
                Decimal::from(digit)
            });
            if digit == 0 {
                last_scale = 1;
            }
            continue;
        }
        let factor = scale(c)?;
        let amount = current.take();
        if factor < 10_000 {
            section =
                section.checked_add(amount.unwrap_or(Decimal::ONE).checked_mul(Decimal::from(factor))?)?;
        } else {
            section = section.checked_add(amount.unwrap_or(Decimal::ZERO))?;
            if factor == 100_000_000 {
                total = total.checked_add(section)?.checked_mul(Decimal::from(factor))?;
            } else {
                total = total.checked_add(section.checked_mul(Decimal::from(factor))?)?;
            }
            section = Decimal::ZERO;
        }
        last_scale = factor;
    }
    if let Some(rest) = current {
        // 一万五 is 15000: a digit after a scale without its own.
        let unit = if last_scale >= 100 && !whole.contains(['零', '〇']) {
            Decimal::from(last_scale / 10)
        } else {
            Decimal::ONE
        };
        section = section.checked_add(rest.checked_mul(unit)?)?;
    }
    let whole_value = total.checked_add(section)?;
    let Some(fraction) = fraction else { return Some(whole_value) };
    let places: String =
        fraction.chars().filter_map(chinese_digit).filter_map(|d| char::from_digit(d, 10)).collect();
    whole_value.checked_add(Decimal::from_str_exact(&format!("0.{places}")).ok()?)
}

#[cfg(test)]
mod tests {
    use super::{arabic, chinese};

    #[test]
    fn chinese_numerals_are_exact() {
        for (text, expected) in [
            ("三百二十", "320"),
            ("二千四百", "2400"),
            ("二亿三千万", "230000000"),
            ("十五万八千", "158000"),
            ("七万六千", "76000"),
            ("一万五千亿", "1500000000000"),
            ("二十万亿", "20000000000000"),
            ("两万零五十", "20050"),
            ("一百零六", "106"),
            ("二点三", "2.3"),
            ("十二", "12"),
            ("七十九", "79"),
        ] {
            assert_eq!(chinese(text).unwrap().1.to_string(), expected, "{text}");
        }
        assert!(chinese("万亩").is_err());
    }

    #[test]
    fn commas_group_only_by_three() {
        assert_eq!(arabic("1,100").unwrap().1.to_string(), "1100");
        assert_eq!(arabic("１，２００").unwrap().1.to_string(), "1200");
        assert_eq!(arabic("5120,3000").unwrap().1.to_string(), "5120");
        assert_eq!(arabic("186.60").unwrap().1.to_string(), "186.60");
    }
}
