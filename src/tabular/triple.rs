//! Goal, figure and rate by arithmetic: whichever two columns give the third, whatever their headers say.
//!
//! A header only says which columns may be asked (no other year, no marks, no share of something that is no plan), and
//! which of two equal answers is meant.

use super::{
    alike,
    arithmetic::confirms,
    block::{Block, RIVALS, Triple, dimension, follow},
    column::Column,
    gap::by_gap,
    row::Row,
    value::Value,
};
use crate::rules::{ColumnRole, Rulebook};

/// Most columns that are asked.
const MOST: usize = 48;

/// Most rows that are asked.
const ROWS: usize = 200;

/// A triple follows in so many rows at least.
const FEWEST: usize = 2;

/// … where no header tells anything.
const FEWEST_HEADLESS: usize = 4;

/// A noun of more characters than this names what is counted without the headers over it.
const LONG_NOUN: usize = 3;

/// The blocks that the printed rates tell, and the columns that they leave to the headers.
pub(super) fn told(columns: &[Column], rows: &[Row], rules: &Rulebook) -> (Vec<Block>, Vec<usize>) {
    let rows = &rows[..rows.len().min(ROWS)];
    let asked: Vec<usize> = (0..columns.len()).filter(|&at| may(&columns[at], rules)).take(MOST).collect();
    let mut found: Vec<Triple> = Vec::new();
    let mut staged: Vec<usize> = Vec::new();
    for &rate in asked.iter().filter(|&&at| is_rate(&columns[at], columns, rules)) {
        match best(columns, rows, &asked, rate, &found, rules) {
            Some(best) if !outdone(columns, rows, &asked, best, rules) => found.push(best),
            _ if of_stage(columns, rows, &asked, rate, rules) => staged.push(rate),
            _ => {}
        }
    }
    alike::alike(&mut found, columns, rows, &asked);
    let free = |at: usize| {
        matches!(columns[at].role, None | Some(ColumnRole::Background)) && may(&columns[at], rules)
    };
    if found.is_empty()
        && let Some(block) = by_gap(columns, rows, free)
    {
        return (vec![block], Vec::new());
    }
    let blocks = found.iter().map(|triple| block(columns, &found, triple, rules)).collect();
    let free = |&at: &usize| left(columns, &found, at) && !staged.contains(&at);
    (blocks, (0..columns.len()).filter(free).collect())
}

/// 受理数 | 办结数 | 办结率, 报名人数 | 录取人数 | 录取率: how much of one thing became the other, and nothing of a plan.
fn of_stage(columns: &[Column], rows: &[Row], asked: &[usize], rate: usize, rules: &Rulebook) -> bool {
    let follows = |base: usize, figure: usize| {
        base != figure
            && ![base, figure].contains(&rate)
            && passing(columns, figure, rate, rules)
            && columns[base].role != Some(ColumnRole::Goal)
            && sure(columns, rows, Triple { goal: base, figure, rate }, FEWEST)
    };
    let near = || asked.iter().copied().take(RIVALS);
    near().any(|base| near().any(|figure| follows(base, figure)))
}

/// 招生计划 | 实际录取 | 报到人数 | 报到率: true where the rate of a stage follows from another column in more rows than from the
/// goal.
fn outdone(columns: &[Column], rows: &[Row], asked: &[usize], best: Triple, rules: &Rulebook) -> bool {
    let Triple { goal, figure, rate } = best;
    let count = |base: usize| follow(rows, base, figure, rate);
    let other = |&&base: &&usize| ![goal, figure, rate].contains(&base);
    passing(columns, figure, rate, rules) && asked.iter().filter(other).any(|&base| count(base) > count(goal))
}

/// True for a rate of what passes a stage, 录取率, that says nothing of a plan: beside 已整改 the 整改率, beside 到货量 the 到货率
/// tells how much is done.
fn passing(columns: &[Column], figure: usize, rate: usize, rules: &Rulebook) -> bool {
    let named = columns[rate].role == Some(ColumnRole::Rate) && !columns[rate].progress;
    let words = columns[figure].words.as_str();
    let met = rules.layouts.names.fulfilled.iter().any(|word| words.starts_with(word.as_str()));
    named && !met && !rules.layouts.morphemes.is_firm(words)
}

/// True for a column of numbers of this year that are no marks.
fn may(column: &Column, rules: &Rulebook) -> bool {
    let role = matches!(
        column.role,
        None | Some(
            ColumnRole::Goal
                | ColumnRole::Figure
                | ColumnRole::Rate
                | ColumnRole::Share
                | ColumnRole::Background
        )
    );
    role && column.cells.numbers > 0 && !rules.layouts.morphemes.is_aside(&column.words) && !column.past
}

