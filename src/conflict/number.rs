//! A number with its rounding: 4.89万 can be 48,850 to 48,949, and 近3万 can be 29,400.

use rust_decimal::Decimal;

/// How a number was written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Rough {
    Exact,
    Over,
    Nearly,
    About,
}

/// A number in the base unit of its dimension.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Number {
    pub(super) value: Decimal,
    /// What one step of its last printed place is worth.
    step: Decimal,
    rough: Rough,
}

impl Number {
    /// A number as printed: its value in base units, the digits before the unit, and the column of roughness.
    pub(super) fn of(value: Decimal, printed: Option<Decimal>, qualifier: &str) -> Self {
        let printed = printed.filter(|printed| !printed.is_zero());
        let step = printed.map_or(Decimal::ZERO, |printed| {
            let factor = value.checked_div(printed).unwrap_or(Decimal::ZERO).abs();
            factor.checked_mul(Decimal::new(1, printed.scale())).unwrap_or(Decimal::ZERO)
        });
        let rough = match qualifier {
            "over" => Rough::Over,
            "nearly" => Rough::Nearly,
            "about" => Rough::About,
            _ => Rough::Exact,
        };
        Self { value, step, rough }
    }

    /// A goal as printed: nobody rounds a goal of whole 万.
    pub(super) fn goal(value: Decimal, printed: Option<Decimal>, qualifier: &str) -> Self {
        let whole = printed.is_some_and(|printed| printed.scale() == 0);
        let read = Self::of(value, printed, qualifier);
        if whole { Self { step: Decimal::ZERO, ..read } } else { read }
    }

    /// What it can be: a tenth more or less where it is rough, else one step, rounded or cut off.
    fn reach(&self) -> (Decimal, Decimal) {
        let share = |percent: i64| self.value.abs() * Decimal::new(percent, 2);
        let (down, up) = match self.rough {
            Rough::Exact => (self.step, self.step),
            Rough::Over => (share(1), share(15)),
            Rough::Nearly => (share(15), share(1)),
            Rough::About => (share(12), share(12)),
        };
        (self.value - down, self.value + up)
    }

    /// True where no one value can have been printed as both.
    pub(super) fn contradicts(&self, other: &Self) -> bool {
        let exact = self.rough == Rough::Exact && other.rough == Rough::Exact;
        if exact && (self.step - other.step).abs() < Decimal::new(1, 6) {
            return (self.value - other.value).abs() * Decimal::TWO > self.step;
        }
        if exact {
            return (self.value - other.value).abs() >= self.step.max(other.step);
        }
        let ((low, high), (from, to)) = (self.reach(), other.reach());
        high < from || to < low
    }

    /// True for a number without 近, 约 or 多.
    pub(super) fn is_exact(&self) -> bool {
        self.rough == Rough::Exact
    }

    /// True for 超过50: no upper end is said.
    pub(super) fn is_over(&self) -> bool {
        self.rough == Rough::Over
    }

    /// True where it is larger than the other whatever was rounded.
    pub(super) fn above(&self, other: &Self) -> bool {
        self.value > other.value && self.contradicts(other)
    }

    /// Half a step, which a sum of such numbers can be off by for each of them.
    pub(super) fn slack(&self) -> Decimal {
        match self.rough {
            Rough::Exact => self.step / Decimal::TWO,
            Rough::Over | Rough::Nearly | Rough::About => self.value.abs() * Decimal::new(15, 2),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::Number;
    use rust_decimal::Decimal;

    fn number(value: &str, printed: &str, qualifier: &str) -> Number {
        Number::of(Decimal::from_str_exact(value).unwrap(), Decimal::from_str_exact(printed).ok(), qualifier)
    }

    #[test]
    fn what_rounding_explains_is_no_contradiction() {
        let full = number("48900", "4.89", "exact");
        for (value, printed, qualifier, apart) in [
            ("48890", "48890", "exact", false),
            ("48999", "48999", "exact", false),
            ("49000", "49000", "exact", true),
            ("48800", "4.88", "exact", true),
            ("49000", "4.9", "exact", false),
            ("48000", "48000", "over", false),
            ("50000", "50000", "nearly", false),
            ("30000", "30000", "nearly", true),
        ] {
            let other = number(value, printed, qualifier);
            assert_eq!(full.contradicts(&other), apart, "{value} {qualifier}");
            assert_eq!(other.contradicts(&full), apart, "{value} {qualifier}");
        }
    }
}
