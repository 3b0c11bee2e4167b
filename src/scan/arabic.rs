//! Numbers in Arabic digits, their thousands set apart by commas or blanks.
//!
//! ```text
//! arabic = digits ("," 3 digits)* ("." digits)?           also "’", and a wide comma behind a narrow one
//! spaced = 1 to 3 digits (blank 3 digits)+ ("." digits)?   16 432万元
//! ```

use nom::{
    IResult, Parser,
    branch::alt,
    bytes::complete::take_while_m_n,
    character::complete::{char, one_of, satisfy},
    combinator::{fail, map_opt, opt, peek, recognize, verify},
    multi::{many0_count, many1_count},
    sequence::{preceded, terminated},
};
use rust_decimal::Decimal;

use super::digits::{MOST, digit, is_digit};

fn digits(text: &str) -> IResult<&str, &str> {
    take_while_m_n(1, MOST, is_digit).parse(text)
}

/// An Arabic number; a comma counts only before exactly three digits, and a wide one only among wide digits or
/// behind a narrow one. What is grouped otherwise (16,00) is none.
pub(super) fn arabic(text: &str) -> IResult<&str, Decimal> {
    if let Some(found) = narrow(text) {
        return Ok(found);
    }
    let wide = text.starts_with(|c| ('０'..='９').contains(&c));
    let group = |narrow: bool| {
        move |text| {
            let comma = alt((one_of(",’'"), verify(char('，'), |_| wide || narrow)));
            verify(preceded(comma, digits), |found: &str| found.chars().count() == 3).parse(text)
        }
    };
    let grouped = |text| -> IResult<&str, &str> {
        let (after, whole) = digits(text)?;
        if whole.chars().count() > 3 {
            return Ok((after, whole));
        }
        let narrow = after.starts_with(',') && group(false)(after).is_ok();
        recognize((digits, many0_count(group(narrow)))).parse(text)
    };
    let (rest, value) = map_opt(recognize((grouped, opt((one_of(".．"), digits)))), exact).parse(text)?;
    if ungrouped(&text[..text.len() - rest.len()], rest) {
        return fail().parse(text);
    }
    Ok((rest, value))
}

/// Most digits of a number that is read at once.
const AT_ONCE: usize = 18;

/// Narrow digits and their fraction, which nothing follows that may group them: most numbers.
fn narrow(text: &str) -> Option<(&str, Decimal)> {
    let bytes = text.as_bytes();
    let run = |from: usize| bytes[from..].iter().take_while(|byte| byte.is_ascii_digit()).count();
    let whole = run(0);
    let point = whole > 0 && bytes.get(whole) == Some(&b'.');
    let places = if point { run(whole + 1) } else { 0 };
    let end = if places > 0 { whole + 1 + places } else { whole };
    let goes_on = |c: char| is_digit(c) || places == 0 && matches!(c, ',' | '，' | '’' | '\'' | '.' | '．');
    if whole == 0 || whole + places > AT_ONCE || text[end..].starts_with(goes_on) {
        return None;
    }
    let digits = bytes[..end].iter().filter(|byte| **byte != b'.');
    let value = digits.fold(0i64, |value, digit| value * 10 + i64::from(digit - b'0'));
    Some((&text[end..], Decimal::new(value, places as u32)))
}

/// True for a number and what follows it where the commas group no thousands: 16,00 and 1,234,5.
fn ungrouped(written: &str, rest: &str) -> bool {
    let Some(after) = rest.strip_prefix(',').filter(|_| !written.contains(['.', '．'])) else {
        return false;
    };
    let length = after.find(|c| !is_digit(c)).unwrap_or(after.len());
    length > 0 && length != 3 && (after.starts_with('0') || written.contains(','))
}

