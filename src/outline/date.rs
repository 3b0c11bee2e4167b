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

use super::{Outline, titled};
use crate::{
    model::{AsOf, Period},
    rules::{Frame, Rulebook},
    text::{Span, is_digit},
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
    let mut digit_before = false;
    let mut letters = text.char_indices();
    while let Some((at, next)) = letters.next() {
        let starts =
            if is_digit(next) { !digit_before && counts_time(&text[at..]) } else { names_time(&text[at..]) };
        // 提前4个月 is how much sooner.
        let starts = starts && !(next == '前' && text[..at].ends_with('提'));
        if starts && let Ok((rest, mut date)) = date(&text[at..]) {
            let end = text.len() - rest.len();
            date.span = Span::new(at, end);
            found.push(date);
            while letters.offset() < end {
                letters.next();
            }
            digit_before = false;
            continue;
        }
        digit_before = is_digit(next) || next == '.' && digit_before;
    }
    found
}

/// True where a period without a leading digit may begin.
fn names_time(text: &str) -> bool {
    let mut letters = text.chars();
    match letters.next() {
        Some('前' | '元') => true,
        Some('上' | '半' | '一' | '二' | '三' | '四') => {
            matches!(letters.next(), Some('半' | '年' | '季'))
        }
        _ => false,
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
    let (rest, year) = verify(number(4), |year| (1949..2100).contains(year)).parse(text)?;
    let (rest, _) = (alt((tag("年度"), tag("年")))).parse(blank(rest))?;
    Ok((rest, year as i32))
}

fn month(text: &str) -> IResult<&str, u32> {
    alt((verify(number(2), |month| (1..=12).contains(month)), tag("元").map(|_| 1))).parse(text)
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
    alt((half, quarter, first_months, months)).parse(text)
}

/// 前8个月, 前五个月.
fn first_months(text: &str) -> IResult<&str, (u32, u32)> {
    let (rest, _) = tag("前").parse(text)?;
    let rest = blank(rest);
    let counted = |rest| verify(number(2), |to| (1..=12).contains(to)).parse(rest);
    let (rest, to) = titled::spoken(rest).map_or_else(|| counted(rest), Ok)?;
    let (rest, _) = alt((tag("个月"), tag("月"))).parse(blank(rest))?;
    Ok((rest, (1, to)))
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

/// The dates of a line, each with how little it says of a report's period: months that begin or end one say most, the day
/// on which something happened or was written least.
fn ranked(line: &str) -> Vec<(u8, DateSpan)> {
    let until = |date: &DateSpan| {
        let before = line[..date.span.start].trim_end();
        ["截至", "截止", "截止到", "至", "到"].iter().any(|word| before.ends_with(word))
    };
    let rank = |date: DateSpan| match date.months {
        Some((from, to)) if from < to || until(&date) => (0, date),
        Some(_) => (1 + u8::from(date.day.is_some()), date),
        None => (3, date),
    };
    covered(line).into_iter().map(rank).collect()
}

/// Fills the report's period and as-of date from its title, or from its opening lines.
pub(super) fn place_report(text: &str, lines: &[Span], outline: &mut Outline) {
    let words = outline.title.map(|span| span.text(text)).unwrap_or_default();
    let mut title = ranked(words);
    let says = |what: fn(&DateSpan) -> bool| title.iter().any(|(_, date)| what(date));
    if !(says(|date| date.months.is_some()) && says(|date| date.year.is_some())) {
        title.extend(titled::period(words).map(|date| (0, date)));
    }
    let mut opening: Vec<(u8, DateSpan)> =
        lines.iter().take(4).flat_map(|line| ranked(line.text(text))).collect();
    let year = title.iter().chain(&opening).find_map(|(_, date)| date.year);
    opening.sort_by_key(|(rank, _)| *rank);
    let dated = title.iter().chain(&opening).map(|(_, date)| date).find(|date| date.months.is_some());
    let months = dated.and_then(|date| date.months);
    outline.period = match (year, months) {
        (year, Some((from, to))) => Some(Period { year, from, to }),
        (Some(_), None) => Some(Period { year, from: 1, to: 12 }),
        (None, None) => None,
    };
    outline.as_of =
        dated.map(|date| AsOf { year, month: date.months.map_or(12, |(_, to)| to), day: date.day });
}

/// Fills the year of a report that names months only from the line that says on which day it was written.
pub(super) fn dated_by_line(text: &str, opening: &[Span], outline: &mut Outline) {
    let Some(period) = outline.period.as_mut().filter(|period| period.year.is_none()) else { return };
    let alone = |line: &Span, date: &DateSpan| 2 * date.span.len() >= line.len();
    let written = opening.iter().find_map(|line| {
        let full =
            dates(line.text(text)).into_iter().find(|date| date.year.is_some() && date.day.is_some())?;
        alone(line, &full).then_some((full.year?, full.months?.1))
    });
    let Some((year, month)) = written else { return };
    // What is written in January on the months up to December is of the year before.
    period.year = Some(if month < period.to { year - 1 } else { year });
    if let Some(as_of) = &mut outline.as_of {
        as_of.year = as_of.year.or(period.year);
    }
}

/// A report on what was reached in a whole year counts up to its end: 2023年全年…完成情况.
pub(super) fn whole_year(text: &str, outline: &mut Outline, rules: &Rulebook) {
    let title = outline.title.map_or("", |span| span.text(text));
    let year =
        outline.period.filter(|period| (period.from, period.to) == (1, 12)).and_then(|period| period.year);
    let names = ["全年", "年度"].iter().any(|word| title.contains(word));
    let under_way = ["进展", "推进"].iter().any(|word| title.contains(word));
    let reports = rules.pages.tells(title, Frame::Results);
    if outline.as_of.is_none() && !outline.plan && names && reports && !under_way {
        outline.as_of = year.map(|year| AsOf { year: Some(year), month: 12, day: None });
    }
}

/// The dates of a line that it can be the report of; 到2027年 looks ahead.
fn covered(line: &str) -> Vec<DateSpan> {
    let ahead =
        |date: &DateSpan| date.months.is_none() && line[..date.span.start].trim_end().ends_with(['到', '至']);
    dates(line).into_iter().filter(|date| !ahead(date)).collect()
}

#[cfg(test)]
mod tests {
    use super::{Outline, dated_by_line, dates, place_report};
    use crate::text::{Source, Span};

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
            ("2023年1-5月", (1, 5)),
        ] {
            let found = dates(text);
            assert_eq!(found.first().and_then(|date| date.months), Some(months), "{text}");
        }
        assert_eq!(dates("2021—2023年")[0].year, Some(2023));
        assert_eq!(dates("2021年—2023年")[0].span.end, "2021年—2023年".len());
        assert!(dates("12345户和5.7万亩").is_empty());
        assert_eq!(dates("截至7月6日")[0].day, Some(6));
    }

    #[test]
    fn the_period_of_a_report_is_no_day_on_which_it_was_written() {
        let text = "本报1月16日电 记者从县统计局获悉，前三季度全县完成投资3亿元。\n9月5日，县长调研。";
        let mut outline = Outline::default();
        let lines: Vec<Span> = Source::new("a", text).lines().collect();
        place_report(text, &lines, &mut outline);
        assert_eq!(outline.period.map(|period| (period.from, period.to)), Some((1, 9)));
    }

    #[test]
    fn the_day_on_which_it_was_written_tells_the_year_of_its_months() {
        for (day, year) in [("（2024年11月3日）", 2024), ("发布日期：2025年1月6日", 2024)] {
            let text = format!("白水镇1—10月主要工作完成情况\n{day}\n完成投资4.2亿元。");
            let lines: Vec<Span> = Source::new("a", &text).lines().collect();
            let mut outline = Outline { title: Some(lines[0]), ..Outline::default() };
            place_report(&text, &[lines[0], lines[2]], &mut outline);
            dated_by_line(&text, &lines, &mut outline);
            let period = outline.period.unwrap();
            assert_eq!((period.year, period.to), (Some(year), 10), "{day}");
            assert_eq!(outline.as_of.unwrap().year, Some(year));
        }
    }
}
