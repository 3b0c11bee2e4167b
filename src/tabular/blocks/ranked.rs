//! Which columns of a block are to be tried first: of several goals, of several figures, of months and of years.

use std::cmp::Reverse;

use rust_decimal::Decimal;

use crate::{
    rules::{ColumnRole, Rulebook, ends, holds},
    tabular::{
        block::{Block, dimension},
        column::Column,
        period,
        row::Row,
    },
};

/// The columns of a header as a block, those that are to be tried first in front.
pub(super) fn block(columns: &[Column], group: &str, members: &[usize], rules: &Rulebook) -> Block {
    let mut block = Block { name: group.to_owned(), ..Block::default() };
    for &at in members {
        match columns[at].role {
            Some(ColumnRole::Goal) => block.goals.push(at),
            Some(ColumnRole::Figure) => block.figures.push(at),
            Some(_) => block.rates.push(at),
            None => {}
        }
    }
    let told = block.figures.iter().chain(&block.rates).copied();
    block.beside = told.filter(|&at| columns[at].cells.sentences > 0).collect();
    block.rates.retain(|&at| columns[at].cells.sentences == 0 || columns[at].cells.numbers > 0);
    // The goal of the figure's year; the year's goal before one for a part of it; a goal that was adjusted before the
    // first one.
    let reached = block.figures.first().and_then(|&at| columns[at].year);
    // 服务标准 | 服务指标(%) | 实际表现(%): a percentage is what is aimed at.
    let percent = |at: usize| {
        let column = &columns[at];
        dimension(column) == Some("percent") || column.cells.mostly(column.cells.percents)
    };
    let shared = block.figures.first().is_some_and(|&at| percent(at));
    block.goals.sort_by_key(|&at| {
        let column = &columns[at];
        let unlike = shared && !percent(at);
        let other = reached.is_some() && column.year != reached;
        (unlike, prose(column), other, period::part_of_year(column), Reverse(adjusted(column)))
    });
    // 当前覆盖率 beside 目标覆盖率.
    let noun =
        block.goals.first().map(|&at| columns[at].noun.clone()).filter(|noun| noun.chars().count() > 1);
    let kin = |at: usize| noun.as_ref().is_some_and(|noun| columns[at].noun == *noun);
    let shares = block.goals.first().is_some_and(|&at| columns[at].cells.mostly(columns[at].cells.percents));
    let summing = block.figures.iter().any(|&at| summed(&columns[at], rules));
    let months = block.figures.iter().filter(|&&at| period::single_month(&columns[at])).count();
    let aimed = block.goals.first().is_some_and(|&at| aimed_yearly(&columns[at], rules));
    let yearly = aimed && block.figures.iter().any(|&at| of_year(&columns[at], rules));
    // 一季度 before 二季度 is a part of the year, and counts up to nothing.
    let next = |at: usize| columns[at].months.map(|(_, as_of)| as_of.month + 1);
    let begins = |month: u32| {
        block.figures.iter().any(|&at| columns[at].months.is_some_and(|(from, _)| from == month))
    };
    let parts: Vec<usize> =
        block.figures.iter().copied().filter(|&at| next(at).is_some_and(begins)).collect();
    block.figures.sort_by_key(|&at| {
        let column = &columns[at];
        // 1月 before 2月 and 3月 is one of them.
        let month = period::single_month(column) || months > 1 && period::one_month(column);
        let part = month || !summed(column, rules) && summing;
        // 完成数 | 完成率目标 | 完成率: a percentage answers a percentage.
        let unlike = shares && column.cells.numbers > 0 && column.cells.percents == 0;
        // 4月 | 5月 | 6月 beside 目标: the last of them is how it stands now.
        let month = column.months.filter(|_| column.bare_months).map(|(_, as_of)| (as_of.year, as_of.month));
        let cumulative = cumulative(column, rules);
        // 1-9月完成投资 | 累计完成投资: the second counts from the begin of the work on.
        let begun = yearly && cumulative && column.months.is_none() && !of_year(column, rules);
        (
            unlike,
            begun,
            !kin(at),
            part,
            prose(column),
            !cumulative,
            Reverse(until(column, rules).filter(|_| !parts.contains(&at))),
            Reverse(month),
        )
    });
    latest(&mut block.figures, columns, rules);
    // 2022年完成率 | 2023年完成率: the last year's.
    if block.rates.iter().all(|&at| columns[at].year.is_some()) && block.figures.is_empty() {
        block.rates.sort_by_key(|&at| Reverse(columns[at].year));
    }
    block
}

