//! Whether a printed rate contradicts the numbers of its row, or is rather a rate of something else.

use rust_decimal::Decimal;

use super::{Field, Table};

/// So many rows before and behind are looked at.
const NEAR: usize = 64;
/// So many rows of a table contradict their rates where its column is one of something else.
const SEVERAL: usize = 3;
/// A rate so many times off is one of something else, where the digits do not tell of a slip.
const FAR: Decimal = Decimal::from_parts(5, 0, 0, false, 0);
/// How far rounding may move a quotient of slips.
const NEARLY: Decimal = Decimal::from_parts(3, 0, 0, false, 2);

/// True where the rate is one of this goal and figure, as far as the report tells, and does not follow from them.
pub(super) fn contradicts(table: &Table, row: usize) -> bool {
    let number = |name| table.number(row, name);
    let (Some(target), Some(actual), Some(stated)) =
        (number(Field::Target), number(Field::Actual), number(Field::StatedRatio))
    else {
        return false;
    };
    conflict(table, row)
        && target > Decimal::ZERO
        // All of it is done, and the rate is of the next stage: 5617个全部开工，完成92.86%.
        && actual != target
        // Nobody tells of more than all.
        && !(stated == Decimal::ONE && actual > target)
        && !(table.cell(row, Field::Unit) == Some("%") && near(target.checked_div(actual), stated))
        // 28小时降到21小时，节省25%
        && !near(actual.checked_div(target).map(|ratio| Decimal::ONE - ratio), stated)
        && !of_another(target, actual, stated)
        && !explained(table, row, stated)
        && !column_of_another(table, row)
}

fn conflict(table: &Table, row: usize) -> bool {
    table.cell(row, Field::StatedCheck) == Some("conflict")
}

/// True where a quotient is a rate as it is printed, with or without decimals.
fn near(quotient: Option<Decimal>, stated: Decimal) -> bool {
    let percent = stated * Decimal::ONE_HUNDRED;
    let places = if percent.fract().is_zero() { 51 } else { 6 };
    quotient.is_some_and(|quotient| (quotient - stated).abs() <= Decimal::new(places, 4))
}

/// True where the rate is far off, and not by a power of ten: 占全部计划的7.5% of what is done to 105%.
fn of_another(target: Decimal, actual: Decimal, stated: Decimal) -> bool {
    let Some(off) = (target * stated).checked_div(Decimal::ONE).and_then(|due| actual.checked_div(due))
    else {
        return true;
    };
    let slipped = [10, 100, 1000, 10_000].map(Decimal::from).into_iter().any(|ten| {
        let slip = |times: Decimal| (times / ten - Decimal::ONE).abs() <= NEARLY;
        slip(off) || Decimal::ONE.checked_div(off).is_some_and(slip)
    });
    // More than all is done, and the rate is of a part of it.
    let beyond = actual > target && stated < Decimal::ONE;
    !slipped && (beyond || off > FAR || off * FAR < Decimal::ONE)
}

/// Rows of the same report around a row.
fn around(table: &Table, row: usize) -> impl Iterator<Item = usize> {
    let rows = row.saturating_sub(NEAR)..(row + NEAR + 1).min(table.rows.len());
    rows.filter(move |other| table.cell(*other, Field::Source) == table.cell(row, Field::Source))
}

/// True where the rate follows from another number of the line: 分配数3042亿元，执行数2666亿元，执行率87.64%.
fn explained(table: &Table, row: usize, stated: Decimal) -> bool {
    let lines = |row| [Field::GoalLine, Field::FigureLine].map(|name| table.cell(row, name));
    let mine = lines(row);
    let beside = |other: &usize| {
        let theirs = lines(*other);
        let line = theirs.iter().any(|line| line.is_some() && mine.contains(line));
        *other != row && line && table.cell(*other, Field::Unit) == table.cell(row, Field::Unit)
    };
    let own = [Field::Target, Field::Actual].map(|name| table.number(row, name));
    around(table, row).filter(beside).any(|other| {
        let numbers = [Field::Target, Field::Actual].into_iter().filter_map(|name| table.number(other, name));
        let mut numbers = numbers.filter(|number| own.iter().all(|own| *own != Some(*number)));
        numbers.any(|number| {
            near(own[1].and_then(|actual| actual.checked_div(number)), stated)
                || near(own[0].and_then(|target| number.checked_div(target)), stated)
        })
    })
}

/// True where several rows of a table contradict their rates: its column is a rate of something else.
fn column_of_another(table: &Table, row: usize) -> bool {
    let in_table = |row: usize| table.cell(row, Field::Rule).is_some_and(|rule| rule.starts_with("table:"));
    let same = |other: &usize| {
        in_table(*other) && table.cell(*other, Field::Section) == table.cell(row, Field::Section)
    };
    let rated = |other: &usize| table.number(*other, Field::StatedRatio).is_some();
    let rows: Vec<usize> = around(table, row).filter(same).filter(rated).collect();
    let wrong = rows.iter().filter(|other| conflict(table, **other)).count();
    in_table(row) && (wrong >= SEVERAL || wrong > 1 && wrong * 2 >= rows.len())
}
