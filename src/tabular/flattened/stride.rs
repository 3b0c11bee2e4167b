//! Tables of any cut whose rows are proven by their arithmetic: a name, and behind it a goal, a figure and the rate
//! that follows from the two, over and over with the same step.
//!
//! ```text
//! 乡镇 任务数 完成数 完成率 乡镇 任务数 完成数 完成率
//! 青田镇 300 246 82% 北山乡 200 150 75%               side by side, a cell a line, empty cells dropped
//! ```

use rust_decimal::Decimal;

use super::{
    heads::trimmed,
    listed::{Head, head},
    piped::BARS,
    region::{Region, parted, words_of},
    stacked::part,
};
use crate::{
    model::{Quantity, QuantityKind},
    rules::{ColumnRole, Rulebook},
    scan::{cell, unit_text},
    tabular::arithmetic::follows,
    text::{Covered, Source, Span, is_digit},
};

/// Fewest rows that prove a table.
const FEWEST: usize = 3;

/// How many cells before the first row its header is looked for in.
const BEFORE: usize = 40;

/// Most cells from one row to the next, and from the header to the first.
const APART: usize = 14;

/// Most numbers between a name and its goal.
const MOST_GAP: usize = 2;

/// One row of so many may be divided the other way.
const FEW: usize = 6;

/// Most cells of words between a goal and its figure: who answers for it.
const MOST_BETWEEN: usize = 3;

/// Longest name, in characters.
const NAME_CHARS: usize = 30;

/// A cell, and the number in it.
struct Atom {
    span: Span,
    number: Option<Quantity>,
}

/// A row: its name, its unit and where its goal, figure and rate stand.
#[derive(Clone, Copy, Debug)]
struct Row {
    name: usize,
    unit: Option<usize>,
    goal: usize,
    figure: usize,
    rate: usize,
}

/// How the numbers follow the name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Step {
    /// Numbers before the goal and the figure.
    gap: usize,
    /// True where the figure stands before the goal.
    turned: bool,
}

/// The tables of the text around those that are known.
pub(super) fn regions(source: &Source, known: &[Span], rules: &Rulebook) -> Vec<Region> {
    let text = source.text.as_str();
    let atoms = atoms(source, known, rules);
    let proven: Vec<(Step, Row)> =
        (0..atoms.len()).filter_map(|at| proven(text, &atoms, at, rules)).collect();
    let mut found = Vec::new();
    for run in proven.chunk_by(|(_, row), (_, next)| next.name <= row.rate + APART) {
        let (step, first) = run[0];
        let rows: Vec<Row> = run.iter().map(|(other, row)| ordered(step, *other, *row)).collect();
        // A rate below which one is to stay is divided the other way; blocks of several indicators lost their names.
        let falling =
            run.iter().filter(|(other, row)| other.turned != step.turned && !even(&atoms, row)).count();
        let alike = |(other, row): &(Step, Row)| other.gap == step.gap || even(&atoms, row);
        let even = run.iter().all(alike) && falling * FEW <= run.len();
        if even && rows.iter().filter(|row| telling(&atoms, row)).count() >= FEWEST {
            found.extend(region(text, &atoms, step, first, &rows, rules));
        }
    }
    found
}

/// The cells of the text: parted by bars and tabs, and by blanks where numbers stand among them.
fn atoms(source: &Source, known: &[Span], rules: &Rulebook) -> Vec<Atom> {
    let text = source.text.as_str();
    let known = Covered::new(known.iter().copied());
    let lines = source.lines().filter(|line| !known.covers(*line));
    let parts = lines.flat_map(|line| parted(source, line, &BARS).map(move |part| (line, part)));
    let mut found = Vec::new();
    for (line, part) in parts {
        if part.is_empty() {
            continue;
        }
        let words: Vec<&str> = words_of(source, line, part).collect();
        let numbers = words.iter().filter(|word| word.starts_with(is_digit)).count();
        let apart = words.len() > 1 && (numbers > 0 || words.len() > 2);
        let whole = [part];
        let cells: &[&str] = if apart { &words } else { &whole };
        let spans = cells.iter().map(|words| trimmed(text, Span::of(text, words)));
        found.extend(
            spans
                .filter(|span| !span.is_empty())
                .map(|span| Atom { span, number: cell(span.text(text), rules) }),
        );
    }
    found
}

