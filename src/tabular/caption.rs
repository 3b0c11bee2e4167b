//! What stands over a table: its topic, its unit, and whether it plans or reports.

mod unit;

use super::{
    blank::note,
    header_text::header,
    topic::topic,
    value::{is_percent, named_unit},
};
use crate::{
    outline::{Outline, dates},
    rules::{Rulebook, holds},
    text::{Source, Span, Table},
};
pub(crate) use unit::CaptionUnit;
pub(super) use unit::unit_in;

/// Longest line before a table that is taken for its title, in characters.
const TITLE_CHARS: usize = 50;

/// The end of a longer line that is looked at for its unit, in characters.
const UNIT_CHARS: usize = 20;

/// What stands over a table.
#[derive(Clone, Debug, Default)]
pub(crate) struct Caption {
    /// The heading over the table, as printed.
    pub(crate) section: String,
    /// What it is about, without year, place words and 情况表.
    pub(crate) topic: String,
    /// 单位：万元.
    pub(crate) unit: Option<CaptionUnit>,
    /// True where numbers under no known word are goals.
    pub(crate) plan: bool,
    /// True where the lines over it speak of a plan and of what was done.
    pub(crate) measures: bool,
    /// True where they are figures.
    pub(crate) report: bool,
    /// The year that its title says.
    pub(crate) own_year: Option<i32>,
    /// The year of the table, or of the report.
    pub(crate) year: Option<i32>,
}

impl Caption {
    /// What stands over a band below another one; `None` where nothing does.
    pub(crate) fn inside(
        source: &Source,
        table: &Table,
        banners: &[Span],
        outline: &Outline,
        rules: &Rulebook,
    ) -> Option<Self> {
        let below = Table { caption: None, cells: Vec::new(), ..*table };
        (!banners.is_empty()).then(|| Self::of(source, &below, banners, outline, rules))
    }

    pub(crate) fn of(
        source: &Source,
        table: &Table,
        banners: &[Span],
        outline: &Outline,
        rules: &Rulebook,
    ) -> Self {
        let text = source.text.as_str();
        let near = lines_before(source, table.span.start, NEAR);
        let before = &near[..near.len().min(2)];
        let titles: Vec<Span> = table
            .caption
            .into_iter()
            .chain(banners.iter().copied())
            .chain(before.iter().copied())
            .chain(outline.title)
            .flat_map(|span| lines(text, span))
            .collect();
        let unit = unit_over(text, table.span, &titles, &near, rules).or_else(|| noted(text, table, rules));
        let title = title_of(text, &titles);
        // Over rows whose header broke into lines the title stands further up.
        let own = table.caption.is_none() && banners.is_empty() && !titled(title);
        let far = near.iter().map(|span| span.text(text).trim()).find(|words| titled(words));
        let title = far.filter(|_| own).unwrap_or(title);
        let report = reports(title, rules);
        // 实施“专项计划”: what stands in quotes is called so and is none here.
        let unquoted: String = title.split(['“', '”']).step_by(2).collect();
        let plan = !report && holds(&rules.layouts.caption_plan, &unquoted);
        let own_year = dates(title).iter().find_map(|date| date.year);
        let year = own_year.or(outline.period.and_then(|period| period.year));
        let words: String = near.iter().map(|span| span.text(text)).collect();
        let measures =
            words.contains("完成") && ["计划", "目标", "任务"].iter().any(|word| words.contains(word));
        Self {
            measures,
            section: title.to_owned(),
            topic: topic(title, rules),
            unit,
            plan,
            report,
            own_year,
            year,
        }
    }
}

/// True for a line that ends as titles of tables do.
pub(crate) fn titled(words: &str) -> bool {
    words.ends_with('表')
}

/// 单位：万元 in a title, in a line of its own above or below the table, or at the end of a sentence before it.
fn unit_over(
    text: &str,
    table: Span,
    titles: &[Span],
    near: &[Span],
    rules: &Rulebook,
) -> Option<CaptionUnit> {
    let own = titles
        .iter()
        .find_map(|span| unit_in(span.text(text), rules))
        .or_else(|| titles.iter().find_map(|span| bracketed(span.text(text), rules)));
    let line = || near.iter().map(|span| span.text(text)).find(|words| is_unit_line(words));
    let below = || lines_after(text, table.end).find(|words| is_unit_line(words));
    let labelled = || text[..table.start].rsplit('\n').take(FORM_LINES).find_map(behind_label);
    // 整体资金(万元) | 资金来源 | 预算数: the cell beside the rows is none of the table that lost its lines.
    let beside =
        || text[..table.start].rsplit('\n').next().map(|cell| cell.trim_end_matches([' ', '|', '\t']));
    own.or_else(|| bracketed(beside()?, rules))
        .or_else(|| unit_in(line()?, rules))
        .or_else(|| unit_in(below()?, rules))
        .or_else(|| tails(&text[..table.start]).find_map(|words| unit_in(words, rules)))
        .or_else(|| unit_in(labelled()?, rules))
}

