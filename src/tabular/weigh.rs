//! Roles that follow from what the cells are, where the headers do not tell or tell otherwise.

use super::{caption::Caption, column::Column};
use crate::rules::ColumnRole;

fn has(columns: &[Column], role: ColumnRole) -> bool {
    columns.iter().any(|column| column.role == Some(role))
}

/// True where another column of that role holds numbers or sentences.
fn better(columns: &[Column], at: usize, role: ColumnRole) -> bool {
    columns.iter().enumerate().any(|(other, column)| {
        other != at && column.role == Some(role) && column.cells.numbers + column.cells.sentences > 0
    })
}

/// Roles that the cells contradict.
pub(super) fn weigh(columns: &mut [Column]) {
    for at in 0..columns.len() {
        let seen = columns[at].cells;
        let role = match columns[at].role {
            // 12/17 under 完成任务, 进度 or 任务数: done and planned.
            _ if seen.done > 0 && seen.mostly(seen.done) => Some(ColumnRole::Figure),
            Some(ColumnRole::Serial) if seen.filled > 0 && !seen.mostly(seen.numbers.max(seen.codes)) => {
                Some(ColumnRole::Indicator)
            }
            Some(ColumnRole::Unit) if seen.filled > 0 && !seen.mostly(seen.units) => Some(ColumnRole::Body),
            Some(ColumnRole::Rate) if !beside_figure(columns, at) => rate_or_figure(columns, at),
            Some(ColumnRole::Goal) if seen.wordy() && better(columns, at, ColumnRole::Goal) => {
                let named = has(columns, ColumnRole::Indicator) || has(columns, ColumnRole::Scope);
                Some(if named { ColumnRole::Background } else { ColumnRole::Indicator })
            }
            // 建设任务 over words names the rows where a column of numbers under no known word stands beside.
            Some(ColumnRole::Goal) if seen.wordy() && nameless(columns) => Some(ColumnRole::Indicator),
            None if columns[at].bare_months && seen.numbers > 0 && has(columns, ColumnRole::Goal) => {
                Some(ColumnRole::Figure)
            }
            None if sums(columns, at) => Some(ColumnRole::Figure),
            // A list of tasks without any column of results says its goals in sentences.
            Some(ColumnRole::Indicator) if tasks(columns, at) => Some(ColumnRole::Goal),
            // A list of requirements sets no goals that anyone reports on.
            Some(ColumnRole::Goal) if required(columns, at) => Some(ColumnRole::Background),
            Some(ColumnRole::Figure) if seen.wordy() && better(columns, at, ColumnRole::Figure) => {
                Some(ColumnRole::Remark)
            }
            // The only other numbers beside a goal are its figures, whatever their header says.
            None if kin(columns, at) => Some(ColumnRole::Figure),
            None if lone(columns, at) => Some(ColumnRole::Figure),
            Some(ColumnRole::Gap) if seen.sentences > 0 => Some(ColumnRole::Background),
            Some(ColumnRole::Figure) if is_percent(&columns[at]) && beside(columns, at) => {
                Some(ColumnRole::Rate)
            }
            Some(ColumnRole::Background) if grows(&columns[at].words) && growth_goal(columns) => {
                Some(ColumnRole::Figure)
            }
            // 本月目标 | 本月完成: this month is all that the table tells.
            Some(ColumnRole::Background) if columns[at].present && only_present(columns, at) => {
                Some(ColumnRole::Figure)
            }
            role => role,
        };
        if columns[at].role.is_none() && role == Some(ColumnRole::Figure) && (kin(columns, at) || sums(columns, at)) {
            columns[at].group.clear();
        }
        columns[at].role = role;
    }
}

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

fn is_percent(column: &Column) -> bool {
    let unit = column.unit.as_ref().and_then(|unit| unit.unit.as_ref());
    unit.is_some_and(|unit| unit.dimension.0 == "percent")
}

/// True for the only numbers of now beside goals that are counted, where no figure stands.
fn only_present(columns: &[Column], at: usize) -> bool {
    let present = |column: &&Column| column.present && column.cells.numbers > 0;
    let numeric = |column: &Column| column.role == Some(ColumnRole::Goal) && column.cells.numbers > 0;
    columns[at].cells.numbers > 0
        && columns.iter().filter(present).count() == 1
        && columns.iter().any(numeric)
        && !has(columns, ColumnRole::Figure)
}

/// 季度目标 | 4月 | 5月 | 6月 | 季度合计: the sum of months.
fn sums(columns: &[Column], at: usize) -> bool {
    columns[at].words.ends_with("合计")
        && has(columns, ColumnRole::Goal)
        && columns.iter().any(|column| column.bare_months && column.cells.numbers > 0)
}

/// True where its group holds counted goals and another column of counted figures: 完成年度目标(%).
fn beside(columns: &[Column], at: usize) -> bool {
    let counted = |role: ColumnRole| {
        columns.iter().enumerate().any(|(other, column)| {
            other != at
                && column.role == Some(role)
                && column.group == columns[at].group
                && !is_percent(column)
                && column.cells.numbers > column.cells.percents
        })
    };
    let rated = columns
        .iter()
        .any(|column| column.role == Some(ColumnRole::Goal) && column.group == columns[at].group && is_percent(column));
    counted(ColumnRole::Goal) && counted(ColumnRole::Figure) && !rated
}

/// True for a column of growth rates.
pub(crate) fn grows(words: &str) -> bool {
    ["增长", "增速", "增幅", "增长率"].iter().any(|word| words.ends_with(word))
}

/// True where goals are percentages and no column of figures stands beside them.
fn growth_goal(columns: &[Column]) -> bool {
    !has(columns, ColumnRole::Figure)
        && columns.iter().any(|column| {
            column.role == Some(ColumnRole::Goal) && (is_percent(column) || column.cells.percents > 0)
        })
}

