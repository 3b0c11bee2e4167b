//! What a cell of a spreadsheet may hold: no formula that a stranger wrote, and no more than it has room for.

use std::borrow::Cow;

use rust_decimal::Decimal;

use crate::measure::ColumnType;

/// A cell of Excel holds this many units of UTF-16.
const UNITS: usize = 32_767;
/// What stands at the end of a text that was cut.
const CUT: &str = "…（超出单元格上限，已截断）";
/// Signs that begin a formula, of full width, too; some programs take blanks before them away.
const SIGNS: &str = "=+-@＝＋－＠\t\r";

/// Words that no spreadsheet takes for a formula.
pub(super) fn neutral(text: &str) -> Cow<'_, str> {
    if text.trim_start_matches([' ', '\u{3000}', '\u{a0}', '\n']).starts_with(|c| SIGNS.contains(c)) {
        Cow::Owned(format!("'{text}"))
    } else {
        Cow::Borrowed(text)
    }
}

/// A cell of a column as text. Numbers and bounds stay as they are; what else stands in their columns, as in a table
/// that was changed by hand and read back, is words.
pub(super) fn safe(kind: ColumnType, text: &str) -> Cow<'_, str> {
    let Cow::Owned(neutral) = neutral(text) else { return Cow::Borrowed(text) };
    let bound = kind == ColumnType::Code && text.chars().all(|c| "=<>~".contains(c));
    let number = kind != ColumnType::Words && Decimal::from_str_exact(text).is_ok();
    if bound || number { Cow::Borrowed(text) } else { Cow::Owned(neutral) }
}

/// As much of a text as a cell has room for.
pub(super) fn room(text: &str) -> Cow<'_, str> {
    if text.len() <= UNITS || text.encode_utf16().count() <= UNITS {
        return Cow::Borrowed(text);
    }
    let (mut end, mut left) = (0, UNITS - CUT.encode_utf16().count());
    for (at, letter) in text.char_indices() {
        let Some(rest) = left.checked_sub(letter.len_utf16()) else { break };
        (left, end) = (rest, at + letter.len_utf8());
    }
    Cow::Owned(format!("{}{CUT}", &text[..end]))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn signs_of_formulas_are_neutral_in_every_column_and_numbers_stay() {
        for text in ["=1+1", "＝1+1", "＋1", "－cmd", "＠SUM", " =1", "\u{3000}=1", "-x", "@a", "\t=1"] {
            assert_eq!(neutral(text), format!("'{text}"));
            assert_eq!(safe(ColumnType::Decimal, text), format!("'{text}"));
            assert_eq!(safe(ColumnType::Code, text), format!("'{text}"));
        }
        for (kind, text) in [
            (ColumnType::Decimal, "-5"),
            (ColumnType::Code, "="),
            (ColumnType::Code, ">="),
            (ColumnType::Integer, "3"),
        ] {
            assert_eq!(safe(kind, text), text);
        }
    }

    #[test]
    fn a_cell_is_cut_at_its_room_and_says_so() {
        let wide = "𠮷".repeat(20_000);
        let cut = room(&wide);
        assert!(cut.encode_utf16().count() <= UNITS && cut.ends_with("已截断）"), "{}", cut.len());
        assert_eq!(room(&"长".repeat(UNITS)).chars().count(), UNITS);
    }
}
