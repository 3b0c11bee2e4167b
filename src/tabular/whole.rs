//! Roles that the columns of a band tell together: years side by side, blocks built alike, words left of all numbers.

use super::{
    caption::Caption,
    column::{Column, has},
    weigh::grows,
};
use crate::{
    rules::{ColumnRole, Rulebook},
    scan::unit_text,
};

/// Blocks of columns are built alike: where the others begin with a goal, the numbers before the figure of a block
/// without one are its goal.
pub(super) fn parallel(columns: &mut [Column]) {
    let begins = |at: usize| at == 0 || columns[at - 1].over != columns[at].over;
    let told = |at: usize, role| columns[at].role == Some(role) && !columns[at].over.is_empty();
    let like = (0..columns.len()).any(|at| begins(at) && told(at, ColumnRole::Goal));
    let goals: Vec<usize> = (0..columns.len().saturating_sub(1))
        .filter(|&at| {
            let column = &columns[at];
            let numbers = column.role.is_none() && column.cells.mostly(column.cells.numbers);
            like && numbers && begins(at) && !column.over.is_empty() && {
                columns[at + 1].over == column.over && told(at + 1, ColumnRole::Figure)
            }
        })
        .collect();
    for at in goals {
        columns[at].role = Some(ColumnRole::Goal);
        columns[at].group = columns[at].over.clone();
    }
}

/// Figures of blocks that only another block tells to be such.
pub(super) fn told_elsewhere(columns: &mut [Column]) {
    let figures: Vec<usize> = (0..columns.len()).filter(|&at| figure_elsewhere(columns, at)).collect();
    for at in figures {
        columns[at].role = Some(ColumnRole::Figure);
        columns[at].group = columns[at].over.clone();
    }
}

/// True for 进度 as a rate under the name of an indicator, where the arithmetic told that it is a figure under another one.
fn figure_elsewhere(columns: &[Column], at: usize) -> bool {
    let own = &columns[at];
    let block = || columns.iter().filter(|other| other.over == own.over);
    let told = |role: ColumnRole| block().any(|other| other.role == Some(role));
    let lower = |column: &Column| column.words.strip_prefix(column.over.as_str()).map(str::to_owned);
    let like = |other: &Column| {
        other.over != own.over && lower(other) == lower(own) && other.role == Some(ColumnRole::Figure)
    };
    own.role == Some(ColumnRole::Rate)
        && !own.over.is_empty()
        && told(ColumnRole::Goal)
        && !told(ColumnRole::Figure)
        && columns.iter().any(like)
}

/// 2015年 | 2020年 | 〔累计〕: the last year and the sum are goals, the other years what there was before.
/// In a report the years up to its own are compared, and none of them is a goal.
pub(super) fn years(columns: &mut [Column], caption: &Caption) {
    let sum = |column: &Column| column.words.trim_matches(|c: char| c.is_ascii_digit()) == "累计";
    let bare = columns.iter().filter(|column| column.bare_year).count();
    let figure =
        columns.iter().any(|column| column.role == Some(ColumnRole::Figure) && !(sum(column) && bare > 1));
    if bare == 0 || has(columns, ColumnRole::Goal) {
        return;
    }
    let numbered = columns.iter().filter(|column| column.bare_year && column.cells.numbers > 0);
    let last = numbered.filter_map(|column| column.year).max();
    let round = all_years(columns, |year| year % 5 == 0);
    // 2023年 | 2024年 | 增长 compares what was.
    let kind = |column: &Column| column.words == "属性" && column.cells.filled > 0;
    let compared =
        columns.iter().any(|column| grows(&column.words)) && !caption.plan && !columns.iter().any(kind);
    let past = !caption.plan && last.zip(caption.year).is_some_and(|(last, now)| last <= now);
    // 2016年 | 2017年 | 合计 in a plan: the sum is the goal.
    let whole = columns
        .iter()
        .position(|column| ["合计", "总计"].contains(&column.words.as_str()) && column.cells.numbers > 0);
    // 2017年 | 2020年 in what was written in 2015: each is to be reached, where they are no parts of a sum.
    let later = |now: i32| all_years(columns, |year| year > now);
    let ahead = whole.is_none() && caption.year.is_some_and(later);
    let planned = caption.plan || figure || round || ahead;
    if let Some(whole) = whole.filter(|_| caption.plan && bare > 1 && !figure) {
        columns[whole].role = Some(ColumnRole::Goal);
    }
    let summed = has(columns, ColumnRole::Goal);
    for column in columns.iter_mut() {
        if column.bare_year && summed {
            column.role = Some(ColumnRole::Background);
        } else if column.bare_year {
            let goal =
                (column.year == last || ahead) && planned && !compared && (bare > 1 && !past || figure);
            column.role = Some(if goal { ColumnRole::Goal } else { ColumnRole::Background });
        } else if !figure && sum(column) {
            column.role = Some(ColumnRole::Goal);
        }
    }
}

