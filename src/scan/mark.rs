//! What stands around the number of a cell: signs that say nothing, and words that no list knows.

use rust_decimal::Decimal;

use super::unit_text::unit_text;
use crate::{
    model::{Quantity, QuantityKind},
    rules::Rulebook,
    text::{Span, is_digit, is_han},
};

/// A text without the marks around it: ✅ 🟡 ↑ ¥ and the stars of Markdown.
pub(super) fn unmarked(text: &str) -> &str {
    text.trim_matches(|c: char| is_mark(c) || c.is_whitespace())
}

/// True for a text that begins and ends with letters, digits or %: no mark and no bracket stands around it.
pub(super) fn is_bare(text: &str) -> bool {
    let plain = |c: char| is_han(c) || c.is_ascii_alphanumeric() || c == '%';
    text.starts_with(plain) && text.ends_with(plain)
}

/// A cell without the marks and the brackets around it.
pub(super) fn inner(text: &str) -> &str {
    let bare = unmarked(text);
    let inner = bare.trim_start_matches(['〔', '［', '[', '（', '(', '【']);
    let inner = inner.trim_end_matches(['〕', '］', ']', '】']);
    if bare.starts_with(['（', '(']) { inner.trim_end_matches(['）', ')']) } else { inner }
}

/// True for a sign that says nothing of the number beside it.
fn is_mark(c: char) -> bool {
    matches!(c, '*' | '`' | '"' | '“' | '”' | '¥' | '￥' | '$' | '€' | '\u{200d}' | '\u{fe0f}')
        || matches!(u32::from(c), 0x2190..=0x21ff | 0x2300..=0x245f | 0x2500..=0x2bff | 0x1f000..=0x1faff)
}

/// ¥36M is 36 million yuan, ¥8K eight thousand.
pub(super) fn yuan(quantity: &mut Quantity, rules: &Rulebook) {
    let thousand = Decimal::ONE_THOUSAND;
    let factor = match quantity.unit_text.trim() {
        "" => quantity.magnitude,
        "M" => thousand * thousand,
        "K" | "k" => thousand,
        _ => return,
    };
    let Some(unit) = unit_text("元", rules).filter(|_| quantity.unit.is_none()) else { return };
    quantity.magnitude = factor;
    quantity.unit_text.push_str(&unit.text);
    quantity.kind = QuantityKind::Money;
    quantity.unit = unit.unit;
}

/// Takes the letter behind ¥36M in a text; where the amount ends.
pub(super) fn lettered(text: &str, quantity: &mut Quantity, end: usize, rules: &Rulebook) -> usize {
    let before = text[..quantity.span.start].trim_end_matches(' ');
    let mut letters = text[end..].chars();
    let letter = letters.next().filter(|c| matches!(c, 'M' | 'K' | 'k'));
    let alone = !letters.next().is_some_and(|c| c.is_ascii_alphanumeric());
    let (Some(letter), Some(sign)) = (letter.filter(|_| alone), before.strip_suffix(['¥', '￥'])) else {
        return end;
    };
    if quantity.unit.is_some() || !quantity.unit_text.is_empty() {
        return end;
    }
    quantity.unit_text.push(letter);
    yuan(quantity, rules);
    let taken = Span::new(sign.len(), end + letter.len_utf8());
    (quantity.span, quantity.core) = (taken, taken);
    taken.end
}

/// Longest word behind a number that is taken for its unit, in characters.
const FOREIGN_CHARS: usize = 12;
/// … of Chinese ones.
const FOREIGN_WORD: usize = 4;

/// The word behind a number that no list knows; `None` for a date, a second number, or a sentence.
pub(super) fn foreign_unit(rest: &str, value: Decimal) -> Option<&str> {
    let rest = rest.trim();
    let rest = rest.find(['(', '（']).map_or(rest, |open| rest[..open].trim_end());
    let rest = unmarked(rest);
    // 3.5年 is a time, 2019年 a date.
    if rest == "年" {
        return (value < Decimal::ONE_HUNDRED).then_some(rest);
    }
    let chinese = rest.chars().filter(|c| !c.is_ascii()).count();
    let named =
        !rest.starts_with(['月', '日', '年', '号', '时', '点', '季', '-', '.', ':', '：', '#', '、', '至']);
    let plain = !rest.contains(|c: char| is_digit(c) || "。，；;,、*×+=？?".contains(c));
    (named && plain && rest.chars().count() <= FOREIGN_CHARS && chinese <= FOREIGN_WORD).then_some(rest)
}

/// True for 2023.07-2024.01: from when to when.
pub(super) fn is_months(words: &str) -> bool {
    let digits = |part: &str| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit());
    let month = |part: &str| {
        let year = part.trim().split_once(['.', '/']);
        year.is_some_and(|(year, rest)| {
            year.len() == 4 && year.starts_with("20") && rest.split(['.', '/']).all(digits)
        })
    };
    let both = words.split_once(['-', '—', '~', '～', '－']);
    both.is_some_and(|(from, to)| month(from) && month(to.trim_start_matches(['-', '—'])))
}

#[cfg(test)]
mod tests {
    use crate::{rules::Rulebook, scan::leading_cell};

    #[test]
    fn a_number_that_begins_a_cell_counts_whatever_short_word_follows() {
        let rules = Rulebook::builtin().unwrap();
        for (text, expected) in [
            ("<300ms", "300ms"),
            ("6 子任务", "6子任务"),
            ("✅ 75%", "75%"),
            ("**43 案例** ⚠️", "43案例"),
            ("¥36M", "36M元"),
            ("3.5年", "3.5年"),
            ("≥100百分比", "100%"),
        ] {
            let read = leading_cell(text, &rules).unwrap_or_else(|| panic!("{text}"));
            assert_eq!(format!("{}{}", read.amount.low(), read.unit_text), expected, "{text}");
        }
        for text in ["12月底前", "2019年", "3项在办，2项已结", "v5.2", "1、2、3", "8月"] {
            assert!(leading_cell(text, &rules).is_none(), "{text}");
        }
    }
}