/// The row whose rate stands at a cell, where the arithmetic tells it.
fn proven(text: &str, atoms: &[Atom], rate: usize, rules: &Rulebook) -> Option<(Step, Row)> {
    let second = rate.checked_sub(1)?;
    let first = (1..=MOST_BETWEEN + 1)
        .map_while(|by| second.checked_sub(by))
        .find(|&at| atoms[at].number.is_some())?;
    let [one, two, three] = [first, second, rate].map(|at| atoms[at].number.as_ref());
    let (one, two, three) = (one?, two?, three?);
    let percent = |number: &Quantity| number.kind == QuantityKind::Percent;
    if percent(one) || percent(two) || !(percent(three) || three.unit.is_none()) {
        return None;
    }
    let beside = first + 1 == second;
    let turned = beside && !follows(one, two, three) && follows(two, one, three);
    if !turned && !follows(one, two, three) {
        return None;
    }
    let gap = (0..=MOST_GAP).find(|gap| first > *gap && atoms[first - gap - 1].number.is_none())?;
    let before = first - gap - 1;
    let unit = Some(before).filter(|&at| at > 0 && unit_text(atoms[at].span.text(text), rules).is_some());
    let name = unit.map_or(before, |at| at - 1);
    let words = atoms[name].span.text(text);
    let named = atoms[name].number.is_none()
        && words.chars().count() <= NAME_CHARS
        && words.chars().any(|c| c.is_alphabetic())
        && !part(words).contains(['。', '；', '：', ':']);
    let (goal, figure) = if turned { (second, first) } else { (first, second) };
    named.then_some((Step { gap, turned }, Row { name, unit, goal, figure, rate }))
}

/// A row in the order of the first.
fn ordered(first: Step, own: Step, row: Row) -> Row {
    if first.turned == own.turned { row } else { Row { goal: row.figure, figure: row.goal, ..row } }
}

/// True where goal and figure are the same: the row reads either way.
fn even(atoms: &[Atom], row: &Row) -> bool {
    let low = |at: usize| atoms[at].number.as_ref().map(|number| number.amount.low());
    row.figure.abs_diff(row.goal) == 1 && low(row.goal) == low(row.figure)
}

/// True where it would be chance that the rate fits: no zero, and no goal of a hundred.
fn telling(atoms: &[Atom], row: &Row) -> bool {
    let low = |at: usize| atoms[at].number.as_ref().map_or(Decimal::ZERO, |number| number.amount.low());
    !low(row.figure).is_zero() && low(row.goal) != Decimal::ONE_HUNDRED && !even(atoms, row)
}

/// The table of rows that are proven, under the header before them.
fn region(
    text: &str,
    atoms: &[Atom],
    step: Step,
    first: Row,
    rows: &[Row],
    rules: &Rulebook,
) -> Option<Region> {
    let before = &atoms[first.name.saturating_sub(BEFORE)..first.name];
    let (heads, at, whole) = header_of(text, before, step, rules)?;
    let begun = atoms.partition_point(|atom| atom.span.start < heads[at + 2].0.end);
    if first.name.saturating_sub(begun) > APART {
        return None;
    }
    let name = heads[..at].iter().find(|head| names(head.1)).map(|head| head.0);
    let unit = heads[..at].iter().rev().find(|head| head.1 == ColumnRole::Unit).map(|head| head.0);
    let united = rows.iter().any(|row| row.unit.is_some());
    let (goal, figure) =
        if step.turned { (heads[at + 1].0, heads[at].0) } else { (heads[at].0, heads[at + 1].0) };
    let mut top = vec![name];
    top.extend(united.then_some(unit));
    top.extend([goal, figure, heads[at + 2].0].map(Some));
    let mut grid = vec![(true, top)];
    let all = all(text, atoms, step, rows, rules);
    let named = heads[..at].iter().position(|head| head.1 == ColumnRole::Indicator).filter(|_| whole);
    let before = named.map_or(1, |name| at - name);
    let back = back(atoms, step, &all, before);
    for row in all {
        let mut cells = vec![Some(atoms[row.name - back].span)];
        cells.extend(united.then(|| row.unit.map(|at| atoms[at].span)));
        let rate = (row.rate > row.figure.max(row.goal)).then(|| atoms[row.rate].span);
        cells.extend([Some(atoms[row.goal].span), Some(atoms[row.figure].span), rate]);
        grid.push((false, cells));
    }
    // 单位：万元 stands over the table.
    let own = |head: &&Head| !head.0.text(text).contains(['：', ':']);
    let span = heads.iter().find(own)?.0.to(atoms[rows[rows.len() - 1].rate].span);
    Some(Region::of(span, &grid))
}

