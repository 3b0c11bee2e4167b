//! The cells of a row under the columns of its header, where empty cells were lost.

use crate::{
    model::{Quantity, QuantityKind},
    rules::{ColumnRole, Rulebook},
    scan::{cell, quantities, unit_text},
    tabular::{arithmetic::follows, column::is_empty, header::header},
    text::Span,
};

/// Most ways of placing a row that are looked at.
const MOST_WAYS: usize = 400;

/// A header cell.
#[derive(Clone, Debug, Default)]
pub(super) struct Head {
    pub(super) role: Option<ColumnRole>,
    percent: bool,
    year: bool,
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
        // 单位 or 建设内容 in front of everything names the rows.
        let named =
            found.iter().any(|head| matches!(head.role, Some(ColumnRole::Indicator | ColumnRole::Scope)));
        let at = usize::from(found.first().is_some_and(|head| head.role == Some(ColumnRole::Serial)));
        if let Some(head) = found.get_mut(at)
            && !named
            && matches!(head.role, Some(ColumnRole::Unit | ColumnRole::Background))
        {
            head.role = Some(ColumnRole::Indicator);
        }
        found
    }

    pub(super) fn new(text: &str, rules: &Rulebook) -> Self {
        let Some(read) = header(text, rules) else { return Self::default() };
        let percent = read
            .unit
            .as_ref()
            .and_then(|unit| unit.unit.as_ref())
            .is_some_and(|unit| unit.dimension.0 == "percent");
        Self { role: read.role(), percent, year: read.bare_year() }
    }
}

/// What stands in the columns of rows that are complete.
#[derive(Clone, Debug, Default)]
pub(super) struct Seen {
    /// True where such a column holds only numbers.
    numbers: Vec<bool>,
}

impl Seen {
    pub(super) fn of(text: &str, heads: &[Head], body: &[&[Option<Span>]], rules: &Rulebook) -> Self {
        let full: Vec<&&[Option<Span>]> = body.iter().filter(|cells| cells.len() == heads.len()).collect();
        let numbers = (0..heads.len())
            .map(|col| {
                let words = full.iter().filter_map(|cells| cells[col]).map(|span| span.text(text));
                let kinds: Vec<bool> = words
                    .filter(|words| !is_empty(words, rules))
                    .map(|words| cell(words, rules).is_some())
                    .collect();
                !kinds.is_empty() && kinds.iter().all(|number| *number)
            })
            .collect();
        Self { numbers }
    }
}

/// One cell of a row.
struct Token<'a> {
    span: Option<Span>,
    words: &'a str,
    number: Option<Quantity>,
    unit: bool,
    sentence: bool,
    total: bool,
    done: bool,
}

impl Token<'_> {
    fn is_text(&self) -> bool {
        self.number.is_none() && !self.words.is_empty()
    }
}

/// The cells by column, where one placing is better than all others, or those that are as good agree.
pub(super) fn align(
    text: &str,
    heads: &[Head],
    seen: &Seen,
    cells: &[Option<Span>],
    (joined, strict): (bool, bool),
    rules: &Rulebook,
) -> Option<Vec<Option<Span>>> {
    let tokens: Vec<Token> = cells.iter().map(|span| token(text, *span, rules)).collect();
    let plain = |row: Vec<(usize, usize)>| -> Vec<Option<Span>> {
        row.iter()
            .map(|&(from, to)| tokens[from..to].iter().filter_map(|token| token.span).reduce(Span::to))
            .collect()
    };
    if tokens.len() == heads.len()
        && (0..heads.len())
            .all(|at| tokens[at].words.is_empty() || fits(&heads[at], seen.numbers[at], &tokens[at]))
    {
        let whole: Vec<(usize, usize)> = (0..heads.len()).map(|at| (at, at + 1)).collect();
        if valid(heads, &tokens, &whole) {
            return Some(plain(whole));
        }
    }
    if strict {
        return None;
    }
    let mut ways = Vec::new();
    let mut way = Vec::with_capacity(heads.len());
    place(heads, seen, &tokens, joined, 0, &mut way, &mut ways);
    if ways.len() >= MOST_WAYS {
        return None;
    }
    ways.retain(|way| valid(heads, &tokens, way));
    let best = ways.iter().map(|way| merit(heads, &tokens, way)).max()?;
    ways.retain(|way| merit(heads, &tokens, way) == best);
    let first = ways.first()?.clone();
    let agreed = ways.iter().all(|way| key(heads, way) == key(heads, &first));
    (agreed || same_percent(heads, &tokens, &ways)).then(|| plain(first))
}

