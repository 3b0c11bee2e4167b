//! The rows of a band: what each is about, and the values of its cells.

use rust_decimal::Decimal;

use super::{
    band::Band,
    column::{Column, is_empty},
    grid::Grid,
    value::{Value, named_unit, unit_of},
};
use crate::{
    model::Bound,
    outline::marker,
    rules::{ColumnRole, Rulebook},
    scan::{UnitText, quantities, unit_text},
    text::Span,
};

/// A row of data.
#[derive(Clone, Debug, Default)]
pub(crate) struct Row {
    /// Heading over it inside the table.
    pub(crate) section: Option<Span>,
    /// Its number, that of the row above where its own is merged with it.
    pub(crate) serial: String,
    /// What it names, upper levels first, each once.
    pub(crate) names: Vec<String>,
    /// Where the lowest name stands.
    pub(crate) name_span: Option<Span>,
    /// Its district or body; empty for a total.
    pub(crate) scope: String,
    /// The unit of its own column, or of its name.
    pub(crate) unit: Option<UnitText>,
    /// True for 合计.
    pub(crate) total: bool,
    /// The values by column.
    pub(crate) values: Vec<Value>,
    /// True by column where the cell belongs to a row above as well.
    pub(crate) merged: Vec<bool>,
    /// Remarks.
    pub(crate) remarks: Vec<Span>,
    /// Everything in it.
    pub(crate) span: Option<Span>,
}

impl Row {
    /// The lowest name.
    pub(crate) fn name(&self) -> &str {
        self.names.last().map_or("", String::as_str)
    }
}

/// Units for the numbers of a whole band.
#[derive(Clone, Debug, Default)]
pub(crate) struct Units {
    /// From the header over the row heads: 项目资金(万元).
    pub(crate) heads: Option<UnitText>,
    /// From the caption: 单位：万元.
    pub(crate) caption: Option<UnitText>,
}

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
    for &(at, section) in &band.rows {
        if is_note(grid, at, rules) {
            continue;
        }
        let mut row = Row { section, ..Row::default() };
        heads(grid, at, first, columns, found.last(), &mut row, rules);
        let (name, unit) = named_unit(row.name(), rules);
        if let (Some(last), Some(_)) = (row.names.last_mut(), &unit) {
            *last = name;
        }
        let own = unit_cell(grid, at, columns, rules);
        row.unit = own.or(unit);
        row.values = values(text, grid, at, columns, &row, units, rules);
        row.merged = (0..columns.len()).map(|col| !grid.begins(at, col)).collect();
        row.remarks = (0..columns.len())
            .filter(|&col| columns[col].role == Some(ColumnRole::Remark))
            .filter_map(|col| grid.span(at, col))
            .collect();
        row.span = (0..grid.width()).filter_map(|col| grid.span(at, col)).reduce(Span::to);
        found.push(row);
    }
    found
}

