//! The values of a row's cells, each with the unit that it has or is given.

use std::collections::HashMap;

use rust_decimal::Decimal;

use super::{
    blank::is_empty,
    column::Column,
    grid::Grid,
    row::{Row, Units},
    value::{Value, is_percent, operator, unit_of},
};
use crate::{
    model::{Bound, Quantity},
    rules::{ColumnRole, Rulebook, ends, holds},
    scan::{UnitText, quantities, unit_text},
    text::is_digit,
};

/// The values of a row by column.
pub(super) fn values(
    text: &str,
    grid: &Grid,
    at: usize,
    columns: &[Column],
    row: &Row,
    units: &Units,
    rules: &Rulebook,
) -> Vec<Value> {
    let mut values = as_written(text, grid, at, columns, rules);
    let mentioned = match is_rate(row.name(), rules) {
        true => unit_text("%", rules),
        false => mentioned(text, row, rules),
    };
    // 1 beside 年 in the column of units is none of 元, the unit of the money.
    let none = Units::default();
    let units = if strange_unit(grid, at, columns, rules) { &none } else { units };
    let mut giver = Giver { columns, row, units, mentioned, written: HashMap::new(), rules };
    for role in [Some(ColumnRole::Goal), None, Some(ColumnRole::Background), Some(ColumnRole::Figure)] {
        for (column, value) in columns.iter().zip(&mut values).filter(|(column, _)| column.role == role) {
            let goal = value.number().filter(|_| role == Some(ColumnRole::Goal));
            let own = goal.is_some_and(|goal| goal.unit.is_some() || goal.magnitude > Decimal::ONE);
            let goal_unit = goal.is_some() && column.unit.is_some();
            *value = giver.measured(column, std::mem::take(value));
            let told = value.number().and_then(|goal| Some((goal.amount.low(), unit_of(goal)?)));
            if let Some(told) = told.filter(|_| own || goal_unit) {
                giver.written.entry(&column.group).or_insert(told);
            }
        }
    }
    operators(grid, at, columns, &mut values);
    values
}

/// Gives numbers without a unit that of their column, their row, the table; a figure that of the goal before.
struct Giver<'a> {
    columns: &'a [Column],
    row: &'a Row,
    units: &'a Units,
    /// The unit that the name of the row mentions.
    mentioned: Option<UnitText>,
    /// The goals that have a unit, by the groups of their columns.
    written: HashMap<&'a str, (Decimal, UnitText)>,
    rules: &'a Rulebook,
}

impl Giver<'_> {
    fn measured(&self, column: &Column, value: Value) -> Value {
        let group = column.group.as_str();
        // 7/8 says what it is done of itself.
        let given = self.given(column, &value).filter(|_| !matches!(value, Value::Done(_)));
        // 天 in the name of a row under a header that only says 万.
        let bare = column.unit.as_ref().is_some_and(|unit| unit.unit.is_none());
        let own = self.row.unit.as_ref().filter(|unit| bare && unit.unit.is_some());
        let mut choices = vec![own.or(column.unit.as_ref()), given.as_ref()];
        let name = if group.is_empty() { self.row.name() } else { group };
        // 1 among 100%: the unit of the table is that of counts.
        let percents = column.cells.percents * 2 > column.cells.numbers;
        let caption = self.units.caption.as_ref().filter(|caption| caption.noun.is_none() && !percents);
        let over = caption.and_then(|caption| caption.of(name, &column.words, self.rules));
        // 产业园(年产8万吨) beside 计划投资 is not measured in tons.
        let money = holds(&self.rules.layouts.names.money, &column.words);
        let mentioned = self.mentioned.as_ref().filter(|unit| !money || is_money(unit));
        choices.extend([self.row.unit.as_ref(), self.units.heads.as_ref(), over, mentioned]);
        // 0.95 under a rate is a ratio as it stands.
        let small = value.number().is_some_and(|number| number.amount.low() <= Decimal::ONE);
        if small && is_rate(self.row.name(), self.rules) {
            choices.truncate(3);
        }
        // 1.00 and 0.93 in a column that prints 100% and 93% otherwise.
        let signed = column.cells.percents > 0 && is_rate(name, self.rules);
        if small && signed {
            choices.clear();
        }
        value.measured(&choices)
    }

    /// The unit of the goal that a cell stands beside.
    fn given(&self, column: &Column, value: &Value) -> Option<UnitText> {
        let goals: Vec<&Column> =
            self.columns.iter().filter(|column| column.role == Some(ColumnRole::Goal)).collect();
        let group = column.group.as_str();
        // 计划完成数 beside 计划投资额(万元): what one goal is measured in says nothing of the other's figure.
        // 目标任务 beside 目标覆盖率 over 48%.
        let measured = |goal: &&Column| goal.unit.is_some() || goal.cells.percents > 0;
        let mut beside_it = goals.iter().filter(|goal| goal.group == group).map(measured);
        let first = beside_it.next();
        let alike = beside_it.all(|unit| Some(unit) == first);
        // A figure outside of every goal's columns takes the unit of the only goal that has one; 各项存款 not that of
        // 不良贷款率.
        let apart = !group.is_empty() && self.written.keys().any(|other| !other.is_empty());
        let lone = first.is_none() && !apart && self.written.len() == 1 && goals.len() == 1;
        let only = self.written.values().next().filter(|_| lone);
        self.written
            .get(group)
            .filter(|_| column.role == Some(ColumnRole::Goal) || alike)
            .or(only)
            // 开工数 beside 年度投资(亿元).
            .filter(|(_, unit)| {
                !(other_kind(unit, self.row) || column.words.ends_with('数') && is_money(unit))
            })
            .map(|(amount, unit)| beside(*amount, unit, value))
    }
}

