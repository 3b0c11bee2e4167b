//! Header cells and row cells of a flattened table, and which may stand under which.

use crate::{
    model::{Quantity, QuantityKind},
    rules::{ColumnRole, Rulebook, ends},
    scan::{cell, done_beyond, quantities, unit_text},
    tabular::{blank::is_empty, count::is_period, header_text::header},
    text::{Span, is_digit},
};

/// A header cell.
#[derive(Clone, Debug, Default)]
pub(super) struct Head {
    pub(super) role: Option<ColumnRole>,
    pub(super) percent: bool,
    pub(super) year: bool,
    /// True where it tells a unit and no role: 义务植树(万株).
    pub(super) measured: bool,
    /// True for 预算执行情况(万元), which tells a unit.
    pub(super) state: bool,
}

impl Head {
    /// The headers of a row; an empty one belongs to the names left of it.
    pub(super) fn all(text: &str, cells: &[Option<Span>], rules: &Rulebook) -> Vec<Self> {
        let mut found: Vec<Self> = Vec::new();
        for cell in cells {
            let own = cell.map(|span| Self::new(span.text(text), rules));
            let left = found.last().filter(|left| left.role == Some(ColumnRole::Indicator)).cloned();
            found.push(own.or(left).unwrap_or_default());
        }
        // 单位, 建设内容 or 项目资金(万元) in front of everything names the rows, and 预算执行情况(万元) before goals and figures.
        let named =
            found.iter().any(|head| matches!(head.role, Some(ColumnRole::Indicator | ColumnRole::Scope)));
        let at = usize::from(found.first().is_some_and(|head| head.role == Some(ColumnRole::Serial)));
        let behind = |role| found.iter().skip(at + 1).any(|head| head.role == Some(role));
        let answered = behind(ColumnRole::Goal) && behind(ColumnRole::Figure);
        if let Some(head) = found.get_mut(at)
            && !named
            && (matches!(head.role, Some(ColumnRole::Unit | ColumnRole::Background))
                || head.measured
                || head.state && answered)
        {
            (head.role, head.measured) = (Some(ColumnRole::Indicator), false);
            let empty = cells.iter().skip(at + 1).take_while(|cell| cell.is_none()).count();
            found[at + 1..].iter_mut().take(empty).for_each(|head| head.role = Some(ColumnRole::Indicator));
        }
        found
    }

    /// Columns under 计划任务 and 实际完成 take their side from there: 项目数 is no name of rows.
    pub(super) fn under(text: &str, upper: &[Option<Span>], columns: &mut [Self], rules: &Rulebook) {
        let mut side = None;
        for (above, column) in upper.iter().zip(columns) {
            if let Some(span) = above {
                let role = Self::new(span.text(text), rules).role;
                let sides = [ColumnRole::Goal, ColumnRole::Figure, ColumnRole::Rate];
                side = role.filter(|role| sides.contains(role));
            }
            // 开工 under 年度任务 and under 完成率.
            let staged = column.role == Some(ColumnRole::Figure);
            if matches!(column.role, None | Some(ColumnRole::Indicator | ColumnRole::Scope)) || staged {
                column.role = side.or(column.role);
            }
        }
    }

    pub(super) fn new(text: &str, rules: &Rulebook) -> Self {
        let Some(read) = header(text, rules) else { return Self::default() };
        let percent = read
            .unit
            .as_ref()
            .and_then(|unit| unit.unit.as_ref())
            .is_some_and(|unit| unit.dimension.0 == "percent");
        let measured = read.role().is_none() && read.unit.is_some() && !read.words.is_empty();
        let state = read.unit.is_some() && ends(&rules.layouts.names.explained, &read.words);
        // 未完成原因 stands over words.
        let textual =
            read.role() == Some(ColumnRole::Background) && ends(&rules.layouts.names.textual, &read.words);
        let role = if textual { Some(ColumnRole::Remark) } else { read.role() };
        Self { role, percent, year: read.bare_year(), measured, state }
    }
}

/// One cell of a row.
pub(super) struct Token<'a> {
    pub(super) span: Option<Span>,
    pub(super) words: &'a str,
    pub(super) number: Option<Quantity>,
    pub(super) unit: bool,
    pub(super) sentence: bool,
    pub(super) total: bool,
    pub(super) done: bool,
    /// True for a mark that stands for nothing: —.
    pub(super) nothing: bool,
}

impl Token<'_> {
    pub(super) fn is_text(&self) -> bool {
        self.number.is_none() && !self.words.is_empty()
    }
}

pub(super) fn token<'a>(text: &'a str, span: Option<Span>, rules: &Rulebook) -> Token<'a> {
    let words = span.map_or("", |span| span.text(text));
    // 一网格 and 3月 name what they stand for.
    let named = !words.contains(|c| is_digit(c) || ('０'..='９').contains(&c)) || is_period(words);
    let both = || done_beyond(words, rules).map(|(done, _)| done);
    let number = cell(words, rules).or_else(both).filter(|_| !named);
    let sentence = number.is_none() && !quantities(words, rules).is_empty();
    Token {
        span,
        words,
        unit: number.is_none() && unit_text(words, rules).is_some(),
        sentence,
        total: rules.layouts.total.iter().any(|word| word == words),
        nothing: is_empty(words, rules),
        done: rules.layouts.done.iter().any(|word| word == words) || is_empty(words, rules),
        number,
    }
}

/// True where a cell may stand under a header.
pub(super) fn fits(head: &Head, numbers: bool, token: &Token) -> bool {
    let number = token.number.as_ref();
    let bare = number.is_some_and(|number| number.unit.is_none());
    let percent = number.is_some_and(|number| number.kind == QuantityKind::Percent);
    if token.words.is_empty() {
        return true;
    }
    match head.role {
        Some(ColumnRole::Serial) => {
            token.total
                || token.words.chars().count() <= 4
                    && token
                        .words
                        .chars()
                        .all(|c| c.is_ascii_digit() || "一二三四五六七八九十（）()、.".contains(c))
        }
        Some(ColumnRole::Indicator | ColumnRole::Scope | ColumnRole::Body) => {
            let body = head.role == Some(ColumnRole::Body);
            let sentence = body && token.sentence && token.words.contains(is_digit);
            token.is_text() && !token.unit && !sentence
        }
        Some(ColumnRole::Unit) => token.unit || token.words == "/",
        Some(ColumnRole::Operator) => token.is_text() && token.words.chars().count() <= 4 && !token.sentence,
        Some(ColumnRole::Goal) => number.is_some() || token.done || token.sentence || !numbers && !token.unit,
        Some(ColumnRole::Figure) => number.is_some() || token.done || !numbers && !token.unit,
        Some(ColumnRole::Rate) => {
            percent
                || token.done
                || bare && (head.percent || numbers)
                || !numbers && token.is_text() && !token.sentence && token.words.chars().count() <= 8
        }
        Some(ColumnRole::Share | ColumnRole::Gap) => number.is_some() || token.done,
        Some(ColumnRole::Score) => {
            number.is_some() || token.done || !numbers && token.is_text() && !token.sentence
        }
        Some(ColumnRole::Remark) => token.is_text(),
        Some(ColumnRole::Background) => !numbers || number.is_some() || token.done,
        None => !(head.year || head.measured) || number.is_some() || token.done,
    }
}