/// 1-5月完成 | 1-6月完成, 二季度累计 | 三季度累计, 2022-23 | 2023-24: up to when a column counts.
fn until(column: &Column, rules: &Rulebook) -> Option<(Option<i32>, u32)> {
    let begins = |from: u32| from == 1 || holds(&rules.layouts.names.cumulative, &column.words);
    let months = column.months.filter(|(from, as_of)| begins(*from) && as_of.month > 1);
    months.map(|(_, as_of)| (column.year, as_of.month))
}

/// 进展情况(7月) | 进展情况(10月) in words: the latest says what was reached.
fn latest(figures: &mut [usize], columns: &[Column], rules: &Rulebook) {
    let told = |at: &usize| {
        let column = &columns[*at];
        holds(&rules.layouts.names.going_on, &column.words) && column.months.is_some()
    };
    if figures.len() > 1 && figures.iter().all(told) {
        let month = |at: usize| columns[at].months.map(|(_, as_of)| (as_of.year, as_of.month));
        figures.sort_by_key(|&at| Reverse(month(at)));
    }
}

/// How late a goal was set: 调整预算数 after 全年预算数 after 年初预算数.
fn adjusted(column: &Column) -> u8 {
    if column.words.contains("调整") {
        3
    } else if column.words.contains("全年") || column.words.contains("年度") {
        2
    } else {
        u8::from(!column.words.contains("年初"))
    }
}

fn prose(column: &Column) -> bool {
    column.cells.numbers * 2 < column.cells.filled
}

/// True for what was done this year: 本年完成, 1-9月完成.
fn of_year(column: &Column, rules: &Rulebook) -> bool {
    until(column, rules).is_some()
        || column.months.is_none()
            && holds(&rules.layouts.names.this_year, &column.words)
            && !summed(column, rules)
}

/// True for 2025年计划投资, 年度计划.
fn aimed_yearly(column: &Column, rules: &Rulebook) -> bool {
    column.year.is_some() || holds(&rules.layouts.names.this_year, &column.words)
}

/// 季度合计, 全年 over figures: the sum of the columns before it.
fn summed(column: &Column, rules: &Rulebook) -> bool {
    ends(&rules.layouts.names.summed, &column.words)
}

fn cumulative(column: &Column, rules: &Rulebook) -> bool {
    holds(&rules.layouts.names.cumulative, &column.words) || summed(column, rules)
}

/// 全年目标 | 1月 | 2月 | 3月: what each month brought answers no goal of the year; what rises from month to month is what
/// was reached by then.
pub(super) fn by_months(block: &mut Block, columns: &[Column], rows: &[Row]) {
    let months = &block.figures;
    let month = |at: &usize| columns[*at].bare_months && period::one_month(&columns[*at]);
    let share = |at: &usize| {
        dimension(&columns[*at]) == Some("percent") || columns[*at].cells.mostly(columns[*at].cells.percents)
    };
    let yearly = block.goals.first().is_some_and(|&at| columns[at].words.contains('年'));
    if !yearly || months.len() < FEWEST_MONTHS || !months.iter().all(|at| month(at) && !share(at)) {
        return;
    }
    let mut in_order = months.clone();
    in_order.sort_unstable();
    let amount = |row: &Row, at: usize| row.values[at].number().map(|number| number.amount.low());
    let falls = |row: &Row| {
        let told: Vec<Decimal> = in_order.iter().filter_map(|&at| amount(row, at)).collect();
        told.windows(2).any(|pair| pair[1] < pair[0])
    };
    if rows.iter().any(falls) {
        block.figures.clear();
    }
}

/// Fewest columns of months that tell whether they rise.
const FEWEST_MONTHS: usize = 3;
