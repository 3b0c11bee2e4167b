//! Columns of one group cut into blocks, where it holds several goals or figures.

use super::{
    block::{Block, dimension},
    column::Column,
    weigh::grows,
};
use crate::rules::{ColumnRole, Rulebook, holds};

/// Several goals or figures in one group: by equal nouns, by units, a figure with the rate behind it, or else one
/// block after the other.
pub(super) fn split(columns: &[Column], members: &[usize]) -> Vec<Vec<usize>> {
    let count = |role: ColumnRole| members.iter().filter(|&&at| columns[at].role == Some(role)).count();
    let (goals, figures) = (count(ColumnRole::Goal), count(ColumnRole::Figure));
    if goals == 0 && figures > 1 {
        if members.iter().all(|&at| both(&columns[at])) {
            return members.iter().map(|&at| vec![at]).collect();
        }
        return rated(columns, members).unwrap_or_else(|| vec![members.to_vec()]);
    }
    if goals < 2 {
        return vec![members.to_vec()];
    }
    // 建设任务（亩） | 已完成（亩） | 计划投资（万元）: headers that name nothing are alike in one unit only.
    let differ = |one: &Column, other: &Column| {
        dimension(one).zip(dimension(other)).is_some_and(|(one, other)| one != other)
    };
    let named = |one: &Column, other: &Column| {
        alike(&one.noun, &other.noun) && !(one.noun.is_empty() && differ(one, other))
    };
    let apart = sorted(columns, members, named)
        .or_else(|| sorted(columns, members, |one, other| dimension(one) == dimension(other)));
    match apart {
        Some(parts) => parts,
        None if figures < 2 => vec![members.to_vec()],
        None => in_turn(columns, members),
    }
}

/// Columns of both sides beside goals of others are blocks of their own: 本周计划 | 本周实际 | 完成任务/计划任务.
pub(super) fn apart(columns: &[Column], free: Vec<usize>) -> (Vec<Block>, Vec<usize>) {
    let goal = |&at: &usize| columns[at].role == Some(ColumnRole::Goal) && columns[at].cells.numbers > 0;
    if !free.iter().any(goal) {
        return (Vec::new(), free);
    }
    let (own, free): (Vec<usize>, Vec<usize>) = free.into_iter().partition(|&at| both(&columns[at]));
    let block = |at: usize| Block { name: columns[at].group.clone(), figures: vec![at], ..Block::default() };
    (own.into_iter().map(block).collect(), free)
}

/// True for a column of what is only expected: 预计全年完成.
pub(super) fn expected(column: &Column, rules: &Rulebook) -> bool {
    holds(&rules.layouts.names.forecast, &column.words)
}

/// True for a column of cells that say what is done and what is planned: 45/60.
pub(super) fn both(column: &Column) -> bool {
    column.cells.done > 0 && column.cells.mostly(column.cells.done)
}

/// One part for each kind of goal, with the figures of its kind and the rates behind them; `None` where the goals
/// are of one kind, or a figure is of none of theirs.
fn sorted(
    columns: &[Column],
    members: &[usize],
    same: impl Fn(&Column, &Column) -> bool,
) -> Option<Vec<Vec<usize>>> {
    let mut parts: Vec<Vec<usize>> = Vec::new();
    let of = |role: ColumnRole| members.iter().copied().filter(move |&at| columns[at].role == Some(role));
    for at in of(ColumnRole::Goal) {
        match parts.iter_mut().find(|part| same(&columns[part[0]], &columns[at])) {
            Some(part) => part.push(at),
            None => parts.push(vec![at]),
        }
    }
    let nameless =
        of(ColumnRole::Goal).any(|at| columns[at].noun.is_empty() && dimension(&columns[at]).is_none());
    let answered = |part: &Vec<usize>| {
        rises(&columns[part[0]]) || of(ColumnRole::Figure).any(|at| same(&columns[part[0]], &columns[at]))
    };
    if parts.len() < 2 || nameless && !parts.iter().all(answered) {
        return None;
    }
    for at in of(ColumnRole::Figure) {
        parts.iter_mut().find(|part| same(&columns[part[0]], &columns[at]))?.push(at);
    }
    for &at in members {
        if matches!(columns[at].role, Some(ColumnRole::Rate | ColumnRole::Share)) {
            let named = parts.iter().position(|part| same(&columns[part[0]], &columns[at]));
            parts[named?].push(at);
        }
    }
    parts.iter_mut().for_each(|part| part.sort_unstable());
    Some(parts)
}

/// True for a column of goals that are growth rates.
pub(super) fn rises(column: &Column) -> bool {
    grows(&column.words) && column.cells.numbers > 0
}

/// 开工数 | 开工率 | 竣工数 | 竣工率: figures with a rate behind each.
fn rated(columns: &[Column], members: &[usize]) -> Option<Vec<Vec<usize>>> {
    let pair = |pair: &[usize]| {
        pair.len() == 2
            && columns[pair[0]].role == Some(ColumnRole::Figure)
            && columns[pair[1]].role == Some(ColumnRole::Rate)
    };
    members.chunks(2).all(pair).then(|| members.chunks(2).map(<[usize]>::to_vec).collect())
}

/// A block begins with the goal after a figure.
fn in_turn(columns: &[Column], members: &[usize]) -> Vec<Vec<usize>> {
    let mut parts: Vec<Vec<usize>> = Vec::new();
    let mut open = false;
    for &at in members {
        let goal = columns[at].role == Some(ColumnRole::Goal);
        if parts.is_empty() || goal && !open {
            parts.push(Vec::new());
        }
        open = goal;
        if let Some(part) = parts.last_mut() {
            part.push(at);
        }
    }
    parts
}

/// Equal, or one the end of the other.
fn alike(one: &str, other: &str) -> bool {
    let plain = |text: &str| text.trim_end_matches(['数', '量', '率', '额']).to_owned();
    plain(one) == plain(other)
}