/// True for numbers of what a goal names, where nothing else was reached of it: 粉丝数 beside 粉丝目标, 泊位新增 beside
/// 泊位目标.
fn kin(columns: &[Column], at: usize) -> bool {
    let column = &columns[at];
    let of = |goal: &Column| {
        let noun = goal.noun.as_str();
        let rest = column.words.strip_prefix(noun).filter(|_| noun.chars().count() > 1);
        let reached =
            |other: &Column| other.role == Some(ColumnRole::Figure) && other.words.starts_with(noun);
        goal.role == Some(ColumnRole::Goal)
            && rest.is_some_and(|rest| rest.chars().count() < 3)
            && !columns.iter().any(reached)
    };
    column.cells.mostly(column.cells.numbers) && columns.iter().any(of)
}

/// True for the only column of numbers beside one of goals, both of one unit, where nothing else was reached.
fn lone(columns: &[Column], at: usize) -> bool {
    let goals: Vec<&Column> = columns.iter().filter(|column| column.role == Some(ColumnRole::Goal)).collect();
    let others = columns.iter().enumerate().filter(|(other, column)| {
        let speaks =
            matches!(column.role, None | Some(ColumnRole::Figure | ColumnRole::Rate | ColumnRole::Share));
        *other != at && speaks && column.cells.numbers + column.cells.sentences > 0
    });
    let dimension = |column: &Column| Some(column.unit.as_ref()?.unit.as_ref()?.dimension.clone());
    let numeric = |column: &Column| column.cells.numbers > 0 && column.cells.mostly(column.cells.numbers);
    let [goal] = goals[..] else { return false };
    numeric(goal)
        && numeric(&columns[at])
        && others.count() == 0
        && columns[at].year.is_none_or(|year| goal.year.is_none_or(|planned| year >= planned))
        && dimension(goal) == dimension(&columns[at])
        && (goal.cells.percents > 0) == (columns[at].cells.percents > 0)
        && columns[at].words.chars().count() > 1
}

/// True for 工作任务 or 目标内容 over sentences with quantities, where no column of goals or results stands beside.
fn tasks(columns: &[Column], at: usize) -> bool {
    let column = &columns[at];
    let named = ["任务", "目标", "实事", "承诺"].iter().any(|word| column.words.contains(word));
    let alone =
        ![ColumnRole::Goal, ColumnRole::Figure, ColumnRole::Rate].iter().any(|role| has(columns, *role));
    named && alone && column.cells.sentences > 1
}

/// 指标要求 and no figure beside it.
fn required(columns: &[Column], at: usize) -> bool {
    columns[at].words.ends_with("要求")
        && !has(columns, ColumnRole::Figure)
        && !has(columns, ColumnRole::Rate)
}

/// True where no column names the rows, and one of numbers has no known word or holds rates.
fn nameless(columns: &[Column]) -> bool {
    let free = |column: &Column| matches!(column.role, None | Some(ColumnRole::Rate));
    !has(columns, ColumnRole::Indicator)
        && !has(columns, ColumnRole::Scope)
        && columns.iter().any(|column| free(column) && column.cells.mostly(column.cells.numbers))
}

/// True where a column of figures stands under the same name of columns.
fn beside_figure(columns: &[Column], at: usize) -> bool {
    let own = |column: &&Column| column.over == columns[at].over;
    columns.iter().filter(own).any(|column| column.role == Some(ColumnRole::Figure))
}

/// 进度 is a figure where its cells are sentences, or counts beside a goal that is a count.
fn rate_or_figure(columns: &[Column], at: usize) -> Option<ColumnRole> {
    let column = &columns[at];
    let vague = column.words.ends_with("进度");
    let counts = column.cells.numbers > column.cells.percents && !is_percent(column);
    let sentences = column.cells.mostly(column.cells.sentences);
    // 进度 alone beside a goal that is a percentage itself: 4.3 and 3.61 under 失业率(%).
    let own = |other: &&Column| other.is_measured() && other.over == column.over;
    let goal =
        columns.iter().filter(own).any(|other| other.role == Some(ColumnRole::Goal) && is_percent(other));
    let only = columns.iter().filter(own).count() == 2;
    if vague && (sentences || goal && only || counts && has(columns, ColumnRole::Goal)) {
        return Some(ColumnRole::Figure);
    }
    Some(ColumnRole::Rate)
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
    let named = |column: &Column| sum(column) || column.words == "属性";
    let round = columns
        .iter()
        .filter(|column| column.bare_year)
        .all(|column| column.year.is_some_and(|year| year % 5 == 0));
    let planned = caption.plan || figure || round || columns.iter().any(named);
    // 2023年 | 2024年 | 增长 compares what was.
    let compared = columns.iter().any(|column| grows(&column.words)) && !caption.plan;
    let past = !caption.plan && last.zip(caption.year).is_some_and(|(last, now)| last <= now);
    for column in columns.iter_mut() {
        if column.bare_year {
            let goal = column.year == last && planned && !compared && (bare > 1 && !past || figure);
            column.role = Some(if goal { ColumnRole::Goal } else { ColumnRole::Background });
        } else if !figure && sum(column) {
            column.role = Some(ColumnRole::Goal);
        }
    }
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

/// Numbers under no known word are goals in a plan and figures in a report.
pub(super) fn unknown_numbers(columns: &mut [Column], plan: bool, report: bool) {
    if plan && shared_out(columns) || has(columns, ColumnRole::Goal) || has(columns, ColumnRole::Figure) {
        return;
    }
    for column in columns.iter_mut() {
        let seen = column.cells;
        if column.role.is_none() && seen.mostly(seen.numbers) {
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
