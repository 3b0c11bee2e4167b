//! Numerals, Arabic and Chinese, exact; the only place that knows digits.
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
    character::complete::one_of,
    combinator::{map_opt, opt, recognize},
};
use rust_decimal::Decimal;

use super::arabic::arabic;
use crate::model::Amount;
pub(super) use crate::text::is_digit;

/// Most characters that a number may have; what is longer is not read.
pub(super) const MOST: usize = 40;

/// The value of an Arabic digit, half or full width.
pub(super) fn digit(c: char) -> Option<u32> {
    c.to_digit(10).or_else(|| ('０'..='９').contains(&c).then(|| u32::from(c) - 0xff10))
}

/// True for the characters of a Chinese number.
pub(super) fn is_chinese(c: char) -> bool {
    chinese_digit(c).is_some() || scale(c).is_some() || tens(c).is_some()
}

/// Signs of two digits: 廿 is 20.
fn tens(c: char) -> Option<&'static str> {
    Some(match c {
        '廿' => "二十",
        '卅' => "三十",
        '卌' => "四十",
        _ => return None,
    })
}

/// 壹 is written on cheques and begins names (陆家嘴): it needs company.
pub(super) fn is_formal(c: char) -> bool {
    "壹贰貳叁參肆伍陆陸柒捌玖拾佰仟兩廿卅卌".contains(c)
}

pub(super) fn chinese_digit(c: char) -> Option<u32> {
    Some(match c {
        '零' | '〇' => 0,
        '一' | '壹' => 1,
        '二' | '两' | '贰' | '兩' | '貳' => 2,
        '三' | '叁' | '參' => 3,
        '四' | '肆' => 4,
        '五' | '伍' => 5,
        '六' | '陆' | '陸' => 6,
        '七' | '柒' => 7,
        '八' | '捌' => 8,
        '九' | '玖' => 9,
        _ => return None,
    })
}

/// What 十, 百, 千, 万 and 亿 multiply by.
pub(super) fn scale(c: char) -> Option<u64> {
    Some(match c {
        '十' | '拾' => 10,
        '百' | '佰' => 100,
        '千' | '仟' => 1000,
        '万' | '萬' => 10_000,
        '亿' | '億' => 100_000_000,
        _ => return None,
    })
}

/// A Chinese number as its full value, or the two ends of one like 三五百.
pub(super) fn chinese(text: &str) -> IResult<&str, Amount> {
    let fraction = (one_of("点點"), take_while_m_n(1, MOST, |c| chinese_digit(c).is_some()));
    map_opt((take_while_m_n(1, MOST, is_chinese), opt(recognize(fraction))), |(run, fraction)| {
        match (fraction, pair(run)) {
            (None, Some((low, high))) => Some(Amount::Range(low, high)),
            (None, None) => value(run).map(Amount::One),
            (Some(fraction), _) => {
                let places: String = fraction
                    .chars()
                    .filter_map(chinese_digit)
                    .filter_map(|d| char::from_digit(d, 10))
                    .collect();
                let fraction = Decimal::from_str_exact(&format!("0.{places}")).ok()?;
                value(run)?.checked_add(fraction).map(Amount::One)
            }
        }
    })
    .parse(text)
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

/// The value of a Chinese numeral: 二亿三千万 is 230000000, 十五万八千 is 158000, 一万五 is 15000.
fn value(run: &str) -> Option<Decimal> {
    if run.chars().any(|c| tens(c).is_some()) {
        return value(&run.chars().fold(String::new(), |plain, c| match tens(c) {
            Some(tens) => plain + tens,
            None => plain + c.encode_utf8(&mut [0; 4]),
        }));
    }
    let first = run.chars().next()?;
    if !(scale(first) == Some(10) || chinese_digit(first).is_some()) {
        return None;
    }
    let mut sum = Sum { total: Decimal::ZERO, section: Decimal::ZERO, digits: None, last: 1, zero: false };
    // 三百两 of silver: behind a scale 两 is the unit, for 二 stands there as a number.
    let before = run.chars().rev().nth(1).and_then(scale);
    let run = if before.is_some() { run.trim_end_matches(['两', '兩']) } else { run };
    for c in run.chars() {
        match chinese_digit(c) {
            Some(digit) => sum.digit(digit)?,
            None => sum.scale(scale(c)?)?,
        }
    }
    sum.value()
}

/// A Chinese numeral as far as it is read.
struct Sum {
    /// What ends with 万 or 亿.
    total: Decimal,
    /// What stands behind it, up to the last scale.
    section: Decimal,
    /// Digits behind the last scale.
    digits: Option<Decimal>,
    /// The last scale.
    last: u64,
    /// True where 零 was read.
    zero: bool,
}

impl Sum {
    /// Reads a digit; 二〇二三 is read digit by digit.
    fn digit(&mut self, digit: u32) -> Option<()> {
        self.zero |= digit == 0;
        let digit = Decimal::from(digit);
        self.digits = Some(match self.digits {
            Some(known) => known.checked_mul(Decimal::TEN)?.checked_add(digit)?,
            None => digit,
        });
        Some(())
    }

    /// Reads 十, 百, 千, 万 or 亿.
    fn scale(&mut self, scale: u64) -> Option<()> {
        let factor = Decimal::from(scale);
        let amount = self.digits.take();
        if scale >= 10_000 {
            let known = self.section.checked_add(amount.unwrap_or(Decimal::ZERO))?;
            // 万亿 multiplies all that stands before it, 三亿五千万 does not.
            let all = known.is_zero() || self.last >= 10_000 && amount.is_none() || scale == 100_000_000;
            self.total = match all {
                true => self.total.checked_add(known)?.checked_mul(factor)?,
                false => self.total.checked_add(known.checked_mul(factor)?)?,
            };
            self.section = Decimal::ZERO;
        } else if amount.is_none() && !self.section.is_zero() && scale > self.last {
            self.section = self.section.checked_mul(factor)?;
        } else {
            let amount = amount.unwrap_or(Decimal::ONE).checked_mul(factor)?;
            self.section = self.section.checked_add(amount)?;
        }
        self.last = scale;
        Some(())
    }

    /// The whole; a digit after a scale counts in the next lower one: 一万五 is 15000.
    fn value(self) -> Option<Decimal> {
        let implied = |rest: Decimal| self.last >= 100 && !self.zero && rest < Decimal::TEN;
        let rest = match self.digits {
            Some(rest) if implied(rest) => rest.checked_mul(Decimal::from(self.last / 10))?,
            Some(rest) => rest,
            None => Decimal::ZERO,
        };
        self.total.checked_add(self.section.checked_add(rest)?)
    }
}

#[cfg(test)]
mod tests {
    use super::chinese;
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
        ] {
            let Amount::One(value) = chinese(text).unwrap().1 else { panic!("{text} is a range") };
            assert_eq!(value.to_string(), expected, "{text}");
        }
        assert!(chinese("万亩").is_err());
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
