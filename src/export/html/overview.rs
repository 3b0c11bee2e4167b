//! The head of a report: its counts, and how its sections stand against the time that is over.

use maud::{Markup, html};
use rust_decimal::Decimal;

use super::facts::{Facts, Row, percent};
use crate::{
    export::{Lang, period},
    measure::Field,
    model::Kind,
};

/// Sections that the chart shows; the rest is said in words.
const SECTIONS: usize = 40;
/// Longest name of a section in the chart, in characters.
const NAME: usize = 15;
/// Height of one section in the chart.
const STEP: usize = 24;

pub(super) fn overview(facts: &Facts<'_>, lang: Lang) -> Markup {
    let count = |held: &dyn Fn(&Row<'_>) -> bool| facts.rows.iter().filter(|row| held(row)).count();
    let goals = count(&|row| row.finding.goal.is_some());
    let answered = count(&|row| row.finding.kind == Kind::Paired);
    let met = count(&|row| row.cell(Field::TargetMet) == "1");
    let behind = count(&|row| row.behind());
    let open = count(&|row| row.finding.kind == Kind::Open);
    let sections = sections(facts);
    html! {
        section.overview {
            div.lead {
                h1 translate="no" { (facts.title()) }
                p.meta { (meta(facts, lang)) }
                ul.tiles {
                    (tile("all", "目标", goals, &format!("已报数 {answered}")))
                    (tile("done", "已达标", met, &share(met, answered)))
                    (tile("behind", "滞后", behind, &share(behind, answered)))
                    (tile("open", "未报数", open, &share(open, goals)))
                    (tile("conflict", "自报不符", count(&|row| row.conflict()), ""))
                    (tile("look", "待核对", count(&|row| row.look()), ""))
                }
            }
            @if !sections.is_empty() { (chart(&sections)) }
        }
    }
}

fn tile(code: &str, word: &str, count: usize, more: &str) -> Markup {
    html! {
        li.tile.(code) {
            @if matches!(code, "done") { span.plain { b { (count) } span { (word) } } }
            @else { button type="button" data-filter-to=(code) { b { (count) } span { (word) } } }
            small { (more) }
        }
    }
}

fn share(part: usize, whole: usize) -> String {
    let ratio = Decimal::from(part).checked_div(Decimal::from(whole));
    ratio.and_then(|ratio| percent(ratio, 0)).map(|share| format!("占 {share}")).unwrap_or_default()
}

/// File, period and as-of date.
fn meta(facts: &Facts<'_>, lang: Lang) -> String {
    let first = |field| facts.rows.iter().map(|row| row.cell(field)).find(|cell| !cell.is_empty());
    let mut parts = vec![facts.source.file_name().to_owned()];
    parts.extend(first(Field::ReportPeriod).map(|code| format!("报告期 {}", period(lang, code))));
    let as_of = facts.report.as_of.and_then(crate::model::AsOf::date);
    parts.extend(as_of.map(|date| format!("数据截至 {date}")));
    parts.join(" · ")
}

/// One bar of the chart.
struct Section<'a> {
    name: &'a str,
    ratio: Option<Decimal>,
    expected: Option<Decimal>,
    answered: usize,
    goals: usize,
}

/// Sections in their order, with the medians of what is measured in them.
fn sections<'a>(facts: &'a Facts<'_>) -> Vec<Section<'a>> {
    let mut names: Vec<&str> = Vec::new();
    for row in &facts.rows {
        if !names.contains(&row.cell(Field::Section)) {
            names.push(row.cell(Field::Section));
        }
    }
    let section = |name: &'a str| {
        let rows = || facts.rows.iter().filter(move |row| row.cell(Field::Section) == name);
        let numbers = |field| median(rows().filter_map(|row| row.number(field)).collect());
        Section {
            name: if name.is_empty() { "全部任务" } else { name },
            ratio: numbers(Field::CompletionRatio),
            expected: numbers(Field::ExpectedRatio),
            answered: rows().filter(|row| row.finding.kind == Kind::Paired).count(),
            goals: rows().filter(|row| row.finding.goal.is_some()).count(),
        }
    };
    names.into_iter().take(SECTIONS).map(section).filter(|section| section.goals > 0).collect()
}

fn median(mut numbers: Vec<Decimal>) -> Option<Decimal> {
    numbers.sort_unstable();
    let middle = numbers.len() / 2;
    let upper = *numbers.get(middle)?;
    Some(if numbers.len() % 2 == 1 { upper } else { (numbers[middle - 1] + upper) / Decimal::TWO })
}

fn chart(sections: &[Section<'_>]) -> Markup {
    let height = sections.len() * STEP;
    html! {
        figure.chart {
            figcaption {
                strong { "各板块完成率" }
                span.key { i.bar {} "完成率中位数" i.line {} "序时进度" i.of {} "右侧：已报数/目标数" }
            }
            div.scroll {
                svg width="100%" height=(height) role="img" aria-label="各板块完成率中位数与序时进度" {
                    @for (index, section) in sections.iter().enumerate() { (bar(section, index * STEP)) }
                }
            }
        }
    }
}

fn bar(section: &Section<'_>, top: usize) -> Markup {
    let part = |ratio: Decimal| {
        let held = ratio.clamp(Decimal::ZERO, Decimal::ONE) * Decimal::ONE_HUNDRED;
        format!("{}%", held.round_dp(2).normalize())
    };
    let tone = match (section.ratio, section.expected) {
        (Some(ratio), Some(expected)) if ratio < expected => "s-slow",
        (Some(_), _) => "s-ahead",
        (None, _) => "s-none",
    };
    let text = section.ratio.and_then(|ratio| percent(ratio, 0)).unwrap_or_else(|| "无可比数".to_owned());
    let title = format!(
        "{}：完成率中位数{text}，{}项目标中{}项已报数",
        section.name, section.goals, section.answered
    );
    let cut = section.name.chars().count() > NAME;
    html! {
        svg y=(top) width="100%" height=(STEP) {
            title { (title) }
            text.name x="0" y="16" { (section.name.chars().take(NAME).collect::<String>()) @if cut { "…" } }
            svg x="29%" width="53%" height=(STEP) {
                rect.track y="6" width="100%" height="12" rx="3" {}
                @if let Some(ratio) = section.ratio { rect.(tone) y="6" width=(part(ratio)) height="12" rx="3" {} }
                @if let Some(expected) = section.expected { rect.tick x=(part(expected)) y="2" width="2" height="20" {} }
            }
            text.value x="83.5%" y="16" { (text) }
            text.cover x="100%" y="16" text-anchor="end" { (section.answered) "/" (section.goals) }
        }
    }
}
