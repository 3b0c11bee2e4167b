//! The header of such a table, and the columns under which the cells of a row stand.

use std::collections::HashSet;

use super::super::{
    known::over,
    token::{Head, Token, fits, token},
};
use crate::{
    model::QuantityKind,
    rules::{ColumnRole, Rulebook},
    scan::unit_text,
    text::Span,
};

/// The cells of a row, without the empty ones at its end.
pub(in crate::tabular) type Cells = Vec<Option<Span>>;

/// Cells under what is unlike them, columns of goals and figures left out, and all columns left out.
type Cost = (usize, usize, usize);

/// (万元) of 年度预算数(万元).
fn unit(text: &str, cell: Span, rules: &Rulebook) -> Option<Span> {
    let words = cell.text(text);
    let brackets = words.match_indices(['(', '（']).filter_map(|(open, bracket)| {
        let close = open + words[open..].find([')', '）'])?;
        let end = close + words[close..].chars().next()?.len_utf8();
        unit_text(&words[open + bracket.len()..close], rules).map(|_| Span::of(text, &words[open..end]))
    });
    brackets.last()
}

/// A header, and what may stand under it.
pub(super) struct Top {
    pub(super) cells: Cells,
    heads: Vec<Head>,
    /// How many columns in front name the rows.
    names: usize,
    /// What stands in each column of the rows that left nothing out.
    seen: Vec<HashSet<Kind>>,
}

/// What a cell is.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
enum Kind {
    Words,
    Sentence,
    Count,
    Percent,
}

impl Kind {
    fn is_worded(self) -> bool {
        matches!(self, Self::Words | Self::Sentence)
    }

    fn of(token: &Token) -> Self {
        match token.number.as_ref().map(|number| number.kind) {
            None if token.sentence => Self::Sentence,
            None => Self::Words,
            Some(QuantityKind::Percent) => Self::Percent,
            Some(_) => Self::Count,
        }
    }
}

impl Top {
    /// A header over rows of so many cells at most.
    pub(super) fn new(text: &str, cells: &Cells, most: usize, rules: &Rulebook) -> Self {
        let mut cells = cells.clone();
        let mut heads: Vec<Head> = cells
            .iter()
            .map(|cell| cell.map_or_else(Head::default, |cell| Head::new(cell.text(text), rules)))
            .collect();
        let named = |head: &Head| matches!(head.role, Some(ColumnRole::Indicator | ColumnRole::Scope));
        let told = heads.iter().any(named);
        // 预算执行情况 | 年度预算数 | 年初预算: the first stands beside all of the rows, and no row has so many cells.
        if !told && most < heads.len() {
            cells.remove(0);
            heads.remove(0);
        }
        // 年初预算数 | 全年预算数 over 年度总金额 and two numbers: the names of the rows have no header.
        if !told && most == heads.len() + 1 && heads[0].role == Some(ColumnRole::Goal) {
            cells.insert(0, None);
            heads.insert(0, Head::default());
        }
        // 绩效目标1 | 一级指标, 年度预算数 | 年初预算 over words and numbers.
        if !named(&heads[0]) && heads[0].role != Some(ColumnRole::Serial) {
            cells[0] = cells[0].and_then(|cell| unit(text, cell, rules));
            heads[0] = Head { role: Some(ColumnRole::Indicator), ..Head::default() };
        }
        Self::of(cells, heads)
    }

    /// Headers with nothing known yet of what stands under them.
    fn of(cells: Cells, heads: Vec<Head>) -> Self {
        let tells = |head: &Head| {
            !matches!(
                head.role,
                None | Some(
                    ColumnRole::Serial | ColumnRole::Indicator | ColumnRole::Scope | ColumnRole::Body
                )
            )
        };
        let names = heads.iter().position(tells).unwrap_or(heads.len()).max(1);
        Self { cells, heads, names, seen: Vec::new() }
    }

