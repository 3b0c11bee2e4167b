//! 责任单位, 排名 and 矩阵: bodies and districts beside each other.

use std::collections::HashMap;

use rust_xlsxwriter::{Worksheet, XlsxError};

use super::{
    groups,
    look::Look,
    paper::{self, Cell, Column},
    totals::Totals,
};
use crate::{
    export::{Grid, matrix_grid, ranking_grid},
    measure::{Cell as Typed, ColumnType, Rollup, RollupBy, Table},
};

pub(super) const BODIES: &str = "责任单位";
pub(super) const RANKING: &str = "排名";
pub(super) const PLACES: &str = "指标排名";
pub(super) const MATRIX: &str = "矩阵";

/// How the bodies in charge stand.
pub(super) fn bodies(
    sheet: &mut Worksheet,
    totals: &Totals,
    title: &str,
    look: &Look,
) -> Result<(), XlsxError> {
    let groups = totals.rollups(RollupBy::Body);
    let groups: Vec<&Rollup> = groups.iter().collect();
    let called = |name: &str| if name.is_empty() { "(未写明)" } else { name }.to_owned();
    paper::whole(sheet, title, &groups::columns("责任单位", &groups, called), 1, look)
}

/// The places of bodies and of districts.
pub(super) fn ranking(
    sheet: &mut Worksheet,
    totals: &Totals,
    title: &str,
    look: &Look,
) -> Result<(), XlsxError> {
    let (mut line, districts) = (0, totals.districts());
    let reports = totals.titles.reports().into_iter().collect();
    for (by, caption) in [(RollupBy::Body, "责任单位排名"), (districts, "区域排名")] {
        let groups = totals.named(by);
        if groups.is_empty() {
            continue;
        }
        let caption = format!("{caption}（按平均完成率，每项最高按100%计；并列者名次相同）");
        sheet.write_string_with_format(line, 0, look.told(&caption), &look.caption)?;
        line = paper::table(sheet, line + 1, &ranked(groups, by, &reports), look)? + 1;
    }
    paper::widths(sheet, &ranked(Vec::new(), districts, &reports), look)?;
    paper::on_paper(sheet, title, look);
    Ok(())
}

/// What reports are called, by their files; any other name stays.
type Reports = HashMap<String, String>;

fn called(reports: &Reports, name: &str) -> Cell {
    Cell::words(reports.get(name).map_or(name, String::as_str))
}

/// Districts are reports where each of them wrote its own.
fn head(by: RollupBy) -> &'static str {
    if by == RollupBy::Source { "报告" } else { by.zh() }
}

fn ranked(mut groups: Vec<Rollup>, by: RollupBy, reports: &Reports) -> Vec<Column> {
    groups.sort_by_key(|group| group.rank.unwrap_or(usize::MAX));
    let counted = |head: &str, value: &dyn Fn(&Rollup) -> usize| {
        Column::new(head, 11, groups.iter().map(|group| Cell::count(value(group))).collect())
    };
    let rank = |group: &Rollup| group.rank.map_or_else(|| Cell::words("无完成率"), Cell::count);
    vec![
        Column::new("名次", 10, groups.iter().map(rank).collect()),
        Column::new(head(by), 42, groups.iter().map(|group| called(reports, &group.group)).collect()),
        Column::new("平均完成率", 14, groups.iter().map(|group| Cell::percent(group.mean)).collect())
            .with_bars(),
        Column::new("完成率中位数", 14, groups.iter().map(|group| Cell::percent(group.median)).collect()),
        counted("目标数", &|group| group.goals),
        counted("已报数", &|group| group.answered),
        counted("滞后", &|group| groups::count(group, groups::BEHIND)),
    ]
}

/// The places of the districts for each indicator that they share; nothing where there are none.
pub(super) fn places(table: &Table, districts: RollupBy, totals: &Totals) -> Option<Vec<Column>> {
    let reports: Reports = totals.titles.reports().into_iter().collect();
    let grid = ranking_grid(table, districts);
    let column = |at: usize, width: u8| {
        let cells = grid.rows.iter().map(|row| cell(&grid, at, row[at].as_ref())).collect();
        Column::new(grid.columns[at].zh.as_ref(), width, cells)
    };
    let district = |row: &Vec<Option<Typed>>| called(&reports, row[2].as_deref().unwrap_or_default());
    let names = Column::new(head(districts), 42, grid.rows.iter().map(district).collect());
    let columns = vec![column(1, 10), column(0, 42), names, column(3, 14).with_bars(), column(4, 14)];
    (!grid.rows.is_empty()).then_some(columns)
}

fn cell(grid: &Grid, at: usize, typed: Option<&Typed>) -> Cell {
    match (grid.columns[at].kind, typed) {
        (_, None) => Cell::Empty,
        (ColumnType::Decimal, Some(typed)) => Cell::number(typed, Cell::Percent),
        (ColumnType::Integer, Some(typed)) => Cell::number(typed, |value| Cell::Number(value, "")),
        (_, Some(typed)) => Cell::words(&**typed),
    }
}

/// The districts by the indicators that they share; nothing where there are none.
pub(super) fn matrix(table: &Table, districts: RollupBy, totals: &Totals) -> Option<Vec<Column>> {
    let reports: Reports = totals.titles.reports().into_iter().collect();
    let grid = matrix_grid(table, districts);
    if grid.columns.len() < 2 || grid.rows.len() < 2 {
        return None;
    }
    let column = |(at, head): (usize, &crate::export::Head)| {
        let first = |row: &Vec<Option<Typed>>| called(&reports, row[0].as_deref().unwrap_or_default());
        let cell = |row: &Vec<Option<Typed>>| match at {
            0 => first(row),
            at => cell(&grid, at, row[at].as_ref()),
        };
        let (name, width) = if at == 0 { (self::head(districts), 42) } else { (head.zh.as_ref(), 14) };
        Column::new(name, width, grid.rows.iter().map(cell).collect())
    };
    Some(grid.columns.iter().enumerate().map(column).collect())
}