fn token<'a>(text: &'a str, span: Option<Span>, rules: &Rulebook) -> Token<'a> {
    let words = span.map_or("", |span| span.text(text));
    let number = cell(words, rules);
    let sentence = number.is_none() && !quantities(words, rules).is_empty();
    Token {
        span,
        words,
        unit: number.is_none() && unit_text(words, rules).is_some(),
        sentence,
        total: rules.layouts.total.iter().any(|word| word == words),
        done: rules.layouts.done.iter().any(|word| word == words) || is_empty(words, rules),
        number,
    }
}

/// Every way to give the tokens from `at` on to the columns that are left.
fn place(
    heads: &[Head],
    seen: &Seen,
    tokens: &[Token],
    joined: bool,
    at: usize,
    way: &mut Vec<(usize, usize)>,
    ways: &mut Vec<Vec<(usize, usize)>>,
) {
    if ways.len() >= MOST_WAYS {
        return;
    }
    let col = way.len();
    if col == heads.len() {
        if at == tokens.len() {
            ways.push(way.clone());
        }
        return;
    }
    let most = match heads[col].role {
        Some(ColumnRole::Indicator) => 3,
        Some(ColumnRole::Remark | ColumnRole::Body | ColumnRole::Background) if joined => 4,
        _ => 1,
    };
    for count in (0..=most).rev() {
        let end = at + count;
        if end > tokens.len() {
            continue;
        }
        let fit = tokens[at..end]
            .iter()
            .all(|token| fits(&heads[col], seen.numbers[col], token) && (count < 2 || token.is_text()));
        if fit {
            way.push((at, end));
            place(heads, seen, tokens, joined, end, way, ways);
            way.pop();
        }
    }
}

/// True where a cell may stand under a header.
fn fits(head: &Head, numbers: bool, token: &Token) -> bool {
    let number = token.number.as_ref();
    let bare = number.is_some_and(|number| number.unit.is_none());
    let percent = number.is_some_and(|number| number.kind == QuantityKind::Percent);
    if token.words.is_empty() {
        return true;
    }
    match head.role {
        Some(ColumnRole::Serial) => {
            token.total || token.words.len() <= 4 && token.words.chars().all(|c| c.is_ascii_digit())
        }
        Some(ColumnRole::Indicator | ColumnRole::Scope | ColumnRole::Body) => {
            token.is_text() && !token.unit && !token.words.starts_with(['≥', '≤', '>', '<'])
        }
        Some(ColumnRole::Unit) => token.unit || token.words == "/",
        Some(ColumnRole::Operator) => token.is_text() && token.words.chars().count() <= 4 && !token.sentence,
        Some(ColumnRole::Goal | ColumnRole::Figure) => {
            number.is_some() || token.done || !numbers && !token.unit
        }
        Some(ColumnRole::Rate) => {
            percent
                || token.done
                || bare && (head.percent || numbers)
                || !numbers && token.is_text() && !token.sentence && token.words.chars().count() <= 8
        }
        Some(ColumnRole::Share | ColumnRole::Gap) => number.is_some() || token.done,
        Some(ColumnRole::Score) => bare || token.done,
        Some(ColumnRole::Remark) => token.is_text(),
        Some(ColumnRole::Background) => !numbers || number.is_some() || token.done,
        None => !head.year || number.is_some() || token.done,
    }
}

