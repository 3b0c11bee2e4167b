//! Periods as people call them: 2024年上半年 for 2024-H1.

use super::Lang;

/// Months in English.
const MONTHS: [&str; 12] =
    ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];
/// Quarters and halves: their code, and what they are called.
const PARTS: [(&str, &str); 6] = [
    ("Q1", "第一季度"),
    ("Q2", "第二季度"),
    ("Q3", "第三季度"),
    ("Q4", "第四季度"),
    ("H1", "上半年"),
    ("H2", "下半年"),
];

/// A period of the table in words; what is none stays as it is.
#[must_use]
pub fn period(lang: Lang, code: &str) -> String {
    named(lang, code).unwrap_or_else(|| code.to_owned())
}

fn named(lang: Lang, code: &str) -> Option<String> {
    let Some((from, to)) = code.split_once('/') else { return single(lang, code) };
    let (from, to) = (month(from)?, month(to)?);
    Some(match (lang, from.0 == to.0) {
        (Lang::Zh, true) => format!("{}年{}—{}月", to.0, from.1, to.1),
        (Lang::Zh, false) => format!("{}年{}月—{}年{}月", from.0, from.1, to.0, to.1),
        (Lang::En, true) => format!("{}–{} {}", called(from.1)?, called(to.1)?, to.0),
        (Lang::En, false) => format!("{} {}–{} {}", called(from.1)?, from.0, called(to.1)?, to.0),
    })
}

/// A year, a half, a quarter or a month.
fn single(lang: Lang, code: &str) -> Option<String> {
    let (year, part) = code.split_once('-').map_or((code, ""), |(year, part)| (year, part));
    year.parse::<u16>().ok().filter(|_| year.len() == 4)?;
    let known = PARTS.iter().find(|(known, _)| *known == part);
    Some(match (lang, known) {
        (Lang::Zh, _) if part.is_empty() => format!("{year}年"),
        (Lang::En, _) if part.is_empty() => year.to_owned(),
        (Lang::Zh, Some((_, word))) => format!("{year}年{word}"),
        (Lang::En, Some((part, _))) => format!("{part} {year}"),
        (Lang::Zh, None) => format!("{year}年{}月", month(code)?.1),
        (Lang::En, None) => format!("{} {year}", called(month(code)?.1)?),
    })
}

/// Year and month of `2024-05`.
fn month(code: &str) -> Option<(&str, usize)> {
    let (year, month) = code.split_once('-')?;
    let month = month.parse().ok().filter(|month| (1..=12).contains(month))?;
    year.parse::<u16>().ok().map(|_| (year, month))
}

fn called(month: usize) -> Option<&'static str> {
    MONTHS.get(month.checked_sub(1)?).copied()
}

#[cfg(test)]
mod tests {
    use super::{Lang, period};

    #[test]
    fn every_form_of_a_period_has_its_words_and_what_is_none_stays() {
        for (code, zh, en) in [
            ("2024", "2024年", "2024"),
            ("2024-H1", "2024年上半年", "H1 2024"),
            ("2024-Q3", "2024年第三季度", "Q3 2024"),
            ("2024-05", "2024年5月", "May 2024"),
            ("2024-01/2024-07", "2024年1—7月", "Jan–Jul 2024"),
            ("2023-11/2024-02", "2023年11月—2024年2月", "Nov 2023–Feb 2024"),
            ("-", "-", "-"),
            ("2024-13", "2024-13", "2024-13"),
            ("上年", "上年", "上年"),
        ] {
            assert_eq!((period(Lang::Zh, code), period(Lang::En, code)), (zh.to_owned(), en.to_owned()));
        }
    }
}
