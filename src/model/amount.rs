use rust_decimal::Decimal;

/// A number as written, without its magnitude (万, 亿) and unit.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Amount {
    /// One value: 1.6 of 1.6万户.
    One(Decimal),
    /// Both ends of a range: 3 and 5 of 3至5万人, the lower first.
    Range(Decimal, Decimal),
}

impl Amount {
    /// The value, or the lower end.
    #[must_use]
    pub fn low(self) -> Decimal {
        match self {
            Self::One(value) | Self::Range(value, _) => value,
        }
    }

    /// The value, or the upper end.
    #[must_use]
    pub fn high(self) -> Decimal {
        match self {
            Self::One(value) | Self::Range(_, value) => value,
        }
    }
}

/// How closely a number was meant.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Default)]
pub enum Roughness {
    /// As printed.
    #[default]
    Exact,
    /// 约, 左右, 大概: either side.
    About,
    /// 余, 多, 超, 逾, 突破: a little more.
    Over,
    /// 近, 将近, 不足: a little less.
    Nearly,
}
