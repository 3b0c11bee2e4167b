//! One row of the table as a sentence of a notice.

use rust_decimal::{Decimal, RoundingStrategy};

use super::{Clash, Run, draft::Draft, filled, told, words};
use crate::{
    export::{Lang, own, own::Own, said, word, words::told as told_in},
    measure::Field,
};

/// Longest quote of a note, in characters.
const QUOTE: usize = 120;

/// The sentence of a row; its numbers carry the notes of their places.
pub(super) fn item(draft: &mut Draft<'_>, head: &str, row: usize) -> Vec<Run> {
    let table = draft.table;
    let cell = |name| table.cell(row, name).unwrap_or_default();
    let own = Own::of(table, row);
    let range = own.high.map_or_else(String::new, |high| format!("–{}", &*high));
    let goal = match own.target {
        None => Vec::new(),
        Some(target) => {
            let number = format!("{}{range}{}", &*target, cell(Field::TargetUnit));
            vec![Run::Words(bound(draft, row, number)), note(draft, row, "goal")]
        }
    };
    // As the report writes it, whatever the unit of the goal.
    let written = format!("{}{}", cell(Field::ActualValue), cell(Field::ActualUnit));
    let figure =
        if written.is_empty() { Vec::new() } else { vec![Run::Words(written), note(draft, row, "figure")] };
    let body = match own::bodies(table, row) {
        bodies if bodies.is_empty() => String::new(),
        bodies => {
            let bodies = if draft.lang == Lang::En { bodies.replace('、', ", ") } else { bodies };
            told(draft.wording, "body", &[("bodies", &bodies)])
        }
    };
    let ratio = |field| words(table.number(row, field).map(percent).unwrap_or_default());
    let numbers = if goal.is_empty() { "figure_only" } else { "numbers" };
    let numbers = filled(draft.wording, numbers, &[("goal", goal.clone()), ("figure", figure.clone())]);
    let values = [
        ("name", words(own::name(table, row))),
        ("goal", goal),
        ("figure", figure),
        ("numbers", numbers),
        ("ratio", ratio(Field::CompletionRatio)),
        ("expected", ratio(Field::ExpectedRatio)),
        ("stated", ratio(Field::StatedRatio)),
        ("status", words(said(draft.lang, cell(Field::Status)))),
        ("doubt", words(doubt(draft, row))),
        ("body", words(body)),
    ];
    filled(draft.wording, text(draft, head, row), &values)
}

/// A goal with what bounds it in words: 不低于260亿元.
fn bound(draft: &Draft<'_>, row: usize, number: String) -> String {
    let id = match draft.table.cell(row, Field::TargetOp) {
        Some(">=") => "at_least",
        Some(">") => "more_than",
        Some("<=") => "at_most",
        Some("<") => "less_than",
        _ => return format!("{}{number}", own::sign(draft.table, row)),
    };
    told(draft.wording, id, &[("number", &number)])
}

/// Two numbers that contradict each other, each with the note of its place.
pub(super) fn clash(draft: &mut Draft<'_>, clash: &Clash<'_>) -> Vec<Run> {
    let mut number = |row: usize| {
        let cell = |field| draft.table.cell(row, field).unwrap_or_default();
        let (side, value, unit) = match clash.goals {
            true => ("goal", Field::TargetValue, Field::TargetUnit),
            false => ("figure", Field::ActualValue, Field::ActualUnit),
        };
        let written = format!("{}{}", cell(value), cell(unit));
        vec![Run::Words(written), note(draft, row, side)]
    };
    let (one, other) = (number(clash.row), number(clash.other));
    let finding = said(draft.lang, word(clash.code));
    let values = [
        ("name", words(own::name(draft.table, clash.row))),
        ("finding", words(finding)),
        ("one", one),
        ("other", other),
    ];
    filled(draft.wording, "clash", &values)
}

/// Which text fits a row.
fn text(draft: &Draft<'_>, head: &str, row: usize) -> &'static str {
    let cell = |name| draft.table.cell(row, name).unwrap_or_default();
    match (head, cell(Field::Kind)) {
        (_, "open") if cell(Field::StatusCode) == "said_done" => "said",
        (_, "open") => "open",
        ("head_doubts", _) if cell(Field::StatedCheck) == "conflict" => "conflict",
        ("head_doubts", _) => "doubt",
        _ if cell(Field::CompletionRatio).is_empty() => "unrated",
        _ if cell(Field::ExpectedRatio).is_empty() => "plain",
        _ => "paced",
    }
}

/// What is to be looked at in a row, in words.
fn doubt(draft: &Draft<'_>, row: usize) -> String {
    let cell = |name| draft.table.cell(row, name).unwrap_or_default();
    let lang = draft.lang;
    let raised = cell(Field::Findings).split(';').filter(|code| !matches!(*code, "" | "R11" | "R12"));
    let raised = raised.map(|code| said(lang, word(code)));
    let weak = Some(cell(Field::Grounds)).filter(|grounds| matches!(*grounds, "only_one" | "same_place"));
    let weak = weak.map(|grounds| told_in(lang, &format!("目标与完成值的对应依据较弱（{}）", word(grounds))));
    let apart =
        Some(own::note(draft.table, row)).filter(|note| !note.is_empty()).map(|note| said(lang, note));
    let between = if lang == Lang::Zh { "，" } else { ", " };
    raised.chain(weak).chain(apart).collect::<Vec<_>>().join(between)
}

/// The place of a goal or a figure: report, line and words.
fn note(draft: &mut Draft<'_>, row: usize, side: &str) -> Run {
    let cell = |field| draft.table.cell(row, field).unwrap_or_default();
    let (text, line) = match side {
        "goal" => (Field::GoalText, Field::GoalLine),
        _ => (Field::FigureText, Field::FigureLine),
    };
    let other = Some(cell(Field::GoalSource)).filter(|source| side == "goal" && !source.is_empty());
    let source = other.unwrap_or(cell(Field::Source));
    let reports = own::reports(draft.table);
    let title = reports.iter().find(|(known, _)| known == source).map_or(source, |(_, title)| title);
    let report = if reports.len() > 1 || other.is_some() {
        told(draft.wording, "report", &[("title", title)])
    } else {
        String::new()
    };
    let quote = cell(text).split_whitespace().collect::<Vec<_>>().join(" ");
    let cut: String = quote.chars().take(QUOTE).collect();
    let quote = if cut.len() < quote.len() { cut + "…" } else { cut };
    let line = cell(line);
    let text = told(draft.wording, "note", &[("report", &report), ("line", line), ("quote", &quote)]);
    draft.notice.note(text)
}

/// A ratio in percent with one decimal, 四舍五入.
pub(super) fn percent(ratio: Decimal) -> String {
    let percent = ratio.checked_mul(Decimal::ONE_HUNDRED).unwrap_or(ratio);
    format!("{:.1}%", percent.round_dp_with_strategy(1, RoundingStrategy::MidpointAwayFromZero))
}
