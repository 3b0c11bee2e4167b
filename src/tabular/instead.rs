//! Columns that are something else than their headers say, as those beside them tell.

use super::column::{Column, has};
use crate::rules::{ColumnRole, Rulebook, ends, holds};

/// True for hours or days that tasks take, where a column tells how far each of them is.
pub(super) fn effort(columns: &[Column], at: usize, rules: &Rulebook) -> bool {
    let column = &columns[at];
    let told =
        |other: &Column| other.role == Some(ColumnRole::Rate) && other.progress && other.cells.numbers > 0;
    ends(&rules.layouts.names.effort, &column.words) && columns.iter().any(told)
}

/// True for percentages under a header that begins with what is done, where counts of figures stand beside it.
pub(super) fn done_of_plan(columns: &[Column], at: usize) -> bool {
    let column = &columns[at];
    let counts = |other: &Column| {
        other.role == Some(ColumnRole::Figure) && other.cells.numbers > other.cells.percents * 2
    };
    let begins = |word: &str| column.words.starts_with(word);
    (begins("完成") || begins("占"))
        && !begins("完成率")
        && column.cells.mostly(column.cells.percents)
        && columns.iter().any(counts)
}

/// True for percentages where another column says what they are to be.
pub(super) fn aimed(columns: &[Column], at: usize) -> bool {
    let column = &columns[at];
    let goal = |goal: &Column| {
        let words = goal.words.strip_prefix("目标").unwrap_or(&goal.words);
        goal.role == Some(ColumnRole::Goal) && goal.cells.percents > 0 && words.starts_with(&column.words)
    };
    !column.words.is_empty() && column.cells.mostly(column.cells.percents) && columns.iter().any(goal)
}

/// True for the numbers of 现状 beside goals and what is left of them, where no figure stands.
pub(super) fn current(columns: &[Column], at: usize, rules: &Rulebook) -> bool {
    let column = &columns[at];
    let base = |column: &Column| is_base(column, rules);
    column.cells.numbers > 0
        && is_current(&column.words)
        && has(columns, ColumnRole::Goal)
        && (has(columns, ColumnRole::Gap) || columns.iter().any(base) || behind_goal(columns, at))
        && !answered(columns, at)
}

/// True for 现状.
pub(super) fn is_current(words: &str) -> bool {
    ["现状", "现状值", "现有"].iter().any(|word| words.ends_with(word))
}

/// True where another column under the same name of columns says what was reached.
fn answered(columns: &[Column], at: usize) -> bool {
    let told = |(other, column): (usize, &Column)| {
        other != at
            && column.role == Some(ColumnRole::Figure)
            && column.over == columns[at].over
            && column.cells.numbers + column.cells.sentences > 0
    };
    columns.iter().enumerate().any(told)
}

/// 目标 | 现状: what stands behind its goal says how far it is; 现状 | 目标 where it was at first.
fn behind_goal(columns: &[Column], at: usize) -> bool {
    let column = &columns[at];
    let before = at.checked_sub(1).map(|before| &columns[before]);
    !column.past
        && before.is_some_and(|goal| {
            goal.role == Some(ColumnRole::Goal)
                && goal.over == column.over
                && goal.cells.numbers > 0
                && (goal.year.is_none() || goal.year == column.year)
        })
}

/// True for 基线值: how far it was at first.
fn is_base(column: &Column, rules: &Rulebook) -> bool {
    let begins = |word: &String| column.words.starts_with(word.as_str());
    column.role == Some(ColumnRole::Background) && rules.layouts.names.base.iter().any(begins)
}

/// 人均绿地 | 标准值 | 绿地率 | 标准值: numbers under unknown words by turns with goals are what they are held to.
pub(super) fn by_turns(columns: &mut [Column]) {
    let data: Vec<usize> = (0..columns.len()).filter(|&at| columns[at].cells.numbers > 0).collect();
    let known = |at: usize| columns[at].role == Some(ColumnRole::Goal);
    let free = |at: usize| columns[at].role.is_none() && !columns[at].words.is_empty();
    let turn = |pair: &[usize]| match *pair {
        [one, other] => one + 1 == other && (free(one) && known(other) || known(one) && free(other)),
        _ => false,
    };
    let alike = |pair: &[usize]| known(pair[0]) == known(data[0]);
    let bare = |at: &usize| columns[*at].words.trim_matches(|c: char| c.is_ascii_digit()).to_owned();
    let mut names: Vec<String> = data.iter().copied().filter(|&at| free(at)).map(|at| bare(&at)).collect();
    names.sort_unstable();
    names.dedup();
    if names.len() < FEWEST
        || data.len() < FEWEST * 2
        || !data.chunks(2).all(|pair| turn(pair) && alike(pair))
    {
        return;
    }
    for pair in data.chunks(2) {
        let figure = pair.iter().copied().find(|&at| columns[at].role.is_none()).unwrap_or(pair[0]);
        let name = columns[figure].words.clone();
        (columns[figure].role, columns[figure].noun) = (Some(ColumnRole::Figure), name.clone());
        pair.iter().for_each(|&at| columns[at].group.clone_from(&name));
    }
}

/// So many goals with numbers under unknown words beside them tell what these are.
const FEWEST: usize = 2;

/// 实施期指标值 | 年度指标值: what all years of a project are to reach, beside what this year is to.
pub(super) fn longer(columns: &mut [Column], rules: &Rulebook) {
    let long = |column: &Column| holds(&rules.layouts.names.longer, &column.words);
    let own = |column: &Column| {
        column.role == Some(ColumnRole::Goal) && column.words.contains('年') && !long(column)
    };
    if !columns.iter().any(own) {
        return;
    }
    let sides = [Some(ColumnRole::Goal), Some(ColumnRole::Figure), None];
    let beside = columns.iter_mut().filter(|column| long(column) && sides.contains(&column.role));
    beside.for_each(|column| column.role = Some(ColumnRole::Background));
}

/// 应发 | 扣款 | 实发: what is due and what is paid after something was taken off are wages and no goals.
pub(super) fn withheld(columns: &mut [Column], rules: &Rulebook) {
    let off = |column: &Column| rules.layouts.names.withheld.iter().any(|word| column.words.contains(word));
    if !columns.iter().any(off) {
        return;
    }
    let names = &rules.layouts.names;
    let paid = |column: &&mut Column| {
        names.owed.iter().flatten().any(|word| column.words.starts_with(word.as_str()))
    };
    columns.iter_mut().filter(paid).for_each(|column| column.role = Some(ColumnRole::Background));
}
