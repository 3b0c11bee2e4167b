//! Every quantity of a text, with no opinion on what it means.
//!
//! ```text
//! quantity = before* sign? currency? core after?       不低于1.6万户以上, ￥3000, -3.47%
//! ```
//!
//! The grammar of the core stands in `core.rs`. It is tried only where a number can begin, so that the
//! work grows with the length of the text and no faster.

mod aloud;
mod arabic;
mod bare;
mod cases;
mod cell;
mod compound;
mod core;
mod describe;
mod digits;
mod done_of;
mod mark;
mod number;
mod numeral;
mod reject;
mod reworded;
mod side;
mod start;
mod sum;
mod unit_text;

use crate::{
    model::{Amount, Bound, Quantity, QuantityKind, Roughness},
    rules::{Rulebook, Sign},
    text::is_han,
};
pub use bare::numbers;
pub use cases::failing_cases;
pub use cell::{cell, leading_cell};
use core::core;
pub use describe::{Described, described};
use digits::{MOST, chinese_digit, is_chinese, is_digit};
pub use done_of::{done_beside, done_beyond, done_of};
pub use unit_text::{UnitText, unit_text, with_unit};

/// Every quantity in `text`, left to right, none overlapping; spans are byte ranges of `text`.
#[must_use]
pub fn quantities(text: &str, rules: &Rulebook) -> Vec<Quantity> {
    let skips = |place: usize| match rules.numerals.phrase_at(text, place) {
        // 十分 is a word, 十分之一 is not.
        Some(end) => Some(end).filter(|&end| !(text[..end].ends_with('分') && text[end..].starts_with('之'))),
        None => None,
    };
    read(text, rules, skips, |quantity| reject::keeps(text, &quantity, rules).then_some(quantity))
}

/// The numbers of a text where `skips` does not say that a word ends there, as far as `kept` keeps them.
fn read(
    text: &str,
    rules: &Rulebook,
    skips: impl Fn(usize) -> Option<usize>,
    kept: impl Fn(Quantity) -> Option<Quantity>,
) -> Vec<Quantity> {
    let mut found: Vec<Quantity> = Vec::new();
    let mut at = 0;
    while let Some(place) = start::next(text, at) {
        at = match skips(place) {
            Some(end) => end,
            None => match whole(text, place, rules).map(|(quantity, end)| (kept(quantity), end)) {
                Some((Some(quantity), end)) => {
                    let floor = found.last().map_or(0, |last| last.span.end);
                    found.push(bounded(text, floor, quantity, rules));
                    end.max(found.last().map_or(0, |last| last.span.end))
                }
                Some((None, end)) => reject::skip_chain(text, end),
                None => skip_number(text, place),
            },
        };
    }
    found
}

/// The quantity at a place, with the letter of ¥36M.
fn whole(text: &str, place: usize, rules: &Rulebook) -> Option<(Quantity, usize)> {
    let (mut quantity, end) = core(text, place, rules)?;
    let end = mark::lettered(text, &mut quantity, end, rules);
    Some((quantity, end))
}

/// The end of a run of digits that is no quantity. Of a Chinese run that begins with a scale only its first letter
/// is left out, as 三 of 万三千户 may begin one; but no number is longer than `MOST`.
fn skip_number(text: &str, at: usize) -> usize {
    let rest = &text[at..];
    let run = |belongs: &dyn Fn(char) -> bool| rest.find(|c| !belongs(c)).unwrap_or(rest.len());
    let first = rest.chars().next().map_or(0, char::len_utf8);
    if rest.starts_with(is_digit) {
        // 16,00 is no number, and neither is its end.
        let mut rest = rest;
        loop {
            let past = rest.trim_start_matches(|c| is_digit(c) || c == '.');
            match past.strip_prefix([',', '，', ' ']).filter(|after| after.starts_with(is_digit)) {
                Some(after) => rest = after,
                None => return text.len() - past.len(),
            }
        }
    }
    let long = rest.chars().take(MOST + 1).filter(|&c| is_chinese(c)).count() > MOST;
    // 三百二百 is no number, and neither is its end.
    let whole = rest.starts_with(|c| chinese_digit(c).is_some());
    at + if long || whole { run(&is_chinese) } else { first }
}

const MINUS: [char; 3] = ['-', '－', '−'];

/// The quantity with the words of bounds and approximation around it; nothing before `floor` is its own.
fn bounded(text: &str, floor: usize, mut quantity: Quantity, rules: &Rulebook) -> Quantity {
    currency(&text[floor..quantity.span.start], &mut quantity, rules);
    negative(text, floor, &mut quantity);
    loop {
        let before = &text[floor..quantity.span.start];
        let trimmed = before.trim_end_matches(' ');
        let Some((length, bound, rough)) = rules.numerals.before(trimmed) else { break };
        // 征地签约922户: the end of a word, and no bound.
        if rules.signs.ends(Sign::NoBound, trimmed) {
            break;
        }
        quantity.span.start = floor + trimmed.len() - length;
        if quantity.bound == Bound::Exactly {
            quantity.bound = bound.unwrap_or(Bound::Exactly);
        }
        if quantity.roughness == Roughness::Exact {
            quantity.roughness = rough.unwrap_or(Roughness::Exact);
        }
    }
    let after = &text[quantity.span.end..];
    let closed = after.strip_prefix(['之', '间']).unwrap_or(after);
    if let Some((length, bound)) = rules.numerals.after(closed).filter(|_| closed.len() == after.len()) {
        quantity.span.end += length;
        if quantity.bound != Bound::Between {
            quantity.bound = bound;
        }
    }
    quantity
}

