//! Dates and periods: 截至5月底, 1—7月, 上半年, 2023年.
//!
//! ```text
//! date   = year? months? day?                 2023年1-5月, 7月6日, 5月底
//! year   = (4 digits stroke)? 4 digits "年" "度"?        2021—2023年 is dated by its end
//! months = month (("-"|"—"|"–"|"~"|"～"|"至"|"－") month)? "月" ("份"|"底"|"末")?
//! ```

use nom::{
    IResult, Parser,
    branch::alt,
    bytes::complete::{tag, take_while_m_n},
    character::complete::one_of,
    combinator::{map_opt, opt, verify},
    sequence::{preceded, terminated},
};

use crate::{
    model::AsOf,
    text::{Letters, Span, is_digit},
};

/// A date expression of a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct DateSpan {
    /// Where it stands.
    pub span: Span,
    /// Its year.
    pub year: Option<i32>,
    /// The months it covers; both ends the same for one month.
    pub months: Option<(u32, u32)>,
    /// Its day.
    pub day: Option<u32>,
}

impl DateSpan {
    /// Up to when it counts.
    #[must_use]
    pub fn as_of(&self) -> Option<AsOf> {
        self.months.map(|(_, month)| AsOf { year: self.year, month, day: self.day })
    }
}

/// Every date expression of a text, left to right.
#[must_use]
pub fn dates(text: &str) -> Vec<DateSpan> {
    let mut found = Vec::new();
    let mut from = 0;
    while let Some(at) = STARTS.next(text, from) {
        let rest = &text[at..];
        let Some(next) = rest.chars().next() else { break };
        from = at + next.len_utf8();
        let digit = is_digit(next);
        let starts = if digit { counts_time(rest) } else { names_time(next, &text[from..]) };
        // 提前4个月 is how much sooner.
        let starts = starts && !(next == '前' && text[..at].ends_with('提'));
        if starts && let Ok((rest, mut date)) = date(rest) {
            from = text.len() - rest.len();
            date.span = Span::new(at, from);
            found.push(date);
            continue;
        }
        if digit {
            // Inside a number, 3 of 12.3, begins none.
            from = text.len() - rest.trim_start_matches(|c| is_digit(c) || c == '.').len();
        }
    }
    found
}

/// What a period begins with.
static STARTS: Letters = Letters::of("0123456789０１２３４５６７８９前元第上半一二三四五六七八九十");

/// True where a period without a leading digit may begin.
fn names_time(first: char, behind: &str) -> bool {
    match first {
        '前' | '元' => true,
        '第' => behind.chars().nth(1) == Some('季'),
        '十' => behind.starts_with(|c| "一二月至".contains(c)),
        _ => behind.starts_with(|c| "半年季月".contains(c)) || behind.starts_with(&TO[..]),
    }
}

/// True where what follows the digits can make them a year, a month or a day; most are amounts.
fn counts_time(text: &str) -> bool {
    let rest = blank(text.trim_start_matches(is_digit));
    let next = rest.chars().next();
    next.is_some_and(|c| matches!(c, '年' | '月' | '日' | '号') || TO.contains(&c))
}

/// What may stand between the months of a period.
const TO: [char; 9] = ['-', '—', '–', '~', '～', '至', '到', '－', '─'];

fn number<'a>(most: usize) -> impl Parser<&'a str, Output = u32, Error = nom::error::Error<&'a str>> {
    map_opt(take_while_m_n(1, most, is_digit), |digits: &str| {
        digits.chars().try_fold(0u32, |sum, c| {
            let digit = if c.is_ascii_digit() { u32::from(c) - 48 } else { u32::from(c) - 0xff10 };
            Some(sum * 10 + digit)
        })
    })
}

fn blank(text: &str) -> &str {
    text.trim_start_matches([' ', '\u{3000}'])
}

fn year(text: &str) -> IResult<&str, i32> {
    let first = terminated(verify(number(4), |year| (1949..2100).contains(year)), opt(tag("年")));
    let ranged: IResult<&str, _> = (first, one_of(&TO[..])).parse(text);
    if let Ok((rest, (first, _))) = ranged
        && let Ok((rest, last)) = single_year(rest)
        && i64::from(first) < i64::from(last)
    {
        return Ok((rest, last));
    }
    single_year(text)
}

