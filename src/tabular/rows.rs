//! The rows of a band: their names, their values, and what they take from the row above.

use super::{
    band::Band,
    blank::{is_empty, note},
    cells::{bind, values},
    column::Column,
    grid::Grid,
    kin, led, proper,
    row::{Row, Units},
    said,
    value::{Value, named_bound, named_unit},
};
use crate::{
    rules::{ColumnRole, Rulebook},
    scan::{UnitText, unit_text},
    text::Span,
};
use std::collections::{HashMap, HashSet};

/// The rows of a band.
pub(crate) fn rows(
    text: &str,
    grid: &Grid,
    band: &Band,
    columns: &[Column],
    units: &Units,
    rules: &Rulebook,
) -> Vec<Row> {
    let mut found: Vec<Row> = Vec::new();
    let first = band.rows.first().map_or(0, |(row, _)| *row);
    let (beside, mut said) = (said::column(columns), Vec::new());
    for &(at, section) in &band.rows {
        if is_note(grid, at, rules) {
            continue;
        }
        let mut row = Row { section, ..Row::default() };
        heads(grid, at, first, columns, found.last(), &mut row, rules);
        if shifted(grid, at, columns, &row, rules) {
            continue;
        }
        let (name, unit) = named_unit(row.name(), rules);
        let bound = named_bound(row.name()).filter(|_| unit.is_some());
        if let (Some(last), Some(_)) = (row.names.last_mut(), &unit) {
            *last = name;
        }
        let own = unit_cell(grid, at, columns, rules);
        // 财务(百万元) over the rows of a part.
        let over = || named_unit(native(section?.text(text)), rules).1;
        row.unit = own.or(unit).or(row.unit).or_else(over);
        row.values = values(text, grid, at, columns, &row, units, rules);
        if let Some(bound) = bound {
            bind(columns, &mut row.values, bound);
        }
        led::read(text, &mut row, columns, rules);
        // A header cell that reaches down beside its own rows, 年度绩效目标1, holds no value.
        let head = |col: usize| grid.cell(at, col).is_some_and(|cell| cell.row < first);
        (0..columns.len()).filter(|&col| head(col)).for_each(|col| row.values[col] = Value::Empty);
        row.merged = (0..columns.len()).map(|col| !grid.begins(at, col)).collect();
        row.remarks = (0..columns.len())
            .filter(|&col| columns[col].role == Some(ColumnRole::Remark))
            .filter_map(|col| grid.span(at, col))
            .collect();
        row.span = (0..grid.width()).filter_map(|col| grid.span(at, col)).reduce(Span::to);
        said.push(beside.map_or("", |col| grid.words(at, col)).to_owned());
        found.push(row);
    }
    said::tell_apart(&mut found, &said, rules);
    tell_apart(&mut found);
    kin::name_parts(&mut found);
    kin::name_acts(&mut found, rules);
    found
}

/// 原煤 | 产量 and 焦炭 | 产量: rows of one name under several others take that of their own with them.
fn tell_apart(rows: &mut [Row]) {
    let mut above: HashMap<String, HashSet<String>> = HashMap::new();
    for row in rows.iter() {
        if let [.., upper, name] = row.names.as_slice() {
            above.entry(name.clone()).or_default().insert(upper.clone());
        }
    }
    let again = |name: &String| above.get(name).is_some_and(|uppers| uppers.len() > 1);
    // 八年级 beside 九年级 of 物理 and of 化学, in 初中: what stands lowest only says which part is meant.
    let parts = rows.iter().any(|row| row.names.len() > 2 && row.names.last().is_some_and(again));
    for row in rows {
        let part = parts && row.names.len() > 2;
        let [.., upper, name] = row.names.as_mut_slice() else { continue };
        if (again(name) || part) && !upper.ends_with("指标") {
            // 焦油 under 产量目标.
            match upper.strip_suffix("目标").filter(|noun| noun.chars().nth(1).is_some()) {
                Some(noun) => name.push_str(noun),
                None => name.insert_str(0, upper),
            }
        }
    }
}

/// True for 填报人：…, 注：… and the like.
fn is_note(grid: &Grid, at: usize, rules: &Rulebook) -> bool {
    let first = grid.filled(at).first().map_or("", |&col| grid.words(at, col));
    note(first, rules).is_some()
}

/// Serial number, names and scope; what a merged cell said above still holds.
fn heads(
    grid: &Grid,
    at: usize,
    first: usize,
    columns: &[Column],
    above: Option<&Row>,
    row: &mut Row,
    rules: &Rulebook,
) {
    let levels = levels(grid, (at, first), columns, row, rules);
    let scoped = columns.iter().any(|column| column.role == Some(ColumnRole::Scope)) && !levels.is_empty();
    inherit(row, above, scoped);
    name(row, above, levels, rules);
    // 类别 | 范围: a class that is left out is that of the row above.
    if row.names.is_empty() && scoped && !row.total && !row.scope.is_empty() {
        row.names = above.map(|above| above.names.clone()).unwrap_or_default();
    }
}

/// A name by its place, or nothing where its cell is empty.
type Level = Option<(String, Option<Span>)>;

