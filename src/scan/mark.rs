//! What stands around the number of a cell: signs that say nothing, words that no list knows, a second number.

use rust_decimal::Decimal;

use super::{
    cell::cell,
    unit_text::{UnitText, unit_text, with_unit},
};
use crate::{
    model::{Quantity, QuantityKind},
    rules::Rulebook,
    text::{Span, is_digit},
};

/// Done and planned in one cell, 7/20, 8.2/10 or 6/6 文件: two plain numbers, the first of them not the greater one,
/// with the unit that stands behind either; a rate in brackets behind them says the same again.
#[must_use]
pub fn done_of(text: &str, rules: &Rulebook) -> Option<(Quantity, Quantity)> {
    both(text, rules).filter(|(done, planned)| done.amount.low() <= planned.amount.low())
}

/// The same under a header of goals or figures, where more may be done than was planned: 420/400. A date has no number
/// above [`MONTHS`] behind a greater one.
#[must_use]
pub fn done_beyond(text: &str, rules: &Rulebook) -> Option<(Quantity, Quantity)> {
    let beyond = |(done, planned): &(Quantity, Quantity)| {
        let (done, planned) = (done.amount.low(), planned.amount.low());
        done <= planned || planned > MONTHS && done < planned * Decimal::TWO
    };
    both(text, rules).filter(beyond)
}

/// How many months a year has.
const MONTHS: Decimal = Decimal::from_parts(12, 0, 0, false, 0);

fn both(text: &str, rules: &Rulebook) -> Option<(Quantity, Quantity)> {
    let plain = unmarked(text.trim());
    let plain = plain.find(['(', '（']).map_or(plain, |open| plain[..open].trim_end());
    let at = plain.find(['/', '／'])?;
    let (done, own) = side(text, &plain[..at], rules)?;
    let (planned, unit) = side(text, plain[at..].trim_start_matches(['/', '／']), rules)?;
    let unit = if unit.is_empty() { own } else { unit };
    let foreign = || UnitText { magnitude: Decimal::ONE, unit: None, text: unit.to_owned() };
    let of = |quantity| match unit {
        "" => quantity,
        _ => with_unit(quantity, &unit_text(unit, rules).unwrap_or_else(foreign)),
    };
    (!planned.amount.low().is_zero()).then(|| (of(done), of(planned)))
}

/// One of the two numbers, and the word behind it.
fn side<'t>(text: &str, side: &'t str, rules: &Rulebook) -> Option<(Quantity, &'t str)> {
    let side = side.trim();
    let (digits, unit) = side.split_at(side.find(|c: char| !is_digit(c) && c != '.').unwrap_or(side.len()));
    let (whole, part) = digits.split_once('.').unwrap_or((digits, "0"));
    let plain = |digits: &str| !digits.is_empty() && digits.bytes().all(|byte| byte.is_ascii_digit());
    let known = digits.len() <= 7 && plain(whole) && plain(part);
    let quantity = known.then(|| cell(digits, rules)).flatten()?;
    let named = unit.is_empty()
        || foreign_unit(unit, quantity.amount.low()) == Some(unit.trim()) && !unit.contains('/');
    named.then(|| (quantity.shifted(Span::of(text, digits).start), unit.trim()))
}

/// A text without the marks around it: ✅ 🟡 ↑ ¥ and the stars of Markdown.
pub(super) fn unmarked(text: &str) -> &str {
    text.trim_matches(|c: char| is_mark(c) || c.is_whitespace())
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

#[cfg(test)]
mod tests {
    use super::done_of;
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

    #[test]
    fn done_and_planned_stand_in_one_cell() {
        let rules = Rulebook::builtin().unwrap();
        let (done, planned) = done_of("✅ 7/20", &rules).unwrap();
        assert_eq!((done.core.start, planned.amount.low().to_string().as_str()), (4, "20"));
        for text in ["6/8 文件", "6文件/8文件", "6/8文件 (75%)"] {
            let (_, planned) = done_of(text, &rules).unwrap();
            assert_eq!(planned.unit_text, "文件", "{text}");
        }
        assert!(
            ["20/7", "3/0", "7/20元/人", "5/12月", "2024/05/01"]
                .iter()
                .all(|text| done_of(text, &rules).is_none())
        );
    }
}