fn single_year(text: &str) -> IResult<&str, i32> {
    if let Ok(found) = year_of_the_republic(text) {
        return Ok(found);
    }
    let (rest, year) = verify(number(4), |year| (1949..2100).contains(year)).parse(text)?;
    let (rest, _) = (alt((tag("年度"), tag("年")))).parse(blank(rest))?;
    Ok((rest, year as i32))
}

/// 109年度, 112年第2季: years that are counted from 1912.
fn year_of_the_republic(text: &str) -> IResult<&str, i32> {
    let (rest, year) = verify(number(3), |year| (95..=139).contains(year)).parse(text)?;
    let fiscal: IResult<&str, _> = tag("年度").parse(rest);
    if let Ok((rest, _)) = fiscal {
        return Ok((rest, year as i32 + FOUNDED));
    }
    let (behind, _) = tag("年").parse(rest)?;
    let (_, _) = one_of("第底0123456789上下").parse(behind)?;
    Ok((behind, year as i32 + FOUNDED))
}

/// The year before the first of the republic.
const FOUNDED: i32 = 1911;

fn month(text: &str) -> IResult<&str, u32> {
    if let Some(found) = spoken(text) {
        return Ok(found);
    }
    alt((verify(number(2), |month| (1..=12).contains(month)), tag("元").map(|_| 1))).parse(text)
}

/// 三月份, 一至六月底: months in words; 八月 alone may be a name.
fn months_in_words(text: &str) -> IResult<&str, (u32, u32)> {
    let told = |(rest, found): (_, _)| (rest, (spoken(text).is_none() || ends_in_words(text, rest), found));
    let (rest, (_, found)) = verify(|text| months(text).map(told), |(told, _)| *told).parse(text)?;
    Ok((rest, found))
}

/// True where what was read ends with 份, 底 or 末.
fn ends_in_words(text: &str, rest: &str) -> bool {
    text[..text.len() - rest.len()].ends_with(|c| "份底末".contains(c))
}

fn months(text: &str) -> IResult<&str, (u32, u32)> {
    let (rest, from) = month(text)?;
    let (rest, _) = opt(tag("月")).parse(rest)?;
    let joined = preceded(one_of(&TO[..]), |rest| month(blank(rest)));
    let (rest, to) = opt(joined)
        .parse(blank(rest))
        .map(|(after, to)| if to.is_some() { (after, to) } else { (rest, None) })?;
    if to.is_none() && rest.len() != text.len() && text[..text.len() - rest.len()].ends_with('月') {
        let (rest, _) = opt(alt((tag("份"), tag("底"), tag("末")))).parse(rest)?;
        return Ok((rest, (from, from)));
    }
    let (rest, _) = (tag("月"), opt(alt((tag("份"), tag("底"), tag("末")))))
        .parse(blank(rest))
        .map(|(rest, _)| (rest, ()))?;
    Ok((rest, to.map_or((from, from), |to| (from.min(to), to))))
}

fn named(text: &str) -> IResult<&str, (u32, u32)> {
    let half =
        alt((tag("上半年").map(|_| (1, 6)), tag("半年来").map(|_| (1, 6)), tag("前三季度").map(|_| (1, 9))));
    let quarter = alt((
        tag("一季度").map(|_| (1, 3)),
        tag("二季度").map(|_| (4, 6)),
        tag("三季度").map(|_| (7, 9)),
        tag("四季度").map(|_| (10, 12)),
    ));
    // 第三季度, 三季度.
    alt((quarters, half, preceded(opt(tag("第")), quarter), first_months, months_in_words)).parse(text)
}

/// 1-3季度, 一至三季度.
fn quarters(text: &str) -> IResult<&str, (u32, u32)> {
    let one = |rest| spoken(rest).map_or_else(|| number(1).parse(rest), Ok);
    let (rest, from) = one(text)?;
    let (rest, _) = (opt(tag("季度")), one_of(&TO[..])).parse(rest)?;
    let (rest, to) = verify(one, |to| (from + 1..=4).contains(to)).parse(blank(rest))?;
    Ok((tag("季度").parse(rest)?.0, (from * 3 - 2, to * 3)))
}

