//! Forms of indicators whose rows lost their ends: a name, a sign, a number, its unit and what was reached follow each
//! other wherever the lines break.
//!
//! ```text
//! … | 数量指标 | 管网长度 | ≥ | 30 | 公里 | 28 | 10 | 9 | 质量指标 | 合格率 | = | 100 | % | 100% | …
//! ```

use super::{piped::pipe_cells, region::Region};
use crate::{
    model::QuantityKind,
    rules::{ColumnRole, Rulebook},
    scan::{leading_cell, unit_text},
    tabular::{header_text::header, value::operator},
    text::{Covered, Kinds, Source, Span},
};

/// Fewest rows that make a form, and where its header words stand side by side.
const FEWEST: usize = 3;
const FEWEST_ORDERED: usize = 2;

/// How many cells before the first row its header words are looked for in.
const BEFORE: usize = 60;

/// What a row is made of, in this order.
const ORDER: [ColumnRole; 5] =
    [ColumnRole::Indicator, ColumnRole::Operator, ColumnRole::Goal, ColumnRole::Unit, ColumnRole::Figure];

/// Most budgets side by side.
const BUDGETS: usize = 4;

/// A row of the table: whether it is a header, and its cells.
type Line = (bool, Vec<Option<Span>>);

/// The form of a text around the tables that are known; one that keeps its lines is read as any table.
pub(super) fn regions(source: &Source, known: &[Span], rules: &Rulebook) -> Vec<Region> {
    let text = source.text.as_str();
    let known = Covered::new(known.iter().copied());
    let barred = |line: Span| source.kinds(line).hold(Kinds::BAR).then(|| pipe_cells(text, line)).flatten();
    let cut = |line: Span| match line.is_empty() {
        true => Vec::new(),
        false => barred(line).unwrap_or_else(|| vec![Some(line)]),
    };
    let lines = source.lines().zip(source.bare_lines());
    let lines = lines.filter(|(line, _)| !known.covers(*line)).map(|(_, bare)| cut(*bare));
    let lines: Vec<Vec<Option<Span>>> = lines.collect();
    let cells: Vec<Option<Span>> = lines.iter().flatten().copied().collect();
    Form { text, cells: &cells, rules }.region(&lines).into_iter().collect()
}

/// The cells of a text in their order; an empty one is `None`.
struct Form<'a> {
    text: &'a str,
    cells: &'a [Option<Span>],
    rules: &'a Rulebook,
}

