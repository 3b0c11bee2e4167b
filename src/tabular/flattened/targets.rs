//! Lists of goals that run on in one line: after the header words a name, its unit, a sign and a number follow each
//! other, with or without a serial number before and an office behind.
//!
//! ```text
//! 指标名称计量单位2020年目标值资料来源1 常住人口城镇化率% ≥ 71省统计局2 万人发明专利拥有量件≥ 18省知识产权局…
//! ```

use super::{glued::heads, heads::trimmed, region::Region};
use crate::{
    rules::{ColumnRole, Rulebook},
    scan::unit_text,
    text::{Covered, Kinds, Letters, Source, Span},
};

/// Fewest rows that make a list.
const FEWEST: usize = 5;

/// Most bytes from the first header word to the goal's.
const HEAD_BYTES: usize = 60;

/// Longest unit and longest office, in characters.
const UNIT_CHARS: usize = 6;
const OFFICE_CHARS: usize = 8;

/// Shortest name in brackets that is one by itself, in characters.
const NAME_CHARS: usize = 4;

fn is_sign(letter: char) -> bool {
    SIGNS.has(letter)
}

/// The signs between a unit and its number.
static SIGNS: Letters = Letters::of("≥≧≤≦＞＜><=＝");

/// The header words and what follows them.
struct List {
    heads: [Span; 3],
    body: Span,
}

/// A name, its unit, and its number with the sign before it.
struct Row {
    name: Span,
    unit: Option<Span>,
    goal: Span,
}

/// The lists of the text around the tables that are known.
pub(super) fn regions(source: &Source, known: &[Span], rules: &Rulebook) -> Vec<Region> {
    let text = source.text.as_str();
    let known = Covered::new(known.iter().copied());
    let signed = |line: &Span| {
        source.kinds(*line).hold(Kinds::SIGN) && SIGNS.places(line.text(text)).nth(FEWEST - 1).is_some()
    };
    let lines = source.lines().filter(signed).map(|line| trimmed(text, line));
    lines.filter(|line| !known.covers(*line)).filter_map(|line| region(text, line, rules)).collect()
}

fn region(text: &str, line: Span, rules: &Rulebook) -> Option<Region> {
    let list = list(text, line, rules)?;
    let rows = rows(text, list.body, rules);
    let end = rows.last().filter(|_| rows.len() >= FEWEST)?.goal.end;
    let mut grid = vec![(true, list.heads.map(Some).to_vec())];
    grid.extend(rows.iter().map(|row| (false, vec![Some(row.name), row.unit, Some(row.goal)])));
    let span = list.heads[0].to(Span::new(end, end));
    Some(Region::of(span, &grid))
}

/// A header of names, units and goals, and no results behind them.
fn list(text: &str, line: Span, rules: &Rulebook) -> Option<List> {
    let heads = heads(text, line, rules);
    let order = [ColumnRole::Indicator, ColumnRole::Unit, ColumnRole::Goal];
    let near = |from: Span, to: Span| to.end - from.start <= HEAD_BYTES;
    let begins = |three: &[(Span, ColumnRole)]| {
        three.iter().map(|head| head.1).eq(order) && near(three[0].0, three[2].0)
    };
    let at = heads.windows(3).position(begins)?;
    let goal = heads[at + 2].0;
    let reached = heads[at + 3..]
        .iter()
        .take_while(|head| near(goal, head.0))
        .any(|head| matches!(head.1, ColumnRole::Figure | ColumnRole::Rate));
    let found = [heads[at].0, heads[at + 1].0, goal];
    (!reached).then(|| List { heads: found, body: Span::new(goal.end, line.end) })
}

fn rows(text: &str, body: Span, rules: &Rulebook) -> Vec<Row> {
    let (mut found, mut serial, mut from) = (Vec::<Row>::new(), 1, body.start);
    while let Some(sign) = text[from..body.end].find(is_sign).map(|at| from + at) {
        let before = trimmed(text, Span::new(from, sign));
        let start = behind_signs(text, sign, body.end);
        let (named, next) = named(text, before, serial, rules);
        let number = number(text, start, body.end, next);
        from = number.max(start);
        if number == start {
            continue;
        }
        serial = next;
        let goal = Span::new(sign, with_unit(text, number, body.end, rules));
        let two = found.last_mut().filter(|_| before.text(text) == "/").and_then(|last| halved(text, last));
        match (two, named) {
            (Some((name, unit)), _) => found.push(Row { name, unit, goal }),
            (None, Some((name, unit))) => found.push(Row { name, unit, goal }),
            (None, None) => {}
        }
        from = goal.end;
    }
    found
}

