//! Flattened tables with one cell a line, with blank lines or a bar between the cells or with nothing: the width of the
//! header cuts them into rows, where every row then holds numbers and words in the same columns.

use rust_decimal::Decimal;

use super::{
    heads::{heads, roles, trimmed},
    known::{columns_known, over},
    levels::levels,
    line::Line,
    raw::Raw,
    token::{Head, fits, token},
};
use crate::{
    rules::{ColumnRole, Rulebook},
    text::{Span, is_digit},
};

/// Most header cells.
const MOST_HEADS: usize = 40;

/// Most cells that are looked at.
const MOST_CELLS: usize = 4000;

/// Longest header cell, in characters.
const HEAD_CHARS: usize = 24;

/// Most lines that one cell stands in before its bar.
const MOST_PIECES: usize = 8;

/// Most lines before a header that read like header cells.
const MOST_TITLES: usize = 3;

/// Fewest rows that make a table.
const FEWEST: usize = 2;

/// The cells from a line on, each with the line after it.
#[derive(Default)]
struct Cells {
    spans: Vec<Option<Span>>,
    next: Vec<usize>,
}

impl Cells {
    /// The cells from one of them on.
    fn from(&self, first: usize) -> Self {
        Self { spans: self.spans[first..].to_vec(), next: self.next[first..].to_vec() }
    }

    fn push(&mut self, span: Option<Span>, next: usize) {
        self.spans.push(span);
        self.next.push(next);
    }
}

const BARS: [char; 3] = ['|', '｜', '│'];

/// The cells from a line on, one a line or each up to its bar.
fn cells(text: &str, lines: &[Span], at: usize, most: usize) -> Cells {
    // The bar may stand at the end of a cell's line, or begin the next line.
    let mut below = lines.iter().skip(at + 1).filter(|span| !span.is_empty());
    let begins = |span: &Span| span.text(text).starts_with(BARS) && span.text(text).matches(BARS).count() == 1;
    let barred = lines[at].text(text).ends_with(BARS)
        || !lines[at].text(text).contains(BARS) && below.next().is_some_and(begins);
    let mut found = Cells::default();
    let (mut open, mut pieces): (Option<Span>, usize) = (None, 0);
    for (line, &span) in lines.iter().enumerate().skip(at).filter(|(_, span)| !span.is_empty()) {
        let words = span.text(text);
        if found.spans.len() >= most
            || pieces >= MOST_PIECES
            || !barred && words.contains(BARS)
            || words.contains('\t')
        {
            break;
        }
        if !barred {
            found.push(Some(span), line + 1);
            continue;
        }
        let parts: Vec<Span> = words.split(BARS).map(|part| trimmed(text, Span::of(text, part))).collect();
        let (last, closed) =
            parts.split_last().map_or((Span::new(0, 0), &[][..]), |(last, closed)| (*last, closed));
        for (place, &part) in closed.iter().enumerate() {
            let whole = trimmed(text, open.take().map_or(part, |open| open.to(part)));
            if !(whole.is_empty() && place == 0) {
                found.push((!whole.is_empty()).then_some(whole), line + 1);
            }
            pieces = 0;
        }
        if !last.is_empty() {
            open = Some(open.map_or(last, |open| open.to(last)));
            pieces += 1;
        }
    }
    found
}

/// A header, and how many cells it takes.
struct Top {
    line: Line,
    heads: Vec<Head>,
    used: usize,
    numbered: bool,
}

impl Top {
    fn new(text: &str, line: Line, used: usize, rules: &Rulebook) -> Option<Self> {
        let (upper, own) = match &line {
            Line::Levels(upper, lower) => (Some(upper.clone()), over(upper, lower)),
            Line::Head(cells) | Line::Row(cells) => (None, cells.clone()),
        };
        let mut heads = Head::all(text, &own, rules);
        upper.iter().for_each(|upper| Head::under(text, upper, &mut heads, rules));
        if upper.is_none() && !columns_known(text, &own, &heads) {
            return None;
        }
        let has = |roles: &[ColumnRole]| {
            heads.iter().any(|head| head.role.is_some_and(|role| roles.contains(&role)))
        };
        let told = has(&[ColumnRole::Figure, ColumnRole::Rate]);
        let numbered = heads.first().is_some_and(|head| head.role == Some(ColumnRole::Serial));
        let serial = heads.iter().skip(1).any(|head| head.role == Some(ColumnRole::Serial));
        let both = has(&[ColumnRole::Figure]) && has(&[ColumnRole::Rate]);
        (told && !serial && (has(&[ColumnRole::Goal]) || numbered || both)).then_some(Self {
            line,
            heads,
            used,
            numbered,
        })
    }
}

/// The headers that may begin with the first cell: so many cells, or names over the columns of each.
fn tops(text: &str, run: &[Span], rules: &Rulebook) -> Vec<Top> {
    let one = (3..=run.len()).filter(|&width| heads(text, &run[..width], rules));
    let plain = one.filter_map(|width| Top::new(text, Line::head(&run[..width]), width, rules));
    let mut found: Vec<Top> = plain.collect();
    let told = |span: &Span| roles(text, &[*span], rules).is_some_and(|heads| heads[0].role().is_some());
    for end in 4..=run.len() {
        let mut cuts = (2..end - 1).filter(|&cut| run[cut..end].iter().all(told));
        let both = cuts.find_map(|cut| levels(text, &run[..cut], &run[cut..end], rules));
        found.extend(both.and_then(|line| Top::new(text, line, end, rules)));
    }
    found
}

