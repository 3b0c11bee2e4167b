//! Districts down and indicators across, one cell a line: a row is a name and its numbers, and the printed rates say
//! where the columns of each indicator end.
//!
//! ```text
//! 地区 / 新增就业(人) / 再就业(人) / 目标 / 完成 / 完成率 / 目标 / 完成 / 完成率 / 东区 / 40 / 44 / 110 / 20 / 25 / 125 / …
//! ```

use rust_decimal::Decimal;

use super::{
    heads::roles,
    region::{Region, lines_around},
};
use crate::{
    model::Quantity,
    rules::{ColumnRole, Rulebook, ends},
    scan::cell,
    tabular::{arithmetic::follows, header::Header},
    text::{Cell, Source, Span, Table, is_digit},
};

/// Most cells of a header.
const HEADS: usize = 80;

/// Longest cell, in characters.
const CELL_CHARS: usize = 24;

/// Fewest numbers of a whole row.
const FEWEST: usize = 5;

/// Most indicators.
const MOST_NAMES: usize = 12;

/// A district and its numbers.
struct Row {
    name: Span,
    numbers: Vec<(Span, Quantity)>,
}

/// The header cells that matter: what heads the names, the indicators, and the words for goal, figure and rate.
struct Heads {
    start: Span,
    corner: Span,
    names: Vec<Span>,
    words: [Span; 3],
}

/// The tables of the text around those that are known.
pub(super) fn regions(source: &Source, known: &[Span], rules: &Rulebook) -> Vec<Region> {
    let text = source.text.as_str();
    let lines = lines_around(source, known);
    let numbers: Vec<Option<Quantity>> = lines.iter().map(|line| number(text, *line, rules)).collect();
    let (mut found, mut at, mut low) = (Vec::new(), 0, 0);
    while at < lines.len() {
        let behind = numbers[at + 1..].iter().take_while(|number| number.is_some()).count();
        if numbers[at].is_some() || behind < FEWEST {
            at += 1 + behind;
            continue;
        }
        let (rows, next) = rows(text, &lines, &numbers, at);
        let above = &lines[low.max(at.saturating_sub(HEADS))..at];
        if let Some(heads) = heads(text, above, rules)
            && let Some(region) = region(&heads, &rows)
        {
            found.push(region);
            low = next;
        }
        at = next;
    }
    found
}

fn number(text: &str, line: Span, rules: &Rulebook) -> Option<Quantity> {
    let words = line.text(text);
    let short = words.len() <= CELL_CHARS && words.contains(is_digit);
    short.then(|| cell(words, rules)).flatten()
}

/// The rows from a name on, and the line after them; a name without numbers is a row that was left empty.
fn rows(text: &str, lines: &[Span], numbers: &[Option<Quantity>], at: usize) -> (Vec<Row>, usize) {
    let (mut found, mut end): (Vec<Row>, usize) = (Vec::new(), at + 1);
    let mut next = at;
    while next < lines.len() && numbers[next].is_none() && is_name(lines[next].text(text)) {
        let own = numbers[next + 1..].iter().map_while(|number| number.clone());
        let own: Vec<(Span, Quantity)> = lines[next + 1..].iter().copied().zip(own).collect();
        next += 1 + own.len();
        if !own.is_empty() {
            found.push(Row { name: lines[next - 1 - own.len()], numbers: own });
            end = next;
        } else if found.is_empty() {
            break;
        }
    }
    (found, end)
}

fn is_name(words: &str) -> bool {
    words.chars().count() <= CELL_CHARS / 2 && !words.contains(['。', '，', '；', '：', ':', '(', '（'])
}