fn number<'a>(
    heads: &[Head],
    tokens: &'a [Token],
    way: &[(usize, usize)],
    role: ColumnRole,
) -> Option<&'a Quantity> {
    let mut found = (0..heads.len()).filter(|&at| heads[at].role == Some(role) && way[at].0 < way[at].1);
    let at = found.next()?;
    tokens[way[at].0].number.as_ref()
}

/// A count has no percentage as its figure.
fn valid(heads: &[Head], tokens: &[Token], way: &[(usize, usize)]) -> bool {
    let percent = |quantity: &Quantity| quantity.kind == QuantityKind::Percent;
    let figure = number(heads, tokens, way, ColumnRole::Figure);
    let has_rate = heads.iter().any(|head| head.role == Some(ColumnRole::Rate));
    let goal_cell =
        (0..heads.len()).find(|&at| heads[at].role == Some(ColumnRole::Goal) && way[at].0 < way[at].1);
    let counted = goal_cell.is_some_and(|at| {
        let token = &tokens[way[at].0];
        match &token.number {
            Some(goal) => !percent(goal),
            None => !token.words.contains(['%', '％']),
        }
    });
    !(has_rate && counted && figure.is_some_and(percent))
}

/// What speaks for a placing, the strongest first.
fn merit(heads: &[Head], tokens: &[Token], way: &[(usize, usize)]) -> (bool, bool, bool, bool, usize) {
    let filled =
        |role: ColumnRole| (0..heads.len()).any(|at| heads[at].role == Some(role) && way[at].0 < way[at].1);
    let (goal, figure, rate) = (
        number(heads, tokens, way, ColumnRole::Goal),
        number(heads, tokens, way, ColumnRole::Figure),
        number(heads, tokens, way, ColumnRole::Rate),
    );
    let confirmed = match (goal, figure, rate) {
        (Some(goal), Some(figure), Some(rate)) => follows(goal, figure, rate),
        _ => false,
    };
    let words = (0..heads.len())
        .filter(|&at| {
            matches!(heads[at].role, Some(ColumnRole::Goal | ColumnRole::Figure | ColumnRole::Rate))
        })
        .filter(|&at| {
            tokens[way[at].0..way[at].1]
                .iter()
                .any(|token| token.number.is_none() && !token.sentence && !token.done)
        })
        .count();
    // Marks and totals are numbers too: where such columns stand beside, a lone number may be theirs.
    let others = heads
        .iter()
        .any(|head| matches!(head.role, Some(ColumnRole::Score | ColumnRole::Gap | ColumnRole::Background)));
    let named = filled(ColumnRole::Indicator) || filled(ColumnRole::Scope);
    (confirmed, filled(ColumnRole::Serial), named, !others && filled(ColumnRole::Goal), usize::MAX - words)
}

/// What a placing says: its goals, figures, rates and units.
fn key(heads: &[Head], way: &[(usize, usize)]) -> Vec<(usize, usize)> {
    (0..heads.len())
        .filter(|&at| {
            matches!(
                heads[at].role,
                Some(
                    ColumnRole::Goal
                        | ColumnRole::Figure
                        | ColumnRole::Rate
                        | ColumnRole::Share
                        | ColumnRole::Unit
                )
            ) || heads[at].year
        })
        .map(|at| if way[at].0 < way[at].1 { way[at] } else { (usize::MAX, usize::MAX) })
        .collect()
}

/// 100% against 100%: figure or rate, it is the same.
fn same_percent(heads: &[Head], tokens: &[Token], ways: &[Vec<(usize, usize)>]) -> bool {
    let goals: Vec<_> = ways.iter().map(|way| number(heads, tokens, way, ColumnRole::Goal)).collect();
    let whole = goals.first().copied().flatten().is_some_and(|goal| goal.kind == QuantityKind::Percent);
    whole
        && goals.windows(2).all(|pair| pair[0] == pair[1])
        && tokens
            .iter()
            .filter_map(|token| token.number.as_ref())
            .filter(|number| number.kind == QuantityKind::Percent)
            .count()
            == 2
}
