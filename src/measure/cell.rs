//! What a row holds under a column, typed once: read from what was computed, or from the text of an exported table.

use std::ops::Deref;

use chrono::NaiveDate;
use rust_decimal::Decimal;

use super::ColumnType;

/// Decimal places of every decimal in a frame.
pub(super) const PLACES: u32 = 12;

/// Cells under columns, in the order of these; `None` is not known.
pub type Cells = Vec<Option<Cell>>;

/// The text that CSV has, and the number or the date that it is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Cell(Held);

/// Most cells are words; the rest stand apart, so that a cell takes no more room than a text.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Held {
    Words(String),
    Value(Box<(String, Value)>),
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Value {
    /// A decimal, and the same in steps of a frame's last place; one of them where it has too many digits for the other.
    Decimal(Option<Decimal>, Option<i128>),
    Integer(i64),
    Date(NaiveDate),
}

impl Cell {
    /// Words, a code, or a name; none where there is no letter.
    #[must_use]
    pub fn words(text: impl Into<String>) -> Option<Self> {
        Some(text.into()).filter(|text| !text.is_empty()).map(|text| Self(Held::Words(text)))
    }

    /// The cell that a text is under a column of this type; what is no number or date there stays words.
    #[must_use]
    pub fn read(kind: ColumnType, text: String) -> Option<Self> {
        let value = match kind {
            ColumnType::Words | ColumnType::Code => None,
            ColumnType::Integer => text.parse().ok().map(Value::Integer),
            ColumnType::Date => text.parse().ok().map(Value::Date),
            ColumnType::Decimal | ColumnType::Written => {
                let (value, steps) = (Decimal::from_str_exact(&text).ok(), steps(&text));
                (value.is_some() || steps.is_some()).then_some(Value::Decimal(value, steps))
            }
        };
        match value {
            Some(value) => Some(Self(Held::Value(Box::new((text, value))))),
            None => Self::words(text),
        }
    }

    /// A decimal of a frame: `steps` of its last place.
    pub(super) fn of_frame(steps: i128, places: u32) -> Self {
        let (mut short, mut scale) = (steps, places);
        while scale > 0 && short % 10 == 0 {
            (short, scale) = (short / 10, scale - 1);
        }
        let value = Decimal::try_from_i128_with_scale(short, scale).ok();
        let held = (places == PLACES).then_some(steps);
        Self(Held::Value(Box::new((plain(short, scale), Value::Decimal(value, held)))))
    }

    /// The number that it is; `None` for words, and for more digits than a decimal has.
    #[must_use]
    pub fn number(&self) -> Option<Decimal> {
        match &self.0 {
            Held::Words(_) => None,
            Held::Value(held) => match held.1 {
                Value::Decimal(value, _) => value,
                Value::Integer(whole) => Some(whole.into()),
                Value::Date(_) => None,
            },
        }
    }

    /// The whole number that it is.
    #[must_use]
    pub fn integer(&self) -> Option<i64> {
        match &self.0 {
            Held::Value(held) => match held.1 {
                Value::Integer(whole) => Some(whole),
                Value::Decimal(..) | Value::Date(_) => None,
            },
            Held::Words(_) => None,
        }
    }

    /// The date that it is.
    #[must_use]
    pub fn date(&self) -> Option<NaiveDate> {
        match &self.0 {
            Held::Value(held) => match held.1 {
                Value::Date(date) => Some(date),
                Value::Decimal(..) | Value::Integer(_) => None,
            },
            Held::Words(_) => None,
        }
    }

    /// The decimal in steps of a frame's last place.
    pub(crate) fn steps(&self) -> Option<i128> {
        match &self.0 {
            Held::Value(held) => match held.1 {
                Value::Decimal(_, steps) => steps,
                Value::Integer(_) | Value::Date(_) => None,
            },
            Held::Words(_) => None,
        }
    }
}

impl Deref for Cell {
    type Target = str;

    fn deref(&self) -> &str {
        match &self.0 {
            Held::Words(text) => text,
            Held::Value(held) => &held.0,
        }
    }
}

impl From<Decimal> for Cell {
    fn from(value: Decimal) -> Self {
        let text = value.to_string();
        let steps = steps(&text);
        Self(Held::Value(Box::new((text, Value::Decimal(Some(value), steps)))))
    }
}

impl From<i64> for Cell {
    fn from(whole: i64) -> Self {
        Self(Held::Value(Box::new((whole.to_string(), Value::Integer(whole)))))
    }
}

impl From<NaiveDate> for Cell {
    fn from(date: NaiveDate) -> Self {
        Self(Held::Value(Box::new((date.to_string(), Value::Date(date)))))
    }
}

/// A frame's decimals have 38 digits.
const MOST: u128 = 10u128.pow(38);

/// A decimal in plain notation, in steps of the frame's last place.
fn steps(text: &str) -> Option<i128> {
    let (whole, part) = text.split_once('.').unwrap_or((text, ""));
    let part = part.trim_end_matches('0');
    let missing = (PLACES as usize).checked_sub(part.len())?;
    let digits: i128 = format!("{whole}{part}").parse().ok()?;
    let steps = digits.checked_mul(10i128.checked_pow(u32::try_from(missing).ok()?)?);
    steps.filter(|steps| steps.unsigned_abs() < MOST)
}

/// A mantissa in plain notation. Not through `Decimal`, whose 28 digits are fewer than the frame's 38.
fn plain(mantissa: i128, scale: u32) -> String {
    let sign = if mantissa < 0 { "-" } else { "" };
    let width = scale as usize + 1;
    let digits = format!("{:0>width$}", mantissa.unsigned_abs());
    let (whole, part) = digits.split_at(digits.len() - scale as usize);
    if part.is_empty() { format!("{sign}{whole}") } else { format!("{sign}{whole}.{part}") }
}

#[cfg(test)]
mod tests {
    use super::{Cell, ColumnType, PLACES, steps};

    #[test]
    fn a_cell_is_read_once_and_says_what_csv_says() {
        let read = |kind, text: &str| Cell::read(kind, text.to_owned()).unwrap();
        let written = read(ColumnType::Written, "12.50");
        assert_eq!((&*written, written.number().unwrap().scale()), ("12.50", 2));
        assert_eq!(read(ColumnType::Decimal, "about 5").number(), None);
        assert_eq!(read(ColumnType::Words, "12").number(), None);
        assert_eq!(read(ColumnType::Integer, "7").integer(), Some(7));
        assert_eq!(
            read(ColumnType::Date, "1970-01-02").date().map(|date| date.to_string()).as_deref(),
            Some("1970-01-02")
        );
        assert_eq!(Cell::read(ColumnType::Decimal, String::new()), None);
        assert!(size_of::<Option<Cell>>() <= size_of::<Option<String>>());
    }

    #[test]
    fn a_decimal_of_a_frame_has_the_number_of_its_text() {
        for text in
            ["123456789012345678.123456789", "-0.000000000001", "0", "100", "-12.5", "999999999999999999"]
        {
            let of_frame = Cell::of_frame(steps(text).unwrap(), PLACES);
            assert_eq!(of_frame, Cell::read(ColumnType::Decimal, text.to_owned()).unwrap());
        }
        assert_eq!(steps("0.0000000000001"), None);
        assert_eq!(steps("-3.5000000000000"), Some(-3_500_000_000_000));
        assert_eq!(steps("未报"), None);
    }
}
