//! The columns of a band: by their headers first, then by what their cells are.

use super::{
    band::Band,
    caption::Caption,
    column::Column,
    count::cells,
    grid::Grid,
    handed,
    header::Header,
    instead, naming, opposite, twin, weak,
    weigh::{grows, weigh},
    whole::{
        before_rates, heads, in_points, parallel, told_elsewhere, unknown_numbers, words_in_front, years,
    },
};
use crate::rules::{ColumnRole, HeaderWord, Rulebook, ends};

/// The columns of a band. The caption says what numbers under no known word are.
pub(crate) fn columns(grid: &Grid, band: &Band, caption: &Caption, rules: &Rulebook) -> Vec<Column> {
    let read = |(col, path): (usize, &Vec<Header>)| {
        let column = match counted(grid, band, col, rules) {
            true => of_path(&placeless(path), rules),
            false => of_path(path, rules),
        };
        Column {
            cells: cells(grid, band, col, (column.is_measured(), column.bracket.is_some()), rules),
            ..column
        }
    };
    let mut paths = weak::told_below(&band.paths);
    twin::name_goals(&mut paths, rules);
    let mut columns: Vec<Column> = paths.iter().enumerate().map(read).collect();
    let planned = caption.plan;
    let doubted: Vec<usize> =
        (0..columns.len()).filter(|&at| weak::doubted(&columns, at, &paths[at], planned, rules)).collect();
    for at in doubted {
        columns[at] = read((at, &weak::otherwise(&paths[at])));
    }
    untimed(&mut columns, rules);
    for at in due(&columns) {
        (columns[at].role, columns[at].past) = (Some(ColumnRole::Background), true);
    }
    for at in left_over(&paths) {
        columns[at].role = Some(ColumnRole::Background);
    }
    // A figure of a year before that of the table, or before that of its plan.
    let goals = columns.iter().filter(|column| column.role == Some(ColumnRole::Goal));
    let now = caption.year.max(goals.filter_map(|column| column.year).min());
    let halfway = halfway(&columns);
    let planned_until = planned_until(&columns);
    for column in &mut columns {
        let before = column.year.zip(now).is_some_and(|(own, now)| own < now);
        column.past |= before && column.year != halfway;
        let after = column.year.zip(planned_until).is_some_and(|(own, last)| own > last);
        let beyond = after && column.months.is_none();
        if (column.past || beyond) && column.role == Some(ColumnRole::Figure) {
            column.role = Some(ColumnRole::Background);
        }
    }
    compared(&mut columns);
    instead::withheld(&mut columns, rules);
    instead::longer(&mut columns, rules);
    of_caption(&mut columns, caption);
    in_points(&mut columns, rules);
    handed::shared_out(&mut columns, caption, rules);
    handed::bare_values(&mut columns, caption, rules);
    if handed::granted(&columns, caption, rules) {
        columns.iter_mut().filter(|column| column.is_measured()).for_each(|column| {
            column.role = Some(ColumnRole::Background);
        });
        return columns;
    }
    words_in_front(&mut columns);
    weigh(&mut columns, planned, rules);
    instead::by_turns(&mut columns);
    parallel(&mut columns);
    years(&mut columns, caption);
    heads(&mut columns);
    before_rates(&mut columns);
    told_elsewhere(&mut columns);
    if !band.paths.iter().all(Vec::is_empty) {
        unknown_numbers(&mut columns, caption.plan, caption.report);
        opposite::tell(&mut columns, (grid, band), caption, rules);
    }
    columns
}

/// 110年度決算 | 112年度法定預算 | 113年度預算案, 2028年预算 | 2027年预算, 预算收入 | 预算支出: budgets beside the accounts of
/// earlier years, or with nothing but budgets beside them, share out money, and nothing is told of them.
fn compared(columns: &mut [Column]) {
    let told = |column: &Column| matches!(column.role, Some(ColumnRole::Figure | ColumnRole::Rate));
    let budget = |column: &Column| ["预算", "預算"].iter().any(|word| column.words.contains(word));
    let goals = || columns.iter().filter(|column| column.role == Some(ColumnRole::Goal));
    let alone = goals().next().is_some() && goals().all(budget);
    if alone && !columns.iter().any(told) {
        columns.iter_mut().filter(|column| budget(column)).for_each(|column| {
            column.role = Some(ColumnRole::Background);
        });
    }
}

/// 112年度預算 | 113年度決算: the last year that the goals are for, where each tells its own; a figure of a later one
/// answers none of them.
fn planned_until(columns: &[Column]) -> Option<i32> {
    let goals = columns.iter().filter(|column| column.role == Some(ColumnRole::Goal));
    goals.map(|column| column.year).collect::<Option<Vec<i32>>>()?.into_iter().max()
}