/// 注：面积单位为万亩 in the last cells of a table or the lines below it.
fn noted(text: &str, table: &Table, rules: &Rulebook) -> Option<CaptionUnit> {
    let cells = table.cells.iter().rev().map(|cell| cell.span.text(text)).filter(|words| !words.is_empty());
    let mut notes = cells.take(2).chain(lines_after(text, table.span.end));
    notes.find_map(|words| unit_in(note(words, rules)?, rules))
}

/// How many lines over a table of a form its unit may stand behind another label.
const FORM_LINES: usize = 9;

/// 单位：万元 of 主管部门：文旅局　　单位：万元.
fn behind_label(line: &str) -> Option<&str> {
    let (label, unit) = line.trim().rsplit_once(char::is_whitespace)?;
    (label.contains(['：', ':']) && is_unit_line(unit)).then_some(unit)
}

/// 收支表（万元）: a unit in brackets at the end of a title.
fn bracketed(title: &str, rules: &Rulebook) -> Option<CaptionUnit> {
    let (_, unit) = named_unit(title.trim(), rules);
    // 完成目标任务占比(%) is a header whose line was broken.
    let broken = || header(title, rules).is_some_and(|header| header.role().is_some());
    let unit = unit.filter(|unit| !is_percent(unit) || !broken())?;
    Some(CaptionUnit { unit, noun: None, rate: None, count: None, piece: None })
}

/// True for a title that tells what was reached: 完成情况; 培训情况, but not 任务分解情况.
fn reports(title: &str, rules: &Rulebook) -> bool {
    let told = title.trim_end_matches('表').ends_with("情况");
    holds(&rules.layouts.caption_report, title) || told && !holds(&rules.layouts.caption_handed, title)
}

/// The first line over a table that may be its title; empty where none may.
fn title_of<'t>(text: &'t str, titles: &[Span]) -> &'t str {
    let may = |words: &&str| {
        // 净利润 is a title, 附件2 is none.
        let fewest = 3 + usize::from(words.contains(|c: char| c.is_ascii_digit()));
        (fewest..=TITLE_CHARS).contains(&words.chars().count())
            && !words.contains(['。', '；', '→', '%'])
            && !is_unit_line(words)
            && !labelled(words)
            && words.contains(char::is_alphabetic)
    };
    let bare = |span: &Span| span.text(text).trim().trim_matches(['*', '#', '_']).trim();
    titles.iter().map(bare).find(may).unwrap_or_default()
}

/// True for 单位名称：科研所 填报日期：3月16日, which says who filled a table in and names nothing.
fn labelled(words: &str) -> bool {
    words.matches(['：', ':']).count() > 1
}

/// The lines of a title, each without blanks at its ends.
fn lines(text: &str, span: Span) -> impl Iterator<Item = Span> {
    let inner = span.text(text).split('\n').scan(span.start, |at, line| {
        let start = *at;
        *at += line.len() + 1;
        Some(Span::new(start, start + line.trim_end().len()))
    });
    inner.filter(|line| !line.is_empty())
}

/// How many lines over a table may give its unit, and say that it measures a plan.
const NEAR: usize = 16;

/// The short lines that stand before a table, the nearest first.
fn lines_before(source: &Source, start: usize, most: usize) -> Vec<Span> {
    let text = &source.text[..start];
    let mut found = Vec::new();
    let mut end = text.trim_end().len();
    while end > 0 && found.len() < most {
        let line = text[..end].rfind('\n').map_or(0, |at| at + 1);
        if text[line..end].chars().count() > TITLE_CHARS || text[line..end].contains(['\t', '|']) {
            break;
        }
        found.push(Span::new(line, end));
        end = text[..line].trim_end().len();
    }
    found
}

/// The two lines behind a table that hold text.
fn lines_after(text: &str, end: usize) -> impl Iterator<Item = &str> {
    text[end..].lines().map(str::trim).filter(|line| !line.is_empty()).take(2)
}

/// The ends of the two lines before a table, the nearest first: …见下表（单位：万元）。
fn tails(before: &str) -> impl Iterator<Item = &str> {
    let tail = |line| str::char_indices(line).rev().nth(UNIT_CHARS).map_or(line, |(at, _)| &line[at..]);
    before.rsplit('\n').map(str::trim_end).filter(|line| !line.is_empty()).take(2).map(tail)
}

fn is_unit_line(words: &str) -> bool {
    let words = words.trim().trim_start_matches(['(', '（', '[']);
    let named =
        ["金额", "计量", "数据", "货币"].iter().find_map(|word| words.strip_prefix(word)).unwrap_or(words);
    named.starts_with("单位") && words.chars().count() <= 16
}
