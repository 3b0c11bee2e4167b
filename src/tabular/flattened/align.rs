//! The cells of a row under the columns of its header, where empty cells were lost.

use std::collections::HashSet;

use super::token::{Head, Token, fits, token};
use crate::{
    model::{Quantity, QuantityKind},
    rules::{ColumnRole, Rulebook},
    scan::cell,
    tabular::{arithmetic::follows, blank::is_empty},
    text::Span,
};

/// Most columns of a flattened table whose rows are placed where cells were lost.
const MOST_COLUMNS: usize = 64;

/// Most ways of placing a row that are looked at.
const MOST_WAYS: usize = 400;

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
    if let Some(whole) = whole(heads, seen, &tokens, joined) {
        return Some(plain(whole));
    }
    if let Some(behind) = counted(text, heads, seen, cells, rules) {
        return Some(behind);
    }
    if strict || heads.len() > MOST_COLUMNS {
        return None;
    }
    let mut ways = Ways { heads, seen, tokens: &tokens, joined, dead: HashSet::new(), found: Vec::new() };
    ways.place(0, &mut Vec::with_capacity(heads.len()));
    let mut ways = ways.found;
    if ways.len() >= MOST_WAYS {
        return None;
    }
    ways.retain(|way| valid(heads, &tokens, way));
    let best = ways.iter().map(|way| merit(heads, seen, &tokens, way)).max()?;
    ways.retain(|way| merit(heads, seen, &tokens, way) == best);
    let first = ways.first()?.clone();
    let agreed = ways.iter().all(|way| key(heads, &tokens, way) == key(heads, &tokens, &first));
    (agreed || same_percent(heads, &tokens, &ways)).then(|| plain(first))
}

/// The cells of a row that begins with its number, where the headers before 序号 stand over cells that several rows share.
fn counted(
    text: &str,
    heads: &[Head],
    seen: &Seen,
    cells: &[Option<Span>],
    rules: &Rulebook,
) -> Option<Vec<Option<Span>>> {
    let shared = heads.iter().position(|head| head.role == Some(ColumnRole::Serial)).filter(|at| *at > 0)?;
    let first = cells.first().copied().flatten()?.text(text);
    if shared + cells.len() != heads.len() || !first.bytes().all(|byte| byte.is_ascii_digit()) {
        return None;
    }
    let row: Vec<Option<Span>> = std::iter::repeat_n(None, shared).chain(cells.iter().copied()).collect();
    let tokens: Vec<Token> = row.iter().map(|span| token(text, *span, rules)).collect();
    whole(heads, seen, &tokens, false).map(|_| row)
}

/// One cell under each header, where every cell may stand there.
fn whole(heads: &[Head], seen: &Seen, tokens: &[Token], joined: bool) -> Option<Vec<(usize, usize)>> {
    // In a row that lost nothing words may stand under a rate too: 主体封顶 under 形象进度.
    let told = |at: usize| !joined && heads[at].role == Some(ColumnRole::Rate) && tokens[at].is_text();
    let stands = |at: usize| {
        tokens[at].words.is_empty() || told(at) || fits(&heads[at], seen.numbers[at], &tokens[at])
    };
    if tokens.len() != heads.len() || !(0..heads.len()).all(stands) {
        return None;
    }
    let way: Vec<(usize, usize)> = (0..heads.len()).map(|at| (at, at + 1)).collect();
    valid(heads, tokens, &way).then_some(way)
}

/// The ways to give the cells of a row to the columns.
struct Ways<'a> {
    heads: &'a [Head],
    seen: &'a Seen,
    tokens: &'a [Token<'a>],
    joined: bool,
    /// Columns and cells from which on there is no way.
    dead: HashSet<(usize, usize)>,
    found: Vec<Vec<(usize, usize)>>,
}

impl Ways<'_> {
    /// Every way to give the cells from `at` on to the columns that `way` leaves; true where there is one.
    fn place(&mut self, at: usize, way: &mut Vec<(usize, usize)>) -> bool {
        let col = way.len();
        if self.found.len() >= MOST_WAYS || self.dead.contains(&(col, at)) {
            return false;
        }
        let Some(head) = self.heads.get(col) else {
            let whole = at == self.tokens.len();
            self.found.extend(whole.then(|| way.clone()));
            return whole;
        };
        let most = match head.role {
            // Several offices answer for one row, each in a line of its own.
            Some(ColumnRole::Indicator | ColumnRole::Body) if !self.joined => 3,
            Some(ColumnRole::Indicator) => 3,
            Some(ColumnRole::Remark | ColumnRole::Body | ColumnRole::Background) if self.joined => 4,
            _ => 1,
        };
        let mut open = false;
        for end in (at..=(at + most).min(self.tokens.len())).rev() {
            let numbers = self.seen.numbers[col];
            let fit = |token: &Token| fits(head, numbers, token) && (end < at + 2 || token.is_text());
            if self.tokens[at..end].iter().all(fit) {
                way.push((at, end));
                open |= self.place(end, way);
                way.pop();
            }
        }
        if !open && self.found.len() < MOST_WAYS {
            self.dead.insert((col, at));
        }
        open
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
fn merit(
    heads: &[Head],
    seen: &Seen,
    tokens: &[Token],
    way: &[(usize, usize)],
) -> (bool, bool, bool, bool, bool, usize) {
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
                .any(|token| token.is_text() && (seen.numbers[at] || !token.sentence) && !token.done)
        })
        .count();
    // Marks and totals are numbers too: where such columns stand beside, a lone number may be theirs.
    let others = heads
        .iter()
        .any(|head| matches!(head.role, Some(ColumnRole::Score | ColumnRole::Gap | ColumnRole::Background)));
    let named = filled(ColumnRole::Indicator) || filled(ColumnRole::Scope);
    let goal = !others && filled(ColumnRole::Goal);
    let body = filled(ColumnRole::Body);
    (confirmed, filled(ColumnRole::Serial), named, goal, body, usize::MAX - words)
}

/// What a placing says: its goals, figures, rates and units.
fn key(heads: &[Head], tokens: &[Token], way: &[(usize, usize)]) -> Vec<(usize, usize)> {
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
                || heads[at].measured
        })
        .map(|at| way[at])
        .map(|(from, to)| {
            let nothing = tokens[from..to].iter().all(|token| token.nothing);
            if nothing { (usize::MAX, usize::MAX) } else { (from, to) }
        })
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
