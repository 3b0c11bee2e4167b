//! The cells of a flattened table under the header that cuts them into rows: every row holds numbers and words in the
//! same columns, and leaves out at most one cell that says nothing of goals.

use rust_decimal::Decimal;

use super::{
    token::{Head, Token, fits, token},
    top::{Cells, Top},
};
use crate::{
    rules::{ColumnRole, Rulebook},
    tabular::{count::is_period, header_text::header},
    text::{Span, is_digit},
};

/// Fewest rows of a header of two columns, and fewest columns of numbers of one that only its columns tell.
const FEWEST_NARROW: usize = 4;
const FEWEST_NUMBERS: usize = 2;

type Row = Vec<Option<Span>>;

/// The rows under a header that follow each other in its width, and the cell after them.
pub(super) fn rows(text: &str, top: &Top, cells: &Cells, rules: &Rulebook) -> (Vec<Row>, usize) {
    let width = top.heads.len();
    let body = &cells.spans[top.used.min(cells.spans.len())..];
    // Whether a cell is a number; a dash is neither that nor a word.
    let number = |span: &Option<Span>| {
        let found = token(text, *span, rules);
        (!found.nothing).then_some(found.number.is_some())
    };
    let first: Vec<Vec<Option<bool>>> =
        body.chunks_exact(width).take(3).map(|row| row.iter().map(number).collect()).collect();
    let most = (0..width).map(|col| {
        let told: Vec<bool> = first.iter().filter_map(|row| row[col]).collect();
        told.iter().filter(|number| **number).count() * 2 > told.len()
    });
    let most: Vec<bool> = most.collect();
    let whole = Stack { text, top, body, numbers: most, gaps: false, rules }.rows();
    let named = !is_measured(&top.heads[0]);
    let gapped = first.first().filter(|_| width > 2 && named).map(|row| {
        Stack {
            text,
            top,
            body,
            numbers: row.iter().map(|number| *number == Some(true)).collect(),
            gaps: true,
            rules,
        }
        .rows()
    });
    // A header whose last column no row fills has a word too many.
    let full = |row: &Row| {
        row.iter().zip(&top.heads).all(|(cell, head)| {
            cell.is_some() || matches!(head.role, None | Some(ColumnRole::Remark | ColumnRole::Background))
        })
    };
    let fits = |(rows, _): &(Vec<Row>, usize)| rows.len() > whole.0.len() && rows.iter().any(full);
    match gapped.filter(fits) {
        Some(gapped) => gapped,
        None => whole,
    }
}

/// Cells to be cut into rows.
struct Stack<'a> {
    text: &'a str,
    top: &'a Top,
    body: &'a [Option<Span>],
    /// Which columns hold numbers.
    numbers: Vec<bool>,
    /// True where rows may leave a cell out.
    gaps: bool,
    rules: &'a Rulebook,
}

