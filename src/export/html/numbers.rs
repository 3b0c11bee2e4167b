//! What the page's script needs to write decisions: each number with the words that it is found by again.

use std::{collections::HashMap, io};

use serde::Serialize;
use serde_json::Value;
use sha2::{Digest, Sha256};

use super::facts::Facts;
use crate::{
    export::{Lang, words::said},
    measure::Field,
    model::{Finding, Quantity},
    text::Span,
};

/// Everything, report by report.
#[derive(Serialize)]
struct Data<'a> {
    /// Under which the browser keeps what was decided.
    key: String,
    reports: Vec<One<'a>>,
    /// What the workbench knows of the decisions.
    #[serde(skip_serializing_if = "Option::is_none")]
    live: Option<&'a Value>,
}

#[derive(Serialize)]
struct One<'a> {
    source: &'a str,
    rows: Vec<Line<'a>>,
    numbers: Vec<Number<'a>>,
}

/// A row: its id, and its numbers as indices.
#[derive(Serialize)]
struct Line<'a> {
    id: &'a str,
    kind: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    goal: Option<usize>,
    #[serde(skip_serializing_if = "Option::is_none")]
    figure: Option<usize>,
    name: &'a str,
    section: &'a str,
    #[serde(skip_serializing_if = "str::is_empty")]
    scope: &'a str,
    /// Responsible bodies, where the table has them.
    #[serde(skip_serializing_if = "str::is_empty")]
    body: &'a str,
    status: String,
    #[serde(skip_serializing_if = "str::is_empty")]
    ratio: &'a str,
    #[serde(skip_serializing_if = "str::is_empty")]
    gap: &'a str,
    #[serde(skip_serializing_if = "str::is_empty")]
    certainty: &'a str,
}

/// A number and the words around it.
#[derive(Serialize)]
struct Number<'a> {
    quote: &'a str,
    number: &'a str,
    /// First byte of its mark.
    at: usize,
    line: usize,
    /// Places of the words in their line, in UTF-16 units as scripts count.
    from: usize,
    to: usize,
    task: &'a str,
    unit: &'a str,
    /// True where words and number stand in several tasks.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    tasks: bool,
    #[serde(skip_serializing_if = "Option::is_none")]
    nth: Option<usize>,
}

/// The data as JSON that may stand inside a page.
pub(super) fn json(facts: &[Facts<'_>], lang: Lang, live: Option<&Value>) -> io::Result<String> {
    let ids: Vec<&str> = facts.iter().flat_map(|one| &one.rows).map(|row| row.id.as_str()).collect();
    let digest = Sha256::digest(ids.join(" ").as_bytes());
    let key = digest.iter().take(8).map(|byte| format!("{byte:02x}")).collect();
    let data = Data { key, reports: facts.iter().map(|facts| one(facts, lang)).collect(), live };
    Ok(serde_json::to_string(&data)?.replace('<', "\\u003c"))
}

fn one<'a>(facts: &'a Facts<'_>, lang: Lang) -> One<'a> {
    let lines: Vec<Span> = facts.source.lines().collect();
    let mut numbers: Vec<Number<'a>> = Vec::new();
    let mut known: HashMap<Span, usize> = HashMap::new();
    let mut index = |quantity: &Quantity, clause: Span, finding: &'a Finding| {
        *known.entry(quantity.core).or_insert_with(|| {
            numbers.push(number(facts, &lines, quantity, clause, finding));
            numbers.len() - 1
        })
    };
    let rows = facts
        .rows
        .iter()
        .map(|row| Line {
            id: &row.id,
            kind: row.finding.kind.code(),
            goal: row.finding.goal.as_ref().map(|goal| index(&goal.quantity, goal.clause, row.finding)),
            figure: row
                .finding
                .figure
                .as_ref()
                .map(|figure| index(&figure.quantity, figure.clause, row.finding)),
            name: row.cell(Field::Indicator),
            section: row.cell(Field::Section),
            scope: row.cell(Field::Scope),
            body: row.cell(Field::BodyResponsible),
            status: said(lang, row.cell(Field::Status)),
            ratio: row.cell(Field::CompletionRatio),
            gap: row.cell(Field::PaceGapPp),
            certainty: row.cell(Field::Certainty),
        })
        .collect();
    for free in facts.free() {
        if let Some(figure) = &free.figure {
            index(&figure.quantity, figure.clause, free);
        }
    }
    tell_apart(&mut numbers);
    One { source: facts.source.file_name(), rows, numbers }
}

fn number<'a>(
    facts: &'a Facts<'_>,
    lines: &[Span],
    quantity: &Quantity,
    clause: Span,
    finding: &'a Finding,
) -> Number<'a> {
    let text = &facts.source.text;
    let whole = clause.to(quantity.core);
    let line = facts.source.text_line(quantity.core.start);
    let span = lines.get(line - 1).copied().unwrap_or(whole);
    let units = |byte: usize| text[span.start..byte.clamp(span.start, span.end)].encode_utf16().count();
    let unit = unit_of(facts, finding, quantity);
    // A cell that holds the number alone is found again by its row.
    let bare = facts.words(whole) == quantity.core.text(text) && span.covers(quantity.core);
    Number {
        quote: facts.words(if bare { span } else { whole }),
        number: quantity.core.text(text),
        at: quantity.core.start,
        line,
        from: units(whole.start),
        to: units(whole.end),
        task: &finding.place.task_no,
        unit,
        tasks: false,
        nth: None,
    }
}

/// What the number counts, as far as two numbers compare by it.
fn unit_of<'a>(_: &Facts<'_>, finding: &'a Finding, quantity: &Quantity) -> &'a str {
    let of = |other: &'a Quantity| (other.core == quantity.core).then_some(other);
    let goal = finding.goal.as_ref().and_then(|goal| of(&goal.quantity));
    let found = goal.or_else(|| finding.figure.as_ref().and_then(|figure| of(&figure.quantity)));
    found.and_then(|quantity| quantity.unit.as_ref()).map_or("", |unit| unit.dimension.0.as_str())
}

/// Where the same words hold the same number several times, says which is meant.
fn tell_apart(numbers: &mut [Number<'_>]) {
    let mut groups: HashMap<(&str, &str), Vec<usize>> = HashMap::new();
    for (index, number) in numbers.iter().enumerate() {
        groups.entry((number.quote, number.number)).or_default().push(index);
    }
    for mut group in groups.into_values().filter(|group| group.len() > 1) {
        group.sort_by_key(|&index| numbers[index].at);
        for place in 0..group.len() {
            let index = group[place];
            let same = |other: &&usize| numbers[**other].task == numbers[index].task;
            let (before, all) =
                (group[..place].iter().filter(same).count(), group.iter().filter(same).count());
            numbers[index].tasks = true;
            numbers[index].nth = (all > 1).then_some(before + 1);
        }
    }
}
