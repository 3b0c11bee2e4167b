//! Roles that follow from what the cells are, where the headers do not tell or tell otherwise.

mod contents;

use super::{
    column::{Column, better, has},
    count::is_period,
    instead::{aimed, current, done_of_plan, effort},
};
use crate::rules::{ColumnRole, Rulebook, ends};
use contents::{contents, explains, required, tasks};

/// Roles that the cells contradict; `planned`: the title calls the table a plan.
pub(super) fn weigh(columns: &mut [Column], planned: bool, rules: &Rulebook) {
    for at in 0..columns.len() {
        let seen = columns[at].cells;
        let role = match columns[at].role {
            // 12/17 under 完成任务, 进度 or 任务数: done and planned.
            _ if seen.done > 0 && seen.mostly(seen.done) => Some(ColumnRole::Figure),
            Some(ColumnRole::Serial) if seen.filled > 0 && !seen.mostly(seen.numbers.max(seen.codes)) => {
                Some(ColumnRole::Indicator)
            }
            // 项目 over (1), (2) beside 工作 over words.
            Some(ColumnRole::Indicator)
                if seen.filled > 0 && seen.mostly(seen.codes) && worded(columns, at) =>
            {
                Some(ColumnRole::Serial)
            }
            // 考核指标 | 实际完成: over numbers behind the names it is what is to be reached.
            Some(ColumnRole::Indicator) | None if asked(columns, at, rules) => Some(ColumnRole::Goal),
            // 规划项目(个), 指标(%) over counts names no row.
            Some(ColumnRole::Indicator)
                if columns[at].unit.is_some()
                    && seen.mostly(seen.numbers)
                    && named_beside_it(columns, at) =>
            {
                None
            }
            // 计划工时 | 实际工时 beside 完成度: how long a task takes is not what is done of it.
            Some(ColumnRole::Goal | ColumnRole::Figure) if effort(columns, at, rules) => {
                Some(ColumnRole::Background)
            }
            // 完成计划投资 over percentages, beside what was invested.
            Some(ColumnRole::Goal) if done_of_plan(columns, at) => Some(ColumnRole::Rate),
            Some(ColumnRole::Unit) if seen.filled > 0 && !seen.mostly(seen.units) => Some(ColumnRole::Body),
            // 完成率目标 | 完成率: the rate has a goal of its own.
            Some(ColumnRole::Rate) if aimed(columns, at) => Some(ColumnRole::Figure),
            Some(ColumnRole::Rate) if !beside_figure(columns, at) => rate_or_figure(columns, at),
            Some(ColumnRole::Goal) if seen.wordy() && better(columns, at, ColumnRole::Goal) => {
                let behind = columns[..at].iter().any(|left| left.is_measured() && left.cells.numbers > 0);
                let named = behind || has(columns, ColumnRole::Indicator) || has(columns, ColumnRole::Scope);
                Some(if named { ColumnRole::Background } else { ColumnRole::Indicator })
            }
            // 计划开工 over 2031年9月: when, and not how much.
            Some(ColumnRole::Goal | ColumnRole::Figure) if seen.wordy() && seen.mostly(seen.dates) => {
                Some(ColumnRole::Background)
            }
            // 预算数 | 三级指标 | 指标值: what stands before the names of indicators says something of their project.
            Some(ColumnRole::Goal) if before_indicators(columns, at) => Some(ColumnRole::Background),
            // 建设任务 over words names the rows where a column of numbers under no known word stands beside.
            Some(ColumnRole::Goal) if seen.wordy() && nameless(columns) => Some(ColumnRole::Indicator),
            None if columns[at].bare_months && seen.numbers > 0 && has(columns, ColumnRole::Goal) => {
                Some(ColumnRole::Figure)
            }
            // 第8周 | 第9周 beside what is asked: the last of them.
            None if last_period(columns, at) => Some(ColumnRole::Figure),
            None if sums(columns, at, rules) => Some(ColumnRole::Figure),
            // A list of tasks without any column of results says its goals in sentences.
            Some(ColumnRole::Indicator) if tasks(columns, at, planned, rules) => Some(ColumnRole::Goal),
            // 年度建设内容 | 目前进展: what is to be built, where nothing else says it.
            Some(ColumnRole::Background) if contents(columns, at) => Some(ColumnRole::Goal),
            // 目标要求 | 得分 | 扣分原因: why marks were lost tells what was reached, where no column does.
            Some(ColumnRole::Background | ColumnRole::Score) if explains(columns, at, rules) => {
                Some(ColumnRole::Figure)
            }
            // A list of requirements that no plan sets is none of goals.
            Some(ColumnRole::Goal) if !planned && required(columns, at) => Some(ColumnRole::Background),
            Some(ColumnRole::Figure) if seen.wordy() && better(columns, at, ColumnRole::Figure) => {
                Some(ColumnRole::Remark)
            }
            None if is_percent(&columns[at])
                && columns[at].words == columns[at].over
                && beside_goal(columns, at) =>
            {
                Some(ColumnRole::Rate)
            }
            // 执行数 over 金额, 占预算% and 比上年增长%: growth under the header of figures answers no goal of another name.
            Some(ColumnRole::Figure) if compares(&columns[at].group) && apart(columns, at) => {
                Some(ColumnRole::Background)
            }
            // The only other numbers beside a goal are its figures, whatever their header says.
            None if kin(columns, at, rules) => Some(ColumnRole::Figure),
            Some(ColumnRole::Background) if grows(&columns[at].words) && growth_goal(columns) => {
                Some(ColumnRole::Figure)
            }
            // 本月目标 | 本月完成: this month is all that the table tells.
            Some(ColumnRole::Background) if columns[at].present && only_present(columns, at) => {
                Some(ColumnRole::Figure)
            }
            // 目标 | 现状 | 剩余: how far it is now, where what is left stands beside it.
            Some(ColumnRole::Background) if current(columns, at, rules) => Some(ColumnRole::Figure),
            // 进行中(70%) under 状态, where nothing else tells how far a work is.
            Some(ColumnRole::Background) if columns[at].state && seen.sentences > 0 && untold(columns) => {
                Some(ColumnRole::Figure)
            }
            role => role,
        };
        if columns[at].role.is_none()
            && role == Some(ColumnRole::Figure)
            && (kin(columns, at, rules) || sums(columns, at, rules) || of_months(&columns[at], rules))
        {
            columns[at].group.clear();
        }
        columns[at].named &= role != Some(ColumnRole::Serial);
        columns[at].role = role;
    }
}