/// A number whose thousands are set apart by blanks; what follows must not be one more of them.
pub(super) fn spaced(text: &str) -> IResult<&str, Decimal> {
    let first = verify(digits, |found: &str| found.chars().count() < 4 && !found.starts_with(['0', '０']));
    let blank = one_of(" \u{a0}\u{2009}\u{200a}\u{202f}\u{2007}\u{200b}\u{3000}");
    let group = verify(preceded(blank, digits), |found: &str| found.chars().count() == 3);
    let number = recognize((first, many1_count(group), opt((one_of(".．"), digits))));
    let ends = peek((opt(char(' ')), satisfy(|c| !is_digit(c) && (c.is_alphabetic() || "%％‰".contains(c)))));
    map_opt(terminated(number, ends), exact).parse(text)
}

/// 5，120: thousands set apart by wide commas.
pub(super) fn wide(text: &str) -> IResult<&str, Decimal> {
    if !text.trim_start_matches(is_digit).starts_with('，') {
        return fail().parse(text);
    }
    let first = verify(digits, |found: &str| found.chars().count() < 4 && !found.starts_with(['0', '０']));
    let group = verify(preceded(char('，'), digits), |found: &str| found.chars().count() == 3);
    map_opt(recognize((first, many1_count(group), opt((one_of(".．"), digits)))), exact).parse(text)
}

fn exact(found: &str) -> Option<Decimal> {
    let mut clean = String::with_capacity(found.len());
    clean.extend(found.chars().filter_map(|c| match c {
        '.' | '．' => Some('.'),
        _ => digit(c).and_then(|value| char::from_digit(value, 10)),
    }));
    Decimal::from_str_exact(&clean).ok()
}

/// 107 6%: a percentage whose point was lost.
pub(super) fn pointless(text: &str) -> IResult<&str, Decimal> {
    let whole = verify(digits, |found: &str| found.chars().count() < 4 && !found.starts_with('0'));
    let fraction = verify(digits, |found: &str| found.chars().count() < 3);
    let number = (terminated(whole, char(' ')), terminated(fraction, peek(one_of("%％"))));
    map_opt(number, |(whole, fraction)| exact(&format!("{whole}.{fraction}"))).parse(text)
}

/// True for 6 2亿元 and 417 3万吨, where nothing tells whether a point or nothing was lost.
pub(super) fn doubtful(text: &str) -> bool {
    let whole = verify(digits, |found: &str| found.chars().count() < 4);
    let rest = verify(digits, |found: &str| found.chars().count() < 3);
    let number: IResult<&str, _> = (whole, char(' '), rest, one_of("亿万")).parse(text);
    number.is_ok()
}

#[cfg(test)]
mod tests {
    use super::{arabic, spaced};

    #[test]
    fn commas_group_only_by_three() {
        assert_eq!(arabic("1,100").unwrap().1.to_string(), "1100");
        assert_eq!(arabic("１，２００").unwrap().1.to_string(), "1200");
        assert_eq!(arabic("5120,3000").unwrap().1.to_string(), "5120");
        assert!(arabic("16,00").is_err());
        assert!(arabic("1,234,5").is_err());
        assert_eq!(arabic("233,333，333").unwrap().1.to_string(), "233333333");
        assert_eq!(arabic("12，345").unwrap().1.to_string(), "12");
        assert_eq!(spaced("16 432万元").unwrap().1.to_string(), "16432");
        assert_eq!(spaced("16 610.25万元").unwrap().1.to_string(), "16610.25");
        assert_eq!(spaced("3 210 人").unwrap().1.to_string(), "3210");
        assert!(spaced("2 2023").is_err() && spaced("2023 100个").is_err() && spaced("1 60个").is_err());
        assert_eq!(arabic("186.60").unwrap().1.to_string(), "186.60");
    }

    #[test]
    fn plain_numbers_are_read_at_once_and_read_the_same() {
        for (text, value, rest) in [
            ("007座", "7", "座"),
            ("12.50%", "12.50", "%"),
            ("12.5.3", "12.5", ".3"),
            ("3.", "3", "."),
            ("12.５万", "12.5", "万"),
            ("1２", "12", ""),
            ("123456789012345678901", "123456789012345678901", ""),
        ] {
            let (left, read) = arabic(text).unwrap();
            assert_eq!((read.to_string().as_str(), left), (value, rest), "{text}");
        }
    }
}
