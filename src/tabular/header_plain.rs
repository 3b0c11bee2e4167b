//! A header cell on one line, without blanks, marks and formulas; and texts that are none.

use std::borrow::Cow;

use crate::text::{Letters, is_han};

/// True for a text that is no header, whatever is taken off: most lines of a report, told without copying them.
pub(super) fn is_long(text: &str) -> bool {
    let kept = |c: &char| is_han(*c) || !c.is_ascii() && !c.is_whitespace() && !FORMULA.has(*c);
    text.len() > HEADER_CHARS
        && text.chars().filter(kept).nth(HEADER_CHARS).is_some()
        && !text.contains(CORNER_BLANKS)
}

/// A gap between the two names of a corner cell, in blanks: 费用项目          部门.
const CORNER_BLANKS: &str = "    ";

/// A header on one line: without blanks, marks, and English behind or under its Chinese; of a corner cell what names
/// the rows.
fn plain(text: &str) -> Cow<'_, str> {
    let chinese = |text: &str| text.chars().any(|c| ('\u{4e00}'..='\u{9fff}').contains(&c));
    if !chinese(text) {
        return Cow::Borrowed(text.trim());
    }
    // Most headers are one word without marks.
    if !PARTED.are_in(text) {
        return Cow::Borrowed(without_formula(text));
    }
    let corner = text.trim().rsplit(CORNER_BLANKS).next().filter(|last| last.chars().count() > 1);
    let corner = corner.filter(|last| chinese(last) && !last.contains('\n')).unwrap_or(text);
    let native = |word: &&str| {
        let letters = word.chars().filter(char::is_ascii_alphabetic).count();
        let foreign = letters > 1 && word.contains(|c: char| c.is_ascii_lowercase());
        !(foreign && word.is_ascii() && !word.contains(['(', '[', '/']))
    };
    let words = corner.split_whitespace().filter(native);
    let words: String = words.flat_map(str::chars).filter(|c| !"`*".contains(*c)).collect();
    Cow::Owned(without_formula(&words).to_owned())
}

/// Blanks of every kind, and marks that stand around words.
static PARTED: Letters = Letters::of(
    "`*\t\n\u{b}\u{c}\r \u{85}\u{a0}\u{1680}\u{2000}\u{2001}\u{2002}\u{2003}\u{2004}\u{2005}\u{2006}\u{2007}\u{2008}\u{2009}\u{200a}\u{2028}\u{2029}\u{202f}\u{205f}\u{3000}",
);

/// A header without how its column is reckoned: 小计③=①+②.
fn without_formula(words: &str) -> &str {
    let formula = CIRCLED.next(words, 0).filter(|&at| at > 0 && words[at..].chars().all(|c| FORMULA.has(c)));
    formula.map_or(words, |at| &words[..at])
}

/// The numbers of columns, and what stands between them in a formula.
static CIRCLED: Letters = Letters::of("①②③④⑤⑥⑦⑧⑨⑩");

static FORMULA: Letters = Letters::of("①②③④⑤⑥⑦⑧⑨⑩=＝+＋-－/÷×*");

/// Longest text that is taken for a header, in characters.
pub(super) const HEADER_CHARS: usize = 30;

/// True for a text that is not too long for a header, and no sentence.
pub(crate) fn may_be_header(text: &str) -> bool {
    short(text).is_some()
}

/// A header on one line; `None` where the text is too long for one, or a sentence.
pub(super) fn short(text: &str) -> Option<Cow<'_, str>> {
    let plain = Some(text).filter(|text| !is_long(text)).map(plain)?;
    let fits = plain.chars().nth(HEADER_CHARS).is_none() && !STOPS.are_in(&plain);
    fits.then_some(plain)
}

/// What ends a sentence, or a part of one.
static STOPS: Letters = Letters::of("。；;！");

/// 113年度預算: a year that is counted from 1912, and the words behind it.
pub(super) fn republic_year(text: &str) -> Option<(i32, &str)> {
    if !text.contains("年度") {
        return None;
    }
    let text = text.trim_start_matches("民國").trim_start_matches("民国");
    let (digits, rest) = text.split_once("年度")?;
    let year = digits.parse::<i32>().ok().filter(|year| digits.len() == 3 && (101..=130).contains(year))?;
    Some((FIRST_REPUBLIC_YEAR - 1 + year, rest))
}

/// The first year of 民國.
const FIRST_REPUBLIC_YEAR: i32 = 1912;

/// 2024/25: a year that ends within the next one.
pub(super) fn is_fiscal_year(text: &str) -> bool {
    if !text.starts_with(|c: char| c.is_ascii_digit() || c == '+') {
        return false;
    }
    let Some((first, next)) = text.trim_end_matches("年度").split_once(['/', '-']) else { return false };
    let years = first.parse::<u32>().ok().zip(next.parse::<u32>().ok());
    first.len() == 4 && next.len() == 2 && years.is_some_and(|(first, next)| (first + 1) % 100 == next)
}
