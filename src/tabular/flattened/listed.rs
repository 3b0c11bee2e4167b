//! Tables with one cell a line whose rows lost their edges: after the header a name, and under it as many numbers as
//! the header has columns of numbers.
//!
//! ```text
//! 三级指标 / 年度 / 指标值 / 实际 / 完成值 / 分值 / 得分 / … / 管网长度 / 30 / 28 / 10 / 9 / …
//! ```

use super::{
    heads::trimmed,
    piped::BARS,
    region::{Region, lines_around, one_by_one, parted},
};
use crate::{
    model::Quantity,
    rules::{ColumnRole, Rulebook},
    scan::leading_cell,
    tabular::header_text::header,
    text::{Kinds, Source, Span, is_han},
};

/// Most lines that a broken header cell stands in.
const PIECES: usize = 3;

/// Most cells of a header.
const HEADS: usize = 32;

/// Longest header cell, in characters.
const HEAD_CHARS: usize = 14;

/// A line as long as this is running text, in characters.
const LINE_CHARS: usize = 100;

/// Fewest columns of numbers: with fewer any two numbers would be a row.
const FEWEST: usize = 3;

/// … where one of them holds marks, which a name and a goal alone have not.
const FEWEST_MARKED: usize = 2;

/// A header cell and what it says.
pub(super) type Head = (Span, ColumnRole);

/// The tables of the text around those that are known.
pub(super) fn regions(source: &Source, known: &[Span], rules: &Rulebook) -> Vec<Region> {
    among(&source.text, &lines_around(source, known), rules)
}

/// The same for cells between bars or tabs whose rows broke into lines.
pub(super) fn in_cells(source: &Source, known: &[Span], rules: &Rulebook) -> Vec<Region> {
    let text = source.text.as_str();
    let lines = lines_around(source, known);
    if !lines.iter().any(|line| source.kinds(*line).hold(Kinds::BAR)) {
        return Vec::new();
    }
    let cells = lines.into_iter().flat_map(|line| parted(source, line, &BARS));
    let cells = cells.map(|cell| trimmed(text, Span::of(text, cell))).filter(|cell| !cell.is_empty());
    among(text, &cells.collect::<Vec<Span>>(), rules)
}

fn among(text: &str, lines: &[Span], rules: &Rulebook) -> Vec<Region> {
    let begun: Vec<Option<(Head, usize)>> =
        (0..lines.len()).map(|at| head(text, &lines[at..], rules)).collect();
    one_by_one(lines, |at| {
        let (heads, next) = heads(&begun, at);
        let (region, used) = region(text, &heads, columns(&heads)?, &lines[next..], rules)?;
        Some((region, next + used))
    })
}

/// The header cells from a line on, of those that begin in each, and the line after them.
fn heads(begun: &[Option<(Head, usize)>], at: usize) -> (Vec<Head>, usize) {
    let (mut found, mut next) = (Vec::new(), at);
    while let Some(Some((head, used))) = begun.get(next).filter(|_| found.len() < HEADS) {
        found.push(*head);
        next += used;
    }
    (found, next)
}

/// The header cell that begins here, in as many lines as make one word, and how many these are.
pub(super) fn head(text: &str, lines: &[Span], rules: &Rulebook) -> Option<(Head, usize)> {
    let letter = |c: &char| is_han(*c) || !c.is_whitespace();
    let long = |span: Span| span.text(text).chars().filter(letter).nth(HEAD_CHARS).is_some();
    if lines.first().is_some_and(|line| long(*line)) {
        return None;
    }
    (1..=PIECES.min(lines.len())).rev().find_map(|count| {
        let span = lines[0].to(lines[count - 1]);
        if long(span) {
            return None;
        }
        let words: String = span.text(text).split_whitespace().collect();
        let read = header(&words, rules)?;
        let word = read.word?;
        let whole = word.start == 0 && word.end == read.words.len();
        let most = (word.end - word.start) * 2 >= read.words.len();
        (whole || count == 1 && most).then_some(((span, word.role), count))
    })
}

/// The columns of numbers behind the names; `None` where no goal and figure, and no marks and goal, follow them.
fn columns(heads: &[Head]) -> Option<&[Head]> {
    let roles = |by: usize| heads.windows(3).position(|three| told(three)[..] == ORDERS[by]);
    let first = (0..ORDERS.len()).find_map(roles)? + 1;
    let numeric = |head: &&Head| {
        matches!(head.1, ColumnRole::Goal | ColumnRole::Figure | ColumnRole::Rate | ColumnRole::Score)
    };
    let count = heads[first..].iter().take_while(numeric).count();
    let fewest = if heads[first].1 == ColumnRole::Score { FEWEST_MARKED } else { FEWEST };
    (count >= fewest).then(|| &heads[first..first + count])
}

/// How the columns of numbers may begin behind the names.
const ORDERS: [[ColumnRole; 3]; 2] = [
    [ColumnRole::Indicator, ColumnRole::Goal, ColumnRole::Figure],
    [ColumnRole::Indicator, ColumnRole::Score, ColumnRole::Goal],
];

fn told(heads: &[Head]) -> Vec<ColumnRole> {
    heads.iter().map(|head| head.1).collect()
}

/// The rows behind a header, and how many lines they take.
fn region(
    text: &str,
    heads: &[Head],
    columns: &[Head],
    lines: &[Span],
    rules: &Rulebook,
) -> Option<(Region, usize)> {
    let name = heads
        .iter()
        .rev()
        .find(|head| head.1 == ColumnRole::Indicator && head.0.end <= columns[0].0.start)?;
    let mut grid = vec![(true, std::iter::once(name).chain(columns).map(|head| Some(head.0)).collect())];
    let (mut used, mut at) = (0, 0);
    while at < lines.len() && lines[at].text(text).chars().count() < LINE_CHARS {
        let numbers: Vec<(Span, Quantity)> = lines[at + 1..]
            .iter()
            .map_while(|line| Some((*line, leading_cell(line.text(text), rules)?)))
            .collect();
        let named = leading_cell(lines[at].text(text), rules).is_none();
        let complete = numbers.len() == columns.len() || numbers.len() == columns.len() + 1;
        if named && complete && marked(columns, &numbers) {
            let cells = std::iter::once(lines[at]).chain(numbers.iter().map(|(line, _)| *line));
            grid.push((false, cells.take(columns.len() + 1).map(Some).collect()));
            used = at + 1 + numbers.len();
        }
        at += if named { numbers.len() + 1 } else { 1 };
    }
    // 单位：万元 stands over the table.
    let own = |head: &&Head| !head.0.text(text).contains(['：', ':']);
    let span = heads.iter().find(own)?.0.to(*lines.get(used.checked_sub(1)?)?);
    Some((Region::of(span, &grid), used))
}

/// True where no mark is above the full one.
fn marked(columns: &[Head], numbers: &[(Span, Quantity)]) -> bool {
    let marks = columns.iter().zip(numbers).filter(|(head, _)| head.1 == ColumnRole::Score);
    let marks: Vec<_> = marks.map(|(_, (_, number))| number.amount.low()).collect();
    marks.windows(2).all(|pair| pair[1] <= pair[0])
}