/// True for 1-8月均值, whose group says how its months are counted and not what.
fn of_months(column: &Column, rules: &Rulebook) -> bool {
    column.bare_months && rules.layouts.morphemes.is_measure(&column.group)
}

/// True for the last of several periods, where goals stand beside and nothing tells what was done.
fn last_period(columns: &[Column], at: usize) -> bool {
    let dated =
        |column: &Column| column.role.is_none() && column.cells.numbers > 0 && is_period(&column.words);
    dated(&columns[at])
        && !columns[at + 1..].iter().any(dated)
        && columns.iter().filter(|column| dated(column)).count() > 1
        && has(columns, ColumnRole::Goal)
        && !has(columns, ColumnRole::Figure)
}

/// True where another column names the rows, or may.
fn named_beside_it(columns: &[Column], at: usize) -> bool {
    let names = |column: &Column| {
        let free =
            matches!(column.role, None | Some(ColumnRole::Indicator | ColumnRole::Scope | ColumnRole::Body));
        free && column.cells.filled > 0 && column.cells.wordy()
    };
    columns.iter().enumerate().any(|(other, column)| other != at && names(column))
}

/// True where columns of indicators stand right of this one and of its figures, if any, and goals of their own behind.
fn before_indicators(columns: &[Column], at: usize) -> bool {
    let named = |column: &Column| {
        let numbers = column.cells.filled > 0 && column.cells.mostly(column.cells.numbers);
        column.role == Some(ColumnRole::Indicator) && column.words.ends_with("指标") && !numbers
    };
    let Some(name) = columns[at..].iter().position(named).map(|by| at + by) else { return false };
    let goal = |column: &Column| column.role == Some(ColumnRole::Goal) && column.cells.numbers > 0;
    !columns[..at].iter().any(named) && columns[name..].iter().any(goal)
}

/// True where a column of words stands right of this one and may name the rows.
fn worded(columns: &[Column], at: usize) -> bool {
    let free = |column: &Column| matches!(column.role, None | Some(ColumnRole::Indicator));
    columns.get(at + 1).is_some_and(|next| {
        free(next) && next.cells.filled > 0 && !next.cells.mostly(next.cells.numbers + next.cells.codes)
    })
}

