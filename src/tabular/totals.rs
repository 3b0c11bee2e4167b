//! Labels with their numbers, one a line or one a row, that belong together: what is done of a total by the rate in
//! brackets, 目标 and 当前 of one thing, and how far a listed work is.
//!
//! ```text
//! 总文件数：12 / 完整翻译：5 个文件（41.7%）      5 of 12
//! 目标覆盖率：80% / 当前覆盖率：23.7%            23.7 of 80
//! 6. security.md / 状态：部分翻译（约85%完成）    85% of security.md
//! ```

use super::{
    arithmetic::follows,
    counted_row::{is_mark, pair},
    value::unit_of,
};
use crate::{
    model::{Figure, Finding, Kind, Place, Quantity, QuantityKind},
    rules::Rulebook,
    scan::{cell, leading_cell, with_unit},
    text::{Covered, Kinds, Letters, Source, Span},
};

/// Longest label, in characters.
const LABEL_CHARS: usize = 14;

/// How many labels belong together at most.
const LABELS: usize = 8;

/// A label, its number, and the rate in brackets behind it.
struct Entry<'t> {
    label: &'t str,
    number: Option<Quantity>,
    rate: Option<Quantity>,
    /// Where it stands among the lines.
    line: usize,
}

/// The rows of labels outside of tables, and of tables of labels and values.
pub(super) fn rows(source: &Source, known: &Covered, rules: &Rulebook) -> Vec<Finding> {
    let text = source.text.as_str();
    let lines: Vec<Span> = source.lines().filter(|line| !known.covers(*line)).collect();
    let coloned = lines.iter().enumerate().filter(|(_, line)| source.kinds(**line).hold(Kinds::COLON));
    let entries: Vec<Entry> = coloned.filter_map(|(at, line)| entry(text, *line, at, rules)).collect();
    let mut found = of_entries(&entries);
    found.extend(entries.iter().filter_map(|entry| state(text, &lines, entry)));
    for table in source.tables.iter().filter(|table| table.width == 2) {
        let words = |row: usize, col: usize| {
            let cell = table.cells.iter().find(|cell| cell.row == row && cell.col == col)?;
            Some(cell.span.text(text))
        };
        let row = |at: usize| Some(of(text, words(at, 0)?, words(at, 1)?, at, rules));
        let entries: Vec<Entry> = (0..table.height).filter_map(row).flatten().collect();
        found.extend(of_entries(&entries));
    }
    found
}

/// A line that is a label and its value.
fn entry<'t>(text: &'t str, line: Span, at: usize, rules: &Rulebook) -> Option<Entry<'t>> {
    let words = line.text(text).trim_matches(is_mark);
    let (label, value) = words.split_once(['：', ':'])?;
    of(text, label, value, at, rules)
}

fn of<'t>(text: &str, label: &'t str, value: &str, line: usize, rules: &Rulebook) -> Option<Entry<'t>> {
    // 目标双语比例** / Target Ratio.
    let label = label.split('/').next().unwrap_or(label).trim_matches(is_mark);
    if !(2..=LABEL_CHARS).contains(&label.chars().count()) {
        return None;
    }
    let value = value.trim_matches(is_mark);
    let open = OPENING.next(value, 0);
    let head = open.map_or(value, |open| value[..open].trim_end_matches(is_mark));
    let number = leading_cell(head, rules);
    let number = number.map(|found| found.shifted(Span::of(text, head).start));
    let inner = open.and_then(|open| value[open..].trim_start_matches(['(', '（']).split([')', '）']).next());
    let rate = inner.and_then(|inner| {
        let inner = inner.trim_end_matches("完成").trim_matches(is_mark);
        let rate = cell(inner, rules).filter(|rate| rate.kind == QuantityKind::Percent)?;
        Some(rate.shifted(Span::of(text, inner).start))
    });
    Some(Entry { label, number, rate, line })
}

static OPENING: Letters = Letters::of("(（");

/// What entries say of one another.
fn of_entries(entries: &[Entry]) -> Vec<Finding> {
    let mut found = Vec::new();
    for (at, entry) in entries.iter().enumerate() {
        let Some(number) = &entry.number else { continue };
        let above = || entries[..at].iter().rev().take(LABELS).filter(|other| other.number.is_some());
        if let Some(rate) = entry.rate.as_ref().filter(|_| done(entry.label)) {
            let total = above().find_map(|other| {
                let whole = other.number.as_ref()?;
                let told = other.label.contains('总') && whole.kind != QuantityKind::Percent;
                (told && whole.amount.low() > number.amount.low() && follows(whole, number, rate))
                    .then_some(whole)
            });
            found.extend(total.map(|whole| pair(entry.label, &alike(whole, number), number, Some(rate))));
            continue;
        }
        if entry.rate.is_some() {
            continue;
        }
        let now = ["当前", "目前", "现有", "实际"].iter().find_map(|now| entry.label.strip_prefix(now));
        let Some(name) = now.filter(|name| name.chars().nth(1).is_some()) else { continue };
        let aim = above().find(|other| other.label.strip_prefix("目标") == Some(name));
        let goal = aim.and_then(|aim| aim.number.as_ref()).filter(|goal| goal.kind == number.kind);
        found.extend(goal.map(|goal| pair(name, goal, number, None)));
    }
    found
}

/// True for a label of what is done: 已映射消息数, 完整翻译; not 高价值订单, which is a share of all.
fn done(label: &str) -> bool {
    label.starts_with('已') || label.contains('完')
}

/// A total in the unit of what is done of it.
fn alike(whole: &Quantity, part: &Quantity) -> Quantity {
    let unit = unit_of(part).filter(|_| whole.unit.is_none() && whole.unit_text.is_empty());
    unit.map_or_else(|| whole.clone(), |unit| with_unit(whole.clone(), &unit))
}

/// How far a numbered work is, by the rate in brackets behind its state.
fn state(text: &str, lines: &[Span], entry: &Entry) -> Option<Finding> {
    let rate = entry.rate.as_ref().filter(|_| ["状态", "进度", "进展"].contains(&entry.label))?;
    let numbered = |line: &&Span| {
        let words = line.text(text).trim_start();
        words.len() > words.trim_start_matches(|c: char| c.is_ascii_digit()).len()
    };
    let head = lines[..entry.line].iter().rev().take(LABELS).find(numbered)?.text(text);
    let head = head.trim_start().trim_start_matches(|c: char| c.is_ascii_digit()).strip_prefix('.')?;
    let name = head.split(" - ").next()?.trim_matches(is_mark);
    if name.is_empty() || name.contains(['。', '，', '：']) {
        return None;
    }
    let mut row = Finding::new(Kind::Progress, Place::default(), name);
    row.figure = Some(Figure { clause: rate.span, quantity: rate.clone(), negative: false, as_of: None });
    row.rule = "counted".to_owned();
    Some(row)
}