/// True where this holds of the year of each column that has a year and nothing else for its header.
fn all_years(columns: &[Column], holds: impl Fn(i32) -> bool) -> bool {
    columns.iter().filter(|column| column.bare_year).all(|column| column.year.is_some_and(&holds))
}

/// Columns of words left of all numbers name the rows.
pub(super) fn heads(columns: &mut [Column]) {
    for column in columns.iter_mut() {
        if column.role == Some(ColumnRole::Indicator) && column.cells.mostly(column.cells.places) {
            column.role = Some(ColumnRole::Scope);
        }
    }
    let data = |column: &Column| {
        matches!(column.role, Some(ColumnRole::Goal | ColumnRole::Figure | ColumnRole::Rate))
    };
    let first =
        columns.iter().position(|column| data(column) && column.cells.filled > 0).unwrap_or(columns.len());
    // 任务清单 with its links behind the numbers names no row that is named before them.
    let named = |column: &Column| matches!(column.role, Some(ColumnRole::Indicator | ColumnRole::Scope));
    if columns[..first].iter().any(|column| named(column) && column.cells.filled > 0) {
        let behind = columns[first..].iter_mut().filter(|column| column.role == Some(ColumnRole::Indicator));
        behind.for_each(|column| column.role = Some(ColumnRole::Background));
    }
    for at in 0..first {
        let seen = columns[at].cells;
        let values = seen.numbers + if at > 0 { seen.leading } else { 0 };
        if seen.filled == 0 || seen.mostly(values) {
            continue;
        }
        let named = has(columns, ColumnRole::Indicator) || has(columns, ColumnRole::Scope);
        // Behind a column that is known to name the rows a word says something of them: 职务, 性质.
        let behind = columns[..at].iter().any(|column| column.named);
        let free = match columns[at].role {
            None => !behind,
            Some(ColumnRole::Background) => !named && seen.wordy(),
            Some(_) => false,
        };
        if !free {
            continue;
        }
        let place = seen.mostly(seen.places);
        columns[at].role = Some(if place { ColumnRole::Scope } else { ColumnRole::Indicator });
    }
    if !has(columns, ColumnRole::Indicator) && !has(columns, ColumnRole::Scope) {
        let sentence_goals =
            columns.iter().any(|column| column.role == Some(ColumnRole::Goal) && column.cells.sentences > 0);
        if let Some(body) = columns.iter_mut().find(|column| column.role == Some(ColumnRole::Body))
            && !sentence_goals
        {
            body.role = Some(ColumnRole::Scope);
        }
    }
}

/// KPI“按时交付比例” over 4月 and 8月, 预算执行情况(万元) before budgets and what was spent: words left of all others head
/// the rows, whatever their header says.
pub(super) fn words_in_front(columns: &mut [Column]) {
    let Some((first, rest)) = columns.split_first_mut() else { return };
    let answered = first.unit.is_some() && has(rest, ColumnRole::Goal) && has(rest, ColumnRole::Figure);
    let place = first.cells.mostly(first.cells.places);
    let heads = match first.role {
        Some(ColumnRole::Share | ColumnRole::Remark) => place,
        Some(ColumnRole::Goal | ColumnRole::Figure) => answered,
        _ => false,
    };
    if heads && first.cells.wordy() {
        first.role = Some(if place { ColumnRole::Scope } else { ColumnRole::Indicator });
    }
}