/// True where no column of goals, figures or rates holds a number.
fn untold(columns: &[Column]) -> bool {
    !columns.iter().any(|column| column.is_measured() && column.cells.numbers > 0)
}

fn is_percent(column: &Column) -> bool {
    let unit = column.unit.as_ref().and_then(|unit| unit.unit.as_ref());
    unit.is_some_and(|unit| unit.dimension.0 == "percent")
}

/// True for numbers under the name of what is asked for, behind the names of the rows, where only figures stand beside.
fn asked(columns: &[Column], at: usize, rules: &Rulebook) -> bool {
    let (column, names) = (&columns[at], &rules.layouts.names);
    (ends(&names.aims, &column.words) || ends(&names.task, &column.words))
        && column.cells.mostly(column.cells.numbers)
        && named_beside_it(columns, at)
        && has(columns, ColumnRole::Figure)
        && !has(columns, ColumnRole::Goal)
}

/// True for the only numbers of now beside goals that are counted, where no figure stands.
fn only_present(columns: &[Column], at: usize) -> bool {
    let present = |column: &&Column| column.present && column.cells.numbers > 0;
    let numeric = |role| columns.iter().any(|column| column.role == Some(role) && column.cells.numbers > 0);
    // 已完成 under 完成情况 beside 本周数 gives no number.
    let words = |column: &Column| column.role == Some(ColumnRole::Figure) && !column.cells.wordy();
    columns[at].cells.numbers > 0
        && columns.iter().filter(present).count() == 1
        && numeric(ColumnRole::Goal)
        && !columns.iter().any(words)
}

/// 季度目标 | 4月 | 5月 | 6月 | 季度合计: the sum of months.
fn sums(columns: &[Column], at: usize, rules: &Rulebook) -> bool {
    ends(&rules.layouts.names.summed, &columns[at].words)
        && has(columns, ColumnRole::Goal)
        && columns.iter().any(|column| column.bare_months && column.cells.numbers > 0)
}

/// True for a column of growth rates.
pub(crate) fn grows(words: &str) -> bool {
    ["增长", "增速", "增幅", "增长率"].iter().any(|word| words.ends_with(word))
}

/// True for a header of growth, or of what is set against the year before.
fn compares(group: &str) -> bool {
    grows(group) || group.starts_with(|c| "比较同".contains(c)) && !group.contains("计划")
}

/// True where goals stand in the table, and none under the name of this group.
fn apart(columns: &[Column], at: usize) -> bool {
    let goals = || columns.iter().filter(|column| column.role == Some(ColumnRole::Goal));
    goals().next().is_some() && goals().all(|goal| goal.group != columns[at].group)
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
fn kin(columns: &[Column], at: usize, rules: &Rulebook) -> bool {
    let column = &columns[at];
    let of = |goal: &Column| {
        let noun = goal.noun.as_str();
        // 核查减排量 beside 减排承诺.
        let own = rules.layouts.morphemes.reached(&column.words);
        let rest = column.words.strip_prefix(noun).or_else(|| own.strip_prefix(noun));
        let rest = rest.filter(|_| noun.chars().count() > 1);
        let reached =
            |other: &Column| other.role == Some(ColumnRole::Figure) && other.words.starts_with(noun);
        goal.role == Some(ColumnRole::Goal)
            && rest.is_some_and(|rest| rest.chars().count() < 3)
            && !columns.iter().any(reached)
    };
    column.cells.mostly(column.cells.numbers) && columns.iter().any(of)
}

/// True for % alone behind a goal and its figure.
fn beside_goal(columns: &[Column], at: usize) -> bool {
    let own = |role| {
        let told = |column: &Column| column.role == Some(role) && column.over == columns[at].over;
        columns[..at].iter().any(told)
    };
    own(ColumnRole::Goal) && own(ColumnRole::Figure)
}

/// True where no column names the rows, and one of numbers has no known word or holds rates.
fn nameless(columns: &[Column]) -> bool {
    let free = |column: &Column| matches!(column.role, None | Some(ColumnRole::Rate));
    !has(columns, ColumnRole::Indicator)
        && !has(columns, ColumnRole::Scope)
        && columns.iter().any(|column| {
            free(column) && column.cells.mostly(column.cells.numbers)
                || column.state && column.cells.sentences > 0
        })
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
