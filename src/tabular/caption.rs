//! What stands over a table: its topic, its unit, and whether it plans or reports.

use super::{
    blank::note,
    header_text::header,
    topic::topic,
    value::{is_percent, named_unit},
};
use crate::{
    outline::{Outline, dates},
    rules::{Rulebook, ends, holds},
    scan::{UnitText, unit_text},
    text::{Source, Span, Table},
};

/// Longest line before a table that is taken for its title, in characters.
const TITLE_CHARS: usize = 50;

/// The end of a longer line that is looked at for its unit, in characters.
const UNIT_CHARS: usize = 20;

/// The unit of the numbers of a table.
#[derive(Clone, Debug)]
pub(crate) struct CaptionUnit {
    pub(crate) unit: UnitText,
    /// What it is the unit of, where it says so: 产值单位.
    pub(crate) noun: Option<String>,
    /// That of rates and growth, where the caption gives one besides: 亿元、%.
    pub(crate) rate: Option<UnitText>,
    /// That of what is no money, where the caption gives one besides: 亿元、个.
    pub(crate) count: Option<UnitText>,
    /// That of what is counted by the piece, where the caption gives one besides: 万亩、万株.
    pub(crate) piece: Option<UnitText>,
}

impl CaptionUnit {
    /// 面积单位：万亩 over columns of which none speaks of 面积 is the unit of all that they measure.
    pub(crate) fn over(self, spoken: impl Fn(&str) -> bool, rules: &Rulebook) -> Self {
        let own = |noun: &String| !rules.layouts.morphemes.is_measure(noun) || spoken(noun.as_str());
        Self { noun: self.noun.filter(own), ..self }
    }

    /// The unit of what has this name, under a header of these words; a rate is no money.
    pub(crate) fn of(&self, name: &str, header: &str, rules: &Rulebook) -> Option<&UnitText> {
        let names = &rules.layouts.names;
        let is_rate = ends(&names.rate, name);
        let money = self.unit.unit.as_ref().is_some_and(|unit| unit.dimension.0 == "money");
        let is_money = holds(&names.money, name) || holds(&names.money, header);
        match &self.rate {
            Some(rate) if is_rate => Some(rate),
            _ if self.piece.is_some() && [name, header].iter().any(|words| holds(&names.counted, words)) => {
                self.piece.as_ref()
            }
            _ if self.count.is_some() && !is_money => self.count.as_ref(),
            _ => Some(&self.unit).filter(|_| !(is_rate && money)),
        }
    }
}

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
    own.or_else(|| unit_in(line()?, rules))
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

/// 单位：万元, wherever it stands in a title; of 亿元、% the one that is no percentage, where there is only one.
pub(super) fn unit_in(words: &str, rules: &Rulebook) -> Option<CaptionUnit> {
    let at = words.rfind("单位")?;
    let rest = words[at + "单位".len()..].trim_start();
    let mut between = rules.layouts.caption_unit_is.iter();
    let rest = between.find_map(|word| rest.strip_prefix(word.as_str()))?.trim_start();
    let rest = rest.replace(['，', ','], "、").replace("、 ", "、");
    let end = rest.find(|c: char| c.is_whitespace() || ")）]〕。；;".contains(c)).unwrap_or(rest.len());
    let marks = ['、', '/'];
    // 万元，另有注明的除外: what follows the units says no more of them.
    let units: Vec<UnitText> = rest[..end].split(marks).map_while(|word| unit_text(word, rules)).collect();
    let (rates, mut others): (Vec<UnitText>, Vec<UnitText>) = units.into_iter().partition(is_percent);
    let rate = rates.into_iter().next();
    let is_money = |unit: &UnitText| unit.unit.as_ref().is_some_and(|unit| unit.dimension.0 == "money");
    let count = match others.iter().filter(|unit| !is_money(unit)).count() {
        1 if others.len() == 2 => others.iter().position(|unit| !is_money(unit)).map(|at| others.remove(at)),
        _ => None,
    };
    // 万亩、个: what is measured is not counted by the piece; where columns are, they say so themselves.
    let mut piece = None;
    if let [measured, counted] = others.as_slice()
        && !is_count(measured)
        && is_count(counted)
    {
        piece = others.pop();
    }
    let other = others.pop();
    if !others.is_empty() {
        return None;
    }
    let noun = noun(&words[..at]);
    Some(match other {
        Some(unit) => CaptionUnit { unit, noun, rate, count, piece },
        None => CaptionUnit { unit: rate?, noun, rate: None, count: None, piece: None },
    })
}

/// True for 个 and 户, which count.
fn is_count(unit: &UnitText) -> bool {
    unit.unit.as_ref().is_some_and(|unit| ["count", "person", "event"].contains(&unit.dimension.0.as_str()))
}

/// 产值 of 产值单位; 金额单位 and 计量单位 are the unit of everything.
fn noun(before: &str) -> Option<String> {
    let words = before.rsplit(|c: char| !c.is_alphanumeric()).next().unwrap_or_default();
    let common = ["金额", "计量", "货币", "数据", "统计", "币种", "度量"];
    let known = words.chars().count() == 2 && !common.contains(&words);
    known.then(|| words.to_owned())
}