fn is_money(unit: &UnitText) -> bool {
    unit.unit.as_ref().is_some_and(|unit| unit.dimension.0 == "money")
}

/// True where the column of units holds a word that is known as none.
fn strange_unit(grid: &Grid, at: usize, columns: &[Column], rules: &Rulebook) -> bool {
    let col = columns.iter().position(|column| column.role == Some(ColumnRole::Unit));
    let words = col.map_or("", |col| grid.words(at, col));
    !is_empty(words, rules) && unit_text(words, rules).is_none()
}

/// The cells as they are written; rates and shares in the unit of their column.
fn as_written(text: &str, grid: &Grid, at: usize, columns: &[Column], rules: &Rulebook) -> Vec<Value> {
    let read = |(col, column): (usize, &Column)| {
        let span = grid.span(at, col);
        let both = column.bracket.and_then(|inner| Value::read_both(text, span, inner, rules));
        let value = both.unwrap_or_else(|| Value::read_as(text, span, column.is_measured(), rules));
        match column.role {
            Some(ColumnRole::Rate | ColumnRole::Share) => value.measured(&[column.unit.as_ref()]),
            _ => value,
        }
    };
    columns.iter().enumerate().map(read).collect()
}

/// True for a name of what is counted in percent where nothing else is said; growth may be one of money.
fn is_rate(name: &str, rules: &Rulebook) -> bool {
    ends(&rules.layouts.names.rate, name) && !ends(&rules.layouts.names.growth, name)
}

/// The unit of the first number in the name of a row, without its magnitude.
fn mentioned(text: &str, row: &Row, rules: &Rulebook) -> Option<UnitText> {
    let words = row.name_span?.text(text);
    let found = quantities(words, rules);
    // 二班 is a name.
    let digits = |quantity: &&Quantity| quantity.amount.low() > Decimal::TEN || words.contains(is_digit);
    found.first().filter(digits).and_then(unit_of).map(plain)
}

/// True where a goal is a percentage and the unit of its row is none: 增长7% of a value in 亿元.
fn other_kind(goal: &UnitText, row: &Row) -> bool {
    is_percent(goal) && row.unit.as_ref().is_some_and(|unit| !is_percent(unit))
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
    if let Some(bound) = bound {
        bind(columns, values, bound);
    }
}

/// Gives the goals of a row their bound, where they have none of their own.
pub(super) fn bind(columns: &[Column], values: &mut [Value], bound: Bound) {
    for (column, value) in columns.iter().zip(values) {
        if column.role == Some(ColumnRole::Goal)
            && let Value::Number(quantity) = value
            && quantity.bound == Bound::Exactly
        {
            quantity.bound = bound;
        }
    }
}