impl Stack<'_> {
    fn rows(&self) -> (Vec<Row>, usize) {
        let width = self.top.heads.len();
        let measured = |col: usize| is_measured(&self.top.heads[col]) && self.numbers[col];
        let counted = self.numbers.iter().filter(|number| **number).count();
        let told = (0..width).any(measured);
        if !self.top.numbered && !told || self.top.loose && (!told || counted < FEWEST_NUMBERS && width > 2) {
            return (Vec::new(), self.top.used);
        }
        let (mut found, mut at) = (Vec::new(), 0);
        while let Some((row, used)) = self.row(at, found.len() + 1) {
            found.push(row);
            at += used;
        }
        if width == 2 && found.len() < FEWEST_NARROW {
            return (Vec::new(), self.top.used);
        }
        if let Some(row) = self.total(&self.body[at..]).filter(|_| !found.is_empty()) {
            found.push(row);
            at += width - 1;
        }
        (found, self.top.used + at)
    }

    /// The row that begins at a cell, and how many cells it has.
    fn row(&self, at: usize, number: usize) -> Option<(Row, usize)> {
        let width = self.top.heads.len();
        let whole = self.body.get(at..at + width).map(<[Option<Span>]>::to_vec);
        let whole = whole.filter(|row| self.stands(row, number)).map(|row| (row, width));
        // What stands under 备注 may be the name of the next row.
        if whole.is_some() && (!self.gaps || self.goes_on(at + width, number + 1)) {
            return whole;
        }
        self.gapped(at, number).or(whole)
    }

    /// The row that begins at a cell and leaves a cell out.
    fn gapped(&self, at: usize, number: usize) -> Option<(Row, usize)> {
        let width = self.top.heads.len();
        let cells = self.body.get(at..at + width - 1).filter(|_| self.gaps)?;
        let mut columns: Vec<usize> = (1..width).filter(|&col| may_lack(&self.top.heads[col])).collect();
        columns.sort_by_key(|&col| (is_measured(&self.top.heads[col]), std::cmp::Reverse(col)));
        let gap = |col: usize| -> Row {
            let (left, right) = cells.split_at(col);
            left.iter().copied().chain([None]).chain(right.iter().copied()).collect()
        };
        let row = columns.into_iter().map(gap).find(|row| self.stands(row, number))?;
        self.goes_on(at + width - 1, number + 1).then_some((row, width - 1))
    }

    /// True where another row, with a cell less or not, or no number follows.
    fn goes_on(&self, at: usize, number: usize) -> bool {
        let width = self.top.heads.len();
        let next = |width: usize| self.body.get(at..at + width);
        let begins = |row: &[Option<Span>]| self.begins(row, number);
        let Some(first) = self.body.get(at).copied().flatten() else { return true };
        let last = next(width - 1).is_none() && !first.text(self.text).starts_with(is_digit);
        last || next(width - 1).is_some_and(begins)
    }

    fn begins(&self, row: &[Option<Span>], number: usize) -> bool {
        let first = token(self.text, row[0], self.rules);
        first.total
            || if self.top.numbered { serial(first.words) == Some(number) } else { may_name(first.words) }
                && !(number == 1 && self.heads_on(first.words))
    }

    /// True for 得分 or 备注, or a word of the header again, with which it goes on.
    fn heads_on(&self, words: &str) -> bool {
        if self.top.line.cells().any(|span| span.text(self.text) == words) {
            return true;
        }
        let read = header(words, self.rules);
        read.is_some_and(|read| {
            let role = matches!(
                read.role(),
                Some(
                    ColumnRole::Goal
                        | ColumnRole::Figure
                        | ColumnRole::Rate
                        | ColumnRole::Remark
                        | ColumnRole::Score
                        | ColumnRole::Gap
                )
            );
            role && !read.weak
                && read.word.is_some_and(|word| word.start == 0 && word.end == read.words.len())
        })
    }

    /// True where the cells may stand under their headers.
    fn stands(&self, row: &[Option<Span>], number: usize) -> bool {
        let fits = |(col, span): (usize, &Option<Span>)| {
            let found = token(self.text, *span, self.rules);
            let head = &self.top.heads[col];
            let rate = head.role == Some(ColumnRole::Rate);
            let told = rate && found.is_text();
            // 731,846 under 执行率 stands in another column.
            let high = |token: &Token| {
                token.number.as_ref().is_some_and(|number| number.amount.low() > Decimal::ONE_THOUSAND)
            };
            // 当前进度 | 完成率: the first of two may be counts.
            let last = self.top.heads[col + 1..].iter().all(|head| head.role != Some(ColumnRole::Rate));
            // 合计 begins a row of its own.
            let sums = found.total && col > usize::from(self.top.numbered);
            !(rate && last && high(&found) || sums)
                && (found.words.is_empty() || told || fits(head, self.numbers[col], &found))
                && !(self.top.loose && self.strange(col, &found))
        };
        // 符合 under counts: where rows are counted, words may stand for a number.
        let spoken = |(col, span): (usize, &Option<Span>)| {
            let found = token(self.text, *span, self.rules);
            self.top.numbered && is_measured(&self.top.heads[col]) && found.is_text() && !found.total
        };
        self.begins(row, number) && row.iter().enumerate().all(|cell| fits(cell) || spoken(cell))
    }

    /// True for words in a column of numbers, and for a number in one of words.
    fn strange(&self, col: usize, found: &Token) -> bool {
        col > 0
            && !found.words.is_empty()
            && !found.nothing
            && !found.done
            && found.number.is_some() != self.numbers[col]
    }

    /// 合计 without a number before it: one cell less.
    fn total(&self, rest: &[Option<Span>]) -> Option<Row> {
        let width = self.top.heads.len();
        let cells = rest.get(..width - 1).filter(|_| self.top.numbered)?;
        let row: Row = std::iter::once(None).chain(cells.iter().copied()).collect();
        let tokens: Vec<Token> = row.iter().map(|span| token(self.text, *span, self.rules)).collect();
        let fits = |col: usize| fits(&self.top.heads[col], self.numbers[col], &tokens[col]);
        (tokens[1].total && (2..width).all(fits)).then_some(row)
    }
}

fn is_measured(head: &Head) -> bool {
    matches!(head.role, Some(ColumnRole::Goal | ColumnRole::Figure | ColumnRole::Rate))
}

/// True for a column that a row may have no cell in.
fn may_lack(head: &Head) -> bool {
    !matches!(
        head.role,
        Some(
            ColumnRole::Serial
                | ColumnRole::Indicator
                | ColumnRole::Scope
                | ColumnRole::Goal
                | ColumnRole::Unit
        )
    )
}

/// The number of a row or a task: 3, 3、 or （3）.
pub(super) fn serial(words: &str) -> Option<usize> {
    words.trim_matches(|c: char| "()（）、.．".contains(c)).parse().ok()
}

/// 财政拨款 of 其中：财政拨款.
pub(super) fn part(words: &str) -> &str {
    words.strip_prefix("其中").map_or(words, |rest| rest.trim_start_matches(['：', ':', ' ']))
}

/// True for words that may name a row: no number, no sentence.
fn may_name(words: &str) -> bool {
    let words = part(words);
    let stops = ['。', '；', '，', '：', ':'];
    let several = words.split_whitespace().filter(|word| word.starts_with(is_digit)).count() > 1;
    !words.is_empty()
        && words.chars().count() <= 30
        && !words.contains(stops)
        && (!words.starts_with(is_digit) || is_period(words))
        && !several
}
