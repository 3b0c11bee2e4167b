//! One row as a card: what is measured, and on what grounds.

use maud::{Markup, html};
use rust_decimal::Decimal;

use super::facts::{Facts, Row};
use crate::{
    export::{Lang, codes::word, task_number, words},
    model::Kind,
};

pub(super) fn row(report: usize, index: usize, row: &Row<'_>, facts: &Facts<'_>) -> Markup {
    html! {
        article.row id={ "r" (report) "-" (index) } data-row=(index) data-tags=(tags(row)) tabindex="-1" {
            div.head {
                span.no { (task_number(Lang::Zh, row.cell("task_no"))) }
                h4 translate="no" { @if !row.cell("scope").is_empty() { span.scope { (row.cell("scope")) } } (row.cell("indicator")) }
                span.status.(tone(row)) { (row.cell("status")) }
            }
            div.nums { (goal(row)) (figure(row, facts)) (stated(row)) }
            (meter(row))
            p.why { (why(row)) }
            @if !alerts(row).is_empty() { p.alerts { @for alert in alerts(row) { span { (alert) } } } }
            @if row.clash() { p.alerts { span { (words::places(row.cell("contradicts"))) } } }
            p.said { @if !row.cell("review").is_empty() { (said(row)) } }
        }
    }
}

/// What was said of the row, by whom and why.
fn said(row: &Row<'_>) -> String {
    let by = row.cell("reviewed_by").replace(';', "、");
    let why = row.cell("review_reason").replace(';', "；");
    let parts = [word(row.cell("review")).to_owned(), by, why];
    parts.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" · ")
}

fn tags(row: &Row<'_>) -> String {
    let held = [
        ("look", row.look()),
        ("open", row.finding.kind == Kind::Open),
        ("conflict", row.conflict()),
        ("clash", row.clash()),
        ("behind", row.behind()),
        ("undecided", row.cell("review").is_empty()),
    ];
    held.iter().filter(|(_, held)| *held).map(|(tag, _)| *tag).collect::<Vec<_>>().join(" ")
}

/// How a row stands, as a class; the word beside it says the same.
pub(super) fn tone(row: &Row<'_>) -> &'static str {
    let gap = row.number("pace_gap_pp");
    match (row.finding.kind, row.cell("target_met"), gap) {
        (Kind::Open, ..) => "s-none",
        (Kind::Paired, "1", _) => "s-done",
        (Kind::Paired, _, Some(gap)) if gap >= Decimal::new(-5, 2) => "s-ahead",
        (Kind::Paired, _, Some(gap)) if gap > Decimal::from(-10) => "s-slow",
        (Kind::Paired, _, Some(gap)) if gap >= Decimal::from(-30) => "s-behind",
        (Kind::Paired, _, Some(_)) => "s-far",
        (Kind::Paired | Kind::Stated | Kind::Progress | Kind::Figure, ..) => "s-other",
    }
}

fn goal(row: &Row<'_>) -> Markup {
    let high = row.cell("target_high");
    let sign = match row.cell("target_op") {
        ">=" => "≥",
        "<=" => "≤",
        sign @ (">" | "<") => sign,
        "~" => "约",
        _ => "",
    };
    html! {
        @if row.finding.goal.is_some() {
            button.num.goal type="button" data-go="goal" title="看目标原文" {
                span { "目标" } " " (sign) b { (row.cell("target_value")) @if !high.is_empty() { "–" (high) } } (row.cell("target_unit"))
            }
        } @else {
            span.num.absent { span { "目标" } " 未写明" }
        }
    }
}

fn figure(row: &Row<'_>, facts: &Facts<'_>) -> Markup {
    let progress = row.finding.kind == Kind::Progress;
    html! {
        @if let Some(figure) = &row.finding.figure {
            button.num.(if progress { "progress" } else { "figure" }) type="button" data-go="figure" title="看完成原文" {
                span { @if progress { "进度" } @else { "完成" } } " "
                b { (row.cell("actual_value")) } (row.cell("actual_unit"))
                @let rough = word(row.cell("actual_qualifier"));
                @if !rough.is_empty() && row.cell("actual_qualifier") != "exact" {
                    small title=(facts.words(figure.quantity.span)) { (rough) }
                }
            }
        } @else {
            span.num.absent { span { "完成" } " " (word(row.cell("ratio_note"))) }
        }
    }
}

fn stated(row: &Row<'_>) -> Markup {
    html! {
        @if let Some(ratio) = row.percent("stated_ratio") {
            button.num.rate.wrong[row.conflict()] type="button" data-go="rate" title="看自报完成率原文" {
                span { "自报" } " " b { (ratio) } " " small { (word(row.cell("stated_check"))) }
            }
        }
    }
}

/// Completion against expected progress.
fn meter(row: &Row<'_>) -> Markup {
    let ratio = row.number("completion_ratio");
    let expected = row.number("expected_ratio");
    let width = |ratio: Decimal| {
        format!(
            "{}%",
            (ratio.clamp(Decimal::ZERO, Decimal::ONE) * Decimal::ONE_HUNDRED).round_dp(2).normalize()
        )
    };
    html! {
        @if let (Some(ratio), Some(text)) = (ratio, row.percent("completion_ratio")) {
            div.meter {
                svg width="100%" height="8" role="img" aria-label={ "完成率" (text) } {
                    rect.track width="100%" height="8" rx="4" {}
                    rect.(tone(row)) width=(width(ratio)) height="8" rx="4" {}
                    @if let Some(expected) = expected { rect.tick x=(width(expected)) width="2" height="8" {} }
                }
                b { (text) }
                @if let (Some(expected), Some(gap)) = (row.percent("expected_ratio"), row.number("pace_gap_pp")) {
                    small { "序时" (expected) " " (signed(gap)) }
                }
            }
        } @else if row.finding.kind == Kind::Paired {
            div.meter.absent { small { "不计完成率：" (word(row.cell("ratio_note"))) } }
        }
    }
}

fn signed(points: Decimal) -> String {
    let rounded = points.round_dp_with_strategy(1, rust_decimal::RoundingStrategy::MidpointAwayFromZero);
    format!("{}{rounded:.1}点", if rounded.is_sign_negative() { "−" } else { "+" }).replace("−-", "−")
}

fn why(row: &Row<'_>) -> String {
    let mut parts: Vec<String> = Vec::new();
    let mut add = |name: &str, code: &str| {
        if !code.is_empty() {
            parts.push(format!("{name}{}", word(code)));
        }
    };
    add("依据 ", row.cell("grounds"));
    if row.finding.goal.is_some() {
        add("口径 ", row.cell("target_basis"));
    }
    add("环节 ", row.cell("stage"));
    add("截至 ", row.cell("as_of"));
    parts.join(" · ")
}

fn alerts<'a>(row: &Row<'a>) -> Vec<&'a str> {
    row.cell("findings").split(';').filter(|code| !code.is_empty()).map(word).collect()
}