/// True for 填报人：…, 注：… and the like.
fn is_note(grid: &Grid, at: usize, rules: &Rulebook) -> bool {
    let first = grid.filled(at).first().map_or("", |&col| grid.words(at, col));
    let colon = |rest: &str| rest.is_empty() || rest.trim_start().starts_with([':', '：']);
    let skips = |word: &String| {
        first.strip_prefix(word.as_str()).is_some_and(|rest| word.ends_with(['：', ':']) || colon(rest))
    };
    rules.layouts.skip.iter().any(skips)
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
    let mut last_cell = None;
    let mut levels: Vec<Option<(String, Option<Span>)>> = Vec::new();
    for (col, column) in columns.iter().enumerate() {
        let Some(role) = column.role else { continue };
        if !matches!(role, ColumnRole::Serial | ColumnRole::Indicator | ColumnRole::Scope) {
            continue;
        }
        let cell = grid.cell(at, col);
        if cell.is_some_and(|cell| cell.row < first) || cell.is_some() && cell == last_cell {
            continue;
        }
        last_cell = cell;
        let words: String = grid.words(at, col).split_whitespace().collect();
        if rules.layouts.total.contains(&words) {
            row.total = true;
            continue;
        }
        match role {
            ColumnRole::Serial => row.serial = words,
            ColumnRole::Scope if !is_empty(&words, rules) => row.scope = words,
            ColumnRole::Indicator => {
                levels.push((!is_empty(&words, rules)).then(|| (words, grid.span(at, col))));
            }
            _ => {}
        }
    }
    let scoped = columns.iter().any(|column| column.role == Some(ColumnRole::Scope)) && !levels.is_empty();
    inherit(row, above, scoped);
    name(row, above, levels);
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
fn name(row: &mut Row, above: Option<&Row>, levels: Vec<Option<(String, Option<Span>)>>) {
    let deepest = levels.iter().rposition(Option::is_some);
    for (level, found) in levels.into_iter().enumerate() {
        match found {
            Some((name, span)) => {
                row.names.push(plain_name(&name));
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

/// A name without its number in front: （1）, 1.、 ①.
fn plain_name(name: &str) -> String {
    let rest = name.trim_start_matches(|c: char| "①②③④⑤⑥⑦⑧⑨⑩*★▲".contains(c));
    let rest = rest.strip_prefix("其中").map_or(rest, |rest| rest.trim_start_matches([':', '：']));
    if let Some(found) = marker(rest).filter(|found| found.length < rest.len()) {
        return rest[found.length..].trim().to_owned();
    }
    let digits = rest.trim_start_matches(['(', '（']).trim_start_matches(|c: char| c.is_ascii_digit());
    let used = rest.len() - digits.len();
    let after = digits.trim_start_matches(['.', '．', '、', '。', ')', '）']);
    if used > 0
        && after.len() < digits.len()
        && !after.is_empty()
        && !after.starts_with(|c: char| c.is_ascii_digit())
    {
        return after.to_owned();
    }
    if rest.is_empty() { name.to_owned() } else { rest.to_owned() }
}

fn unit_cell(grid: &Grid, at: usize, columns: &[Column], rules: &Rulebook) -> Option<UnitText> {
    let col = columns.iter().position(|column| column.role == Some(ColumnRole::Unit))?;
    unit_text(grid.words(at, col), rules)
}

fn values(
    text: &str,
    grid: &Grid,
    at: usize,
    columns: &[Column],
    row: &Row,
    units: &Units,
    rules: &Rulebook,
) -> Vec<Value> {
    let mentioned = row.name_span.and_then(|span| {
        let found = quantities(span.text(text), rules);
        found.first().and_then(unit_of).map(plain)
    });
    let mut values: Vec<Value> = columns
        .iter()
        .enumerate()
        .map(|(col, column)| {
            let value = Value::read(text, grid.span(at, col), rules);
            match column.role {
                Some(ColumnRole::Rate | ColumnRole::Share) => value.measured(&[column.unit.as_ref()]),
                _ => value,
            }
        })
        .collect();
    // A number without a unit takes that of its column, its row, the table; a figure that of the goal before.
    let around = [row.unit.as_ref(), units.heads.as_ref(), units.caption.as_ref(), mentioned.as_ref()];
    let mut written = None;
    for role in [Some(ColumnRole::Goal), None, Some(ColumnRole::Background), Some(ColumnRole::Figure)] {
        for (column, value) in columns.iter().zip(&mut values).filter(|(column, _)| column.role == role) {
            let goal = value.number().filter(|_| role == Some(ColumnRole::Goal));
            let own = goal.is_some_and(|goal| goal.unit.is_some() || goal.magnitude > Decimal::ONE);
            let given = written
                .as_ref()
                .filter(|(_, unit)| !other_kind(unit, row))
                .map(|(amount, unit)| beside(*amount, unit, value));
            let mut choices = vec![column.unit.as_ref(), given.as_ref()];
            choices.extend(around);
            *value = std::mem::take(value).measured(&choices);
            if own && written.is_none() {
                written = value.number().and_then(|goal| Some((goal.amount.low(), unit_of(goal)?)));
            }
        }
    }
    operators(grid, at, columns, &mut values);
    values
}

/// True where a goal is a percentage and the unit of its row is none: 增长7% of a value in 亿元.
fn other_kind(goal: &UnitText, row: &Row) -> bool {
    let percent = |unit: &UnitText| unit.unit.as_ref().is_some_and(|unit| unit.dimension.0 == "percent");
    percent(goal) && row.unit.as_ref().is_some_and(|unit| !percent(unit))
}

/// The unit that a goal gives the figure beside it: 16768 beside 1万套 is counted in 套.
fn beside(goal: Decimal, unit: &UnitText, figure: &Value) -> UnitText {
    let far = figure.number().is_some_and(|figure| figure.amount.low() > goal * Decimal::from(20));
    if far { plain(unit.clone()) } else { unit.clone() }
}

/// A unit without its magnitude.
fn plain(unit: UnitText) -> UnitText {
    let text = unit.unit.as_ref().map_or_else(String::new, |unit| unit.name.clone());
    UnitText { magnitude: Decimal::ONE, text, ..unit }
}

/// Applies ≥ and ≤ of a column of their own.
fn operators(grid: &Grid, at: usize, columns: &[Column], values: &mut [Value]) {
    let bound = columns
        .iter()
        .position(|column| column.role == Some(ColumnRole::Operator))
        .and_then(|col| operator(grid.words(at, col)));
    let Some(bound) = bound else { return };
    for (column, value) in columns.iter().zip(values) {
        if column.role == Some(ColumnRole::Goal)
            && let Value::Number(quantity) = value
            && quantity.bound == Bound::Exactly
        {
            quantity.bound = bound;
        }
    }
}

fn operator(words: &str) -> Option<Bound> {
    Some(match words.trim() {
        "≥" | ">=" | "≧" | "＞=" | "大于等于" | "不低于" | "不少于" => Bound::AtLeast,
        ">" | "＞" | "大于" => Bound::MoreThan,
        "≤" | "<=" | "≦" | "＜=" | "小于等于" | "不高于" | "不超过" => Bound::AtMost,
        "<" | "＜" | "小于" => Bound::LessThan,
        "=" | "＝" | "等于" => Bound::Exactly,
        _ => return None,
    })
}
