//! The periods of blocks of columns that nothing else tells apart: 当月 beside 累计, 上半年 beside the year; and those in front of
//! rows that have no other name.

use rust_decimal::Decimal;

use super::{block::Block, column::Column, context::Cells, naming::tells};
use crate::rules::ColumnRole;

/// Words for a part of the year, as headers print them.
const PARTS: [&str; 7] = ["下半年", "一季度", "二季度", "三季度", "四季度", "今日", "本周"];

const MONTH: &str = "当月";
const SUM: &str = "累计";
/// Months from the first of the year that have a name.
const SUMS: [&str; 2] = ["上半年", "前三季度"];

/// Gives blocks of one name the periods of their columns, where these differ; the year needs none.
pub(super) fn tell_apart(blocks: &mut [Block], columns: &[Column]) {
    let mut periods: Vec<String> = blocks.iter().map(|block| period(block, columns)).collect();
    // 6月 | 1-6月: the month and the sum of months.
    if periods.iter().any(|period| period == MONTH) {
        periods
            .iter_mut()
            .filter(|period| SUMS.contains(&period.as_str()))
            .for_each(|period| *period = SUM.to_owned());
    }
    let names: Vec<String> = blocks.iter().map(|block| block.name.clone()).collect();
    for (at, block) in blocks.iter_mut().enumerate() {
        let other = |other: usize| names[other] == block.name && periods[other] != periods[at];
        if (0..names.len()).any(other) {
            block.period.clone_from(&periods[at]);
        }
    }
}

/// The part of the year that a block speaks of; empty for the year and where nothing tells.
fn period(block: &Block, columns: &[Column]) -> String {
    let told = block.goals.first().or(block.figures.first());
    told.map_or("", |&at| of_column(&columns[at])).to_owned()
}

fn of_column(column: &Column) -> &'static str {
    let words = column.words.as_str();
    if let Some(part) = PARTS.iter().find(|part| words.contains(*part)) {
        return part;
    }
    let summed = words.contains("累计");
    match column.months {
        Some((1, as_of)) if as_of.month == 12 => "",
        Some((1, as_of)) if as_of.month == 6 && !summed => "上半年",
        Some((1, as_of)) if as_of.month == 9 && !summed => "前三季度",
        Some((from, as_of)) if from == as_of.month && !summed => MONTH,
        Some(_) => SUM,
        None if summed => SUM,
        None if ["本月", "当月"].iter().any(|month| words.contains(month)) => MONTH,
        None => "",
    }
}

/// True for a column up to a month before December.
pub(super) fn part_of_year(column: &Column) -> bool {
    column.months.is_some_and(|(_, as_of)| as_of.month < 12)
}

/// True for a column of one month.
pub(super) fn one_month(column: &Column) -> bool {
    column.months.is_some_and(|(from, as_of)| from == as_of.month)
}

/// True for a column of one month after January.
pub(super) fn single_month(column: &Column) -> bool {
    one_month(column) && column.months.is_some_and(|(from, _)| from > 1)
}

/// The years that rows are headed by.
const FIRST_YEAR: i32 = 1980;
const LAST_YEAR: i32 = 2061;

impl Cells<'_> {
    /// 2012 in front of a row that has no other name.
    pub(super) fn year(&self) -> Option<Decimal> {
        let named = !self.row.name().is_empty() || !self.row.scope.is_empty() || self.row.total;
        let first = self.context.columns.first().filter(|column| column.role.is_none() && !named)?;
        let number = self.row.values.first()?.number().filter(|number| number.unit.is_none())?;
        let year = number.amount.low();
        let years = Decimal::from(FIRST_YEAR)..Decimal::from(LAST_YEAR);
        (years.contains(&year) && first.cells.numbers == first.cells.filled).then_some(year)
    }

    /// 新签客户 of 指标“新签客户” over 4月 and 8月, 华讯电信 over 2012 and 2013: what a header over periods names.
    pub(super) fn over_periods(&self) -> Option<&str> {
        let first = self.context.columns.first().filter(|_| self.row.name().is_empty())?;
        let called = self.context.rules.layouts.names.called.iter();
        let of = called.into_iter().find_map(|word| first.words.strip_prefix(word.as_str()));
        let called = of.filter(|_| first.role == Some(ColumnRole::Scope));
        let head = called.or_else(|| self.year().map(|_| first.words.as_str()));
        head.filter(|head| tells(head, self.context.rules))
    }
}
