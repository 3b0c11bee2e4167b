//! Periods as only titles write them: 2024.06, 202406, 二〇二四年上半年, 2024年半年, 2024年下半年.

use super::date::{DateSpan, dates};
use crate::text::Span;

/// Chinese digits in their order, zero in its three forms.
const DIGITS: &str = "〇一二三四五六七八九";
const ZEROS: [char; 2] = ['零', '○'];

/// The period of a title that names its months in none of the common forms.
pub(super) fn period(title: &str) -> Option<DateSpan> {
    let plain = arabic(title);
    let spoken = || dates(&plain).into_iter().find(|date| date.months.is_some());
    let year = || dates(&plain).into_iter().find_map(|date| date.year);
    let half = || {
        let words = [("下半年", (7, 12)), ("半年", (1, 6)), ("年中", (1, 6))];
        words.into_iter().find(|(word, _)| plain.contains(word)).map(|(_, months)| (year(), months))
    };
    let dotted = coded(&plain).or_else(half);
    let of =
        |(year, months)| DateSpan { span: Span::new(0, title.len()), year, months: Some(months), day: None };
    spoken().or_else(|| dotted.map(of))
}

/// A title with a year in Chinese digits written in Arabic ones.
fn arabic(title: &str) -> String {
    let letters: Vec<char> = title.chars().collect();
    let digit = |c: char| {
        let zero = ZEROS.contains(&c).then_some(0);
        zero.or_else(|| DIGITS.chars().position(|own| own == c))
            .and_then(|at| char::from_digit(at as u32, 10))
    };
    let mut plain = letters.clone();
    for at in 4..letters.len() {
        let year: Option<Vec<char>> = letters[at - 4..at].iter().map(|c| digit(*c)).collect();
        if let Some(year) = year.filter(|_| letters[at] == '年') {
            plain[at - 4..at].copy_from_slice(&year);
        }
    }
    plain.into_iter().collect()
}

/// A month as files are named by, and no part of a number of another kind: 2024.06, 202406.
fn coded(title: &str) -> Option<(Option<i32>, (u32, u32))> {
    let apart = |c: char| !c.is_ascii_graphic() || "()[]".contains(c);
    let words = title.split(apart).filter(|word| !word.is_empty());
    let month = |word: &str| {
        let (year, month) = match word.split_once('.') {
            Some((year, month)) if year.len() == 4 => (year, month),
            None if word.len() == 6 => word.split_at(4),
            Some(_) | None => return None,
        };
        let (year, month) = (year.parse::<i32>().ok()?, month.parse::<u32>().ok()?);
        let sound = (1949..2100).contains(&year) && (1..=12).contains(&month);
        sound.then_some((Some(year), (month, month)))
    };
    words.filter_map(month).next()
}

#[cfg(test)]
mod tests {
    use super::period;

    #[test]
    fn titles_name_their_period_in_ways_of_their_own() {
        for (title, year, months) in [
            ("甲县二〇二四年上半年重点工作", 2024, (1, 6)),
            ("甲县2024年半年工作情况", 2024, (1, 6)),
            ("甲县2024年年中工作情况", 2024, (1, 6)),
            ("甲县2024年下半年工作情况", 2024, (7, 12)),
            ("甲县重点工作进展(202406)", 2024, (6, 6)),
            ("2024.06重点工作进展", 2024, (6, 6)),
            ("甲县二○二四年前五个月重点工作", 2024, (1, 5)),
        ] {
            let found = period(title).unwrap_or_else(|| panic!("{title}"));
            assert_eq!((found.year, found.months), (Some(year), Some(months)), "{title}");
        }
        for title in [
            "甲县2024年重点工作",
            "投资12.5亿元的项目",
            "编号2024015重点工作",
            "号: 003652217/202410-00066 重点工作",
        ] {
            assert_eq!(period(title), None, "{title}");
        }
    }
}
