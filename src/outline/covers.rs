//! What a report covers, and up to when it counts: from its title, its opening lines, and the day it was written on.

use super::{DateSpan, Outline, dates, titled};
use crate::{
    model::{AsOf, Period},
    rules::{Frame, NameWords, Rulebook},
    text::Span,
};

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
    let names = ["全年", "年度", "总结"].iter().any(|word| title.contains(word))
        || rules.names.holds(NameWords::YearEnd, title);
    let under_way = ["进展", "推进"].iter().any(|word| title.contains(word));
    let reports = rules.pages.tells(title, Frame::Results);
    if outline.as_of.is_none() && !outline.plan && names && reports && !under_way {
        outline.as_of = year.map(|year| AsOf { year: Some(year), month: 12, day: None });
    }
}

/// The dates of a line that it can be the report of; 到2027年 and 6月底前 look ahead.
fn covered(line: &str) -> Vec<DateSpan> {
    let ahead = |date: &DateSpan| {
        let until = line[..date.span.start].trim_end().ends_with(['到', '至']);
        let term = line[date.span.end..].trim_start_matches(|c| "底末份".contains(c)).starts_with('前');
        date.months.is_none() && until || date.months.is_some() && date.day.is_none() && term
    };
    dates(line).into_iter().filter(|date| !ahead(date)).collect()
}

#[cfg(test)]
mod tests {
    use super::{Outline, dated_by_line, place_report};
    use crate::text::{Source, Span};

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