/// 前8个月, 前五个月.
fn first_months(text: &str) -> IResult<&str, (u32, u32)> {
    let (rest, _) = tag("前").parse(text)?;
    let rest = blank(rest);
    let counted = |rest| verify(number(2), |to| (1..=12).contains(to)).parse(rest);
    let (rest, to) = spoken(rest).map_or_else(|| counted(rest), Ok)?;
    let (rest, _) = alt((tag("个月"), tag("月"))).parse(blank(rest))?;
    Ok((rest, (1, to)))
}

/// Months as they are counted in words, the longest first.
#[rustfmt::skip]
const SPOKEN: [(&str, u32); 13] = [
    ("十二", 12), ("十一", 11), ("十", 10), ("一", 1), ("二", 2), ("两", 2), ("三", 3), ("四", 4), ("五", 5), ("六", 6),
    ("七", 7), ("八", 8), ("九", 9),
];

/// A number of months in words at the start of a text, and what is behind it.
fn spoken(text: &str) -> Option<(&str, u32)> {
    SPOKEN.iter().find_map(|(word, months)| Some((text.strip_prefix(word)?, *months)))
}

fn day(text: &str) -> IResult<&str, u32> {
    let (rest, day) = verify(number(2), |day| (1..=31).contains(day)).parse(text)?;
    let (rest, _) = alt((tag("日"), tag("号"))).parse(blank(rest))?;
    Ok((rest, day))
}

fn date(text: &str) -> IResult<&str, DateSpan> {
    let (rest, year) = opt(year).parse(text)?;
    let (rest, months) = opt(named)
        .parse(blank(rest))
        .map(|(after, months)| if months.is_some() { (after, months) } else { (rest, None) })?;
    let (rest, day) = if months.is_some() { day_of(rest) } else { (rest, None) };
    let (rest, day) = if year.is_none() && months.is_none() { day_only(text)? } else { (rest, day) };
    let (rest, _) = opt(alt((tag("年底"), tag("底前"), tag("底"), tag("末")))).parse(rest)?;
    Ok((rest, DateSpan { span: Span::new(0, 0), year, months, day }))
}

/// The day behind a month, a blank between them or not.
fn day_of(text: &str) -> (&str, Option<u32>) {
    day(blank(text)).map_or((text, None), |(rest, day)| (rest, Some(day)))
}

fn day_only(text: &str) -> IResult<&str, Option<u32>> {
    day(text).map(|(rest, day)| (rest, Some(day)))
}

#[cfg(test)]
mod tests {
    use super::dates;

    #[test]
    fn periods_are_read_in_their_many_forms() {
        for (text, months) in [
            ("截至5月底", (5, 5)),
            ("1—7月", (1, 7)),
            ("１－７月", (1, 7)),
            ("1- 8月", (1, 8)),
            ("1至5月", (1, 5)),
            ("元至6月份", (1, 6)),
            ("上半年", (1, 6)),
            ("前三季度", (1, 9)),
            ("前8个月", (1, 8)),
            ("前 8 个月", (1, 8)),
            ("前五个月", (1, 5)),
            ("前十一个月", (1, 11)),
            ("三月份", (3, 3)),
            ("2031年第三季度", (7, 9)),
            ("第二季度", (4, 6)),
            ("一至六月份", (1, 6)),
            ("2023年1-5月", (1, 5)),
            ("1—3季度", (1, 9)),
            ("二至四季度", (4, 12)),
        ] {
            let found = dates(text);
            assert_eq!(found.first().and_then(|date| date.months), Some(months), "{text}");
        }
        assert_eq!(dates("2021—2023年")[0].year, Some(2023));
        assert_eq!(dates("2021年—2023年")[0].span.end, "2021年—2023年".len());
        assert!(dates("12345户和5.7万亩").is_empty());
        assert!(dates("三月三歌会").is_empty());
        assert_eq!(dates("截至7月6日")[0].day, Some(6));
    }
}
