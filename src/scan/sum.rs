//! What a numeral of Chinese words is worth, read sign by sign.

use rust_decimal::Decimal;

use super::digits::{chinese_digit, digit, is_digit, scale, tens};

/// The value of a Chinese numeral: 二亿三千万 is 230000000, 十五万八千 is 158000, 一万五 is 15000.
pub(super) fn value(run: &str) -> Option<Decimal> {
    if run.chars().any(|c| tens(c).is_some()) {
        return value(&run.chars().fold(String::new(), |plain, c| match tens(c) {
            Some(tens) => plain + tens,
            None => plain + c.encode_utf8(&mut [0; 4]),
        }));
    }
    let first = run.chars().next()?;
    if !(scale(first) == Some(10) || chinese_digit(first).is_some() || is_digit(first)) {
        return None;
    }
    let mut sum = Sum::default();
    // 两 of 二两 and 三十两 is a unit, for 二 stands there as a number.
    let counted = run.strip_suffix(['两', '兩']).and_then(|run| run.chars().next_back());
    if counted.is_some_and(|before| !matches!(before, '零' | '〇')) {
        return None;
    }
    for c in run.chars() {
        match digit(c).or_else(|| chinese_digit(c)) {
            Some(digit) => sum.digit(digit)?,
            None => sum.scale(scale(c)?)?,
        }
    }
    sum.value()
}

/// A Chinese numeral as far as it is read.
#[derive(Default)]
struct Sum {
    /// What ends with 万 or 亿.
    total: Decimal,
    /// What stands behind it, up to the last scale.
    section: Decimal,
    /// Digits behind the last scale.
    digits: Option<Decimal>,
    /// The last scale.
    last: u64,
    /// The last of 万 and 亿.
    large: u64,
    /// True where 零 was read behind the last scale.
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

    /// Reads 十, 百, 千, 万 or 亿; three hundred two hundred is no number.
    fn scale(&mut self, scale: u64) -> Option<()> {
        let factor = Decimal::from(scale);
        // 零十 of 一万零十二 is ten.
        let amount = self.digits.take().filter(|amount| scale >= 10_000 || !amount.is_zero());
        if scale >= 10_000 {
            let known = self.section.checked_add(amount.unwrap_or(Decimal::ZERO))?;
            // 一百二万 is 120 and 102 for different people.
            let unclear =
                amount.is_some_and(|amount| amount < Decimal::TEN) && self.last >= 100 && !self.zero;
            if scale == self.large && !known.is_zero() || unclear && !self.section.is_zero() {
                return None;
            }
            // 万亿 multiplies all that stands before it, 三亿五千万 does not.
            let all = known.is_zero() || self.last >= 10_000 && amount.is_none() || scale == 100_000_000;
            self.total = match all {
                true => self.total.checked_add(known)?.checked_mul(factor)?,
                false => self.total.checked_add(known.checked_mul(factor)?)?,
            };
            (self.section, self.large) = (Decimal::ZERO, scale);
        } else if amount.is_none() && !self.section.is_zero() && scale > self.last {
            self.section = self.section.checked_mul(factor)?;
        } else {
            if !self.section.is_zero() && scale >= self.last {
                return None;
            }
            let amount = amount.unwrap_or(Decimal::ONE).checked_mul(factor)?;
            if self.large > 0 && amount >= Decimal::from(self.large) {
                return None;
            }
            self.section = self.section.checked_add(amount)?;
        }
        (self.last, self.zero) = (scale, false);
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
