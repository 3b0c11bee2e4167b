//! What could not be placed: goals without a figure, figures without a goal, and what the readers noted.

use maud::{Markup, html};

use super::facts::Facts;
use crate::{
    export::{Lang, codes, task_number},
    measure::Field,
    model::{Finding, Kind},
    text::{Note, Severity},
};

pub(super) fn count(facts: &Facts<'_>) -> usize {
    open(facts).count() + facts.figures.len()
}

fn open<'f>(facts: &'f Facts<'_>) -> impl Iterator<Item = (usize, &'f super::facts::Row<'f>)> {
    facts.rows.iter().enumerate().filter(|(_, row)| row.finding.kind == Kind::Open)
}

pub(super) fn unplaced(report: usize, facts: &Facts<'_>) -> Markup {
    let notes: Vec<&Note> = facts.source.notes.iter().chain(&facts.report.notes).collect();
    html! {
        h3 { "有目标、未报完成值 " b { (open(facts).count()) } }
        ol.list {
            @for (index, row) in open(facts) {
                li { button type="button" data-row=(index) {
                    span.no { (task_number(Lang::Zh, row.cell(Field::TaskNo))) } " " (row.cell(Field::Indicator)) " "
                    strong { (row.cell(Field::TargetValue)) (row.cell(Field::TargetUnit)) }
                    small { (codes::word(row.cell(Field::RatioNote))) }
                } }
            }
        }
        h3 { "有完成值、没有目标 " b { (facts.figures.len()) } }
        ol.list { @for finding in &facts.figures { (free(report, facts, finding)) } }
        @if !facts.others.is_empty() {
            details {
                summary { "其他数字（规模、占比、增减、其他时期等） " b { (facts.others.len()) } }
                ol.list { @for finding in &facts.others { (free(report, facts, finding)) } }
            }
        }
        @if !notes.is_empty() {
            h3 { "提示 " b { (notes.len()) } }
            ul.list.notes { @for note in notes { (noted(report, facts, note)) } }
        }
    }
}

fn free(report: usize, facts: &Facts<'_>, finding: &Finding) -> Markup {
    html! {
        @if let Some(figure) = &finding.figure {
            @let core = figure.quantity.core;
            @let clause = figure.clause.to(core);
            @let line = facts.source.text_line(core.start);
            li { button type="button" data-to=(core.start) data-line={ "t" (report) "-" (line) } {
                span.no { (task_number(Lang::Zh, &finding.place.task_no)) } " "
                (clause.text(&facts.source.text)[..core.start - clause.start].trim_start())
                strong { (core.text(&facts.source.text)) }
                (clause.text(&facts.source.text)[core.end - clause.start..].trim_end())
            } }
        }
    }
}

fn noted(report: usize, facts: &Facts<'_>, note: &Note) -> Markup {
    let word = match note.severity {
        Severity::Note => "说明",
        Severity::Warning => "注意",
        Severity::Error => "错误",
    };
    let first = note.spans.first().map(|span| span.start);
    html! {
        li {
            strong { (word) } " " (note.message)
            @if let Some(first) = first {
                " " button type="button" data-line={ "t" (report) "-" (facts.source.text_line(first)) } {
                    "第" (facts.source.line(first)) "行"
                }
            }
        }
    }
}