/// ￥3000: the unit stands before the number.
fn currency(before: &str, quantity: &mut Quantity, rules: &Rulebook) {
    let trimmed = before.trim_end_matches(' ');
    let Some((unit, length)) = rules.units.at_end(trimmed).filter(|_| quantity.unit.is_none()) else {
        return;
    };
    let start = quantity.span.start - (before.len() - trimmed.len()) - length;
    (quantity.span.start, quantity.core.start) = (start, start);
    quantity.kind = unit.kind;
    quantity.unit_text.push_str(&unit.name);
    quantity.unit = Some(unit);
}

/// A minus sign, or 负; a long stroke is one only behind a word of change: 增长—3.5%.
fn negative(text: &str, floor: usize, quantity: &mut Quantity) {
    let before = &text[floor..quantity.span.start];
    let Amount::One(value) = quantity.amount else { return };
    let changes = |rest: &str| rest.ends_with(['长', '降', '为', '幅', '速', '率', '是', '达', '了']);
    let stroke = |before: &'_ str| before.strip_suffix(['—', '–']).filter(|rest| changes(rest)).map(str::len);
    let signed = |before: &'_ str| {
        let sign = before.chars().next_back().filter(|c| MINUS.contains(c) || matches!(c, '负' | '負'))?;
        let rest = before.trim_end_matches(MINUS).trim_end_matches(['负', '負']);
        joinless(rest, sign, quantity).then_some(rest.len())
    };
    // 增长 - 3.5%: apart from its number, a sign needs a word of change before it.
    let apart = before.trim_end_matches(' ');
    let spaced = || {
        let rest = apart.strip_suffix(MINUS).or_else(|| apart.strip_suffix(['负', '負', '—', '–']))?;
        changes(rest.trim_end_matches(' ')).then_some(rest.len())
    };
    let close = apart.len() == before.len();
    let found = if close { stroke(before).or_else(|| signed(before)) } else { spaced() };
    let Some(kept) = found else { return };
    quantity.amount = Amount::One(-value);
    let last = before.chars().next_back().map_or(0, char::len_utf8);
    let start = if close { quantity.span.start - last } else { floor + kept };
    (quantity.span.start, quantity.core.start) = (start, start);
}

/// True where a sign behind these words belongs to the number: 利润-3亿元, 投资-5.6%; in 甲-3个 it parts the two.
fn joinless(rest: &str, sign: char, quantity: &Quantity) -> bool {
    let Some(last) = rest.chars().next_back() else { return true };
    let rate = matches!(quantity.kind, QuantityKind::Percent | QuantityKind::Points);
    let amount = matches!(quantity.kind, QuantityKind::Money | QuantityKind::Measure);
    let said = "长降为达速幅率是了到至于".contains(last)
        || sign != '负'
            && (rate && is_han(last) && !"一二三四五六七八九十百千万亿".contains(last)
                || amount && "润额值差损入".contains(last));
    said || !last.is_alphanumeric() && !matches!(last, '%' | '％' | ')' | '）')
}

#[cfg(test)]
mod tests {
    use super::{cases, failing_cases};
    use crate::rules::Rulebook;

    #[test]
    fn the_cases_of_the_rules_read_as_they_say() {
        let rules = Rulebook::builtin().unwrap();
        let wrong: Vec<_> = failing_cases(&rules).iter().map(|fault| fault.message.clone()).collect();
        assert!(wrong.is_empty(), "{}", wrong.join("\n"));
        assert_eq!(cases::shown(&super::quantities("共5户", &rules)), "5 户");
    }

    #[test]
    fn compounds_halves_and_signs_are_one_quantity() {
        let rules = Rulebook::builtin().unwrap();
        for (text, shown) in [
            ("五元三毛", "5.3 元"),
            ("九十九元九角九分", "99.99 元"),
            ("三斤五两", "3.5 斤"),
            ("一小时零三十分钟", "1.5 小时"),
            ("三斤半", "3.5 斤"),
            ("五个半小时", "5.5 小时"),
            ("三千千瓦时", "3000 千瓦时"),
            ("十五六千瓦时", "15..16 千瓦时"),
            ("零下五度", "-5 摄氏度"),
            ("负3.5%", "-3.5 %"),
            ("增长—3.5%", "-3.5 %"),
            ("自负盈亏5户", "5 户"),
            ("4分之3", "0.75"),
            ("一到五个", "1..5 个"),
            ("5G基站1 600个", "1600 个"),
            ("占任务的107 6%", "107.6 %"),
            ("預算13億6,600萬元", "1366000000 元"),
            ("經費1兆2,406.57億元", "1240657000000 元"),
            ("裝機1兆瓦", "1 兆瓦"),
            ("接种31亿4862.7万剂次", "3148627000 剂次"),
            ("生产总值6 2亿元,增长8%", "8 %"),
            ("“363”提质工程", ""),
            ("利润过百万的企业9家", "9 家"),
            ("16,00个", ""),
            ("改造;2)新建中转站5座", "5 座"),
            ("中转站(县城3个,乡镇:2)新建", "3 个; 2"),
            ("1,234,5个", ""),
        ] {
            assert_eq!(cases::shown(&super::quantities(text, &rules)), shown, "{text}");
        }
    }
}