/// The header over the rows; `None` where it does not say the same words under several indicators.
fn heads(text: &str, above: &[Span], rules: &Rulebook) -> Option<Heads> {
    let read = |span: &Span| -> Option<Header> {
        let short = span.text(text).chars().count() <= CELL_CHARS;
        short.then(|| roles(text, &[*span], rules)).flatten()?.pop()
    };
    let mut run: Vec<(Span, Header)> = Vec::new();
    for span in above.iter().rev() {
        match read(span) {
            Some(header) => run.push((*span, header)),
            None => break,
        }
    }
    run.reverse();
    let scope =
        |(_, header): &(Span, Header)| matches!(header.role(), Some(ColumnRole::Scope | ColumnRole::Body));
    let corner = run.iter().rposition(scope)?;
    let run = &run[corner..];
    let often = |span: Span| run.iter().filter(|(other, _)| other.text(text) == span.text(text)).count();
    let word = |roles: &[ColumnRole], percent: bool| {
        let fits = |(span, header): &&(Span, Header)| {
            header.role().is_some_and(|role| roles.contains(&role))
                && is_percent(header) == percent
                && often(*span) > 1
        };
        run.iter().find(fits).map(|(span, _)| *span)
    };
    let goal = word(&[ColumnRole::Goal], false)?;
    let figure = word(&[ColumnRole::Figure], false).or_else(|| word(&[ColumnRole::Rate], false))?;
    let rate = word(&[ColumnRole::Rate, ColumnRole::Share], true);
    let rate = rate
        .or_else(|| word(&[ColumnRole::Rate, ColumnRole::Share], false))
        .filter(|rate| *rate != figure)?;
    let single = || run[1..].iter().filter(|(span, _)| often(*span) == 1);
    let measured: Vec<Span> =
        single().filter(|(_, header)| header.unit.is_some()).map(|(span, _)| *span).collect();
    let office = |span: &Span| ends(&rules.layouts.names.office, span.text(text));
    let plain =
        single().filter(|(span, header)| header.role().is_none() && !office(span)).map(|(span, _)| *span);
    let names = if measured.len() > 1 { measured } else { plain.collect() };
    let fits = (2..=MOST_NAMES).contains(&names.len());
    fits.then_some(Heads { start: run[0].0, corner: run[0].0, names, words: [goal, figure, rate] })
}

fn is_percent(header: &Header) -> bool {
    header.unit.as_ref().and_then(|unit| unit.unit.as_ref()).is_some_and(|unit| unit.dimension.0 == "percent")
}

/// The table, where one way to cut the whole rows fits all of them; rows with less are placed where one way fits.
fn region(heads: &Heads, rows: &[Row]) -> Option<Region> {
    let count = heads.names.len();
    let most = rows.iter().map(|row| row.numbers.len()).max()?;
    let whole: Vec<&Row> = rows.iter().filter(|row| row.numbers.len() == most).collect();
    let fits = |widths: &Vec<usize>| {
        let all: Vec<usize> = (0..count).collect();
        whole.iter().all(|row| confirmed(row, widths, &all))
    };
    let mut ways = ways(count, most).into_iter().filter(fits);
    let widths = ways.next().filter(|_| ways.next().is_none() && whole.len() > 1)?;
    let mut placed: Vec<(&Row, Vec<usize>)> = Vec::new();
    let mut left: Vec<(&Row, Vec<Vec<usize>>)> = Vec::new();
    for row in rows {
        let mut choices: Vec<Vec<usize>> =
            subsets(count).into_iter().filter(|blocks| confirmed(row, &widths, blocks)).collect();
        match choices.len() {
            1 => placed.extend(choices.pop().map(|blocks| (row, blocks))),
            _ => left.push((row, choices)),
        }
    }
    // Where one row is left, the sum over the districts places it.
    if let [(row, choices)] = left.as_slice() {
        let mut sums = choices.iter().filter(|blocks| sums_up(row, blocks, &placed, &widths));
        if let (Some(blocks), None) = (sums.next(), sums.next()) {
            placed.push((row, blocks.clone()));
            left.clear();
        }
    }
    placed.sort_by_key(|(row, _)| row.name);
    let lost = left
        .iter()
        .map(|(row, _)| row.numbers.iter().fold(row.name, |span, (own, _)| span.to(*own)))
        .collect();
    let last = rows.last()?.numbers.last()?.0;
    let table = table(heads, &widths, &placed, heads.start.to(last));
    Some(Region { span: table.span, table: Some(table), lost, moved: 0 })
}