/// True for a column that may print how much is done: no growth, no share of a total.
fn is_rate(column: &Column, columns: &[Column], rules: &Rulebook) -> bool {
    let percent = column.cells.percents > 0 || dimension(column) == Some("percent");
    match column.role {
        Some(ColumnRole::Rate | ColumnRole::Share) => {
            !rules.layouts.morphemes.is_share(&column.words) && !aimed(column, columns)
        }
        None | Some(ColumnRole::Figure) => percent && !aimed(column, columns),
        _ => false,
    }
}

/// 当前覆盖率 beside 目标覆盖率: a percentage that has a goal of its own.
fn aimed(column: &Column, columns: &[Column]) -> bool {
    let goal = |goal: &Column| {
        let own =
            [&column.noun, &column.words].into_iter().any(|name| !name.is_empty() && goal.noun == *name);
        goal.role == Some(ColumnRole::Goal) && goal.cells.percents > 0 && own
    };
    columns.iter().any(goal)
}

/// True for numbers that are no percentages.
fn is_count(column: &Column) -> bool {
    column.cells.numbers > column.cells.percents * 2 && dimension(column) != Some("percent")
}

/// The goal and the figure that a rate follows from.
fn best(
    columns: &[Column],
    rows: &[Row],
    asked: &[usize],
    rate: usize,
    known: &[Triple],
    rules: &Rulebook,
) -> Option<Triple> {
    let told = |role: ColumnRole, at: usize| columns[at].role == Some(role);
    let goals = asked.iter().copied().filter(|&at| at != rate && !told(ColumnRole::Rate, at));
    let pairs = goals.flat_map(|goal| {
        let figures = asked.iter().copied().filter(move |&at| at != rate && at != goal);
        // 进度 | 完成目标(%): a rate in counts beside one in percent is the figure.
        let counts = |at: usize| is_count(&columns[at]) && !is_count(&columns[rate]);
        figures.filter(move |&at| !told(ColumnRole::Rate, at) || counts(at)).map(move |figure| (goal, figure))
    });
    let fit = |&(goal, figure): &(usize, usize)| {
        // 达成率 of a ceiling is goal over figure: headers that say both are believed.
        let turned = told(ColumnRole::Figure, goal)
            || told(ColumnRole::Goal, figure) && !of_rate(&columns[figure], &columns[rate]);
        let again = known.iter().any(|known| known.goal == goal && known.figure == figure);
        !turned
            && !again
            && (headless(columns)
                || told(ColumnRole::Goal, goal)
                || !passing(columns, figure, rate, rules)
                    && (told(ColumnRole::Figure, figure) || told(ColumnRole::Rate, rate)))
    };
    let merit = |&(goal, figure): &(usize, usize)| {
        let count = follow(rows, goal, figure, rate);
        let roles = usize::from(told(ColumnRole::Goal, goal)) + usize::from(told(ColumnRole::Figure, figure));
        let group = [goal, figure].iter().filter(|&&at| columns[at].over == columns[rate].over).count();
        // What a rate follows from stands before it.
        let behind = usize::from(goal < rate && figure < rate);
        (count, behind, roles, group, std::cmp::Reverse(goal.abs_diff(rate) + figure.abs_diff(rate)))
    };
    let (goal, figure) = pairs.filter(fit).max_by_key(merit)?;
    let triple = Triple { goal, figure, rate };
    // Without a header that says so a percentage is the rate of its own block only.
    let near = told(ColumnRole::Rate, rate)
        || told(ColumnRole::Share, rate)
        || [goal, figure].iter().any(|&at| columns[at].over == columns[rate].over);
    let bare = headless(columns);
    let fewest = if bare { FEWEST_HEADLESS } else { FEWEST };
    ((near || bare) && sure(columns, rows, triple, fewest)).then_some(triple)
}

/// True where no header tells anything.
fn headless(columns: &[Column]) -> bool {
    columns.iter().all(|column| column.words.is_empty())
}

/// True where a rate follows in two rows or more, and in most that print all three; rows of equal goal and figure
/// tell nothing.
fn sure(columns: &[Column], rows: &[Row], triple: Triple, fewest: usize) -> bool {
    let Triple { goal, figure, rate } = triple;
    let values = |row: &Row| [goal, figure, rate].map(|at| row.values[at].clone());
    let full: Vec<[Value; 3]> = rows
        .iter()
        .map(values)
        .filter(|values| values.iter().all(|value| value.number().is_some()))
        .collect();
    let fits = full.iter().filter(|[goal, figure, rate]| confirms(goal, figure, rate)).count();
    let telling =
        full.iter().filter(|values| telling(values) && confirms(&values[0], &values[1], &values[2]));
    let telling = telling.count();
    // 开工数 | 开工率, all of them begun: the stage that both name tells as much.
    let (reached, printed) = (columns[figure].stage.as_str(), columns[rate].words.as_str());
    let named = !reached.is_empty() && printed.starts_with(reached)
        || telling > 0 && of_rate(&columns[figure], &columns[rate]);
    if named && fits >= fewest && fits == full.len() {
        return true;
    }
    (telling >= fewest || telling == 1 && full.len() == 1 && fewest == FEWEST) && fits * 3 >= full.len() * 2
}