/// 2020年基期 | 2025年目标 | 2023年实际: the year up to which a plan of five years is looked at.
fn halfway(columns: &[Column]) -> Option<i32> {
    let years = |goals: bool| {
        let side = move |column: &&Column| (column.role == Some(ColumnRole::Goal)) == goals;
        columns.iter().filter(side).filter_map(|column| column.year)
    };
    let (goal, base, last) = (years(true).max()?, years(false).min()?, years(false).max()?);
    (goal % 5 == 0 && base % 5 == 0 && base < last && last < goal).then_some(last)
}

/// 目标值 over 年初 and 调整, 实际值 over 上半年 and 全年: a time that only one side has names no block of columns.
fn untimed(columns: &mut [Column], rules: &Rulebook) {
    let sides = [ColumnRole::Goal, ColumnRole::Figure];
    let has = |role: ColumnRole, group: &str| {
        columns.iter().any(|column| column.role == Some(role) && column.group == group)
    };
    let alone = |group: &str| sides.iter().filter(|role| has(**role, group)).count() == 1;
    let timed = |column: &Column| {
        sides.iter().any(|role| column.role == Some(*role))
            && rules.layouts.names.when.contains(&column.group)
            && alone(&column.group)
    };
    let found: Vec<usize> = (0..columns.len()).filter(|&at| timed(&columns[at])).collect();
    found.into_iter().for_each(|at| columns[at].group.clear());
}

/// 应参保人数 | 目标任务数: where a plan says how many, those who should are all there are.
fn due(columns: &[Column]) -> Vec<usize> {
    let goals: Vec<usize> =
        (0..columns.len()).filter(|&at| columns[at].role == Some(ColumnRole::Goal)).collect();
    let should = |at: usize| {
        let words = columns[at].words.as_str();
        let counted =
            columns[at].unit.as_ref().is_some_and(|unit| ["人", "户"].contains(&unit.text.as_str()));
        words.starts_with('应')
            && (counted || ["人数", "户数", "人口"].iter().any(|end| words.ends_with(end)))
    };
    let planned = |at: usize| ["目标", "任务", "计划"].iter().any(|word| columns[at].words.contains(word));
    let several = goals.iter().any(|&at| planned(at) && columns[at].over.is_empty());
    goals.into_iter().filter(|&at| several && should(at) && !planned(at)).collect()
}

/// 预算执行情况 over 支出数 and 保留数: beside one that says itself what was done the others are what is left.
fn left_over(paths: &[Vec<Header>]) -> Vec<usize> {
    let under = |at: usize| match paths[at].as_slice() {
        [.., upper, leaf] if upper.role() == Some(ColumnRole::Figure) => Some((upper.words.as_str(), leaf)),
        _ => None,
    };
    let told = |leaf: &Header| leaf.role() == Some(ColumnRole::Figure) && !leaf.weak;
    let beside =
        |words: &str| (0..paths.len()).filter_map(under).any(|(upper, leaf)| upper == words && told(leaf));
    let left = |&at: &usize| {
        under(at).is_some_and(|(upper, leaf)| {
            leaf.role().is_none() && !leaf.words.is_empty() && leaf.unit.is_none() && beside(upper)
        })
    };
    (0..paths.len()).filter(left).collect()
}

/// True for a column of numbers.
fn counted(grid: &Grid, band: &Band, col: usize, rules: &Rulebook) -> bool {
    let seen = cells(grid, band, col, (false, false), rules);
    seen.numbers > 1
}

/// Headers whose words for places or works name what is counted: 辖区绿化, 开工项目 over numbers.
fn placeless(path: &[Header]) -> Vec<Header> {
    let mut path = path.to_vec();
    let named = |header: &Header| {
        header.role() == Some(ColumnRole::Indicator) && header.word.is_some_and(|word| word.start > 0)
    };
    path.iter_mut().filter(|header| header.role() == Some(ColumnRole::Scope) || named(header)).for_each(
        |header| {
            // 服务指标(%) over numbers.
            let aim = header.unit.is_some() && header.words.ends_with("指标");
            header.word =
                header.word.filter(|_| aim).map(|word| HeaderWord { role: ColumnRole::Goal, ..word });
        },
    );
    path
}

/// 产值单位：万元 is the unit of the columns that speak of 产值.
fn of_caption(columns: &mut [Column], caption: &Caption) {
    let Some((noun, unit)) = caption.unit.as_ref().and_then(|unit| Some((unit.noun.as_deref()?, unit)))
    else {
        return;
    };
    for column in columns.iter_mut().filter(|column| column.unit.is_none() && column.words.contains(noun)) {
        column.unit = Some(unit.unit.clone());
    }
}