    /// 序号 | 考核指标 | 单位 over 1 | 特殊群体健康保障 | 孕产妇免费产前筛查 | 人次: the same with its names over two columns, where the
    /// longest rows fit there alone.
    pub(super) fn widened(self, text: &str, body: &[Cells], rules: &Rulebook) -> Self {
        let most = body.iter().map(Vec::len).max().unwrap_or(0);
        let longest = body.iter().filter(|row| row.len() == most && row.iter().all(Option::is_some));
        let rows: Vec<Vec<Token>> =
            longest.map(|row| row.iter().map(|span| token(text, *span, rules)).collect()).collect();
        let stand = |row: &Vec<Token>, heads: &[Head]| {
            row.len() <= heads.len() && row.iter().zip(heads).all(|(token, head)| stands(head, token))
        };
        let fit = |heads: &[Head]| rows.iter().filter(|row| stand(row, heads)).count();
        let named = |head: &Head| head.role == Some(ColumnRole::Indicator);
        let Some(at) = self.heads[..self.names].iter().rposition(named) else { return self };
        let (mut cells, mut heads) = (self.cells.clone(), self.heads.clone());
        cells.insert(at + 1, None);
        heads.insert(at + 1, heads[at].clone());
        let wide = fit(&self.heads) == 0 && fit(&heads) * 2 > rows.len().max(1);
        if wide { Self::of(cells, heads) } else { self }
    }

    /// The same over these rows.
    pub(super) fn over(mut self, text: &str, body: &[Cells], rules: &Rulebook) -> Self {
        let whole = |row: &&Cells| row.len() == self.heads.len() && row.iter().all(Option::is_some);
        for row in body.iter().filter(whole) {
            self.seen.resize(self.heads.len(), HashSet::new());
            for (seen, cell) in self.seen.iter_mut().zip(row) {
                let token = token(text, *cell, rules);
                seen.extend((!token.nothing).then(|| Kind::of(&token)));
            }
        }
        self
    }

    /// A header of two rows.
    pub(super) fn under(text: &str, upper: &Cells, lower: &Cells, rules: &Rulebook) -> Self {
        let cells = over(upper, lower);
        let mut heads = Head::all(text, &cells, rules);
        Head::under(text, upper, &mut heads, rules);
        Self::of(cells, heads)
    }

    /// The cells of a row under what is like them, where they stand under what is not.
    pub(super) fn moved(&self, text: &str, cells: &Cells, rules: &Rulebook) -> Option<Cells> {
        let tokens: Vec<Token> = cells.iter().map(|span| token(text, *span, rules)).collect();
        // Words under numbers, or numbers under words.
        let clashes = |(seen, token): (&HashSet<Kind>, &Token)| {
            let worded = Kind::of(token).is_worded();
            !token.nothing && !seen.is_empty() && seen.iter().all(|kind| kind.is_worded() != worded)
        };
        let counted = tokens.iter().any(|token| Kind::of(token) != Kind::Words);
        let columns =
            self.way(&tokens, true).filter(|_| counted && self.seen.iter().zip(&tokens).any(clashes))?;
        let words = |col: usize| self.seen[col].iter().any(|kind| kind.is_worded());
        let like = columns.iter().zip(&tokens).all(|(&col, token)| {
            self.unlike(col, token, true) == Some(0) || Kind::of(token).is_worded() && words(col)
        });
        like.then(|| self.under_columns(&columns, cells))
    }

    /// The cells of a row in their columns.
    fn under_columns(&self, columns: &[usize], cells: &Cells) -> Cells {
        let mut row = vec![None; self.heads.len()];
        columns.iter().zip(cells).for_each(|(&col, &cell)| row[col] = cell);
        row
    }

    /// The cells of a row under their headers.
    pub(super) fn placed(&self, text: &str, cells: &Cells, rules: &Rulebook) -> Option<Cells> {
        if cells.len() < 2 || cells.len() > self.heads.len() {
            return None;
        }
        let tokens: Vec<Token> = cells.iter().map(|span| token(text, *span, rules)).collect();
        let columns = self.way(&tokens, true).or_else(|| self.way(&tokens, false))?;
        Some(self.under_columns(&columns, cells))
    }

    /// True for a column of goals or figures.
    fn is_side(&self, col: usize) -> bool {
        matches!(self.heads[col].role, Some(ColumnRole::Goal | ColumnRole::Figure))
    }