/// 一般公共预算收入(亿元) | 占预算% | 固定资产投资(亿元) | 占计划%, 余额 | 比年初 | 完成计划 of each kind of deposits: what a rate stands
/// right behind is what was reached, where no column of the table, or of those under the same header, tells goals or
/// figures.
pub(super) fn before_rates(columns: &mut [Column]) {
    let rate = |column: &Column| column.role == Some(ColumnRole::Rate) && column.progress;
    let told = |over: Option<&String>| {
        let mut own = columns.iter().filter(|column| over.is_none_or(|over| column.over == *over));
        own.any(|column| matches!(column.role, Some(ColumnRole::Goal | ColumnRole::Figure)))
    };
    let told_anywhere = told(None);
    let found: Vec<usize> = (1..columns.len())
        .filter(|&at| {
            let own = &columns[at - 1];
            let block = !own.over.is_empty() && own.over == columns[at].over && !told(Some(&own.over));
            let numbers = own.role.is_none() && own.cells.mostly(own.cells.numbers);
            (!told_anywhere || block) && numbers && rate(&columns[at]) && !own.words.is_empty()
        })
        .collect();
    for at in found {
        let (own, block) = (&columns[at - 1], columns[at].group.clone());
        let noun = own.words.strip_prefix(own.over.as_str()).unwrap_or(&own.words).to_owned();
        let own = &mut columns[at - 1];
        (own.noun, own.group, own.role) = (noun, block, Some(ColumnRole::Figure));
    }
}

/// 累計進度 over 預定, 實際 and 增減百分點: points that are lost or won are those of percentages.
pub(super) fn in_points(columns: &mut [Column], rules: &Rulebook) {
    let over = |column: &Column| {
        let words = ["进度", "進度"].iter().find_map(|word| Some(column.words.find(word)? + word.len()))?;
        Some(column.words[..words].to_owned())
    };
    let points = |column: &&Column| ["百分点", "百分點"].iter().any(|word| column.words.ends_with(word));
    let Some(over) = columns.iter().find(points).and_then(over) else { return };
    let kin = |column: &&mut Column| {
        column.unit.is_none() && column.is_measured() && column.words.starts_with(&over)
    };
    columns.iter_mut().filter(kin).for_each(|column| column.unit = unit_text("%", rules));
}

/// Numbers under no known word are goals in a plan and figures in a report.
pub(super) fn unknown_numbers(columns: &mut [Column], plan: bool, report: bool) {
    if plan && shared_out(columns) || has(columns, ColumnRole::Goal) || has(columns, ColumnRole::Figure) {
        return;
    }
    for column in columns.iter_mut() {
        let seen = column.cells;
        // 资金使用率 in a table of goals is one.
        let share = plan && column.role == Some(ColumnRole::Rate) && !column.progress && seen.percents > 0;
        if (column.role.is_none() || share) && seen.mostly(seen.numbers + seen.leading) {
            column.noun.clone_from(&column.words);
            column.group.clear();
            column.role = if report { Some(ColumnRole::Figure) } else { plan.then_some(ColumnRole::Goal) };
        }
    }
}

/// A plan that is shared out among districts: every column of numbers is a goal of its own, 改造面积 as well.
fn shared_out(columns: &mut [Column]) -> bool {
    let numbers = |column: &Column| column.cells.numbers > 0 && column.cells.mostly(column.cells.numbers);
    let staged = |column: &Column| column.role == Some(ColumnRole::Figure) && !column.stage.is_empty();
    let free = |column: &Column| (column.role.is_none() || staged(column)) && numbers(column);
    let reached = columns.iter().any(|column| match column.role {
        Some(ColumnRole::Figure) => !staged(column),
        role => role == Some(ColumnRole::Rate),
    });
    let count = columns.iter().filter(|column| free(column)).count();
    // Beside goals that are told a unit tells what else is handed out.
    let measured = |column: &Column| free(column) && column.unit.is_some();
    let beside = has(columns, ColumnRole::Goal) && columns.iter().any(measured);
    if count < 2 && !beside || reached || !has(columns, ColumnRole::Scope) {
        return false;
    }
    for column in columns.iter_mut().filter(|column| free(column)) {
        column.role = Some(ColumnRole::Goal);
    }
    true
}
