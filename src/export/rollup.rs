//! Roll-ups, rankings and matrices of a table as grids.

use super::{Grid, Head};
use crate::measure::{
    Cell, Column, ColumnType, Field, Matrix, RollupBy, Table, matrix, ranks, rollup, rollup_columns,
};

/// What people are told where nothing can be set beside each other.
const ALONE: &str = "没有两个以上区域（或报告）共有的指标，无法比较。";

/// The roll-up of a table, one row a group and all rows together last.
#[must_use]
pub fn rollup_grid(table: &Table, by: RollupBy) -> Grid {
    let columns = rollup_columns(by);
    let rows = rollup(table, by).iter().map(|group| group.cells()).collect();
    Grid::new(format!("完成率汇总：按{}", by.zh()), &columns, rows)
}

/// Completion ratios, a row for each group and a column for each indicator that two groups share.
#[must_use]
pub fn matrix_grid(table: &Table, by: RollupBy) -> Grid {
    let Matrix { groups, indicators, rows } = matrix(table, by);
    let group =
        Column { name: by.field().name(), zh: by.zh(), kind: ColumnType::Words, meaning: "the group" };
    let columns = std::iter::once(Head::from(&group)).chain(indicators.into_iter().map(Head::ratio));
    let cell = |row: Option<usize>| {
        let row = row?;
        // A goal that nothing answers is not the same as no goal.
        let word =
            if table.cell(row, Field::Kind) == Some("open") { Field::Status } else { Field::CompletionRatio };
        let row = table.rows.get(row)?;
        row.cell(word).or(row.cell(Field::Status)).cloned()
    };
    let lines = groups.iter().zip(rows).map(|(group, row)| {
        let name = if group.is_empty() { "(全部)" } else { group };
        std::iter::once(Cell::words(name)).chain(row.into_iter().map(cell)).collect()
    });
    let rows = lines.collect();
    let title = format!("完成率矩阵：{}×指标", by.zh());
    Grid::of(title, columns.collect(), rows).or_else_says(ALONE)
}

/// Columns of [`ranking_grid`].
const RANKED: &[Column] = &[
    Column { name: "indicator", zh: "指标", kind: ColumnType::Words, meaning: "what is counted" },
    Column { name: "rank", zh: "名次", kind: ColumnType::Integer, meaning: "equal ratios share a place" },
    Column { name: "group", zh: "区域", kind: ColumnType::Words, meaning: "the district" },
    Column {
        name: "completion_ratio", zh: "完成率", kind: ColumnType::Decimal, meaning: "actual / target"
    },
    Column { name: "status", zh: "状态", kind: ColumnType::Code, meaning: "as in the table" },
];

/// The places of the groups for each indicator that several share, by completion ratio.
#[must_use]
pub fn ranking_grid(table: &Table, by: RollupBy) -> Grid {
    let Matrix { groups, indicators, rows } = matrix(table, by);
    let mut lines = Vec::new();
    for (at, indicator) in indicators.iter().enumerate() {
        let of = |row: &Vec<Option<usize>>| row[at];
        let named =
            groups.iter().zip(rows.iter().map(of)).filter(|(group, row)| !group.is_empty() && row.is_some());
        let named: Vec<(&String, Option<usize>)> = named.collect();
        let cell = |row: Option<usize>, field| table.rows.get(row?)?.cell(field).cloned();
        let ratio = |row: Option<usize>| table.number(row?, Field::CompletionRatio);
        let places = ranks(&named.iter().map(|(_, row)| ratio(*row)).collect::<Vec<_>>());
        let mut ranked: Vec<_> = named.into_iter().zip(places).collect();
        ranked.sort_by_key(|(_, place)| place.unwrap_or(usize::MAX));
        lines.extend(ranked.into_iter().map(|((group, row), place)| {
            let place = place.and_then(|place| i64::try_from(place).ok()).map(Cell::from);
            let ratio = cell(row, Field::CompletionRatio);
            vec![
                Cell::words(indicator.as_str()),
                place,
                Cell::words(group.as_str()),
                ratio,
                cell(row, Field::Status),
            ]
        }));
    }
    let mut grid = Grid::new(format!("完成率排名：按{}", by.zh()), RANKED, lines).or_else_says(ALONE);
    grid.columns[2].name = by.field().name().into();
    grid.columns[2].zh = by.zh().into();
    grid
}