/// True for the header words of names, and of what may stand for one.
fn names(role: ColumnRole) -> bool {
    matches!(role, ColumnRole::Indicator | ColumnRole::Scope | ColumnRole::Body | ColumnRole::Unit)
}

/// The header cells before a row, where its goal has its own, and whether each was read in all the cells that it broke into.
fn header_of(text: &str, before: &[Atom], step: Step, rules: &Rulebook) -> Option<(Vec<Head>, usize, bool)> {
    let mut order = [ColumnRole::Goal, ColumnRole::Figure];
    if step.turned {
        order.reverse();
    }
    [true, false].into_iter().find_map(|whole| {
        let heads = answerless(heads(text, before, whole, rules));
        let at = sides(&heads, order)?;
        Some((heads, at, whole))
    })
}

/// The header cells without those between a goal and its figure of who answers for it.
fn answerless(heads: Vec<Head>) -> Vec<Head> {
    let goal = heads.iter().position(|head| head.1 == ColumnRole::Goal).unwrap_or(heads.len());
    let answers = |role: ColumnRole| matches!(role, ColumnRole::Body | ColumnRole::Unit | ColumnRole::Scope);
    let kept = |(at, head): &(usize, Head)| *at < goal || !answers(head.1);
    heads.into_iter().enumerate().filter(kept).map(|(_, head)| head).collect()
}

/// Where goal, figure and rate have their header cells; behind a goal any two that measure, for the rows are proven.
fn sides(heads: &[Head], order: [ColumnRole; 2]) -> Option<usize> {
    let rate = |role: ColumnRole| matches!(role, ColumnRole::Rate | ColumnRole::Share);
    let told = |three: &[Head]| [three[0].1, three[1].1] == order && rate(three[2].1);
    let measures = |head: &Head| rate(head.1) || matches!(head.1, ColumnRole::Figure | ColumnRole::Goal);
    let loose = |three: &[Head]| three[0].1 == order[0] && three[1..].iter().all(measures);
    let mut threes = heads.windows(3);
    threes.clone().position(told).or_else(|| threes.position(loose))
}

/// How many cells before the last one the name stands: 项目名称, 建设内容 and then the numbers.
fn back(atoms: &[Atom], step: Step, rows: &[Row], before: usize) -> usize {
    let back = before.saturating_sub(1);
    let words = |at: usize| atoms[at].number.is_none();
    let stands = |row: &Row| row.name >= back && row.unit.is_none() && (row.name - back..row.name).all(words);
    if step.gap == 0 && rows.iter().all(stands) { back } else { 0 }
}

/// The rows that are proven, and between them those that stop after goal and figure.
fn all(text: &str, atoms: &[Atom], step: Step, rows: &[Row], rules: &Rulebook) -> Vec<Row> {
    let signed = |row: &Row| {
        atoms[row.rate].number.as_ref().is_some_and(|number| number.kind == QuantityKind::Percent)
    };
    let mut found = Vec::new();
    for (at, row) in rows.iter().enumerate() {
        found.push(*row);
        let Some(next) = rows.get(at + 1).filter(|_| step.gap == 0 && rows.iter().all(signed)) else {
            continue;
        };
        let mut name = row.rate + 1;
        while name + 2 < next.name {
            let number = |at: usize| atoms.get(at).and_then(|atom| atom.number.as_ref());
            let bare = |at: usize| number(at).is_some_and(|number| number.kind != QuantityKind::Percent);
            let words = atoms[name].span.text(text);
            let named = number(name).is_none() && unit_text(words, rules).is_none();
            if named && bare(name + 1) && bare(name + 2) && number(name + 3).is_none() {
                let (goal, figure) = if step.turned { (name + 2, name + 1) } else { (name + 1, name + 2) };
                found.push(Row { name, unit: None, goal, figure, rate: goal.min(figure) });
            }
            name += 1;
        }
    }
    found
}

/// The header cells among the cells before a row, each in as many of them as make one word, or in one and its bracket.
fn heads(text: &str, atoms: &[Atom], whole: bool, rules: &Rulebook) -> Vec<Head> {
    let spans: Vec<Span> = atoms.iter().map(|atom| atom.span).collect();
    let bracket = |at: usize| spans.get(at).is_some_and(|span| span.text(text).starts_with(['(', '（']));
    let (mut found, mut at) = (Vec::new(), 0);
    while at < spans.len() {
        let end = if whole { spans.len() } else { at + 1 + usize::from(bracket(at + 1)) };
        let read = head(text, &spans[at..end], rules);
        at += read.map_or(1, |(_, used)| used);
        found.extend(read.map(|(head, _)| head));
    }
    found
}