/// A rate and another one, <4/<5.4: the name of the row before is that of both, and this is the second of it.
fn halved(text: &str, last: &mut Row) -> Option<(Span, Option<Span>)> {
    let (one, other) = last.name.text(text).split_once('/')?;
    let (one, other) = (Span::of(text, one), Span::of(text, other));
    last.name = one;
    Some((other, last.unit))
}

fn behind_signs(text: &str, sign: usize, end: usize) -> usize {
    let rest = &text[sign..end];
    end - rest.trim_start_matches(|c: char| is_sign(c) || c == ' ').len()
}

/// Where the digits of a number end; the next serial number, glued to it and with a blank behind, is none of them.
fn number(text: &str, start: usize, end: usize, serial: usize) -> usize {
    let rest = &text[start..end];
    let digits = rest.find(|c: char| !c.is_ascii_digit() && c != '.').unwrap_or(rest.len());
    let glued = rest[..digits].strip_suffix(&serial.to_string()).filter(|number| !number.is_empty());
    start + glued.filter(|_| rest[digits..].starts_with(' ')).map_or(digits, str::len)
}

/// The end of a number with the unit right behind it: 9.5万元.
fn with_unit(text: &str, number: usize, end: usize, rules: &Rulebook) -> usize {
    let rest = &text[number..end];
    let ends = rest.char_indices().take(UNIT_CHARS).map(|(at, letter)| at + letter.len_utf8());
    let unit = ends.filter(|&at| unit_text(&rest[..at], rules).is_some()).max();
    number + unit.unwrap_or(0)
}

/// The name and the unit that stand before a sign, and the serial number that comes next.
fn named(text: &str, gap: Span, serial: usize, rules: &Rulebook) -> (Option<(Span, Option<Span>)>, usize) {
    let words = gap.text(text);
    let (name, next) = match behind_serial(words, serial) {
        Some(at) => (&words[at..], serial + 1),
        None => (behind_office(words, rules), serial),
    };
    // 翻一番(全省人均GDP: the bracket that is still open says what the number is of.
    let open = name.rfind(['(', '（']).filter(|&at| !name[at..].contains([')', '）']));
    let inner = open.map(|at| name[at..].trim_start_matches(['(', '（']));
    let name = match inner.filter(|inner| inner.chars().count() >= NAME_CHARS) {
        Some(inner) => inner,
        None => open.map_or(name, |at| name[..at].split(['(', '（']).next().unwrap_or(name)),
    };
    let cut = unit_before(name, rules);
    let own = trimmed(text, Span::of(text, &name[..cut]));
    let unit = trimmed(text, Span::of(text, &name[cut..]));
    let known = own.text(text).chars().count() > 1;
    (known.then_some((own, (!unit.is_empty()).then_some(unit))), next)
}

/// Where the unit that ends a name begins.
fn unit_before(name: &str, rules: &Rulebook) -> usize {
    let starts = name.char_indices().rev().take(UNIT_CHARS).map(|(at, _)| at);
    starts.filter(|&at| unit_text(name[at..].trim(), rules).is_some()).min().unwrap_or(name.len())
}

/// What follows the serial number that is expected.
fn behind_serial(words: &str, serial: usize) -> Option<usize> {
    let mark = serial.to_string();
    let digit = |c: char| c.is_ascii_digit() || c == '.';
    let alone = |&(at, _): &(usize, &str)| {
        !words[..at].ends_with(digit) && words[at + mark.len()..].starts_with([' ', '.', '、'])
    };
    words.match_indices(mark.as_str()).find(alone).map(|(at, mark)| at + mark.len())
}

/// What follows the office that told the number before: 省人社厅.
fn behind_office<'t>(words: &'t str, rules: &Rulebook) -> &'t str {
    let ends = words.char_indices().take(OFFICE_CHARS).map(|(at, letter)| at + letter.len_utf8());
    let office = ends.filter(|&at| at < words.len() && rules.bodies.is_body(&words[..at])).min();
    office.map_or(words, |at| &words[at..])
}