/// Every way to give a number of cells to indicators, three to each, or two to one whose rate is not printed.
fn ways(count: usize, most: usize) -> Vec<Vec<usize>> {
    let Some(pairs) = (count * 3).checked_sub(most).filter(|&pairs| pairs < count) else { return Vec::new() };
    let chosen =
        subsets(count).into_iter().filter(|set| set.len() == pairs || pairs == 0 && set.len() == count);
    let width = |set: &[usize], at: usize| if pairs > 0 && set.contains(&at) { 2 } else { 3 };
    chosen.map(|set| (0..count).map(|at| width(&set, at)).collect()).collect()
}

/// Every choice of indicators that is not empty.
fn subsets(count: usize) -> Vec<Vec<usize>> {
    (1..1usize << count).map(|bits| (0..count).filter(|at| bits >> at & 1 == 1).collect()).collect()
}

/// True where the numbers of a row are those of the indicators: each rate follows from its goal and figure.
fn confirmed(row: &Row, widths: &[usize], blocks: &[usize]) -> bool {
    let mut at = 0;
    for &block in blocks {
        let Some(own) = row.numbers.get(at..at + widths[block]) else { return false };
        at += own.len();
        if let [(_, goal), (_, figure), (_, rate)] = own
            && !follows(goal, figure, rate)
        {
            return false;
        }
    }
    at == row.numbers.len()
}

/// True where the goals of the first row are those of all others and of this one together.
fn sums_up(row: &Row, blocks: &[usize], placed: &[(&Row, Vec<usize>)], widths: &[usize]) -> bool {
    let goal = |row: &Row, blocks: &[usize], block: usize| -> Option<Decimal> {
        let place = blocks.iter().position(|&own| own == block)?;
        let at: usize = blocks[..place].iter().map(|&own| widths[own]).sum();
        Some(row.numbers.get(at)?.1.amount.low())
    };
    blocks.iter().all(|&block| {
        let mut goals = placed.iter().filter_map(|(other, own)| goal(other, own, block));
        let total = goals.next();
        let rest: Decimal = goals.sum();
        goal(row, blocks, block).is_some_and(|own| total == Some(rest + own))
    })
}

fn table(heads: &Heads, widths: &[usize], rows: &[(&Row, Vec<usize>)], span: Span) -> Table {
    let start = |block: usize| 1 + widths[..block].iter().sum::<usize>();
    let one =
        |span: Span, row: usize, col: usize, header: bool| Cell { span, row, col, rows: 1, cols: 1, header };
    let mut cells = vec![Cell { rows: 2, ..one(heads.corner, 0, 0, true) }];
    cells.extend(
        heads
            .names
            .iter()
            .enumerate()
            .map(|(at, &name)| Cell { cols: widths[at], ..one(name, 0, start(at), true) }),
    );
    for (block, &width) in widths.iter().enumerate() {
        let words = heads.words.iter().take(width).enumerate();
        cells.extend(words.map(|(by, &word)| one(word, 1, start(block) + by, true)));
    }
    for (at, (row, blocks)) in rows.iter().enumerate() {
        cells.push(one(row.name, at + 2, 0, false));
        let places = blocks.iter().flat_map(|&block| (0..widths[block]).map(move |by| start(block) + by));
        cells.extend(row.numbers.iter().zip(places).map(|((span, _), col)| one(*span, at + 2, col, false)));
    }
    Table { caption: None, span, height: rows.len() + 2, width: 1 + widths.iter().sum::<usize>(), cells }
}
