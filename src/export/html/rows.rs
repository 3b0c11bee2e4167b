//! One row as a card: what is measured, and on what grounds.

use maud::{Markup, html};
use rust_decimal::Decimal;

use super::facts::{Facts, Row};
use crate::{
    export::{Lang, codes::word, task_number, words},
    measure::Field,
    model::Kind,
};

pub(super) fn row(report: usize, index: usize, row: &Row<'_>, facts: &Facts<'_>) -> Markup {
    html! {
        article.row id={ "r" (report) "-" (index) } data-row=(index) data-tags=(tags(row)) tabindex="-1" {
            div.head {
                span.no { (task_number(Lang::Zh, row.cell(Field::TaskNo))) }
                h4 translate="no" { @if !row.cell(Field::Scope).is_empty() { span.scope { (row.cell(Field::Scope)) } } (row.cell(Field::Indicator)) }
                span.status.(tone(row)) { (row.cell(Field::Status)) }
            }
            div.nums { (goal(row)) (figure(row, facts)) (stated(row)) }
            (meter(row))
            p.why { (why(row)) }
            @if !alerts(row).is_empty() { p.alerts { @for alert in alerts(row) { span { (alert) } } } }
            @if row.clash() { p.alerts { span { (words::places(row.cell(Field::Contradicts))) } } }
            p.said { @if !row.cell(Field::Review).is_empty() { (said(row)) } }
        }
    }
}

/// What was said of the row, by whom and why.
fn said(row: &Row<'_>) -> String {
    let by = row.cell(Field::ReviewedBy).replace(';', "、");
    let why = row.cell(Field::ReviewReason).replace(';', "；");
    let parts = [word(row.cell(Field::Review)).to_owned(), by, why];
    parts.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" · ")
}

fn tags(row: &Row<'_>) -> String {
    let held = [
        ("look", row.look()),
        ("open", row.finding.kind == Kind::Open),
        ("conflict", row.conflict()),
        ("clash", row.clash()),
        ("behind", row.behind()),
        ("undecided", row.cell(Field::Review).is_empty()),
    ];
    held.iter().filter(|(_, held)| *held).map(|(tag, _)| *tag).collect::<Vec<_>>().join(" ")
}

/// How a row stands, as a class; the word beside it says the same.
pub(super) fn tone(row: &Row<'_>) -> &'static str {
    let gap = row.number(Field::PaceGapPp);
    match (row.finding.kind, row.cell(Field::TargetMet), gap) {
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
    let high = row.cell(Field::TargetHigh);
    let sign = match row.cell(Field::TargetOp) {
        ">=" => "≥",
        "<=" => "≤",
        sign @ (">" | "<") => sign,
        "~" => "约",
        _ => "",
    };
    html! {
        @if row.finding.goal.is_some() {
            button.num.goal type="button" data-go="goal" title="看目标原文" {
                span { "目标" } " " (sign) b { (row.cell(Field::TargetValue)) @if !high.is_empty() { "–" (high) } } (row.cell(Field::TargetUnit))
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
                b { (row.cell(Field::ActualValue)) } (row.cell(Field::ActualUnit))
                @let rough = word(row.cell(Field::ActualQualifier));
                @if !rough.is_empty() && row.cell(Field::ActualQualifier) != "exact" {
                    small title=(facts.words(figure.quantity.span)) { (rough) }
                }
            }
        } @else {
            span.num.absent { span { "完成" } " " (word(row.cell(Field::RatioNote))) }
        }
    }
}

fn stated(row: &Row<'_>) -> Markup {
    html! {
        @if let Some(ratio) = row.percent(Field::StatedRatio) {
            button.num.rate.wrong[row.conflict()] type="button" data-go="rate" title="看自报完成率原文" {
                span { "自报" } " " b { (ratio) } " " small { (word(row.cell(Field::StatedCheck))) }
            }
        }
    }
}

/// Completion against expected progress.
fn meter(row: &Row<'_>) -> Markup {
    let ratio = row.number(Field::CompletionRatio);
    let expected = row.number(Field::ExpectedRatio);
    let width = |ratio: Decimal| {
        format!(
            "{}%",
            (ratio.clamp(Decimal::ZERO, Decimal::ONE) * Decimal::ONE_HUNDRED).round_dp(2).normalize()
        )
    };
    html! {
        @if let (Some(ratio), Some(text)) = (ratio, row.percent(Field::CompletionRatio)) {
            div.meter {
                svg width="100%" height="8" role="img" aria-label={ "完成率" (text) } {
                    rect.track width="100%" height="8" rx="4" {}
                    rect.(tone(row)) width=(width(ratio)) height="8" rx="4" {}
                    @if let Some(expected) = expected { rect.tick x=(width(expected)) width="2" height="8" {} }
                }
                b { (text) }
                @if let (Some(expected), Some(gap)) = (row.percent(Field::ExpectedRatio), row.number(Field::PaceGapPp)) {
                    small { "序时" (expected) " " (signed(gap)) }
                }
            }
        } @else if row.finding.kind == Kind::Paired {
            div.meter.absent { small { "不计完成率：" (word(row.cell(Field::RatioNote))) } }
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
    add("依据 ", row.cell(Field::Grounds));
    if row.finding.goal.is_some() {
        add("口径 ", row.cell(Field::TargetBasis));
    }
    add("环节 ", row.cell(Field::Stage));
    add("截至 ", row.cell(Field::AsOf));
    parts.join(" · ")
}

fn alerts<'a>(row: &Row<'a>) -> Vec<&'a str> {
    row.cell(Field::Findings).split(';').filter(|code| !code.is_empty()).map(word).collect()
}