/// The names of a row, level by level; its number and its scope are written into it.
fn levels(
    grid: &Grid,
    (at, first): (usize, usize),
    columns: &[Column],
    row: &mut Row,
    rules: &Rulebook,
) -> Vec<Level> {
    let (mut last_cell, mut numbered) = (None, None);
    let mut levels: Vec<Level> = Vec::new();
    for (col, column) in columns.iter().enumerate() {
        let Some(role @ (ColumnRole::Serial | ColumnRole::Indicator | ColumnRole::Scope)) = column.role
        else {
            continue;
        };
        let cell = grid.cell(at, col);
        let known = cell.is_some_and(|cell| cell.row < first) || cell.is_some() && cell == last_cell;
        if known || role == ColumnRole::Serial && names_next(grid, (at, col), columns) {
            continue;
        }
        last_cell = cell;
        let words = closed(native(grid.words(at, col)));
        if rules.layouts.total.contains(&words) {
            (row.total, row.total_name) = (true, words);
            continue;
        }
        // 合计 | 16个: how many rows a total is of names nothing, and a list of values has one row that is called 值.
        if row.total && cell_number(&words, rules) || rules.layouts.names.value.contains(&words) {
            continue;
        }
        match role {
            ColumnRole::Serial => (row.serial, numbered) = (words, grid.span(at, col)),
            ColumnRole::Scope if !is_empty(&words, rules) => {
                (row.scope, row.unit) = named_unit(proper::unmarked(&words), rules);
            }
            ColumnRole::Indicator => {
                levels.push((!is_empty(&words, rules)).then(|| (words, grid.span(at, col))));
            }
            _ => {}
        }
    }
    // 一、续建项目（2个） in the column of numbers, and nothing in that of names.
    let class = proper::proper(&row.serial, rules);
    if !levels.is_empty()
        && !row.total
        && levels.iter().all(Option::is_none)
        && class.chars().nth(2).is_some()
    {
        levels = vec![Some((class, numbered))];
    }
    levels
}

/// 一、高速公路 over the columns of numbers and of names is a name.
fn names_next(grid: &Grid, (at, col): (usize, usize), columns: &[Column]) -> bool {
    let next = columns.get(col + 1).and_then(|next| next.role);
    let cell = grid.cell(at, col);
    let named = matches!(next, Some(ColumnRole::Indicator | ColumnRole::Scope));
    named && grid.cell(at, col + 1) == cell
}

/// Fewest English words behind Chinese ones that say the same again.
const ENGLISH_WORDS: usize = 3;

/// Chinese words without the English ones behind that say them again.
fn native(words: &str) -> &str {
    let Some((at, last)) = words.char_indices().rfind(|(_, c)| !c.is_ascii()) else { return words };
    let end = at + last.len_utf8();
    let closed = words[end..].len() - words[end..].trim_start_matches([')', ']']).len();
    let (own, rest) = words.split_at(end + closed);
    let english = |word: &&str| word.bytes().filter(u8::is_ascii_lowercase).count() * 2 > word.len();
    let count = rest.split_whitespace().filter(english).count();
    // On a line of its own fewer say it again.
    let again = count >= ENGLISH_WORDS && rest.contains(' ') || count > 0 && rest.starts_with('\n');
    if again { own.trim_end() } else { words }
}

/// Words without blanks, but between letters of another script: Active users.
fn closed(words: &str) -> String {
    let mut found = String::new();
    for word in words.split_whitespace() {
        let apart = found.ends_with(|c: char| c.is_ascii_alphanumeric())
            && word.starts_with(|c: char| c.is_ascii_alphanumeric());
        if apart {
            found.push(' ');
        }
        found.push_str(word);
    }
    found
}

/// True where words are a number.
fn cell_number(words: &str, rules: &Rulebook) -> bool {
    crate::scan::cell(words, rules).is_some()
}

/// Serial number and scope of the row above, where this one leaves them out.
fn inherit(row: &mut Row, above: Option<&Row>, scoped: bool) {
    let Some(above) = above.filter(|_| !row.total) else { return };
    if row.serial.is_empty() {
        row.serial.clone_from(&above.serial);
    }
    if row.scope.is_empty() && scoped {
        row.scope.clone_from(&above.scope);
    }
}

/// The names of all levels; an upper level that is left out is that of the row above.
fn name(row: &mut Row, above: Option<&Row>, levels: Vec<Option<(String, Option<Span>)>>, rules: &Rulebook) {
    let deepest = levels.iter().rposition(Option::is_some);
    for (level, found) in levels.into_iter().enumerate() {
        match found {
            Some((name, span)) => {
                row.names.push(proper::proper(&name, rules));
                row.name_span = span;
            }
            None if deepest.is_some_and(|deepest| level < deepest) => {
                let name =
                    above.and_then(|above| above.names.get(level).filter(|_| level + 1 < above.names.len()));
                row.names.extend(name.cloned());
            }
            None => {}
        }
    }
}

/// True where a cell is missing in front: a unit stands in the column of names, and no unit in that of units.
fn shifted(grid: &Grid, at: usize, columns: &[Column], row: &Row, rules: &Rulebook) -> bool {
    let units = columns.iter().position(|column| column.role == Some(ColumnRole::Unit));
    units.map(|col| grid.words(at, col)).is_some_and(|words| {
        !is_empty(words, rules) && unit_text(words, rules).is_none() && unit_text(row.name(), rules).is_some()
    })
}

/// The unit in a column of units.
fn unit_cell(grid: &Grid, at: usize, columns: &[Column], rules: &Rulebook) -> Option<UnitText> {
    let col = columns.iter().position(|column| column.role == Some(ColumnRole::Unit))?;
    unit_text(grid.words(at, col), rules)
}