/// The rows under a header that follow each other in its width, and the cell after them.
fn rows(text: &str, top: &Top, cells: &Cells, rules: &Rulebook) -> (Vec<Vec<Option<Span>>>, usize) {
    let width = top.heads.len();
    let body = &cells.spans[top.used.min(cells.spans.len())..];
    let number = |span: &Option<Span>| token(text, *span, rules).number.is_some();
    let first: Vec<Vec<bool>> =
        body.chunks_exact(width).take(3).map(|row| row.iter().map(number).collect()).collect();
    let numbers: Vec<bool> =
        (0..width).map(|col| first.iter().filter(|row| row[col]).count() * 2 > first.len()).collect();
    let measured = |col: usize| {
        let told =
            matches!(top.heads[col].role, Some(ColumnRole::Goal | ColumnRole::Figure | ColumnRole::Rate));
        told && numbers[col]
    };
    if !top.numbered && !(0..width).any(measured) {
        return (Vec::new(), top.used);
    }
    let mut found: Vec<Vec<Option<Span>>> = Vec::new();
    for row in body.chunks_exact(width) {
        let tokens: Vec<_> = row.iter().map(|span| token(text, *span, rules)).collect();
        let stands = (0..width).all(|col| {
            let told = top.heads[col].role == Some(ColumnRole::Rate) && tokens[col].is_text();
            // 731,846 under 执行率 stands in another column.
            let high =
                tokens[col].number.as_ref().is_some_and(|number| number.amount.low() > Decimal::ONE_THOUSAND);
            if top.heads[col].role == Some(ColumnRole::Rate) && high {
                return false;
            }
            tokens[col].words.is_empty() || told || fits(&top.heads[col], numbers[col], &tokens[col])
        });
        let begins = if top.numbered {
            tokens[0].total || serial(tokens[0].words) == Some(found.len() + 1)
        } else {
            tokens[0].total || may_name(tokens[0].words)
        };
        if !(stands && begins) {
            break;
        }
        found.push(row.to_vec());
    }
    let end = top.used + found.len() * width;
    // 合计 without a number before it: one cell less.
    let rest = &body[found.len() * width..];
    if top.numbered && !found.is_empty() && rest.len() + 1 >= width {
        let row: Vec<Option<Span>> = std::iter::once(None).chain(rest[..width - 1].iter().copied()).collect();
        let tokens: Vec<_> = row.iter().map(|span| token(text, *span, rules)).collect();
        if tokens[1].total && (2..width).all(|col| fits(&top.heads[col], numbers[col], &tokens[col])) {
            found.push(row);
            return (found, end + width - 1);
        }
    }
    (found, end)
}

/// True for 序号.
fn is_serial(text: &str, span: Span, rules: &Rulebook) -> bool {
    roles(text, &[span], rules).is_some_and(|heads| heads[0].role() == Some(ColumnRole::Serial))
}

/// The number of a row: 3, 3、 or （3）.
fn serial(words: &str) -> Option<usize> {
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
        && !words.starts_with(is_digit)
        && !several
}

/// A region of cells that begins with a header word at a line, and the line after it.
pub(super) fn stream(text: &str, lines: &[Span], at: usize, rules: &Rulebook) -> Option<(Raw, usize)> {
    let plain = |span: &Span| trimmed(text, Span::of(text, span.text(text).trim_end_matches(BARS)));
    let told =
        |span: &Span| roles(text, &[plain(span)], rules).is_some_and(|heads| heads[0].role().is_some());
    if lines[at].is_empty() || lines[at].text(text).chars().count() > HEAD_CHARS || !told(&lines[at]) {
        return None;
    }
    // A title or two may stand before the first header cell; further in a header does not begin.
    let before = lines[..at].iter().rev().filter(|span| !span.is_empty()).take(MOST_TITLES);
    if before.filter(|span| told(span)).count() == MOST_TITLES {
        return None;
    }
    let short =
        |span: &Span| span.text(text).chars().count() <= HEAD_CHARS && roles(text, &[*span], rules).is_some();
    let begun = cells(text, lines, at, MOST_HEADS);
    let run: Vec<Span> = begun.spans.iter().map_while(|span| span.filter(short)).collect();
    // A header that no cell follows is a list of words.
    if run.len() == begun.spans.len() {
        return None;
    }
    // Titles such as 进展情况表 and 单位：亩 stand before the first header cell.
    let serial = run.iter().position(|span| is_serial(text, *span, rules));
    let firsts = serial.map_or(0..=MOST_TITLES.min(run.len()), |at| at..=at);
    let cells = cells(text, lines, at, MOST_CELLS);
    let read = |first: usize| {
        let cells = cells.from(first);
        let tops = tops(text, &run[first..], rules);
        let read = tops.into_iter().map(|top| (rows(text, &top, &cells, rules), top));
        let (rows, top) = read.max_by_key(|((rows, _), _)| rows.len())?;
        Some((rows, top, cells))
    };
    // Of two beginnings that read as many rows the first.
    let ((rows, end), top, cells) = firsts.rev().filter_map(read).max_by_key(|((rows, _), ..)| rows.len())?;
    if rows.len() < FEWEST {
        return None;
    }
    let span = cells.spans[..end].iter().flatten().copied().reduce(Span::to)?;
    let mut raw = Raw { span, lines: vec![top.line], joined: false, strict: true };
    raw.lines.extend(rows.into_iter().map(Line::Row));
    Some((raw, cells.next[end - 1]))
}
