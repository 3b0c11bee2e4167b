//! Columns whose headers tell a role only as long as no other column has it: 设计量 beside 已完成, 目标 beside 成果.

use super::{column::Column, header::Header, instead};
use crate::rules::{ColumnRole, Rulebook};

/// True where the role that a weak header tells does not hold.
///
/// 本期计划 over 工程量 and 产值 says more than they do.
pub(super) fn doubted(
    columns: &[Column],
    at: usize,
    path: &[Header],
    planned: bool,
    rules: &Rulebook,
) -> bool {
    let column = &columns[at];
    let told = path.iter().filter(|header| header.role().is_some()).count();
    let of = |role: ColumnRole, weak: bool| {
        let held = |other: &&Column| {
            // 标准, 目标 and 成绩 of last year, and of this one.
            let own = other.over == column.over || !weak;
            other.role == Some(role) && other.weak == weak && own && other.speaks()
        };
        columns.iter().filter(held).count()
    };
    let alone = |role: ColumnRole| of(role, false) == 0 && of(role, true) == 1;
    match column.role {
        _ if !column.weak => false,
        _ if told > 1 => true,
        _ if opposed(columns, at, planned, rules) => false,
        // 计划进度 over sentences says what is to be done by now.
        Some(ColumnRole::Goal) if column.words.ends_with("进度") && column.cells.numbers == 0 => true,
        // 要求 over floors and ceilings, and nothing beside it that says what came of them.
        Some(ColumnRole::Goal) if asks(columns, at) => !alone(ColumnRole::Goal),
        Some(ColumnRole::Goal) => !(alone(ColumnRole::Goal) && of(ColumnRole::Figure, false) > 0),
        Some(ColumnRole::Figure) => {
            let yields = rules.layouts.names.yields.contains(&column.words);
            !(alone(ColumnRole::Figure) && of(ColumnRole::Goal, false) > 0) || planned && yields
        }
        _ => true,
    }
}

/// True for 要求 over floors and ceilings where nothing stands beside it that is measured.
fn asks(columns: &[Column], at: usize) -> bool {
    let cells = columns[at].cells;
    let beside = |(other, column): (usize, &Column)| other != at && column.is_measured();
    cells.bounded * 2 >= cells.numbers.max(1) && !columns.iter().enumerate().any(beside)
}

/// 年初定的数 | 跑出来的数: weak headers of both sides, and no other that tells one; of several that tell what came of it
/// a rate beside them says which. 用了 | 排了 | 比例: what the rate is the rate of.
fn opposed(columns: &[Column], at: usize, planned: bool, rules: &Rulebook) -> bool {
    let of = |role: ColumnRole| {
        let told = |column: &&Column| column.role == Some(role) && column.speaks();
        columns.iter().filter(told).collect::<Vec<&Column>>()
    };
    let (mut goals, mut figures) = (of(ColumnRole::Goal), of(ColumnRole::Figure));
    if planned || !goals.iter().chain(&figures).all(|column| column.weak) {
        return false;
    }
    // 标准 and 结果 of each person.
    let overs = |side: &[&Column]| side.iter().map(|column| column.over.clone()).collect::<Vec<String>>();
    if overs(&goals) == overs(&figures) {
        let own = |side: &mut Vec<&Column>| side.retain(|column| column.over == columns[at].over);
        [&mut goals, &mut figures].into_iter().for_each(own);
    }
    let vague = |goal: &Column| rules.layouts.morphemes.is_measure(&goal.words);
    let yields = |figure: &Column| rules.layouts.names.yields.contains(&figure.words);
    let rated = || [ColumnRole::Rate, ColumnRole::Share].into_iter().any(|role| !of(role).is_empty());
    let percent = || columns.iter().any(|column| column.cells.mostly(column.cells.percents));
    match (&goals[..], &figures[..]) {
        (&[goal], &[figure]) => !vague(goal) && !yields(figure),
        (&[goal], &[_, _]) if columns[at].role == Some(ColumnRole::Goal) => !vague(goal) && percent(),
        (&[], &[figure]) => !yields(figure) && rated(),
        // 要求 | 现状.
        (&[goal], []) => {
            !vague(goal) && columns.get(at + 1).is_some_and(|next| instead::is_current(&next.words))
        }
        _ => false,
    }
}

/// The header of a column whose weak word tells nothing.
pub(super) fn otherwise(path: &[Header]) -> Vec<Header> {
    path.iter().cloned().map(Header::otherwise).collect()
}

/// 总任务 over 目标任务套数, 开工套数 and 开工率: where the headers below tell goal and figure themselves, the one above tells
/// neither.
pub(super) fn told_below(paths: &[Vec<Header>]) -> Vec<Vec<Header>> {
    let parted = |path: &[Header]| match path {
        [.., upper, leaf] if upper.role() == Some(ColumnRole::Goal) => {
            Some((upper.words.clone(), leaf.role()))
        }
        _ => None,
    };
    let leaves: Vec<Option<(String, Option<ColumnRole>)>> = paths.iter().map(|path| parted(path)).collect();
    let tells = |words: &str, role: ColumnRole| {
        leaves.iter().flatten().any(|(upper, leaf)| upper == words && *leaf == Some(role))
    };
    let mut paths = paths.to_vec();
    for (path, leaf) in paths.iter_mut().zip(&leaves) {
        if let Some((upper, _)) = leaf
            && tells(upper, ColumnRole::Goal)
            && tells(upper, ColumnRole::Figure)
        {
            path.remove(path.len() - 2);
        }
    }
    let role = |path: &[Header], up: usize| path.iter().rev().nth(up).and_then(Header::role);
    let aimed = |path: &Vec<Header>| {
        role(path, 0) == Some(ColumnRole::Figure) && role(path, 1) == Some(ColumnRole::Goal)
    };
    let reached = |path: &Vec<Header>| {
        !aimed(path)
            && path.iter().any(|header| matches!(header.role(), Some(ColumnRole::Figure | ColumnRole::Rate)))
    };
    // 规划指标 over 累计建成面积, and nothing that tells what was done: that much is to be done.
    if !paths.iter().any(reached) {
        for path in paths.iter_mut().filter(|path| aimed(path)) {
            path.last_mut().into_iter().for_each(|leaf| leaf.word = None);
        }
    }
    paths
}