    /// True for a column that a row may leave out; `alike`: any, where whole rows tell what stands in each.
    fn spare(&self, col: usize, alike: bool) -> bool {
        let spare = [None, Some(ColumnRole::Score), Some(ColumnRole::Remark), Some(ColumnRole::Background)];
        alike && !self.seen.is_empty() || spare.contains(&self.heads[col].role)
    }

    /// How odd a cell is in a column, `None` where it cannot stand there; words and sentences may stand under each other,
    /// where nothing else fits.
    fn unlike(&self, col: usize, token: &Token, alike: bool) -> Option<usize> {
        let told = alike && !token.nothing;
        let Some(seen) = self.seen.get(col).filter(|seen| told && !seen.is_empty()) else { return Some(0) };
        let kind = Kind::of(token);
        match seen.contains(&kind) {
            true => Some(0),
            false => (kind.is_worded() || kind == Kind::Count && seen.contains(&Kind::Sentence)).then_some(1),
        }
    }

    /// Nothing odd, and the columns of goals and figures, and of rates, from one on that a row leaves empty.
    fn left_behind(&self, from: usize) -> Cost {
        let columns = || from..self.heads.len();
        let rate = |col: &usize| self.heads[*col].role == Some(ColumnRole::Rate);
        (0, columns().filter(|&col| self.is_side(col)).count(), columns().filter(rate).count())
    }

    /// The columns of the cells, with the fewest cells under what is unlike them, then the fewest columns of goals and figures
    /// left out, then the fewest of all; `alike`: what stands in whole rows is asked.
    fn way(&self, tokens: &[Token], alike: bool) -> Option<Vec<usize>> {
        let width = self.heads.len();
        // From the last cell to the first: what the best way behind each column leaves out, and whether the cell stands there.
        let mut behind: Vec<Option<Cost>> = (0..=width).map(|col| Some(self.left_behind(col))).collect();
        let mut ways: Vec<Vec<bool>> = Vec::new();
        for token in tokens.iter().rev() {
            let (mut best, mut stood) = (vec![None; width + 1], vec![false; width + 1]);
            for col in (0..width).rev() {
                let known =
                    || alike && self.seen.get(col).is_some_and(|seen| seen.contains(&Kind::of(token)));
                let stands = behind[col + 1].filter(|_| stands(&self.heads[col], token) || known());
                let here = stands
                    .and_then(|(odd, open, left)| Some((odd + self.unlike(col, token, alike)?, open, left)));
                let past = best[col + 1].filter(|_| self.spare(col, alike));
                let past =
                    past.map(|(odd, open, left)| (odd, open + usize::from(self.is_side(col)), left + 1));
                stood[col] = here.is_some_and(|here| past.is_none_or(|past| here <= past));
                best[col] = if stood[col] { here } else { past };
            }
            behind = best;
            ways.push(stood);
        }
        // Goals in sentences stand in front of rows whose names stand above.
        let told = self.seen.get(self.names).is_some_and(|seen| seen.contains(&Kind::Sentence));
        let mut col = (0..self.names + usize::from(told))
            .filter(|&col| behind[col].is_some())
            .min_by_key(|&col| behind[col])?;
        let mut columns = Vec::new();
        for stood in ways.iter().rev() {
            col += stood[col..].iter().position(|stood| *stood)?;
            columns.push(col);
            col += 1;
        }
        Some(columns)
    }
}

/// True where a cell may stand under a header.
fn stands(head: &Head, token: &Token) -> bool {
    let number = token.number.as_ref();
    let mark = number.is_some_and(|number| number.unit.is_none() || number.unit_text == "分");
    let percent = number.is_some_and(|number| number.kind == QuantityKind::Percent);
    if token.words.is_empty() {
        return true;
    }
    match head.role {
        Some(ColumnRole::Serial) => fits(head, true, token),
        Some(ColumnRole::Indicator | ColumnRole::Scope) => token.is_text() && !token.unit,
        Some(ColumnRole::Score) => mark || token.nothing,
        Some(ColumnRole::Rate) => mark || percent || token.nothing || token.sentence,
        Some(ColumnRole::Unit) => token.unit || token.nothing,
        Some(ColumnRole::Remark) => token.is_text(),
        Some(ColumnRole::Operator) => token.is_text() && token.words.chars().count() <= 4,
        _ => true,
    }
}