impl Form<'_> {
    fn region(&self, lines: &[Vec<Option<Span>>]) -> Option<Region> {
        let rows: Vec<usize> = (0..self.cells.len()).filter(|&at| self.is_row(at)).collect();
        let first = *rows.first()?;
        let ordered = (0..self.cells.len()).find(|&at| self.is_order(at));
        let heads = match ordered {
            Some(at) => self.cells[at..at + ORDER.len()].to_vec(),
            None => self.heads(&self.cells[first.saturating_sub(BEFORE)..first])?,
        };
        let fewest = if ordered.is_some() { FEWEST_ORDERED } else { FEWEST };
        if rows.len() < fewest || self.keeps_lines(lines, heads[0]?, &rows) {
            return None;
        }
        let mut grid: Vec<Line> = self.budgets();
        grid.push((true, heads));
        grid.extend(rows.iter().map(|&at| (false, self.cells[at..at + ORDER.len()].to_vec())));
        let spans = grid.iter().flat_map(|(_, row)| row.iter().flatten());
        let span = spans
            .copied()
            .reduce(|one, other| Span::new(one.start.min(other.start), one.end.max(other.end)))?;
        Some(Region::of(span, &grid))
    }

    fn words(&self, at: usize) -> &str {
        self.cells.get(at).copied().flatten().map_or("", |span| span.text(self.text))
    }

    fn number(&self, at: usize) -> bool {
        leading_cell(self.words(at), self.rules).is_some()
    }

    fn role(&self, at: usize) -> Option<ColumnRole> {
        header(self.words(at), self.rules)?.role()
    }

    /// True where a name, a sign, a number, a unit and what was reached begin, be it nothing yet.
    fn is_row(&self, at: usize) -> bool {
        let done = |words: &str| self.rules.layouts.done.iter().any(|word| word == words);
        let reached = |at: usize| self.words(at).is_empty() || self.number(at) || done(self.words(at));
        operator(self.words(at + 1)).is_some()
            && !self.words(at).is_empty()
            && !self.number(at)
            && self.number(at + 2)
            && unit_text(self.words(at + 3), self.rules).is_some()
            && at + 4 < self.cells.len()
            && reached(at + 4)
    }

    /// True where the header words of such rows begin.
    fn is_order(&self, at: usize) -> bool {
        ORDER.iter().enumerate().all(|(by, role)| self.role(at + by) == Some(*role))
    }

    /// The header words before the rows, the nearest of each sort.
    fn heads(&self, cells: &[Option<Span>]) -> Option<Vec<Option<Span>>> {
        let role = |span: &Span| header(span.text(self.text), self.rules).and_then(|header| header.role());
        let last = |wanted: ColumnRole| {
            cells.iter().rev().flatten().copied().find(|span| role(span) == Some(wanted)).map(Some)
        };
        ORDER.into_iter().map(last).collect()
    }

    /// True where every row has a line of its own, as wide as that of the header above them all.
    fn keeps_lines(&self, lines: &[Vec<Option<Span>>], head: Span, rows: &[usize]) -> bool {
        let line = |span: Span| lines.iter().position(|line| line.contains(&Some(span)));
        let wide = |top: &usize| lines[*top].len() >= ORDER.len();
        let Some(top) = line(head).filter(wide) else { return false };
        let whole = |at: &usize| {
            let own = self.cells[*at].and_then(line);
            own.is_some_and(|own| own > top && lines[own].len() == lines[top].len())
        };
        rows.iter().all(whole)
    }

    /// The budgets of the form, what was spent of them and its share: 年初预算 | 调整后预算数 | 预算执行数 | 预算执行率.
    fn budgets(&self) -> Vec<Line> {
        let mut found = Vec::new();
        let mut at = 0;
        while at < self.cells.len() {
            let goals =
                (at..self.cells.len()).take_while(|&at| self.role(at) == Some(ColumnRole::Goal)).count();
            let told = (1..=BUDGETS).contains(&goals)
                && self.role(at + goals) == Some(ColumnRole::Figure)
                && self.role(at + goals + 1) == Some(ColumnRole::Rate);
            if told {
                // 年度预算数(万元) heads the names of the money.
                let bands = (0..goals).map(|names| self.spent(at + names, goals - names));
                found.extend(bands.into_iter().find(|band| !band.is_empty()).unwrap_or_default());
            }
            at += goals.max(1);
        }
        found
    }

    /// The header of budgets and the rows below it.
    fn spent(&self, head: usize, goals: usize) -> Vec<Line> {
        let width = goals + 2;
        let percent = |at: usize| {
            leading_cell(self.words(at), self.rules)
                .is_some_and(|number| number.kind == QuantityKind::Percent)
        };
        let row = |at: &usize| {
            let numbers = (at + 1..=at + width).all(|at| self.number(at));
            numbers && percent(at + width) && !self.number(*at) && !self.words(*at).is_empty()
        };
        let cells = |at: usize| self.cells[at..=at + width].to_vec();
        let ordered = |&at: &usize| self.is_order(at);
        let end = (head..self.cells.len()).find(ordered).unwrap_or(self.cells.len());
        let rows: Vec<Line> =
            (head + width..end.saturating_sub(width)).filter(row).map(|at| (false, cells(at))).collect();
        if rows.is_empty() || head == 0 {
            return Vec::new();
        }
        std::iter::once((true, cells(head - 1))).chain(rows).collect()
    }
}