/// The role that the level `at` tells; and the level above that tells the side of what is measured there.
fn side(path: &[Header], at: usize) -> (Option<ColumnRole>, Option<usize>) {
    let role = path[at].role();
    let speaks = |role: &ColumnRole| matches!(role, ColumnRole::Goal | ColumnRole::Figure | ColumnRole::Rate);
    let upper = path[..at].iter().rposition(|header| header.role().is_some_and(|role| speaks(&role)));
    let above = upper.and_then(|upper| path[upper].role());
    // 规划目标 over 2020年 and 年均增长: a goal of growth; 计划 over 户数 and 金额: a goal of each.
    let staged = path[at].word.is_some_and(|word| word.keep);
    let measure = staged || grows(&path[at].words);
    let owned = path[..at].iter().any(|header| header.role() == Some(ColumnRole::Body));
    match (role, above) {
        // 项目业主单位 over 业主名称 and 负责人.
        (Some(ColumnRole::Indicator | ColumnRole::Scope), None) if owned => (Some(ColumnRole::Body), None),
        // 目标任务 over 内容 and 数量: the upper level tells the side.
        (Some(ColumnRole::Indicator | ColumnRole::Scope), Some(_)) => (above, None),
        (Some(ColumnRole::Background), Some(_)) if measure => (above, upper),
        // 全年任务 over 签约资金 and 到位资金.
        (Some(ColumnRole::Background), Some(_)) if path[at].words.ends_with("资金") => (above, upper),
        // 目标任务 over 开工 and 竣工: goals of two stages.
        (Some(ColumnRole::Figure), Some(ColumnRole::Goal | ColumnRole::Figure | ColumnRole::Rate))
            if staged =>
        {
            (above, upper)
        }
        _ => (role, None),
    }
}

/// A header that tells no role.
fn name(header: &Header) -> String {
    if header.role().is_none() { header.words.clone() } else { String::new() }
}

/// What a header over the one that tells the role names: 投资 of 投资完成情况, 新开工项目.
fn above(header: &Header, rules: &Rulebook) -> String {
    match header.role() {
        None => header.words.clone(),
        // 到位资金 over 年度目标 and 累计完成.
        Some(ColumnRole::Figure) if header.noun(rules).is_empty() && naming::is_money(header, rules) => {
            header.words.clone()
        }
        Some(ColumnRole::Goal | ColumnRole::Figure) => header.noun(rules),
        // 公办园占比 over 目标 and 现状.
        Some(ColumnRole::Share) => header.words.clone(),
        // 涉及居民户数 over 计划任务数 and 开工数.
        Some(ColumnRole::Background) if header.word.is_some_and(|word| word.keep) => header.words.clone(),
        // 州外到位资金 over 任务数 and 完成数.
        Some(ColumnRole::Background) if naming::is_money(header, rules) => header.words.clone(),
        Some(_) => String::new(),
    }
}

/// The header levels as one column: the lowest level that tells a role decides.
fn of_path(path: &[Header], rules: &Rulebook) -> Column {
    let mut column = Column::default();
    let office = &rules.layouts.names.office;
    let told = path.iter().rposition(|header| header.role().is_some());
    let (role, upper) = told.map_or((None, None), |at| side(path, at));
    column.role = role;
    column.named = matches!(role, Some(ColumnRole::Indicator | ColumnRole::Scope));
    let words = |(at, header): (usize, &Header)| match (upper, told) {
        (Some(upper), _) if at > upper => header.words.clone(),
        (Some(upper), _) if at == upper => String::new(),
        (_, Some(told)) if at < told => above(header, rules),
        _ => name(header),
    };
    let groups: Vec<String> = path
        .iter()
        .enumerate()
        .map(words)
        .filter(|words| !words.is_empty() && !ends(office, words))
        .collect();
    column.group = groups.concat();
    column.lowest = groups.split_first().and_then(|(_, lower)| lower.last()).cloned().unwrap_or_default();
    let named = |leaf: &Header| leaf.role().is_none() && !leaf.words.is_empty() && !ends(office, &leaf.words);
    let own = path.last().is_some_and(named);
    column.over = groups[..groups.len() - usize::from(own)].concat();
    column.noun = told.map_or_else(String::new, |at| path[at].noun(rules));
    column.progress = told.is_some_and(|at| rules.layouts.is_progress(&path[at].words));
    column.present = path.last().is_some_and(|leaf| rules.layouts.morphemes.is_present(&leaf.words));
    column.state = path.last().is_some_and(|leaf| ends(&rules.layouts.names.state, &leaf.words));
    column.words = path.iter().map(|header| header.words.as_str()).collect::<Vec<_>>().concat();
    column.unit = path.iter().rev().find_map(|header| header.unit.clone());
    column.year = path.iter().rev().find_map(|header| header.year);
    column.bare_year = told.is_none() && path.last().is_some_and(Header::bare_year);
    column.bare_months = told.is_none() && path.last().is_some_and(|leaf| leaf.bare_months(rules));
    // 动工 over 户数.
    column.stage = upper.or(told).and_then(|at| path[at].stage(rules)).unwrap_or_default();
    column.bracket = path.last().and_then(|leaf| leaf.bracket);
    column.weak = told.is_some_and(|at| path[at].weak);
    column.months = path.iter().rev().find_map(|header| header.months);
    column
}