/// 资金下达数 beside 资金下达比例, 已映射 beside 映射率: what the rate is the rate of.
fn of_rate(figure: &Column, rate: &Column) -> bool {
    let own = |words: &str, ends: &[&str]| {
        let rest = ends.iter().find_map(|end| words.strip_suffix(end)).unwrap_or(words);
        rest.trim_start_matches('已').to_owned()
    };
    let counted = own(&figure.words, &["数量", "数", "额", "量"]);
    let printed = own(&rate.words, &["比例", "比率", "占比", "率"]);
    counted.chars().nth(1).is_some() && counted == printed
}

/// True for a goal and a figure that are two numbers, and a rate of more than a digit.
fn telling([goal, figure, rate]: &[Value; 3]) -> bool {
    let amount = |value: &Value| value.number().map(|quantity| quantity.amount.low());
    let digits = amount(rate).is_some_and(|rate| rate.mantissa().unsigned_abs() > 9);
    amount(goal) != amount(figure) && digits
}

/// The block of a triple, named by what tells it from the others.
fn block(columns: &[Column], all: &[Triple], triple: &Triple, rules: &Rulebook) -> Block {
    let Triple { goal, figure, rate } = *triple;
    let one_goal = all.iter().filter(|other| other.goal == goal).count() > 1;
    let (planned, reached) = (&columns[goal], &columns[figure]);
    let several = all.iter().any(|other| other.goal != goal);
    let name = if planned.group == reached.group {
        let group = rules.layouts.morphemes.timeless(&planned.group);
        // 存款目标 beside 贷款目标; 开工 beside 完工 of one 规划项目.
        let told = if several { rules.layouts.morphemes.timeless(&planned.noun) } else { String::new() };
        // 下达 is done here, whatever it means elsewhere.
        let leaf = reached.words.strip_prefix(&reached.over).unwrap_or(&reached.words);
        let own = if reached.role == Some(ColumnRole::Goal) { leaf } else { &reached.noun };
        let reached = rules.layouts.morphemes.uncounted(rules.layouts.morphemes.achieved(own));
        match () {
            // 资金拨付情况 over 下达数 and 拨付数 of one budget.
            () if one_goal && reached.chars().nth(LONG_NOUN).is_some() => reached.to_owned(),
            () if !group.is_empty() => group,
            // 已开工 beside 已竣工 of 危房改造任务.
            () if one_goal && planned.role == Some(ColumnRole::Goal) && !planned.noun.is_empty() => {
                planned.noun.clone() + reached.trim_start_matches('已')
            }
            () if one_goal || several && planned.words.ends_with(reached) => reached.to_owned(),
            () => told,
        }
    } else if one_goal {
        let group = rules.layouts.morphemes.timeless(&reached.group);
        if group.is_empty() { reached.noun.clone() } else { group }
    } else {
        String::new()
    };
    Block { name, goals: vec![goal], figures: vec![figure], rate: Some(rate), ..Block::default() }
}

/// True for a column that no triple uses and that measures something else than the triples of its group.
fn left(columns: &[Column], all: &[Triple], at: usize) -> bool {
    let of = |triple: &Triple| [triple.goal, triple.figure, triple.rate];
    let near = |triple: &&Triple| of(triple).iter().any(|&other| columns[other].group == columns[at].group);
    let used = all.iter().any(|triple| of(triple).contains(&at));
    let own = dimension(&columns[at]);
    // The goal and the figure of one year beside those of a plan of several.
    let year = columns[at].year;
    let yearly =
        |triple: &Triple| year.is_some() && of(triple).iter().all(|&other| columns[other].year != year);
    let other = |triple: &Triple| {
        own.is_some() && own != dimension(&columns[triple.goal]) && own != Some("percent") || yearly(triple)
    };
    let words = columns[at].cells.sentences > 0;
    !used && (words || coupled(columns, all, at) || all.iter().filter(near).all(other))
}

/// 月计划 | 月累计 beside 日计划 | 日完成 | 日达成率: a goal with its figure right behind it, none of them used.
fn coupled(columns: &[Column], all: &[Triple], at: usize) -> bool {
    let free = |at: usize, role: ColumnRole| {
        let used = all.iter().any(|triple| [triple.goal, triple.figure, triple.rate].contains(&at));
        let told = |column: &Column| column.role == Some(role) && column.cells.numbers > 0;
        !used && columns.get(at).is_some_and(told)
    };
    let couple = |goal: usize| free(goal, ColumnRole::Goal) && free(goal + 1, ColumnRole::Figure);
    couple(at) || at > 0 && couple(at - 1)
}
